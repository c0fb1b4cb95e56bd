//! Before a `}` is one blank, or one line break; between `{` and `}` there may be nothing.
//!
//! ## Why
//! All blocks and hashes look alike.
//!
//! ## Example
//! ```puppet
//! $a = { 'b' => 1}
//! ```
//!
//! ## Use instead
//! ```puppet
//! $a = { 'b' => 1 }
//! ```
//! `--fix` puts one blank or one line break there.

use super::{File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look).plugin();
const MESSAGE: &str = "there should be a single space or newline before a closing brace";

fn look(file: &File, found: &mut Findings) {
    for brace in file.all(Kind::CloseBrace) {
        let (before, last) = (file.previous(brace), file.previous_shown(brace));
        let empty = file.kind(last) == Kind::OpenBrace;
        let fine = match file.kind(before) {
            Kind::OpenBrace | Kind::Edge => true,
            Kind::Space => !empty && file.is_single_space(before) && last + 2 == brace,
            Kind::Newline => last + 2 == brace,
            Kind::Indent => last + 3 == brace,
            _ => false,
        };
        if !fine {
            let finding = found.at(file.span(file.next(last)), MESSAGE);
            finding.fix([file.closer(last, brace, if empty { "" } else { " " })]);
        }
    }
}
