//! `md5`, `sha1`, `sha256`, `base64`, passwords of databases, UUIDs: digests and encodings.

use super::definition::{Definition, counted, expect_at_least, failure, ruby_string, typed, untyped};
use crate::evaluate::function::{Call, Context, Evaluated};
use crate::value::{Regex, Rich, Value, format};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use md5::{Digest, Md5};
use sha1::Sha1;
use sha2::{Sha256, Sha512};

pub(super) static FUNCTIONS: &[Definition] = &[
    counted("md5", 1, |call, _| digest::<Md5>(call)),
    counted("sha1", 1, |call, _| digest::<Sha1>(call)),
    counted("sha256", 1, |call, _| digest::<Sha256>(call)),
    counted("sha512", 1, |call, _| digest::<Sha512>(call)),
    counted("digest", 1, |call, _| digest::<Sha256>(call)),
    typed("stdlib::crc32", &["Callable[Variant[ScalarData, Sensitive[ScalarData], Binary, Sensitive[Binary]] $my_data]"], |call, _| {
        let bytes = match call.argument(0).unwrapped() {
            Value::Rich(rich) => match rich.as_ref() {
                Rich::Binary(bytes) => bytes.clone(),
                _ => format::interpolated(call.argument(0).unwrapped()).as_bytes().to_vec(),
            },
            other => format::interpolated(other).as_bytes().to_vec(),
        };
        Ok(Value::from(format!("{:x}", crc32(&bytes))))
    }),
    untyped("base64", base64),
    untyped("fqdn_uuid", fqdn_uuid),
    typed("mysql::password", MYSQL, mysql_password),
    untyped("mysql_password", |call, context| {
        expect_at_least(call, "mysql_password", 1)?;
        mysql_password(call, context)
    }),
    typed("postgresql::postgresql_password", POSTGRESQL, postgresql_password),
    untyped("postgresql_password", postgresql_password),
];

const MYSQL: &[&str] = &["Callable[Variant[String, Sensitive[String]] $password, Boolean $sensitive, 1, 2]"];
const POSTGRESQL: &[&str] =
    &["Callable[Variant[String[1], Integer] $username, Variant[String[1], Integer, Sensitive] $password, Boolean $sensitive, \
     Any $hash, Any $salt, 2, 5]"];

/// Bytes as lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn digest<D: Digest>(call: &Call<'_>) -> Evaluated {
    Ok(Value::from(hex(&D::digest(ruby_string(call.argument(0))?.as_bytes()))))
}

fn base64(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let (action, Value::String(text)) = (call.text(0), call.argument(1)) else {
        return Err(failure("base64(): the second argument must be a string to base64"));
    };
    let method = call.argument(2).as_str().unwrap_or("default");
    if !matches!(method, "default" | "strict" | "urlsafe") {
        return Err(failure("base64(): the third argument must be one of 'default', 'strict', or 'urlsafe'"));
    }
    let engine = if method == "urlsafe" { URL_SAFE } else { STANDARD };
    match action {
        "encode" => {
            let encoded = engine.encode(text.as_bytes());
            Ok(Value::from(if method == "default" { wrapped(&encoded) } else { encoded }))
        }
        "decode" => {
            let compact: String = text.chars().filter(|character| !character.is_whitespace()).collect();
            let bytes = engine.decode(compact).map_err(|_| failure("base64(): the text is not valid base64"))?;
            Ok(Value::from(String::from_utf8_lossy(&bytes).into_owned()))
        }
        _ => Err(failure("base64(): the first argument must be one of 'encode' or 'decode'")),
    }
}

/// Lines of 60 characters, each ended.
fn wrapped(encoded: &str) -> String {
    let lines = encoded.as_bytes().chunks(60);
    lines.map(|line| format!("{}\n", String::from_utf8_lossy(line))).collect()
}

/// A version 5 UUID in the name space of DNS (RFC 4122).
fn fqdn_uuid(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    const DNS: [u8; 16] = [0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8];
    if call.arguments.len() != 1 {
        return Err(failure(if call.arguments.is_empty() {
            "fqdn_uuid: No arguments given".to_string()
        } else {
            format!("fqdn_uuid: Too many arguments given ({})", call.arguments.len())
        }));
    }
    let digest = Sha1::new().chain_update(DNS).chain_update(call.text(0).as_bytes()).finalize();
    let marked = digest.iter().take(16).enumerate().map(|(index, byte)| match index {
        6 => (byte & 0x0f) | 0x50,
        8 => (byte & 0x3f) | 0x80,
        _ => *byte,
    });
    let digits = hex(&marked.collect::<Vec<u8>>());
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or("").to_string();
    Ok(Value::from([part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")))
}

/// The checksum of zlib and PNG.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum)))
}

/// Hides the result where the caller wants it or what went in was hidden.
fn hidden_like(call: &Call<'_>, input: &Value, flag: usize, text: String) -> Value {
    let wanted = matches!(call.argument(flag), Value::Boolean(true));
    if wanted || input.is_sensitive() { Value::sensitive(Value::from(text)) } else { Value::from(text) }
}

/// MySQL's native password: SHA-1 twice; a hash stays as it is.
fn mysql_password(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let password = call.argument(0);
    let plain = format::interpolated(password.unwrapped());
    let is_hash = Regex::cached(r"\*[A-F0-9]{40}$").is_ok_and(|pattern| pattern.is_match(&plain));
    let hash = match plain.as_str() {
        "" => String::new(),
        plain if is_hash => plain.to_string(),
        plain => format!("*{}", hex(&Sha1::digest(Sha1::digest(plain.as_bytes()))).to_uppercase()),
    };
    Ok(hidden_like(call, password, 1, hash))
}

fn postgresql_password(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let password = call.argument(1);
    let both = format!("{}{}", format::interpolated(password.unwrapped()), format::interpolated(call.argument(0).unwrapped()));
    Ok(hidden_like(call, password, 2, format!("md5{}", hex(&Md5::digest(both.as_bytes())))))
}
