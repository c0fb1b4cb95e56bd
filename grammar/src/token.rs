//! The words of the language: what the scanner finds in a text, and what the grammar sees.

use crate::ast::Name;
use logos::Logos;

/// What the scanner finds without looking around; [`crate::lexer`] makes [`Token`]s of it. Line breaks, the white space of ASCII and
/// comments up to the end of the line are not its own: the lexer passes over them before it asks for the next word.
#[derive(Logos, Clone, Copy, Debug, PartialEq)]
pub(crate) enum Raw {
    #[regex(r"[\u{a0}\u{1680}\u{2000}-\u{200a}\u{202f}\u{205f}\u{3000}]+")]
    WideSpace,
    #[token("/*")]
    CommentStart,
    #[regex(r"(::)?[A-Z][A-Za-z0-9_]*((::)[A-Z][A-Za-z0-9_]*)*")]
    Reference,
    #[regex(r"(::)?[a-z][A-Za-z0-9_]*(::[a-z][A-Za-z0-9_]*)*", priority = 3)]
    Name,
    /// Any other bare word: a part of it has a `-` or starts with `_`.
    #[regex(r"(::)?[a-z_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(::[a-z_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*", priority = 2)]
    Word,
    #[token("::")]
    Colons,
    #[regex(r"\$(::)?([A-Za-z0-9_]+::)*[A-Za-z0-9_]+")]
    Variable,
    #[token("$")]
    Dollar,
    #[regex(r"(0[xX][0-9A-Fa-f]+|[0-9]+(\.[0-9]+)?([eE]-?[0-9]+)?)")]
    Number,
    #[regex(r"(0[xX][0-9A-Fa-f]+|[0-9]+(\.[0-9]+)?([eE]-?[0-9]+)?)[A-Za-z_][A-Za-z0-9_]*", priority = 1)]
    BadNumber,
    #[token("'")]
    SingleQuote,
    #[token("\"")]
    DoubleQuote,
    #[token("@(")]
    HeredocStart,
    #[token("/")]
    Slash,
    #[token("[")]
    OpenBracket,
    #[token("(")]
    OpenParen,
    #[token("{")]
    OpenBrace,
    #[token("}")]
    CloseBrace,
    #[token("%>")]
    TagEnd,
    #[token("-%>")]
    TagEndTrim,
    /// An operator or a mark that means the same wherever it stands.
    #[token("]", |_| Token::CloseBracket)]
    #[token(")", |_| Token::CloseParen)]
    #[token("=", |_| Token::Equals)]
    #[token("+=", |_| Token::PlusEquals)]
    #[token("-=", |_| Token::MinusEquals)]
    #[token("==", |_| Token::Equal)]
    #[token("!=", |_| Token::NotEqual)]
    #[token("=~", |_| Token::Match)]
    #[token("!~", |_| Token::NotMatch)]
    #[token(">=", |_| Token::GreaterEqual)]
    #[token(">", |_| Token::Greater)]
    #[token("<=", |_| Token::LessEqual)]
    #[token("<", |_| Token::Less)]
    #[token("=>", |_| Token::FatArrow)]
    #[token("+>", |_| Token::PlusArrow)]
    #[token("<<", |_| Token::ShiftLeft)]
    #[token(">>", |_| Token::ShiftRight)]
    #[token("<|", |_| Token::CollectOpen)]
    #[token("|>", |_| Token::CollectClose)]
    #[token("<<|", |_| Token::ExportedOpen)]
    #[token("|>>", |_| Token::ExportedClose)]
    #[token("+", |_| Token::Plus)]
    #[token("-", |_| Token::Minus)]
    #[token("*", |_| Token::Times)]
    #[token("%", |_| Token::Percent)]
    #[token("!", |_| Token::Not)]
    #[token(".", |_| Token::Dot)]
    #[token("|", |_| Token::Pipe)]
    #[token("@", |_| Token::At)]
    #[token("@@", |_| Token::AtAt)]
    #[token(":", |_| Token::Colon)]
    #[token(",", |_| Token::Comma)]
    #[token(";", |_| Token::Semicolon)]
    #[token("?", |_| Token::Question)]
    #[token("->", |_| Token::Before)]
    #[token("~>", |_| Token::Notify)]
    #[token("<-", |_| Token::Require)]
    #[token("<~", |_| Token::Subscribe)]
    Mark(Token),
}

/// A token with its place in the file.
#[derive(Clone, Copy, Debug)]
pub struct Lexeme {
    pub token: Token,
    pub start: u32,
    pub end: u32,
}

