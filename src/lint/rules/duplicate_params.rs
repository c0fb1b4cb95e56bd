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
use crate::lint::word::Kinds;
use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

pub const RULE: Rule = Rule::error(look);

static COUNTING: Kinds = Kinds::of(&[Kind::OpenBrace, Kind::CloseBrace, Kind::FatArrow]);

fn look(file: &File, found: &mut Findings) {
    file.resources().iter().for_each(|resource| in_resource(file, resource, found));
}

/// Names before `=>` at each level of braces, hashes in values included.
fn in_resource(file: &File, resource: &Resource, found: &mut Findings) {
    let mut levels: Vec<IndexSet<&str, FxBuildHasher>> = vec![IndexSet::default()];
    for index in file.among(resource.words(), &COUNTING) {
        match file.kind(index) {
            Kind::OpenBrace => levels.push(IndexSet::default()),
            Kind::CloseBrace => drop(levels.pop()),
            Kind::FatArrow => {
                let name = file.previous_code(index);
                let Some(seen) = levels.last_mut().filter(|_| file.kind(name).is_name()) else { continue };
                if !seen.insert(file.text(name)) {
                    found.at(file.span(name), "duplicate parameter found in resource");
                }
            }
            _ => {}
        }
    }
}
