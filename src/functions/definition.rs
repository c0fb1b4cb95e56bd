//! A function as data: its name, how it may be called, its body.

use crate::catalog::reference::capitalized;
use crate::datatype::label::class_name as class_of;
use crate::evaluate::function::{Call, Context, Evaluated, Function, Interrupt};
use crate::value::{EcoString, Rich, Type, Value, printf};

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
        check_arity(self.name, self.arity, call.arguments.len())?;
        (self.body)(call, context)
    }
}

/// Holds a call of a 3.x function to its number of arguments.
pub(super) fn check_arity(name: &str, arity: i32, given: usize) -> Result<(), Interrupt> {
    let wanted = arity.unsigned_abs() as usize;
    if arity >= 0 && given != wanted {
        return Err(failure(format!("{name}(): Wrong number of arguments given ({given} for {wanted})")));
    }
    if arity < 0 && given + 1 < wanted {
        return Err(failure(format!("{name}(): Wrong number of arguments given ({given} for minimum {})", wanted - 1)));
    }
    Ok(())
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

/// An argument as functions of the 3.x API get it: `undef` is an empty text, a reference to a resource the text of it; inside of arrays
/// and hashes `undef` stays.
pub(super) fn legacy(value: &Value) -> Value {
    if value.is_undef() { Value::from("") } else { legacy_inside(value) }
}

fn legacy_inside(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(legacy_inside).collect(),
        Value::Hash(entries) => Value::hash(entries.iter().map(|(key, value)| (legacy_inside(key), legacy_inside(value))).collect()),
        Value::Type(data_type) => match data_type.as_ref() {
            Type::Resource { type_name: Some(name), title } => Value::from(format!("{name}[{}]", title.as_deref().unwrap_or(""))),
            Type::Class(Some(name)) => Value::from(format!("Class[{}]", capitalized(name))),
            _ => value.clone(),
        },
        Value::Regex(regex) => Value::from(regex.literal()),
        Value::Rich(rich) if !matches!(rich.as_ref(), Rich::Object { .. }) => Value::from(rich.to_string()),
        other => other.clone(),
    }
}

/// The text that Ruby wants as an argument; nothing else is made one.
pub(super) fn ruby_string(value: &Value) -> Result<EcoString, Interrupt> {
    match legacy(value) {
        Value::String(text) => Ok(text),
        Value::Boolean(flag) => Err(failure(format!("no implicit conversion of {flag} into String"))),
        Value::Type(_) => Ok(printf::plain(value).into()),
        other => Err(failure(format!("no implicit conversion of {} into String", class_of(&other)))),
    }
}
