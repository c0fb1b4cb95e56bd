//! Encrypted values: `ENC[PKCS7,…]` in YAML, as hiera-eyaml writes them.

use super::LookupError;
use crate::crypto::{PrivateKey, opened, private_key};
use crate::value::{Value, ValueHash};
use crate::world::World;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The function that reads encrypted files.
pub const FUNCTION: &str = "eyaml_lookup_key";
const KEY_OPTION: &str = "pkcs7_private_key";
const DEFAULT_KEY: &str = "./keys/private_key.pkcs7.pem";
const OPEN: &str = "ENC[";
/// Values deeper than this are left as they are.
const DEEPEST: usize = 200;

/// Tells a failure: the encrypted text, and the cause.
pub type Fail<'a> = dyn Fn(&str, &str) -> LookupError + 'a;

/// The value with everything encrypted in it made plain.
pub fn decrypted(value: &Value, world: &dyn World, options: &ValueHash, fail: &Fail<'_>) -> Result<Value, LookupError> {
    let keys = Keys { world, path: options.get(&Value::from(KEY_OPTION)).and_then(Value::as_str).unwrap_or(DEFAULT_KEY) };
    keys.value(value, fail, 0)
}

struct Keys<'a> {
    world: &'a dyn World,
    path: &'a str,
}

impl Keys<'_> {
    fn value(&self, value: &Value, fail: &Fail<'_>, depth: usize) -> Result<Value, LookupError> {
        match value {
            _ if depth > DEEPEST => Ok(value.clone()),
            Value::String(text) if is_encrypted(text) => self.text(text).map(Value::from).map_err(|cause| fail(text, &cause)),
            Value::Array(items) => items.iter().map(|item| self.value(item, fail, depth + 1)).collect(),
            Value::Hash(entries) => {
                let pairs = entries.iter().map(|(key, value)| Ok((key.clone(), self.value(value, fail, depth + 1)?)));
                Ok(Value::hash(pairs.collect::<Result<_, LookupError>>()?))
            }
            other => Ok(other.clone()),
        }
    }

    /// A text in which encrypted parts may stand between plain ones.
    fn text(&self, text: &str) -> Result<String, String> {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(OPEN) {
            let Some((inside, after)) = after.split_once(']') else { break };
            out.push_str(before);
            let (method, encoded) = inside.split_once(',').unwrap_or(("PKCS7", inside));
            if !method.eq_ignore_ascii_case("PKCS7") {
                return Err(format!("the method {method} is not known here"));
            }
            out.push_str(&self.part(encoded)?);
            rest = after;
        }
        out.push_str(rest);
        Ok(out.strip_suffix('\n').unwrap_or(&out).to_string())
    }

    fn part(&self, encoded: &str) -> Result<String, String> {
        let encoded: String = encoded.chars().filter(|character| !character.is_whitespace()).collect();
        let message = STANDARD.decode(encoded).map_err(|cause| cause.to_string())?;
        String::from_utf8(opened(&message, &self.private_key()?)?).map_err(|_| "the plain text is not UTF-8".to_string())
    }

    fn private_key(&self) -> Result<PrivateKey, String> {
        let bytes = self.world.read(self.path).map_err(|cause| format!("{cause}: {}", self.path))?;
        let text = String::from_utf8(bytes).map_err(|_| format!("{} is no key", self.path))?;
        private_key(&text).ok_or_else(|| format!("{} is no RSA key in PEM", self.path))
    }
}

/// As hiera-eyaml looks for it: within one line.
fn is_encrypted(text: &str) -> bool {
    text.lines().any(|line| line.split_once(OPEN).is_some_and(|(_, after)| after.contains(']')))
}
