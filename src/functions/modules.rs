//! Functions of the modules postgresql, apache, redis, staging, translate, vswitch, neutron and nova.

use super::definition::{Definition, failure, typed, untyped};
use super::digest::hex;
use super::stdlib::data;
use super::stdlib::path::{extension, file_name, parent};
use crate::evaluate::function::{Call, Context, Evaluated};
use crate::value::{Value, ValueHash, format};
use md5::{Digest, Md5};

pub(super) static FUNCTIONS: &[Definition] = &[
    typed("postgresql::postgresql_escape", &["Callable[String[1] $input_string]"], |call, _| Ok(Value::from(escaped(call.text(0))))),
    untyped("postgresql_escape", |call, _| Ok(Value::from(escaped(call.text(0))))),
    typed(
        "postgresql::postgresql_acls_to_resources_hash",
        &["Callable[Array[String] $acls, String[1] $id, Integer[0] $offset]"],
        access_rules,
    ),
    typed("apache::bool2httpd", &["Callable[Any $arg]"], |call, _| Ok(on_or_off(call.argument(0)))),
    untyped("bool2httpd", |call, _| Ok(on_or_off(call.argument(0)))),
    untyped("getvar_emptystring", |call, context| {
        let value = context.variable(call.text(0)).filter(|value| !value.is_undef());
        Ok(value.unwrap_or_else(|| Value::from("")))
    }),
    untyped("staging_parse", staging_parse),
    typed("translate", &["Callable[String $message, Hash $interpolation_values, 1, 2]"], translate),
    typed("range_to_mask", &["Callable[Variant[String, Undef] $range]"], range_to_mask),
    untyped("convert_to_json_string", |call, _| Ok(Value::from(data::compact(&mapping(call.argument(0)))))),
    untyped("to_array_of_json_strings", to_array_of_json_strings),
];

/// A list of texts `name:value` as a hash; anything else as it is.
fn mapping(value: &Value) -> Value {
    let pairs = value.as_array().and_then(|items| items.iter().map(pair).collect::<Option<ValueHash>>());
    pairs.map_or_else(|| value.clone(), Value::hash)
}

fn pair(item: &Value) -> Option<(Value, Value)> {
    let (name, rest) = item.as_str()?.split_once(':')?;
    let value = rest.split(':').next().filter(|_| !rest.trim_end_matches(':').is_empty());
    Some((name.into(), value.map_or(Value::Undef, Value::from)))
}

/// A text between dollar quotes that it does not contain.
fn escaped(text: &str) -> String {
    if !text.contains("$$") && !text.ends_with('$') {
        return format!("$${text}$$");
    }
    let letters = |seed: &str| -> String {
        hex(&Md5::digest(seed.as_bytes())).chars().take(6).filter(|character| !character.is_ascii_digit()).collect()
    };
    let mut tag = letters(text);
    // Each new tag is a digest of the last; that many collisions do not happen.
    for _ in 0..100 {
        if !text.contains(&tag) {
            break;
        }
        tag = letters(&tag);
    }
    format!("${tag}${text}${tag}$")
}

