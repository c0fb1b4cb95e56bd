//! Pairs of brackets, and what is inside of them.

use super::atom::Atom;
use super::places::Places;
use crate::lint::word::Kind;

/// What a pair of brackets holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Elements with commas between: arrays, hashes, selectors, arguments, parameters.
    List,
    /// Attributes with commas between, of resources with titles before them.
    Attributes,
    /// Statements, or the options of a `case`.
    Block,
    /// One expression.
    Expression,
}

/// A pair of brackets; the first one is the whole text, which has none.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    pub content: Content,
    pub open: usize,
    pub close: usize,
    /// Each element has its own line.
    pub broken: bool,
    /// How many titles it has, where it is a resource's.
    pub titles: usize,
}

/// All groups, and the group that each atom is directly inside of; brackets are inside of the group around theirs.
pub struct Groups {
    pub all: Vec<Group>,
    pub of: Vec<usize>,
    /// The group that a bracket opens or closes; of other atoms nothing is to be read here.
    pub own: Vec<usize>,
}

impl Groups {
    pub fn of(atoms: &[Atom], places: &Places) -> Groups {
        let whole = Group { content: Content::Block, open: usize::MAX, close: atoms.len(), broken: true, titles: 0 };
        let mut groups = Groups { all: vec![whole], of: Vec::with_capacity(atoms.len()), own: vec![0; atoms.len()] };
        let mut open = vec![0];
        for (index, atom) in atoms.iter().enumerate() {
            if atom.kind.closes() && open.len() > 1 {
                let group = open.pop().unwrap_or(0);
                groups.set_close(group, index);
            }
            groups.of.push(open.last().copied().unwrap_or(0));
            if atom.kind.opens() {
                open.push(groups.all.len());
                groups.set_open(content(atoms, index, places), index);
            }
            if places.ends_title(atom) {
                let around = open.last().copied().unwrap_or(0);
                groups.all.get_mut(around).into_iter().for_each(|group| group.titles += 1);
            }
        }
        groups
    }

    fn set_open(&mut self, content: Content, index: usize) {
        if let Some(own) = self.own.get_mut(index) {
            *own = self.all.len();
        }
        self.all.push(Group { content, open: index, close: usize::MAX, broken: false, titles: 0 });
    }

    fn set_close(&mut self, group: usize, index: usize) {
        if let Some(own) = self.own.get_mut(index) {
            *own = group;
        }
        if let Some(group) = self.all.get_mut(group) {
            group.close = index;
        }
    }

    /// The group that an atom is directly inside of.
    pub fn around(&self, atom: usize) -> usize {
        self.of.get(atom).copied().unwrap_or(0)
    }

    /// The group that a bracket belongs to.
    pub fn owned(&self, bracket: usize) -> usize {
        self.own.get(bracket).copied().unwrap_or(0)
    }

    pub fn get(&self, group: usize) -> Option<&Group> {
        self.all.get(group)
    }
}

fn content(atoms: &[Atom], index: usize, places: &Places) -> Content {
    let Some(atom) = atoms.get(index) else { return Content::Expression };
    match atom.kind {
        Kind::OpenBrace if places.has_attributes(atom.start) => Content::Attributes,
        Kind::OpenBrace if !places.is_list(atom.start) => Content::Block,
        Kind::OpenParen if !places.is_list(atom.start) && !follows_definition(atoms, index) => Content::Expression,
        _ => Content::List,
    }
}

/// Whether parameters of a class, defined type or function begin here.
pub fn follows_definition(atoms: &[Atom], index: usize) -> bool {
    let before = |back: usize| index.checked_sub(back).and_then(|at| atoms.get(at)).map(|atom| atom.kind);
    let keyword = matches!(before(2), Some(Kind::Class | Kind::Define | Kind::Function));
    keyword && before(1).is_some_and(Kind::is_name)
}
