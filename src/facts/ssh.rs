//! `ssh`: the host's public keys and their fingerprints.

use super::{Facts, hash};
use crate::value::{Value, ValueHash};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Names of keys, the legacy fact, and the number that DNS records have for the algorithm.
const KEYS: &[(&str, &str, u8)] =
    &[("dsa", "sshdsakey", 2), ("ecdsa", "sshecdsakey", 3), ("ed25519", "sshed25519key", 4), ("rsa", "sshrsakey", 1)];

pub(super) fn add(facts: &mut Facts<'_>) {
    let mut keys = ValueHash::default();
    for (name, legacy, algorithm) in KEYS {
        let Some(line) = facts.line(&format!("/etc/ssh/ssh_host_{name}_key.pub")) else { continue };
        let mut words = line.split_whitespace();
        let (Some(kind), Some(key)) = (words.next(), words.next()) else { continue };
        let Ok(bytes) = STANDARD.decode(key) else { continue };
        let sha1 = format!("SSHFP {algorithm} 1 {}", hexadecimal(&<sha1::Sha1 as sha1::Digest>::digest(&bytes)));
        let sha256 = format!("SSHFP {algorithm} 2 {}", hexadecimal(&<sha2::Sha256 as sha2::Digest>::digest(&bytes)));
        facts.set(legacy, key);
        facts.set(&format!("sshfp_{name}"), format!("{sha1}\n{sha256}"));
        let fingerprints = hash([("sha1", Some(sha1.into())), ("sha256", Some(sha256.into()))]);
        let entry = hash([("fingerprints", Some(fingerprints)), ("key", Some(key.into())), ("type", Some(kind.into()))]);
        keys.insert(Value::from(*name), entry);
    }
    if !keys.is_empty() {
        facts.set("ssh", Value::hash(keys));
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
