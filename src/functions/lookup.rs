//! `lookup`, and the older `hiera`, `hiera_array`, `hiera_hash`, `hiera_include`: data from Hiera.

use super::definition::{Definition, failure, refusing, typed};
use super::inclusion::flat;
use crate::datatype::describe_mismatch;
use crate::evaluate::function::{Call, Context, Evaluated, Inclusion, Interrupt, LookupOptions};
use crate::value::{Type, Value, format};
use std::sync::Arc;

const OLD: &[&str] = &[
    "Callable[Tuple[String, Any, Any, 1, 3] $args]",
    "Callable[String $key]",
    "Callable[String $key, Any $default, Any $override, 2, 3]",
    "Callable[String $key, Callable[1, 1] $default_block]",
    "Callable[String $key, Any $override, Callable[1, 1] $default_block]",
];

pub(super) static FUNCTIONS: &[Definition] = &[
    typed(
        "lookup",
        &[
            "Callable[NameType $name, ValueType $value_type, MergeType $merge, 1, 3]",
            "Callable[NameType $name, Optional[ValueType] $value_type, Optional[MergeType] $merge, DefaultValueType $default_value]",
            "Callable[NameType $name, ValueType $value_type, MergeType $merge, 1, 3, BlockType]",
            "Callable[OptionsWithName $options_hash, Optional[BlockType]]",
            "Callable[Variant[String, Array[String]] $name, OptionsWithoutName $options_hash, Optional[BlockType]]",
        ],
        lookup,
    ),
    typed("hiera", OLD, |call, context| old("hiera", call, context, "first")),
    typed("hiera_array", OLD, |call, context| old("hiera_array", call, context, "unique")),
    typed("hiera_hash", OLD, |call, context| old("hiera_hash", call, context, "hash")),
    typed("hiera_include", OLD, hiera_include),
    refusing("yaml_data", DATA, without_path, |call, context| context.data_file("yaml_data", path(call.argument(0)).unwrap_or(""))),
    refusing("json_data", DATA, without_path, |call, context| context.data_file("json_data", path(call.argument(0)).unwrap_or(""))),
    refusing("hocon_data", DATA, without_path, |call, context| context.data_file("hocon_data", path(call.argument(0)).unwrap_or(""))),
    typed(
        "eyaml_lookup_key",
        &["Callable[String[1] $key, Hash[String[1], Any] $options, Puppet::LookupContext $context]"],
        eyaml_lookup_key,
    ),
];

// Puppet's own data functions, called by one of the site.

const DATA: &[&str] = &["Callable[Struct[{'path' => String[1]}] $options, Puppet::LookupContext $context]"];

fn path(options: &Value) -> Option<&str> {
    options.as_hash().and_then(|options| options.get(&Value::from("path"))).and_then(Value::as_str)
}

const PLACES: &str = "one of 'path', 'paths' 'glob', 'globs' or 'mapped_paths' must be declared in hiera.yaml when using this";

fn without_path(arguments: &[Value]) -> Option<String> {
    let is_context = |value: &Value| matches!(value, Value::Rich(rich) if rich.is_object());
    matches!(arguments, [Value::Hash(_), context] if is_context(context)).then(|| format!("{PLACES} data_hash function"))
}

fn eyaml_lookup_key(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let options = call.argument(1);
    let missing = || failure(format!("'eyaml_lookup_key': {PLACES} lookup_key function"));
    let path = path(options).ok_or_else(missing)?;
    context.encrypted_data(call.text(0), path, options.as_hash().ok_or_else(missing)?)
}

/// What is asked for, whatever way it was written.
#[derive(Default)]
struct Request {
    names: Value,
    value_type: Option<Arc<Type>>,
    options: LookupOptions,
    default: Option<Value>,
}

fn lookup(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    answer(&request(call), call, context)
}

