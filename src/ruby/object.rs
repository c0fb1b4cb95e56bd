//! Ruby's objects as far as templates meet them. Strings, arrays and hashes are shared and can change, as in Ruby.

use super::effort;
use super::interpreter::Environment;
use super::tree::Lambda;
use super::types::instance::{Held, Instance, Members};
use crate::value::uri::Parts;
use crate::value::{EcoString, Map, Regex, Value, ValueHash};
use std::cell::RefCell;
use std::net::IpAddr;
use std::rc::Rc;
use std::sync::Arc;

/// Containers inside each other deeper than this are cut: only a container that holds itself is so deep.
const DEEPEST: usize = 200;

#[derive(Clone, Debug)]
pub enum Object {
    Nil,
    Boolean(bool),
    Integer(i64),
    /// An integer beyond those.
    Large(u128),
    Float(f64),
    String(Rc<RefCell<String>>),
    Symbol(EcoString),
    Array(Rc<RefCell<Vec<Object>>>),
    Hash(Rc<RefCell<Table>>),
    Range(Rc<Range>),
    Regex(Arc<Regex>),
    Match(Rc<MatchData>),
    Proc(Rc<Proc>),
    /// A class or module by its name.
    Class(EcoString),
    /// `scope` in a template, `closure_scope` in a function.
    Scope(Scope),
    /// `IPAddr`, and the length of its prefix.
    Address(IpAddr, u8),
    Uri(Rc<Parts>),
    /// `Pathname`.
    Path(EcoString),
    /// A string that is no text: what a digest gives.
    Bytes(Rc<Vec<u8>>),
    Exception(Rc<Exception>),
    /// A resource that the code of types works on, its attributes, and all resources.
    Resource(Rc<Instance>),
    Attribute(Rc<Held>),
    Catalog(Rc<Members>),
    /// A Puppet value that Ruby code can only pass on: types, `Sensitive`, times, …
    Puppet(Value),
}

/// Where variables are looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Calling,
    Top,
}

/// The entries of a hash, in order, and what a missing key gives.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub entries: Map<Key, Object>,
    pub default: Option<Object>,
}

/// A hash's key: the object's content at the time it was put in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    Nil,
    Boolean(bool),
    Integer(i64),
    Float(u64),
    String(EcoString),
    Symbol(EcoString),
    Array(Vec<Key>),
    Other(Value),
}

#[derive(Clone, Debug)]
pub struct Range {
    pub from: Object,
    pub to: Object,
    pub exclusive: bool,
}

/// What a regular expression found.
#[derive(Clone, Debug)]
pub struct MatchData {
    pub text: Rc<str>,
    /// Byte positions of the whole match and of each group.
    pub groups: Vec<Option<(usize, usize)>>,
    pub names: Vec<Option<String>>,
}

impl MatchData {
    pub fn group(&self, index: usize) -> Object {
        let text = self.groups.get(index).copied().flatten().and_then(|(from, to)| self.text.get(from..to));
        text.map_or(Object::Nil, Object::string)
    }

    pub fn named(&self, name: &str) -> Object {
        let index = self.names.iter().position(|other| other.as_deref() == Some(name));
        index.map_or(Object::Nil, |index| self.group(index))
    }

    pub fn before(&self) -> &str {
        self.groups.first().copied().flatten().and_then(|(from, _)| self.text.get(..from)).unwrap_or("")
    }

    pub fn after(&self) -> &str {
        self.groups.first().copied().flatten().and_then(|(_, to)| self.text.get(to..)).unwrap_or("")
    }
}

/// A block, proc or lambda with the variables around it.
#[derive(Debug)]
pub struct Proc {
    pub body: ProcBody,
}

#[derive(Debug)]
pub enum ProcBody {
    Lambda {
        lambda: Lambda,
        environment: Rc<Environment>,
    },
    /// `&:name`
    Symbol(EcoString),
    /// `&method(:name)`
    Method(EcoString),
    /// The lambda that a Puppet function was given.
    Given,
}

#[derive(Clone, Debug)]
pub struct Exception {
    pub class: EcoString,
    pub message: String,
}

impl Object {
    pub fn string(text: impl Into<String>) -> Self {
        Object::String(Rc::new(RefCell::new(text.into())))
    }

    pub fn symbol(name: impl Into<EcoString>) -> Self {
        Object::Symbol(name.into())
    }

