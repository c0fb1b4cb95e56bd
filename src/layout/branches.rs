//! The branches of an `if`, an `unless` or a selector: it stands on one line with all of them, or each has lines of its own. Options of a
//! `case` are elements like others, and each may be on one line by itself.

use super::atom::{Atom, Gap};
use super::group::Groups;
use super::places::Places;
use crate::lint::word::Kind;

/// Breaks all branches where the text is broken anywhere from the start to the end of the last one.
pub fn settle(atoms: &[Atom], groups: &mut Groups, places: &Places) {
    for offset in places.conditions() {
        let Ok(start) = atoms.binary_search_by_key(offset, |atom| atom.start) else { continue };
        if atoms.get(start).is_some_and(|atom| atom.kind != Kind::Elsif) {
            settle_one(atoms, groups, start, &blocks(atoms, groups, places, start));
        }
    }
    for group in 0..groups.all.len() {
        let open = groups.get(group).map_or(0, |group| group.open);
        let before = open.checked_sub(1).and_then(|before| atoms.get(before));
        if before.is_some_and(|before| before.kind == Kind::Question) {
            settle_one(atoms, groups, open, &[group]);
        }
    }
}

fn settle_one(atoms: &[Atom], groups: &mut Groups, start: usize, branches: &[usize]) {
    let end = branches.last().and_then(|last| groups.get(*last)).map_or(start, |last| last.close);
    let whole = branches.iter().any(|branch| groups.get(*branch).is_some_and(|branch| !branch.broken));
    if whole && atoms.get(start + 1..=end).is_some_and(|inside| inside.iter().any(|atom| atom.gap > Gap::Beside)) {
        for branch in branches {
            groups.all.get_mut(*branch).into_iter().for_each(|branch| branch.broken = true);
        }
    }
}

/// The blocks of the condition that begins at an atom.
fn blocks(atoms: &[Atom], groups: &Groups, places: &Places, start: usize) -> Vec<usize> {
    let (mut blocks, mut behind_else) = (Vec::new(), false);
    let mut index = start + 1;
    while let Some(atom) = atoms.get(index) {
        if !atom.kind.opens() {
            behind_else |= atom.kind == Kind::Else;
            index += 1;
            continue;
        }
        let group = groups.owned(index);
        index = groups.get(group).map_or(index, |group| group.close) + 1;
        if behind_else || places.opens_branch(atom.start) {
            blocks.push(group);
            let next = atoms.iter().skip(index).find(|atom| !atom.is_comment()).map(|atom| atom.kind);
            if !matches!(next, Some(Kind::Else | Kind::Elsif)) {
                break;
            }
        }
    }
    blocks
}
