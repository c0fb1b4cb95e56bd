//! Why running Ruby stopped, and the other ways in which control leaves an expression.

use super::host::Refusal;
use super::object::{Exception, Object};
use std::rc::Rc;

/// The class of the error that ends code whose control goes elsewhere.
const LEFT: &str = "Left";
/// That of Ruby which is not part of the small Ruby.
const OUTSIDE: &str = "Outside";

/// A mistake in Ruby code or a limit that it met: Ruby's words, and the line (from 1).
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("{message}")]
pub struct RubyError {
    /// `NoMethodError`, `TypeError`, …; `Outside` for Ruby that is not part of the small Ruby.
    pub class: String,
    pub message: String,
    pub line: u32,
}

impl RubyError {
    /// Whether the code asked for Ruby that is not part of the small Ruby.
    pub fn is_outside(&self) -> bool {
        self.class == OUTSIDE
    }
}

/// Everything that is not a value.
#[derive(Clone, Debug)]
pub enum Flow {
    Next(Object),
    Break(Object),
    Return(Object),
    /// An exception that `rescue` can catch.
    Raise(Rc<Exception>, u32),
    /// Ends the run: no `rescue` sees it.
    Stop(Box<RubyError>),
}

pub type Evaluated = Result<Object, Flow>;

impl Flow {
    pub fn raise(class: &str, message: impl Into<String>) -> Self {
        Flow::Raise(Rc::new(Exception { class: class.into(), message: message.into() }), 0)
    }

    pub fn type_error(message: impl Into<String>) -> Self {
        Flow::raise("TypeError", message)
    }

    pub fn argument_error(message: impl Into<String>) -> Self {
        Flow::raise("ArgumentError", message)
    }

    /// Ruby that exists but not here.
    pub fn outside(what: &str) -> Self {
        Flow::Stop(Box::new(RubyError {
            class: OUTSIDE.to_string(),
            message: format!("{what} is outside of the Ruby that can be used here"),
            line: 0,
        }))
    }

    /// A call of the outside had no value.
    pub fn refused(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Failed(message) => Flow::raise("Puppet::ParseError", message),
            Refusal::Left => Flow::Stop(Box::new(RubyError { class: LEFT.to_string(), message: String::new(), line: 0 })),
        }
    }

    /// Notes the line where it is not known yet: the innermost call knows best.
    pub fn at(mut self, place: u32) -> Self {
        match &mut self {
            Flow::Raise(_, line) if *line == 0 => *line = place,
            Flow::Stop(error) if error.line == 0 => error.line = place,
            _ => {}
        }
        self
    }

    /// Forgets a line of another file; the call's own is noted next.
    pub fn without_line(mut self) -> Self {
        match &mut self {
            Flow::Raise(_, line) => *line = 0,
            Flow::Stop(error) => error.line = 0,
            _ => {}
        }
        self
    }

    /// What the caller of the whole run hears.
    pub fn into_error(self) -> RubyError {
        match self {
            Flow::Raise(exception, line) => {
                RubyError { class: exception.class.to_string(), message: exception.message.clone(), line: line.max(1) }
            }
            Flow::Stop(error) => *error,
            Flow::Next(_) | Flow::Break(_) | Flow::Return(_) => {
                RubyError { class: "LocalJumpError".to_string(), message: "unexpected jump out of the code".to_string(), line: 1 }
            }
        }
    }
}
