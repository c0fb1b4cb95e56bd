//! `left[keys]`: arrays, hashes, strings, types, references to resources and their parameters.

use super::compiler::Compiler;
use super::function::{Evaluated, Interrupt};
use super::operator;
use crate::catalog::Reference;
use crate::datatype::access::key_type;
use crate::datatype::{self, label};
use crate::diagnostic::Diagnostic;
use crate::value::{EcoString, Rich, Type, Value, number};
use rpuppet_syntax::ast::List;
use rpuppet_syntax::{Ast, NodeId};
use std::sync::Arc;

impl Compiler<'_> {
    pub(super) fn access(&mut self, ast: &Arc<Ast>, id: NodeId, left: NodeId, key_nodes: List) -> Evaluated {
        let value = self.evaluate(ast, left)?;
        let keys = self.unfolded(ast, key_nodes)?;
        let at = |blamed: Blamed| match blamed {
            Blamed::Left => Some(left),
            Blamed::Key(index) => ast.items(key_nodes).get(index).copied(),
        };
        let fail = |(blamed, message): (Blamed, String)| {
            let diagnostic = Diagnostic::error("EVALUATION_ERROR", message);
            Interrupt::from(at(blamed).map_or(diagnostic.clone(), |node| diagnostic.at(ast.location(node))))
        };
        match &value {
            Value::Array(items) => sliced(&value, items, &flattened(&keys)).map_err(fail),
            Value::Hash(entries) => match keys.as_slice() {
                [key] => Ok(entries.get(key).cloned().unwrap_or(Value::Undef)),
                several => Ok(several.iter().filter_map(|key| entries.get(key)).filter(|value| !value.is_undef()).cloned().collect()),
            },
            Value::String(text) => substring(text, &flattened(&keys)).map(Value::from).map_err(fail),
            Value::Type(data_type) => self.type_access(ast, id, data_type, &keys, key_nodes),
            Value::Rich(rich) => match rich.as_ref() {
                Rich::Binary(bytes) => part_of_bytes(bytes, &flattened(&keys)).map_err(fail),
                _ => Err(fail(not_applicable(&value))),
            },
            other => Err(fail(not_applicable(other))),
        }
    }

    fn type_access(&mut self, ast: &Arc<Ast>, id: NodeId, data_type: &Type, keys: &[Value], key_nodes: List) -> Evaluated {
        if let Type::Resource { type_name: Some(type_name), title: Some(title) } = data_type {
            return self.parameter_access(ast, id, &Reference::new(type_name, title.clone()), keys);
        }
        if let Type::Class(Some(name)) = data_type {
            return self.parameter_access(ast, id, &Reference::new("Class", crate::catalog::reference::capitalized(name)), keys);
        }
        datatype::access::access(data_type, keys).map_err(|error| {
            let blamed = match error.argument {
                None => Some(id),
                Some(index) => ast.items(key_nodes).get(index).copied(),
            };
            let diagnostic = Diagnostic::error(error.code, error.message);
            blamed.map_or(diagnostic.clone(), |node| diagnostic.at(ast.location(node))).into()
        })
    }

    /// `File['/a']['mode']`, `Class['x']['param']`.
    fn parameter_access(&mut self, ast: &Arc<Ast>, id: NodeId, reference: &Reference, keys: &[Value]) -> Evaluated {
        let fail = |code, message: String| Interrupt::from(Diagnostic::error(code, message).at(ast.location(id)));
        let title = if reference.type_name == "Class" { reference.title.to_lowercase() } else { reference.title.clone() };
        let subject = format!("{}['{title}']", reference.type_name);
        let Some(found) = self.find_resource(reference) else {
            return Err(fail("UNKNOWN_RESOURCE", format!("Resource not found: {subject}")));
        };
        let mut values = Vec::with_capacity(keys.len());
        for key in keys {
            let value = key.as_str().filter(|name| *name != "title").and_then(|name| self.parameter_of(found, name));
            values.push(value.ok_or_else(|| {
                let name = crate::value::format::interpolated(key);
                fail("UNKNOWN_RESOURCE_PARAMETER", format!("The resource {subject} does not have a parameter called '{name}'"))
            })?);
        }
        Ok(match values.len() {
            1 => values.pop().unwrap_or_default(),
            _ => Value::array(values),
        })
    }
}

