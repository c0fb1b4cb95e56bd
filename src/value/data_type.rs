//! Data types as data. What they accept, how they are read and how mismatches are described is the room `datatype`.

use super::{EcoString, Regex, Value, version_range};
use std::sync::{Arc, OnceLock};

/// Inclusive bounds; `None` is unbounded.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range<T> {
    pub from: Option<T>,
    pub to: Option<T>,
}

/// The size of a string or collection: inclusive bounds, `to: None` is unbounded.
#[derive(Clone, Copy, Debug, Default)]
pub struct Size {
    pub from: u64,
    pub to: Option<u64>,
    /// Whether it is shown even where it goes without saying; sizes that differ in this are equal.
    pub is_written: bool,
}

impl Size {
    pub const fn new(from: u64, to: Option<u64>) -> Self {
        Size { from, to, is_written: false }
    }
}

impl PartialEq for Size {
    fn eq(&self, other: &Self) -> bool {
        (self.from, self.to) == (other.from, other.to)
    }
}

impl Eq for Size {}

/// A Puppet data type.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    Any,
    Unit,
    Undef,
    Default,
    NotUndef(Arc<Type>),
    Boolean(Option<bool>),
    Integer(Range<i64>),
    Float(Range<f64>),
    Numeric,
    String(Size),
    /// The type of one exact string (inferred, or `String['x']`, `Optional['x']`).
    StringValue(EcoString),
    Enum {
        values: Vec<EcoString>,
        case_insensitive: bool,
    },
    Pattern(Vec<Arc<Regex>>),
    Regexp(Option<EcoString>),
    Scalar,
    ScalarData,
    Data,
    RichData,
    Optional(Arc<Type>),
    Variant(Vec<Type>),
    Array {
        element: Arc<Type>,
        size: Size,
    },
    Hash {
        key: Arc<Type>,
        value: Arc<Type>,
        size: Size,
    },
    Tuple {
        types: Vec<Type>,
        size: Option<Size>,
    },
    Struct(Vec<StructMember>),
    Collection(Size),
    Iterable(Arc<Type>),
    Iterator(Arc<Type>),
    Callable(Option<Arc<Signature>>),
    /// `Type[T]`.
    Type(Option<Arc<Type>>),
    Runtime {
        runtime: EcoString,
        name: EcoString,
    },
    CatalogEntry,
    /// `Resource`, `File`, `File['/a']`: the type's name with every segment capitalised (`Trove::Generic_service`).
    Resource {
        type_name: Option<EcoString>,
        title: Option<EcoString>,
    },
    /// `Class`, `Class['trove::api']`: the class's name in lower case.
    Class(Option<EcoString>),
    Sensitive(Arc<Type>),
    Timestamp(Option<Arc<[Value; 2]>>),
    Timespan(Option<Arc<[Value; 2]>>),
    /// The ranges as written.
    SemVer(Vec<version_range::Range>),
    SemVerRange,
    /// Its parts, a hash, as far as they are given.
    Uri(Option<Value>),
    Binary,
    Object(Option<Arc<Object>>),
    TypeSet(Option<Arc<TypeSet>>),
    /// What an instance of the type can be made of, together with further arguments.
    Init(Option<Arc<Type>>, Vec<Value>),
    /// A name that nothing resolves, as it was written (`TypeReference['X']`).
    Reference(EcoString),
    /// `type Name = …`; filled once, so that an alias may name itself.
    Alias(Arc<Alias>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct StructMember {
    pub name: EcoString,
    /// `Optional['name']`: the key may be missing.
    pub optional: bool,
    pub value: Type,
}

/// What a callable takes and gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Signature {
    pub parameters: Vec<Type>,
    pub size: Size,
    /// The type that the block must have; `Optional` where it may be left out.
    pub block: Option<Type>,
    pub returns: Option<Type>,
}

/// `TypeSet[{…}]`.
#[derive(Clone, Debug, Default)]
pub struct TypeSet {
    pub name: Option<EcoString>,
    pub name_authority: Option<EcoString>,
    pub pcore_uri: Option<EcoString>,
    pub pcore_version: EcoString,
    pub version: Option<EcoString>,
    pub types: Vec<(EcoString, Type)>,
    /// What it calls other sets, with their names and versions.
    pub references: Vec<(EcoString, Value)>,
}

/// Sets are told apart by whose they are, not by what is in them.
impl PartialEq for TypeSet {
    fn eq(&self, other: &Self) -> bool {
        (&self.name_authority, &self.name, &self.version) == (&other.name_authority, &other.name, &other.version)
    }
}

/// `type X = Object[{…}]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    pub name: Option<EcoString>,
    pub parent: Option<Type>,
    pub type_parameters: Vec<ObjectAttribute>,
    /// Its own ones, constants among them.
    pub attributes: Vec<ObjectAttribute>,
    pub functions: Vec<ObjectAttribute>,
    /// The attributes that tell instances apart; all of them where nothing is said.
    pub equality: Option<Vec<EcoString>>,
    /// Whether instances of different types are never equal.
    pub includes_type: bool,
    pub checks: Option<Value>,
    /// Type of annotation → what it says.
    pub annotations: Option<Value>,
    /// What its type parameters are to be (`X[1]`); empty for the type as such.
    pub given: Vec<(EcoString, Value)>,
}

/// An attribute, a function or a type parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct ObjectAttribute {
    pub name: EcoString,
    pub data_type: Type,
    pub default: Option<Value>,
    pub kind: Option<EcoString>,
    pub is_final: bool,
    pub overrides: bool,
    pub annotations: Option<Value>,
}

impl Object {
    /// A type of which nothing but the name is known.
    pub fn named(name: &str) -> Self {
        Object { name: Some(name.into()), ..Object::default() }
    }
}

impl ObjectAttribute {
    pub fn new(name: EcoString, data_type: Type) -> Self {
        ObjectAttribute { name, data_type, default: None, kind: None, is_final: false, overrides: false, annotations: None }
    }

    pub fn is_constant(&self) -> bool {
        self.kind.as_deref() == Some("constant")
    }
}

/// A named type; its meaning is set once after it was read.
#[derive(Debug)]
pub struct Alias {
    pub name: EcoString,
    pub resolved: OnceLock<Type>,
}

impl PartialEq for Alias {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}
