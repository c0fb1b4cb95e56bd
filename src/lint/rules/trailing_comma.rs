//! A list that ends on a line of its own has a comma behind its last element.
//!
//! ## Why
//! Whoever adds an element changes one line, not two.
//!
//! ## Example
//! ```puppet
//! file { '/tmp/a':
//!   ensure => file,
//!   mode   => '0644'
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! file { '/tmp/a':
//!   ensure => file,
//!   mode   => '0644',
//! }
//! ```
//! `--fix` adds the comma. Attributes, arrays, hashes and defaults of types are looked at.

use super::{Edit, File, Findings, Kind, Node, NodeId, Rule};

pub const RULE: Rule = Rule::warning(look).plugin();

fn look(file: &File, found: &mut Findings) {
    for resource in file.resources() {
        list(file, resource.end, Kind::Colon, found);
    }
    for id in (0..file.ast.len() as u32).map(NodeId) {
        let opening = match file.ast.node(id) {
            Node::Array(_) => Kind::OpenBracket,
            Node::Hash { bare: false, .. } | Node::ResourceDefaults { .. } | Node::ResourceOverride { .. } => Kind::OpenBrace,
            _ => continue,
        };
        let last = file.word_at(file.ast.span(id).end).wrapping_sub(1);
        list(file, last, opening, found);
    }
}

/// Looks at what is before the end of a list; before an empty one's there is only its start.
fn list(file: &File, end: usize, start: Kind, found: &mut Findings) {
    if !file.kind(end).closes() {
        return;
    }
    let mut last = file.previous_code(end);
    // the comma belongs behind the heredoc's `@(…)`
    while matches!(file.kind(last), Kind::HeredocText | Kind::HeredocEnd) {
        last = heredoc_start(file, last);
    }
    let newline = file.next(last);
    if file.kind(last) != start && file.kind(last) != Kind::Comma && file.kind(newline) == Kind::Newline {
        let finding = found.at(file.span(newline), "missing trailing comma after last element");
        finding.fix([Edit::insert(file.word(last).end, ",")]);
    }
}

fn heredoc_start(file: &File, mut at: usize) -> usize {
    while !matches!(file.kind(at), Kind::Heredoc | Kind::Edge) {
        at = file.previous(at);
    }
    at
}
