//! `fqdn_rand` and its relatives: numbers that look random and stay the same for a host.
//!
//! Ruby's generator is the Mersenne Twister, seeded with the digits of a large number; catalogs must come out as Puppet's do.

use super::definition::{Definition, counted, expect_at_least, failure, legacy, typed, untyped};
use super::digest::hex;
use crate::evaluate::function::{Call, Context, Evaluated, Interrupt};
use crate::value::{Value, format};
use md5::{Digest, Md5};
use sha2::Sha256;

pub(super) static FUNCTIONS: &[Definition] = &[
    counted("fqdn_rand", -2, fqdn_rand),
    untyped("fqdn_rand_string", fqdn_rand_string),
    untyped("stdlib::fqdn_rand_string", fqdn_rand_string),
    untyped("shuffle", shuffle),
    untyped("fqdn_rotate", fqdn_rotate),
    untyped("stdlib::fqdn_rotate", fqdn_rotate),
    untyped("seeded_rand", |call, _| {
        let most = number(call.argument(0)).filter(|most| *most > 0);
        let most = most.ok_or_else(|| failure("seeded_rand(): first argument must be a positive integer"))?;
        let Value::String(seed) = call.argument(1) else {
            return Err(failure("seeded_rand(): second argument must be a string"));
        };
        Ok(drawn(Twister::from_bytes(&Md5::digest(seed.as_bytes())).below(u64::from(most))))
    }),
    typed("stdlib::seeded_rand", &["Callable[Integer[1] $max, String $seed]"], |call, _| {
        let most = number(call.argument(0)).ok_or_else(|| failure("stdlib::seeded_rand(): the maximum is too large"))?;
        Ok(drawn(Twister::from_bytes(&Md5::digest(call.text(1).as_bytes())).below(u64::from(most))))
    }),
    typed("seeded_rand_string", STRING, seeded_rand_string),
    typed("stdlib::seeded_rand_string", STRING, seeded_rand_string),
];

const STRING: &[&str] = &["Callable[Integer[1] $length, String $seed, String[2] $charset, 2, 3]"];

