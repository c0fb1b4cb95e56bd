//! One section of an ini file: its header as written and the raw lines below it.

use super::syntax::{Line, Syntax};

#[derive(Clone, Debug, Default)]
pub struct Section {
    /// Empty for what stands before the first header.
    pub name: String,
    /// `None` for what stands before the first header.
    pub header: Option<String>,
    pub lines: Vec<String>,
}

impl Section {
    /// The lines that set `key`, with their places.
    pub fn settings<'a>(&'a self, syntax: &'a Syntax, key: &'a str) -> impl Iterator<Item = (usize, Line<'a>)> {
        self.lines
            .iter()
            .enumerate()
            .filter_map(move |(index, line)| syntax.setting(line).filter(|line| line.key == key).map(|line| (index, line)))
    }

    /// Whether a line sets `key`.
    pub fn sets(&self, syntax: &Syntax, key: &str) -> bool {
        self.settings(syntax, key).next().is_some()
    }

    /// Takes every line of `key` away.
    pub fn remove(&mut self, syntax: &Syntax, key: &str) {
        self.lines.retain(|line| syntax.setting(line).is_none_or(|line| line.key != key));
    }

    /// Gives `key` one value: in every line that sets it, else in a new line behind the commented-out default, else before the blank
    /// lines at the end.
    pub fn set_one(&mut self, syntax: &Syntax, key: &str, value: &str) {
        if self.sets(syntax, key) {
            self.replace(syntax, key, || value);
            return;
        }
        let content = self.lines.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |last| last + 1);
        let place = self.behind_default(syntax, key).unwrap_or(content);
        self.lines.insert(place, format!("{}{key}{}{value}{}", self.indent(syntax), syntax.separator, self.line_end()));
    }

    /// Gives `key` these values, one a line: lines whose value is not wanted go, missing ones come behind the last of the others.
    pub fn set_all(&mut self, syntax: &Syntax, key: &str, values: &[String]) {
        let present: Vec<(usize, String)> = self.settings(syntax, key).map(|(index, line)| (index, line.value.to_string())).collect();
        if let ([_], [value]) = (present.as_slice(), values) {
            self.replace(syntax, key, || value.as_str());
            return;
        }
        let (indent, end) = (self.indent(syntax), self.line_end());
        let mut missing = values.to_vec();
        for (index, value) in present.iter().rev() {
            match missing.iter().position(|wanted| wanted == value) {
                Some(found) => drop(missing.remove(found)),
                None => drop(self.lines.remove(*index)),
            }
        }
        let last = self.settings(syntax, key).last().map(|(index, _)| index + 1);
        let place = last.or_else(|| self.behind_default(syntax, key)).unwrap_or(self.lines.len());
        let new = missing.iter().map(|value| format!("{indent}{key}{}{value}{end}", syntax.separator));
        self.lines.splice(place..place, new);
        let mut ordered = values.iter();
        self.replace(syntax, key, || ordered.next().map_or("", String::as_str));
    }

    /// Writes the values that `next` gives into the lines that set `key`, one after the other; indent and separator stay.
    fn replace<'v>(&mut self, syntax: &Syntax, key: &str, mut next: impl FnMut() -> &'v str) {
        for text in &mut self.lines {
            let Some(line) = syntax.setting(text).filter(|line| line.key == key) else { continue };
            let value = next();
            if line.value != value {
                let end = if text.ends_with('\r') { "\r" } else { "" };
                *text = format!("{}{}{}{value}{end}", line.indent, line.key, line.separator);
            }
        }
    }

    fn behind_default(&self, syntax: &Syntax, key: &str) -> Option<usize> {
        self.lines.iter().position(|line| syntax.commented(line) == Some(key)).map(|comment| comment + 1)
    }

    /// What new lines begin with: as much as the least indented setting, where the syntax says nothing else.
    fn indent(&self, syntax: &Syntax) -> String {
        let least = || self.lines.iter().filter_map(|line| syntax.setting(line)).map(|line| line.indent.chars().count()).min();
        syntax.indent_char.repeat(syntax.indent_width.or_else(least).unwrap_or(0))
    }

    /// A carriage return where the lines have it.
    fn line_end(&self) -> &'static str {
        if self.lines.last().is_some_and(|line| line.ends_with('\r')) { "\r" } else { "" }
    }
}
