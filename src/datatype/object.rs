//! `type X = Object[{…}]`: its definition from a hash, with all that can be wrong with it, and what its instances have.

use super::{NoAliases, accepts, alias, describe_mismatch, generalize, infer_reduced, is_assignable, parse};
use crate::value::data_type::{Object, ObjectAttribute};
use crate::value::{EcoString, Map, Rich, Type, Value, ValueHash, equality};
use std::sync::LazyLock;

/// What the hash of a definition may hold.
static DEFINITION: LazyLock<Type> = LazyLock::new(|| {
    let member = r"Pattern[/\A[a-z_]\w*\z/]";
    let text = format!(
        r"Struct[{{Optional['name'] => Pattern[/\A[A-Z]\w*(?:::[A-Z]\w*)*\z/], Optional['parent'] => Type,
        Optional['type_parameters'] => Hash[{member}, NotUndef], Optional['attributes'] => Hash[{member}, NotUndef],
        Optional['constants'] => Hash[{member}, Any], Optional['functions'] => Hash[Variant[{member}, Enum['[]']], NotUndef],
        Optional['equality'] => Variant[{member}, Array[{member}]], Optional['equality_include_type'] => Boolean,
        Optional['checks'] => Any, Optional['annotations'] => Hash[Type, Hash]}}]"
    );
    parse(&text, &NoAliases).unwrap_or(Type::Any)
});

/// What an attribute that is given by a hash may say.
static ATTRIBUTE: LazyLock<Type> = LazyLock::new(|| {
    let text = "Struct[{'type' => Type, Optional['final'] => Boolean, Optional['override'] => Boolean, \
                Optional['kind'] => Enum['constant', 'derived', 'given_or_derived', 'reference'], 'value' => Any, \
                Optional['annotations'] => Hash[Type, Hash]}]";
    parse(text, &NoAliases).unwrap_or(Type::Any)
});

/// The type that a hash defines; else what is wrong with it, in Puppet's words.
pub fn define(name: Option<&EcoString>, entries: &ValueHash) -> Result<Object, String> {
    let whole = Value::hash(entries.clone());
    if !accepts(&DEFINITION, &whole) {
        return Err(describe_mismatch("object initializer has wrong type,", &DEFINITION, &whole));
    }
    let entry = |name: &str| entries.get(&Value::from(name));
    let name = name.cloned().or_else(|| entry("name").and_then(Value::as_str).map(EcoString::from));
    let parent = match entry("parent") {
        Some(Value::Type(parent)) => Some(parent.as_ref().clone()),
        _ => None,
    };
    let mut object = Object {
        name,
        parent,
        type_parameters: Vec::new(),
        attributes: Vec::new(),
        functions: Vec::new(),
        equality: None,
        given: Vec::new(),
    };
    let inherited = object.parent.as_ref().and_then(as_object).map(attributes).unwrap_or_default();
    object.type_parameters = type_parameters(&object, entry("type_parameters"))?;
    object.attributes = own_attributes(&object, entry("attributes"), entry("constants"), &inherited)?;
    for (name, function) in hash(entry("functions")) {
        let Value::Type(data_type) = function else { continue };
        if object.attributes.iter().any(|attribute| attribute.name == *name) {
            return Err(format!("function {}[{name}] conflicts with attribute with the same name", label(&object)));
        }
        object.functions.push((name.into(), data_type.as_ref().clone()));
    }
    object.equality = match entry("equality") {
        Some(Value::String(name)) => Some(vec![name.clone()]),
        Some(Value::Array(names)) => Some(names.iter().filter_map(Value::as_str).map(EcoString::from).collect()),
        _ => None,
    };
    check_equality(&object, &inherited)?;
    Ok(object)
}

fn hash(value: Option<&Value>) -> Vec<(&str, &Value)> {
    let entries = value.and_then(Value::as_hash).into_iter().flatten();
    entries.filter_map(|(name, value)| Some((name.as_str()?, value))).collect()
}

fn label(object: &Object) -> &str {
    object.name.as_deref().unwrap_or("Object")
}

fn as_object(data_type: &Type) -> Option<&Object> {
    match alias::resolved(data_type) {
        Type::Object(Some(object)) => Some(object),
        _ => None,
    }
}

fn type_parameters(object: &Object, given: Option<&Value>) -> Result<Vec<ObjectAttribute>, String> {
    let mut parameters = Vec::new();
    for (name, specification) in hash(given) {
        let data_type = match specification {
            Value::Type(data_type) => data_type.as_ref().clone(),
            Value::Hash(entries) => match entries.get(&Value::from("type")) {
                Some(Value::Type(data_type)) => data_type.as_ref().clone(),
                _ => Type::Any,
            },
            other => {
                let subject = format!("type_parameter {}[{name}] has wrong type,", label(object));
                return Err(describe_mismatch(&subject, &Type::Type(None), other));
            }
        };
        parameters.push(ObjectAttribute { name: name.into(), data_type, default: None, kind: None, is_final: false, overrides: false });
    }
    Ok(parameters)
}

