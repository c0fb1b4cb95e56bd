//! `create_resources`, `ensure_resource`, `ensure_packages`, `defined`, `getparam`: declaring resources and asking for them.

use super::definition::{Definition, failure, typed, untyped};
use super::inclusion::flat;
use super::strings::capitalized;
use crate::catalog::Reference;
use crate::evaluate::function::{Call, Context, Evaluated, Form, Interrupt};
use crate::value::{EcoString, Type, Value, ValueHash, format};

const PACKAGES: &[&str] =
    &["Callable[Variant[String[1], Array[String[1]], Hash[String[1], Any]] $packages, Optional[Hash] $default_attributes, 1, 2]"];

pub(super) static FUNCTIONS: &[Definition] = &[
    untyped("create_resources", create_resources),
    untyped("ensure_resource", ensure_resource),
    untyped("ensure_resources", ensure_resources),
    typed("ensure_packages", PACKAGES, ensure_packages),
    typed("stdlib::ensure_packages", PACKAGES, ensure_packages),
    untyped("defined_with_params", |call, context| {
        let matches = is_defined_with(call.argument(0), call.argument(1), context)?;
        Ok(Value::Boolean(matches))
    }),
    typed("defined", &["Callable[Variant[String, Type[CatalogEntry], Type[Type[CatalogEntry]]] $vals, 1, default]"], defined),
    untyped("getparam", getparam),
    typed("stdlib::str2resource", &["Callable[String $res_string]"], str2resource),
];

fn create_resources(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let count = call.arguments.len();
    if !(2..=3).contains(&count) {
        return Err(failure(match count {
            0 | 1 => format!("create_resources(): Wrong number of arguments given ({count} for minimum 2)"),
            _ => format!("create_resources(): wrong number of arguments ({count}; must be 2 or 3)"),
        }));
    }
    let name = format::interpolated(call.argument(0));
    if call.argument(1).as_hash().is_none() {
        return Err(failure("create_resources(): second argument must be a hash"));
    }
    if count == 3 && call.argument(2).as_hash().is_none() {
        return Err(failure("create_resources(): third argument, if provided, must be a hash"));
    }
    let (form, type_name) = match name.strip_prefix("@@") {
        Some(rest) => (Form::Exported, rest),
        None => name.strip_prefix('@').map_or((Form::Regular, name.as_str()), |rest| (Form::Virtual, rest)),
    };
    let defaults = if count == 3 { call.argument(2).clone() } else { Value::hash(ValueHash::default()) };
    context.create_resources(type_name, call.argument(1), &defaults, form)?;
    Ok(Value::Undef)
}

fn ensure_resource(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let (type_name, title) = type_and_title(call)?;
    let parameters = parameters(call.argument(2));
    for title in flat(&[title]) {
        ensure(&type_name, &title, &parameters, context)?;
    }
    Ok(Value::Undef)
}

fn type_and_title(call: &Call<'_>) -> Result<(EcoString, Value), Interrupt> {
    match (call.argument(0), call.argument(1)) {
        (Value::Undef, _) => Err(failure("Must specify a type")),
        (_, Value::Undef) => Err(failure("Must specify a title")),
        (type_name, title) => Ok((format::interpolated(type_name), title.clone())),
    }
}

fn parameters(value: &Value) -> ValueHash {
    value.as_hash().cloned().unwrap_or_default()
}

/// Declares the resource unless it exists with these parameters.
fn ensure(type_name: &str, title: &Value, parameters: &ValueHash, context: &mut dyn Context) -> Result<(), Interrupt> {
    let reference = Value::from(format!("{type_name}[{}]", format::interpolated(title)));
    let parameters = Value::hash(parameters.clone());
    if is_defined_with(&reference, &parameters, context)? {
        return Ok(());
    }
    let resources = Value::hash(ValueHash::from_iter([(title.clone(), parameters)]));
    context.create_resources(type_name, &resources, &Value::hash(ValueHash::default()), Form::Regular)?;
    Ok(())
}

fn ensure_resources(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let (type_name, resources) = type_and_title(call)?;
    let Value::Hash(resources) = resources else {
        return Err(failure("ensure_resources(): Requires second argument to be a Hash"));
    };
    let defaults = parameters(call.argument(2));
    for (title, own) in resources.iter() {
        ensure(&type_name, title, &merged(&defaults, own), context)?;
    }
    Ok(Value::Undef)
}

fn merged(defaults: &ValueHash, own: &Value) -> ValueHash {
    let mut all = defaults.clone();
    all.extend(own.as_hash().into_iter().flatten().map(|(key, value)| (key.clone(), value.clone())));
    all
}

