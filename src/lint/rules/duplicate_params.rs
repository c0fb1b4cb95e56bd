//! No attribute of a resource is given twice.
//!
//! ## Why
//! Puppet refuses to compile it.
//!
//! ## Example
//! ```puppet
//! file { '/tmp/a':
//!   mode => '0600',
//!   mode => '0644',
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! file { '/tmp/a':
//!   mode => '0644',
//! }
//! ```

use super::{File, Findings, Kind, Resource, Rule};

pub const RULE: Rule = Rule::error(look);

fn look(file: &File, found: &mut Findings) {
    file.resources().iter().for_each(|resource| in_resource(file, resource, found));
}

/// Names before `=>` at each level of braces, hashes in values included.
fn in_resource(file: &File, resource: &Resource, found: &mut Findings) {
    let mut seen: Vec<(usize, &str)> = Vec::new();
    let mut level = 0;
    for index in resource.words() {
        match file.kind(index) {
            Kind::OpenBrace => level += 1,
            Kind::CloseBrace => {
                seen.retain(|(other, _)| *other != level);
                level -= usize::from(level > 0);
            }
            Kind::FatArrow => {
                let name = file.previous_code(index);
                let this = (level, file.text(name));
                if !file.kind(name).is_name() {
                    continue;
                }
                if seen.contains(&this) {
                    found.at(file.span(name), "duplicate parameter found in resource");
                }
                seen.push(this);
            }
            _ => {}
        }
    }
}
