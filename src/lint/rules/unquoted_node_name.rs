//! The names of nodes are in quotes.
//!
//! ## Why
//! A name with a dash or a digit in the wrong place is read as something else; quotes make every name safe.
//!
//! ## Example
//! ```puppet
//! node web01.example.com { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! node 'web01.example.com' { }
//! ```
//! `--fix` adds the quotes.

use super::{Edit, File, Findings, Kind, Node, Rule, Span};

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    let nodes = file.ast.definitions.iter().filter(|id| matches!(file.ast.node(**id), Node::NodeDefinition { .. }));
    for id in nodes {
        let mut at = file.word_at(file.ast.span(*id).start);
        while !matches!(file.kind(at), Kind::OpenBrace | Kind::Edge) {
            if file.kind(at).is_name() {
                let (first, last) = (at, last_part(file, at));
                let span = Span::new(file.word(first).start, file.word(last).end);
                let quoted = format!("'{}'", file.slice(span.start, span.end));
                found.at(file.span(first), "unquoted node name found").fix([Edit::replace(span, quoted)]);
                at = last;
            }
            at = file.next(at);
        }
    }
}

/// The last word of a dotted name.
fn last_part(file: &File, mut at: usize) -> usize {
    while file.kind(file.next(at)) == Kind::Dot && matches!(file.kind(at + 2), Kind::Name | Kind::Bareword | Kind::Number) {
        at += 2;
    }
    at
}