fn answer(request: &Request, call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let names = flat(std::slice::from_ref(&request.names));
    let expected = request.value_type.as_deref();
    let from = |values: &Option<Value>, name: &Value| values.as_ref().and_then(Value::as_hash).and_then(|values| values.get(name)).cloned();
    for name in &names {
        let text = format::interpolated(name);
        let mut found = from(&request.options.override_values, name);
        if let Some(value) = &found {
            check(&format!("Value found for key '{text}' in override hash"), expected, value, context)?;
        } else {
            found = context.lookup(&text, &request.options)?;
        }
        if let Some(value) = found {
            return check("Found value", expected, &value, context).map(|()| value);
        }
    }
    for name in &names {
        if let Some(value) = from(&request.options.default_values, name) {
            let subject = format!("Value found for key '{}' in default values hash", format::interpolated(name));
            return check(&subject, expected, &value, context).map(|()| value);
        }
    }
    let (subject, value) = match (call.block, &request.default) {
        (Some(block), _) => {
            let value = context.call_block(block, std::slice::from_ref(&request.names))?;
            ("Value returned from default block", value)
        }
        (None, Some(default)) => ("Default value", default.clone()),
        (None, None) => return Err(not_found(&names)),
    };
    check(subject, expected, &value, context).map(|()| value)
}

fn not_found(names: &[Value]) -> Interrupt {
    let names: Vec<_> = names.iter().map(|name| format!("'{}'", format::interpolated(name))).collect();
    let message = match names.as_slice() {
        [only] => format!("Function lookup() did not find a value for the name {only}"),
        names => format!("Function lookup() did not find a value for any of the names [{}]", names.join(", ")),
    };
    Interrupt::complete("LOOKUP", message)
}

fn request(call: &Call<'_>) -> Request {
    let mut request = Request::default();
    for (index, argument) in call.arguments.iter().enumerate() {
        match (index, argument) {
            (_, Value::Hash(_)) if index < 2 => from_hash(argument, &mut request),
            (0, names) => request.names = names.clone(),
            (1, value_type) => request.value_type = type_of(value_type),
            (2, merge) => request.options.merge = Some(merge.clone()),
            (_, default) => request.default = Some(default.clone()),
        }
    }
    request
}

fn type_of(value: &Value) -> Option<Arc<Type>> {
    match value {
        Value::Type(data_type) => Some(data_type.clone()),
        _ => None,
    }
}

fn from_hash(options: &Value, request: &mut Request) {
    let entry = |name: &str| options.as_hash().and_then(|entries| entries.get(&Value::from(name))).cloned();
    if let Some(name) = entry("name") {
        request.names = name;
    }
    request.value_type = entry("value_type").as_ref().and_then(type_of);
    request.default = entry("default_value");
    request.options.merge = entry("merge");
    request.options.override_values = entry("override");
    request.options.default_values = entry("default_values_hash");
}

fn check(subject: &str, expected: Option<&Type>, value: &Value, context: &mut dyn Context) -> Result<(), Interrupt> {
    match expected {
        Some(expected) if !context.is_instance(expected, value) => {
            Err(failure(describe_mismatch(&format!("{subject} has wrong type,"), expected, value)))
        }
        _ => Ok(()),
    }
}

/// Where Puppet tells more of the functions of Hiera 3.
const MORE: &str = "See https://puppet.com/docs/puppet/8.10/deprecated_language.html\n   (file & line not available)";

/// A function of Hiera 3: `hiera(key, default, override)`, all three in an array too.
fn old(name: &str, call: &Call<'_>, context: &mut dyn Context, merge: &str) -> Evaluated {
    context.deprecate(name, &format_args!("The function '{name}' is deprecated in favor of using 'lookup'. {MORE}"));
    let arguments = match call.arguments {
        [Value::Array(arguments)] => arguments.to_vec(),
        arguments => arguments.to_vec(),
    };
    let place = if call.block.is_some() { 1 } else { 2 };
    let places = arguments.get(place).map(|places| flat(std::slice::from_ref(places))).unwrap_or_default();
    let places = places.iter().filter(|place| !place.is_undef()).map(|place| format::interpolated(place).to_string());
    let request = Request {
        names: arguments.first().cloned().unwrap_or_default(),
        value_type: None,
        options: LookupOptions { merge: Some(merge.into()), old_call: Some(places.collect()), ..LookupOptions::default() },
        default: arguments.get(1).filter(|_| call.block.is_none()).cloned(),
    };
    answer(&request, call, context)
}

fn hiera_include(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let found = old("hiera_include", call, context, "unique")?;
    let is_empty = match &found {
        Value::Undef => return Err(failure(format!("Could not find data item {}", call.text(0)))),
        Value::Array(items) => items.is_empty(),
        Value::Hash(entries) => entries.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    };
    if is_empty { Ok(Value::Undef) } else { context.include(&flat(&[found]), Inclusion::Include) }
}
