//! Where lines break.

use super::atom::{Atom, Gap};
use super::branches;
use super::group::{Content, Group, Groups};
use super::places::Places;
use crate::lint::word::Kind;

/// Settles what stands before each atom, and which groups are broken.
pub fn decide(atoms: &mut [Atom], groups: &mut Groups, places: &Places) {
    let befores = befores(atoms);
    let mut limits: Vec<bool> = (0..atoms.len()).map(|index| is_limit(atoms, groups, places, index, before(&befores, index))).collect();
    last_comments(atoms, groups, &mut limits);
    for (index, atom) in atoms.iter().enumerate() {
        if atom.gap > Gap::Beside && limits.get(index) == Some(&true) {
            let group = if atom.kind.closes() { groups.owned(index) } else { groups.around(index) };
            groups.all.get_mut(group).into_iter().for_each(|group| group.broken |= group.content != Content::Expression);
        }
    }
    blocks(atoms, groups);
    branches::settle(atoms, groups, places);
    let inline = inline(atoms, groups, places, &limits);
    for index in 0..atoms.len() {
        let limit = limits.get(index) == Some(&true) && inline.get(index) != Some(&true);
        let gap = gap(atoms, groups, places, index, limit.then(|| before(&befores, index)));
        atoms.get_mut(index).into_iter().for_each(|atom| atom.gap = gap);
    }
}

/// A block that is broken anywhere is broken between its statements.
fn blocks(atoms: &[Atom], groups: &mut Groups) {
    for group in groups.all.iter_mut().filter(|group| group.content == Content::Block && !group.broken) {
        let inside = atoms.get(group.open.wrapping_add(1)..=group.close);
        group.broken = inside.is_some_and(|inside| inside.iter().any(|atom| atom.gap > Gap::Beside));
    }
}

/// Atoms of the bodies of resources with several titles that stand on one line with their title.
fn inline(atoms: &[Atom], groups: &Groups, places: &Places, limits: &[bool]) -> Vec<bool> {
    let mut inline = vec![false; atoms.len()];
    for (colon, _) in atoms.iter().enumerate().filter(|(_, atom)| places.ends_title(atom)) {
        let around = groups.around(colon);
        let Some(group) = groups.get(around).filter(|group| group.titles > 1) else { continue };
        let is_end = |index: &usize| {
            let semicolon = atoms.get(*index).is_some_and(|atom| atom.kind == Kind::Semicolon) && groups.around(*index) == around;
            semicolon || *index == group.close
        };
        let end = (colon + 1..atoms.len()).find(is_end).unwrap_or(atoms.len());
        let begins_line = |index: usize| atoms.get(index).is_some_and(|atom| atom.gap > Gap::Beside && !atom.kind.closes());
        let breaks = |index: usize| limits.get(index) == Some(&true) && begins_line(index);
        if !(colon + 1..end).any(|index| groups.around(index) == around && breaks(index)) {
            inline.iter_mut().take(end).skip(colon + 1).enumerate().for_each(|(offset, place)| {
                *place = groups.around(colon + 1 + offset) == around;
            });
        }
    }
    inline
}

/// For each atom, the last one before it that is no comment behind code.
fn befores(atoms: &[Atom]) -> Vec<Option<usize>> {
    let mut last = None;
    let step = |(index, atom): (usize, &Atom)| {
        let before = last;
        if !atom.is_trailing() {
            last = Some(index);
        }
        before
    };
    atoms.iter().enumerate().map(step).collect()
}

fn before(befores: &[Option<usize>], index: usize) -> Option<usize> {
    befores.get(index).copied().flatten()
}

/// What is behind the last element is apart from it, whether it ends with a comma or not.
fn last_comments(atoms: &[Atom], groups: &Groups, limits: &mut [bool]) {
    for group in groups.all.iter().filter(|group| group.close < atoms.len()) {
        let comments = (0..group.close).rev().take_while(|index| atoms.get(*index).is_some_and(Atom::is_comment));
        for index in comments.filter(|index| atoms.get(*index).is_some_and(|atom| !atom.is_trailing())) {
            limits.get_mut(index).into_iter().for_each(|limit| *limit |= group.content != Content::Expression);
        }
    }
}