fn ensure_packages(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let ensure_key = Value::from("ensure");
    let installed = ValueHash::from_iter([(ensure_key.clone(), Value::from("installed"))]);
    let mut defaults = merged(&installed, call.argument(1));
    if defaults.get(&ensure_key).and_then(Value::as_str) == Some("present") {
        defaults.insert(ensure_key, Value::from("installed"));
    }
    match call.argument(0) {
        Value::Hash(packages) => {
            for (title, own) in packages.iter() {
                ensure("package", title, &merged(&defaults, own), context)?;
            }
        }
        one_or_many => {
            for title in flat(std::slice::from_ref(one_or_many)) {
                ensure("package", &title, &defaults, context)?;
            }
        }
    }
    Ok(Value::Undef)
}

/// A text `Type[title]` as a reference to a resource that was declared before.
fn str2resource(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let text = call.text(0);
    let found = Reference::parse(text).filter(|found| context.has_resource(&found.type_name, &found.title));
    let Some(found) = found else {
        return Err(failure(format!(
            "stdlib::str2resource(): could not find {text}, this is parse order dependent and values should not be quoted"
        )));
    };
    Ok(Value::data_type(Type::Resource { type_name: Some(found.type_name), title: Some(found.title) }))
}

/// The resource that a reference or a text `Type[title]` names.
fn reference(value: &Value) -> Option<Reference> {
    match value {
        Value::Type(data_type) => match data_type.as_ref() {
            Type::Resource { type_name: Some(type_name), title: Some(title) } => Some(Reference::new(type_name, title.clone())),
            Type::Class(Some(name)) => Some(Reference::new("Class", crate::catalog::reference::capitalized(name))),
            _ => None,
        },
        Value::String(text) => Reference::parse(text),
        _ => None,
    }
}

fn is_defined_with(resource: &Value, parameters: &Value, context: &mut dyn Context) -> Result<bool, Interrupt> {
    if resource.is_undef() {
        return Err(failure("Must specify a reference"));
    }
    let Some(reference) = reference(resource).filter(|found| context.has_resource(&found.type_name, &found.title)) else {
        return Ok(false);
    };
    let wanted = parameters.as_hash().into_iter().flatten();
    for (name, value) in wanted {
        let actual = context.resource_parameter(&reference.type_name, &reference.title, &format::interpolated(name));
        if actual.unwrap_or(Value::Undef) != *value {
            return Ok(false);
        }
    }
    Ok(true)
}

fn defined(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    for value in call.arguments {
        if is_defined(value, context)? {
            return Ok(Value::Boolean(true));
        }
    }
    Ok(Value::Boolean(false))
}

fn is_defined(value: &Value, context: &mut dyn Context) -> Result<bool, Interrupt> {
    match value {
        Value::String(text) => Ok(match text.strip_prefix('$') {
            // a match sets them all, whatever it matched
            Some(group) if group.bytes().all(|byte| byte.is_ascii_digit()) => context.has_match(),
            Some(variable) => context.variable(variable).is_some(),
            None if text.is_empty() => false,
            None if text == "main" => true,
            None => match Reference::parse(text) {
                Some(found) => context.has_resource(&found.type_name, &found.title),
                None => context.is_known(&text.to_lowercase()),
            },
        }),
        Value::Type(data_type) => match data_type.as_ref() {
            Type::Resource { type_name: Some(type_name), title: None } => Ok(context.is_known(&type_name.to_lowercase())),
            Type::Resource { type_name: None, .. } => Err(failure("The given resource type is a reference to all kind of types")),
            Type::Class(None) => Err(failure("The given class type is a reference to all classes")),
            Type::Type(Some(inner)) => match inner.as_ref() {
                Type::Class(Some(name)) => Ok(context.is_known(name)),
                Type::Resource { .. } | Type::Class(None) => is_defined(&Value::Type(inner.clone()), context),
                _ => Ok(false),
            },
            _ => Ok(reference(value).is_some_and(|found| context.has_resource(&found.type_name, &found.title))),
        },
        other => {
            let kind = crate::datatype::generalize(&crate::datatype::infer_reduced(other));
            Err(failure(format!("Invalid argument of type '{}' to 'defined'", capitalized(&kind.to_string()))))
        }
    }
}

fn getparam(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    if call.argument(0).is_undef() {
        return Err(failure("Must specify a reference"));
    }
    let Value::String(name) = call.argument(1) else {
        return Err(failure("Must specify name of a parameter"));
    };
    let found = reference(call.argument(0)).and_then(|found| context.resource_parameter(&found.type_name, &found.title, name));
    Ok(found.unwrap_or_else(|| Value::from("")))
}
