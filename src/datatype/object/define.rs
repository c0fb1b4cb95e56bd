//! The definition of an `Object` type from a hash, with all that can be wrong with it.

use super::{as_object, attributes, equality_names, functions, label, lineage, type_parameters};
use crate::datatype::{NoAliases, accepts, alias, describe_mismatch, generalize, infer_reduced, is_assignable, parse};
use crate::value::data_type::{Object, ObjectAttribute};
use crate::value::{EcoString, Type, Value, ValueHash};
use std::sync::LazyLock;

/// What the hash of a definition may hold; what it says of annotations is checked apart from it.
static DEFINITION: LazyLock<Type> = LazyLock::new(|| {
    read(
        r"Struct[{Optional['name'] => Pcore::TypeName, Optional['parent'] => Type,
        Optional['type_parameters'] => Hash[Pcore::MemberName, NotUndef], Optional['attributes'] => Hash[Pcore::MemberName, NotUndef],
        Optional['constants'] => Hash[Pcore::MemberName, Any],
        Optional['functions'] => Hash[Variant[Pcore::MemberName, Enum['[]']], NotUndef],
        Optional['equality'] => Variant[Pcore::MemberName, Array[Pcore::MemberName]], Optional['equality_include_type'] => Boolean,
        'checks' => Any, 'annotations' => ANNOTATIONS}]",
    )
});

/// What an attribute that is given by a hash may say.
static ATTRIBUTE: LazyLock<Type> = LazyLock::new(|| {
    read(
        "Struct[{'type' => Type, Optional['final'] => Boolean, Optional['override'] => Boolean, \
         Optional['kind'] => Enum['constant', 'derived', 'given_or_derived', 'reference'], 'value' => Any, 'annotations' => ANNOTATIONS}]",
    )
});

/// What a function that is given by a hash may say.
static FUNCTION: LazyLock<Type> = LazyLock::new(|| {
    read(
        "Struct[{'type' => Type[Callable], Optional['final'] => Boolean, Optional['override'] => Boolean, \
         'annotations' => ANNOTATIONS}]",
    )
});

static FUNCTION_TYPE: LazyLock<Type> = LazyLock::new(|| read("Type[Callable]"));

/// Reads a type as messages show it: the patterns of names spelled out.
fn read(text: &str) -> Type {
    let text = text
        .replace("ANNOTATIONS", "Optional[Hash[Type[Annotation], Hash[Pcore::MemberName, Any]]]")
        .replace("Pcore::MemberName", r"Pattern[/\A[a-z_]\w*\z/]")
        .replace("Pcore::TypeName", r"Pattern[/\A[A-Z]\w*(?:::[A-Z]\w*)*\z/]");
    parse(&text, &NoAliases).unwrap_or(Type::Any)
}

/// The type that a hash defines; else what is wrong with it, in Puppet's words.
pub fn define(name: Option<&EcoString>, entries: &ValueHash) -> Result<Object, String> {
    let whole = Value::hash(entries.clone());
    // the type of annotations, which the definition names, is an empty one
    if !entries.is_empty() && !accepts(&DEFINITION, &whole) {
        return Err(describe_mismatch("object initializer has wrong type,", &DEFINITION, &whole));
    }
    let entry = |name: &str| entries.get(&Value::from(name));
    let name = name.cloned().or_else(|| entry("name").and_then(Value::as_str).map(EcoString::from));
    let mut object = Object { name, ..Object::default() };
    if let Some(Value::Type(parent)) = entry("parent") {
        check_lineage(&object, parent)?;
        object.parent = Some(parent.as_ref().clone());
    }
    let inherited = Inherited::of(object.parent.as_ref());
    object.type_parameters = own_type_parameters(&object, entry("type_parameters"), &inherited)?;
    object.attributes = own_attributes(&object, entry("attributes"), entry("constants"), &inherited)?;
    object.functions = own_functions(&object, entry("functions"), &inherited)?;
    object.includes_type = entry("equality_include_type") != Some(&Value::Boolean(false));
    object.equality = match entry("equality") {
        Some(Value::String(name)) => Some(vec![name.clone()]),
        Some(Value::Array(names)) => Some(names.iter().filter_map(Value::as_str).map(EcoString::from).collect()),
        _ => None,
    };
    object.checks = entry("checks").filter(|checks| !checks.is_undef()).cloned();
    object.annotations = entry("annotations").filter(|annotations| !annotations.is_undef()).cloned();
    check_equality(&object, &inherited)?;
    Ok(object)
}

