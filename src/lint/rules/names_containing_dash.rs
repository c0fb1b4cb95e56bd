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

use super::{File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look).without_tree();

fn look(file: &File, found: &mut Findings) {
    let keywords = [(Kind::Class, "class"), (Kind::Define, "defined type")];
    for (keyword, what) in keywords.into_iter().flat_map(|(kind, what)| file.all(kind).map(move |keyword| (keyword, what))) {
        let name = file.next_code(keyword);
        let begins = matches!(file.kind(file.next_code(name)), Kind::OpenBrace | Kind::OpenParen | Kind::Inherits);
        if file.kind(name).is_name() && begins && file.text(name).contains('-') {
            found.at(file.span(name), format!("{what} name containing a dash"));
        }
    }
}
