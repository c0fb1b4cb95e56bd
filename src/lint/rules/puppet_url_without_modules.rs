//! The path of a `puppet://` URL begins with `modules/`.
//!
//! ## Why
//! Without it the name is looked for among the mount points of the file server.
//!
//! ## Example
//! ```puppet
//! file { '/etc/motd':
//!   source => 'puppet:///motd/motd',
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! file { '/etc/motd':
//!   source => 'puppet:///modules/motd/motd',
//! }
//! ```
//! `--fix` adds `modules/`.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::warning(look);
const SCHEME: &str = "puppet://";

fn look(file: &File, found: &mut Findings) {
    let strings = [Kind::SingleQuoted, Kind::DoubleQuoted, Kind::StringStart].into_iter().flat_map(|kind| file.all(kind));
    for string in strings {
        let text = file.text(string);
        let Some(rest) = text.get(1..).and_then(|text| text.strip_prefix(SCHEME)) else { continue };
        let path = rest.find('/').and_then(|slash| rest.get(slash + 1..));
        if path.is_some_and(|path| path.starts_with("modules/")) {
            continue;
        }
        let finding = found.at(file.span(string), "puppet:// URL without modules/ found");
        if let Some(slash) = rest.find('/') {
            let at = file.word(string).start + 1 + (SCHEME.len() + slash) as u32 + 1;
            finding.fix([Edit::insert(at, "modules/")]);
        }
    }
}
