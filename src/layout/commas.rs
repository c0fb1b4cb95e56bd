//! Commas behind last elements: wanted where the bracket has its own line, and nowhere else.

use super::atom::Atom;
use super::group::{Content, Group, Groups};
use super::places::Places;
use crate::lint::word::Kind;

pub fn put(atoms: &mut [Atom], groups: &Groups, places: &Places) {
    for group in groups.all.iter().filter(|group| matches!(group.content, Content::List | Content::Attributes)) {
        let Some(last) = last_word(atoms, group) else { continue };
        let broken = group.broken;
        if let Some(atom) = atoms.get_mut(last) {
            let empty = atom.kind == Kind::Semicolon || places.ends_title(atom);
            atom.comma = broken && !empty && atom.kind != Kind::Comma;
            atom.dropped = !broken && atom.kind == Kind::Comma;
        }
    }
}

/// The last word of the last element.
fn last_word(atoms: &[Atom], group: &Group) -> Option<usize> {
    let inside = group.open.checked_add(1)?..group.close;
    inside.rev().find(|index| atoms.get(*index).is_some_and(|atom| !atom.is_comment()))
}
