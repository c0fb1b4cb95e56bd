//! `new`, `assert_type`, `type`, `convert_to`, `unwrap`, `call`: functions about types and values as such.

use super::block::of;
use super::definition::{Definition, failure, typed};
use crate::datatype::{self, describe_mismatch, generalize, infer, infer_reduced};
use crate::evaluate::function::{Call, Context, Evaluated, Interrupt};
use crate::value::{Type, Value};
use std::sync::Arc;

pub(super) static FUNCTIONS: &[Definition] = &[
    typed("new", &["Callable[Type $type, Any $args, 1, default, Optional[Callable]]"], new),
    typed(
        "assert_type",
        &[
            "Callable[Type $type, Any $value, Optional[Callable[2, 2]]]",
            "Callable[String $type_string, Any $value, Optional[Callable[2, 2]]]",
        ],
        assert_type,
    ),
    typed("type", &["Callable[Any $value, Enum['detailed', 'reduced', 'generalized'] $inference_method, 1, 2]"], |call, _| {
        Ok(Value::data_type(match call.text(1) {
            "reduced" => infer_reduced(call.argument(0)),
            "generalized" => generalize(&infer_reduced(call.argument(0))),
            _ => infer(call.argument(0)),
        }))
    }),
    typed("type_of", &["Callable[Any $value]"], |call, _| Ok(Value::data_type(infer(call.argument(0))))),
    typed("convert_to", &["Callable[Any $value, Type $type, Any $args, 2, default, Optional[Callable[1, 1]]]"], convert_to),
    typed("unwrap", &["Callable[Any $arg, Optional[Callable]]"], |call, context| {
        let inner = match call.argument(0) {
            Value::Sensitive(inner) => inner.as_ref().clone(),
            other => other.clone(),
        };
        match call.block {
            Some(block) => context.call_block(block, &[inner]),
            None => Ok(inner),
        }
    }),
    typed("call", &["Callable[String $function_name, Any $arguments, 1, default, Optional[Callable]]"], |call, context| {
        context.call_function(call.text(0), call.arguments.get(1..).unwrap_or(&[]), call.block)
    }),
];

fn instance(data_type: &Type, arguments: &[Value]) -> Evaluated {
    datatype::new_instance(data_type, arguments).map_err(|error| Interrupt::failure(error.code, error.message))
}

/// Makes an instance and makes sure that it is one: `Integer[1, 5].new(7)` is a mistake. A value that is one already stays as it is.
fn new(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let Value::Type(data_type) = call.argument(0) else {
        return Err(failure("new(): the first argument must be a type"));
    };
    let rest = call.arguments.get(1..).unwrap_or(&[]);
    if let [only] = rest
        && !matches!(datatype::alias::resolved(data_type), Type::Init(..))
        && context.is_instance(data_type, only)
    {
        return Ok(only.clone());
    }
    let value = match (datatype::alias::resolved(data_type), rest) {
        (Type::Type(_), [Value::String(text)]) if !text.is_empty() => Value::data_type(context.parse_type(text)?),
        _ => instance(data_type, rest)?,
    };
    if !context.is_instance(data_type, &value) {
        return Err(failure(describe_mismatch(&format!("Converted value from {data_type}.new() has wrong type,"), data_type, &value)));
    }
    match call.block {
        Some(block) => context.call_block(block, &[value]),
        None => Ok(value),
    }
}

fn convert_to(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let mut arguments = vec![call.argument(1).clone(), call.argument(0).clone()];
    arguments.extend(call.arguments.iter().skip(2).cloned());
    let converted = context.call_function("new", &arguments, None)?;
    match call.block {
        Some(_) => context.call_block(of(call)?, &[converted]),
        None => Ok(converted),
    }
}

fn assert_type(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let data_type = match call.argument(0) {
        Value::Type(data_type) => data_type.clone(),
        other => Arc::new(context.parse_type(other.as_str().unwrap_or(""))?),
    };
    let value = call.argument(1);
    if context.is_instance(&data_type, value) {
        return Ok(value.clone());
    }
    match call.block {
        Some(block) => context.call_block(block, &[Value::Type(data_type), Value::data_type(infer(value))]),
        None => Err(failure(describe_mismatch("assert_type():", &data_type, value))),
    }
}
