//! Iterating with blocks: what the elements of a value are, how many of them a block takes, and `break`.

use super::definition::failure;
use crate::datatype::alias;
use crate::evaluate::function::{Block, Call, Context, Interrupt};
use crate::value::iterator::{Kind, TOO_LONG};
use crate::value::{EcoString, Rich, Type, Value, extent};
use std::sync::Arc;

/// The elements of an iterable value; a hash gives `[key, value]` pairs. Nothing for what cannot be iterated over.
pub(super) fn elements(value: &Value) -> Box<dyn Iterator<Item = Value>> {
    match value {
        Value::Array(items) => {
            let items = items.clone();
            Box::new((0..items.len()).filter_map(move |index| items.get(index).cloned()))
        }
        Value::Hash(entries) => {
            let entries = entries.clone();
            let pair = move |index| entries.get_index(index).map(|(key, value)| Value::array(vec![key.clone(), value.clone()]));
            Box::new((0..value.as_hash().map_or(0, |entries| entries.len())).filter_map(pair))
        }
        Value::Integer(number) => Box::new((0..*number).map(Value::Integer)),
        Value::String(text) => Box::new(characters(text.clone())),
        Value::Type(data_type) => of_type(data_type),
        Value::Rich(rich) => match rich.as_ref() {
            Rich::Binary(bytes) => Box::new(bytes.clone().into_iter().map(|byte| Value::Integer(i64::from(byte)))),
            _ => Box::new(std::iter::empty()),
        },
        Value::Iterator(sequence) => sequence.as_ref().clone().into_items(),
        _ => Box::new(std::iter::empty()),
    }
}

fn characters(text: EcoString) -> impl Iterator<Item = Value> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let character = text.get(at..)?.chars().next()?;
        at += character.len_utf8();
        Some(Value::from(character.to_string()))
    })
}

fn of_type(data_type: &Arc<Type>) -> Box<dyn Iterator<Item = Value>> {
    match alias::resolved(data_type) {
        Type::Integer(range) => match (range.from, range.to) {
            (Some(from), Some(to)) => Box::new((from..=to).map(Value::Integer)),
            _ => Box::new(std::iter::empty()),
        },
        Type::Enum { values, .. } => Box::new(values.clone().into_iter().map(Value::String)),
        _ => Box::new(std::iter::empty()),
    }
}

/// Ends a walk over elements that goes on for longer than any value is.
pub(super) fn within_limit(index: usize) -> Result<(), Interrupt> {
    if index as u64 >= extent::BIGGEST { Err(failure(TOO_LONG)) } else { Ok(()) }
}

/// Whether a block takes index (or key) and value, the first thing that iterating functions ask.
pub(super) fn takes_two(block: &Block) -> bool {
    takes(block, 2)
}

/// Whether a block can be called with this many arguments.
pub(super) fn takes(block: &Block, count: usize) -> bool {
    block.required <= count && block.most.is_none_or(|most| most >= count)
}

/// The block of a call; signatures make sure that there is one.
pub(super) fn of<'a>(call: &Call<'a>) -> Result<&'a Block, Interrupt> {
    call.block.ok_or_else(|| failure("expects a block"))
}

/// Whether the elements of a value are keys with values.
pub(super) fn is_hash_like(source: &Value) -> bool {
    match source {
        Value::Hash(_) => true,
        Value::Iterator(sequence) => sequence.kind() == Kind::Pairs,
        _ => false,
    }
}

/// An iteration that a block may end with `break`.
pub(super) fn breakable(iteration: Result<(), Interrupt>) -> Result<(), Interrupt> {
    match iteration {
        Err(Interrupt::Break(_)) => Ok(()),
        other => other,
    }
}

/// Calls the block for every element, with index or key where `two`, and hands element and result on until `visit` is content (`false`).
pub(super) fn for_each(
    source: &Value,
    (block, two): (&Block, bool),
    context: &mut dyn Context,
    visit: &mut dyn FnMut(Value, Value) -> bool,
) -> Result<(), Interrupt> {
    let is_hash = is_hash_like(source);
    for (index, element) in elements(source).enumerate() {
        within_limit(index)?;
        let result = match (&element, two, is_hash) {
            (Value::Array(pair), true, true) => context.call_block(block, pair),
            (_, true, _) => context.call_block(block, &[Value::Integer(index as i64), element.clone()]),
            _ => context.call_block(block, std::slice::from_ref(&element)),
        }?;
        if !visit(element, result) {
            break;
        }
    }
    Ok(())
}