fn own_attributes(
    object: &Object,
    given: Option<&Value>,
    constants: Option<&Value>,
    inherited: &[ObjectAttribute],
) -> Result<Vec<ObjectAttribute>, String> {
    let mut all = Vec::new();
    for (name, specification) in hash(given) {
        all.push(attribute(object, name, specification)?);
    }
    for (name, value) in hash(constants) {
        if all.iter().any(|attribute: &ObjectAttribute| attribute.name == name) {
            return Err(format!("attribute {}[{name}] is defined as both a constant and an attribute", label(object)));
        }
        all.push(ObjectAttribute {
            name: name.into(),
            data_type: generalize(&infer_reduced(value)),
            default: Some(value.clone()),
            kind: Some("constant".into()),
            is_final: true,
            overrides: inherited.iter().any(|attribute| attribute.name == name),
        });
    }
    all.iter().try_for_each(|attribute| check_override(object, attribute, inherited))?;
    Ok(all)
}

/// An attribute is a type, or a hash that has one.
fn attribute(object: &Object, name: &str, specification: &Value) -> Result<ObjectAttribute, String> {
    let label = format!("attribute {}[{name}]", label(object));
    let entries = match specification {
        Value::Type(data_type) => {
            let default = matches!(data_type.as_ref(), Type::Optional(_)).then_some(Value::Undef);
            let data_type = data_type.as_ref().clone();
            return Ok(ObjectAttribute { name: name.into(), data_type, default, kind: None, is_final: false, overrides: false });
        }
        Value::Hash(entries) => entries,
        other => return Err(describe_mismatch(&format!("{label} has wrong type,"), &Type::Type(None), other)),
    };
    if !accepts(&ATTRIBUTE, specification) {
        return Err(describe_mismatch(&format!("initializer for {label} has wrong type,"), &ATTRIBUTE, specification));
    }
    let entry = |name: &str| entries.get(&Value::from(name));
    let data_type = match entry("type") {
        Some(Value::Type(data_type)) => data_type.as_ref().clone(),
        _ => Type::Any,
    };
    let flag = |name: &str| matches!(entry(name), Some(Value::Boolean(true)));
    let kind = entry("kind").and_then(Value::as_str).map(EcoString::from);
    let is_constant = kind.as_deref() == Some("constant");
    if is_constant && entry("final").is_some() && !flag("final") {
        return Err(format!("{label} of kind 'constant' cannot be combined with final => false"));
    }
    let default = entry("value").cloned();
    match (&default, kind.as_deref()) {
        (Some(_), Some(kind @ ("derived" | "given_or_derived"))) => {
            return Err(format!("{label} of kind '{kind}' cannot be combined with an attribute value"));
        }
        (Some(value), _) if *value != Value::Default && !accepts(&data_type, value) => {
            return Err(describe_mismatch(&format!("{label} value has wrong type,"), &data_type, value));
        }
        (None, Some("constant")) => return Err(format!("{label} of kind 'constant' requires a value")),
        _ => {}
    }
    Ok(ObjectAttribute { name: name.into(), data_type, default, kind, is_final: is_constant || flag("final"), overrides: flag("override") })
}

fn check_override(object: &Object, attribute: &ObjectAttribute, inherited: &[ObjectAttribute]) -> Result<(), String> {
    let own = format!("attribute {}[{}]", label(object), attribute.name);
    let Some(other) = inherited.iter().find(|other| other.name == attribute.name) else {
        return match attribute.overrides {
            true => Err(format!("expected {own} to override an inherited attribute, but no such attribute was found")),
            false => Ok(()),
        };
    };
    let parent = definer(object.parent.as_ref(), &attribute.name).map_or("Object", label);
    let theirs = format!("attribute {parent}[{}]", attribute.name);
    if other.is_final && !(other.is_constant() && attribute.is_constant()) {
        return Err(format!("{own} attempts to override final {theirs}"));
    }
    if !attribute.overrides {
        return Err(format!("{own} attempts to override {theirs} without having override => true"));
    }
    if !is_assignable(&other.data_type, &attribute.data_type) {
        return Err(format!("{own} attempts to override {theirs} with a type that does not match"));
    }
    Ok(())
}

/// The nearest ancestor that has this attribute of its own.
fn definer<'a>(parent: Option<&'a Type>, name: &str) -> Option<&'a Object> {
    let object = parent.and_then(as_object)?;
    match object.attributes.iter().any(|attribute| attribute.name == name) {
        true => Some(object),
        false => definer(object.parent.as_ref(), name),
    }
}

