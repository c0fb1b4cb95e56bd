//! Whether a blank stands between two atoms of a line.

use super::atom::Atom;
use super::group::follows_definition;
use super::places::Places;
use crate::lint::word::Kind;

/// Whether one stands before the atom of an index, which is not the first of its line.
pub fn before(atoms: &[Atom], places: &Places, index: usize) -> bool {
    let (Some(last), Some(next)) = (index.checked_sub(1).and_then(|last| atoms.get(last)), atoms.get(index)) else { return false };
    if next.is_comment() {
        return true;
    }
    match next.kind {
        Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::CloseParen | Kind::CloseBracket | Kind::Dot => false,
        Kind::CloseBrace => last.kind != Kind::OpenBrace,
        Kind::CollectOpen => next.spaced,
        Kind::CollectClose => true,
        Kind::Variable if last.kind == Kind::Times => takes_product(atoms, places, index, last),
        _ => after(last, places) && before_bracket(atoms, places, index, last, next),
    }
}

/// `$a * $b`; but in `Integer *$rest` the star belongs to the parameter, though it is read as a product.
fn takes_product(atoms: &[Atom], places: &Places, index: usize, star: &Atom) -> bool {
    let before = index.checked_sub(2).and_then(|at| atoms.get(at)).map(|atom| atom.kind);
    let spaced = atoms.get(index).is_some_and(|atom| atom.spaced);
    !places.is_tight(star.start) && (spaced || !matches!(before, Some(Kind::Reference | Kind::CloseBracket)))
}

fn after(last: &Atom, places: &Places) -> bool {
    match last.kind {
        Kind::OpenParen | Kind::OpenBracket | Kind::Dot | Kind::Not | Kind::At => false,
        Kind::Minus | Kind::Times => !places.is_tight(last.start),
        Kind::Pipe => !places.opens_lambda(last.start),
        _ => true,
    }
}

fn before_bracket(atoms: &[Atom], places: &Places, index: usize, last: &Atom, next: &Atom) -> bool {
    match next.kind {
        Kind::OpenBracket => !places.is_tight(next.start),
        Kind::OpenParen if follows_definition(atoms, index) => {
            let keyword = index.checked_sub(2).and_then(|at| atoms.get(at)).map(|atom| atom.kind);
            keyword != Some(Kind::Function)
        }
        Kind::OpenParen => !places.is_list(next.start),
        Kind::Pipe => places.opens_lambda(next.start) || last.kind == Kind::OpenBrace,
        _ => true,
    }
}
