//! Keys, envelopes, certificates: the only room that names the packages for them.

mod certificate;
mod envelope;

pub use certificate::{Certificate, is_signed_by};
pub use envelope::opened;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rsa::pkcs1::DecodeRsaPrivateKey;
use rsa::pkcs8::{DecodePrivateKey, DecodePublicKey};
pub use rsa::{RsaPrivateKey as PrivateKey, RsaPublicKey as PublicKey};

/// An RSA key from a text in PEM, PKCS #8 or PKCS #1.
pub fn private_key(text: &str) -> Option<PrivateKey> {
    PrivateKey::from_pkcs8_pem(text).or_else(|_| PrivateKey::from_pkcs1_pem(text)).ok()
}

/// The public half of an RSA key, or a public key itself, from a text in PEM.
pub fn public_key(text: &str) -> Option<PublicKey> {
    private_key(text).map(|key| key.to_public_key()).or_else(|| PublicKey::from_public_key_pem(text).ok())
}

/// The bytes between the lines `-----BEGIN LABEL-----` and `-----END LABEL-----`; `None` where there are no such lines, an error where
/// what is between them is not base64.
fn pem(text: &str, label: &str) -> Option<Result<Vec<u8>, base64::DecodeError>> {
    let (_, rest) = text.split_once(&format!("-----BEGIN {label}-----"))?;
    let (inside, _) = rest.split_once(&format!("-----END {label}-----"))?;
    Some(STANDARD.decode(inside.split_whitespace().collect::<String>()))
}
