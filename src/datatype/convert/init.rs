//! `Init[T]`: whatever a `T` can be made of; `Init[T, x]` together with further arguments.

use super::{constructor_of, failed, new_instance, unsupported};
use crate::datatype::{TypeError, alias, generalize};
use crate::value::{Type, Value};

/// An array is taken for the list of arguments, unless `T` can be made of it as it is.
pub(super) fn instance(whole: &Type, inner: &Type, more: &[Value], arguments: &[Value]) -> Result<Value, TypeError> {
    let [value] = arguments else {
        return Err(failed(format!(
            "'new_Init' expects 1 argument, got {}",
            if arguments.is_empty() { "none".into() } else { arguments.len().to_string() }
        )));
    };
    if !more.is_empty() {
        if constructor_of(alias::resolved(inner)).is_some_and(|constructor| !constructor.could_take(more)) {
            let name = generalize(inner);
            return Err(failed(format!("The type '{whole}' does not represent a valid set of parameters for {name}.new()")));
        }
        return made(inner, &[std::slice::from_ref(value), more].concat());
    }
    if matches!(inner, Type::Init(..) | Type::Optional(_) | Type::NotUndef(_))
        || (constructor_of(alias::resolved(inner)).is_none() && !matches!(alias::resolved(inner), Type::Object(Some(_))))
    {
        return Err(unsupported(inner));
    }
    let Value::Array(items) = value else { return made(inner, arguments) };
    if crate::datatype::accepts(inner, value) {
        return made(inner, arguments);
    }
    match constructor_of(alias::resolved(inner)) {
        Some(constructor) if constructor.takes_whole(arguments, items) => made(inner, arguments),
        Some(_) => made(inner, items),
        None => made(inner, arguments).or_else(|_| made(inner, items)),
    }
}

/// As the function `new` has it: what is an instance already stays as it is.
fn made(inner: &Type, arguments: &[Value]) -> Result<Value, TypeError> {
    match arguments {
        [only] if crate::datatype::accepts(inner, only) => Ok(only.clone()),
        _ => new_instance(inner, arguments),
    }
}

fn takes(inner: &Type, arguments: &[Value]) -> bool {
    constructor_of(alias::resolved(inner)).is_some_and(|constructor| constructor.takes(arguments))
}

/// Whether a `T` can be made of the value, which is one argument or, as an array, several.
pub(crate) fn can_be_made(inner: &Type, value: &Value, more: &[Value]) -> bool {
    let with_more = [std::slice::from_ref(value), more].concat();
    takes(inner, &with_more) || (more.is_empty() && value.as_array().is_some_and(|items| items.len() != 1 && takes(inner, items)))
}

/// The types of the first argument that a `T` can be made of.
pub(crate) fn made_of(inner: &Type, more: &[Value]) -> Vec<Type> {
    constructor_of(alias::resolved(inner)).map(|constructor| constructor.first_types(more.len())).unwrap_or_default()
}
