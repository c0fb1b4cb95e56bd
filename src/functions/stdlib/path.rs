//! `dirname`, `basename`, `stdlib::extname`, `stdlib::start_with`, `stdlib::end_with`, `glob`.

use crate::evaluate::function::{Call, Context, Evaluated};
use crate::functions::definition::{Definition, failure, typed, untyped};
use crate::functions::inclusion::flat;
use crate::lookup;
use crate::value::Value;

pub(in crate::functions) static FUNCTIONS: &[Definition] = &[
    untyped("dirname", dirname),
    untyped("basename", basename),
    untyped("glob", glob),
    typed("stdlib::extname", &["Callable[String $filename]"], |call, _| Ok(Value::from(extension(file_name(call.text(0)))))),
    typed("stdlib::start_with", &["Callable[String $test_string, Variant[String[1], Array[String[1], 1]] $prefixes]"], |call, _| {
        let prefixes = flat(call.arguments.get(1..).unwrap_or(&[]));
        Ok(Value::Boolean(prefixes.iter().filter_map(Value::as_str).any(|prefix| call.text(0).starts_with(prefix))))
    }),
    typed("stdlib::end_with", &["Callable[String $test_string, Variant[String[1], Array[String[1], 1]] $suffixes]"], |call, _| {
        let suffixes = flat(call.arguments.get(1..).unwrap_or(&[]));
        Ok(Value::Boolean(suffixes.iter().filter_map(Value::as_str).any(|suffix| call.text(0).ends_with(suffix))))
    }),
];

/// Files by patterns.
fn glob(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let patterns = match call.arguments {
        [Value::String(_) | Value::Array(_)] => flat(call.arguments),
        [_] => return Err(failure("glob(): Requires either array or string to work")),
        other => return Err(failure(format!("glob(): Wrong number of arguments given ({} for 1)", other.len()))),
    };
    let patterns = patterns.iter().filter_map(Value::as_str);
    Ok(patterns.flat_map(|pattern| lookup::glob::glob(context.world(), pattern)).map(Value::from).collect())
}

/// The last segment; `/` for the root.
pub(in crate::functions) fn file_name(path: &str) -> &str {
    let trimmed = path.trim_end_matches('/');
    match (trimmed, path) {
        ("", "") => "",
        ("", _) => "/",
        (trimmed, _) => trimmed.rsplit('/').next().unwrap_or(trimmed),
    }
}

/// Everything before the last segment.
pub(in crate::functions) fn parent(path: &str) -> &str {
    let trimmed = path.trim_end_matches('/');
    match trimmed.rfind('/') {
        _ if trimmed.is_empty() && !path.is_empty() => "/",
        None => ".",
        Some(at) => match trimmed.get(..at).unwrap_or("").trim_end_matches('/') {
            "" => "/",
            parent => parent,
        },
    }
}

/// `.gz` of `a.tar.gz`; nothing for `.profile` and `a.`.
pub(in crate::functions) fn extension(name: &str) -> &str {
    match name.rfind('.') {
        Some(at) if at > 0 && at + 1 < name.len() && !name.get(..at).unwrap_or("").chars().all(|character| character == '.') => {
            name.get(at..).unwrap_or("")
        }
        _ => "",
    }
}

fn dirname(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    match call.arguments {
        [] => Err(failure("dirname(): No arguments given")),
        [Value::String(path)] if path.is_empty() => Err(failure("dirname(): Requires a non-empty string as argument")),
        [Value::String(path)] => Ok(Value::from(parent(path))),
        [_] => Err(failure("dirname(): Requires string as argument")),
        arguments => Err(failure(format!("dirname(): Too many arguments given ({})", arguments.len()))),
    }
}

fn basename(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    match call.arguments {
        [] => Err(failure("basename(): No arguments given")),
        [Value::String(path)] => Ok(Value::from(file_name(path))),
        [Value::String(path), Value::String(ending)] => {
            let name = file_name(path);
            let ending = if ending == ".*" { extension(name) } else { ending.as_str() };
            let stripped = name.strip_suffix(ending).filter(|rest| !rest.is_empty());
            Ok(Value::from(stripped.unwrap_or(name)))
        }
        [Value::String(_), _] => Err(failure("basename(): Requires string as second argument")),
        [_] | [_, _] => Err(failure("basename(): Requires string as first argument")),
        arguments => Err(failure(format!("basename(): Too many arguments given ({})", arguments.len()))),
    }
}
