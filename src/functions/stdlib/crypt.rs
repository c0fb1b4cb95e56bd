//! `pw_hash`, `str2saltedpbkdf2`, `str2saltedsha512`: passwords as systems keep them.

use crate::evaluate::function::{Call, Context, Evaluated};
use crate::functions::definition::{Definition, class_name, counted, failure, untyped};
use crate::functions::digest::hex;
use crate::value::{Value, ValueHash};
use sha2::{Digest, Sha256, Sha512};

pub(in crate::functions) static FUNCTIONS: &[Definition] = &[
    counted("pw_hash", 3, pw_hash),
    counted("stdlib::pw_hash", 3, pw_hash),
    untyped("str2saltedpbkdf2", str2saltedpbkdf2),
    untyped("stdlib::str2saltedpbkdf2", str2saltedpbkdf2),
    untyped("str2saltedsha512", str2saltedsha512),
    untyped("stdlib::str2saltedsha512", str2saltedsha512),
];

fn pw_hash(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let [password, kind, salt] = [0, 1, 2].map(|index| call.argument(index).unwrapped());
    if !matches!(password, Value::String(_) | Value::Undef) {
        return Err(failure("pw_hash(): first argument must be a string"));
    }
    let Value::String(kind) = kind else { return Err(failure("pw_hash(): second argument must be a string")) };
    let known = ["md5", "sha-256", "sha-512", "bcrypt", "bcrypt-a", "bcrypt-x", "bcrypt-y"];
    if !known.contains(&kind.to_lowercase().as_str()) {
        return Err(failure(format!("pw_hash(): {kind} is not a valid hash type")));
    }
    let Value::String(salt) = salt else { return Err(failure("pw_hash(): third argument must be a string")) };
    if salt.is_empty() {
        return Err(failure("pw_hash(): third argument must not be empty"));
    }
    let in_set = salt.bytes().all(|byte| ALPHABET.contains(&byte));
    if !in_set && !kind.to_lowercase().starts_with("bcrypt") {
        return Err(failure("pw_hash(): characters in salt must be in the set [a-zA-Z0-9./]"));
    }
    let password = password.as_str().unwrap_or("").as_bytes();
    if password.is_empty() {
        return Ok(Value::Undef);
    }
    match kind.to_lowercase().as_str() {
        "sha-256" => Ok(Value::from(sha_crypt::<Sha256>(password, salt, '5', &ORDER_256))),
        "sha-512" => Ok(Value::from(sha_crypt::<Sha512>(password, salt, '6', &order_512()))),
        other => Err(failure(format!("pw_hash(): this system makes no hashes of type {other}"))),
    }
}

const ALPHABET: &[u8; 64] = b"./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// How often the digest is made anew.
const ROUNDS: usize = 5000;

/// In which order the bytes of a digest are written, three at a time; the last group has two.
const ORDER_256: [[Option<usize>; 3]; 11] = [
    [Some(0), Some(10), Some(20)],
    [Some(21), Some(1), Some(11)],
    [Some(12), Some(22), Some(2)],
    [Some(3), Some(13), Some(23)],
    [Some(24), Some(4), Some(14)],
    [Some(15), Some(25), Some(5)],
    [Some(6), Some(16), Some(26)],
    [Some(27), Some(7), Some(17)],
    [Some(18), Some(28), Some(8)],
    [Some(9), Some(19), Some(29)],
    [None, Some(31), Some(30)],
];

fn order_512() -> Vec<[Option<usize>; 3]> {
    let triple = |row: usize| {
        let places = [row, row + 21, row + 42];
        let turn = row % 3;
        [0, 1, 2].map(|column| places.get((column + turn) % 3).copied())
    };
    (0..21).map(triple).chain([[None, None, Some(63)]]).collect()
}

/// The scheme of Unix passwords with SHA-2 (Ulrich Drepper's specification).
fn sha_crypt<D: Digest>(password: &[u8], salt: &str, prefix: char, order: &[[Option<usize>; 3]]) -> String {
    let salt: String = salt.chars().take(16).collect();
    let digest = |parts: &[&[u8]]| {
        let mut digest = D::new();
        parts.iter().for_each(|part| digest.update(part));
        digest.finalize().to_vec()
    };
    let repeated = |bytes: &[u8], length: usize| -> Vec<u8> { bytes.iter().copied().cycle().take(length).collect() };
    let alternate = digest(&[password, salt.as_bytes(), password]);
    let mut first = [password, salt.as_bytes(), &repeated(&alternate, password.len())].concat();
    let mut count = password.len();
    while count > 0 {
        first.extend_from_slice(if count & 1 == 1 { &alternate } else { password });
        count >>= 1;
    }
    let mut current = digest(&[&first]);
    let spread = repeated(&digest(&[&password.repeat(password.len())]), password.len());
    let times = 16 + usize::from(current.first().copied().unwrap_or(0));
    let salted = repeated(&digest(&[&salt.as_bytes().repeat(times)]), salt.len());
    for round in 0..ROUNDS {
        let own: &[u8] = if round % 2 == 1 { &spread } else { &current };
        let third: &[u8] = if round % 3 == 0 { &[] } else { &salted };
        let seventh: &[u8] = if round % 7 == 0 { &[] } else { &spread };
        let last: &[u8] = if round % 2 == 1 { &current } else { &spread };
        current = digest(&[own, third, seventh, last]);
    }
    format!("${prefix}${salt}${}", encoded(&current, order))
}

