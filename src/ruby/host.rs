//! What running Ruby may ask of the outside: variables and functions of Puppet, nothing else.

use super::tree::Node;
use crate::value::{EcoString, Value};
use std::rc::Rc;

/// The scope that a template is rendered in.
pub trait Host {
    /// A variable: `x`, `::x`, `a::b`; `None` where it is not set.
    fn variable(&mut self, name: &str) -> Option<Value>;
    /// All variables that the scope sees, without qualified ones.
    fn variables(&mut self) -> Vec<(EcoString, Value)>;
    /// Calls a Puppet function; the error is its message.
    fn call_function(&mut self, name: &str, arguments: &[Value]) -> Result<Value, String>;
    /// Another template (`module/file.erb`) as a program, for `scope.function_template`.
    fn template(&mut self, name: &str) -> Result<Rc<Node>, String>;
}
