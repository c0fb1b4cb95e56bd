//! `def self.title_patterns`: how the titles of a type are read. It has no more to go by than the methods of files that the type
//! requires, so it is run, by the small Ruby; what that cannot run leaves titles unread.

use crate::catalog::schema::TitlePattern;
use crate::ruby::Interpreter;
use crate::ruby::host::Host;
use crate::ruby::object::Object;
use crate::ruby::tree::{Definition, Node};
use crate::value::{EcoString, Map, Value};
use std::rc::Rc;

/// `[[/regex/, [[:name], [:other]]], …]`; `methods` are those of required files.
pub(super) fn patterns(definition: &Definition, methods: &Map<EcoString, Definition>) -> Vec<TitlePattern> {
    let Some(body) = definition.body.as_ref() else { return Vec::new() };
    let library = methods.values().map(|method| (method.name.clone(), Rc::new(method.clone()))).collect();
    let given = Interpreter::with_library(&mut Nobody, library).run(body).ok();
    let items = given.and_then(|list| list.items());
    items.and_then(|items| items.iter().map(pattern).collect()).unwrap_or_default()
}

fn pattern(given: &Object) -> Option<TitlePattern> {
    let parts = given.items()?;
    let [Object::Regex(regex), names] = parts.as_slice() else { return None };
    let names: Option<Vec<EcoString>> = names.items()?.iter().map(name).collect();
    Some(TitlePattern::Groups { regex: regex.source().clone(), names: names? })
}

/// A name, alone or in a list before what makes the value.
fn name(given: &Object) -> Option<EcoString> {
    match given {
        Object::Symbol(name) => Some(name.clone()),
        list => list.items()?.first().and_then(name),
    }
}

/// A type is declared before anything is known of a node.
struct Nobody;

impl Host for Nobody {
    fn variable(&mut self, _name: &str) -> Option<Value> {
        None
    }

    fn variables(&mut self) -> Vec<(EcoString, Value)> {
        Vec::new()
    }

    fn call_function(&mut self, name: &str, _arguments: &[Value]) -> Result<Value, String> {
        Err(format!("a type cannot call {name}"))
    }

    fn template(&mut self, name: &str) -> Result<Rc<Node>, String> {
        Err(format!("a type cannot render {name}"))
    }
}
