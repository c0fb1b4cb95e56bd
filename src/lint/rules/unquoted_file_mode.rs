//! The mode of a file is in quotes.
//!
//! ## Why
//! Without quotes `0644` is a number, and Puppet takes modes as strings only.
//!
//! ## Example
//! ```puppet
//! file { '/tmp/a':
//!   mode => 0644,
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! file { '/tmp/a':
//!   mode => '0644',
//! }
//! ```
//! `--fix` adds the quotes.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    let types = ["file", "concat"];
    for resource in file.resources().iter().filter(|resource| types.contains(&file.text(resource.type_name))) {
        for mode in resource.attributes.iter().filter(|attribute| file.text(attribute.name) == "mode") {
            let (kind, next) = (file.kind(mode.value), file.kind(file.next_code(mode.value)));
            let literal = kind == Kind::Number || kind.is_name();
            if literal && !matches!(next, Kind::OpenParen | Kind::Dot) {
                let quoted = format!("'{}'", file.text(mode.value));
                found.at(file.span(mode.value), "unquoted file mode").fix([Edit::replace(file.span(mode.value), quoted)]);
            }
        }
    }
}
