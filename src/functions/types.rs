//! `new`, `assert_type`, `type`, `convert_to`, `unwrap`, `call`: functions about types and values as such.

use super::block::of;
use super::definition::{Definition, failure, typed};
use crate::datatype::{self, describe_mismatch, generalize, infer, infer_reduced};
use crate::evaluate::function::{Block, Call, Context, Evaluated, Interrupt};
use crate::lookup::CONTEXT_TYPE;
use crate::value::{EcoString, Rich, Type, Value, ValueHash};
use std::sync::Arc;

pub(super) static FUNCTIONS: &[Definition] = &[
    typed("new", &["Callable[Type $type, Any $args, 1, default, Optional[Callable]]"], new),
    typed(
        "assert_type",
        &[
            "Callable[Type $type, Any $value, Optional[Callable[Type, Type]]]",
            "Callable[String $type_string, Any $value, Optional[Callable[Type, Type]]]",
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
    typed("stdlib::type_of", &["Callable[Any $value]"], |call, _| Ok(Value::data_type(infer(call.argument(0))))),
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
    typed(
        "call",
        &["Callable[String $function_name, Any $arguments, 1, default, Optional[Callable]]", "Callable[Deferred $deferred]"],
        |call, context| match call.argument(0) {
            Value::String(name) => named(name, call.arguments.get(1..).unwrap_or(&[]), call.block, context),
            deferred => resolved(deferred, context),
        },
    ),
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
        (Type::Type(_), [Value::String(text)]) if !text.is_empty() => Value::data_type(type_of_text(text, context)?),
        (Type::Object(Some(object)), _) if object.name.as_deref() == Some(CONTEXT_TYPE) => {
            let made = instance(data_type, rest)?;
            let module = datatype::object::member(&made, "module_name");
            context.lookup_context(module.as_ref().and_then(Value::as_str).map(EcoString::from))
        }
        _ => instance(data_type, rest)?,
    };
    let data_type = match datatype::alias::resolved(data_type) {
        Type::Init(Some(inner), _) => inner,
        _ => data_type,
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

/// Calls a function by its name in any case.
fn named(name: &str, arguments: &[Value], block: Option<&Block>, context: &mut dyn Context) -> Evaluated {
    let name = name.to_lowercase();
    context.call_function(&name, arguments, block).map_err(|interrupt| match interrupt {
        Interrupt::Failure(diagnostic) if diagnostic.message == format!("Unknown function: '{name}'.") => {
            failure(format!("Unknown function '{name}'"))
        }
        other => other,
    })
}

/// A value in which the deferred calls have been made, `$name` with a path into the variable included.
fn resolved(value: &Value, context: &mut dyn Context) -> Evaluated {
    match value {
        Value::Array(items) => {
            let items: Result<Vec<Value>, Interrupt> = items.iter().map(|item| resolved(item, context)).collect();
            items.map(Value::array)
        }
        Value::Hash(entries) => {
            let entry = |(key, value): (&Value, &Value)| Ok((resolved(key, context)?, resolved(value, context)?));
            let entries: Result<ValueHash, Interrupt> = entries.iter().map(entry).collect();
            entries.map(Value::hash)
        }
        Value::Sensitive(inner) => resolved(inner, context).map(Value::sensitive),
        Value::Rich(rich) => match rich.as_ref() {
            Rich::Deferred { name, arguments } => {
                let arguments: Result<Vec<Value>, Interrupt> = arguments.iter().map(|argument| resolved(argument, context)).collect();
                let mut arguments = arguments?;
                let Some(variable) = name.strip_prefix('$') else { return named(name, &arguments, None, context) };
                let found = context.variable(variable).ok_or_else(|| failure(format!("Undefined variable '{variable}'; ")))?;
                if arguments.is_empty() {
                    return Ok(found);
                }
                arguments.insert(0, found);
                named("dig", &arguments, None, context)
            }
            _ => Ok(value.clone()),
        },
        other => Ok(other.clone()),
    }
}

/// The type that a text says; a name that stands for none is one that takes nothing.
fn type_of_text(text: &str, context: &mut dyn Context) -> Result<Type, Interrupt> {
    let unplaced = |message: String| failure(message.trim_start_matches("Evaluation Error: ").to_string());
    context.parse_type(text).or_else(|interrupt| match interrupt {
        Interrupt::Failure(diagnostic) => match diagnostic.message.strip_prefix("Resource type not found: ") {
            Some(name) => Ok(Type::Reference(name.into())),
            // a mistake in the text has its place there
            None if diagnostic.location.is_some() => Err(Interrupt::Failure(diagnostic)),
            None => Err(unplaced(diagnostic.message)),
        },
        other => Err(other),
    })
}

fn assert_type(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let data_type = match call.argument(0) {
        Value::Type(data_type) => data_type.clone(),
        other => Arc::new(type_of_text(other.as_str().unwrap_or(""), context)?),
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
