//! The evaluator: trees and a world in, a finished catalog out.
//!
//! Order of work, as in Puppet (`lib/puppet/parser/compiler.rb`): main class, node definition, classes of the node, then collectors and
//! defines by turns until nothing new appears, then `finish`. What functions may ask of it is [`function::Context`].

mod access;
pub mod annotation;
mod arithmetic;
mod assign;
mod brought;
mod call;
mod class;
mod collector;
mod compiler;
mod context;
mod control;
mod declared;
mod define;
mod definition;
mod expression;
mod finish;
pub mod function;
mod identity;
mod literal;
mod loader;
mod lookup;
mod matching;
mod node;
mod observer;
mod operator;
mod overriding;
mod parameters;
mod pointing;
mod relationship;
mod resource;
mod scope;
mod specification;
mod time_arithmetic;
mod type_set;
mod types;
mod wording;

pub use compiler::{FUEL, Inputs, Log, NodeInformation, compile, compile_and_ask};
pub use loader::{read_template, syntax_diagnostic};
pub use observer::{Observer, Place};
