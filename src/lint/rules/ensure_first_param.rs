//! `ensure` is the first attribute of a resource.
//!
//! ## Why
//! Whether a thing is there or not is what a reader wants to know first.
//!
//! ## Example
//! ```puppet
//! file { '/tmp/a':
//!   mode   => '0644',
//!   ensure => file,
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
//! `--fix` lets `ensure` and the first attribute change places.

use super::{Edit, File, Findings, Kind, Rule, Span};
use crate::lint::resource::Attribute;

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    for resource in file.resources().iter().filter(|resource| file.kind(resource.type_name) != Kind::Class) {
        let mut named = resource.attributes.iter().filter(|attribute| file.kind(attribute.name).is_name());
        let Some(first) = named.next() else { continue };
        let Some(ensure) = named.find(|attribute| file.text(attribute.name) == "ensure") else { continue };
        if file.text(first.name) == "ensure" {
            continue;
        }
        let finding = found.at(file.span(ensure.name), "ensure found on line but it's not the first attribute");
        let (one, other) = (extent(file, first), extent(file, ensure));
        // the text of a heredoc stands apart from its attribute
        if let (Some(one), Some(other)) = (one, other) {
            let text = |span: Span| file.slice(span.start, span.end).to_string();
            finding.fix([Edit::replace(one, text(other)), Edit::replace(other, text(one))]);
        }
    }
}

fn extent(file: &File, attribute: &Attribute) -> Option<Span> {
    let span = Span::new(file.word(attribute.name).start, file.ast.span(attribute.value_node).end);
    let words = attribute.name..file.word_at(span.end);
    words.into_iter().all(|word| file.kind(word) != Kind::Heredoc).then_some(span)
}
