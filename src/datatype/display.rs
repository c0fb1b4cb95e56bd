//! Data types as Puppet prints them.
//!
//! An alias that is printed by itself shows what it means (`Stdlib::Port = Integer[0, 65535]`); inside another type only its name.

use super::{object, pcore, type_set};
use crate::value::data_type::{Object, ObjectAttribute, Range, Signature, Size, StructMember};
use crate::value::{EcoString, Type, Value, format, regex};
use std::fmt::{self, Display, Formatter, Write};

impl Display for Type {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        if let Type::Object(None) = self {
            return out.write_str("Object[{}]"); // as Puppet has it, but for one inside another type
        }
        Writer { out, expanded: matches!(self, Type::Alias(_) | Type::Object(Some(_))), open: Vec::new(), explained: 0 }.write(self)
    }
}

/// The type with every alias in it explained, as mismatches show it.
pub(crate) fn expanded(data_type: &Type) -> String {
    struct Expanded<'a>(&'a Type);
    impl Display for Expanded<'_> {
        fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
            Writer { out, expanded: true, open: Vec::new(), explained: 0 }.write(self.0)
        }
    }
    Expanded(data_type).to_string()
}

struct Writer<'a, 'b> {
    out: &'a mut Formatter<'b>,
    expanded: bool,
    /// Aliases that are being explained; one that names itself is explained once.
    open: Vec<EcoString>,
    /// How many explanations there are so far.
    explained: usize,
}

/// Aliases that use others several times each would be explained without end: from here on they are only named.
const MOST_EXPLANATIONS: usize = 10_000;

impl Writer<'_, '_> {
    fn write(&mut self, data_type: &Type) -> fmt::Result {
        match data_type {
            Type::NotUndef(inner) | Type::Sensitive(inner) if **inner == Type::Any => self.out.write_str(name(data_type)),
            Type::Optional(inner) if **inner == Type::Undef => self.out.write_str("Optional"),
            Type::Iterable(inner) | Type::Iterator(inner) if **inner == Type::Any => self.out.write_str(name(data_type)),
            Type::NotUndef(inner) | Type::Optional(inner) => self.container(name(data_type), inner),
            Type::Sensitive(inner) | Type::Iterable(inner) | Type::Iterator(inner) => self.list(name(data_type), [inner.as_ref()]),
            Type::Init(Some(inner), arguments) if !arguments.is_empty() => {
                self.out.write_str("Init[")?;
                self.sequence(&[inner.as_ref()], &arguments.iter().map(format::inspect).collect::<Vec<_>>())?;
                self.out.write_char(']')
            }
            Type::Type(Some(inner)) | Type::Init(Some(inner), _) => self.list(name(data_type), [inner.as_ref()]),
            Type::Boolean(Some(flag)) => write!(self.out, "Boolean[{flag}]"),
            Type::Integer(range) => self.range("Integer", &bounds(range, i64::to_string)),
            Type::Float(range) => self.range("Float", &bounds(range, |number| format::float(*number))),
            Type::String(size) => self.range("String", &size_bounds(size)),
            Type::Collection(size) => self.range("Collection", &size_bounds(size)),
            Type::Enum { values, case_insensitive } => self.enumeration(values, *case_insensitive),
            Type::Pattern(patterns) if !patterns.is_empty() => {
                self.range("Pattern", &patterns.iter().map(|pattern| pattern.literal()).collect::<Vec<_>>())
            }
            Type::Regexp(Some(source)) => write!(self.out, "Regexp[{}]", regex::literal(source)),
            Type::Variant(types) if !types.is_empty() => self.list("Variant", types),
            Type::Array { .. } | Type::Hash { .. } | Type::Tuple { .. } => self.collection(data_type),
            Type::Struct(members) if !members.is_empty() => self.structure(members),
            Type::Callable(Some(signature)) => self.callable(signature),
            Type::Alias(alias) if matches!(alias.resolved.get(), Some(Type::Object(Some(_)))) => {
                alias.resolved.get().map_or(Ok(()), |object| self.write(object))
            }
            Type::Alias(alias) => self.alias(&alias.name, alias.resolved.get()),
            Type::Object(Some(object)) => self.object(object),
            _ => self.catalog_or_rich(data_type),
        }
    }

