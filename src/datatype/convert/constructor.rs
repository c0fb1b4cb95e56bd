//! How a type makes instances: the ways in which it can be called, by signature, and what it says when none fits.
//!
//! Each type's constructor is a function of its own in Puppet (`new_float`), whose name and local type names appear in messages.

use super::{TypeError, failed};
use crate::datatype::{Aliases, Parameters, accepts, access, describe_signatures, parse};
use crate::value::data_type::Alias;
use crate::value::{Map, Type, Value};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

/// One way to call a constructor.
pub(super) struct Way {
    pub signature: &'static str,
    pub make: fn(&[Value]) -> Result<Value, TypeError>,
}

/// What is said of a call, by its arguments.
pub(super) type Message = fn(&[Value]) -> Result<String, TypeError>;

pub(super) struct Constructor {
    /// The type that it makes; the key under which its signatures are kept.
    pub of: &'static str,
    /// What messages call it.
    pub name: &'static str,
    /// Type names of its own, with what they mean; later ones may name earlier ones.
    pub types: &'static [(&'static str, &'static str)],
    pub ways: &'static [Way],
    /// Calls that have a message of their own, with the message.
    pub mismatches: &'static [(&'static str, Message)],
}

/// The signatures of a constructor, read.
struct Signatures {
    ways: Vec<Parameters>,
    mismatches: Vec<Parameters>,
}

static READ: LazyLock<Mutex<Map<&'static str, Arc<Signatures>>>> = LazyLock::new(Mutex::default);

impl Constructor {
    pub(super) fn call(&self, arguments: &[Value]) -> Result<Value, TypeError> {
        let signatures = self.signatures();
        let fitting = |(signature, _): &(&Parameters, &Way)| signature.accepts(arguments, None);
        if let Some((_, way)) = signatures.ways.iter().zip(self.ways).find(fitting) {
            return (way.make)(arguments);
        }
        let fitting = signatures.mismatches.iter().zip(self.mismatches).find(|(signature, _)| signature.accepts(arguments, None));
        if let Some((_, (_, message))) = fitting {
            return Err(failed(format!("'{}' {}", self.name, message(arguments)?)));
        }
        let ways: Vec<&Parameters> = signatures.ways.iter().collect();
        Err(failed(describe_signatures(self.name, &ways, arguments, None)))
    }

    /// Whether one of the ways takes these arguments.
    pub(super) fn takes(&self, arguments: &[Value]) -> bool {
        self.signatures().ways.iter().any(|way| way.accepts(arguments, None))
    }

    /// Whether an array is meant as the only argument rather than as the list of all. A way that takes just one argument comes first;
    /// of the others those that take the list. Source: `pops/types/p_init_type.rb`, `from_array`.
    pub(super) fn takes_whole(&self, whole: &[Value], items: &[Value]) -> bool {
        let signatures = self.signatures();
        let (single, other): (Vec<&Parameters>, Vec<&Parameters>) =
            signatures.ways.iter().partition(|way| (way.signature.size.from, way.signature.size.to) == (1, Some(1)));
        let take = |ways: &[&Parameters], arguments: &[Value]| ways.iter().any(|way| way.accepts(arguments, None));
        take(&single, whole) || (!take(&other, items) && take(&other, whole))
    }

    /// Whether one of the ways takes these arguments behind a first one.
    pub(super) fn could_take(&self, more: &[Value]) -> bool {
        let fits = |way: &Parameters| {
            let size = way.signature.size;
            let count = 1 + more.len() as u64;
            let types = &way.signature.parameters;
            size.from <= count
                && size.to.is_none_or(|to| count <= to)
                && more
                    .iter()
                    .enumerate()
                    .all(|(index, argument)| types.get(index + 1).or(types.last()).is_none_or(|wanted| accepts(wanted, argument)))
        };
        self.signatures().ways.iter().any(fits)
    }

    /// The types of the first arguments, where that many more may follow.
    pub(super) fn first_types(&self, more: usize) -> Vec<Type> {
        let count = 1 + more as u64;
        let signatures = self.signatures();
        let fitting =
            signatures.ways.iter().filter(|way| way.signature.size.from <= count && way.signature.size.to.is_none_or(|to| count <= to));
        fitting.filter_map(|way| way.signature.parameters.first().cloned()).collect()
    }

    fn signatures(&self) -> Arc<Signatures> {
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        read.entry(self.of).or_insert_with(|| Arc::new(self.read())).clone()
    }

    fn local_types(&self) -> LocalTypes {
        let mut local = LocalTypes(Map::default());
        for (name, meaning) in self.types {
            let alias = Alias { name: (*name).into(), resolved: OnceLock::new() };
            if let Ok(resolved) = parse(meaning, &local) {
                // set once: the alias was made just above
                let _ = alias.resolved.set(resolved);
            }
            local.0.insert(name, Arc::new(alias));
        }
        local
    }

    fn read(&self) -> Signatures {
        let local = self.local_types();
        let signature = |text: &str| parse::parameters(text, &local).unwrap_or_else(|_| Parameters::any());
        Signatures {
            ways: self.ways.iter().map(|way| signature(way.signature)).collect(),
            mismatches: self.mismatches.iter().map(|(text, _)| signature(text)).collect(),
        }
    }

    /// A type of the constructor's own, for what checks further.
    pub(super) fn local_type(&self, name: &str) -> Option<Type> {
        let local = self.local_types();
        local.0.get(name).map(|alias| Type::Alias(alias.clone()))
    }
}

struct LocalTypes(Map<&'static str, Arc<Alias>>);

impl Aliases for LocalTypes {
    fn alias(&self, name: &str) -> Option<Arc<Alias>> {
        self.0.get(name).cloned()
    }

    fn is_resource_type(&self, _name: &str) -> bool {
        false
    }
}

/// `The string 'x' cannot be converted to Float`, `Value of type Hash cannot be converted to Float`.
pub(super) fn cannot(value: &Value, target: &str) -> String {
    match value {
        Value::String(text) => format!("The string '{text}' cannot be converted to {target}"),
        other => cannot_type(other, target),
    }
}

/// As [`cannot`], without a look at what a string says.
pub(super) fn cannot_type(value: &Value, target: &str) -> String {
    let actual = access::key_type(value);
    format!("Value of type {actual} cannot be converted to {target}")
}
