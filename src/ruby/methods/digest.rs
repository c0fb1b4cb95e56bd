//! `Digest::SHA1` and its siblings, and `Base64`.

use super::{Answer, Request, conversion, some};
use crate::ruby::error::Flow;
use crate::ruby::object::Object;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use md5::Digest as _;
use std::rc::Rc;

/// A digest by its class; `None` for other classes.
pub fn call(class: &str, request: &Request<'_>) -> Answer {
    let Some(name) = class.strip_prefix("Digest::").or_else(|| class.strip_prefix("OpenSSL::Digest::")) else { return Ok(None) };
    let Some(digest) = digest(name, &bytes(request.argument(0)?)?) else { return Ok(None) };
    match request.name {
        "hexdigest" => some(Object::string(hexadecimal(&digest))),
        "digest" => some(Object::Bytes(Rc::new(digest))),
        "base64digest" => some(Object::string(STANDARD.encode(digest))),
        _ => Ok(None),
    }
}

fn digest(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    Some(match name {
        "MD5" => md5::Md5::digest(bytes).to_vec(),
        "SHA1" => sha1::Sha1::digest(bytes).to_vec(),
        "SHA2" | "SHA256" => sha2::Sha256::digest(bytes).to_vec(),
        "SHA384" => sha2::Sha384::digest(bytes).to_vec(),
        "SHA512" => sha2::Sha512::digest(bytes).to_vec(),
        _ => return None,
    })
}

/// `Base64.strict_encode64(bytes)` and its siblings.
pub fn base64(request: &Request<'_>) -> Answer {
    let given = bytes(request.argument(0)?)?;
    let decoded = |text: &[u8]| {
        let plain: Vec<u8> = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
        STANDARD.decode(plain).map_err(|_| Flow::argument_error("invalid base64"))
    };
    match request.name {
        "strict_encode64" => some(Object::string(STANDARD.encode(given))),
        "urlsafe_encode64" => some(Object::string(URL_SAFE.encode(given))),
        "encode64" => some(Object::string(lines(&STANDARD.encode(given)))),
        "decode64" | "strict_decode64" => decoded(&given).and_then(|bytes| some(from_bytes(bytes))),
        "urlsafe_decode64" => {
            let bytes = URL_SAFE.decode(given).map_err(|_| Flow::argument_error("invalid base64"))?;
            some(from_bytes(bytes))
        }
        _ => Ok(None),
    }
}

/// Sixty characters a line, as `encode64` writes them.
fn lines(text: &str) -> String {
    text.as_bytes().chunks(60).map(|line| format!("{}\n", String::from_utf8_lossy(line))).collect()
}

/// The bytes of a string.
pub fn bytes(object: &Object) -> Result<Vec<u8>, Flow> {
    match object {
        Object::Bytes(bytes) => Ok(bytes.to_vec()),
        Object::String(text) => Ok(text.borrow().as_bytes().to_vec()),
        other => Err(conversion(other, "String")),
    }
}

/// A string of these bytes: text where they are one.
fn from_bytes(bytes: Vec<u8>) -> Object {
    match String::from_utf8(bytes) {
        Ok(text) => Object::string(text),
        Err(error) => Object::Bytes(Rc::new(error.into_bytes())),
    }
}

/// What a string of bytes that are no text answers to.
pub fn binary(bytes: &Rc<Vec<u8>>, request: &Request<'_>) -> Answer {
    match request.name {
        "unpack1" if request.text(0)? == "H*" => some(Object::string(hexadecimal(bytes))),
        "unpack" if request.text(0)? == "H*" => some(Object::array(vec![Object::string(hexadecimal(bytes))])),
        "bytes" => some(Object::array(bytes.iter().map(|byte| Object::Integer(i64::from(*byte))).collect())),
        "length" | "size" | "bytesize" => some(super::enumerable::number(bytes.len())),
        "to_s" | "to_str" | "b" | "dup" => some(Object::Bytes(Rc::clone(bytes))),
        "empty?" => super::truth(bytes.is_empty()),
        _ => Ok(None),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