/// Whether an element begins here, or ends before this bracket.
fn is_limit(atoms: &[Atom], groups: &Groups, places: &Places, index: usize, last: Option<usize>) -> bool {
    let Some(atom) = atoms.get(index).filter(|atom| !atom.is_trailing()) else { return false };
    if atom.kind.closes() {
        return true;
    }
    let (Some(last), Some(group)) = (last, groups.get(groups.around(index))) else { return true };
    let Some(previous) = atoms.get(last) else { return true };
    if last == group.open || (previous.is_comment() && groups.around(last) == groups.around(index)) {
        return true;
    }
    match group.content {
        Content::Block => places.starts(atom.start) || atom.is_comment(),
        Content::List => previous.kind == Kind::Comma,
        Content::Attributes => matches!(previous.kind, Kind::Comma | Kind::Semicolon) || places.ends_title(previous),
        Content::Expression => false,
    }
}

/// `limit` is there where an element begins, and tells what is before it.
fn gap(atoms: &[Atom], groups: &Groups, places: &Places, index: usize, limit: Option<Option<usize>>) -> Gap {
    let Some(atom) = atoms.get(index) else { return Gap::Beside };
    let Some(previous) = index.checked_sub(1).and_then(|last| atoms.get(last)) else { return Gap::Line };
    if atom.is_trailing() {
        return Gap::Beside;
    }
    let after_comment = previous.kind == Kind::Comment;
    if atom.kind.closes() {
        let broken = groups.get(groups.owned(index)).is_some_and(|group| group.broken && group.open + 1 != index);
        return if broken || after_comment { Gap::Line } else { atom.gap.min(Gap::Line).min(kept(groups, index)) };
    }
    let group = groups.get(groups.around(index));
    if let (Some(last), Some(group)) = (limit, group.filter(|group| group.broken)) {
        return at_limit(atoms, group, places, index, last);
    }
    if joins(atoms, index, places) && !after_comment {
        return Gap::Beside;
    }
    atom.gap.min(Gap::Line)
}

/// A list on one line has its bracket there, too; an expression may be broken anywhere.
fn kept(groups: &Groups, close: usize) -> Gap {
    let content = groups.get(groups.owned(close)).map(|group| group.content);
    if content == Some(Content::Expression) { Gap::Line } else { Gap::Beside }
}

fn at_limit(atoms: &[Atom], group: &Group, places: &Places, index: usize, last: Option<usize>) -> Gap {
    let Some(atom) = atoms.get(index) else { return Gap::Line };
    let first = last.is_none_or(|last| last == group.open);
    // the title may stand beside the brace where it is the only one
    let title = first && group.content == Content::Attributes && group.titles == 1 && !atom.is_comment();
    let previous = index.checked_sub(1).and_then(|previous| atoms.get(previous));
    if title && atom.gap == Gap::Beside && previous.is_none_or(|previous| previous.kind != Kind::Comment) {
        return Gap::Beside;
    }
    let behind_title = previous.is_some_and(|previous| places.ends_title(previous));
    if first || behind_title { Gap::Line } else { atom.gap.max(Gap::Line) }
}

/// What always stands beside what is before it.
fn joins(atoms: &[Atom], index: usize, places: &Places) -> bool {
    let (Some(atom), Some(previous)) = (atoms.get(index), index.checked_sub(1).and_then(|last| atoms.get(last))) else { return false };
    // a value stands beside its arrow, and so does what opens a list beside its `=` or `?`
    if matches!(previous.kind, Kind::FatArrow | Kind::PlusArrow)
        || (matches!(previous.kind, Kind::Equals | Kind::Question) && atom.kind.opens())
    {
        return !atom.is_comment();
    }
    match atom.kind {
        Kind::Comma | Kind::Semicolon | Kind::FatArrow | Kind::PlusArrow | Kind::Question => true,
        Kind::Else | Kind::Elsif => previous.kind == Kind::CloseBrace,
        Kind::OpenBrace => !places.is_list(atom.start),
        _ => false,
    }
}
