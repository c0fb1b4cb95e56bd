//! What running Ruby may ask of the outside: variables and functions of Puppet, files that compiling may see. Nothing else.

use super::tree::Node;
use crate::value::{EcoString, Value};
use crate::world::World;
use std::rc::Rc;

/// Why a call that Ruby made of the outside has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It failed with this message, which Ruby code may rescue.
    Failed(String),
    /// Control goes elsewhere (`return` in a lambda): the Ruby code ends, and whoever ran it knows where to go on.
    Left,
}

impl From<String> for Refusal {
    fn from(message: String) -> Self {
        Refusal::Failed(message)
    }
}

/// The scope that Ruby code runs in. What a host does not have, it does not answer.
pub trait Host {
    /// A variable: `x`, `::x`, `a::b`; `None` where it is not set.
    fn variable(&mut self, _name: &str) -> Option<Value> {
        None
    }
    /// The same where one that is not set may be a mistake; the error is the reason why it is not, as far as there is one.
    fn look_up(&mut self, name: &str) -> Result<Option<Value>, String> {
        Ok(self.variable(name))
    }
    /// All variables that the scope sees, without qualified ones.
    fn variables(&mut self) -> Vec<(EcoString, Value)> {
        Vec::new()
    }
    /// The names of the catalog's classes so far.
    fn classes(&self) -> Vec<EcoString> {
        Vec::new()
    }
    /// The tags of the catalog itself so far.
    fn catalog_tags(&self) -> Vec<EcoString> {
        Vec::new()
    }
    /// The defaults that the scope sees for resources of a type, by attribute.
    fn resource_defaults(&mut self, _type_name: &str) -> Vec<(EcoString, Value)> {
        Vec::new()
    }
    /// Calls a Puppet function.
    fn call_function(&mut self, name: &str, _arguments: &[Value]) -> Result<Value, Refusal> {
        Err(Refusal::Failed(format!("{name} cannot be called here")))
    }
    /// Calls the lambda that a function was given.
    fn call_block(&mut self, _arguments: &[Value]) -> Result<Value, Refusal> {
        Err(Refusal::Failed("there is no lambda".to_string()))
    }
    /// Another template (`module/file.erb`) as a program, for `scope.function_template`.
    fn template(&mut self, name: &str) -> Result<Rc<Node>, String> {
        Err(format!("Could not find template '{name}'"))
    }
    /// What is told of a template that such a program failed in.
    fn template_failed(&mut self, name: &str, line: u32, detail: &str) -> String {
        format!("Failed to parse template {name}: {detail} (line {line})")
    }
    /// `Puppet.warning(message)` and its siblings.
    fn log(&mut self, _level: &str, _message: &str) {}
    /// The files that code may read.
    fn world(&self) -> Option<&dyn World> {
        None
    }
}

/// A host that has nothing: for code that runs before anything is known of a node.
pub struct Nobody;

impl Host for Nobody {}
