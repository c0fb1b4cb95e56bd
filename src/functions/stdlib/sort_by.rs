//! `stdlib::sort_by`: in the order of what a lambda makes of each element.

use crate::evaluate::function::{Call, Context, Evaluated};
use crate::functions::definition::{Definition, typed};
use crate::functions::order::sorted_by;
use crate::value::{Value, ValueHash};

pub(in crate::functions) static FUNCTIONS: &[Definition] = &[typed(
    "stdlib::sort_by",
    &[
        "Callable[Array $ary, 1, 1, Callable[1, 1] $block]",
        "Callable[String $str, 1, 1, Callable[1, 1] $block]",
        "Callable[Hash $hsh, 1, 1, Variant[Callable[1, 1], Callable[2, 2]] $block]",
    ],
    sort_by,
)];

fn sort_by(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let Some(block) = call.block else { return Ok(Value::Undef) };
    let mut keyed: Vec<(Value, Value)> = Vec::new();
    for element in elements(call.argument(0)) {
        // a pair of a hash is one argument
        keyed.push((context.call_block(block, std::slice::from_ref(&element))?, element));
    }
    let sorted = sorted_by(keyed)?.into_iter().map(|(_, element)| element);
    Ok(match call.argument(0) {
        Value::String(_) => Value::from(sorted.filter_map(|part| part.as_str().map(str::to_string)).collect::<String>()),
        Value::Hash(_) => Value::hash(
            sorted.filter_map(|pair| Some((pair.as_array()?.first()?.clone(), pair.as_array()?.get(1)?.clone()))).collect::<ValueHash>(),
        ),
        _ => sorted.collect(),
    })
}

fn elements(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items.to_vec(),
        Value::String(text) => text.chars().map(|character| Value::from(character.to_string())).collect(),
        Value::Hash(entries) => entries.iter().map(|(key, value)| Value::array(vec![key.clone(), value.clone()])).collect(),
        _ => Vec::new(),
    }
}
