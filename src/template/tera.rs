//! `.tera` templates: tera with Puppet's variables as its context. Nothing is escaped: configuration files are no HTML.

use super::{TemplateError, TemplateFile, TemplateScope};
use crate::value::{Value, format};

/// Renders a text with the variables that the scope sees.
pub fn render(file: Option<&TemplateFile>, text: &str, scope: &mut dyn TemplateScope) -> Result<String, TemplateError> {
    let mut context = tera::Context::new();
    for (name, value) in scope.variables() {
        context.insert(name.to_string(), &to_json(&value, 0));
    }
    let mut engine = tera::Tera::default();
    engine.autoescape_on(Vec::<&'static str>::new());
    engine.render_str(text, &context, false).map_err(|error| TemplateError { file: file.cloned(), line: 0, detail: chain(&error) })
}

/// Renders a page of the program's own; what it is filled with is escaped for HTML.
///
/// # Errors
/// The page's mistake.
pub fn page(text: &str, data: &serde_json::Value) -> Result<String, String> {
    let context = tera::Context::from_serialize(data).map_err(|error| chain(&error))?;
    tera::Tera::default().render_str(text, &context, true).map_err(|error| chain(&error))
}

/// Reads a text without rendering it.
pub fn check(file: Option<&TemplateFile>, text: &str) -> Result<(), TemplateError> {
    let read = tera::Tera::default().add_raw_template("template", text);
    read.map_err(|error| TemplateError { file: file.cloned(), line: 0, detail: chain(&error) })
}

/// An error with its causes: tera puts the place first and the reason last.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

/// A value as tera sees it. A `Sensitive` stays closed.
fn to_json(value: &Value, depth: usize) -> serde_json::Value {
    match value {
        _ if depth > 100 => serde_json::Value::Null,
        Value::Undef => serde_json::Value::Null,
        Value::Boolean(flag) => (*flag).into(),
        Value::Integer(number) => (*number).into(),
        Value::Float(number) => (*number).into(),
        Value::Array(items) => items.iter().map(|item| to_json(item, depth + 1)).collect(),
        Value::Hash(entries) => {
            let entry = |(key, value): (&Value, &Value)| (format::interpolated(key).to_string(), to_json(value, depth + 1));
            serde_json::Value::Object(entries.iter().map(entry).collect())
        }
        other => format::interpolated(other).to_string().into(),
    }
}
