//! Versions: semantic ones with their ranges, and those of packages.

use std::cmp::Ordering;

/// Puppet's `versioncmp`: runs of digits by number, other runs by letter, `-` before `.` before everything else.
pub fn compare_packages(left: &str, right: &str) -> Ordering {
    let (left_parts, right_parts) = (package_parts(left), package_parts(right));
    for (a, b) in left_parts.iter().zip(&right_parts) {
        let number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let ordering = match (*a, *b) {
            (a, b) if a == b => continue,
            ("-", _) => Ordering::Less,
            (_, "-") => Ordering::Greater,
            (".", _) => Ordering::Less,
            (_, ".") => Ordering::Greater,
            (a, b) if number(a) && number(b) && !(a.starts_with('0') || b.starts_with('0')) => a.len().cmp(&b.len()).then(a.cmp(b)),
            // numbers with a leading zero are compared as texts
            (a, b) => a.to_uppercase().cmp(&b.to_uppercase()),
        };
        if ordering != Ordering::Equal {
            return ordering;
        }
    }
    left.cmp(right)
}

/// Dots, dashes, runs of digits, runs of anything else.
fn package_parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '.' | '-' => 1,
            digit if digit.is_ascii_digit() => rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len()),
            _ => rest.find(|character: char| character.is_ascii_digit() || matches!(character, '.' | '-')).unwrap_or(rest.len()),
        };
        let (part, tail) = rest.split_at(end);
        parts.push(part);
        rest = tail;
    }
    parts
}

/// A semantic version, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub numbers: [u64; 3],
    /// Pre-release identifiers; empty for a release.
    pub prerelease: Vec<String>,
    pub build: Option<String>,
}

impl Version {
    /// Reads `1.2.3-rc.1+build`; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let (text, build) = text.split_once('+').map_or((text, None), |(text, build)| (text, Some(build.to_string())));
        let (main, prerelease) = text.split_once('-').map_or((text, ""), |(main, rest)| (main, rest));
        let mut numbers = [0; 3];
        let mut parts = main.split('.');
        for number in &mut numbers {
            let part = parts.next()?;
            let plain = part.bytes().all(|byte| byte.is_ascii_digit()) && (part.len() == 1 || !part.starts_with('0'));
            *number = part.parse().ok().filter(|_| plain)?;
        }
        let prerelease: Vec<String> = prerelease.split('.').filter(|part| !part.is_empty()).map(str::to_string).collect();
        parts.next().is_none().then_some(Version { numbers, prerelease, build })
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        self.numbers.cmp(&other.numbers).then_with(|| match (self.prerelease.is_empty(), other.prerelease.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Greater,
            (false, true) => Ordering::Less,
            (false, false) => compare_prereleases(&self.prerelease, &other.prerelease),
        })
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn compare_prereleases(left: &[String], right: &[String]) -> Ordering {
    for (a, b) in left.iter().zip(right) {
        let ordering = match (a.parse::<u64>(), b.parse::<u64>()) {
            (Ok(a), Ok(b)) => a.cmp(&b),
            (Ok(_), Err(_)) => Ordering::Less,
            (Err(_), Ok(_)) => Ordering::Greater,
            (Err(_), Err(_)) => a.cmp(b),
        };
        if ordering != Ordering::Equal {
            return ordering;
        }
    }
    left.len().cmp(&right.len())
}

/// Order of two texts as semantic versions; texts that are none by letter.
pub fn compare(left: &str, right: &str) -> Ordering {
    match (Version::parse(left), Version::parse(right)) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => left.cmp(right),
    }
}

/// Whether a version is in a range: `1.x`, `>=1.0.0 <2.0.0`, `~1.2`, `^1`, `1.0.0 - 2.0.0`, alternatives by `||`.
pub fn in_range(range: &str, version: &str) -> bool {
    let Some(version) = Version::parse(version) else { return false };
    range.split("||").any(|alternative| in_alternative(alternative.trim(), &version))
}

fn in_alternative(range: &str, version: &Version) -> bool {
    if let Some((low, high)) = range.split_once(" - ") {
        return bounds(low.trim()).is_some_and(|(low, _)| low <= *version)
            && bounds(high.trim()).is_some_and(|(low, next)| *version < next || low == *version);
    }
    let mut comparators = range.split_whitespace().peekable();
    let mut operator = String::new();
    while let Some(part) = comparators.next() {
        // `>= 1.0` may be written with a blank
        if part.bytes().all(|byte| b"<>=~^".contains(&byte)) && comparators.peek().is_some() {
            operator = part.to_string();
            continue;
        }
        if !satisfies(&format!("{operator}{part}"), version) {
            return false;
        }
        operator.clear();
    }
    true
}

fn satisfies(comparator: &str, version: &Version) -> bool {
    let text = comparator.trim_start_matches(['<', '>', '=', '~', '^']);
    let operator = comparator.strip_suffix(text).unwrap_or("");
    let Some((low, next)) = bounds(text) else { return false };
    match operator {
        "<" => *version < low,
        "<=" => *version < next,
        ">" => *version >= next,
        ">=" => *version >= low,
        "~" | "~>" => low <= *version && *version < upper(text, &low, next, 1),
        "^" => low <= *version && *version < upper(text, &low, next, 0),
        _ => low <= *version && *version < next,
    }
}

/// For `~` the next minor, for `^` the next version that changes the first number that is not zero.
fn upper(text: &str, low: &Version, next: Version, position: usize) -> Version {
    let given = text.split('.').filter(|part| !matches!(*part, "x" | "X" | "*" | "")).count();
    let position = match position {
        0 => low.numbers.iter().position(|number| *number > 0).unwrap_or(2).min(given.saturating_sub(1)),
        other => other,
    };
    if given <= position { next } else { increased(low, position) }
}

fn increased(version: &Version, position: usize) -> Version {
    let mut numbers = [0; 3];
    for (index, number) in numbers.iter_mut().enumerate() {
        let own = version.numbers.get(index).copied().unwrap_or(0);
        *number = match index.cmp(&position) {
            Ordering::Less => own,
            Ordering::Equal => own.saturating_add(1),
            Ordering::Greater => 0,
        };
    }
    Version { numbers, prerelease: Vec::new(), build: None }
}

/// The lowest version that a partial one names, and the first that it does not.
fn bounds(text: &str) -> Option<(Version, Version)> {
    if let Some(version) = Version::parse(text) {
        let mut next = version.clone();
        match next.prerelease.is_empty() {
            true => next = increased(&version, 2),
            false => next.prerelease.push("0".to_string()),
        }
        return Some((version, next));
    }
    let known: Vec<u64> = text.split('.').map_while(|part| part.parse().ok()).collect();
    let mut numbers = [0; 3];
    for (number, known) in numbers.iter_mut().zip(&known) {
        *number = *known;
    }
    let low = Version { numbers, prerelease: Vec::new(), build: None };
    let rest_is_wild = text.split('.').skip(known.len()).all(|part| matches!(part, "x" | "X" | "*" | ""));
    match known.len() {
        _ if !rest_is_wild => None,
        0 => Some((low, Version { numbers: [u64::MAX; 3], prerelease: Vec::new(), build: None })),
        count => Some((low.clone(), increased(&low, count - 1))),
    }
}
