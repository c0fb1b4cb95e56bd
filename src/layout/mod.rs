//! One canonical layout of manifests, that of the Puppet style guide: two blanks a level, arrows and the `=` of parameters in columns, a
//! comma behind the last element of a list that ends on a line of its own.
//!
//! Where lines break is up to the author, with this much of order:
//! - a list that is broken anywhere between its elements is broken between all of them; one that is not stays on its line;
//! - a block that is broken anywhere has each statement on a line of its own;
//! - an `if`, an `unless` or a selector that is broken anywhere has all its branches broken; an option of a `case` is an element, and may
//!   have its block on its line beside others that have not;
//! - a chain of operators, arrows or dots is on one line or broken at each link: arrows and dots begin lines, other operators end them. A
//!   chain of arrows is broken where an operand before the last one is.
//!
//! The style guide asks for no columns of `=` in assignments, and most of the public modules have them (343 of 620 groups of assignments, 251
//! with one blank, 26 with both). So they are kept: where two neighbours have their `=` in one column though their names differ in length,
//! all assignments up to the next empty line or other statement have theirs in one; elsewhere one blank is before them.
//!
//! No word changes but for commas before a closing bracket; strings, heredocs and comments are kept to the letter. So the tree stays the same,
//! and laying out twice is laying out once.

mod atom;
mod branches;
mod chain;
mod columns;
mod commas;
mod group;
mod indent;
mod lines;
mod places;
mod space;
mod write;

use crate::lint::{File, Options};
use group::Groups;
use rpuppet_syntax::{Lexeme, Parsed};

/// The text of a manifest in the canonical layout. It has to be one that could be read.
pub fn layout(parsed: &Parsed, lexemes: &[Lexeme]) -> String {
    let options = Options::default();
    let file = File::new(parsed, lexemes, "", &options);
    let places = places::Places::of(&file, lexemes);
    let (mut atoms, heredocs) = atom::atoms(&file);
    let mut groups = Groups::of(&atoms, &places);
    lines::decide(&mut atoms, &mut groups, &places);
    chain::settle(&file, &mut atoms);
    commas::put(&mut atoms, &groups, &places);
    let indents = indent::indents(&atoms, &groups, &places);
    write::written(&write::Plan { file: &file, atoms: &atoms, groups: &groups, places: &places, indents: &indents, heredocs: &heredocs })
}