    pub fn array(items: Vec<Object>) -> Self {
        Object::Array(Rc::new(RefCell::new(items)))
    }

    pub fn hash(entries: Map<Key, Object>) -> Self {
        Object::Hash(Rc::new(RefCell::new(Table { entries, default: None })))
    }

    pub fn pair(key: &Key, value: &Object) -> Self {
        Object::array(vec![key.object(), value.clone()])
    }

    pub fn is_truthy(&self) -> bool {
        !matches!(self, Object::Nil | Object::Boolean(false))
    }

    pub fn is_nil(&self) -> bool {
        matches!(self, Object::Nil)
    }

    /// The text of a string or symbol.
    pub fn text(&self) -> Option<String> {
        match self {
            Object::String(text) => Some(text.borrow().clone()),
            Object::Symbol(name) => Some(name.to_string()),
            _ => None,
        }
    }

    /// The items of an array, copied so that running code cannot disturb who reads them.
    pub fn items(&self) -> Option<Vec<Object>> {
        match self {
            Object::Array(items) => Some(items.borrow().clone()),
            _ => None,
        }
    }

    pub fn class_name(&self) -> &str {
        match self {
            Object::Nil => "NilClass",
            Object::Boolean(true) => "TrueClass",
            Object::Boolean(false) => "FalseClass",
            Object::Integer(_) | Object::Large(_) => "Integer",
            Object::Float(_) => "Float",
            Object::String(_) => "String",
            Object::Symbol(_) => "Symbol",
            Object::Array(_) => "Array",
            Object::Hash(_) => "Hash",
            Object::Range(_) => "Range",
            Object::Regex(_) => "Regexp",
            Object::Match(_) => "MatchData",
            Object::Proc(_) => "Proc",
            Object::Class(_) => "Class",
            Object::Scope(_) => "Puppet::Parser::Scope",
            Object::Address(..) => "IPAddr",
            Object::Bytes(_) => "String",
            Object::Uri(_) => "URI::Generic",
            Object::Path(_) => "Pathname",
            Object::Exception(exception) => &exception.class,
            Object::Resource(instance) => &instance.class,
            Object::Attribute(_) => "Puppet::Parameter",
            Object::Catalog(_) => "Puppet::Resource::Catalog",
            Object::Puppet(value) => puppet_class(value),
        }
    }

    /// A Puppet value as Ruby code sees it: `undef` is nil, `default` a symbol.
    pub fn from_value(value: &Value) -> Self {
        match value {
            Value::Undef => Object::Nil,
            Value::Default => Object::symbol("default"),
            Value::Boolean(flag) => Object::Boolean(*flag),
            Value::Integer(number) => Object::Integer(*number),
            Value::Float(number) => Object::Float(*number),
            Value::String(text) => Object::string(text.as_str()),
            Value::Regex(regex) => Object::Regex(Arc::clone(regex)),
            Value::Array(items) => Object::array(items.iter().map(Object::from_value).collect()),
            Value::Hash(entries) => {
                Object::hash(entries.iter().map(|(key, value)| (Key::of(&Object::from_value(key)), Object::from_value(value))).collect())
            }
            other => Object::Puppet(other.clone()),
        }
    }

    /// The Puppet value of an object that goes back: nil and `:undef` are `undef`, other symbols are strings.
    pub fn to_value(&self) -> Value {
        self.value_at(0)
    }

    fn value_at(&self, depth: usize) -> Value {
        if depth > DEEPEST || !effort::step() {
            return Value::Undef;
        }
        match self {
            Object::Nil => Value::Undef,
            Object::Boolean(flag) => Value::Boolean(*flag),
            Object::Integer(number) => Value::Integer(*number),
            Object::Float(number) => Value::Float(*number),
            Object::String(text) => Value::from(text.borrow().as_str()),
            Object::Symbol(name) => match name.as_str() {
                "undef" => Value::Undef,
                "default" => Value::Default,
                _ => Value::String(name.clone()),
            },
            Object::Array(items) => items.borrow().iter().map(|item| item.value_at(depth + 1)).collect(),
            Object::Hash(table) => {
                let table = table.borrow();
                let entries = table.entries.iter().map(|(key, value)| (key.object().value_at(depth + 1), value.value_at(depth + 1)));
                Value::hash(entries.collect::<ValueHash>())
            }
            Object::Regex(regex) => Value::Regex(Arc::clone(regex)),
            Object::Puppet(value) => value.clone(),
            other => Value::from(other.to_text()),
        }
    }

