//! A reference to a class names it without a leading `::`.
//!
//! ## Why
//! Since Puppet 4 every name is looked for from the top; the colons only make it harder to read.
//!
//! ## Example
//! ```puppet
//! Class['::ntp'] -> Class['motd']
//! ```
//!
//! ## Use instead
//! ```puppet
//! Class['ntp'] -> Class['motd']
//! ```
//! `--fix` takes the colons away.

use super::relative_classname_inclusion::name;
use super::{File, Findings, Node, NodeId, Rule};

pub const RULE: Rule = Rule::warning(look).plugin();

fn look(file: &File, found: &mut Findings) {
    if memchr::memmem::find(file.source().as_bytes(), b"Class[").is_none() {
        return;
    }
    for id in (0..file.ast.len() as u32).map(NodeId) {
        if let Node::Access(left, keys) = file.ast.node(id)
            && matches!(file.ast.node(left), Node::QualifiedReference(name) if file.ast.text(name) == "Class")
        {
            file.ast.items(keys).iter().for_each(|key| name(file, *key, "absolute class name reference", found));
        }
    }
}