    fn catalog_or_rich(&mut self, data_type: &Type) -> fmt::Result {
        match data_type {
            Type::Resource { type_name: Some(type_name), title: None } => self.out.write_str(type_name),
            Type::Resource { type_name: Some(type_name), title: Some(title) } => write!(self.out, "{type_name}[{}]", quoted(title)),
            Type::Class(Some(class)) => write!(self.out, "Class[{class}]"),
            Type::Reference(text) => write!(self.out, "TypeReference[{}]", quoted(text)),
            Type::Runtime { runtime, name } if !runtime.is_empty() => write!(self.out, "Runtime[{runtime}, {}]", quoted(name)),
            Type::Timestamp(Some(range)) => self.range("Timestamp", &moments(range.as_ref())),
            Type::Timespan(Some(range)) => self.range("Timespan", &moments(range.as_ref())),
            Type::SemVer(ranges) if !ranges.is_empty() => {
                self.range("SemVer", &ranges.iter().map(|range| quoted(&range.to_string())).collect::<Vec<_>>())
            }
            Type::Uri(Some(parts)) => write!(self.out, "URI[{}]", format::inspect(parts)),
            Type::TypeSet(Some(set)) => write!(self.out, "TypeSet[{{{}}}]", type_set::definition(set)),
            Type::TypeSet(None) => self.out.write_str(DEFAULT_TYPE_SET),
            _ => self.out.write_str(name(data_type)),
        }
    }

    /// `Optional['x']` for the type of one string, `Optional[T]` else.
    fn container(&mut self, name: &str, inner: &Type) -> fmt::Result {
        match inner {
            Type::StringValue(text) => write!(self.out, "{name}[{}]", quoted(text)),
            _ => self.list(name, [inner]),
        }
    }

    fn list<'t>(&mut self, name: &str, types: impl IntoIterator<Item = &'t Type>) -> fmt::Result {
        write!(self.out, "{name}[")?;
        for (index, data_type) in types.into_iter().enumerate() {
            self.out.write_str(if index > 0 { ", " } else { "" })?;
            self.write(data_type)?;
        }
        self.out.write_char(']')
    }

    fn range(&mut self, name: &str, parts: &[String]) -> fmt::Result {
        if parts.is_empty() { self.out.write_str(name) } else { write!(self.out, "{name}[{}]", parts.join(", ")) }
    }

    fn enumeration(&mut self, values: &[EcoString], case_insensitive: bool) -> fmt::Result {
        let mut parts: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        if case_insensitive && !parts.is_empty() {
            parts.push("true".to_string());
        }
        self.range("Enum", &parts)
    }

    fn collection(&mut self, data_type: &Type) -> fmt::Result {
        let (name, types, size) = match data_type {
            Type::Array { element, size } => ("Array", vec![element.as_ref()], Some(size)),
            Type::Hash { key, value, size } => ("Hash", vec![key.as_ref(), value.as_ref()], Some(size)),
            Type::Tuple { types, size } => ("Tuple", types.iter().collect(), size.as_ref()),
            _ => return Ok(()),
        };
        let bounds = size.map(size_bounds).unwrap_or_default();
        let is_tuple = matches!(data_type, Type::Tuple { .. });
        if !is_tuple && size == Some(&(Size::new(0, Some(0)))) {
            return write!(self.out, "{name}[0, 0]");
        }
        if types.is_empty() || (!is_tuple && bounds.is_empty() && types.iter().all(|part| **part == Type::Any)) {
            return self.out.write_str(name);
        }
        write!(self.out, "{name}[")?;
        self.sequence(&types, &bounds)?;
        self.out.write_char(']')
    }

    fn sequence(&mut self, types: &[&Type], rest: &[String]) -> fmt::Result {
        for (index, part) in types.iter().enumerate() {
            self.out.write_str(if index > 0 { ", " } else { "" })?;
            self.write(part)?;
        }
        for (index, part) in rest.iter().enumerate() {
            self.out.write_str(if index > 0 || !types.is_empty() { ", " } else { "" })?;
            self.out.write_str(part)?;
        }
        Ok(())
    }

    fn structure(&mut self, members: &[StructMember]) -> fmt::Result {
        self.out.write_str("Struct[{")?;
        for (index, member) in members.iter().enumerate() {
            self.out.write_str(if index > 0 { ", " } else { "" })?;
            let takes_undef = super::is_assignable(&member.value, &Type::Undef);
            match (member.optional, takes_undef) {
                (true, false) => write!(self.out, "Optional[{}]", quoted(&member.name))?,
                (false, true) => write!(self.out, "NotUndef[{}]", quoted(&member.name))?,
                _ => self.out.write_str(&quoted(&member.name))?,
            }
            self.out.write_str(" => ")?;
            self.write(&member.value)?;
        }
        self.out.write_str("}]")
    }

    fn callable(&mut self, signature: &Signature) -> fmt::Result {
        self.out.write_str("Callable[")?;
        if signature.returns.is_some() {
            self.out.write_char('[')?;
        }
        let types: Vec<&Type> = signature.parameters.iter().filter(|part| **part != Type::Unit).collect();
        let exact = types.len() as u64;
        let fixed = !signature.size.is_written && signature.size == Size::new(exact, Some(exact));
        let bounds = match fixed {
            true if exact == 0 => vec!["0".to_string(), "0".to_string()],
            true => Vec::new(),
            false => size_bounds_written(&signature.size),
        };
        self.sequence(&types, &bounds)?;
        if let Some(block) = &signature.block {
            self.out.write_str(if types.is_empty() && bounds.is_empty() { "" } else { ", " })?;
            self.write(block)?;
        }
        if let Some(returns) = &signature.returns {
            self.out.write_str("], ")?;
            self.write(returns)?;
        }
        self.out.write_char(']')
    }

    fn alias(&mut self, name: &EcoString, resolved: Option<&Type>) -> fmt::Result {
        self.out.write_str(name)?;
        let is_explained =
            self.expanded && self.explained < MOST_EXPLANATIONS && !self.open.contains(name) && !pcore::is_shown_by_name(name);
        let Some(resolved) = resolved.filter(|_| is_explained) else {
            return Ok(());
        };
        self.explained += 1;
        self.open.push(name.clone());
        self.out.write_str(" = ")?;
        self.write(resolved)?;
        self.open.pop();
        Ok(())
    }

    /// The name, or by itself what defines the type.
    fn object(&mut self, object: &Object) -> fmt::Result {
        let name = object.name.as_deref().unwrap_or("Object");
        if !object.given.is_empty() {
            let given: Vec<String> = object::shown_parameters(object).iter().map(format::inspect).collect();
            return write!(self.out, "{name}[{}]", given.join(", "));
        }
        if !std::mem::replace(&mut self.expanded, false) {
            return self.out.write_str(name);
        }
        write!(self.out, "Object[{{{}}}]", definition(object).join(", "))
    }
}

