//! A function as data: its name, how it may be called, its body.

use crate::evaluate::function::{Call, Context, Evaluated, Function, Interrupt};
use crate::value::Value;

pub(super) type Body = fn(&Call<'_>, &mut dyn Context) -> Evaluated;

/// What a function says of arguments that it does not accept.
pub(super) type Refusal = fn(&[Value]) -> Option<String>;

pub(super) struct Definition {
    name: &'static str,
    signatures: &'static [&'static str],
    body: Body,
    refusal: Option<Refusal>,
    /// Of a function of the 3.x API, as Ruby counts: 2 is two arguments, -2 at least one.
    arity: i32,
}

/// A function whose arguments are checked against signatures before the body sees them.
pub(super) const fn typed(name: &'static str, signatures: &'static [&'static str], body: Body) -> Definition {
    Definition { name, signatures, body, refusal: None, arity: -1 }
}

/// A function with words of its own for arguments that fit no signature.
pub(super) const fn refusing(name: &'static str, signatures: &'static [&'static str], refusal: Refusal, body: Body) -> Definition {
    Definition { name, signatures, body, refusal: Some(refusal), arity: -1 }
}

/// A function of Puppet's 3.x API: the body checks its arguments itself.
pub(super) const fn untyped(name: &'static str, body: Body) -> Definition {
    counted(name, -1, body)
}

/// A function of Puppet's 3.x API with a number of arguments, as Ruby counts them: 2 is two, -2 at least one.
pub(super) const fn counted(name: &'static str, arity: i32, body: Body) -> Definition {
    Definition { name, signatures: &[], body, refusal: None, arity }
}

impl Function for Definition {
    fn name(&self) -> &'static str {
        self.name
    }

    fn signatures(&self) -> &'static [&'static str] {
        self.signatures
    }

    fn refusal(&self, arguments: &[Value]) -> Option<String> {
        self.refusal.and_then(|refusal| refusal(arguments))
    }

    fn call(&self, call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
        let (given, wanted) = (call.arguments.len(), self.arity.unsigned_abs() as usize);
        if self.arity >= 0 && given != wanted {
            return Err(failure(format!("{}(): Wrong number of arguments given ({given} for {wanted})", self.name)));
        }
        if self.arity < 0 && given + 1 < wanted {
            return Err(failure(format!("{}(): Wrong number of arguments given ({given} for minimum {})", self.name, wanted - 1)));
        }
        (self.body)(call, context)
    }
}

/// A failure of a function: the message as the function words it.
pub(super) fn failure(message: impl Into<String>) -> Interrupt {
    Interrupt::failure("FUNCTION_FAILURE", message)
}

/// What Ruby calls the family of a value; the words of 3.x functions.
pub(super) fn class_name(value: &Value) -> &'static str {
    match value {
        Value::Undef => "NilClass",
        Value::Default => "Symbol",
        Value::Boolean(true) => "TrueClass",
        Value::Boolean(false) => "FalseClass",
        Value::Integer(_) => "Integer",
        Value::Float(_) => "Float",
        Value::String(_) => "String",
        Value::Regex(_) => "Regexp",
        Value::Array(_) => "Array",
        Value::Hash(_) => "Hash",
        Value::Type(_) => "Puppet::Resource",
        Value::Sensitive(_) => "Puppet::Pops::Types::PSensitiveType::Sensitive",
        Value::Rich(_) => "Object",
        Value::Iterator(sequence) => sequence.runtime_name(),
    }
}

/// Holds a 3.x function to a number of arguments, with the words that stdlib uses.
pub(super) fn expect_count(call: &Call<'_>, name: &str, count: usize) -> Result<(), Interrupt> {
    let given = call.arguments.len();
    if given == count { Ok(()) } else { Err(failure(format!("{name}(): Wrong number of arguments given ({given} for {count})"))) }
}

/// Holds a 3.x function to at least so many arguments.
pub(super) fn expect_at_least(call: &Call<'_>, name: &str, count: usize) -> Result<(), Interrupt> {
    let given = call.arguments.len();
    if given >= count { Ok(()) } else { Err(failure(format!("{name}(): Wrong number of arguments given ({given} for {count})"))) }
}
