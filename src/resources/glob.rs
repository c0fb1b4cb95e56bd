//! Names held against shell patterns: `*`, `?`, `[a-z]`.

use crate::value::Regex;

/// The pattern as a regular expression for a whole name; `None` where it is malformed.
pub(super) fn compiled(pattern: &str) -> Option<Regex> {
    let mut regex = String::from("\\A");
    let mut in_set = false;
    for character in pattern.chars() {
        match character {
            '*' if !in_set => regex.push_str(".*"),
            '?' if !in_set => regex.push('.'),
            '[' | ']' => {
                in_set = character == '[';
                regex.push(character);
            }
            '-' | '^' if in_set => regex.push(character),
            other => regex.push_str(&fancy_regex::escape(&other.to_string())),
        }
    }
    regex.push_str("\\z");
    Regex::new(&regex).ok()
}
