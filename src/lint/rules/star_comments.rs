//! Comments begin with `#`, not with `/*`.
//!
//! ## Why
//! The style guide has one form of comments; in the other one, only its first and last line show that it is one.
//!
//! ## Example
//! ```puppet
//! /* the web server */
//! ```
//!
//! ## Use instead
//! ```puppet
//! # the web server
//! ```
//! `--fix` writes a `#` before each line, unless code follows the comment on its line.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    for comment in file.all(Kind::LongComment) {
        let finding = found.at(file.span(comment), "/* */ comment found");
        let mut next = file.next(comment);
        if file.kind(next) == Kind::Space {
            next = file.next(next);
        }
        if matches!(file.kind(next), Kind::Newline | Kind::Edge) {
            finding.fix([Edit::replace(file.span(comment), rewritten(file, comment))]);
        }
    }
}

/// The comment's lines with a `#` each, under its first one.
fn rewritten(file: &File, comment: usize) -> String {
    let text = file.text(comment);
    let inside = text.strip_prefix("/*").unwrap_or(text);
    let inside = inside.strip_suffix("*/").unwrap_or(inside).trim();
    let before = file.previous(comment);
    let indent = if file.kind(before) == Kind::Indent { file.text(before) } else { "" };
    let lines = inside.lines().map(|line| {
        let line = line.trim();
        let line = line.strip_prefix('*').map_or(line, str::trim_start);
        if line.is_empty() { "#".to_string() } else { format!("# {line}") }
    });
    lines.collect::<Vec<_>>().join(&format!("\n{indent}"))
}
