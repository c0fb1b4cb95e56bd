//! Which resources have another place in the order, though they are in both catalogs.

use super::canonical::Canonical;
use crate::value::Map;

/// A resource and what stood directly before it, of those that are in both catalogs; `None` at the beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    pub reference: String,
    pub was_after: Option<String>,
    pub is_after: Option<String>,
}

/// As few resources as possible: all but a longest run that kept its order.
pub fn moved(before: &Canonical, after: &Canonical) -> Vec<Moved> {
    let common = |these: &Canonical, those: &Canonical| -> Vec<String> {
        these.resources.keys().filter(|name| those.resources.contains_key(*name)).cloned().collect()
    };
    let (old, new) = (common(before, after), common(after, before));
    if old == new {
        return Vec::new();
    }
    let places: Map<&str, usize> = old.iter().enumerate().map(|(place, name)| (name.as_str(), place)).collect();
    let order: Vec<usize> = new.iter().filter_map(|name| places.get(name.as_str()).copied()).collect();
    let kept = longest_rising(&order);
    let left = |names: &[String], place: usize| place.checked_sub(1).and_then(|place| names.get(place).cloned());
    let one = |(place, (name, was)): (usize, (&String, &usize))| {
        let is_kept = kept.binary_search(&place).is_ok();
        (!is_kept).then(|| Moved { reference: name.clone(), was_after: left(&old, *was), is_after: left(&new, place) })
    };
    new.iter().zip(&order).enumerate().filter_map(one).collect()
}

/// The places of a longest rising sequence, rising themselves (patience sorting).
fn longest_rising(numbers: &[usize]) -> Vec<usize> {
    let at = |place: usize| numbers.get(place).copied().unwrap_or_default();
    let mut tops: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (place, number) in numbers.iter().enumerate() {
        let pile = tops.partition_point(|top| at(*top) < *number);
        previous.push(pile.checked_sub(1).and_then(|left| tops.get(left).copied()));
        match tops.get_mut(pile) {
            Some(top) => *top = place,
            None => tops.push(place),
        }
    }
    let mut chain = Vec::new();
    let mut next = tops.last().copied();
    while let Some(place) = next {
        chain.push(place);
        next = previous.get(place).copied().flatten();
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::longest_rising;

    #[test]
    fn a_longest_rising_sequence_is_found() {
        assert_eq!(longest_rising(&[3, 0, 1, 2]), [1, 2, 3]);
        assert_eq!(longest_rising(&[0, 2, 1, 3]).len(), 3);
        assert!(longest_rising(&[]).is_empty());
    }
}
