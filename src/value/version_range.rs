//! Ranges of semantic versions: `1.x`, `>=1.0.0 <2.0.0`, `~1.2`, `^1`, `1.0.0 - 2.0.0`, alternatives by `||`.
//!
//! A pre-release lies in a range only where the range itself names a pre-release of the same three numbers, or where it is `*`.

use super::EcoString;
use super::version::Version;

/// Alternatives, each of which is a list of bounds that all must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Range(Vec<Vec<Bound>>);

#[derive(Clone, Debug, PartialEq)]
enum Bound {
    All,
    Nothing,
    Exactly(Version),
    Above(Version),
    From(Version),
    To(Version),
    Below(Version),
}

impl Range {
    /// Reads a range; `None` for a text that is none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = joined_operators(text);
        let alternatives = text.split("||").map(|alternative| bounds(alternative.trim()));
        alternatives.collect::<Option<_>>().map(Range)
    }

    pub fn includes(&self, version: &Version) -> bool {
        self.0.iter().any(|bounds| {
            bounds.iter().all(|bound| bound.holds(version))
                && (version.prerelease.is_empty() || bounds.iter().any(|bound| bound.names_prerelease(version)))
        })
    }

    /// Whether every version of `other` is one of this range.
    pub fn covers(&self, other: &Range) -> bool {
        other.0.iter().all(|narrow| self.0.iter().any(|wide| wide.iter().all(|bound| bound.is_implied_by(narrow))))
    }
}

/// Whether a version, both as text, is in a range.
pub fn in_range(range: &str, version: &str) -> bool {
    Version::parse(version).zip(Range::parse(range)).is_some_and(|(version, range)| range.includes(&version))
}

/// The ranges with those joined that overlap or touch each other, as the type `SemVer` has them; others stay as they are written.
pub fn merged(ranges: Vec<EcoString>) -> Vec<EcoString> {
    let mut rest: Vec<(EcoString, Option<[Version; 2]>)> = ranges.into_iter().map(|text| (text.clone(), interval(&text))).collect();
    let mut all = Vec::new();
    while let Some((mut text, mut own)) = rest.pop() {
        rest.retain(|(_, other)| {
            let (Some([low, high]), Some([other_low, other_high])) = (&own, other) else { return true };
            if low > other_high || other_low > high {
                return true;
            }
            let (low, high) = (low.min(other_low).clone(), high.max(other_high).clone());
            text = format!(">={low} <{high}").into();
            own = Some([low, high]);
            false
        });
        all.push(text);
    }
    all.reverse();
    all
}

/// The bounds of a range that has just these two: from the first version on, below the second one.
fn interval(text: &str) -> Option<[Version; 2]> {
    match Range::parse(text)?.0.as_slice() {
        [only] => match only.as_slice() {
            [Bound::From(low), Bound::Below(high)] => Some([low.clone(), high.clone()]),
            _ => None,
        },
        _ => None,
    }
}

/// Blanks and a `v` between an operator and its version go.
fn joined_operators(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        rest = rest.get(character.len_utf8()..).unwrap_or("");
        out.push(character);
        if "<>=~^".contains(character) {
            let trimmed = rest.trim_start();
            rest = trimmed.strip_prefix('v').unwrap_or(trimmed);
        }
    }
    out
}

fn bounds(text: &str) -> Option<Vec<Bound>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [] => Some(vec![Bound::All]),
        [low, "-", high] => Some(vec![Bound::From(Partial::parse(low)?.lowest()), Bound::To(Partial::parse(high)?.lowest())]),
        words => {
            let all: Option<Vec<Vec<Bound>>> = words.iter().map(|word| simple(word)).collect();
            all.map(|all| all.into_iter().flatten().collect())
        }
    }
}

/// One comparison: an operator and a version, whose last numbers may be missing.
fn simple(text: &str) -> Option<Vec<Bound>> {
    const OPERATORS: [&str; 8] = ["<=", ">=", "~>", "~=", "<", ">", "=", "~"];
    let operator = OPERATORS.iter().find(|operator| text.starts_with(**operator)).copied();
    let operator = operator.unwrap_or(if text.starts_with('^') { "^" } else { "" });
    let partial = Partial::parse(text.get(operator.len()..)?)?;
    let Some(major) = partial.numbers[0] else {
        return Some(vec![if operator == ">" { Bound::Nothing } else { Bound::All }]);
    };
    let low = partial.lowest();
    let known = partial.known();
    Some(match operator {
        ">=" => vec![Bound::From(low)],
        "<" => vec![Bound::Below(low)],
        ">" if known == 3 => vec![Bound::Above(low)],
        ">" => vec![Bound::From(partial.after(known - 1))],
        "<=" if known == 3 => vec![Bound::To(low)],
        "<=" => vec![Bound::Below(partial.after(known - 1))],
        "^" if major > 0 => vec![Bound::From(low), Bound::Below(partial.after(0))],
        "" | "=" if known == 3 => vec![Bound::Exactly(low)],
        _ => vec![Bound::From(low), Bound::Below(partial.after(known.min(2) - 1))],
    })
}

