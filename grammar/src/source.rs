//! A source text with its name and line index, and places in it.

use std::sync::{Arc, OnceLock};

/// A range of bytes in one source text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(start: u32, end: u32) -> Self {
        Span { start, end }
    }

    /// The span from the start of `self` to the end of `other`.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start, end: other.end }
    }
}

/// One text that was read: a manifest, a template, or code from the command line.
#[derive(Debug)]
pub struct SourceFile {
    path: Option<String>,
    text: String,
    /// Where lines begin; found when a place is asked for.
    line_starts: OnceLock<Vec<u32>>,
}

impl SourceFile {
    /// `path` is `None` for code that comes from no file (`-e`, standard input).
    pub fn new(path: Option<String>, text: String) -> Arc<Self> {
        Arc::new(SourceFile { path, text, line_starts: OnceLock::new() })
    }

    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset, both counted from 1; the column counts characters, as Puppet does.
    pub fn position(&self, offset: u32) -> (u32, u32) {
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start <= offset).max(1);
        let start = starts.get(line - 1).copied().unwrap_or(0);
        (line as u32, self.count(start, offset) + 1)
    }

    /// The positions of both ends of a span.
    pub fn positions(&self, span: Span) -> ((u32, u32), (u32, u32)) {
        let (line, column) = self.position(span.start);
        let on_one_line = self.line_starts().get(line as usize).is_none_or(|next| span.end < *next);
        let end = if on_one_line { (line, column + self.count(span.start, span.end)) } else { self.position(span.end) };
        ((line, column), end)
    }

    /// Each line, without its line feed.
    pub fn lines(&self) -> impl Iterator<Item = Span> {
        (1..).map_while(|number| self.line(number))
    }

    /// A line by its number, counted from 1, without its line feed.
    pub fn line(&self, number: u32) -> Option<Span> {
        let starts = self.line_starts();
        let start = *starts.get((number as usize).checked_sub(1)?)?;
        let end = starts.get(number as usize).map_or(self.text.len() as u32, |next| next - 1);
        Some(Span::new(start, end))
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| line_starts(&self.text))
    }

    /// How many characters there are between two offsets.
    fn count(&self, start: u32, end: u32) -> u32 {
        self.text.get(start as usize..end as usize).unwrap_or("").chars().count() as u32
    }

    /// The text of a span; empty where the span does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }
}

fn line_starts(text: &str) -> Vec<u32> {
    let mut starts = Vec::with_capacity(text.len() / 32 + 1);
    starts.push(0);
    starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
    starts
}

/// A place in a source text that carries the text along, so that any room can show it.
#[derive(Clone, Debug)]
pub struct Location {
    pub source: Arc<SourceFile>,
    pub span: Span,
}

impl Location {
    pub fn new(source: &Arc<SourceFile>, span: Span) -> Self {
        Location { source: source.clone(), span }
    }

    pub fn line(&self) -> u32 {
        self.source.position(self.span.start).0
    }

    pub fn column(&self) -> u32 {
        self.source.position(self.span.start).1
    }
}
