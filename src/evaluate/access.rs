//! `left[keys]`: arrays, hashes, strings, types, references to resources and their parameters.

use super::compiler::Compiler;
use super::function::{Evaluated, Interrupt};
use crate::catalog::Reference;
use crate::datatype;
use crate::diagnostic::Diagnostic;
use crate::value::{EcoString, Type, Value};
use rpuppet_syntax::ast::List;
use rpuppet_syntax::{Ast, NodeId};
use std::sync::Arc;

impl Compiler<'_> {
    pub(super) fn access(&mut self, ast: &Arc<Ast>, id: NodeId, left: NodeId, keys: List) -> Evaluated {
        let value = self.evaluate(ast, left)?;
        let keys = self.unfolded(ast, keys)?;
        let fail = |message: String| Interrupt::from(Diagnostic::error("EVALUATION_ERROR", message).at(ast.location(id)));
        match &value {
            Value::Array(items) => sliced(items, &keys).map_err(fail),
            Value::Hash(entries) => match keys.as_slice() {
                [] => Err(fail("Hash supports 1 or more keys. Got 0.".to_string())),
                [key] => Ok(entries.get(key).cloned().unwrap_or(Value::Undef)),
                several => Ok(several.iter().filter_map(|key| entries.get(key).cloned()).collect()),
            },
            Value::String(text) => substring(text, &keys).map_err(fail),
            Value::Type(data_type) => self.type_access(ast, id, data_type, &keys),
            Value::Sensitive(_) => Err(fail("Operator '[]' is not applicable to a Sensitive value.".to_string())),
            other => {
                let kind = datatype::generalize(&datatype::infer(other));
                let message = match other {
                    Value::Undef => "Operator '[]' is not applicable to an Undef Value.".to_string(),
                    _ => format!("Operator '[]' is not applicable to {} {kind}.", super::operator::article(&kind.to_string())),
                };
                Err(fail(message))
            }
        }
    }

    fn type_access(&mut self, ast: &Arc<Ast>, id: NodeId, data_type: &Type, keys: &[Value]) -> Evaluated {
        if let Type::Resource { type_name: Some(type_name), title: Some(title) } = data_type {
            return self.parameter_access(ast, id, &Reference::new(type_name, title.clone()), keys);
        }
        if let Type::Class(Some(name)) = data_type {
            return self.parameter_access(ast, id, &Reference::new("Class", crate::catalog::reference::capitalized(name)), keys);
        }
        datatype::access::access(data_type, keys)
            .map_err(|error| Diagnostic::error("TYPE_ERROR", error.to_string()).at(ast.location(id)).into())
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

/// `[i]`, `[i, count]`, `[from, -1]`.
fn sliced(items: &[Value], keys: &[Value]) -> Result<Value, String> {
    match keys {
        [Value::Integer(index)] => Ok(position(items.len(), *index).and_then(|at| items.get(at)).cloned().unwrap_or(Value::Undef)),
        [Value::Integer(from), Value::Integer(count)] => {
            let range = slice_range(items.len(), *from, *count);
            Ok(range.and_then(|range| items.get(range)).map_or_else(|| Value::array(Vec::new()), |part| part.iter().cloned().collect()))
        }
        [key] => Err(format!("Array[] cannot use {} where Integer expected", datatype::generalize(&datatype::infer(key)))),
        _ => Err(format!("Array supports 1 or 2 keys. Got {}.", keys.len())),
    }
}

fn substring(text: &str, keys: &[Value]) -> Result<Value, String> {
    let characters: Vec<char> = text.chars().collect();
    let range = match keys {
        [Value::Integer(index)] => slice_range(characters.len(), *index, 1),
        [Value::Integer(from), Value::Integer(count)] => slice_range(characters.len(), *from, *count),
        [key] | [key, _] => {
            return Err(format!("String[] cannot use {} where Integer expected", datatype::generalize(&datatype::infer(key))));
        }
        _ => return Err(format!("String supports 1 or 2 keys. Got {}.", keys.len())),
    };
    let part: EcoString = range.and_then(|range| characters.get(range)).unwrap_or(&[]).iter().copied().collect();
    Ok(Value::String(part))
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
