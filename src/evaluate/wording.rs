//! Puppet's openings of messages: `Evaluation Error: Error while evaluating a Function Call, …`, `Could not parse for environment …`.
//!
//! A failure gets one opening, where it happened; real Puppet stacks them for what goes wrong inside a define.

use super::function::Interrupt;
use crate::diagnostic::Diagnostic;

const EVALUATION: &str = "Evaluation Error: ";
/// Mistakes that Puppet finds when the code has been evaluated: their messages stand alone.
const AFTER_EVALUATION: &[&str] = &[super::function::LOOKUP, "UNKNOWN_PARAMETER", "UNKNOWN_RESOURCE", "UNREALIZED", "STACK_TOO_DEEP", "UNKNOWN_NODE"];

/// What was being evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum During {
    Call,
    Resource,
}

/// Opens the message of a failure that has no opening yet.
pub(super) fn worded(during: During, interrupt: Interrupt) -> Interrupt {
    match interrupt {
        Interrupt::Failure(mut diagnostic) if !is_opened(&diagnostic) => {
            let what = if during == During::Call { "Function Call" } else { "Resource Statement" };
            diagnostic.message = format!("{EVALUATION}Error while evaluating a {what}, {}", diagnostic.message);
            Interrupt::Failure(diagnostic)
        }
        other => other,
    }
}

/// The opening of whatever nobody opened on the way.
pub(super) fn opened(mut diagnostic: Box<Diagnostic>) -> Box<Diagnostic> {
    if !is_opened(&diagnostic) {
        diagnostic.message = format!("{EVALUATION}{}", diagnostic.message);
    }
    diagnostic
}

fn is_opened(diagnostic: &Diagnostic) -> bool {
    let message = &diagnostic.message;
    message.starts_with(EVALUATION) || message.starts_with("Could not parse") || AFTER_EVALUATION.contains(&diagnostic.code)
}
