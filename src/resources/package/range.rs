//! Ranges of versions: `>=1.2 <2.0`, compared as dpkg compares versions. A version alone is no range.

use std::cmp::Ordering;

/// Bounds that all must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Range(Vec<(Sign, String)>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Below,
    To,
    From,
    Above,
}

const SIGNS: [(&str, Sign); 4] = [(">=", Sign::From), ("<=", Sign::To), (">", Sign::Above), ("<", Sign::Below)];

impl Range {
    /// `None` for what is no range; blanks between sign and version do no harm.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut bounds = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() {
            let (word, sign) = SIGNS.iter().find(|(word, _)| rest.starts_with(word))?;
            let from = rest.get(word.len()..)?.trim_start();
            let end = from.find(|letter: char| letter.is_whitespace() || letter == '<' || letter == '>').unwrap_or(from.len());
            let (version, further) = from.split_at_checked(end)?;
            if !is_version(version) {
                return None;
            }
            bounds.push((*sign, version.to_string()));
            rest = further.trim_start();
        }
        (!bounds.is_empty()).then_some(Range(bounds))
    }

    pub(super) fn includes(&self, version: &str) -> bool {
        self.0.iter().all(|(sign, bound)| match (sign, compare(version, bound)) {
            (Sign::Below, order) => order == Ordering::Less,
            (Sign::To, order) => order != Ordering::Greater,
            (Sign::From, order) => order != Ordering::Less,
            (Sign::Above, order) => order == Ordering::Greater,
        })
    }

    /// The newest of these versions that is in the range.
    pub(super) fn best<'v>(&self, versions: impl Iterator<Item = &'v str>) -> Option<&'v str> {
        versions.filter(|version| self.includes(version)).max_by(|left, right| compare(left, right))
    }
}

fn is_version(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || ".+~-:!".contains(letter))
}

/// Epoch, upstream version, revision.
pub(super) fn compare(left: &str, right: &str) -> Ordering {
    let ((epoch, left), (other_epoch, right)) = (epoch(left), epoch(right));
    let ((upstream, revision), (other_upstream, other_revision)) = (revision(left), revision(right));
    epoch.cmp(&other_epoch).then_with(|| part(upstream, other_upstream)).then_with(|| part(revision, other_revision))
}

fn epoch(version: &str) -> (u64, &str) {
    let split = version.split_once(':').and_then(|(epoch, rest)| Some((epoch.parse().ok()?, rest)));
    split.unwrap_or((0, version))
}

fn revision(version: &str) -> (&str, &str) {
    version.rsplit_once('-').unwrap_or((version, ""))
}

/// Runs of other letters and runs of digits in turn, until they differ.
fn part(mut left: &str, mut right: &str) -> Ordering {
    while !left.is_empty() || !right.is_empty() {
        let (words, other_words) = (run(&mut left, false), run(&mut right, false));
        let (digits, other_digits) = (run(&mut left, true), run(&mut right, true));
        let order = letters(words, other_words).then_with(|| number(digits, other_digits));
        if order != Ordering::Equal {
            return order;
        }
    }
    Ordering::Equal
}

/// Takes digits, or everything up to the next one, from the beginning of a text.
fn run<'t>(text: &mut &'t str, digits: bool) -> &'t str {
    let end = text.find(|letter: char| letter.is_ascii_digit() != digits).unwrap_or(text.len());
    let (taken, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    *text = rest;
    taken
}

/// A tilde comes before the end, the end before letters, letters before everything else.
fn letters(left: &str, right: &str) -> Ordering {
    let weight = |letter: Option<char>| match letter {
        Some('~') => -1,
        None => 0,
        Some(letter) if letter.is_ascii_alphabetic() => letter as i32,
        Some(letter) => letter as i32 + 256,
    };
    let (mut left, mut right) = (left.chars(), right.chars());
    loop {
        match (left.next(), right.next()) {
            (None, None) => return Ordering::Equal,
            (one, other) if weight(one) != weight(other) => return weight(one).cmp(&weight(other)),
            _ => {}
        }
    }
}

/// Of any length.
fn number(left: &str, right: &str) -> Ordering {
    let (left, right) = (left.trim_start_matches('0'), right.trim_start_matches('0'));
    left.len().cmp(&right.len()).then_with(|| left.cmp(right))
}

#[cfg(test)]
mod tests {
    use super::{Range, compare};
    use std::cmp::Ordering;

    #[test]
    fn versions_are_ordered_as_dpkg_orders_them() {
        let ordered = ["0~rc1", "0", "0.1~~", "0.1~~a", "0.1~", "0.1", "0.1-1", "0.1-1+b1", "0.1a", "0.1+x", "0.9", "0.10", "1:0.1", "2:0"];
        for pair in ordered.windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
        assert_eq!(compare("1.00", "1.0"), Ordering::Equal);
    }

    #[test]
    fn ranges_hold_what_is_in_them() {
        let range = Range::parse(">=1.2 <2.0").unwrap();
        assert_eq!(["1.1", "1.2", "1.9-1", "2.0~rc1", "2.0"].map(|version| range.includes(version)), [false, true, true, true, false]);
        assert_eq!(Range::parse(">= 1.2 < 2.0"), Some(range.clone()));
        assert_eq!(range.best(["1.0", "1.3", "1.10", "2.1"].into_iter()), Some("1.10"));
        for text in ["1.2", "", "=1.2", ">", ">=x", "latest", "~1.2"] {
            assert_eq!(Range::parse(text), None, "{text}");
        }
    }
}
