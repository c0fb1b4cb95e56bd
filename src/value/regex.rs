//! Regular expressions with Ruby's meaning, on fancy-regex.

use super::EcoString;

/// A compiled regular expression together with its Puppet (Ruby) source.
#[derive(Debug)]
pub struct Regex {
    source: EcoString,
    compiled: fancy_regex::Regex,
}

/// Two regular expressions are the same when they were written the same.
impl PartialEq for Regex {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

/// A pattern that cannot be compiled, and why.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("Invalid regular expression '{source_text}': {reason}")]
pub struct RegexError {
    pub source_text: String,
    pub reason: String,
}

impl Regex {
    /// Compiles a Ruby regular expression (without the slashes).
    pub fn new(source: &str) -> Result<Self, RegexError> {
        let error = |reason: String| RegexError { source_text: source.to_string(), reason };
        let compiled = fancy_regex::RegexBuilder::new(source).build().map_err(|cause| error(cause.to_string()))?;
        Ok(Regex { source: source.into(), compiled })
    }

    pub fn source(&self) -> &EcoString {
        &self.source
    }

    pub fn compiled(&self) -> &fancy_regex::Regex {
        &self.compiled
    }

    /// Whether the text has a match; a match that gives up (too much backtracking) counts as none.
    pub fn is_match(&self, text: &str) -> bool {
        self.compiled.is_match(text).unwrap_or(false)
    }

    /// The whole match and its groups; `None` where there is no match.
    pub fn captures(&self, text: &str) -> Option<Vec<Option<EcoString>>> {
        let found = self.compiled.captures(text).ok().flatten()?;
        Some(found.iter().map(|group| group.map(|matched| matched.as_str().into())).collect())
    }
}