fn encoded(digest: &[u8], order: &[[Option<usize>; 3]]) -> String {
    let mut out = String::new();
    for group in order {
        let byte = |index: &Option<usize>| index.and_then(|index| digest.get(index)).copied();
        let mut bits = group.iter().fold(0u32, |bits, index| bits << 8 | u32::from(byte(index).unwrap_or(0)));
        let letters = 1 + group.iter().flatten().count();
        for _ in 0..letters {
            out.extend(ALPHABET.get(bits as usize & 63).map(|letter| char::from(*letter)));
            bits >>= 6;
        }
    }
    out
}

fn str2saltedpbkdf2(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let told = |what: &str| Err(failure(format!("str2saltedpbkdf2(): {what}")));
    let count = call.arguments.len();
    if count != 3 {
        return told(&format!("wrong number of arguments ({count} for 3)"));
    }
    let Value::String(password) = call.argument(0).unwrapped() else { return told("first argument must be a string") };
    let Value::String(salt) = call.argument(1).unwrapped() else { return told("second argument must be a string") };
    if salt.len() < 8 {
        return told("second argument must be at least 8 bytes long");
    }
    let Value::Integer(iterations) = call.argument(2).unwrapped() else { return told("third argument must be an integer") };
    if !(40_001..70_000).contains(iterations) {
        return told("third argument must be between 40,000 and 70,000");
    }
    let key = pbkdf2(password.as_bytes(), salt.as_bytes(), *iterations as usize);
    let entries = [
        ("password_hex", Value::from(hex(&key))),
        ("salt_hex", Value::from(hex(salt.as_bytes()))),
        ("iterations", Value::Integer(*iterations)),
    ];
    Ok(Value::hash(entries.into_iter().map(|(name, value)| (Value::from(name), value)).collect::<ValueHash>()))
}

/// PBKDF2 with HMAC-SHA-512, 128 bytes.
fn pbkdf2(password: &[u8], salt: &[u8], iterations: usize) -> Vec<u8> {
    let mut key = Vec::with_capacity(128);
    for block in 1u32..=2 {
        let mut last = hmac(password, &[salt, &block.to_be_bytes()].concat());
        let mut sum = last.clone();
        for _ in 1..iterations {
            last = hmac(password, &last);
            sum.iter_mut().zip(&last).for_each(|(sum, byte)| *sum ^= byte);
        }
        key.extend(sum);
    }
    key
}

fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mut block = if key.len() > 128 { Sha512::digest(key).to_vec() } else { key.to_vec() };
    block.resize(128, 0);
    let padded = |with: u8| block.iter().map(|byte| byte ^ with).collect::<Vec<u8>>();
    let inner = Sha512::digest([padded(0x36).as_slice(), message].concat());
    Sha512::digest([padded(0x5c).as_slice(), &inner].concat()).to_vec()
}

/// The salt comes from the password and the host, so that a catalog stays the same.
fn str2saltedsha512(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let count = call.arguments.len();
    if count != 1 {
        return Err(failure(format!("str2saltedsha512(): Wrong number of arguments passed ({count} but we require 1)")));
    }
    let Value::String(password) = call.argument(0) else {
        let class = class_name(call.argument(0));
        return Err(failure(format!("str2saltedsha512(): Requires a String argument, you passed: {class}")));
    };
    let host = context.variable("trusted").map(|trusted| crate::value::format::interpolated(&trusted).to_string()).unwrap_or_default();
    let seed: Vec<u8> = Sha256::digest([host.as_bytes(), password.as_bytes()].concat()).iter().copied().take(4).collect();
    let digest = Sha512::digest([seed.as_slice(), password.as_bytes()].concat());
    Ok(Value::from(hex(&[seed.as_slice(), &digest].concat())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From the specification of the scheme.
    #[test]
    fn unix_passwords_come_out_as_specified() {
        assert_eq!(
            sha_crypt::<Sha256>(b"Hello world!", "saltstring", '5', &ORDER_256),
            "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5"
        );
        assert_eq!(
            sha_crypt::<Sha512>(b"Hello world!", "saltstring", '6', &order_512()),
            "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1"
        );
    }
}
