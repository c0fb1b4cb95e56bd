//! Puppet's openings of messages: `Evaluation Error: Error while evaluating a Function Call, …`, `Could not parse for environment …`.
//!
//! A failure that knows no place gets the one of the innermost expression that was being evaluated, and says which it was. A failure that
//! leaves a define's body is told as part of its resource too. Source: `pops/evaluator/evaluator_impl.rb`, `evaluate`.

use super::function::Interrupt;
use crate::check;
use crate::datatype;
use crate::diagnostic::{Around, Diagnostic, Precision};
use crate::value::Value;
use rpuppet_syntax::{Ast, Location, NodeId};

const EVALUATION: &str = "Evaluation Error: ";

/// Names the expression that failed, where the failure does not know its place yet.
pub(super) fn placed(interrupt: Interrupt, ast: &Ast, id: NodeId) -> Interrupt {
    match interrupt {
        Interrupt::Failure(mut diagnostic) if diagnostic.location.is_none() => {
            diagnostic.location = Some(ast.location(id));
            if diagnostic.precision == Precision::Nowhere {
                return Interrupt::Failure(diagnostic);
            }
            diagnostic.message = format!("{EVALUATION}Error while evaluating {}, {}", check::named(ast, id), diagnostic.message);
            Interrupt::Failure(diagnostic)
        }
        other => other,
    }
}

/// The opening of an issue that nobody opened on the way.
pub(super) fn opened(mut diagnostic: Box<Diagnostic>) -> Box<Diagnostic> {
    let told_by_column = diagnostic.location.is_some() && diagnostic.precision == Precision::Column;
    if told_by_column && !diagnostic.message.starts_with(EVALUATION) && !diagnostic.message.starts_with("Could not parse") {
        diagnostic.message = format!("{EVALUATION}{}", diagnostic.message);
    }
    diagnostic
}

/// A failure inside a define's body, told as a part of the resource.
pub(super) fn in_resource(interrupt: Interrupt, resource: Option<Location>) -> Interrupt {
    match interrupt {
        Interrupt::Failure(diagnostic) => {
            let mut diagnostic = opened(diagnostic);
            let opening = format!("{EVALUATION}Error while evaluating a Resource Statement, ");
            diagnostic.around.push(Around { opening, location: resource, precision: Precision::Line });
            Interrupt::Failure(diagnostic)
        }
        other => other,
    }
}

/// What messages call a value: `Integer`, `Class[a]-Type` (`pops/model/model_label_provider.rb`).
pub(super) fn label_of(value: &Value) -> String {
    match value {
        Value::Type(data_type) => format!("{data_type}-Type"),
        Value::Undef => "Undef Value".to_string(),
        Value::Default => "Default Value".to_string(),
        Value::Array(_) => "Array".to_string(),
        Value::Hash(_) => "Hash".to_string(),
        other => datatype::generalize(&datatype::infer_reduced(other)).to_string(),
    }
}

/// With its article.
pub(super) fn a_value(value: &Value) -> String {
    check::with_article(&label_of(value))
}
