//! `file_line`: one line of a file, with the meaning that stdlib gave it.

use super::attribute::{absolute, flag, text};
use super::declare::{Declared, check_values, parameter, property, schema};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use crate::system::{Follow, Look, Ownership};
use crate::value::Regex;
use std::path::PathBuf;

const FLAG: &[&str] = &["true", "false"];

const ATTRIBUTES: &[Declared] = &[
    parameter("name", "A name of the resource's own."),
    parameter("provider", "ruby."),
    property("ensure", "Whether the line is there.").values(&["present", "absent"]).default("present"),
    property("line", "The line."),
    parameter("match", "What the line takes the place of."),
    parameter("match_for_absence", "Whether matching lines are removed.").values(FLAG).default("false"),
    parameter("multiple", "Whether several lines may match.").values(FLAG),
    parameter("after", "What a new line follows."),
    parameter("path", "The file."),
    parameter("replace", "Whether a matching line is replaced.").values(FLAG).default("true"),
    parameter("replace_all_matches_not_matching_line", "Whether all matching lines become the line.").values(FLAG).default("false"),
    parameter("encoding", "The file's encoding.").default("'UTF-8'"),
    parameter("append_on_no_match", "Whether the line is added where nothing matches.").values(FLAG).default("true"),
];

pub(super) struct FileLine {
    schema: Schema,
}

/// The attributes, read once.
struct Wanted {
    path: PathBuf,
    line: String,
    present: bool,
    matching: Option<Regex>,
    after: Option<Regex>,
    multiple: bool,
    replace: bool,
    replace_all: bool,
    append: bool,
    match_for_absence: bool,
}

impl FileLine {
    pub(super) fn new() -> Self {
        FileLine { schema: schema("file_line", "name", ATTRIBUTES) }
    }
}

impl ResourceType for FileLine {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        text(resource, "path").map(|path| Autorelation::require("file", path)).into_iter().collect()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        let is = |name: &str, value: bool| flag(resource, name) == Some(value);
        let by_match = resource.text("ensure") == Some("absent") && is("match_for_absence", true) && resource.get("match").is_some();
        if is("replace_all_matches_not_matching_line", true) && is("multiple", false) {
            return Err(Failure::new("multiple must be true when replace_all_matches_not_matching_line is true"));
        }
        if is("replace_all_matches_not_matching_line", true) && is("replace", false) {
            return Err(Failure::new("replace must be true when replace_all_matches_not_matching_line is true"));
        }
        if resource.get("line").is_none() && !by_match {
            return Err(Failure::new("line is a required attribute"));
        }
        let Some(path) = text(resource, "path") else { return Err(Failure::new("path is a required attribute")) };
        absolute(resource, "path", &path)?;
        Wanted::new(resource).map(drop)
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let wanted = Wanted::new(resource)?;
        let content = content(&wanted, reading.look)?;
        let after = wanted.brought_about(&content)?;
        if after == content {
            return Ok(Vec::new());
        }
        let change = if wanted.present { Change::created() } else { Change::removed() };
        Ok(vec![if resource.is_sensitive("line") { change.saying("changed [redacted] to [redacted]").redacted() } else { change }])
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let wanted = Wanted::new(resource)?;
        let content = content(&wanted, acting.act.as_look())?;
        let after = wanted.brought_about(&content)?;
        Ok(acting.act.write(&wanted.path, &after, &Ownership::default(), None)?)
    }
}

fn content(wanted: &Wanted, look: &dyn Look) -> Result<Vec<u8>, Failure> {
    if look.metadata(&wanted.path, Follow::Links)?.is_none() {
        let message = format!("No such file or directory - {}", wanted.path.display());
        return if wanted.present { Err(Failure::not_yet(message)) } else { Ok(Vec::new()) };
    }
    Ok(look.read(&wanted.path)?)
}

impl Wanted {
    fn new(resource: &Resource) -> Result<Self, Failure> {
        let regex = |name: &str| {
            let source = text(resource, name);
            source.map(|source| Regex::new(&source).map_err(|error| Failure::new(error.to_string()))).transpose()
        };
        Ok(Wanted {
            path: PathBuf::from(text(resource, "path").unwrap_or_default()),
            line: text(resource, "line").unwrap_or_default(),
            present: resource.text("ensure") != Some("absent"),
            matching: regex("match")?,
            after: regex("after")?,
            multiple: flag(resource, "multiple") == Some(true),
            replace: flag(resource, "replace") != Some(false),
            replace_all: flag(resource, "replace_all_matches_not_matching_line") == Some(true),
            append: flag(resource, "append_on_no_match") != Some(false),
            match_for_absence: flag(resource, "match_for_absence") == Some(true),
        })
    }

