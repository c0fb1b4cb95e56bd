//! `Binary('…', '%B')`.

use super::{cannot, failed, named};
use crate::datatype::TypeError;
use crate::value::{Rich, Value};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use std::sync::Arc;

pub(super) fn binary(arguments: &[Value]) -> Result<Value, TypeError> {
    let from = named(arguments, "value").or(arguments.first()).unwrap_or(&Value::Undef);
    let format = named(arguments, "format").or(arguments.get(1)).and_then(Value::as_str).unwrap_or("%B");
    let bytes = match from {
        Value::Array(items) => items.iter().map(byte).collect::<Option<Vec<u8>>>().ok_or_else(|| cannot(from, "Binary"))?,
        Value::String(text) => decoded(text, format)?,
        Value::Rich(rich) if matches!(rich.as_ref(), Rich::Binary(_)) => return Ok(from.clone()),
        other => return Err(cannot(other, "Binary")),
    };
    Ok(Value::Rich(Arc::new(Rich::Binary(bytes))))
}

fn byte(value: &Value) -> Option<u8> {
    match value {
        Value::Integer(number) => u8::try_from(*number).ok(),
        _ => None,
    }
}

fn decoded(text: &str, format: &str) -> Result<Vec<u8>, TypeError> {
    let invalid = |_| failed("The given string is not valid base64");
    match format {
        "%B" => STANDARD.decode(text).map_err(invalid),
        "%b" => {
            let compact: String = text.chars().filter(|character| !character.is_whitespace()).collect();
            STANDARD.decode(compact).map_err(invalid)
        }
        "%u" => URL_SAFE.decode(text).map_err(invalid),
        "%s" | "%r" => Ok(text.as_bytes().to_vec()),
        other => Err(failed(format!("Unsupported Binary format: '{other}'"))),
    }
}
