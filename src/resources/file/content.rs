//! Contents: checksums as messages show them, and what differs.

use similar::TextDiff;
use std::fmt::Write;

/// Checksums of contents.
pub(super) const DIGESTS: &[&str] = &["md5", "sha1", "sha224", "sha256", "sha384", "sha512"];

/// How many hexadecimal digits a checksum has.
pub(super) fn digits(algorithm: &str) -> Option<usize> {
    Some(match algorithm.strip_suffix("lite").unwrap_or(algorithm) {
        "md5" => 32,
        "sha1" => 40,
        "sha224" => 56,
        "sha256" => 64,
        "sha384" => 96,
        "sha512" => 128,
        _ => return None,
    })
}

/// `{sha256}…`, the form that messages, reports and `checksum_value` have.
pub(super) fn checksum(algorithm: &str, content: &[u8]) -> String {
    let (full, content) = match algorithm.strip_suffix("lite") {
        Some(full) => (full, content.get(..512).unwrap_or(content)),
        None => (algorithm, content),
    };
    let name = if DIGESTS.contains(&full) { algorithm } else { "sha256" };
    let digest = match full {
        "md5" => hex(&<md5::Md5 as md5::Digest>::digest(content)),
        "sha1" => hex(&<sha1::Sha1 as sha1::Digest>::digest(content)),
        "sha224" => hex(&<sha2::Sha224 as sha2::Digest>::digest(content)),
        "sha384" => hex(&<sha2::Sha384 as sha2::Digest>::digest(content)),
        "sha512" => hex(&<sha2::Sha512 as sha2::Digest>::digest(content)),
        _ => hex(&<sha2::Sha256 as sha2::Digest>::digest(content)),
    };
    format!("{{{name}}}{digest}")
}

/// A unified diff, as `diff -u` writes it; files that are no text are only said to differ.
pub(super) fn difference(path: &str, old: &[u8], new: &[u8]) -> String {
    match (std::str::from_utf8(old), std::str::from_utf8(new)) {
        (Ok(old), Ok(new)) => TextDiff::from_lines(old, new).unified_diff().header(path, &format!("{path} (new)")).to_string(),
        _ => format!("Binary files {path} and {path} (new) differ\n"),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
