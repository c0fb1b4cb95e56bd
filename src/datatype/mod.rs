//! Puppet data types: reading, what they accept, how a mismatch is described, conversions.
//!
//! A type comes from a name ([`build`]) and arguments ([`access`]), or from a text ([`parse`]). It is asked whether it takes a value
//! ([`accepts`]) or another type ([`is_assignable`]); [`infer`] gives the type of a value. Types of modules are resolved through
//! [`Aliases`], an argument: this room reads no files.

pub mod access;
pub mod alias;
pub mod build;
pub mod convert;
pub mod label;
pub mod object;
pub mod signature;
pub mod specification;

mod accept;
mod assignable;
mod common;
mod describe;
mod display;
mod generalize;
mod infer;
mod iterable;
mod local;
mod mismatch;
mod normalize;
mod parse;
pub mod pcore;
pub mod type_set;
pub mod uri;

pub use accept::accepts;
pub use assignable::{equivalent, is_assignable};
pub use common::common;
pub use convert::new_instance;
pub use describe::{ParameterType, describe_mismatch, describe_parameter_default, describe_parameters, describe_type_mismatch};
pub use generalize::generalize;
pub use infer::{infer, infer_reduced};
pub use iterable::{iterable_element, sequence};
pub use normalize::normalize;
pub use parse::parse;
pub use signature::{Parameters, describe_signatures};

use crate::value::data_type::Alias;
use std::sync::Arc;

/// How names that are no built-in types are resolved: `type X = …` of modules, and resource types.
pub trait Aliases {
    /// The alias of this name, read; `None` where no module defines it.
    fn alias(&self, name: &str) -> Option<Arc<Alias>>;
    /// Whether a resource type or define of this name (as written, `Foo::Bar`) exists.
    fn is_resource_type(&self, name: &str) -> bool;
}

/// No aliases, no resource types: for texts that name built-in types only.
#[derive(Clone, Copy, Debug)]
pub struct NoAliases;

impl Aliases for NoAliases {
    fn alias(&self, _name: &str) -> Option<Arc<Alias>> {
        None
    }

    fn is_resource_type(&self, _name: &str) -> bool {
        false
    }
}

/// A type that cannot be made or a value that cannot be converted: Puppet's issue code and words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct TypeError {
    pub code: &'static str,
    pub message: String,
    /// Which argument between the brackets is to blame; `None` for the whole expression. There may be none of this index.
    pub argument: Option<usize>,
}

impl TypeError {
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        TypeError { code, message: message.into(), argument: None }
    }

    pub fn at(mut self, argument: usize) -> Self {
        self.argument = Some(argument);
        self
    }
}

/// No data type may nest deeper than this; deeper ones are treated as not matching.
pub(crate) const DEPTH_LIMIT: usize = 200;
