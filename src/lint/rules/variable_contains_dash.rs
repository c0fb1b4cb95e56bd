//! The name of a variable has no dash.
//!
//! ## Why
//! `$web-root` is read as `$web` minus the word `root`, which is never meant.
//!
//! ## Example
//! ```puppet
//! $web-root = '/srv'
//! ```
//!
//! ## Use instead
//! ```puppet
//! $web_root = '/srv'
//! ```

use super::{File, Findings, Kind, Rule, Span};

pub const RULE: Rule = Rule::warning(look).without_tree();

fn look(file: &File, found: &mut Findings) {
    for minus in file.all(Kind::Minus) {
        let (variable, word) = (file.previous(minus), file.next(minus));
        // a number or another variable may be taken from it
        if file.kind(variable) == Kind::Variable && file.kind(word).is_name() {
            let span = Span::new(file.word(variable).start, file.word(word).end);
            found.at(span, "variable contains a dash");
        }
    }
    for variable in file.all(Kind::BareVariable) {
        let word = file.word(variable);
        let behind = file.slice(word.end, file.source().len() as u32).strip_prefix('-').unwrap_or("");
        if behind.starts_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '_') {
            found.at(word.span(), "variable contains a dash");
        }
    }
}