/// What a type has by the types that it inherits from.
#[derive(Default)]
struct Inherited {
    type_parameters: Vec<ObjectAttribute>,
    attributes: Vec<ObjectAttribute>,
    functions: Vec<ObjectAttribute>,
    equality: Vec<EcoString>,
}

impl Inherited {
    fn of(parent: Option<&Type>) -> Self {
        parent.and_then(as_object).map_or_else(Inherited::default, |parent| Inherited {
            type_parameters: type_parameters(parent),
            attributes: attributes(parent),
            functions: functions(parent),
            equality: equality_names(parent),
        })
    }
}

/// A parent must be there, and may not lead back to the type itself.
fn check_lineage(object: &Object, parent: &Type) -> Result<(), String> {
    let mut current = Some(parent);
    for _ in 0..crate::datatype::DEPTH_LIMIT {
        let (name, next) = match current {
            Some(Type::Alias(named)) => (Some(&named.name), named.resolved.get()),
            Some(Type::Object(Some(object))) => (object.name.as_ref(), object.parent.as_ref()),
            _ => break,
        };
        if name.is_some() && name == object.name.as_ref() {
            return Err(format!("The Object type '{}' inherits from itself", label(object)));
        }
        current = next;
    }
    match alias::resolved(parent) {
        Type::Reference(name) => Err(format!("reference to unresolved type '{name}'")),
        _ => Ok(()),
    }
}

fn hash(value: Option<&Value>) -> Vec<(&str, &Value)> {
    let entries = value.and_then(Value::as_hash).into_iter().flatten();
    entries.filter_map(|(name, value)| Some((name.as_str()?, value))).collect()
}

fn own_type_parameters(object: &Object, given: Option<&Value>, inherited: &Inherited) -> Result<Vec<ObjectAttribute>, String> {
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
        // each may be left out, which goes without saying
        let data_type = match data_type {
            Type::Optional(inner) => inner.as_ref().clone(),
            other => other,
        };
        let parameter = ObjectAttribute::new(name.into(), data_type);
        check_override(object, Feature::TypeParameter, &parameter, &inherited.type_parameters)?;
        parameters.push(parameter);
    }
    Ok(parameters)
}

fn own_attributes(
    object: &Object,
    given: Option<&Value>,
    constants: Option<&Value>,
    inherited: &Inherited,
) -> Result<Vec<ObjectAttribute>, String> {
    let constants = hash(constants);
    let given = hash(given);
    for (name, _) in &constants {
        if given.iter().any(|(attribute, _)| attribute == name) {
            return Err(format!("attribute {}[{name}] is defined as both a constant and an attribute", label(object)));
        }
    }
    let mut all = Vec::new();
    for (name, specification) in given {
        all.push(attribute(object, name, specification)?);
    }
    all.extend(constants.into_iter().map(|(name, value)| ObjectAttribute {
        default: Some(value.clone()),
        kind: Some("constant".into()),
        is_final: true,
        overrides: inherited.attributes.iter().any(|attribute| attribute.name == name),
        ..ObjectAttribute::new(name.into(), generalize(&infer_reduced(value)))
    }));
    for attribute in &all {
        check_kind(object, Feature::Attribute, &attribute.name, &inherited.functions)?;
        check_override(object, Feature::Attribute, attribute, &inherited.attributes)?;
    }
    Ok(all)
}

