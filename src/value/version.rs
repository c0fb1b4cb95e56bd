//! Versions: semantic ones with their ranges, and those of packages.

use std::cmp::Ordering;

/// Puppet's `versioncmp`: runs of digits by number, other runs by letter, `-` before `.` before everything else.
pub fn compare_packages(left: &str, right: &str) -> Ordering {
    let (left_parts, right_parts) = (package_parts(left), package_parts(right));
    for (a, b) in left_parts.iter().zip(&right_parts) {
        let number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        // the first difference decides, also where letters differ in case only
        return match (*a, *b) {
            (a, b) if a == b => continue,
            ("-", _) => Ordering::Less,
            (_, "-") => Ordering::Greater,
            (".", _) => Ordering::Less,
            (_, ".") => Ordering::Greater,
            (a, b) if number(a) && number(b) && !(a.starts_with('0') || b.starts_with('0')) => a.len().cmp(&b.len()).then(a.cmp(b)),
            // numbers with a leading zero are compared as texts
            (a, b) => a.to_uppercase().cmp(&b.to_uppercase()),
        };
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

impl std::fmt::Display for Version {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [major, minor, patch] = self.numbers;
        write!(out, "{major}.{minor}.{patch}")?;
        if !self.prerelease.is_empty() {
            write!(out, "-{}", self.prerelease.join("."))?;
        }
        self.build.as_ref().map_or(Ok(()), |build| write!(out, "+{build}"))
    }
}

impl Version {
    /// Reads `1.2.3-rc.1+build`; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let (text, build) = text.split_once('+').map_or((text, None), |(text, build)| (text, Some(build.to_string())));
        let (main, prerelease) = text.split_once('-').map_or((text, None), |(main, rest)| (main, Some(rest)));
        let mut numbers = [0; 3];
        let mut parts = main.split('.');
        for number in &mut numbers {
            let part = parts.next()?;
            *number = part.parse().ok().filter(|_| is_number(part))?;
        }
        let prerelease: Vec<String> = prerelease.map(|text| text.split('.').map(str::to_string).collect()).unwrap_or_default();
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let plain = prerelease.iter().all(|part| is_identifier(part) && (!digits(part) || is_number(part)));
        let build_is_plain = build.as_ref().is_none_or(|build| build.split('.').all(is_identifier));
        (parts.next().is_none() && plain && build_is_plain).then_some(Version { numbers, prerelease, build })
    }
}

/// Digits without a zero in front.
fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()) && (part.len() == 1 || !part.starts_with('0'))
}

fn is_identifier(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
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