fn number(value: &Value) -> Option<u32> {
    match value {
        Value::Integer(number) => u32::try_from(*number).ok(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn host(context: &dyn Context) -> String {
    let name = context.variable("::fqdn").filter(|name| !name.is_undef());
    let facts = context.facts();
    let inside = |value: &Value, key: &str| value.as_hash().and_then(|entries| entries.get(&Value::from(key)).cloned());
    let name = name.or_else(|| inside(&inside(&facts, "networking")?, "fqdn"));
    name.map(|name| format::interpolated(&name).to_string()).unwrap_or_default()
}

/// The number below `most` for the host and the identifiers.
fn for_host(most: u64, identifiers: &[String], context: &dyn Context) -> u64 {
    let seed = format!("{}:{most}:{}", host(context), identifiers.join(":"));
    Twister::from_bytes(&Md5::digest(seed.as_bytes())).below(most)
}

fn texts(values: &[Value]) -> Vec<String> {
    values.iter().map(|value| format::interpolated(value).to_string()).collect()
}

/// A number below the first argument for host and seed; a third argument that is true makes the host's name small.
fn fqdn_rand(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let most = match legacy(call.argument(0)) {
        Value::Integer(number) => number,
        Value::Float(number) => number as i64,
        other => leading_integer(other.as_str().unwrap_or("")),
    };
    let Some(limit) = u64::try_from(most).ok().filter(|limit| *limit > 0) else {
        return Err(failure(format!("invalid argument - {most}")));
    };
    let host = if call.argument(2).is_truthy() { host(context).to_lowercase() } else { host(context) };
    let seed = super::text::joined(&[Value::from(host), Value::Integer(most), call.argument(1).clone()], ":");
    Ok(drawn(Twister::from_bytes(&Md5::digest(seed.as_bytes())).below(limit)))
}

fn drawn(number: u64) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

/// What Ruby's `to_i` makes of a text.
fn leading_integer(text: &str) -> i64 {
    let text = text.trim_start();
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let digits: String = digits.chars().take_while(|character| character.is_ascii_digit() || *character == '_').collect();
    digits.replace('_', "").parse::<i64>().map_or(0, |number| sign * number)
}

const ALPHANUMERIC: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Characters of the longest text that is drawn; each takes a while.
const LONGEST: u32 = 100_000;

fn within_length(length: u32) -> Result<(), Interrupt> {
    if length > LONGEST { Err(failure(format!("a random string of more than {LONGEST} characters is too long"))) } else { Ok(()) }
}

fn fqdn_rand_string(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let length = number(call.argument(0)).filter(|length| *length > 0);
    let length = length.ok_or_else(|| failure("fqdn_rand_string(): first argument must be a positive integer"))?;
    within_length(length)?;
    let given: Vec<char> = call.text(1).chars().collect();
    let letters = if given.is_empty() { ALPHANUMERIC.chars().collect() } else { given };
    let seeds = texts(call.arguments.get(2..).unwrap_or(&[]));
    let mut out = String::new();
    for position in 1..=length {
        let identifier: Vec<String> = seeds.iter().cloned().chain([position.to_string()]).collect();
        let index = for_host(letters.len() as u64, &[identifier.join(":")], context);
        out.extend(letters.get(index as usize));
    }
    Ok(Value::from(out))
}

fn fqdn_rotate(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    expect_at_least(call, "fqdn_rotate", 1)?;
    let seed = format!("{}:{}", host(context), texts(call.arguments.get(1..).unwrap_or(&[])).join(":"));
    let mut twister = Twister::from_bytes(&Md5::digest(seed.as_bytes()));
    match call.argument(0) {
        Value::Array(items) if items.len() > 1 => {
            let mut items = items.to_vec();
            let offset = twister.below(items.len() as u64) as usize;
            items.rotate_left(offset);
            Ok(Value::array(items))
        }
        Value::String(text) if text.chars().count() > 1 => {
            let mut characters: Vec<char> = text.chars().collect();
            let offset = twister.below(characters.len() as u64) as usize;
            characters.rotate_left(offset);
            Ok(Value::from(characters.into_iter().collect::<String>()))
        }
        short @ (Value::Array(_) | Value::String(_)) => Ok(short.clone()),
        _ => Err(failure("fqdn_rotate(): Requires either array or string to work with")),
    }
}

/// In an order that looks random; for a host and the same elements always the same, so that catalogs do not change by themselves.
fn shuffle(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    expect_at_least(call, "shuffle", 1)?;
    let mut items = match call.argument(0) {
        Value::Array(items) => items.to_vec(),
        Value::String(text) => text.chars().map(|character| Value::from(character.to_string())).collect(),
        _ => return Err(failure("shuffle(): Requires either array or string to work with")),
    };
    let seed = format!("{}:{}", host(context), format::interpolated(call.argument(0)));
    let mut twister = Twister::from_bytes(&Md5::digest(seed.as_bytes()));
    for index in 0..items.len() {
        let other = index + twister.below((items.len() - index) as u64) as usize;
        items.swap(index, other);
    }
    Ok(match call.argument(0) {
        Value::String(_) => Value::from(items.iter().filter_map(Value::as_str).collect::<String>()),
        _ => Value::array(items),
    })
}

fn seeded_rand_string(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let letters: Vec<char> = match call.argument(2) {
        Value::String(letters) => letters.chars().collect(),
        _ => "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".chars().collect(),
    };
    let length = number(call.argument(0)).unwrap_or(u32::MAX);
    within_length(length)?;
    let mut twister = Twister::from_bytes(&Sha256::digest(call.text(1).as_bytes()));
    Ok(Value::from((0..length).filter_map(|_| letters.get(twister.below(letters.len() as u64) as usize)).collect::<String>()))
}

const STATE: usize = 624;

/// MT19937.
struct Twister {
    state: [u32; STATE],
    next: usize,
}

impl Twister {
    /// Seeded with a large number, its most significant byte first.
    fn from_bytes(bytes: &[u8]) -> Self {
        let digits = hex(bytes);
        let mut words: Vec<u32> =
            digits.as_bytes().rchunks(8).filter_map(|chunk| u32::from_str_radix(std::str::from_utf8(chunk).ok()?, 16).ok()).collect();
        while words.len() > 1 && words.last() == Some(&0) {
            words.pop();
        }
        Twister::from_words(&words)
    }

    fn from_number(seed: u32) -> Self {
        let mut state = [0; STATE];
        let mut previous = seed;
        for (index, word) in state.iter_mut().enumerate() {
            if index > 0 {
                previous = 1_812_433_253u32.wrapping_mul(previous ^ (previous >> 30)).wrapping_add(index as u32);
            }
            *word = previous;
        }
        Twister { state, next: STATE }
    }

    fn word(&self, index: usize) -> u32 {
        self.state.get(index % STATE).copied().unwrap_or(0)
    }

    fn set(&mut self, index: usize, value: u32) {
        if let Some(word) = self.state.get_mut(index % STATE) {
            *word = value;
        }
    }

    fn from_words(key: &[u32]) -> Self {
        if let [] | [_] = key {
            return Twister::from_number(key.first().copied().unwrap_or(0));
        }
        let mut twister = Twister::from_number(19_650_218);
        let (mut i, mut j) = (1, 0);
        for _ in 0..STATE.max(key.len()) {
            let mixed = (twister.word(i - 1) ^ (twister.word(i - 1) >> 30)).wrapping_mul(1_664_525);
            let added = key.get(j).copied().unwrap_or(0).wrapping_add(j as u32);
            twister.set(i, (twister.word(i) ^ mixed).wrapping_add(added));
            j = (j + 1) % key.len().max(1);
            i = twister.advanced(i);
        }
        for _ in 0..STATE - 1 {
            let mixed = (twister.word(i - 1) ^ (twister.word(i - 1) >> 30)).wrapping_mul(1_566_083_941);
            twister.set(i, (twister.word(i) ^ mixed).wrapping_sub(i as u32));
            i = twister.advanced(i);
        }
        twister.set(0, 0x8000_0000);
        twister
    }

    fn advanced(&mut self, index: usize) -> usize {
        if index + 1 < STATE {
            return index + 1;
        }
        self.set(0, self.word(STATE - 1));
        1
    }

    fn generate(&mut self) {
        for index in 0..STATE {
            let joined = (self.word(index) & 0x8000_0000) | (self.word(index + 1) & 0x7fff_ffff);
            let twist = if joined & 1 == 1 { 0x9908_b0df } else { 0 };
            self.set(index, self.word(index + 397) ^ (joined >> 1) ^ twist);
        }
        self.next = 0;
    }

    fn random(&mut self) -> u32 {
        if self.next >= STATE {
            self.generate();
        }
        let mut word = self.word(self.next);
        self.next += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    /// A number from 0 up to but not including `most`, as Ruby's `rand` finds it: word by word from the top, anew when it gets too large.
    fn below(&mut self, most: u64) -> u64 {
        let limit = most.saturating_sub(1);
        if limit == 0 {
            return 0;
        }
        let mask = u64::MAX >> limit.leading_zeros();
        'draw: loop {
            let mut number = 0;
            for shift in [32u32, 0] {
                if (mask >> shift) & 0xffff_ffff == 0 {
                    continue;
                }
                number |= u64::from(self.random()) << shift;
                number &= mask;
                if number > limit {
                    continue 'draw;
                }
            }
            return number;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `Random.new(5489).rand(1000)` and following, in Ruby.
    #[test]
    fn draws_what_ruby_draws() {
        let mut twister = Twister::from_words(&[5489]);
        let drawn: Vec<u64> = (0..5).map(|_| twister.below(1000)).collect();
        assert_eq!(drawn, RUBY);
    }

    const RUBY: [u64; 5] = [860, 758, 750, 889, 300];
}