    /// Ruby's `==`.
    pub fn equals(&self, other: &Object) -> bool {
        self.equals_at(other, 0)
    }

    fn equals_at(&self, other: &Object, depth: usize) -> bool {
        match (self, other) {
            _ if depth > DEEPEST || !effort::step() => false,
            (Object::Nil, Object::Nil) => true,
            (Object::Scope(a), Object::Scope(b)) => a == b,
            (Object::Boolean(a), Object::Boolean(b)) => a == b,
            (Object::Integer(a), Object::Integer(b)) => a == b,
            (Object::Large(a), Object::Large(b)) => a == b,
            (Object::Float(a), Object::Float(b)) => a == b,
            (Object::Integer(a), Object::Float(b)) | (Object::Float(b), Object::Integer(a)) => *a as f64 == *b,
            (Object::String(a), Object::String(b)) => Rc::ptr_eq(a, b) || *a.borrow() == *b.borrow(),
            (Object::Symbol(a), Object::Symbol(b)) | (Object::Class(a), Object::Class(b)) => a == b,
            (Object::Array(a), Object::Array(b)) => {
                Rc::ptr_eq(a, b) || {
                    let (a, b) = (a.borrow(), b.borrow());
                    a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| a.equals_at(b, depth + 1))
                }
            }
            (Object::Hash(a), Object::Hash(b)) => {
                Rc::ptr_eq(a, b) || {
                    let (a, b) = (&a.borrow().entries, &b.borrow().entries);
                    a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| a.equals_at(b, depth + 1)))
                }
            }
            (Object::Range(a), Object::Range(b)) => {
                a.exclusive == b.exclusive && a.from.equals_at(&b.from, depth + 1) && a.to.equals_at(&b.to, depth + 1)
            }
            (Object::Regex(a), Object::Regex(b)) => a == b,
            (Object::Address(a, _), Object::Address(b, _)) => a == b,
            (Object::Bytes(a), Object::Bytes(b)) => a == b,
            (Object::Path(a), Object::Path(b)) => a == b,
            (Object::Uri(a), Object::Uri(b)) => a.to_string() == b.to_string(),
            (Object::Proc(a), Object::Proc(b)) => Rc::ptr_eq(a, b),
            (Object::Resource(a), Object::Resource(b)) => Rc::ptr_eq(a, b),
            (Object::Attribute(a), Object::Attribute(b)) => Rc::ptr_eq(a, b),
            (Object::Catalog(a), Object::Catalog(b)) => Rc::ptr_eq(a, b),
            (Object::Puppet(a), Object::Puppet(b)) => a == b,
            _ => false,
        }
    }
}

fn puppet_class(value: &Value) -> &'static str {
    match value {
        Value::Sensitive(_) => "Puppet::Pops::Types::PSensitiveType::Sensitive",
        Value::Type(_) => "Puppet::Pops::Types::PAnyType",
        _ => "Object",
    }
}

impl Key {
    pub fn of(object: &Object) -> Self {
        Key::at(object, 0)
    }

    fn at(object: &Object, depth: usize) -> Self {
        match object {
            _ if depth > DEEPEST || !effort::step() => Key::Nil,
            Object::Nil => Key::Nil,
            Object::Boolean(flag) => Key::Boolean(*flag),
            Object::Integer(number) => Key::Integer(*number),
            Object::Float(number) => Key::Float(number.to_bits()),
            Object::String(text) => Key::String(text.borrow().as_str().into()),
            Object::Symbol(name) => Key::Symbol(name.clone()),
            Object::Array(items) => Key::Array(items.borrow().iter().map(|item| Key::at(item, depth + 1)).collect()),
            other => Key::Other(other.to_value()),
        }
    }

    pub fn object(&self) -> Object {
        match self {
            Key::Nil => Object::Nil,
            Key::Boolean(flag) => Object::Boolean(*flag),
            Key::Integer(number) => Object::Integer(*number),
            Key::Float(bits) => Object::Float(f64::from_bits(*bits)),
            Key::String(text) => Object::string(text.as_str()),
            Key::Symbol(name) => Object::Symbol(name.clone()),
            Key::Array(items) => Object::array(items.iter().map(Key::object).collect()),
            Key::Other(value) => Object::from_value(value),
        }
    }
}
