//! Templates: one door per engine. ERB runs in the small Ruby ([`erb`]), `.tera` files in tera ([`tera`]); EPP is the evaluator's.

pub mod erb;
pub mod tera;

use crate::value::{EcoString, Value};
use crate::world::World;

/// What a template may ask of the scope that renders it.
pub trait TemplateScope {
    /// A variable: `x`, `::x`, `a::b`; `None` where it is not set.
    fn variable(&mut self, name: &str) -> Option<Value>;
    /// The same where one that is not set may be a mistake; the error is the reason why it is not, as far as there is one.
    fn look_up(&mut self, name: &str) -> Result<Option<Value>, String> {
        Ok(self.variable(name))
    }
    /// All variables that the scope sees, without qualified ones.
    fn variables(&mut self) -> Vec<(EcoString, Value)>;
    /// The names of the catalog's classes so far.
    fn classes(&self) -> Vec<EcoString> {
        Vec::new()
    }
    /// The tags of the catalog itself so far.
    fn catalog_tags(&self) -> Vec<EcoString> {
        Vec::new()
    }
    /// Calls a Puppet function; the error is its message.
    fn call_function(&mut self, name: &str, arguments: &[Value]) -> Result<Value, String>;
    /// An array or hash that a template changed in place: in Puppet it is the variable's own.
    fn changed(&mut self, name: &str, value: &Value) {
        let _ = (name, value);
    }
    /// The files that a template may read.
    fn world(&self) -> Option<&dyn World> {
        None
    }
    /// The path and the text of another template, named as in `template('module/file.erb')`.
    fn template(&mut self, name: &str) -> Result<(String, String), String>;
}

/// Why a template cannot be rendered, in the words of Puppet's function `template`.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("{}", told(file.as_ref(), *line, detail))]
pub struct TemplateError {
    /// `None` for an inline template.
    pub file: Option<TemplateFile>,
    /// From 1; 0 where no line is to blame.
    pub line: u32,
    /// What went wrong, in Ruby's words where Ruby has some.
    pub detail: String,
}

/// A template's name as the code has it (`module/file.erb`), and the file that it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFile {
    pub name: String,
    pub path: String,
}

fn told(file: Option<&TemplateFile>, line: u32, detail: &str) -> String {
    match file {
        Some(TemplateFile { name, path }) => {
            let line = if line == 0 { String::new() } else { format!("  Line: {line}\n") };
            format!("Failed to parse template {name}:\n  Filepath: {path}\n{line}  Detail: {detail}\n")
        }
        None => format!("Failed to parse inline template: {detail}"),
    }
}
