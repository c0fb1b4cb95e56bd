//! The mode of a file has four octal digits, or is symbolic.
//!
//! ## Why
//! The first digit holds the bits for setuid, setgid and sticky; leaving it out leaves open whether they were thought of.
//!
//! ## Example
//! ```puppet
//! file { '/tmp/a':
//!   mode => '644',
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! file { '/tmp/a':
//!   mode => '0644',
//! }
//! ```
//! `--fix` puts a `0` before three octal digits.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::warning(look);
const MESSAGE: &str = "mode should be represented as a 4 digit octal value or symbolic mode";

fn look(file: &File, found: &mut Findings) {
    let types = ["file", "concat"];
    for resource in file.resources().iter().filter(|resource| types.contains(&file.text(resource.type_name))) {
        let Some(mode) = resource.attribute(file, "mode") else { continue };
        let (value, text) = (mode.value, file.value(mode.value));
        if !is_literal(file, value) || is_octal(text, 4) || is_symbolic(text) {
            continue;
        }
        let finding = found.at(file.span(value), MESSAGE);
        if is_octal(text, 3) {
            finding.fix([Edit::replace(file.span(value), format!("'0{text}'"))]);
        }
    }
}

/// A mode that is written down here, not one that something gives.
fn is_literal(file: &File, value: usize) -> bool {
    match file.kind(value) {
        Kind::Number | Kind::SingleQuoted | Kind::DoubleQuoted => true,
        kind => kind.is_name() && !matches!(file.kind(file.next_code(value)), Kind::OpenParen | Kind::Dot),
    }
}

fn is_octal(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|digit| (b'0'..=b'7').contains(&digit))
}

/// `u=rw,go-w`.
fn is_symbolic(text: &str) -> bool {
    text.split(',').all(|clause| {
        let rest = clause.trim_start_matches(['u', 'g', 'o', 'a']);
        let letters = rest.strip_prefix(['-', '=', '+']);
        letters.is_some_and(|letters| letters.bytes().all(|letter| b"-=+rstwxXugo".contains(&letter)))
    })
}
