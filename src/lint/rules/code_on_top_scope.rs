//! There is no code outside of classes and defined types.
//!
//! ## Why
//! A module's manifest is loaded for what it defines; code beside the definition runs at surprising times. Manifests of a site are made of
//! such code, so the rule is off unless it is asked for. It names each statement once.
//!
//! ## Example
//! ```puppet
//! notify { 'hello': }
//! class greeting { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class greeting {
//!   notify { 'hello': }
//! }
//! ```

use super::{File, Findings, Node, Rule};

pub const RULE: Rule = Rule::warning(look).off();

fn look(file: &File, found: &mut Findings) {
    for statement in file.ast.statements(&file.ast.root) {
        if !matches!(file.ast.node(*statement), Node::Class { .. } | Node::Define { .. } | Node::Nop) {
            let first = file.word_at(file.ast.span(*statement).start);
            found.at(file.span(first), format!("code outside of class or define block - {}", file.text(first)));
        }
    }
}
