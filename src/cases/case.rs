//! One case: a manifest with what its comments say of it.

use super::expectation::{self, Expectation};
use crate::diagnostic::Diagnostic;
use crate::lint::glob;
use rpuppet_syntax::{Location, SourceFile, Span};
use std::sync::Arc;

/// A manifest of the folder with cases.
#[derive(Clone, Debug)]
pub struct Case {
    /// The file's name without its ending.
    pub name: String,
    pub source: Arc<SourceFile>,
    /// `# facts: debian-*, redhat-9`: the sets that the case is for; all where there is none.
    pub facts: Vec<String>,
    /// `# node: web1.example.org`: compiled with the environment's own manifests, for this node.
    pub node: Option<String>,
    pub directives: Vec<Directive>,
    /// Comments that cannot be read.
    pub mistakes: Vec<Diagnostic>,
}

/// An expectation with its place.
#[derive(Clone, Debug)]
pub struct Directive {
    pub location: Location,
    /// The sets of facts that it is meant for; all where there is none.
    pub only: Vec<String>,
    pub expectation: Expectation,
}

impl Case {
    pub fn read(name: &str, source: Arc<SourceFile>) -> Self {
        let mut case = Case {
            name: name.to_string(),
            source: source.clone(),
            facts: Vec::new(),
            node: None,
            directives: Vec::new(),
            mistakes: Vec::new(),
        };
        let mut start = 0;
        for line in source.text().split_inclusive('\n') {
            case.line(line, start);
            start += line.len();
        }
        case
    }

    /// Whether the case is for this set of facts.
    pub fn is_for(&self, facts: &str) -> bool {
        fits(&self.facts, facts)
    }

    /// The expectations of this set of facts.
    pub fn expectations(&self, facts: &str) -> impl Iterator<Item = &Directive> {
        self.directives.iter().filter(move |directive| fits(&directive.only, facts))
    }

    fn line(&mut self, line: &str, start: usize) {
        let Some(comment) = line.trim_start().strip_prefix('#').map(str::trim) else { return };
        let Some((head, body)) = comment.split_once(':') else { return };
        let (word, only) = match head.split_once('(') {
            Some((word, rest)) => (word.trim(), rest.trim_end().trim_end_matches(')')),
            None => (head.trim_end(), ""),
        };
        let read = match word {
            "facts" if only.is_empty() => return self.facts.extend(names(body)),
            "node" if only.is_empty() && is_node(body) => return self.node = Some(body.trim().to_lowercase()),
            "expect" => expectation::expectation(body.trim()),
            "expect-error" => expectation::error(body),
            word if word.starts_with("expect") && !word.contains(' ') => {
                Err(format!("'# {word}:' has no meaning: it is '# expect:' or '# expect-error:'"))
            }
            _ => return,
        };
        let location = self.place(line, start);
        match read {
            Ok(expectation) => self.directives.push(Directive { location, only: names(only), expectation }),
            Err(reason) => {
                self.mistakes.push(Diagnostic::error("CASE_COMMENT", format!("Could not read what is expected: {reason}")).at(location))
            }
        }
    }

    /// The comment, without the blanks around it.
    fn place(&self, line: &str, start: usize) -> Location {
        let begin = start + line.len() - line.trim_start().len();
        let end = begin + line.trim().len();
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Location { source: self.source.clone(), span: Span { start: offset(begin), end: offset(end) } }
    }
}

fn names(list: &str) -> Vec<String> {
    list.split([',', ' ']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_string).collect()
}

/// A comment that happens to begin with the word is none.
fn is_node(name: &str) -> bool {
    let name = name.trim();
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
}

fn fits(patterns: &[String], name: &str) -> bool {
    patterns.is_empty() || patterns.iter().any(|pattern| glob::fits(pattern, name))
}
