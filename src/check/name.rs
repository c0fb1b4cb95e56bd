//! Which names are well formed (`pops/patterns.rb`).

use crate::value::qualified;

fn part(text: &str, first: impl Fn(u8) -> bool) -> bool {
    let [start, rest @ ..] = text.as_bytes() else { return false };
    first(*start) && rest.iter().all(|c| c.is_ascii_alphanumeric() || *c == b'_')
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
    if !name.as_bytes().contains(&b':') {
        return is_parameter(name); // most are, and need no search
    }
    let name = name.strip_prefix("::").unwrap_or(name);
    match qualified::split_last(name) {
        Some((namespace, last)) => qualified::segments(namespace).all(lower) && is_parameter(last),
        None => is_parameter(name),
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
