//! One stretch of versions, between at most two bounds: what is in it, what it has in common with another, how the two are joined.
//! Source of the rules: the semantic_puppet library, which real Puppet uses.

use crate::value::version::Version;
use std::fmt;

/// Where a stretch may begin or end; before and behind all versions, too.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::value) enum Edge {
    First,
    At(Version),
    Last,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Bound {
    Exactly(Edge),
    Above(Edge),
    From(Edge),
    To(Edge),
    Below(Edge),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Span {
    All,
    One(Bound),
    Two(Bound, Bound),
}

impl fmt::Display for Edge {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Edge::First => out.write_str("0.0.0-"),
            Edge::At(version) => write!(out, "{version}"),
            Edge::Last => out.write_str("Infinity.0.0"),
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::Exactly(edge) => write!(out, "{edge}"),
            Bound::Above(edge) => write!(out, ">{edge}"),
            Bound::From(edge) => write!(out, ">={edge}"),
            Bound::To(edge) => write!(out, "<={edge}"),
            // below the first version there is none
            Bound::Below(Edge::First) => out.write_str("<0.0.0"),
            Bound::Below(edge) => write!(out, "<{edge}"),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Span::All => out.write_str("*"),
            Span::One(bound) => write!(out, "{bound}"),
            Span::Two(low, high) => write!(out, "{low} {high}"),
        }
    }
}

impl Bound {
    fn edge(&self) -> &Edge {
        match self {
            Bound::Exactly(edge) | Bound::Above(edge) | Bound::From(edge) | Bound::To(edge) | Bound::Below(edge) => edge,
        }
    }

    fn begin(&self) -> &Edge {
        match self {
            Bound::To(_) | Bound::Below(_) => &Edge::First,
            _ => self.edge(),
        }
    }

    fn end(&self) -> &Edge {
        match self {
            Bound::Above(_) | Bound::From(_) => &Edge::Last,
            _ => self.edge(),
        }
    }

    fn holds(&self, at: &Edge) -> bool {
        match self {
            Bound::Exactly(own) => at.cmp(own).is_eq(),
            Bound::Above(own) => at > own,
            Bound::From(own) => at >= own,
            Bound::To(own) => at <= own,
            Bound::Below(own) => at < own,
        }
    }

    fn names_prerelease(&self, version: &Version) -> bool {
        matches!(self.edge(), Edge::At(own) if !own.prerelease.is_empty() && own.numbers == version.numbers)
    }
}

impl Span {
    /// From one edge to another.
    pub fn between(low: Edge, high: Edge, excludes_high: bool) -> Option<Span> {
        let high = if excludes_high { Bound::Below(high) } else { Bound::To(high) };
        Span::One(Bound::From(low)).intersection(&Span::One(high))
    }

    pub fn begin(&self) -> &Edge {
        match self {
            Span::All => &Edge::First,
            Span::One(bound) | Span::Two(bound, _) => bound.begin(),
        }
    }

    pub fn end(&self) -> &Edge {
        match self {
            Span::All => &Edge::Last,
            Span::One(bound) | Span::Two(_, bound) => bound.end(),
        }
    }

    fn excludes_begin(&self) -> bool {
        matches!(self, Span::One(Bound::Above(_)) | Span::Two(Bound::Above(_), _))
    }

    pub fn excludes_end(&self) -> bool {
        matches!(self, Span::One(Bound::Below(_)) | Span::Two(_, Bound::Below(_)))
    }

    pub fn holds(&self, at: &Edge) -> bool {
        match self {
            Span::All => true,
            Span::One(bound) => bound.holds(at),
            Span::Two(low, high) => low.holds(at) && high.holds(at),
        }
    }

    /// A pre-release lies in it only where a bound is a pre-release of the same three numbers.
    pub fn includes(&self, version: &Version) -> bool {
        let names = match self {
            Span::All => true,
            Span::One(bound) => bound.names_prerelease(version),
            Span::Two(low, high) => low.names_prerelease(version) || high.names_prerelease(version),
        };
        self.holds(&Edge::At(version.clone())) && (version.prerelease.is_empty() || names)
    }

    fn low(&self) -> Option<&Bound> {
        match self {
            Span::One(bound) | Span::Two(bound, _) => Some(bound).filter(|bound| match bound {
                Bound::Above(_) => true,
                Bound::From(edge) | Bound::Exactly(edge) => *edge != Edge::First,
                Bound::To(_) | Bound::Below(_) => false,
            }),
            Span::All => None,
        }
    }

    fn high(&self) -> Option<&Bound> {
        match self {
            Span::One(bound) | Span::Two(_, bound) => Some(bound).filter(|bound| match bound {
                Bound::Below(_) => true,
                Bound::To(edge) | Bound::Exactly(edge) => *edge != Edge::Last,
                Bound::Above(_) | Bound::From(_) => false,
            }),
            Span::All => None,
        }
    }

    /// What is in both; nothing where that is no version.
    pub fn intersection(&self, other: &Span) -> Option<Span> {
        for (left, right) in [(self, other), (other, self)] {
            match left.begin().cmp(right.end()) {
                std::cmp::Ordering::Greater => return None,
                std::cmp::Ordering::Equal if left.excludes_begin() || right.excludes_end() => return None,
                std::cmp::Ordering::Equal => return Some(Span::One(Bound::Exactly(left.begin().clone()))),
                std::cmp::Ordering::Less => {}
            }
        }
        let own_is_low = self.begin() > other.begin() || self.begin() == other.begin() && self.excludes_begin();
        let own_is_high = self.end() < other.end() || self.end() == other.end() && self.excludes_end();
        let low = if own_is_low { self } else { other };
        let high = if own_is_high { self } else { other };
        Some(match (low.low(), high.high()) {
            (Some(low), Some(high)) => Span::Two(low.clone(), high.clone()),
            (None, Some(_)) => high.clone(),
            (_, None) => low.clone(),
        })
    }

    /// Both as one, where they overlap or touch.
    pub fn merged(&self, other: &Span) -> Option<Span> {
        if matches!(self, Span::All) {
            return Some(Span::All);
        }
        let overlap = self.holds(other.begin()) || other.holds(self.begin());
        let (first, second) = match () {
            () if overlap || self.meets(other) => (self, other),
            () if other.meets(self) => (other, self),
            () => return None,
        };
        let starts_first = first.begin() < second.begin() || first.begin() == second.begin() && !first.excludes_begin();
        let ends_last = first.end() > second.end() || first.end() == second.end() && !first.excludes_end();
        let low = if starts_first || !overlap { first } else { second };
        let high = if ends_last && overlap { first } else { second };
        let from = if low.excludes_begin() { Bound::Above } else { Bound::From };
        let to = if high.excludes_end() { Bound::Below } else { Bound::To };
        Span::One(from(low.begin().clone())).intersection(&Span::One(to(high.end().clone())))
    }

    /// Whether the other one begins where this one ends.
    fn meets(&self, other: &Span) -> bool {
        let next = match self.end() {
            Edge::At(version) => {
                let [major, minor, patch] = version.numbers;
                Edge::At(Version { numbers: [major, minor, patch.saturating_add(1)], prerelease: Vec::new(), build: None })
            }
            edge => edge.clone(),
        };
        !other.excludes_begin() && if self.excludes_end() { self.end() == other.begin() } else { next == *other.begin() }
    }
}
