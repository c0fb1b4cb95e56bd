//! What a rule found, and how it can be put right.

use rpuppet_syntax::Span;
use std::borrow::Cow;

/// One change of a text: what a span holds is replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub text: Cow<'static, str>,
}

impl Edit {
    pub fn replace(span: Span, text: impl Into<Cow<'static, str>>) -> Self {
        Edit { span, text: text.into() }
    }

    pub fn insert(at: u32, text: impl Into<Cow<'static, str>>) -> Self {
        Edit::replace(Span::new(at, at), text)
    }

    pub fn remove(start: u32, end: u32) -> Self {
        Edit::replace(Span::new(start, end), "")
    }
}

/// One finding of a rule.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The index of the rule in the registry.
    pub rule: usize,
    pub span: Span,
    pub message: Cow<'static, str>,
    /// What puts it right, all of it or nothing; empty where only a person can.
    pub edits: Vec<Edit>,
}

impl Finding {
    /// How it is put right.
    pub fn fix(&mut self, edits: impl IntoIterator<Item = Edit>) {
        self.edits.extend(edits);
    }
}

/// What the rules have found so far in a file.
#[derive(Default)]
pub struct Findings {
    rule: usize,
    pub(super) list: Vec<Finding>,
}

impl Findings {
    /// From now on findings are those of this rule.
    pub(super) fn of(&mut self, rule: usize) {
        self.rule = rule;
    }

    pub fn at(&mut self, span: Span, message: impl Into<Cow<'static, str>>) -> &mut Finding {
        self.list.push(Finding { rule: self.rule, span, message: message.into(), edits: Vec::new() });
        let last = self.list.len() - 1;
        &mut self.list[last]
    }
}