/// An attribute is a type, or a hash that has one.
fn attribute(object: &Object, name: &str, specification: &Value) -> Result<ObjectAttribute, String> {
    let label = format!("attribute {}[{name}]", label(object));
    if matches!(name, "__ptype" | "__pvalue") {
        return Err(format!("The attribute '{name}' is reserved and cannot be used"));
    }
    let entries = match specification {
        Value::Type(data_type) => {
            let default = matches!(data_type.as_ref(), Type::Optional(_)).then_some(Value::Undef);
            return Ok(ObjectAttribute { default, ..ObjectAttribute::new(name.into(), data_type.as_ref().clone()) });
        }
        Value::Hash(entries) => entries,
        other => return Err(describe_mismatch(&format!("{label} has wrong type,"), &Type::Type(None), other)),
    };
    if !accepts(&ATTRIBUTE, specification) {
        return Err(describe_mismatch(&format!("initializer for {label} has wrong type,"), &ATTRIBUTE, specification));
    }
    let attribute = of_hash(name, entries);
    let entry = |name: &str| entries.get(&Value::from(name));
    if attribute.is_constant() && entry("final") == Some(&Value::Boolean(false)) {
        return Err(format!("{label} of kind 'constant' cannot be combined with final => false"));
    }
    match (&attribute.default, attribute.kind.as_deref()) {
        (Some(_), Some(kind @ ("derived" | "given_or_derived"))) => {
            Err(format!("{label} of kind '{kind}' cannot be combined with an attribute value"))
        }
        (Some(value), _) if *value != Value::Default && !accepts(&attribute.data_type, value) => {
            Err(describe_mismatch(&format!("{label} value has wrong type,"), &attribute.data_type, value))
        }
        (None, Some("constant")) => Err(format!("{label} of kind 'constant' requires a value")),
        _ => Ok(attribute),
    }
}

fn of_hash(name: &str, entries: &ValueHash) -> ObjectAttribute {
    let entry = |name: &str| entries.get(&Value::from(name));
    let flag = |name: &str| matches!(entry(name), Some(Value::Boolean(true)));
    let data_type = match entry("type") {
        Some(Value::Type(data_type)) => data_type.as_ref().clone(),
        _ => Type::Any,
    };
    let kind = entry("kind").and_then(Value::as_str).map(EcoString::from);
    ObjectAttribute {
        default: entry("value").cloned(),
        is_final: kind.as_deref() == Some("constant") || flag("final"),
        kind,
        overrides: flag("override"),
        annotations: entry("annotations").filter(|annotations| !annotations.is_undef()).cloned(),
        ..ObjectAttribute::new(name.into(), data_type)
    }
}

fn own_functions(object: &Object, given: Option<&Value>, inherited: &Inherited) -> Result<Vec<ObjectAttribute>, String> {
    let mut all = Vec::new();
    for (name, specification) in hash(given) {
        let function = match specification {
            Value::Hash(entries) if accepts(&FUNCTION, specification) => of_hash(name, entries),
            Value::Hash(_) => {
                let subject = format!("initializer for function '{name}' has wrong type,");
                return Err(describe_mismatch(&subject, &FUNCTION, specification));
            }
            Value::Type(data_type) if accepts(&FUNCTION_TYPE, specification) => {
                ObjectAttribute::new(name.into(), data_type.as_ref().clone())
            }
            other => {
                let subject = format!("function {}[{name}] has wrong type,", label(object));
                return Err(describe_mismatch(&subject, &FUNCTION_TYPE, other));
            }
        };
        if object.attributes.iter().any(|attribute| attribute.name == *name) {
            return Err(format!("function {}[{name}] conflicts with attribute with the same name", label(object)));
        }
        check_kind(object, Feature::Function, name, &inherited.attributes)?;
        check_override(object, Feature::Function, &function, &inherited.functions)?;
        all.push(function);
    }
    Ok(all)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Feature {
    TypeParameter,
    Attribute,
    Function,
}

impl Feature {
    fn word(self) -> &'static str {
        match self {
            Feature::TypeParameter => "type_parameter",
            Feature::Attribute => "attribute",
            Feature::Function => "function",
        }
    }

    fn members(self, object: &Object) -> &[ObjectAttribute] {
        match self {
            Feature::TypeParameter => &object.type_parameters,
            Feature::Attribute => &object.attributes,
            Feature::Function => &object.functions,
        }
    }

    /// `attribute Parent[a]`, of the nearest ancestor that has it of its own.
    fn inherited_label(self, object: &Object, name: &str) -> String {
        let chain = object.parent.as_ref().and_then(as_object).map(lineage).unwrap_or_default();
        let definer = chain.into_iter().rfind(|object| self.members(object).iter().any(|member| member.name == name));
        format!("{} {}[{name}]", self.word(), definer.map_or("Object", label))
    }
}