/// The entries of the hash that defines an object type.
fn definition(object: &Object) -> Vec<String> {
    let (constants, attributes): (Vec<_>, Vec<_>) = object.attributes.iter().partition(|attribute| is_plain_constant(attribute));
    let annotations = object.annotations.iter().map(annotations);
    let mut entries: Vec<String> = annotations.chain(object.name.iter().map(|name| format!("name => {}", quoted(name)))).collect();
    entries.extend(object.parent.as_ref().map(|parent| format!("parent => {}", inner(parent))));
    let mut list = |name: &str, members: Vec<String>| {
        if !members.is_empty() {
            entries.push(format!("{name} => {{{}}}", members.join(", ")));
        }
    };
    let parameters =
        object.type_parameters.iter().map(|parameter| format!("{} => {}", quoted(&parameter.name), inner(&parameter.data_type)));
    list("type_parameters", parameters.collect());
    list("attributes", attributes.iter().map(|attribute| format!("{} => {}", quoted(&attribute.name), specification(attribute))).collect());
    let value = |attribute: &&ObjectAttribute| format::inspect(attribute.default.as_ref().unwrap_or(&Value::Undef));
    list("constants", constants.iter().map(|attribute| format!("{} => {}", quoted(&attribute.name), value(attribute))).collect());
    list(
        "functions",
        object.functions.iter().map(|function| format!("{} => {}", quoted(&function.name), specification(function))).collect(),
    );
    let names = object.equality.as_ref().map(|names| names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", "));
    entries.extend(names.map(|names| format!("equality => [{names}]")));
    entries.extend(object.checks.as_ref().map(|checks| format!("checks => {}", format::inspect(checks))));
    entries
}

/// `annotations => {Type => {…}}`.
fn annotations(annotations: &Value) -> String {
    let entries = annotations.as_hash().into_iter().flatten().map(|(annotation, content)| {
        let name = match annotation {
            Value::Type(data_type) => inner(data_type),
            other => format::inspect(other),
        };
        format!("{name} => {}", format::inspect(content))
    });
    format!("annotations => {{{}}}", entries.collect::<Vec<_>>().join(", "))
}

/// A type inside a definition: objects and aliases by their names.
fn inner(data_type: &Type) -> String {
    match data_type {
        Type::Alias(alias) => alias.name.to_string(),
        Type::Object(Some(object)) => object.name.as_deref().unwrap_or("Object").to_string(),
        other => other.to_string(),
    }
}

