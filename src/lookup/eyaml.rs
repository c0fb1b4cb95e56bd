//! Encrypted values: `ENC[PKCS7,…]` in YAML, as hiera-eyaml writes them. The only place that names the cryptographic packages.

use super::LookupError;
use crate::value::{Value, ValueHash};
use crate::world::World;
use aes::cipher::{BlockDecryptMut, KeyIvInit, block_padding::Pkcs7};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cms::cert::x509::der::asn1::{ObjectIdentifier, OctetString};
use cms::cert::x509::der::{Decode, Encode};
use cms::content_info::ContentInfo;
use cms::enveloped_data::{EnvelopedData, RecipientInfo};
use rsa::pkcs1::DecodeRsaPrivateKey;
use rsa::pkcs8::DecodePrivateKey;
use rsa::{Pkcs1v15Encrypt, RsaPrivateKey};

/// The function that reads encrypted files.
pub const FUNCTION: &str = "eyaml_lookup_key";
const KEY_OPTION: &str = "pkcs7_private_key";
const DEFAULT_KEY: &str = "./keys/private_key.pkcs7.pem";
const OPEN: &str = "ENC[";
/// Values deeper than this are left as they are.
const DEEPEST: usize = 200;

const ENVELOPED: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.3");
const AES_128_CBC: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.1.2");
const AES_192_CBC: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.1.22");
const AES_256_CBC: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.1.42");

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

    fn private_key(&self) -> Result<RsaPrivateKey, String> {
        let bytes = self.world.read(self.path).map_err(|cause| format!("{cause}: {}", self.path))?;
        let text = String::from_utf8(bytes).map_err(|_| format!("{} is no key", self.path))?;
        let key = RsaPrivateKey::from_pkcs8_pem(&text).or_else(|_| RsaPrivateKey::from_pkcs1_pem(&text));
        key.map_err(|_| format!("{} is no RSA key in PEM", self.path))
    }
}

/// As hiera-eyaml looks for it: within one line.
fn is_encrypted(text: &str) -> bool {
    text.lines().any(|line| line.split_once(OPEN).is_some_and(|(_, after)| after.contains(']')))
}

/// The plain content of a PKCS #7 envelope, for whichever recipient the key fits.
fn opened(message: &[u8], key: &RsaPrivateKey) -> Result<Vec<u8>, String> {
    let broken = |cause: cms::cert::x509::der::Error| format!("no PKCS7 envelope: {cause}");
    let content = ContentInfo::from_der(message).map_err(broken)?;
    if content.content_type != ENVELOPED {
        return Err("no PKCS7 envelope".to_string());
    }
    let envelope = EnvelopedData::from_der(&content.content.to_der().map_err(broken)?).map_err(broken)?;
    let content_key = envelope.recip_infos.0.iter().find_map(|recipient| match recipient {
        RecipientInfo::Ktri(recipient) => key.decrypt(Pkcs1v15Encrypt, recipient.enc_key.as_bytes()).ok(),
        _ => None,
    });
    let content_key = content_key.ok_or("the private key does not fit")?;
    let encrypted = envelope.encrypted_content;
    let algorithm = encrypted.content_enc_alg;
    let parameters = algorithm.parameters.ok_or("no initial vector")?.to_der().map_err(broken)?;
    let vector = OctetString::from_der(&parameters).map_err(broken)?;
    let text = encrypted.encrypted_content.ok_or("the envelope is empty")?;
    decipher(algorithm.oid, &content_key, vector.as_bytes(), text.as_bytes())
}

fn decipher(algorithm: ObjectIdentifier, key: &[u8], vector: &[u8], text: &[u8]) -> Result<Vec<u8>, String> {
    fn run<C: KeyIvInit + BlockDecryptMut>(key: &[u8], vector: &[u8], text: &[u8]) -> Result<Vec<u8>, String> {
        let cipher = C::new_from_slices(key, vector).map_err(|_| "the key has a wrong length")?;
        cipher.decrypt_padded_vec_mut::<Pkcs7>(text).map_err(|_| "bad decrypt".to_string())
    }
    match algorithm {
        AES_128_CBC => run::<cbc::Decryptor<aes::Aes128>>(key, vector, text),
        AES_192_CBC => run::<cbc::Decryptor<aes::Aes192>>(key, vector, text),
        AES_256_CBC => run::<cbc::Decryptor<aes::Aes256>>(key, vector, text),
        other => Err(format!("the cipher {other} is not known here")),
    }
}