/// An attribute does not override a function, nor the other way around.
fn check_kind(object: &Object, feature: Feature, name: &str, others: &[ObjectAttribute]) -> Result<(), String> {
    if !others.iter().any(|other| other.name == name) {
        return Ok(());
    }
    let other = if feature == Feature::Attribute { Feature::Function } else { Feature::Attribute };
    Err(format!("{} {}[{name}] attempts to override {}", feature.word(), label(object), other.inherited_label(object, name)))
}

fn check_override(object: &Object, feature: Feature, member: &ObjectAttribute, inherited: &[ObjectAttribute]) -> Result<(), String> {
    let word = feature.word();
    let own = format!("{word} {}[{}]", label(object), member.name);
    let Some(other) = inherited.iter().find(|other| other.name == member.name) else {
        return match member.overrides {
            true => Err(format!("expected {own} to override an inherited {word}, but no such {word} was found")),
            false => Ok(()),
        };
    };
    let theirs = feature.inherited_label(object, &member.name);
    if other.is_final && !(other.is_constant() && member.is_constant()) {
        return Err(format!("{own} attempts to override final {theirs}"));
    }
    if !member.overrides {
        return Err(format!("{own} attempts to override {theirs} without having override => true"));
    }
    if !is_assignable(&other.data_type, &member.data_type) {
        return Err(format!("{own} attempts to override {theirs} with a type that does not match"));
    }
    Ok(())
}

fn check_equality(object: &Object, inherited: &Inherited) -> Result<(), String> {
    let names = object.equality.as_deref().unwrap_or_default();
    if !names.is_empty() && !object.includes_type {
        return Err("equality_include_type = false cannot be combined with non empty equality specification".to_string());
    }
    names.iter().try_for_each(|name| check_equal_attribute(object, inherited, name))
}

fn check_equal_attribute(object: &Object, inherited: &Inherited, name: &EcoString) -> Result<(), String> {
    let subject = format!("{} equality is referencing", label(object));
    let own = |feature: Feature| feature.members(object).iter().find(|member| member.name == *name);
    let theirs = inherited.attributes.iter().find(|attribute| attribute.name == *name);
    let of_parent = || Feature::Attribute.inherited_label(object, name);
    let of_own = |feature: Feature| format!("{} {}[{name}]", feature.word(), label(object));
    if theirs.is_some() && inherited.equality.contains(name) {
        return Err(format!("{subject} {} which is included in equality of {}", of_parent(), equality_definer(object, name)));
    }
    let function =
        inherited.functions.iter().any(|function| function.name == *name).then(|| Feature::Function.inherited_label(object, name));
    let function = function.or_else(|| own(Feature::Function).map(|_| of_own(Feature::Function)));
    let (attribute, label) = match (theirs, own(Feature::Attribute), function) {
        (Some(attribute), ..) => (attribute, of_parent()),
        (None, Some(attribute), _) => (attribute, of_own(Feature::Attribute)),
        (None, None, Some(function)) => return Err(format!("{subject} {function}. Only attribute references are allowed")),
        (None, None, None) => return Err(format!("{subject} non existent attribute '{name}'")),
    };
    match attribute.is_constant() {
        true => Err(format!("{subject} constant {label}. Reference to constant is not allowed in equality")),
        false => Ok(()),
    }
}

/// The topmost type whose instances are told apart by the attribute.
fn equality_definer(object: &Object, name: &EcoString) -> String {
    let chain = object.parent.as_ref().and_then(as_object).map(lineage).unwrap_or_default();
    let definer = chain.into_iter().find(|object| equality_names(object).contains(name));
    definer.map_or("Object", label).to_string()
}
