//! Encrypted values; `openssl smime` made them, with a key that is for this test only.

use super::{Facts, json_of};
use rpuppet::lookup::{Hiera, HieraSettings, LookupOptions};
use rpuppet::value::json::from_json;
use rpuppet::world::memory::Memory;
use serde_json::{Value as Json, json};
use std::fs;
use std::path::Path;

const FILES: [&str; 3] = ["hiera.yaml", "data/common.eyaml", "keys/private_key.pem"];

/// The look-up of a key in the environment `/e`, with the private key that a file holds.
fn look_up(key: &str, private_key: &str) -> Result<Json, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lookup/eyaml");
    let text = |file: &str| fs::read_to_string(folder.join(if file.starts_with("keys") { private_key } else { file })).unwrap();
    let world = FILES.iter().fold(Memory::default(), |world, file| world.with(&format!("/e/{file}"), &text(file)));
    let settings = HieraSettings { environment_directory: Some("/e".to_string()), ..HieraSettings::default() };
    let mut scope = Facts(from_json(&json!({"kind": "a test", "key_directory": "/e/keys"})));
    let found = Hiera::new(&world, settings).lookup(key, &mut scope, &LookupOptions::default());
    found.map(|value| value.map_or(Json::Null, |value| json_of(&value))).map_err(|error| error.to_string())
}

#[test]
fn values_are_decrypted() {
    for (key, expected) in [
        ("plain", json!("not encrypted, a test")),
        ("whole", json!("a secret")),
        ("default_method", json!("of the default method")),
        ("short_key", json!("aes 128")),
        ("middle_key", json!("aes 192")),
        ("inside", json!("user:one@two:a test")),
        ("folded", json!("in several lines")),
        ("hash", json!({"list": ["deep inside", 1], "text": "plain"})),
        ("hash.list.0", json!("deep inside")),
        ("newline", json!("with an end")),
        ("interpolated", json!("kind a test")),
        ("unclosed", json!("ENC[PKCS7,")),
        ("nothing", Json::Null),
    ] {
        assert_eq!(look_up(key, "keys/private_key.pem"), Ok(expected), "{key}");
    }
}

#[test]
fn what_cannot_be_decrypted_is_an_error_that_tells_the_cause() {
    for (key, cause) in [
        ("old_cipher", "the cipher 1.2.840.113549.3.7 is not known here"),
        ("other_method", "the method GPG is not known here"),
        ("broken", "no PKCS7 envelope: "),
        ("no_base64", "Invalid symbol 63, offset 0."),
    ] {
        let message = look_up(key, "keys/private_key.pem").unwrap_err();
        assert!(message.starts_with("hiera-eyaml backend error decrypting ENC["), "{message}");
        assert!(message.contains(&format!("when looking up {key} in /e/data/common.eyaml. Error was {cause}")), "{message}");
    }
    let message = look_up("whole", "keys/other_private_key.pem").unwrap_err();
    assert!(message.ends_with("Error was the private key does not fit") || message.ends_with("Error was bad decrypt"), "{message}");
    let message = look_up("whole", "keys/public_key.pem").unwrap_err();
    assert!(message.ends_with("Error was /e/keys/private_key.pem is no RSA key in PEM"), "{message}");
}
