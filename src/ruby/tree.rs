//! Ruby code as a tree: the part of the language that modules use, in one small vocabulary.
//!
//! The parser crate's own tree is larger and never leaves [`super::parse`]. What has no form here is [`Kind::Outside`]: reading a type
//! skips it, running it is an error that names it.

use crate::value::EcoString;

/// One construct and the line it starts on (from 1).
#[derive(Clone, Debug)]
pub struct Node {
    pub kind: Kind,
    pub line: u32,
}

#[derive(Clone, Debug)]
pub enum Kind {
    Nil,
    True,
    False,
    SelfReference,
    Integer(i64),
    Float(f64),
    String(EcoString),
    /// `"a#{b}"`: pieces in order.
    Interpolated(Vec<Node>),
    Symbol(EcoString),
    InterpolatedSymbol(Vec<Node>),
    Regex {
        parts: Vec<Node>,
        options: EcoString,
    },
    Array(Vec<Node>),
    Hash(Vec<Entry>),
    Range {
        from: Option<Box<Node>>,
        to: Option<Box<Node>>,
        exclusive: bool,
    },
    Local(EcoString),
    /// `@x`, without the sign.
    Instance(EcoString),
    Global(EcoString),
    /// `Puppet::Type`, `::File`.
    Constant(EcoString),
    /// `$1`.
    Group(usize),
    Assign {
        target: Box<Target>,
        value: Box<Node>,
    },
    /// `x += 1`, `x ||= 1`: `operator` is `+`, `||`, `&&`, …
    Update {
        target: Box<Target>,
        operator: EcoString,
        value: Box<Node>,
    },
    Call(Box<Call>),
    /// `&x` at the end of arguments.
    BlockPass(Option<Box<Node>>),
    /// `*x`
    Splat(Box<Node>),
    Lambda(Box<Lambda>),
    And(Box<Node>, Box<Node>),
    Or(Box<Node>, Box<Node>),
    If {
        condition: Box<Node>,
        then: Option<Box<Node>>,
        otherwise: Option<Box<Node>>,
    },
    Case {
        subject: Option<Box<Node>>,
        whens: Vec<When>,
        otherwise: Option<Box<Node>>,
    },
    While {
        condition: Box<Node>,
        /// `until`
        negated: bool,
        body: Option<Box<Node>>,
    },
    For {
        variable: Box<Target>,
        iterated: Box<Node>,
        body: Option<Box<Node>>,
    },
    Sequence(Vec<Node>),
    Rescue(Box<Rescue>),
    Define(Box<Definition>),
    /// `class X < Y` and `module X`.
    Module {
        name: EcoString,
        parent: Option<EcoString>,
        body: Option<Box<Node>>,
    },
    Return(Option<Box<Node>>),
    Next(Option<Box<Node>>),
    Break(Option<Box<Node>>),
    Yield(Vec<Node>),
    /// `super`; without a list it hands on the method's own arguments.
    Super(Option<Vec<Node>>),
    Defined(Box<Node>),
    /// What this small Ruby does not have, named for people.
    Outside(&'static str),
}

#[derive(Clone, Debug)]
pub enum Entry {
    Pair(Node, Node),
    /// `**x`
    Splat(Node),
}

/// What stands left of `=`.
#[derive(Clone, Debug)]
pub enum Target {
    Local(EcoString),
    Instance(EcoString),
    Constant(EcoString),
    Index { receiver: Node, arguments: Vec<Node> },
    Attribute { receiver: Node, name: EcoString, safe: bool },
    Many(Vec<Target>),
    Rest(Option<Box<Target>>),
    Outside(&'static str),
}

/// `receiver.name(arguments) { block }`; operators and `[]` are calls too.
#[derive(Clone, Debug)]
pub struct Call {
    pub receiver: Option<Node>,
    pub name: EcoString,
    pub arguments: Vec<Node>,
    /// `&.`
    pub safe: bool,
    pub block: Option<Lambda>,
}

/// A block or lambda: parameters and body.
#[derive(Clone, Debug)]
pub struct Lambda {
    pub parameters: Vec<Parameter>,
    pub body: std::sync::Arc<Option<Node>>,
    /// `lambda {}` and `->() {}`: `return` leaves only it.
    pub strict: bool,
}

#[derive(Clone, Debug)]
pub enum Parameter {
    Required(EcoString),
    Optional(EcoString, Node),
    Rest(Option<EcoString>),
    Many(Vec<Parameter>),
    Keyword(EcoString, Option<Node>),
    KeywordRest(Option<EcoString>),
    Block(Option<EcoString>),
}

#[derive(Clone, Debug)]
pub struct When {
    pub patterns: Vec<Node>,
    pub body: Option<Node>,
}

#[derive(Clone, Debug)]
pub struct Rescue {
    pub body: Option<Node>,
    pub clauses: Vec<RescueClause>,
    pub otherwise: Option<Node>,
    pub ensure: Option<Node>,
}

#[derive(Clone, Debug)]
pub struct RescueClause {
    pub classes: Vec<Node>,
    pub variable: Option<Target>,
    pub body: Option<Node>,
}

#[derive(Clone, Debug)]
pub struct Definition {
    pub name: EcoString,
    /// `def self.x`
    pub on_self: bool,
    pub parameters: Vec<Parameter>,
    pub body: std::sync::Arc<Option<Node>>,
    /// Of a file that was required: its lines are not those of the file that is spoken of.
    pub is_foreign: bool,
}

impl Node {
    /// The text of a literal string or symbol.
    pub fn literal(&self) -> Option<&EcoString> {
        match &self.kind {
            Kind::String(text) | Kind::Symbol(text) => Some(text),
            _ => None,
        }
    }

    /// The statements of a body: the parts of a sequence, or the node alone.
    pub fn statements(&self) -> &[Node] {
        match &self.kind {
            Kind::Sequence(parts) => parts,
            _ => std::slice::from_ref(self),
        }
    }
}