/// What an error points to.
#[derive(Clone, Copy)]
enum Blamed {
    Left,
    Key(usize),
}

type Mistake = (Blamed, String);

fn not_applicable(value: &Value) -> Mistake {
    (Blamed::Left, format!("Operator '[]' is not applicable to {}.", label::labelled(value)))
}

/// Arrays between the brackets count as their elements.
fn flattened(keys: &[Value]) -> Vec<Value> {
    let parts = keys.iter().flat_map(|key| match key {
        Value::Array(items) => flattened(items),
        other => vec![other.clone()],
    });
    parts.collect()
}

/// `[i]`, `[i, count]`, `[from, -1]`.
fn sliced(array: &Value, items: &[Value], keys: &[Value]) -> Result<Value, Mistake> {
    let index = |at: usize| match operator::number(keys.get(at).unwrap_or(&Value::Undef)) {
        Ok(Value::Integer(index)) => Ok(index),
        Ok(other) => {
            let array = label::labelled_uppercase(array);
            Err((Blamed::Key(at), format!("{array}[] cannot use {} where Integer is expected", key_type(&other))))
        }
        Err(message) => Err((Blamed::Key(at), message)),
    };
    match keys.len() {
        1 => Ok(position(items.len(), index(0)?).and_then(|at| items.get(at)).cloned().unwrap_or(Value::Undef)),
        2 => {
            let range = slice_range(items.len(), index(0)?, index(1)?);
            Ok(range.and_then(|range| items.get(range)).map_or_else(|| Value::array(Vec::new()), |part| part.iter().cloned().collect()))
        }
        count => Err((Blamed::Left, format!("Array supports [] with one or two arguments. Got {count}"))),
    }
}

fn substring(text: &str, keys: &[Value]) -> Result<EcoString, Mistake> {
    let characters: Vec<char> = text.chars().collect();
    let range = part(characters.len(), keys)?;
    Ok(range.and_then(|range| characters.get(range)).unwrap_or(&[]).iter().copied().collect())
}

fn part_of_bytes(bytes: &[u8], keys: &[Value]) -> Result<Value, Mistake> {
    let range = part(bytes.len(), keys)?;
    let bytes = range.and_then(|range| bytes.get(range)).unwrap_or(&[]).to_vec();
    Ok(Value::Rich(Rich::Binary(bytes).into()))
}

/// Which characters the keys mean; texts that are numbers are taken for them.
fn part(length: usize, keys: &[Value]) -> Result<Option<std::ops::Range<usize>>, Mistake> {
    let index = |at: usize| {
        let key = keys.get(at).unwrap_or(&Value::Undef);
        let number = key.as_str().and_then(number::from_text).unwrap_or_else(|| key.clone());
        match number {
            Value::Integer(index) => Ok(index),
            other => {
                let actual = key_type(&other);
                let article = label::article(&actual);
                let message = format!("A substring operation does not accept {article} {actual} as a character index. Expected an Integer");
                Err((Blamed::Key(at), message))
            }
        }
    };
    match keys.len() {
        1 => Ok(position(length, index(0)?).map(|at| at..at.saturating_add(1)).filter(|range| range.end <= length)),
        2 => Ok(slice_range(length, index(0)?, index(1)?)),
        count => Err((Blamed::Left, format!("String supports [] with one or two arguments. Got {count}"))),
    }
}

fn position(length: usize, index: i64) -> Option<usize> {
    let index = if index < 0 { index.checked_add(i64::try_from(length).ok()?)? } else { index };
    usize::try_from(index).ok()
}

/// From `from` (negative: from the end), `count` items; a negative count is a last index from the end.
fn slice_range(length: usize, from: i64, count: i64) -> Option<std::ops::Range<usize>> {
    let size = i64::try_from(length).ok()?;
    let start = if from < 0 { from.saturating_add(size) } else { from };
    let end = if count < 0 { size.saturating_add(count).saturating_add(1) } else { start.saturating_add(count) };
    let (start, end) = (start.max(0), end.min(size));
    (start < end).then_some(usize::try_from(start).ok()?..usize::try_from(end).ok()?)
}
