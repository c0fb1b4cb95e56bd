//! The words of a text: its tokens, and what stands between them. Layout rules read these, since the tree does not keep white space.

use rpuppet_syntax::{Span, Token};

/// What a word is. Unlike the grammar's tokens, it tells how a string was quoted and how a variable was put into one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// Before the first word and after the last one.
    Edge,
    Newline,
    /// White space at the start of a line, but for the first line.
    Indent,
    Space,
    Comment,
    /// `/* … */`
    LongComment,
    Name,
    /// A bare word that is no name: it has a `-`, or a part that starts with `_`.
    Bareword,
    Reference,
    Variable,
    /// `$name` in a string, without braces.
    BareVariable,
    Number,
    SingleQuoted,
    /// A double-quoted string without interpolation.
    DoubleQuoted,
    /// Up to the first `${` or `$name`, the former included.
    StringStart,
    StringMiddle,
    StringEnd,
    /// `@(…)`
    Heredoc,
    /// A heredoc's text without interpolation, its end tag included.
    HeredocText,
    HeredocStart,
    HeredocMiddle,
    HeredocEnd,
    Regex,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    OpenParen,
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
    Plus,
    Minus,
    Times,
    Slash,
    Percent,
    Not,
    Dot,
    Pipe,
    At,
    Colon,
    Comma,
    Semicolon,
    Question,
    Before,
    Notify,
    Require,
    Subscribe,
    True,
    False,
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
    /// What only templates have.
    Template,
}

/// How many kinds there are.
pub const KINDS: usize = Kind::Template as usize + 1;

impl Kind {
    /// The kind of a token, strings excepted.
    pub fn of(token: Token) -> Kind {
        match token {
            Token::Name(_) => Kind::Name,
            Token::Word(_) => Kind::Bareword,
            Token::Reference(_) => Kind::Reference,
            Token::Variable(_) => Kind::Variable,
            Token::Number(_) => Kind::Number,
            Token::String(_) => Kind::SingleQuoted,
            Token::StringStart(_) => Kind::StringStart,
            Token::StringMiddle(_) => Kind::StringMiddle,
            Token::StringEnd(_) => Kind::StringEnd,
            Token::Regex(_) => Kind::Regex,
            Token::Boolean(value) => [Kind::False, Kind::True][usize::from(value)],
            Token::Heredoc(_) => Kind::Heredoc,
            Token::HeredocText => Kind::HeredocText,
            Token::TemplateStart | Token::TemplateText(_) | Token::TagExpression | Token::TagEnd => Kind::Template,
            token => Kind::of_mark(token),
        }
    }

    fn of_mark(token: Token) -> Kind {
        match token {
            Token::OpenBrace | Token::HashOpen | Token::SelectorOpen => Kind::OpenBrace,
            Token::CloseBrace => Kind::CloseBrace,
            Token::AccessOpen | Token::ArrayOpen => Kind::OpenBracket,
            Token::CloseBracket => Kind::CloseBracket,
            Token::OpenParen | Token::OpenParenFirst | Token::CallOpen => Kind::OpenParen,
            Token::CloseParen => Kind::CloseParen,
            Token::FatArrow => Kind::FatArrow,
            Token::PlusArrow => Kind::PlusArrow,
            Token::CollectOpen | Token::ExportedOpen => Kind::CollectOpen,
            Token::CollectClose | Token::ExportedClose => Kind::CollectClose,
            Token::Dot => Kind::Dot,
            Token::Pipe | Token::PipeOpen | Token::PipeClose => Kind::Pipe,
            Token::At | Token::AtAt => Kind::At,
            Token::Colon => Kind::Colon,
            Token::Comma => Kind::Comma,
            Token::Semicolon => Kind::Semicolon,
            Token::Question => Kind::Question,
            Token::Before => Kind::Before,
            Token::Notify => Kind::Notify,
            Token::Require => Kind::Require,
            Token::Subscribe => Kind::Subscribe,
            token => Kind::of_operator(token),
        }
    }

