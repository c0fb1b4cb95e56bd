//! What modules write in Ruby: functions, types, facts.

use super::{Item, Part, Subject, Verdict, files};
use crate::pipeline;
use crate::ruby::declarations::Declarations;
use crate::ruby::functions::RubyFunctions;
use crate::value::Value;
use crate::world::facter;

/// Readers of all modules' Ruby.
pub(super) struct Shared<'a> {
    functions: RubyFunctions<'a>,
    declarations: Declarations<'a>,
}

impl<'a> Shared<'a> {
    pub(super) fn new(subject: &Subject<'a>) -> Self {
        Shared {
            functions: RubyFunctions::new(subject.world, &subject.module_path, None),
            declarations: Declarations::new(subject.world, &subject.module_path),
        }
    }
}

pub(super) fn functions(subject: &Subject<'_>, shared: &Shared<'_>, directory: &str) -> Vec<Item> {
    let mut names: Vec<String> = Vec::new();
    for folder in ["lib/puppet/functions", "lib/puppet/parser/functions"].map(|folder| format!("{directory}/{folder}")) {
        for path in files::below(subject, &folder, ".rb") {
            let name = files::within(&folder, &path).trim_end_matches(".rb").replace('/', "::");
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names.into_iter().map(|name| Item { part: Part::Functions, verdict: function(&name, shared), name }).collect()
}

fn function(name: &str, shared: &Shared<'_>) -> Verdict {
    if pipeline::is_native_function(name) {
        return Verdict::Works;
    }
    match shared.functions.find(name) {
        Ok(Some(function)) => match function.outside().first() {
            None => Verdict::Works,
            Some((line, what)) => Verdict::Missing(format!("line {line}: {what}")),
        },
        Ok(None) => Verdict::Missing("no module of the path has it under this name".to_string()),
        Err((_, error)) => Verdict::Missing(error.to_string()),
    }
}

pub(super) fn types(subject: &Subject<'_>, shared: &Shared<'_>, directory: &str) -> Vec<Item> {
    let files = subject.world.list(&format!("{directory}/lib/puppet/type"));
    let names = files.iter().filter_map(|file| file.strip_suffix(".rb"));
    let items = |name: &str| {
        let itself = Item { part: Part::Types, name: name.to_string(), verdict: resource_type(name, shared) };
        std::iter::once(itself).chain(blocks(name, shared)).collect::<Vec<_>>()
    };
    names.flat_map(items).collect()
}

/// The pieces of a type's code, by what reading tells of them.
fn blocks(name: &str, shared: &Shared<'_>) -> Vec<Item> {
    let pieces = shared.declarations.code(name).map(|code| code.pieces()).unwrap_or_default();
    let item = |(what, outside): (String, Option<(u32, String)>)| Item {
        part: Part::Blocks,
        name: format!("{name}: {what}"),
        verdict: outside.map_or(Verdict::Works, |(line, what)| Verdict::Missing(format!("line {line}: {what}"))),
    };
    pieces.into_iter().map(item).collect()
}

fn resource_type(name: &str, shared: &Shared<'_>) -> Verdict {
    match shared.declarations.declaration(name) {
        None => Verdict::Missing("its declaration cannot be read".to_string()),
        Some(declaration) if pipeline::acts_natively(&declaration) => Verdict::Works,
        Some(_) => Verdict::Missing("it compiles; only Ruby can act on it (--ruby-providers)".to_string()),
    }
}

/// Facts that the modules bring, by what their files add.
pub(super) fn facts(subject: &Subject<'_>, directory: &str) -> Vec<Item> {
    let mut names: Vec<String> = Vec::new();
    for path in files::below(subject, &format!("{directory}/lib/facter"), ".rb") {
        // of a name that Ruby computes, the beginning is known
        for name in facter::added(&files::text(subject, &path)).iter().map(|name| name.trim_end_matches('*')) {
            if !name.is_empty() && !names.iter().any(|known| known == name) {
                names.push(name.to_string());
            }
        }
    }
    let known = |name: &str| subject.facts.as_hash().is_some_and(|facts| facts.contains_key(&Value::from(name)));
    let verdict = |name: &str| match known(name) {
        true => Verdict::Works,
        false => Verdict::Missing("not among the facts: facts.d or --facts can bring it".to_string()),
    };
    names.into_iter().map(|name| Item { part: Part::Facts, verdict: verdict(&name), name }).collect()
}
