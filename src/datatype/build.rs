//! Types by name, without arguments.

use crate::value::Type;
use crate::value::data_type::{Object, Size};
use std::sync::Arc;

const ANY_SIZE: Size = Size { from: 0, to: None };

/// The built-in type of this name (`Integer`; a leading `::` is allowed); `None` for aliases and resource types.
pub fn from_reference(name: &str) -> Option<Type> {
    let name = name.strip_prefix("::").unwrap_or(name);
    simple(name).or_else(|| with_contents(name)).or_else(|| catalog(name))
}

fn simple(name: &str) -> Option<Type> {
    Some(match name {
        "Any" => Type::Any,
        "Unit" => Type::Unit,
        "Undef" => Type::Undef,
        "Default" => Type::Default,
        "Boolean" => Type::Boolean(None),
        "Integer" => Type::Integer(Default::default()),
        "Float" => Type::Float(Default::default()),
        "Numeric" => Type::Numeric,
        "String" => Type::String(ANY_SIZE),
        "Scalar" => Type::Scalar,
        "ScalarData" => Type::ScalarData,
        "Data" => Type::Data,
        "RichData" => Type::RichData,
        "Regexp" => Type::Regexp(None),
        "Pattern" => Type::Pattern(Vec::new()),
        "Enum" => Type::Enum { values: Vec::new(), case_insensitive: false },
        "Timestamp" => Type::Timestamp(None),
        "Timespan" => Type::Timespan(None),
        "SemVer" => Type::SemVer(Vec::new()),
        "SemVerRange" => Type::SemVerRange,
        "URI" => Type::Uri(None),
        "Binary" => Type::Binary,
        "Deferred" => Type::Deferred,
        "Error" => Type::Error,
        _ => return None,
    })
}

fn with_contents(name: &str) -> Option<Type> {
    let any = || Arc::new(Type::Any);
    Some(match name {
        "NotUndef" => Type::NotUndef(any()),
        "Optional" => Type::Optional(Arc::new(Type::Undef)),
        "Variant" => Type::Variant(Vec::new()),
        "Array" => Type::Array { element: any(), size: ANY_SIZE },
        "Hash" => Type::Hash { key: any(), value: any(), size: ANY_SIZE },
        "Tuple" => Type::Tuple { types: Vec::new(), size: None },
        "Struct" => Type::Struct(Vec::new()),
        "Collection" => Type::Collection(ANY_SIZE),
        "Iterable" => Type::Iterable(any()),
        "Iterator" => Type::Iterator(any()),
        "Callable" => Type::Callable(None),
        "Type" => Type::Type(None),
        "Sensitive" => Type::Sensitive(any()),
        "Init" => Type::Init(None, Vec::new()),
        "Object" => Type::Object(None::<Arc<Object>>),
        "TypeSet" => Type::TypeSet(None),
        "Runtime" => Type::Runtime { runtime: Default::default(), name: Default::default() },
        _ => return None,
    })
}

fn catalog(name: &str) -> Option<Type> {
    Some(match name {
        "CatalogEntry" => Type::CatalogEntry,
        "Resource" => Type::Resource { type_name: None, title: None },
        "Class" => Type::Class(None),
        _ => return None,
    })
}

/// Whether the name is a type that takes resource-like references and no arguments of its own: `Data`, `Any`, `Scalar`, …
pub fn takes_no_arguments(data_type: &Type) -> bool {
    matches!(
        data_type,
        Type::Any
            | Type::Unit
            | Type::Undef
            | Type::Default
            | Type::Numeric
            | Type::Scalar
            | Type::ScalarData
            | Type::Data
            | Type::RichData
            | Type::SemVerRange
            | Type::Binary
            | Type::CatalogEntry
            | Type::Alias(_)
            | Type::Deferred
            | Type::Error
            | Type::Target
            | Type::StringValue(_)
            | Type::Reference(_)
    )
}
