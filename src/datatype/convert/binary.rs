//! `Binary('…', '%B')`.

use super::constructor::{Constructor, Way};
use super::{failed, named};
use crate::datatype::TypeError;
use crate::value::{Rich, Value};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use std::sync::Arc;

pub(super) static BINARY: Constructor = Constructor {
    of: "Binary",
    name: "new_Binary",
    types: &[
        ("ByteInteger", "Integer[0,255]"),
        ("Base64Format", r#"Enum["%b", "%u", "%B", "%s", "%r"]"#),
        ("StringHash", r#"Struct[{value => String, "format" => Optional[Base64Format]}]"#),
        ("ArrayHash", "Struct[{value => Array[ByteInteger]}]"),
        ("BinaryArgsHash", "Variant[StringHash, ArrayHash]"),
    ],
    ways: &[
        Way { signature: "Callable[String $str, Base64Format $format, 1, 2]", make: binary },
        Way { signature: "Callable[Array[ByteInteger] $byte_array]", make: binary },
        Way { signature: "Callable[BinaryArgsHash $hash_args]", make: binary },
    ],
    mismatches: &[],
};

fn binary(arguments: &[Value]) -> Result<Value, TypeError> {
    let from = named(arguments, "value").or(arguments.first()).unwrap_or(&Value::Undef);
    let format = named(arguments, "format").or(arguments.get(1)).and_then(Value::as_str).unwrap_or("%B");
    let byte = |value: &Value| match value {
        Value::Integer(number) => u8::try_from(*number).unwrap_or(0),
        _ => 0,
    };
    let bytes = match from {
        Value::Array(items) => items.iter().map(byte).collect(),
        Value::String(text) => decoded(text, format)?,
        _ => Vec::new(),
    };
    Ok(Value::Rich(Arc::new(Rich::Binary(bytes))))
}

fn decoded(text: &str, format: &str) -> Result<Vec<u8>, TypeError> {
    let invalid = |_| failed("invalid base64");
    match format {
        // as much of it as is base64
        "%b" => {
            let alphabet = |character: &char| character.is_ascii_alphanumeric() || matches!(character, '+' | '/');
            let mut plain: String = text.chars().take_while(|character| *character != '=').filter(alphabet).collect();
            if plain.len() % 4 == 1 {
                plain.pop();
            }
            Ok(lenient(&plain))
        }
        "%u" => match text.ends_with('=') {
            true => URL_SAFE.decode(text).map_err(invalid),
            false => URL_SAFE_NO_PAD.decode(text).map_err(invalid),
        },
        "%s" | "%r" => Ok(text.as_bytes().to_vec()),
        _ => STANDARD.decode(text).map_err(invalid),
    }
}

/// Decodes without a look at bits that are left over.
fn lenient(text: &str) -> Vec<u8> {
    use base64::alphabet::STANDARD as ALPHABET;
    use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
    let config = GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true).with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let engine = GeneralPurpose::new(&ALPHABET, config);
    engine.decode(text).or_else(|_| STANDARD_NO_PAD.decode(text)).unwrap_or_default()
}
