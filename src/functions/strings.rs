//! One string or an iterable of strings in, the same changed out: `downcase`, `strip`, `capitalize`, `camelcase`, `chomp`, …

use super::block::{elements, within_limit};
use super::definition::{Definition, class_name, expect_at_least, failure, typed, untyped};
use crate::evaluate::function::{Call, Evaluated};
use crate::value::Value;

const ITERABLE: &[&str] = &["Callable[Numeric $arg]", "Callable[String $arg]", "Callable[Iterable[Variant[String, Numeric]] $arg]"];

const NESTED: &[&str] =
    &["Callable[Numeric $arg]", "Callable[String $arg]", "Callable[Array[StringData] $arg]", "Callable[Hash[StringData, StringData] $arg]"];

pub(super) static FUNCTIONS: &[Definition] = &[
    typed("downcase", NESTED, |call, _| Ok(nested(call.argument(0), &str::to_lowercase))),
    typed("upcase", NESTED, |call, _| Ok(nested(call.argument(0), &str::to_uppercase))),
    typed("capitalize", ITERABLE, |call, _| each(call, &capitalized)),
    typed("camelcase", ITERABLE, |call, _| each(call, &|text| text.split('_').map(capitalized).collect())),
    typed("chomp", ITERABLE, |call, _| each(call, &chomped)),
    typed("chop", ITERABLE, |call, _| each(call, &chopped)),
    typed("strip", ITERABLE, |call, _| each(call, &|text| text.trim_matches(is_blank).to_string())),
    typed("lstrip", ITERABLE, |call, _| each(call, &|text| text.trim_start_matches(is_blank).to_string())),
    typed("rstrip", ITERABLE, |call, _| each(call, &|text| text.trim_end_matches(is_blank).to_string())),
    untyped("swapcase", |call, _| in_array(call, "swapcase", &swapped)),
    untyped("squeeze", squeeze),
    untyped("regexpescape", |call, _| in_array(call, "regexpescape", &crate::value::regex::escape)),
    untyped("uriescape", |call, _| in_array(call, "uriescape", &uri_escaped)),
    untyped("dos2unix", |call, _| line_ends(call, "dos2unix", |text| text.replace("\r\n", "\n"))),
    untyped("unix2dos", |call, _| line_ends(call, "unix2dos", |text| text.replace("\r\n", "\n").replace('\n', "\r\n"))),
];

/// White space and NUL, as Ruby strips them.
fn is_blank(character: char) -> bool {
    character.is_ascii_whitespace() || matches!(character, '\0' | '\u{b}')
}

fn each(call: &Call<'_>, change: &dyn Fn(&str) -> String) -> Evaluated {
    let change_one = |value: Value| match value {
        Value::String(text) => Value::from(change(&text)),
        other => other,
    };
    let one = |(index, value)| within_limit(index).map(|()| change_one(value));
    Ok(match call.argument(0) {
        number @ (Value::Integer(_) | Value::Float(_)) => number.clone(),
        Value::String(text) => Value::from(change(text)),
        iterable => elements(iterable).enumerate().map(one).collect::<Result<_, _>>().map(Value::array)?,
    })
}

/// Strings at any depth, keys of hashes too.
fn nested(value: &Value, change: &dyn Fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => Value::from(change(text)),
        Value::Array(items) => items.iter().map(|item| nested(item, change)).collect(),
        Value::Hash(entries) => Value::hash(entries.iter().map(|(key, item)| (nested(key, change), nested(item, change))).collect()),
        other => other.clone(),
    }
}

/// stdlib's way: a string or an array of which the strings are changed.
fn in_array(call: &Call<'_>, name: &str, change: &dyn Fn(&str) -> String) -> Evaluated {
    expect_at_least(call, name, 1)?;
    match call.argument(0) {
        Value::String(text) => Ok(Value::from(change(text))),
        Value::Array(items) => Ok(items
            .iter()
            .map(|item| match item {
                Value::String(text) => Value::from(change(text)),
                other => other.clone(),
            })
            .collect()),
        _ => Err(failure(format!("{name}(): Requires either array or string to work with"))),
    }
}

fn line_ends(call: &Call<'_>, name: &str, change: impl Fn(&str) -> String) -> Evaluated {
    match call.argument(0) {
        Value::String(text) => Ok(Value::from(change(text))),
        _ => Err(failure(format!("{name}(): Requires string as argument"))),
    }
}

/// The first letter large, the others small.
pub(super) fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
    first + &characters.as_str().to_lowercase()
}

fn chomped(text: &str) -> String {
    let without = text.strip_suffix('\n').map(|rest| rest.strip_suffix('\r').unwrap_or(rest));
    without.or_else(|| text.strip_suffix('\r')).unwrap_or(text).to_string()
}

fn chopped(text: &str) -> String {
    if let Some(rest) = text.strip_suffix("\r\n") {
        return rest.to_string();
    }
    let mut characters = text.chars();
    characters.next_back();
    characters.as_str().to_string()
}

fn swapped(text: &str) -> String {
    let swap = |character: char| -> String {
        if character.is_lowercase() { character.to_uppercase().collect() } else { character.to_lowercase().collect() }
    };
    text.chars().map(swap).collect()
}

/// What is not allowed in a URI, in percent form.
fn uri_escaped(text: &str) -> String {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.!~*'();/?:@&=+$,[]".contains(&byte);
    text.bytes().map(|byte| if safe(byte) { (byte as char).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn squeeze(call: &Call<'_>, _: &mut dyn crate::evaluate::function::Context) -> Evaluated {
    if !(1..=2).contains(&call.arguments.len()) {
        return Err(failure(format!("squeeze(): Wrong number of arguments given ({} for 2 or 1)", call.arguments.len())));
    }
    let only = call.argument(1).as_str().map(str::to_string);
    let squeezed = |text: &str| {
        let mut out = String::with_capacity(text.len());
        for character in text.chars() {
            let squeezable = only.as_ref().is_none_or(|only| only.contains(character));
            if !squeezable || !out.ends_with(character) {
                out.push(character);
            }
        }
        out
    };
    match call.argument(0) {
        Value::String(text) => Ok(Value::from(squeezed(text))),
        Value::Array(items) => {
            Ok(items.iter().map(|item| item.as_str().map_or_else(|| item.clone(), |text| Value::from(squeezed(text)))).collect())
        }
        other => Err(failure(format!("squeeze(): invalid argument type {}, expected String or Array", class_name(other)))),
    }
}
