//! X.509 certificates, as far as it takes to tell whether a key signed one.

use super::pem;
use cms::cert::x509::Certificate as Parsed;
use cms::cert::x509::der::asn1::ObjectIdentifier;
use cms::cert::x509::der::{Decode, Encode};
use rsa::{Pkcs1v15Sign, RsaPublicKey};
use sha1::Digest;

const LABELS: [&str; 3] = ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"];

/// How a hash is made, and the prefix that PKCS #1 v1.5 puts before it (RFC 8017, section 9.2).
struct Algorithm {
    oid: ObjectIdentifier,
    prefix: &'static [u8],
    hash: fn(&[u8]) -> Vec<u8>,
}

const SHA_2: [u8; 13] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0, 0x05, 0x00, 0x04, 0];

/// The DER of a SHA-2 hash's algorithm up to the hash itself.
const fn sha_2_prefix(number: u8, length: u8) -> [u8; 19] {
    let mut prefix = [0; 19];
    let head = [0x30, 0x11 + length, 0x30, 0x0d, 0x06, 0x09];
    let mut at = 0;
    while at < 19 {
        prefix[at] = if at < 6 { head[at] } else { SHA_2[at - 6] };
        at += 1;
    }
    prefix[14] = number;
    prefix[18] = length;
    prefix
}

const SHA_1: [u8; 15] = [0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14];
const SHA_256: [u8; 19] = sha_2_prefix(1, 32);
const SHA_384: [u8; 19] = sha_2_prefix(2, 48);
const SHA_512: [u8; 19] = sha_2_prefix(3, 64);

static ALGORITHMS: [Algorithm; 4] = [
    algorithm("1.2.840.113549.1.1.5", &SHA_1, |text| sha1::Sha1::digest(text).to_vec()),
    algorithm("1.2.840.113549.1.1.11", &SHA_256, |text| sha2::Sha256::digest(text).to_vec()),
    algorithm("1.2.840.113549.1.1.12", &SHA_384, |text| sha2::Sha384::digest(text).to_vec()),
    algorithm("1.2.840.113549.1.1.13", &SHA_512, |text| sha2::Sha512::digest(text).to_vec()),
];

const fn algorithm(oid: &str, prefix: &'static [u8], hash: fn(&[u8]) -> Vec<u8>) -> Algorithm {
    Algorithm { oid: ObjectIdentifier::new_unwrap(oid), prefix, hash }
}

pub struct Certificate(Parsed);

impl Certificate {
    /// Reads PEM.
    ///
    /// # Errors
    /// What OpenSSL says of such a text.
    pub fn read(text: &str) -> Result<Self, &'static str> {
        let bytes = LABELS.iter().find_map(|label| pem(text, label)).ok_or("PEM_read_bio_X509: no start line")?;
        let bytes = bytes.map_err(|_| "PEM_read_bio_X509: bad base64 decode")?;
        Parsed::from_der(&bytes).map(Certificate).map_err(|_| "PEM_read_bio_X509: ASN1 lib")
    }
}

/// Whether the certificate's signature was made with the key (by RSA with SHA-1 or SHA-2).
pub fn is_signed_by(certificate: &Certificate, key: &RsaPublicKey) -> bool {
    let Certificate(certificate) = certificate;
    let Some(algorithm) = ALGORITHMS.iter().find(|algorithm| algorithm.oid == certificate.signature_algorithm.oid) else { return false };
    let (Ok(signed), Some(signature)) = (certificate.tbs_certificate.to_der(), certificate.signature.as_bytes()) else { return false };
    let hash = (algorithm.hash)(&signed);
    let scheme = Pkcs1v15Sign { hash_len: Some(hash.len()), prefix: algorithm.prefix.into() };
    key.verify(scheme, &hash, signature).is_ok()
}
