//! PKCS #7 envelopes, as hiera-eyaml writes them.

use aes::cipher::{BlockDecryptMut, KeyIvInit, block_padding::Pkcs7};
use cms::cert::x509::der::asn1::{ObjectIdentifier, OctetString};
use cms::cert::x509::der::{Decode, Encode};
use cms::content_info::ContentInfo;
use cms::enveloped_data::{EnvelopedData, RecipientInfo};
use rsa::{Pkcs1v15Encrypt, RsaPrivateKey};

const ENVELOPED: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.3");
const AES_128_CBC: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.1.2");
const AES_192_CBC: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.1.22");
const AES_256_CBC: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.1.42");

/// The plain content of a PKCS #7 envelope, for whichever recipient the key fits.
///
/// # Errors
/// What is wrong with it.
pub fn opened(message: &[u8], key: &RsaPrivateKey) -> Result<Vec<u8>, String> {
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
