//! Comments that silence rules: `# lint:ignore:RULE reason` at the end of a line for that line, on a line of its own up to
//! `# lint:endignore`. Several may stand in one comment; such a block ends as one.

use super::file::File;
use super::finding::Finding;
use super::rules::entry_index;
use super::word::Kind;
use crate::diagnostic::Diagnostic;
use rpuppet_syntax::Location;

/// What is silenced where.
#[derive(Default)]
pub struct Silences<'a> {
    list: Vec<Silence<'a>>,
}

/// A rule, the lines it is silent on, and why.
#[derive(Clone)]
struct Silence<'a> {
    rule: Option<usize>,
    first: u32,
    last: u32,
    reason: &'a str,
}

impl Silences<'_> {
    /// Why a finding is silenced, if it is.
    pub fn reason(&self, file: &File, finding: &Finding) -> Option<&str> {
        if self.list.is_empty() {
            return None;
        }
        let line = file.ast.source.position(finding.span.start).0;
        let silent = |silence: &&Silence| silence.rule == Some(finding.rule) && (silence.first..=silence.last).contains(&line);
        self.list.iter().rev().find(silent).map(|silence| silence.reason)
    }
}

/// Reads the comments of a file; a block that is never closed silences nothing.
pub fn silences<'a>(file: &File<'a>) -> (Silences<'a>, Vec<Diagnostic>) {
    let mut silences = Silences::default();
    let mut mistakes = Vec::new();
    // the blocks that are open, and the comment that opened each
    let mut open: Vec<(usize, Vec<Silence>)> = Vec::new();
    if memchr::memmem::find(file.source().as_bytes(), b"lint:").is_none() {
        return (silences, mistakes);
    }
    let comments = file.words().iter().enumerate().filter(|(_, word)| word.kind.is_comment());
    for (index, word) in comments {
        let (controls, reason) = controls(file.text(index));
        let alone = matches!(file.kind(file.previous(index)), Kind::Newline | Kind::Indent | Kind::Edge);
        let mut block = Vec::new();
        for control in controls {
            match control {
                Control::Ignore(rule) => {
                    let silence = Silence { rule: entry_index(rule), first: word.line, last: word.line, reason };
                    if alone { block.push(silence) } else { silences.list.push(silence) }
                }
                Control::End => match open.pop() {
                    Some((_, opened)) => silences.list.extend(opened.into_iter().map(|opened| Silence { last: word.line, ..opened })),
                    None => mistakes.push(mistake(file, index, "lint:endignore without a lint:ignore before it")),
                },
            }
        }
        if !block.is_empty() {
            open.push((index, block));
        }
    }
    let unclosed = "lint:ignore on a line of its own without a lint:endignore: it silences nothing";
    mistakes.extend(open.into_iter().map(|(index, _)| mistake(file, index, unclosed)));
    (silences, mistakes)
}

fn mistake(file: &File, index: usize, message: &'static str) -> Diagnostic {
    Diagnostic::warning("control_comment", message).at(Location::new(&file.ast.source, file.span(index)))
}

enum Control<'a> {
    Ignore(&'a str),
    End,
}

/// The orders at the start of a comment, and the reason behind them.
fn controls(comment: &str) -> (Vec<Control<'_>>, &str) {
    let mut rest = comment.trim_start_matches(['#', '/', '*']).trim_end_matches(['*', '/']).trim();
    let mut controls = Vec::new();
    while let Some(order) = rest.strip_prefix("lint:") {
        let length = order.find(char::is_whitespace).unwrap_or(order.len());
        let (word, behind) = order.split_at(length);
        let control = match word.split_once(':') {
            Some(("ignore", name)) => Control::Ignore(name.split(':').next().unwrap_or(name)),
            None if word == "endignore" => Control::End,
            _ => break,
        };
        controls.push(control);
        rest = behind.trim_start();
    }
    (controls, rest)
}
