//! The target of a symbolic link is given by `target`, not by `ensure`.
//!
//! ## Why
//! `ensure => link` says what is there, `target` where it points; a path as `ensure` says both at once and is easily misread.
//!
//! ## Example
//! ```puppet
//! file { '/tmp/a':
//!   ensure => '/tmp/b',
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! file { '/tmp/a':
//!   ensure => link,
//!   target => '/tmp/b',
//! }
//! ```
//! `--fix` writes both attributes.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    for resource in file.resources().iter().filter(|resource| file.text(resource.type_name) == "file") {
        let ensures = resource.attributes.iter().filter(|attribute| file.text(attribute.name) == "ensure");
        for ensure in ensures.filter(|ensure| starts_a_path(file, ensure.value)) {
            let finding = found.at(file.span(ensure.value), "symlink target specified in ensure attr");
            if resource.attribute(file, "target").is_none() {
                let before = file.previous(ensure.name);
                let space = if file.kind(before) == Kind::Indent { format!("\n{}", file.text(before)) } else { " ".into() };
                finding.fix([Edit::insert(file.word(ensure.value).start, format!("link,{space}target => "))]);
            }
        }
    }
}

fn starts_a_path(file: &File, value: usize) -> bool {
    match file.kind(value) {
        Kind::SingleQuoted | Kind::DoubleQuoted => file.value(value).starts_with('/'),
        Kind::StringStart => file.text(value).starts_with("\"/"),
        _ => false,
    }
}
