//! Which names are well formed (`pops/patterns.rb`).

use crate::value::qualified;

/// Which bytes are of `\w`: names are many, and each of their bytes is asked about.
const IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
        byte += 1;
    }
    table
};

/// How many bytes of a word a text begins with.
fn word_length(text: &[u8]) -> usize {
    text.iter().take_while(|byte| IN_WORD[usize::from(**byte)]).count()
}

fn part(text: &str, first: impl Fn(u8) -> bool) -> bool {
    let [start, rest @ ..] = text.as_bytes() else { return false };
    first(*start) && word_length(rest) == rest.len()
}

fn lower(text: &str) -> bool {
    part(text, |c| c.is_ascii_lowercase())
}

/// The name of a class, define or function: `a::b`, without a leading `::`.
pub(super) fn is_definition(name: &str) -> bool {
    qualified::segments(name).all(lower)
}

/// The name of a type alias: `A::B`.
pub(super) fn is_alias(name: &str) -> bool {
    qualified::segments(name).all(|text| part(text, |c| c.is_ascii_uppercase()))
}

pub(super) fn is_parameter(name: &str) -> bool {
    part(name, |c| c.is_ascii_lowercase() || c == b'_')
}

/// `$a`, `$_a`, `$::a::b`; only the last part may start with `_`.
pub(super) fn is_variable(name: &str) -> bool {
    let mut rest = name.strip_prefix("::").unwrap_or(name).as_bytes();
    loop {
        let (word, more) = rest.split_at(word_length(rest));
        let Some(first) = word.first() else { return false };
        rest = match more {
            [] => return first.is_ascii_lowercase() || *first == b'_',
            [b':', b':', more @ ..] if first.is_ascii_lowercase() => more,
            _ => return false,
        };
    }
}

/// The name of a match variable: a decimal number without a leading zero.
pub(super) fn is_match_variable(name: &str) -> bool {
    name == "0" || (!name.starts_with('0') && !name.is_empty() && name.bytes().all(|c| c.is_ascii_digit()))
}

/// Names of types that are Puppet's own.
pub(super) const RESERVED_TYPES: [&str; 28] = [
    "type",
    "any",
    "unit",
    "scalar",
    "boolean",
    "numeric",
    "integer",
    "float",
    "collection",
    "array",
    "hash",
    "tuple",
    "struct",
    "variant",
    "optional",
    "enum",
    "regexp",
    "pattern",
    "runtime",
    "init",
    "object",
    "sensitive",
    "semver",
    "semverrange",
    "string",
    "timestamp",
    "timespan",
    "typeset",
];
