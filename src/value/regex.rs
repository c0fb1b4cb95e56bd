//! Regular expressions with Ruby's meaning, on fancy-regex: its Oniguruma mode, and a translation of what is left (`translate`).

mod complaint;
mod translate;
mod words;

use super::{EcoString, Map};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

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
#[error("{reason}: /{source_text}/")]
pub struct RegexError {
    pub source_text: String,
    pub reason: String,
}

/// Patterns that were compiled before; a compile sees the same few hundred again and again.
static COMPILED: LazyLock<Mutex<Map<EcoString, Arc<Regex>>>> = LazyLock::new(Mutex::default);

/// Patterns that are remembered; code that makes new ones without end starts over.
const MOST_COMPILED: usize = 4096;

impl Regex {
    /// Compiles a Ruby regular expression (without the slashes).
    pub fn new(source: &str) -> Result<Self, RegexError> {
        let error = || RegexError { source_text: source.to_string(), reason: complaint::of(source) };
        let translated = translate::translate(source);
        if names_far_group(&translated) {
            return Err(error());
        }
        let compiled = fancy_regex::RegexBuilder::new(&translated)
            .oniguruma_mode(true)
            .multi_line(true)
            .ignore_numbered_groups_when_named_groups_exist(true)
            .build()
            .map_err(|_| error())?;
        Ok(Regex { source: source.into(), compiled })
    }

    /// As [`Regex::new`], but a pattern that was seen before costs a look-up only.
    pub fn cached(source: &str) -> Result<Arc<Self>, RegexError> {
        let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(regex) = compiled.get(source) {
            return Ok(regex.clone());
        }
        let regex = Arc::new(Regex::new(source)?);
        if compiled.len() >= MOST_COMPILED {
            compiled.clear();
        }
        compiled.insert(source.into(), regex.clone());
        Ok(regex)
    }

    /// What Ruby says of a pattern whose brackets or operators do not fit; cheap, since nothing is compiled.
    pub fn structural_mistake(source: &str) -> Option<RegexError> {
        let reason = words::structural_mistake(source)?;
        Some(RegexError { source_text: source.to_string(), reason: reason.to_string() })
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

    /// As [`Regex::captures`], but a match that gives up is an error.
    ///
    /// # Errors
    /// What is to be said of it.
    pub fn try_captures(&self, text: &str) -> Result<Option<Vec<Option<EcoString>>>, String> {
        let found = self.compiled.captures(text).map_err(|_| self.gave_up())?;
        Ok(found.map(|found| found.iter().map(|group| group.map(|matched| matched.as_str().into())).collect()))
    }

    /// What is said where a match goes back over the text so often that it gives up.
    pub fn gave_up(&self) -> String {
        format!("Matching {} takes too many steps; parts of it can match the same text in too many ways", self.literal())
    }

    /// `/source/`, with the slashes inside escaped.
    pub fn literal(&self) -> String {
        literal(&self.source)
    }
}

/// Whether a group is referred to by a number that no pattern has; fancy-regex would make room for so many.
fn names_far_group(source: &str) -> bool {
    const MOST_DIGITS: usize = 5;
    source.split('\\').skip(1).any(|escape| {
        let number = escape.trim_start_matches(['g', 'k', '<', '\'', '{', '-', '+']);
        number.bytes().take_while(u8::is_ascii_digit).count() > MOST_DIGITS
    })
}

/// A regular expression's source between slashes; slashes that are not yet escaped are.
pub fn literal(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + 2);
    out.push('/');
    let mut escaped = false;
    for character in source.chars() {
        if character == '/' && !escaped {
            out.push('\\');
        }
        escaped = character == '\\' && !escaped;
        out.push(character);
    }
    out.push('/');
    out
}

/// A text as a pattern that matches just that text.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{b}' => out.push_str("\\v"),
            '\u{c}' => out.push_str("\\f"),
            '.' | '*' | '?' | '+' | '^' | '$' | '|' | '\\' | '(' | ')' | '[' | ']' | '{' | '}' | '-' | ' ' | '#' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_what_ruby_means() {
        let cases = [
            (r"\A\/([^\n\/\0]+\/*)*\z", "/etc/x", true),
            (r"^b$", "a\nb\nc", true),
            (r"a\Z", "a\n", true),
            (r"a\z", "a\n", false),
            (r"\w", "é", false),
            (r"[[:alpha:]]", "é", true),
            (r"\h{2}", "fg", false),
            (r"x{,2}y", "xxy", true),
            (r"{x}", "{x}", true),
            (r"(?m-ix:a.b)", "a\nb", true),
            (r"a.b", "a\nb", false),
            (r"(?i)ABC", "abc", true),
            (r"\e", "\u{1b}", true),
            (r"[\w-]+$", "a-b", true),
            (r"(a)\1", "aa", true),
            (r"(?<x>a)\k<x>", "aa", true),
            (r"^(?!foo)", "bar", true),
            (r"\$\{x\}", "${x}", true),
            (r"[^]]", "a", true),
        ];
        for (pattern, text, expected) in cases {
            assert_eq!(Regex::new(pattern).unwrap().is_match(text), expected, "{pattern} on {text:?}");
        }
    }

    #[test]
    fn prints_with_slashes() {
        assert_eq!(literal("a/b"), r"/a\/b/");
        assert_eq!(literal(r"a\/b"), r"/a\/b/");
    }
}
