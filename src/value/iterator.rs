//! Puppet's `Iterator`: what `reverse_each`, `step` and `tree_each` give, elements that are handed out one by one.
//!
//! Nothing that a function makes an iterator of runs code when it is asked for its elements, so the elements are either there already or
//! steps through a range of integers, which may be long.

use super::data_type::Range;
use super::{Type, Value, extent};
use std::fmt;
use std::sync::Arc;

/// Elements in order, and the type that they are known to have.
#[derive(Clone, Debug)]
pub struct Sequence {
    element: Type,
    /// The same without what is particular to the elements; for printing.
    general: Type,
    source: Source,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Source {
    Items(Arc<Vec<Value>>),
    /// From one integer to another, both inclusive; a negative step starts at the end.
    Steps {
        from: i64,
        to: i64,
        step: i64,
    },
}

/// What is said of more elements than a value may hold.
pub const TOO_LONG: &str = "An iteration goes over more than 4194304 elements";

/// What the elements are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Plain,
    /// Keys with values, in the order of the hash: a block with two parameters gets the key instead of an index.
    Pairs,
    /// Paths with values, of `tree_each`.
    Tree {
        breadth_first: bool,
    },
}

impl Sequence {
    pub fn new(element: Type, general: Type, items: Vec<Value>, kind: Kind) -> Self {
        Sequence { element, general, source: Source::Items(Arc::new(items)), kind }
    }

    /// The integers of a finite range.
    pub fn range(from: i64, to: i64) -> Self {
        Sequence::steps(from, to, 1)
    }

    fn steps(from: i64, to: i64, step: i64) -> Self {
        let element = Type::Integer(Range { from: Some(from), to: Some(to) });
        Sequence { element, general: Type::Integer(Range::default()), source: Source::Steps { from, to, step }, kind: Kind::Plain }
    }

    /// Whether this walks over a tree.
    pub fn is_tree(&self) -> bool {
        matches!(self.kind, Kind::Tree { .. })
    }

    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What Puppet calls the class of an iterator over a tree.
    pub fn runtime_name(&self) -> &'static str {
        match self.kind {
            Kind::Tree { breadth_first: true } => "Puppet::Pops::Types::Iterable::BreadthFirstTreeIterator",
            Kind::Tree { breadth_first: false } => "Puppet::Pops::Types::Iterable::DepthFirstTreeIterator",
            _ => "Puppet::Pops::Types::Iterator",
        }
    }

    /// The type of the elements; of a stepped range without what lies behind its last step.
    pub fn element(&self) -> &Type {
        &self.element
    }

    pub fn iter(&self) -> Box<dyn Iterator<Item = Value> + '_> {
        match &self.source {
            Source::Items(items) => Box::new(items.iter().cloned()),
            Source::Steps { from, to, step } => Box::new(integers(*from, *to, *step).map(Value::Integer)),
        }
    }

    /// As [`Sequence::iter`], without borrowing.
    pub fn into_items(self) -> Box<dyn Iterator<Item = Value>> {
        match self.source {
            Source::Items(items) => Box::new((0..items.len()).filter_map(move |index| items.get(index).cloned())),
            Source::Steps { from, to, step } => Box::new(integers(from, to, step).map(Value::Integer)),
        }
    }

    /// All elements at once.
    ///
    /// # Errors
    /// There are more than a value may hold.
    pub fn items(&self) -> Result<Vec<Value>, &'static str> {
        if self.count() as u64 > extent::BIGGEST { Err(TOO_LONG) } else { Ok(self.iter().collect()) }
    }

    /// How many elements there are.
    pub fn count(&self) -> usize {
        match &self.source {
            Source::Items(items) => items.len(),
            Source::Steps { from, to, step } => integers(*from, *to, *step).size_hint().0,
        }
    }

    /// The elements from the last to the first; of pairs the order of key and value stays.
    pub fn reversed(&self) -> Self {
        match &self.source {
            Source::Items(items) => self.with(items.iter().rev().cloned().collect()),
            Source::Steps { from, to, step } => Sequence::steps(*from, *to, step.saturating_neg()),
        }
    }

    /// Every `size`th element, the first included.
    pub fn stepped(&self, size: i64) -> Self {
        match &self.source {
            _ if size <= 1 => self.clone(),
            Source::Items(items) => self.with(items.iter().step_by(usize::try_from(size).unwrap_or(usize::MAX)).cloned().collect()),
            Source::Steps { from, to, step } => stepped_range(*from, *to, step.saturating_mul(size)),
        }
    }

    /// Some of the elements, by themselves.
    fn with(&self, items: Vec<Value>) -> Self {
        match self.kind {
            Kind::Tree { .. } => Sequence::new(Type::Any, Type::Any, items, Kind::Plain),
            _ => Sequence::new(self.element.clone(), self.general.clone(), items, Kind::Plain),
        }
    }
}

impl fmt::Display for Sequence {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Tree { .. } => write!(out, "#<{}>", self.runtime_name()),
            _ => write!(out, "Iterator[{}]-Value", self.general),
        }
    }
}

/// The range ends at its last step, so that it can be reversed.
fn stepped_range(from: i64, to: i64, step: i64) -> Sequence {
    let rest = to.saturating_sub(from) % step.saturating_abs().max(1);
    let (from, to) = if step < 0 { (from.saturating_add(rest), to) } else { (from, to.saturating_sub(rest)) };
    Sequence::steps(from, to, step)
}

fn integers(from: i64, to: i64, step: i64) -> Box<dyn Iterator<Item = i64>> {
    let size = usize::try_from(step.unsigned_abs()).unwrap_or(usize::MAX).max(1);
    if step < 0 { Box::new((from..=to).rev().step_by(size)) } else { Box::new((from..=to).step_by(size)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(sequence: &Sequence) -> Vec<Value> {
        sequence.iter().collect()
    }

    #[test]
    fn a_range_turns_round_at_its_last_step() {
        let stepped = Sequence::range(1, 9).stepped(3);
        assert_eq!(numbers(&stepped), [1, 4, 7].map(Value::from));
        assert_eq!(numbers(&stepped.reversed()), [7, 4, 1].map(Value::from));
        assert_eq!(numbers(&Sequence::range(1, 9).reversed().stepped(3)), [9, 6, 3].map(Value::from));
    }
}