/// What the grammar reads. Where one character has several meanings, [`crate::layer`] has chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Token {
    /// A bare lower-case name.
    Name(Name),
    /// A bare word that is no name: it has a `-`, or a part that starts with `_`.
    Word(Name),
    Reference(Name),
    Variable(Name),
    Number(Name),
    String(Name),
    Regex(Name),
    Boolean(bool),
    /// The parts of a string with interpolation: before the first expression, between two, after the last.
    StringStart(Name),
    StringMiddle(Name),
    StringEnd(Name),
    /// `@(…)` with its syntax; `HeredocText` and the text's tokens follow.
    Heredoc(Name),
    HeredocText,
    /// `[` after an operand, for `left[…]`.
    AccessOpen,
    /// `[` that begins an array.
    ArrayOpen,
    CloseBracket,
    /// `{` that begins a block or the body of a resource.
    OpenBrace,
    HashOpen,
    /// `{` after `?`.
    SelectorOpen,
    CloseBrace,
    /// `(` that groups.
    OpenParen,
    /// `(` that is the first of its line, which never begins a call's arguments.
    OpenParenFirst,
    /// `(` that begins a call's arguments.
    CallOpen,
    CloseParen,
    Equals,
    PlusEquals,
    MinusEquals,
    Equal,
    NotEqual,
    Match,
    NotMatch,
    GreaterEqual,
    Greater,
    LessEqual,
    Less,
    FatArrow,
    PlusArrow,
    ShiftLeft,
    ShiftRight,
    CollectOpen,
    CollectClose,
    ExportedOpen,
    ExportedClose,
    Plus,
    Minus,
    /// `-` before an operand.
    Negate,
    Times,
    /// `*` before an operand.
    Unfold,
    /// `*` before `=>`.
    SplatAttribute,
    Slash,
    Percent,
    Not,
    Dot,
    Pipe,
    /// `|` before a lambda's parameters, and after them.
    PipeOpen,
    PipeClose,
    At,
    AtAt,
    Colon,
    Comma,
    Semicolon,
    Question,
    Before,
    Notify,
    Require,
    Subscribe,
    And,
    Attr,
    Case,
    Class,
    Default,
    Define,
    Else,
    Elsif,
    Function,
    If,
    In,
    Inherits,
    Node,
    Or,
    Private,
    Type,
    Undef,
    Unless,
    TemplateStart,
    /// Literal text of a template.
    TemplateText(Name),
    /// `<%=`
    TagExpression,
    /// `%>` after `<%=`
    TagEnd,
}

const KEYWORDS: [(&str, Token); 20] = [
    ("and", Token::And),
    ("attr", Token::Attr),
    ("case", Token::Case),
    ("class", Token::Class),
    ("default", Token::Default),
    ("define", Token::Define),
    ("else", Token::Else),
    ("elsif", Token::Elsif),
    ("false", Token::Boolean(false)),
    ("function", Token::Function),
    ("if", Token::If),
    ("in", Token::In),
    ("inherits", Token::Inherits),
    ("node", Token::Node),
    ("or", Token::Or),
    ("private", Token::Private),
    ("true", Token::Boolean(true)),
    ("type", Token::Type),
    ("undef", Token::Undef),
    ("unless", Token::Unless),
];

/// The token of a keyword.
pub(crate) fn keyword(text: &str) -> Option<Token> {
    // "function" and "inherits" are the longest: nearly every other name is ruled out by its length or first letter
    if text.len() > 8 || text.len() < 2 {
        return None;
    }
    KEYWORDS.iter().find(|(word, _)| *word == text).map(|(_, token)| *token)
}

impl Token {
    /// How a keyword is written.
    pub fn keyword_text(self) -> Option<&'static str> {
        KEYWORDS.iter().find(|(_, token)| *token == self).map(|(word, _)| *word)
    }

    /// The text that a token carries.
    pub fn name(self) -> Option<Name> {
        use Token::*;
        match self {
            Name(name) | Word(name) | Reference(name) | Variable(name) | Number(name) | String(name) | Regex(name) => Some(name),
            StringStart(name) | StringMiddle(name) | StringEnd(name) | Heredoc(name) | TemplateText(name) => Some(name),
            _ => None,
        }
    }

    /// Whether a value can end with this token (a case option's closing brace excepted, which only [`crate::layer`] knows).
    pub fn ends_value(self) -> bool {
        use Token::*;
        matches!(
            self,
            Name(_)
                | Word(_)
                | Reference(_)
                | Variable(_)
                | Number(_)
                | String(_)
                | Regex(_)
                | Boolean(_)
                | StringEnd(_)
                | TemplateText(_)
                | TagEnd
                | CloseParen
                | CloseBracket
                | CloseBrace
                | CollectClose
                | ExportedClose
                | Default
                | Undef
                | Type
                | Function
                | Attr
                | Private
        )
    }

    /// Whether a `/` after this token divides; else it begins a regular expression. (After `}` it does: a case option may come.)
    pub fn divides(self) -> bool {
        use Token::*;
        matches!(
            self,
            Name(_)
                | Word(_)
                | Reference(_)
                | Variable(_)
                | Number(_)
                | String(_)
                | Regex(_)
                | Boolean(_)
                | Heredoc(_)
                | StringEnd(_)
                | CloseParen
                | CloseBracket
                | CollectClose
                | ExportedClose
        )
    }
}
