//! `lookup`, and the older `hiera`, `hiera_array`, `hiera_hash`, `hiera_include`: data from Hiera.

use super::block::of;
use super::definition::{Definition, failure, typed};
use super::inclusion::flat;
use crate::datatype::describe_mismatch;
use crate::evaluate::function::{Call, Context, Evaluated, Inclusion, Interrupt, LookupOptions};
use crate::value::{Type, Value, format};
use std::sync::Arc;

const OLD: &[&str] = &[
    "Callable[String $key]",
    "Callable[String $key, Any $default, Any $override, 2, 3]",
    "Callable[String $key, Callable[1, 1]]",
    "Callable[String $key, Any $override, Callable[1, 1]]",
];

pub(super) static FUNCTIONS: &[Definition] = &[
    typed(
        "lookup",
        &[
            "Callable[Variant[String, Array[String]] $name, Optional[Variant[Type, String]] $value_type, \
             Optional[Variant[String[1], Hash[String, Scalar]]] $merge, 1, 3]",
            "Callable[Variant[String, Array[String]] $name, Optional[Variant[Type, String]] $value_type, \
             Optional[Variant[String[1], Hash[String, Scalar]]] $merge, Any $default_value]",
            "Callable[Variant[String, Array[String]] $name, Optional[Variant[Type, String]] $value_type, \
             Optional[Variant[String[1], Hash[String, Scalar]]] $merge, 1, 3, Callable[1, 1]]",
            "Callable[Hash $options_hash, Optional[Callable[1, 1]]]",
            "Callable[Variant[String, Array[String]] $name, Hash $options_hash, Optional[Callable[1, 1]]]",
        ],
        lookup,
    ),
    typed("hiera", OLD, |call, context| old(call, context, None)),
    typed("hiera_array", OLD, |call, context| old(call, context, Some("unique"))),
    typed("hiera_hash", OLD, |call, context| old(call, context, Some("hash"))),
    typed("hiera_include", OLD, |call, context| {
        let classes = flat(&[old(call, context, Some("unique"))?]);
        context.include(&classes, Inclusion::Include)
    }),
];

/// What a call of `lookup` asks for, whatever way it was written.
struct Request {
    names: Vec<Value>,
    value_type: Value,
    options: LookupOptions,
    has_default: bool,
}

fn lookup(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let request = request(call);
    let expected = match &request.value_type {
        Value::Type(data_type) => data_type.clone(),
        Value::String(text) => Arc::new(context.parse_type(text)?),
        _ => Arc::new(Type::Any),
    };
    for name in &request.names {
        if let Some(found) = context.lookup(&format::interpolated(name), &request.options)? {
            return checked("Found value", &expected, found, context);
        }
    }
    if let Some(block) = call.block {
        let name = request.names.first().cloned().unwrap_or(Value::Undef);
        return checked("Value returned from default block", &expected, context.call_block(block, &[name])?, context);
    }
    if request.has_default {
        let default = request.options.default_value.clone().unwrap_or(Value::Undef);
        return checked("Default value", &expected, default, context);
    }
    let names: Vec<_> = request.names.iter().map(|name| format!("'{}'", format::interpolated(name))).collect();
    Err(failure(match names.as_slice() {
        [only] => format!("Function lookup() did not find a value for the name {only}"),
        names => format!("Function lookup() did not find a value for any of the names [{}]", names.join(", ")),
    }))
}

fn request(call: &Call<'_>) -> Request {
    let mut request = Request { names: Vec::new(), value_type: Value::Undef, options: LookupOptions::default(), has_default: false };
    for (index, argument) in call.arguments.iter().enumerate() {
        match (index, argument) {
            (_, Value::Hash(_)) if index < 2 => from_hash(argument, &mut request),
            (0, names) => request.names = flat(std::slice::from_ref(names)),
            (1, value_type) => request.value_type = value_type.clone(),
            (2, merge) => request.options.merge = Some(merge.clone()).filter(|merge| !merge.is_undef()),
            (_, default) => {
                request.has_default = true;
                request.options.default_value = Some(default.clone());
            }
        }
    }
    request
}

fn from_hash(options: &Value, request: &mut Request) {
    let entry = |name: &str| options.as_hash().and_then(|entries| entries.get(&Value::from(name))).cloned();
    if let Some(name) = entry("name") {
        request.names = flat(&[name]);
    }
    request.value_type = entry("value_type").unwrap_or(Value::Undef);
    request.has_default = entry("default_value").is_some();
    request.options = LookupOptions {
        merge: entry("merge").filter(|merge| !merge.is_undef()),
        default_value: entry("default_value"),
        override_values: entry("override").filter(|values| !values.is_undef()),
        default_values: entry("default_values_hash").filter(|values| !values.is_undef()),
    };
}

fn checked(subject: &str, expected: &Type, value: Value, context: &mut dyn Context) -> Result<Value, Interrupt> {
    if context.is_instance(expected, &value) {
        return Ok(value);
    }
    Err(failure(format!("Function lookup(): {}", describe_mismatch(&format!("{subject} has wrong type,"), expected, &value))))
}

fn old(call: &Call<'_>, context: &mut dyn Context, merge: Option<&str>) -> Evaluated {
    let key = call.text(0);
    let default = call.arguments.get(1).filter(|_| call.block.is_none());
    let options = LookupOptions { merge: merge.map(Value::from), default_value: default.cloned(), ..LookupOptions::default() };
    match (context.lookup(key, &options)?, call.block) {
        (Some(found), _) => Ok(found),
        (None, Some(_)) => context.call_block(of(call)?, &[Value::from(key)]),
        (None, None) => default
            .cloned()
            .ok_or_else(|| failure(format!("Could not find data item {key} in any Hiera data file and no default supplied"))),
    }
}
