//! The name of a class or defined type has no dash.
//!
//! ## Why
//! Puppet does not read such a name; underscores part words.
//!
//! ## Example
//! ```puppet
//! class web-server { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class web_server { }
//! ```

use super::{File, Findings, Kind, Rule, Span};

pub const RULE: Rule = Rule::error(look).without_tree();

fn look(file: &File, found: &mut Findings) {
    let keywords = [(Kind::Class, "class"), (Kind::Define, "defined type")];
    for (keyword, what) in keywords.into_iter().flat_map(|(kind, what)| file.all(kind).map(move |keyword| (keyword, what))) {
        let Some(span) = defined_name(file, keyword) else { continue };
        if file.slice(span.start, span.end).contains('-') {
            found.at(span, format!("{what} name containing a dash"));
        }
    }
}

/// What stands in the place of the name of a class or defined type, be it one or not.
pub fn defined_name(file: &File, keyword: usize) -> Option<Span> {
    let start = file.word(file.next_code(keyword)).start;
    let rest = file.slice(start, file.source().len() as u32);
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "_:-".contains(letter);
    let length = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
    let behind = rest.get(length..).unwrap_or("").trim_start();
    let begins = behind.starts_with(['{', '(']) || behind.starts_with("inherits ");
    (length > 0 && begins).then(|| Span::new(start, start + length as u32))
}
