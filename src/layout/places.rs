//! What the tree knows of brackets and of the starts of statements, by their offsets.

use super::atom::Atom;
use crate::lint::File;
use crate::lint::word::Kind;
use rpuppet_syntax::{Lexeme, Node, NodeId, Token};

/// Sorted offsets.
#[derive(Default)]
pub struct Places {
    /// Where statements, options of a `case` and bodies of resources begin.
    starts: Vec<u32>,
    /// Braces around attributes.
    attributes: Vec<u32>,
    /// Braces of hashes and selectors, brackets, parentheses of arguments and parameters.
    lists: Vec<u32>,
    /// `[` that belongs to what is before it, and `-` and `*` before an operand.
    tight: Vec<u32>,
    /// The `|` before parameters.
    pipes: Vec<u32>,
    /// The `:` after titles.
    colons: Vec<u32>,
    /// Where an `if`, `elsif` or `unless` begins.
    conditions: Vec<u32>,
    /// The braces after what they ask.
    branches: Vec<u32>,
}

impl Places {
    pub fn of(file: &File, lexemes: &[Lexeme]) -> Places {
        let mut places = Places::default();
        lexemes.iter().for_each(|lexeme| places.lexeme(lexeme));
        for id in (0..file.ast.len() as u32).map(NodeId) {
            places.node(file, id);
        }
        places.statement_list(file, file.ast.root);
        places.sort();
        places
    }

    fn sort(&mut self) {
        let Places { starts, attributes, lists, tight, pipes, colons, conditions, branches } = self;
        for list in [starts, attributes, lists, tight, pipes, colons, conditions, branches] {
            list.sort_unstable();
        }
    }

    fn lexeme(&mut self, lexeme: &Lexeme) {
        match lexeme.token {
            Token::ArrayOpen | Token::HashOpen | Token::SelectorOpen | Token::CallOpen => self.lists.push(lexeme.start),
            Token::AccessOpen => {
                self.lists.push(lexeme.start);
                self.tight.push(lexeme.start);
            }
            Token::Negate | Token::Unfold => self.tight.push(lexeme.start),
            Token::PipeOpen => self.pipes.push(lexeme.start),
            _ => {}
        }
    }

    fn node(&mut self, file: &File, id: NodeId) {
        let start = |id: NodeId| file.ast.span(id).start;
        match file.ast.node(id) {
            Node::Resource { type_name, bodies, .. } => {
                self.attributes.push(brace_after(file, file.ast.span(type_name).end));
                self.starts.extend(file.ast.items(bodies).iter().map(|body| start(*body)));
            }
            Node::ResourceBody { title, .. } => self.colons.push(mark_after(file, file.ast.span(title).end, Kind::Colon)),
            Node::ResourceDefaults { type_reference: head, .. } | Node::ResourceOverride { resources: head, .. } => {
                self.attributes.push(brace_after(file, file.ast.span(head).end));
            }
            Node::Collector { query, attributes, .. } if !attributes.is_empty() => {
                self.attributes.push(brace_after(file, file.ast.span(query).end));
            }
            Node::Case(_, options) => self.starts.extend(file.ast.items(options).iter().map(|option| start(*option))),
            Node::CaseOption { then: body, .. } | Node::Lambda { body, .. } => self.statement_list(file, body),
            Node::If { test, then, otherwise } | Node::Unless { test, then, otherwise } => {
                self.conditions.push(start(id));
                self.branches.push(brace_after(file, file.ast.span(test).end));
                self.statement_list(file, then);
                // `elsif` stands in the place of the block
                if file.kind(file.word_at(start(otherwise))) != Kind::Elsif {
                    self.statement_list(file, otherwise);
                }
            }
            Node::Class { body, .. } | Node::Define { body, .. } | Node::Function { body, .. } | Node::NodeDefinition { body, .. } => {
                self.statement_list(file, body);
            }
            _ => {}
        }
    }

    fn statement_list(&mut self, file: &File, body: NodeId) {
        self.starts.extend(file.ast.statements(&body).iter().map(|statement| file.ast.span(*statement).start));
    }

    pub fn starts(&self, offset: u32) -> bool {
        self.starts.binary_search(&offset).is_ok()
    }

    pub fn has_attributes(&self, brace: u32) -> bool {
        self.attributes.binary_search(&brace).is_ok()
    }

    pub fn is_list(&self, bracket: u32) -> bool {
        self.lists.binary_search(&bracket).is_ok()
    }

    pub fn is_tight(&self, offset: u32) -> bool {
        self.tight.binary_search(&offset).is_ok()
    }

    pub fn opens_lambda(&self, pipe: u32) -> bool {
        self.pipes.binary_search(&pipe).is_ok()
    }

    pub fn conditions(&self) -> &[u32] {
        &self.conditions
    }

    pub fn opens_branch(&self, brace: u32) -> bool {
        self.branches.binary_search(&brace).is_ok()
    }

    pub fn ends_title(&self, atom: &Atom) -> bool {
        atom.kind == Kind::Colon && self.colons.binary_search(&atom.start).is_ok()
    }
}

fn brace_after(file: &File, offset: u32) -> u32 {
    mark_after(file, offset, Kind::OpenBrace)
}

fn mark_after(file: &File, offset: u32, mark: Kind) -> u32 {
    let mut at = file.word_at(offset);
    while !matches!(file.kind(at), Kind::Edge) && file.kind(at) != mark {
        at += 1;
    }
    file.word(at).start
}