    /// The file's content as it shall be; unchanged where all is well.
    fn brought_about(&self, content: &[u8]) -> Result<Vec<u8>, Failure> {
        let text = std::str::from_utf8(content)
            .map_err(|_| Failure::new(format!("The file {} is not UTF-8; its lines cannot be managed", self.path.display())))?;
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let is_there = lines.iter().any(|line| chomped(line) == self.line);
        let lines = if self.present { self.with_line(&lines, is_there)? } else { self.without_line(&lines)? };
        Ok(lines.map_or_else(|| content.to_vec(), String::into_bytes))
    }

    fn matches(&self, regex: &Regex, line: &str) -> bool {
        regex.is_match(line) && !(self.replace_all && chomped(line) == self.line)
    }

    /// The lines with the line among them; `None` where nothing has to be done.
    fn with_line(&self, lines: &[&str], is_there: bool) -> Result<Option<String>, Failure> {
        let Some(regex) = &self.matching else {
            return if is_there { Ok(None) } else { self.added(lines).map(Some) };
        };
        let count = lines.iter().filter(|line| self.matches(regex, line)).count();
        let done = match count {
            0 => is_there || !self.append,
            _ if self.replace_all => false,
            _ => is_there || !self.replace,
        };
        if done {
            return Ok(None);
        }
        if count == 0 {
            return self.added(lines).map(Some);
        }
        self.refuse_several(count, regex)?;
        let replaced = lines.iter().map(|line| if regex.is_match(line) { ended(&self.line) } else { whole(line) });
        Ok(Some(replaced.collect()))
    }

    /// The line at the end, or behind the lines that `after` means.
    fn added(&self, lines: &[&str]) -> Result<String, Failure> {
        let places = self.after.as_ref().map(|after| lines.iter().filter(|line| after.is_match(line)).count()).unwrap_or_default();
        if let Some(after) = self.after.as_ref().filter(|_| places > 1 && !self.multiple && self.matching.is_none()) {
            let message = format!(
                "{places} lines match pattern '{}' in file '{}'. One or no line must match the pattern.",
                after.source(),
                self.path.display()
            );
            return Err(Failure::new(message));
        }
        // With a pattern to replace, only the first place gets the line.
        let mut left = if self.matching.is_some() { 1 } else { usize::MAX };
        let mut text = String::new();
        for line in lines {
            text.push_str(&whole(line));
            if left > 0 && self.after.as_ref().is_some_and(|after| after.is_match(line)) {
                text.push_str(&ended(&self.line));
                left -= 1;
            }
        }
        if places == 0 {
            text.push_str(&ended(&self.line));
        }
        Ok(text)
    }

    fn without_line(&self, lines: &[&str]) -> Result<Option<String>, Failure> {
        let goes = |line: &str| match self.matching.as_ref().filter(|_| self.match_for_absence) {
            Some(regex) => regex.is_match(line),
            None => chomped(line) == self.line,
        };
        let count = lines.iter().filter(|line| goes(line)).count();
        if let Some(regex) = self.matching.as_ref().filter(|_| self.match_for_absence) {
            self.refuse_several(count, regex)?;
        }
        Ok((count > 0).then(|| lines.iter().filter(|line| !goes(line)).copied().collect()))
    }

    fn refuse_several(&self, count: usize, regex: &Regex) -> Result<(), Failure> {
        if count < 2 || self.multiple {
            return Ok(());
        }
        Err(Failure::new(format!("More than one line in file '{}' matches pattern '{}'", self.path.display(), regex.source())))
    }
}

fn chomped(line: &str) -> &str {
    line.strip_suffix('\n').map_or(line, |line| line.strip_suffix('\r').unwrap_or(line))
}

/// A line of the file; the last one gets its newline.
fn whole(line: &str) -> String {
    if line.ends_with('\n') { line.to_string() } else { ended(line) }
}

fn ended(line: &str) -> String {
    format!("{line}\n")
}
