//! How one kind of ini file is written: what a section's header and a setting look like, and where new lines go.
//!
//! The two policies are those of Puppet's two editors, `Puppet::Util::IniFile` and `Puppet::Util::OpenStackConfig`, found by asking them.
//! One deliberate difference: blanks behind a value are no part of it.

/// Where new lines go and what repeated keys mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// A key has one value (the last line wins); new settings stand before the blank lines at a section's end, a new section behind a
    /// blank line; a section without lines goes.
    IniFile,
    /// A key on several lines has several values; new settings stand at the very end of a section.
    Openstack,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Syntax {
    pub policy: Policy,
    /// What is written between key and value in a new line.
    pub separator: String,
    pub section_prefix: String,
    pub section_suffix: String,
    pub indent_char: String,
    /// `None`: as the least indented setting of the section.
    pub indent_width: Option<usize>,
}

/// A line that sets something, cut up: `indent` `key` `separator` `value` (and blanks that belong to nobody).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    pub indent: &'a str,
    pub key: &'a str,
    pub separator: &'a str,
    pub value: &'a str,
}

impl Syntax {
    pub fn new(policy: Policy, separator: &str) -> Self {
        Syntax {
            policy,
            separator: separator.to_string(),
            section_prefix: "[".to_string(),
            section_suffix: "]".to_string(),
            indent_char: " ".to_string(),
            indent_width: None,
        }
    }

    /// What is looked for between key and value: the separator without its blanks, or one blank.
    fn mark(&self) -> &str {
        match self.separator.trim() {
            "" => " ",
            mark => mark,
        }
    }

    /// The name in a section's header.
    pub fn header<'a>(&self, line: &'a str) -> Option<&'a str> {
        let line = line.trim_start_matches('\u{feff}').trim();
        line.strip_prefix(self.section_prefix.as_str())?.strip_suffix(self.section_suffix.as_str())
    }

    /// The setting in a line; `None` for comments, blank lines and bare words.
    pub fn setting<'a>(&self, line: &'a str) -> Option<Line<'a>> {
        let text = line.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with(['#', ';']) {
            return None;
        }
        let (key, separator, value) = self.split(text, true)?;
        Some(Line { indent: line.get(..line.len() - text.len()).unwrap_or_default(), key, separator, value })
    }

    /// The key of a commented-out setting (`#key = default`).
    pub fn commented<'a>(&self, line: &'a str) -> Option<&'a str> {
        let text = line.trim_start().strip_prefix(['#', ';'])?.trim_start_matches(['#', ';']).trim_start();
        self.split(text, false).map(|(key, _, _)| key)
    }

    /// Cuts `key SEPARATOR value`; a key does not end in the mark, unless it is one such letter alone.
    fn split<'a>(&self, text: &'a str, one_letter: bool) -> Option<(&'a str, &'a str, &'a str)> {
        let mark = self.mark();
        for (at, _) in text.match_indices(mark) {
            let key = text.get(..at)?.trim_end();
            let last = key.chars().next_back();
            let alone = one_letter && key.chars().count() == 1;
            if last.is_some_and(|last| alone || !mark.contains(last)) {
                let rest = text.get(at + mark.len()..)?;
                let value = rest.trim_start_matches([' ', '\t']);
                let separator = text.get(key.len()..text.len() - value.len())?;
                return Some((key, separator, value.trim_end()));
            }
        }
        None
    }
}
