//! A string is not made of one variable alone.
//!
//! ## Why
//! The variable itself says the same. (Unless it is no string: then the quotes made it one, and it is the variable's type that should be
//! looked at.)
//!
//! ## Example
//! ```puppet
//! notify { "${message}": }
//! ```
//!
//! ## Use instead
//! ```puppet
//! notify { $message: }
//! ```
//! `--fix` takes the quotes away.

use super::{Edit, File, Findings, Kind, Rule, Span};

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    for start in file.all(Kind::StringStart) {
        if !matches!(file.text(start), "\"${" | "\"") {
            continue;
        }
        let variable = file.next(start);
        let Some(end) = end_of_string(file, variable) else { continue };
        // as a key it has to be a string
        if file.kind(file.next_code(end)) == Kind::FatArrow {
            continue;
        }
        let finding = found.at(file.span(variable), "string containing only a variable");
        let inside = file.slice(file.word(variable).start, file.word(end).start);
        let span = Span::new(file.word(start).start, file.word(end).end);
        finding.fix([Edit::replace(span, format!("${}", inside.trim_start_matches('$')))]);
    }
}

/// The word that ends a string after a variable and its indexes.
fn end_of_string(file: &File, variable: usize) -> Option<usize> {
    if !file.kind(variable).is_variable() {
        return None;
    }
    let mut at = file.next(variable);
    while file.kind(at) == Kind::OpenBracket {
        at = file.next(file.partner(at));
    }
    (file.kind(at) == Kind::StringEnd && matches!(file.text(at), "}\"" | "\"")).then_some(at)
}
