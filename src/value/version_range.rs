//! Ranges of semantic versions: `1.x`, `>=1.0.0 <2.0.0`, `~1.2`, `^1`, `1.0.0 - 2.0.0`, alternatives by `||`.
//!
//! A pre-release lies in a range only where the range itself names a pre-release of the same three numbers, or where it is `*`.

mod span;

use super::EcoString;
use super::version::Version;
pub(super) use span::Edge;
use span::{Bound, Span};
use std::fmt;

/// Each alternative is held against all others; more of them than this are no range that anybody writes.
const MOST_ALTERNATIVES: usize = 1000;

/// Alternatives, and how they were written.
#[derive(Clone, Debug)]
pub struct Range {
    spans: Vec<Span>,
    text: EcoString,
}

/// Two ranges are the same where their alternatives are, however these were written.
impl PartialEq for Range {
    fn eq(&self, other: &Self) -> bool {
        self.spans == other.spans
    }
}

/// As it was written.
impl fmt::Display for Range {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

impl Range {
    /// Reads a range; `None` for a text that is none.
    pub fn parse(text: &str) -> Option<Self> {
        let joined = joined_operators(text);
        if joined.matches("||").count() >= MOST_ALTERNATIVES {
            return None;
        }
        let spans: Vec<Option<Span>> = alternatives(&joined).map(span).collect::<Option<_>>()?;
        if spans.is_empty() {
            return Some(Range { spans: vec![Span::All], text: "*".into() });
        }
        Some(Range { spans: merged(spans.into_iter().flatten().collect()), text: text.into() })
    }

    /// From one version to another, which is excluded where that is said; `None` stands for the first and the last version there can be.
    /// Puppet writes such a range the wrong way round.
    pub fn between(low: Option<Version>, high: Option<Version>, excludes_high: bool) -> Self {
        let (low, high) = (low.map_or(Edge::First, Edge::At), high.map_or(Edge::Last, Edge::At));
        let text = if excludes_high { format!(">={high} <{low}") } else { format!("{high} - {low}") };
        Range { spans: merged(Span::between(low, high, excludes_high).into_iter().collect()), text: text.into() }
    }

    /// In one form, whatever way it was written: bounds with blanks between.
    pub fn canonical(&self) -> String {
        self.spans.iter().map(Span::to_string).collect::<Vec<_>>().join(" || ")
    }

    pub fn includes(&self, version: &Version) -> bool {
        self.spans.iter().any(|span| span.includes(version))
    }

    /// Whether every version of `other` is one of this range; not told of ranges with alternatives.
    pub fn covers(&self, other: &Range) -> bool {
        let ([wide], [narrow]) = (self.spans.as_slice(), other.spans.as_slice()) else { return self == other };
        let ends = wide.end() > narrow.end() || wide.end() == narrow.end() && (!wide.excludes_end() || narrow.excludes_end());
        wide.begin() <= narrow.begin() && ends
    }

    /// Both as one, as the type `SemVer` has them; nothing where they are apart.
    fn joined(&self, other: &Range) -> Option<Range> {
        let ([one], [two]) = (self.spans.as_slice(), other.spans.as_slice()) else { return None };
        let touch = |before: &Span, after: &Span| before.excludes_end() && before.end() == after.begin();
        let overlap = one.holds(two.begin()) || two.holds(one.begin());
        (overlap || touch(one, two) || touch(two, one)).then(|| {
            // Puppet forgets that the first of the two, which ends earlier, says nothing of the later end
            let excludes = |own: &Span, other: &Span| own.end() > other.end() || own.end() == other.end() && other.excludes_end();
            let excluded = match (one.excludes_end(), two.excludes_end()) {
                (true, _) => excludes(one, two),
                (false, true) => excludes(two, one),
                (false, false) => false,
            };
            let version = |edge: &Edge| match edge {
                Edge::At(version) => Some(version.clone()),
                Edge::First | Edge::Last => None,
            };
            Range::between(version(one.begin().min(two.begin())), version(one.end().max(two.end())), excluded)
        })
    }
}

/// Whether a version, both as text, is in a range.
pub fn in_range(range: &str, version: &str) -> bool {
    Version::parse(version).zip(Range::parse(range)).is_some_and(|(version, range)| range.includes(&version))
}

/// The ranges with those joined that overlap or touch each other, as the type `SemVer` has them.
pub fn joined(ranges: Vec<Range>) -> Vec<Range> {
    fold(ranges, Range::joined)
}

/// The alternatives with those made one that overlap or touch; no version at all where there is none.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    let mut before = usize::MAX;
    while spans.len() > 1 && spans.len() < before {
        before = spans.len();
        spans = fold(spans, Span::merged);
    }
    match spans.is_empty() {
        true => vec![Span::One(Bound::Below(Edge::First))],
        false => spans,
    }
}