fn is_plain_constant(attribute: &ObjectAttribute) -> bool {
    let own = attribute.default.as_ref().map(|value| super::generalize(&super::infer_reduced(value)));
    attribute.is_constant() && own.as_ref() == Some(&attribute.data_type)
}

fn specification(attribute: &ObjectAttribute) -> String {
    let mut parts = vec![format!("type => {}", inner(&attribute.data_type))];
    if attribute.is_final && !attribute.is_constant() {
        parts.push("final => true".to_string());
    }
    if attribute.overrides {
        parts.push("override => true".to_string());
    }
    parts.extend(attribute.annotations.iter().map(annotations));
    parts.extend(attribute.kind.iter().map(|kind| format!("kind => {kind}")));
    parts.extend(attribute.default.iter().map(|value| format!("value => {}", format::inspect(value))));
    if parts.len() == 1 { inner(&attribute.data_type) } else { format!("{{{}}}", parts.join(", ")) }
}

/// The type set that nothing says anything of.
const DEFAULT_TYPE_SET: &str = "TypeSet[{pcore_uri => 'http://puppet.com/2016.1/pcore', pcore_version => '1.0.0', \
                                name_authority => 'http://puppet.com/2016.1/runtime', name => 'DefaultTypeSet', version => '0.0.0'}]";

fn quoted(text: &str) -> String {
    let mut out = String::new();
    format::quoted(text, &mut out);
    out
}

fn bounds<T>(range: &Range<T>, show: impl Fn(&T) -> String) -> Vec<String> {
    match (&range.from, &range.to) {
        (None, None) => Vec::new(),
        (from, to) => {
            let from = from.as_ref().map_or_else(|| "default".to_string(), &show);
            std::iter::once(from).chain(to.as_ref().map(&show)).collect()
        }
    }
}

/// The bounds of a size; none where it is unbounded.
fn size_bounds(size: &Size) -> Vec<String> {
    if *size == Size::default() && !size.is_written { Vec::new() } else { size_bounds_written(size) }
}

fn size_bounds_written(size: &Size) -> Vec<String> {
    std::iter::once(size.from.to_string()).chain(size.to.map(|to| to.to_string())).collect()
}

fn moments(range: &[Value; 2]) -> Vec<String> {
    let [from, to] = range;
    let show = |value: &Value| match value {
        Value::Default | Value::Undef => "default".to_string(),
        other => quoted(&format::interpolated(other)),
    };
    let last = (!matches!(to, Value::Default | Value::Undef) && from != to).then(|| show(to));
    std::iter::once(show(from)).chain(last).collect()
}

/// The type's name without arguments.
pub(crate) fn name(data_type: &Type) -> &str {
    match data_type {
        Type::Any => "Any",
        Type::Unit => "Unit",
        Type::Undef => "Undef",
        Type::Default => "Default",
        Type::NotUndef(_) => "NotUndef",
        Type::Boolean(_) => "Boolean",
        Type::Integer(_) => "Integer",
        Type::Float(_) => "Float",
        Type::Numeric => "Numeric",
        Type::String(_) | Type::StringValue(_) => "String",
        Type::Enum { .. } => "Enum",
        Type::Pattern(_) => "Pattern",
        Type::Regexp(_) => "Regexp",
        Type::Scalar => "Scalar",
        Type::ScalarData => "ScalarData",
        Type::Data => "Data",
        Type::RichData => "RichData",
        Type::Optional(_) => "Optional",
        Type::Variant(_) => "Variant",
        Type::Array { .. } => "Array",
        Type::Hash { .. } => "Hash",
        Type::Tuple { .. } => "Tuple",
        Type::Struct(_) => "Struct",
        Type::Collection(_) => "Collection",
        Type::Iterable(_) => "Iterable",
        Type::Iterator(_) => "Iterator",
        Type::Callable(_) => "Callable",
        Type::Type(_) => "Type",
        Type::Runtime { .. } => "Runtime",
        Type::CatalogEntry => "CatalogEntry",
        Type::Resource { .. } => "Resource",
        Type::Class(_) => "Class",
        Type::Sensitive(_) => "Sensitive",
        Type::Timestamp(_) => "Timestamp",
        Type::Timespan(_) => "Timespan",
        Type::SemVer(_) => "SemVer",
        Type::SemVerRange => "SemVerRange",
        Type::Uri(_) => "URI",
        Type::Binary => "Binary",
        Type::Object(_) => "Object",
        Type::TypeSet(_) => "TypeSet",
        Type::Init(..) => "Init",
        Type::Reference(_) => "TypeReference",
        Type::Alias(alias) => &alias.name,
    }
}
