//! `each`, `map`, `filter`, `any`, `all`, `index`, `partition`, `group_by`: one pass over the elements with a block.

use super::block::{elements, for_each, of};
use super::definition::{Definition, failure, typed};
use crate::evaluate::function::{Call, Context, Evaluated};
use crate::value::{Value, ValueHash};

const ITERATION: &[&str] = &[
    "Callable[Hash $hash, Callable[2, 2]]",
    "Callable[Hash $hash, Callable[1, 1]]",
    "Callable[Iterable $enumerable, Callable[2, 2]]",
    "Callable[Iterable $enumerable, Callable[1, 1]]",
];

pub(super) static FUNCTIONS: &[Definition] = &[
    typed("each", ITERATION, each),
    typed("map", ITERATION, map),
    typed("filter", ITERATION, filter),
    typed("any", ITERATION, |call, context| quantified(call, context, true)),
    typed("all", ITERATION, |call, context| quantified(call, context, false)),
    typed(
        "index",
        &[
            "Callable[Hash $hash, Callable[2, 2]]",
            "Callable[Hash $hash, Callable[1, 1]]",
            "Callable[Iterable $enumerable, Callable[2, 2]]",
            "Callable[Iterable $enumerable, Callable[1, 1]]",
            "Callable[String $str, Variant[String, Regexp] $match]",
            "Callable[Iterable $enumerable, Any $match]",
        ],
        index,
    ),
    typed("partition", COLLECTION, partition),
    typed("group_by", COLLECTION, group_by),
];

const COLLECTION: &[&str] = &[
    "Callable[Collection $collection, Callable[1, 1]]",
    "Callable[Array $array, Callable[2, 2]]",
    "Callable[Collection $collection, Callable[2, 2]]",
];

fn each(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    for_each(call.argument(0), of(call)?, context, &mut |_, _| true)?;
    Ok(call.argument(0).clone())
}

fn map(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let mut results = Vec::new();
    for_each(call.argument(0), of(call)?, context, &mut |_, result| {
        results.push(result);
        true
    })?;
    Ok(Value::array(results))
}

fn filter(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let mut kept = Vec::new();
    for_each(call.argument(0), of(call)?, context, &mut |element, result| {
        if result.is_truthy() {
            kept.push(element);
        }
        true
    })?;
    Ok(like_source(call.argument(0), kept))
}

/// Pairs of a hash become a hash again, anything else an array.
fn like_source(source: &Value, elements: Vec<Value>) -> Value {
    if !matches!(source, Value::Hash(_)) {
        return Value::array(elements);
    }
    let pair = |element: &Value| match element.as_array() {
        Some([key, value]) => Some((key.clone(), value.clone())),
        _ => None,
    };
    Value::hash(elements.iter().filter_map(pair).collect())
}

/// `any` stops at the first true result, `all` at the first false one.
fn quantified(call: &Call<'_>, context: &mut dyn Context, stop_at: bool) -> Evaluated {
    let mut stopped = false;
    for_each(call.argument(0), of(call)?, context, &mut |_, result| {
        stopped = result.is_truthy() == stop_at;
        !stopped
    })?;
    Ok(Value::Boolean(stopped == stop_at))
}

fn index(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let source = call.argument(0);
    let position = match call.block {
        Some(block) => {
            let (mut position, mut found) = (0, None);
            for_each(source, block, context, &mut |_, result| {
                found = result.is_truthy().then_some(position);
                position += 1;
                found.is_none()
            })?;
            found
        }
        None => match (source, call.argument(1)) {
            (Value::String(text), Value::String(part)) => return Ok(character_position(text, text.find(part.as_str()))),
            (Value::String(text), Value::Regex(regex)) => {
                let found = regex.compiled().find(text.as_str()).ok().flatten().map(|found| found.start());
                return Ok(character_position(text, found));
            }
            (_, wanted) => elements(source).position(|element| match (source, element.as_array()) {
                (Value::Hash(_), Some([_, value])) => value == wanted,
                _ => element == *wanted,
            }),
        },
    };
    Ok(match (source, position) {
        (Value::Hash(entries), Some(position)) => entries.get_index(position).map_or(Value::Undef, |(key, _)| key.clone()),
        (_, Some(position)) => Value::Integer(position as i64),
        _ => Value::Undef,
    })
}

fn character_position(text: &str, byte: Option<usize>) -> Value {
    let before = byte.and_then(|byte| text.get(..byte));
    before.map_or(Value::Undef, |before| Value::Integer(before.chars().count() as i64))
}

fn partition(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let (mut accepted, mut rejected) = (Vec::new(), Vec::new());
    for_each(call.argument(0), of(call)?, context, &mut |element, result| {
        if result.is_truthy() {
            accepted.push(element)
        } else {
            rejected.push(element)
        }
        true
    })?;
    Ok(Value::array(vec![Value::array(accepted), Value::array(rejected)]))
}

fn group_by(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let mut groups: ValueHash = ValueHash::default();
    let mut members: Vec<Vec<Value>> = Vec::new();
    for_each(call.argument(0), of(call)?, context, &mut |element, key| {
        let position = groups.insert_full(key, Value::Undef).0;
        if position == members.len() {
            members.push(Vec::new());
        }
        if let Some(group) = members.get_mut(position) {
            group.push(element);
        }
        true
    })?;
    if groups.len() != members.len() {
        return Err(failure("group_by(): keys were lost"));
    }
    let pairs = groups.into_keys().zip(members);
    Ok(Value::hash(pairs.map(|(key, group)| (key, Value::array(group))).collect()))
}
