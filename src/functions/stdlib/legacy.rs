//! `validate_legacy`: a data type in place of an old `validate_…` function.

use super::private::deprecated;
use crate::datatype::describe_mismatch;
use crate::evaluate::function::{Call, Context, Evaluated};
use crate::functions::definition::{Definition, failure, typed};
use crate::value::Value;
use std::sync::Arc;

const SIGNATURES: &[&str] = &[
    "Callable[Type $target_type, String $function_name, Any $value, Any $args, 3, default]",
    "Callable[String $type_string, String $function_name, Any $value, Any $args, 3, default]",
];

pub(in crate::functions) static FUNCTIONS: &[Definition] =
    &[typed("validate_legacy", SIGNATURES, validate_legacy), typed("stdlib::validate_legacy", SIGNATURES, validate_legacy)];

fn validate_legacy(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let data_type = match call.argument(0) {
        Value::Type(data_type) => data_type.clone(),
        other => Arc::new(context.parse_type(other.as_str().unwrap_or(""))?),
    };
    let value = call.argument(2);
    if context.is_instance(&data_type, value) {
        return Ok(Value::Undef);
    }
    let function = call.text(1);
    let message = describe_mismatch(&format!("validate_legacy({function})"), &data_type, value);
    // What the old function let pass still passes, with a warning.
    let arguments = call.arguments.get(2..).unwrap_or(&[]);
    match context.call_function(function, arguments, None) {
        Ok(_) => {
            deprecated("validate_legacy", &message, context)?;
            Ok(Value::Undef)
        }
        Err(_) => Err(failure(message)),
    }
}