/// Each one, from the last, with all before it that it can be joined with.
fn fold<T: Clone>(mut rest: Vec<T>, join: impl Fn(&T, &T) -> Option<T>) -> Vec<T> {
    let mut all = Vec::new();
    while let Some(mut one) = rest.pop() {
        rest.retain(|other| join(&one, other).map(|joined| one = joined).is_none());
        all.push(one);
    }
    all.reverse();
    all
}

/// What stands between `||`; nothing behind the last one that is not empty.
fn alternatives(text: &str) -> impl Iterator<Item = &str> {
    let parts: Vec<&str> = text.split("||").collect();
    let last = parts.len().saturating_sub(1);
    let trimmed = parts.into_iter().enumerate().map(move |(index, part)| {
        let part = if index > 0 { part.trim_start() } else { part };
        if index < last { part.trim_end() } else { part }
    });
    let mut kept: Vec<&str> = trimmed.collect();
    kept.truncate(kept.iter().rposition(|part| !part.is_empty()).map_or(0, |at| at + 1));
    kept.into_iter()
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

/// One alternative: the outer `None` for what is none, the inner one where no version fits.
fn span(text: &str) -> Option<Option<Span>> {
    let words: Vec<&str> = text.split(char::is_whitespace).collect();
    let words: Vec<&str> =
        words.iter().enumerate().filter(|(index, word)| *index == 0 || !word.is_empty()).map(|(_, word)| *word).collect();
    match words.as_slice() {
        [""] => Some(None),
        [low, "-", high] => {
            let edge = |text: &str| Partial::parse(text).map(|partial| Edge::At(partial.lowest()));
            Some(Span::between(edge(low)?, edge(high)?, false))
        }
        words => {
            let all: Vec<Span> = words.iter().map(|word| simple(word)).collect::<Option<_>>()?;
            Some(all.into_iter().map(Some).reduce(|one, two| one?.intersection(&two?)).flatten())
        }
    }
}

/// One comparison: an operator and a version, whose last numbers may be missing.
fn simple(text: &str) -> Option<Span> {
    const OPERATORS: [&str; 8] = ["<=", ">=", "~>", "~=", "<", ">", "=", "~"];
    let operator = OPERATORS.iter().find(|operator| text.starts_with(**operator)).copied();
    let operator = operator.unwrap_or(if text.starts_with('^') { "^" } else { "" });
    let partial = Partial::parse(text.get(operator.len()..)?)?;
    let low = Edge::At(partial.lowest());
    let known = partial.known();
    let up_to = |position: usize| Span::Two(Bound::From(Edge::At(partial.first())), Bound::Below(Edge::At(partial.after(position))));
    Some(match operator {
        ">=" => Span::One(Bound::From(low)),
        "<" => Span::One(Bound::Below(low)),
        ">" if known == 0 => Span::One(Bound::Below(Edge::First)),
        _ if known == 0 => Span::All,
        ">" if known == 3 => Span::One(Bound::Above(low)),
        ">" => Span::One(Bound::From(Edge::At(partial.after(known - 1)))),
        "<=" if known == 3 => Span::One(Bound::To(low)),
        "<=" => Span::One(Bound::Below(Edge::At(partial.after(known - 1)))),
        "^" if partial.numbers[0] > Some(0) => up_to(0),
        "" | "=" if known == 3 => Span::One(Bound::Exactly(low)),
        _ => up_to(known.min(2) - 1),
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

    /// The first of the versions that have the known numbers; what stands behind an unknown one says nothing.
    fn first(&self) -> Version {
        match self.known() {
            3 => self.lowest(),
            known => self.cut(known),
        }
    }

    /// The first version in which the number at `position` is higher.
    fn after(&self, position: usize) -> Version {
        let mut version = self.cut(position + 1);
        if let Some(number) = version.numbers.get_mut(position) {
            *number = number.saturating_add(1);
        }
        version
    }

    /// With nothing but the first numbers.
    fn cut(&self, length: usize) -> Version {
        let mut numbers = self.numbers.map(Option::unwrap_or_default);
        numbers.iter_mut().skip(length).for_each(|number| *number = 0);
        Version { numbers, prerelease: Vec::new(), build: None }
    }
}
