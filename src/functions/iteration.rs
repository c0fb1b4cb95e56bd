//! `each`, `map`, `filter`, `any`, `all`, `index`, `partition`, `group_by`: one pass over the elements with a block.

use super::block::{breakable, elements, for_each, is_hash_like, of, takes, takes_two, within_limit};
use super::definition::{Definition, typed};
use super::text::within_text;
use crate::evaluate::function::{Block, Call, Context, Evaluated, Interrupt};
use crate::value::equality::equals;
use crate::value::{Map, Value, extent};

const ITERATION: &[&str] = &[
    "Callable[Hash[Any, Any] $hash, Callable[2, 2]]",
    "Callable[Hash[Any, Any] $hash, Callable[1, 1]]",
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

/// The block, with index or key where it can take them.
fn block_of<'a>(call: &Call<'a>) -> Result<(&'a Block, bool), Interrupt> {
    of(call).map(|block| (block, takes_two(block)))
}

fn each(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    breakable(for_each(call.argument(0), block_of(call)?, context, &mut |_, _| true))?;
    Ok(call.argument(0).clone())
}

fn map(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let (mut results, mut length) = (Vec::new(), 0usize);
    breakable(for_each(call.argument(0), block_of(call)?, context, &mut |_, result| {
        length = length.saturating_add(extent::of(&result).text);
        results.push(result);
        length <= extent::LONGEST_TEXT
    }))?;
    within_text(length)?;
    Ok(Value::array(results))
}

/// Of a hash a hash, which no `break` may end, else an array.
fn filter(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let (source, (block, two)) = (call.argument(0), block_of(call)?);
    let mut kept = Vec::new();
    let done = for_each(source, (block, two), context, &mut |element, result| {
        if result.is_truthy() {
            kept.push(element);
        }
        true
    });
    match source {
        Value::Hash(_) => done.map(|()| as_hash(kept)),
        _ if two && is_hash_like(source) => done.map(|()| as_hash(kept)),
        _ => breakable(done).map(|()| Value::array(kept)),
    }
}

fn as_hash(pairs: Vec<Value>) -> Value {
    let pair = |element: &Value| match element.as_array() {
        Some([key, value]) => Some((key.clone(), value.clone())),
        _ => None,
    };
    Value::hash(pairs.iter().filter_map(pair).collect())
}

/// `any` stops at the first true result, `all` at the first false one.
fn quantified(call: &Call<'_>, context: &mut dyn Context, stop_at: bool) -> Evaluated {
    let mut stopped = false;
    for_each(call.argument(0), block_of(call)?, context, &mut |_, result| {
        stopped = result.is_truthy() == stop_at;
        !stopped
    })?;
    Ok(Value::Boolean(stopped == stop_at))
}

/// Of a hash the key; a block with one parameter is asked for the values alone.
fn index(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let (source, wanted) = (call.argument(0), call.argument(1));
    match (source, wanted, call.block) {
        (Value::String(text), Value::String(part), None) => return Ok(character_position(text, text.find(part.as_str()))),
        (Value::String(text), Value::Regex(regex), None) => {
            let found = regex.compiled().find(text.as_str()).ok().flatten().map(|found| found.start());
            return Ok(character_position(text, found));
        }
        _ => {}
    }
    let is_hash = is_hash_like(source);
    for (position, element) in elements(source).enumerate() {
        within_limit(position)?;
        let (key, value) = match (is_hash, element.as_array()) {
            (true, Some([key, value])) => (key.clone(), value.clone()),
            _ => (Value::Integer(position as i64), element),
        };
        let found = match call.block {
            Some(block) if takes_two(block) => context.call_block(block, &[key.clone(), value])?.is_truthy(),
            Some(block) => context.call_block(block, &[value])?.is_truthy(),
            None => same(&value, wanted),
        };
        if found {
            return Ok(key);
        }
    }
    Ok(Value::Undef)
}

/// Ruby's `==`: the case of letters counts, `1` is `1.0`.
fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => equals(left, right),
        _ => left == right,
    }
}

fn character_position(text: &str, byte: Option<usize>) -> Value {
    let before = byte.and_then(|byte| text.get(..byte));
    before.map_or(Value::Undef, |before| Value::Integer(before.chars().count() as i64))
}

/// The block of `partition` and `group_by`, which ask first whether it takes the element alone.
fn single_of<'a>(call: &Call<'a>) -> Result<(&'a Block, bool), Interrupt> {
    of(call).map(|block| (block, !takes(block, 1)))
}

fn partition(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let (mut accepted, mut rejected) = (Vec::new(), Vec::new());
    for_each(call.argument(0), single_of(call)?, context, &mut |element, result| {
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
    let mut groups: Map<Value, Vec<Value>> = Map::default();
    for_each(call.argument(0), single_of(call)?, context, &mut |element, key| {
        groups.entry(key).or_default().push(element);
        true
    })?;
    Ok(Value::hash(groups.into_iter().map(|(key, group)| (key, Value::array(group))).collect()))
}
