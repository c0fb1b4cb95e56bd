//! Order: `<=>` and sorting, with or without a block.

use crate::ruby::effort;
use crate::ruby::error::Flow;
use crate::ruby::interpreter::Interpreter;
use crate::ruby::object::{Object, Proc};
use std::cmp::Ordering;
use std::rc::Rc;

const DEEPEST: usize = 100;

/// `<=>`; `None` where the two cannot be compared.
pub fn order(left: &Object, right: &Object) -> Option<Ordering> {
    order_at(left, right, 0)
}

fn order_at(left: &Object, right: &Object, depth: usize) -> Option<Ordering> {
    match (left, right) {
        (Object::Integer(a), Object::Integer(b)) => Some(a.cmp(b)),
        (Object::Float(a), Object::Float(b)) => a.partial_cmp(b),
        (Object::Integer(a), Object::Float(b)) => (*a as f64).partial_cmp(b),
        (Object::Float(a), Object::Integer(b)) => a.partial_cmp(&(*b as f64)),
        (Object::String(a), Object::String(b)) => Some(a.borrow().as_bytes().cmp(b.borrow().as_bytes())),
        (Object::Symbol(a), Object::Symbol(b)) => Some(a.as_bytes().cmp(b.as_bytes())),
        (Object::Array(a), Object::Array(b)) if depth < DEEPEST && effort::step() => {
            let (a, b) = (a.borrow(), b.borrow());
            for (a, b) in a.iter().zip(b.iter()) {
                match order_at(a, b, depth + 1)? {
                    Ordering::Equal => {}
                    other => return Some(other),
                }
            }
            Some(a.len().cmp(&b.len()))
        }
        (Object::Address(a, _), Object::Address(b, _)) => Some(a.cmp(b)),
        _ => left.equals(right).then_some(Ordering::Equal),
    }
}

/// The order, or the error that Ruby raises.
pub fn compare(left: &Object, right: &Object) -> Result<Ordering, Flow> {
    order(left, right).ok_or_else(|| {
        let right = match right {
            Object::Nil | Object::Boolean(_) | Object::Integer(_) | Object::Float(_) => right.inspect(),
            other => other.class_name().to_string(),
        };
        Flow::argument_error(format!("comparison of {} with {right} failed", left.class_name()))
    })
}

/// A stable merge sort: an order that contradicts itself gives some order, never a crash.
pub fn sorted<T: Clone>(items: Vec<T>, compare: &mut dyn FnMut(&T, &T) -> Result<Ordering, Flow>) -> Result<Vec<T>, Flow> {
    let mut runs: Vec<Vec<T>> = items.into_iter().map(|item| vec![item]).collect();
    while runs.len() > 1 {
        let mut merged = Vec::with_capacity(runs.len().div_ceil(2));
        let mut pairs = runs.into_iter();
        while let Some(left) = pairs.next() {
            merged.push(match pairs.next() {
                Some(right) => merge(left, right, compare)?,
                None => left,
            });
        }
        runs = merged;
    }
    Ok(runs.into_iter().next().unwrap_or_default())
}

fn merge<T>(left: Vec<T>, right: Vec<T>, compare: &mut dyn FnMut(&T, &T) -> Result<Ordering, Flow>) -> Result<Vec<T>, Flow> {
    let mut out = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        let takes_right = compare(a, b)? == Ordering::Greater;
        out.extend(if takes_right { right.next() } else { left.next() });
    }
    out.extend(left);
    out.extend(right);
    Ok(out)
}

impl Interpreter<'_> {
    /// `sort`, with a block or by `<=>`.
    pub fn sort(&mut self, items: Vec<Object>, block: Option<&Rc<Proc>>) -> Result<Vec<Object>, Flow> {
        self.spend(items.len())?;
        match block {
            None => sorted(items, &mut compare),
            Some(block) => sorted(items, &mut |a, b| match self.invoke(block, vec![a.clone(), b.clone()])? {
                Object::Integer(number) => Ok(number.cmp(&0)),
                Object::Float(number) => Ok(number.partial_cmp(&0.0).unwrap_or(Ordering::Equal)),
                _ => Err(Flow::argument_error(format!("comparison of {} with {} failed", a.class_name(), b.class_name()))),
            }),
        }
    }

    /// `sort_by`: each item's key is asked once.
    pub fn sort_by(&mut self, items: Vec<Object>, block: &Rc<Proc>) -> Result<Vec<Object>, Flow> {
        let mut keyed = Vec::with_capacity(items.len());
        for item in items {
            keyed.push((self.invoke(block, vec![item.clone()])?, item));
        }
        let sorted = sorted(keyed, &mut |a, b| compare(&a.0, &b.0))?;
        Ok(sorted.into_iter().map(|(_, item)| item).collect())
    }
}
