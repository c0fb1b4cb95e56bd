//! Each parameter of a class or defined type is described above it.
//!
//! ## Why
//! Users learn there what a parameter means; Puppet Strings makes pages of it. Descriptions are `@param name …`, or in the older forms
//! `[*name*]` and `$name:: …`. What has `@api private` need not be described.
//!
//! ## Example
//! ```puppet
//! # @summary Keeps the clock right
//! class ntp (Array[String] $servers) { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! # @summary Keeps the clock right
//! # @param servers whom to ask for the time
//! class ntp (Array[String] $servers) { }
//! ```

use super::{Definition, File, Findings, Kind, Rule, Span};
use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

pub const RULE: Rule = Rule::warning(look).plugin();

fn look(file: &File, found: &mut Findings) {
    let mut from = 0;
    for definition in file.definitions() {
        let described = Described::read(file, definition, from);
        from = file.word_at(definition.span.end);
        described.report(file, definition, found);
    }
}

/// What the comments before a definition describe.
#[derive(Default)]
struct Described<'a> {
    /// Names with the places where they are described.
    names: Vec<(&'a str, Span)>,
    is_private: bool,
}

impl<'a> Described<'a> {
    fn read(file: &File<'a>, definition: &Definition, from: usize) -> Self {
        let mut described = Described::default();
        let words = file.words().get(from..definition.keyword).unwrap_or_default();
        let comments = words.iter().enumerate().filter(|(_, word)| word.kind == Kind::Comment).map(|(index, _)| from + index);
        for comment in comments {
            let text = after_marks(file.text(comment));
            if text.strip_prefix("@api").is_some_and(|rest| rest.trim() == "private" && rest.starts_with(' ')) {
                described.is_private = true;
            } else if let Some(name) = parameter(text) {
                let start = file.word(comment).start + (name.as_ptr() as usize - file.text(comment).as_ptr() as usize) as u32;
                let title = !definition.is_class && matches!(name, "name" | "title");
                let name = if title { "name/title" } else { name };
                described.names.push((name, Span::new(start, start + name.len() as u32)));
            }
        }
        described
    }

    fn report(&self, file: &File, definition: &Definition, found: &mut Findings) {
        let what = definition.what();
        let (owner, parameters) = (file.text(definition.name), &definition.parameters);
        let known: IndexSet<&str, FxBuildHasher> = parameters.iter().map(|parameter| file.variable_name(parameter.variable)).collect();
        // how often each is described, and where at last
        let mut places: IndexMap<&str, (usize, Span), FxBuildHasher> = IndexMap::default();
        for (name, span) in &self.names {
            let (count, last) = places.entry(name).or_default();
            (*count, *last) = (*count + 1, *span);
        }
        for (name, span) in self.names.iter().filter(|(name, _)| places.get(name).is_some_and(|(count, _)| *count > 1)) {
            found.at(*span, format!("Duplicate {what} parameter documentation for {owner}::{name}"));
        }
        for (name, (_, last)) in &places {
            let is_title = !definition.is_class && *name == "name/title";
            if !known.contains(name) && !is_title {
                found.at(*last, format!("No matching {what} parameter for documentation of {owner}::{name}"));
            }
        }
        for parameter in parameters.iter().filter(|_| !self.is_private) {
            let name = file.variable_name(parameter.variable);
            if !places.contains_key(name) {
                found.at(file.span(parameter.variable), format!("missing documentation for {what} parameter {owner}::{name}"));
            }
        }
    }
}

/// A comment without its `#`s and the blanks behind them.
fn after_marks(comment: &str) -> &str {
    let start = comment.bytes().position(|byte| byte != b'#').unwrap_or(comment.len());
    comment.get(start..).unwrap_or("").trim_start()
}

/// The parameter that a comment describes.
fn parameter<'a>(text: &'a str) -> Option<&'a str> {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let before = |rest: &'a str, end: &str| {
        let (name, behind) = rest.split_at(rest.find(|letter| !is_letter(letter))?);
        (!name.is_empty() && behind.starts_with(end)).then_some(name)
    };
    // most comments are prose
    match text.as_bytes().first()? {
        b'[' => return before(text.strip_prefix("[*")?, "*]"),
        b'$' => return before(text.get(1..)?, ":: "),
        b'@' => {}
        _ => return None,
    }
    let rest = text.strip_prefix("@param ")?;
    let rest = if rest.starts_with('[') { rest.rsplit_once("] ")?.1 } else { rest };
    let end = rest.find(|letter| !is_letter(letter)).unwrap_or(rest.len());
    let (name, behind) = rest.split_at(end);
    (!name.is_empty() && (behind.is_empty() || behind.starts_with(' '))).then_some(name)
}
