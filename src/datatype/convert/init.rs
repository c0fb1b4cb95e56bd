//! `Init[T]`: whatever `T` can be made of.

use super::new_instance;
use crate::datatype::TypeError;
use crate::value::{Type, Value};

/// An array is taken for the list of arguments, unless `T` can be made of it as it is.
pub(super) fn instance(inner: &Type, arguments: &[Value]) -> Result<Value, TypeError> {
    match arguments {
        [Value::Array(items)] => new_instance(inner, arguments).or_else(|_| new_instance(inner, items)),
        _ => new_instance(inner, arguments),
    }
}