/// A version of which not all numbers need to be known (`1`, `1.x`, `1.2.*`).
struct Partial {
    numbers: [Option<u64>; 3],
    rest: String,
}

impl Partial {
    fn parse(text: &str) -> Option<Self> {
        let end = text.find(['-', '+']).unwrap_or(text.len());
        let (main, rest) = text.split_at_checked(end)?;
        let mut numbers = [None; 3];
        let mut parts = main.split('.');
        for (index, number) in numbers.iter_mut().enumerate() {
            match parts.next() {
                Some("x" | "X" | "*") => {}
                Some(part) if part.len() > 1 && part.starts_with('0') => return None,
                Some(part) => *number = Some(part.parse().ok()?),
                None if index == 0 => return None,
                None => break,
            }
        }
        let complete = main.split('.').count() == 3;
        let partial = Partial { numbers, rest: rest.to_string() };
        let is_version = rest.is_empty() || (complete && Version::parse(&format!("0.0.0{rest}")).is_some());
        (parts.next().is_none() && is_version).then_some(partial)
    }

    /// How many numbers are known, from the left.
    fn known(&self) -> usize {
        self.numbers.iter().take_while(|number| number.is_some()).count()
    }

    fn lowest(&self) -> Version {
        let numbers = self.numbers.map(Option::unwrap_or_default);
        let plain = Version { numbers, prerelease: Vec::new(), build: None };
        let with_rest = (!self.rest.is_empty()).then(|| {
            let [major, minor, patch] = numbers;
            Version::parse(&format!("{major}.{minor}.{patch}{}", self.rest))
        });
        with_rest.flatten().unwrap_or(plain)
    }

    /// The first version in which the number at `position` is higher.
    fn after(&self, position: usize) -> Version {
        let mut numbers = self.numbers.map(Option::unwrap_or_default);
        for (index, number) in numbers.iter_mut().enumerate() {
            match index.cmp(&position) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => *number = number.saturating_add(1),
                std::cmp::Ordering::Greater => *number = 0,
            }
        }
        Version { numbers, prerelease: Vec::new(), build: None }
    }
}

impl Bound {
    fn holds(&self, version: &Version) -> bool {
        match self {
            Bound::All => true,
            Bound::Nothing => false,
            Bound::Exactly(own) => version == own || version.cmp(own).is_eq(),
            Bound::Above(own) => version > own,
            Bound::From(own) => version >= own,
            Bound::To(own) => version <= own,
            Bound::Below(own) => version < own,
        }
    }

    fn version(&self) -> Option<&Version> {
        match self {
            Bound::All | Bound::Nothing => None,
            Bound::Exactly(own) | Bound::Above(own) | Bound::From(own) | Bound::To(own) | Bound::Below(own) => Some(own),
        }
    }

    fn names_prerelease(&self, version: &Version) -> bool {
        *self == Bound::All || self.version().is_some_and(|own| !own.prerelease.is_empty() && own.numbers == version.numbers)
    }

    /// Whether this holds wherever the others do.
    fn is_implied_by(&self, others: &[Bound]) -> bool {
        others.iter().any(|other| match (self, other) {
            (Bound::All, _) | (_, Bound::Nothing) => true,
            (_, Bound::Exactly(version)) => self.holds(version),
            (Bound::From(own), Bound::From(version) | Bound::Above(version)) => version >= own,
            (Bound::Above(own), Bound::Above(version)) => version >= own,
            (Bound::Above(own), Bound::From(version)) => version > own,
            (Bound::To(own), Bound::To(version) | Bound::Below(version)) => version <= own,
            (Bound::Below(own), Bound::Below(version)) => version <= own,
            (Bound::Below(own), Bound::To(version)) => version < own,
            _ => false,
        })
    }
}
