//! Which `[ ( { | - *` it is. The grammar can only be free of conflicts when each of these has one meaning, which the tokens around it give:
//! whether an operand ends just before, and which brackets are open.

use crate::token::{Lexeme, Token};

/// What an open bracket belongs to.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Other,
    CaseBody,
    CaseOption,
    Lambda,
    Text,
}

/// What the pass remembers on its way.
struct Layer {
    open: Vec<Open>,
    /// For each `case` whose body has not begun: how many brackets were open.
    cases: Vec<usize>,
    /// Whether an operand ends with the token before.
    after_value: bool,
    previous: Token,
}

/// Gives every token its one meaning. The result is the first token that is nested deeper than `limit`, if there is one.
pub(crate) fn resolve(lexemes: &mut [Lexeme], limit: usize) -> Option<Lexeme> {
    let mut layer = Layer { open: Vec::with_capacity(16), cases: Vec::new(), after_value: false, previous: Token::Semicolon };
    let mut too_deep = None;
    for index in 0..lexemes.len() {
        if let Some((lexeme, rest)) = lexemes.get_mut(index..).and_then(<[Lexeme]>::split_first_mut) {
            layer.step(&mut lexeme.token, rest);
            if layer.open.len() > limit && too_deep.is_none() {
                too_deep = Some(*lexeme);
            }
        }
    }
    too_deep
}

impl Layer {
    fn step(&mut self, token: &mut Token, rest: &[Lexeme]) {
        let mut ends_value = token.ends_value();
        match *token {
            Token::Minus if !self.after_value => *token = Token::Negate,
            Token::Times if rest.first().is_some_and(|next| matches!(next.token, Token::FatArrow | Token::PlusArrow)) => {
                *token = Token::SplatAttribute;
            }
            Token::Times if !self.after_value => *token = Token::Unfold,
            Token::OpenParen => self.open_paren(token),
            Token::OpenParenFirst => {
                *token = Token::OpenParen;
                self.open.push(Open::Other);
            }
            Token::AccessOpen | Token::ArrayOpen => self.open_bracket(token),
            Token::OpenBrace => self.open_brace(token),
            Token::StringStart(_) => self.open.push(Open::Text),
            Token::Pipe => self.pipe(token),
            Token::Case => self.cases.push(self.open.len()),
            // an attribute may be named `case`
            Token::FatArrow if self.previous == Token::Case => drop(self.cases.pop()),
            Token::CloseParen | Token::CloseBracket | Token::StringEnd(_) => drop(self.open.pop()),
            // after a case option the next one's value begins
            Token::CloseBrace => ends_value = self.open.pop() != Some(Open::CaseOption),
            _ => {}
        }
        self.after_value = ends_value;
        self.previous = *token;
    }

    fn open_paren(&mut self, token: &mut Token) {
        if self.after_value {
            *token = Token::CallOpen;
        }
        self.open.push(Open::Other);
    }

    fn open_bracket(&mut self, token: &mut Token) {
        if !self.after_value {
            *token = Token::ArrayOpen;
        }
        self.open.push(Open::Other);
    }

    /// After an operand, a `:`, `else`, `class` or a lambda's parameters a block begins, else a hash.
    fn open_brace(&mut self, token: &mut Token) {
        let mut kind = Open::Other;
        match self.previous {
            Token::Question => *token = Token::SelectorOpen,
            Token::Colon if self.open.last() == Some(&Open::CaseBody) => kind = Open::CaseOption,
            Token::Colon | Token::Else | Token::Class | Token::PipeClose => {}
            _ if self.after_value => {
                if self.cases.last() == Some(&self.open.len()) {
                    self.cases.pop();
                    kind = Open::CaseBody;
                }
            }
            _ => *token = Token::HashOpen,
        }
        self.open.push(kind);
    }

    fn pipe(&mut self, token: &mut Token) {
        if self.open.last() == Some(&Open::Lambda) {
            self.open.pop();
            *token = Token::PipeClose;
        } else {
            self.open.push(Open::Lambda);
            *token = Token::PipeOpen;
        }
    }
}