fn access_rules(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let offset = match call.argument(2) {
        Value::Integer(offset) => *offset,
        _ => 0,
    };
    let mut rules = ValueHash::default();
    let lines = call.argument(0).as_array().unwrap_or(&[]);
    for line in lines {
        let index = lines.iter().position(|other| other == line).unwrap_or(0);
        let parts: Vec<&str> = line.as_str().unwrap_or("").split_whitespace().collect();
        let [kind, database, user, fourth, rest @ ..] = parts.as_slice() else {
            let message = format!("postgresql::postgresql_acls_to_resources_hash(): acl line {index} does not have enough parts");
            return Err(failure(message));
        };
        let (address, method, options) = match rest {
            rest if *kind == "local" => (None, Some(*fourth), rest),
            [mask, rest @ ..] if mask.starts_with(|first: char| first.is_ascii_digit()) => {
                (Some(format!("{fourth} {mask}")), rest.first().copied(), rest.get(1..).unwrap_or(&[]))
            }
            rest => (Some(fourth.to_string()), rest.first().copied(), rest.get(1..).unwrap_or(&[])),
        };
        let order = format!("{:03}", offset + index as i64);
        let mut rule = ValueHash::default();
        for (key, value) in [("type", *kind), ("database", *database), ("user", *user), ("order", order.as_str())] {
            rule.insert(Value::from(key), Value::from(value));
        }
        let options = (!options.is_empty()).then(|| options.join(" "));
        let rest = [("address", address), ("auth_method", Some(method.unwrap_or_default().to_string())), ("auth_option", options)];
        for (key, value) in rest {
            rule.extend(value.map(|value| (Value::from(key), Value::from(value))));
        }
        let title = format!("postgresql class generated rule {} {index}", call.text(1));
        rules.insert(Value::from(title), Value::hash(rule));
    }
    Ok(Value::hash(rules))
}

fn on_or_off(value: &Value) -> Value {
    match value {
        Value::Undef | Value::Boolean(false) => Value::from("Off"),
        Value::Boolean(true) => Value::from("On"),
        Value::String(text) if matches!(text.to_lowercase().as_str(), "false" | "undef") => Value::from("Off"),
        other => Value::from(format::interpolated(other)),
    }
}

fn staging_parse(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let count = call.arguments.len();
    if !(1..=3).contains(&count) {
        return Err(failure(format!("staging_parse(): Wrong number of arguments given ({count} for 1, 2, 3)")));
    }
    let source = call.text(0).replace('\\', "/");
    let path = match source.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or(""),
        None => source.as_str(),
    };
    let path = path.split(['?', '#']).next().unwrap_or("");
    let ending = call.argument(2).as_str().unwrap_or_else(|| extension(file_name(path)));
    let name = file_name(path);
    match call.argument(1).as_str().unwrap_or("filename") {
        "filename" => Ok(Value::from(name)),
        "basename" => Ok(Value::from(name.strip_suffix(ending).filter(|rest| !rest.is_empty()).unwrap_or(name))),
        "extname" => Ok(Value::from(extension(name))),
        "parent" => Ok(Value::from(parent(path))),
        other => Err(failure(format!("staging_parse(), unknown parse info {other}."))),
    }
}

/// The message as it is, with `%{name}` filled in.
fn translate(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let mut message = call.text(0).to_string();
    for (name, value) in call.argument(1).as_hash().into_iter().flatten() {
        message = message.replace(&format!("%{{{}}}", format::interpolated(name)), &format::interpolated(value));
    }
    Ok(Value::from(message))
}

/// `0-3,5` → the bits 0 to 3 and 5 as a hexadecimal mask.
fn range_to_mask(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let text = call.text(0);
    if text.is_empty() {
        return Ok(Value::Undef);
    }
    let mut mask: u128 = 0;
    for part in text.split(',') {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let bit = |text: &str| text.trim().parse::<u32>().ok().filter(|bit| *bit < 128);
        if let (Some(from), Some(to)) = (bit(from), bit(to)) {
            for bit in from..=to {
                mask |= 1 << bit;
            }
        }
    }
    Ok(Value::from(format!("{mask:x}")))
}

/// Each element of an array (or of a JSON text of one) as JSON.
fn to_array_of_json_strings(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let list = match call.argument(0) {
        Value::String(text) => {
            let parsed = serde_json::from_str(&text.as_str().replace('\'', "\""))
                .map_err(|_| failure("Syntax error: the given text is not JSON"))?;
            crate::value::json::from_json(&parsed)
        }
        other => other.clone(),
    };
    match list {
        Value::Array(items) => Ok(items.iter().map(|item| Value::from(data::compact(item))).collect()),
        _ => Err(failure("The value is not an array or a text of one")),
    }
}
