//! The options of a selector are in quotes where they are strings.
//!
//! ## Why
//! A capitalised word without quotes is a type, not a string: it never equals one.
//!
//! ## Example
//! ```puppet
//! $package = $facts['os']['name'] ? {
//!   Debian  => 'apache2',
//!   default => 'httpd',
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! $package = $facts['os']['name'] ? {
//!   'Debian' => 'apache2',
//!   default  => 'httpd',
//! }
//! ```
//! `--fix` adds the quotes.

use super::unquoted_string_in_case::unquoted;
use super::{File, Findings, Node, NodeId, Rule};

pub const RULE: Rule = Rule::warning(look).plugin();

fn look(file: &File, found: &mut Findings) {
    for id in (0..file.ast.len() as u32).map(NodeId) {
        let Node::Selector(_, options) = file.ast.node(id) else { continue };
        for option in file.ast.items(options) {
            if let Node::KeyedEntry { key, .. } = file.ast.node(*option) {
                unquoted(file, key, "unquoted string in selector", found);
            }
        }
    }
}