fn check_equality(object: &Object, inherited: &[ObjectAttribute]) -> Result<(), String> {
    let label = label(object);
    for name in object.equality.iter().flatten() {
        match inherited.iter().chain(&object.attributes).find(|attribute| attribute.name == *name) {
            None => return Err(format!("{label} equality is referencing non existent attribute '{name}'")),
            Some(attribute) if attribute.is_constant() => {
                return Err(format!(
                    "{label} equality is referencing constant attribute {label}[{name}]. Reference to constant is not allowed in equality"
                ));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// All attributes, the inherited ones first; an overriding one stands where the overridden one stood.
pub fn attributes(object: &Object) -> Vec<ObjectAttribute> {
    let mut all: Map<EcoString, ObjectAttribute> = Map::default();
    let mut chain = vec![object];
    while let Some(parent) = chain.last().and_then(|object| object.parent.as_ref()).and_then(as_object)
        && chain.len() < super::DEPTH_LIMIT
    {
        chain.push(parent);
    }
    for object in chain.into_iter().rev() {
        all.extend(object.attributes.iter().map(|attribute| (attribute.name.clone(), attribute.clone())));
    }
    all.into_values().collect()
}

/// Whether a type is the wanted one or inherits from it.
pub(super) fn is_kind_of(object: &Object, wanted: &Object) -> bool {
    let mut current = Some(object);
    for _ in 0..super::DEPTH_LIMIT {
        let Some(own) = current else { return false };
        let same_name = own.name.is_some() && own.name == wanted.name;
        if same_name || (own.name.is_none() && own == wanted) {
            return true;
        }
        current = own.parent.as_ref().and_then(as_object);
    }
    false
}

/// Whether an instance has what a type's parameters ask for.
pub(super) fn has_parameters(wanted: &Object, value: &Value) -> bool {
    wanted.given.iter().all(|(name, wanted)| {
        let own = member(value, name).unwrap_or_default();
        match wanted {
            Value::Type(wanted) => accepts(wanted, &own),
            Value::Regex(regex) => own.as_str().is_some_and(|text| regex.is_match(text)),
            other => equality::equals(&own, other),
        }
    })
}

/// An attribute of an object, or a part of a URI, by name; `None` where it has none of this name.
pub fn member(value: &Value, name: &str) -> Option<Value> {
    let Value::Rich(rich) = value else { return None };
    match rich.as_ref() {
        Rich::Object { attributes: own, of, .. } => {
            let given = own.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone());
            given.or_else(|| match of {
                Some(of) => attributes(of).into_iter().find(|known| known.name == name).map(|known| known.default.unwrap_or_default()),
                None => matches!(name, "msg" | "kind" | "details" | "issue_code").then_some(Value::Undef),
            })
        }
        Rich::Deferred { name: function, arguments } => match name {
            "name" => Some(Value::String(function.clone())),
            "arguments" => Some(if arguments.is_empty() { Value::Undef } else { Value::array(arguments.clone()) }),
            _ => None,
        },
        Rich::Uri(text) => super::uri::part(text, name),
        _ => None,
    }
}

/// `X[1]`, `X[{p => 1}]`: the type with what its parameters are to be.
pub(super) fn with_parameters(object: &Object, arguments: &[Value]) -> Result<Object, String> {
    let label = label(object);
    if object.type_parameters.is_empty() {
        return Err(format!("The {label}-Type cannot be parameterized using []"));
    }
    let mut given = Vec::new();
    let by_name = match arguments {
        [Value::Hash(entries)] => Some(entries),
        _ => None,
    };
    for (name, _) in by_name.into_iter().flat_map(|entries| entries.iter()) {
        if !object.type_parameters.iter().any(|parameter| Some(parameter.name.as_str()) == name.as_str()) {
            return Err(format!("'{}' is not a known type parameter for {label}-Type", name.as_str().unwrap_or("")));
        }
    }
    for (index, parameter) in object.type_parameters.iter().enumerate() {
        let value = by_name.map_or_else(|| arguments.get(index), |entries| entries.get(&Value::String(parameter.name.clone())));
        let Some(value) = value.filter(|value| **value != Value::Default) else { continue };
        if !accepts(&Type::Optional(parameter.data_type.clone().into()), value) && !matches!(value, Value::Type(_) | Value::Regex(_)) {
            let wanted = Type::Optional(parameter.data_type.clone().into());
            return Err(describe_mismatch(&format!("type_parameter {label}[{}] has wrong type,", parameter.name), &wanted, value));
        }
        given.push((parameter.name.clone(), value.clone()));
    }
    if given.is_empty() {
        return Err(format!("The {label}-Type cannot be parameterized using an empty parameter list"));
    }
    Ok(Object { given, ..object.clone() })
}
