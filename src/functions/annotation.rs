//! `annotate`: notes on values, which are instances of types that inherit from `Annotation`.

use super::definition::{Definition, failure, typed};
use crate::datatype;
use crate::evaluate::function::{Call, Context, Evaluated, Interrupt};
use crate::value::{Type, Value};

pub(super) static FUNCTIONS: &[Definition] = &[typed(
    "annotate",
    &[
        "Callable[Type[Annotation] $type, Any $value, Optional[Callable[0, 0]]]",
        "Callable[Type[Annotation] $type, Any $value, Variant[Enum['clear'], Hash[Pcore::MemberName, Any]] $annotation_hash]",
        "Callable[Type[Pcore] $type, Any $value, Hash[Type[Annotation], Hash[Pcore::MemberName, Any]] $annotations]",
    ],
    annotate,
)];

/// Gives what a new annotation is to say, if there is to be one.
type Wanted<'a> = dyn FnMut(&mut dyn Context) -> Result<Option<Value>, Interrupt> + 'a;

const CLEAR: &str = "clear";

fn annotate(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let (of, value) = (call.argument(0), call.argument(1));
    match call.arguments.get(2) {
        None => annotation(of, value, &mut |context| call.block.map(|block| context.call_block(block, &[])).transpose(), context),
        Some(Value::Hash(several)) if !is_annotation(of) => {
            for (of, content) in several.iter() {
                annotation(of, value, &mut |_| Ok(Some(content.clone())), context)?;
            }
            Ok(value.clone())
        }
        Some(content) => renewed(of, value, content, context),
    }
}

fn is_annotation(of: &Value) -> bool {
    let Value::Type(of) = of else { return false };
    datatype::is_assignable(&Type::Object(Some(datatype::pcore::object("Annotation"))), of)
}

/// The annotation that a value has; else the one that its type declares, or that is asked for.
fn annotation(of: &Value, value: &Value, wanted: &mut Wanted<'_>, context: &mut dyn Context) -> Evaluated {
    let name = name_of(of);
    if let Some(known) = context.annotations().get(value, &name) {
        return Ok(known.clone());
    }
    let content = match declared(of, value) {
        Some(content) => Some(content),
        None => wanted(context)?,
    };
    content.map_or(Ok(Value::Undef), |content| noted(of, value, &content, context))
}

/// A new annotation, or none any more; one that the type declares stays as it is.
fn renewed(of: &Value, value: &Value, content: &Value, context: &mut dyn Context) -> Evaluated {
    let name = name_of(of);
    let clears = content.as_str() == Some(CLEAR);
    if declared(of, value).is_some() {
        let action = if clears { CLEAR } else { "redefine" };
        let label = name_of(value);
        return Err(failure(format!("attempt to {action} {name} annotation declared on {label}")));
    }
    match clears {
        true => Ok(context.annotations().clear(value, &name).unwrap_or_default()),
        false => noted(of, value, content, context),
    }
}

fn noted(of: &Value, value: &Value, content: &Value, context: &mut dyn Context) -> Evaluated {
    let Value::Type(data_type) = of else { return Ok(Value::Undef) };
    let made = datatype::new_instance(data_type, std::slice::from_ref(content));
    let made = made.map_err(|error| Interrupt::failure(error.code, error.message))?;
    context.annotations().set(value, &name_of(of), made.clone());
    Ok(made)
}

/// What an object type says itself of an annotation.
fn declared(of: &Value, value: &Value) -> Option<Value> {
    let Value::Type(data_type) = value else { return None };
    let Type::Object(Some(object)) = datatype::alias::resolved(data_type) else { return None };
    let wanted = name_of(of);
    let entries = object.annotations.as_ref().and_then(Value::as_hash)?;
    entries.iter().find(|(annotation, _)| name_of(annotation) == wanted).map(|(_, content)| content.clone())
}

fn name_of(data_type: &Value) -> String {
    match data_type {
        Value::Type(data_type) => match datatype::alias::resolved(data_type) {
            Type::Object(Some(object)) => object.name.as_deref().unwrap_or("Object").to_string(),
            other => other.to_string(),
        },
        other => other.as_str().unwrap_or_default().to_string(),
    }
}
