//! `template`, `inline_template`, `epp`, `inline_epp`, `file`, `find_file`, `find_template`, `binary_file`: files of modules.

use super::definition::{Definition, class_name, counted, failure, typed, untyped};
use super::inclusion::flat;
use crate::datatype::describe_mismatch;
use crate::evaluate::function::{Call, Context, Evaluated, Interrupt};
use crate::evaluate::read_template;
use crate::template::TemplateFile;
use crate::value::data_type::Size;
use crate::value::{Rich, Type, Value, format, printf};
use rpuppet_syntax::SourceFile;
use std::sync::Arc;

/// What messages call the text of an inline template.
const INLINE: &str = "inlined-epp-text";

const PATHS: &[&str] = &["Callable[String $paths, 0, default]", "Callable[Array[String] $paths_array, 0, default]"];

pub(super) static FUNCTIONS: &[Definition] = &[
    counted("template", -2, template),
    counted("inline_template", -2, inline_template),
    typed("epp", &[r"Callable[String $path, Hash[Pattern[/^\w+$/], Any] $parameters, 1, 2]"], epp),
    typed("inline_epp", &[r"Callable[String $template, Hash[Pattern[/^\w+$/], Any] $parameters, 1, 2]"], inline_epp),
    counted("file", -2, file),
    typed("binary_file", &["Callable[String $path]"], binary_file),
    typed("find_file", PATHS, |call, context| Ok(first_found(call, context, "files").map_or(Value::Undef, Value::from))),
    typed("find_template", PATHS, |call, context| Ok(first_found(call, context, "templates").map_or(Value::Undef, Value::from))),
    typed("module_directory", &["Callable[String $names, 0, default]", "Callable[Array[String] $names, 0, default]"], |call, context| {
        let names = flat(call.arguments);
        let mut names = names.iter().filter_map(Value::as_str).filter(|name| !name.is_empty() && !name.contains('/'));
        let found = names.find_map(|name| context.module_directory(name));
        Ok(found.map_or(Value::Undef, Value::from))
    }),
    untyped("get_module_path", |call, context| {
        let name = call.text(0);
        let message = || failure(format!("Could not find module {name} in environment {}", context.environment()));
        context.module_directory(name).map(Value::from).ok_or_else(message)
    }),
];

/// `MODULE/FILE` → `MODULEPATH/MODULE/FOLDER/FILE`, absolute paths as they are; only what exists.
fn find(path: &str, folder: &str, context: &dyn Context) -> Option<String> {
    if path.starts_with('/') {
        return context.world().is_file(path).then(|| path.to_string());
    }
    let (module, rest) = path.split_once('/')?;
    // A path must not lead out of its module.
    if rest.split('/').any(|segment| segment == "..") {
        return None;
    }
    let full = format!("{}/{folder}/{rest}", context.module_directory(module)?);
    context.world().is_file(&full).then_some(full)
}

fn first_found(call: &Call<'_>, context: &dyn Context, folder: &str) -> Option<String> {
    flat(call.arguments).iter().find_map(|path| find(path.as_str()?, folder, context))
}

fn read(path: &str, context: &dyn Context) -> Result<String, Interrupt> {
    let bytes = context.world().read(path).map_err(|error| failure(format!("Could not read {path}: {error}")))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn template(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let mut out = String::new();
    for name in flat(call.arguments) {
        let name = format::interpolated(&name);
        let path = find(&name, "templates", context).ok_or_else(|| failure(format!("Could not find template '{name}'")))?;
        let text = read(&path, context)?;
        let file = TemplateFile { name: name.to_string(), path };
        out.push_str(&format::interpolated(&context.evaluate_template(Some(&file), &text)?));
    }
    Ok(Value::from(out))
}

fn inline_template(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let mut out = String::new();
    for text in call.arguments {
        if !matches!(text, Value::String(_) | Value::Undef) {
            let what = format!("{}:{}", printf::inspected(text), class_name(text));
            return Err(failure(format!("Failed to parse inline template: undefined method `encoding' for {what}")));
        }
        out.push_str(&format::interpolated(&context.evaluate_template(None, &format::interpolated(text))?));
    }
    Ok(Value::from(out))
}

fn epp(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let name = call.text(0);
    let with_ending = if name.ends_with(".epp") { name.to_string() } else { format!("{name}.epp") };
    let path = find(name, "templates", context).or_else(|| find(&with_ending, "templates", context));
    let path = path.ok_or_else(|| failure(format!("Could not find template '{with_ending}'")))?;
    let text = read(&path, context)?;
    evaluate("epp", SourceFile::new(Some(path), text), call, context)
}

fn inline_epp(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    evaluate("inline_epp", SourceFile::new(Some(INLINE.to_string()), call.text(0).to_string()), call, context)
}

fn evaluate(function: &str, source: Arc<SourceFile>, call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    match context.evaluate_epp(&read_template(function, source)?, call.argument(1)) {
        Err(Interrupt::Return(value, _)) => Ok(value),
        Err(Interrupt::Next(value, _)) | Ok(value) => {
            if matches!(value.unwrapped(), Value::String(_)) {
                return Ok(value);
            }
            let expected = Type::Variant(vec![any_string(), Type::Sensitive(Arc::new(any_string()))]);
            let subject = format!("value returned from function '{function}' has wrong type,");
            Err(failure(describe_mismatch(&subject, &expected, &value)))
        }
        other => other,
    }
}

fn any_string() -> Type {
    Type::String(Size::default())
}

fn file(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let Some(path) = first_found(call, context, "files") else {
        let names: Vec<_> = flat(call.arguments).iter().map(format::interpolated).collect();
        return Err(failure(format!("Could not find any files from {}", names.join(", "))));
    };
    read(&path, context).map(Value::from)
}

fn binary_file(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let name = call.text(0);
    let missing = || failure(format!("binary_file(): The given file '{name}' does not exist"));
    let path = find(name, "files", context).ok_or_else(missing)?;
    let bytes = context.world().read(&path).map_err(|error| failure(format!("Could not read {path}: {error}")))?;
    Ok(Value::Rich(Arc::new(Rich::Binary(bytes))))
}