    fn of_operator(token: Token) -> Kind {
        match token {
            Token::Equals => Kind::Equals,
            Token::PlusEquals => Kind::PlusEquals,
            Token::MinusEquals => Kind::MinusEquals,
            Token::Equal => Kind::Equal,
            Token::NotEqual => Kind::NotEqual,
            Token::Match => Kind::Match,
            Token::NotMatch => Kind::NotMatch,
            Token::GreaterEqual => Kind::GreaterEqual,
            Token::Greater => Kind::Greater,
            Token::LessEqual => Kind::LessEqual,
            Token::Less => Kind::Less,
            Token::ShiftLeft => Kind::ShiftLeft,
            Token::ShiftRight => Kind::ShiftRight,
            Token::Plus => Kind::Plus,
            Token::Minus | Token::Negate => Kind::Minus,
            Token::Times | Token::Unfold | Token::SplatAttribute => Kind::Times,
            Token::Slash => Kind::Slash,
            Token::Percent => Kind::Percent,
            Token::Not => Kind::Not,
            token => Kind::of_keyword(token),
        }
    }

    fn of_keyword(token: Token) -> Kind {
        match token {
            Token::And => Kind::And,
            Token::Attr => Kind::Attr,
            Token::Case => Kind::Case,
            Token::Class => Kind::Class,
            Token::Default => Kind::Default,
            Token::Define => Kind::Define,
            Token::Else => Kind::Else,
            Token::Elsif => Kind::Elsif,
            Token::Function => Kind::Function,
            Token::If => Kind::If,
            Token::In => Kind::In,
            Token::Inherits => Kind::Inherits,
            Token::Node => Kind::Node,
            Token::Or => Kind::Or,
            Token::Private => Kind::Private,
            Token::Type => Kind::Type,
            Token::Undef => Kind::Undef,
            Token::Unless => Kind::Unless,
            _ => Kind::Template,
        }
    }

    /// White space, line breaks, comments.
    pub fn is_layout(self) -> bool {
        matches!(self, Kind::Newline | Kind::Indent | Kind::Space | Kind::Comment | Kind::LongComment)
    }

    /// White space and line breaks.
    pub fn is_blank(self) -> bool {
        matches!(self, Kind::Newline | Kind::Indent | Kind::Space)
    }

    pub fn is_comment(self) -> bool {
        matches!(self, Kind::Comment | Kind::LongComment)
    }

    /// A lower-case name or a bare word.
    pub fn is_name(self) -> bool {
        matches!(self, Kind::Name | Kind::Bareword)
    }

    pub fn is_variable(self) -> bool {
        matches!(self, Kind::Variable | Kind::BareVariable)
    }

    pub fn is_quoted(self) -> bool {
        matches!(self, Kind::SingleQuoted | Kind::DoubleQuoted)
    }

    #[inline]
    pub fn opens(self) -> bool {
        OPENING.has(self)
    }

    #[inline]
    pub fn closes(self) -> bool {
        CLOSING.has(self)
    }
}

/// Some kinds, of which it is quickly told whether one is among them.
pub struct Kinds([bool; KINDS]);

impl Kinds {
    pub const fn of(kinds: &[Kind]) -> Kinds {
        let (mut table, mut at) = ([false; KINDS], 0);
        while at < kinds.len() {
            table[kinds[at] as usize] = true;
            at += 1;
        }
        Kinds(table)
    }

    #[inline]
    pub const fn has(&self, kind: Kind) -> bool {
        self.0[kind as usize]
    }
}

static OPENING: Kinds = Kinds::of(&[Kind::OpenBrace, Kind::OpenBracket, Kind::OpenParen]);
static CLOSING: Kinds = Kinds::of(&[Kind::CloseBrace, Kind::CloseBracket, Kind::CloseParen]);

/// A word with its place.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub kind: Kind,
    /// Counted from 1: where the word starts.
    pub line: u32,
    pub start: u32,
    pub end: u32,
}

impl Word {
    pub fn span(self) -> Span {
        Span::new(self.start, self.end)
    }
}
