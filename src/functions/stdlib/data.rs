//! `to_yaml`, `to_json`, `parsejson`, `parseyaml`, `loadyaml`, `loadjson`: data as texts and back.

use crate::diagnostic::Level;
use crate::evaluate::function::{Call, Context, Evaluated};
use crate::functions::definition::{Definition, expect_at_least, failure, typed, untyped};
use crate::lookup::{hocon, yaml};
use crate::value::{Value, ValueHash, format, json};

pub(in crate::functions) static FUNCTIONS: &[Definition] = &[
    typed("to_yaml", YAML, |call, _| Ok(Value::from(yaml::dump(call.argument(0))))),
    typed("stdlib::to_yaml", YAML, |call, _| Ok(Value::from(yaml::dump(call.argument(0))))),
    typed("to_json", &["Callable[Any $data]"], |call, _| Ok(Value::from(compact(call.argument(0))))),
    typed("stdlib::to_json", &["Callable[Any $data]"], |call, _| Ok(Value::from(compact(call.argument(0))))),
    typed("to_json_pretty", PRETTY, to_json_pretty),
    typed("stdlib::to_json_pretty", PRETTY, to_json_pretty),
    untyped("parsejson", |call, _| parse(call, "parsejson", parse_json)),
    untyped("stdlib::parsejson", |call, _| parse(call, "parsejson", parse_json)),
    untyped("parsepson", |call, _| parse(call, "parsepson", parse_json)),
    untyped("parseyaml", |call, _| parse(call, "parseyaml", parse_yaml)),
    untyped("stdlib::parseyaml", |call, _| parse(call, "parseyaml", parse_yaml)),
    typed("parsehocon", HOCON, parsehocon),
    typed("stdlib::parsehocon", HOCON, parsehocon),
    untyped("load_module_metadata", load_module_metadata),
    untyped("loadyaml", |call, context| load(call, context, "loadyaml", parse_yaml)),
    untyped("stdlib::loadyaml", |call, context| load(call, context, "loadyaml", parse_yaml)),
    untyped("loadjson", |call, context| load(call, context, "loadjson", parse_json)),
];

const HOCON: &[&str] = &["Callable[String $hocon_string, Any $default, 1, 2]"];
const YAML: &[&str] = &["Callable[Any $data, Hash $options, 1, 2]"];
const PRETTY: &[&str] = &["Callable[Variant[Hash, Array] $data, Optional[Boolean] $skip_undef, Hash $opts, 1, 3]"];

fn parse_json(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map(|value| json::from_json(&value)).map_err(|error| error.to_string())
}

fn parse_yaml(text: &str) -> Result<Value, String> {
    yaml::load(text).map_err(|error| error.to_string())
}

fn parse(call: &Call<'_>, name: &str, read: fn(&str) -> Result<Value, String>) -> Evaluated {
    expect_at_least(call, name, 1)?;
    match (read(call.text(0)), call.arguments.get(1)) {
        (Ok(Value::Undef), Some(default)) | (Err(_), Some(default)) => Ok(default.clone()),
        (Ok(value), _) => Ok(value),
        (Err(error), None) => Err(failure(error)),
    }
}

fn load(call: &Call<'_>, context: &mut dyn Context, name: &str, read: fn(&str) -> Result<Value, String>) -> Evaluated {
    expect_at_least(call, name, 1)?;
    let path = call.text(0);
    let Ok(bytes) = context.world().read(path) else {
        context.log(Level::Warning, &format!("Can't load '{path}' File does not exist!"));
        return Ok(call.argument(1).clone());
    };
    match (read(&String::from_utf8_lossy(&bytes)), call.arguments.get(1)) {
        (Ok(Value::Undef), Some(default)) | (Err(_), Some(default)) => Ok(default.clone()),
        (Ok(value), _) => Ok(value),
        (Err(error), None) => Err(failure(error)),
    }
}

fn parsehocon(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    match (hocon::load(call.text(0)), call.arguments.get(1)) {
        (Ok(value), _) => Ok(value),
        (Err(_), Some(default)) => Ok(default.clone()),
        (Err(error), None) => Err(failure(error)),
    }
}

/// `metadata.json` of a module.
fn load_module_metadata(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let [name, rest @ ..] = call.arguments else {
        return Err(failure("load_module_metadata(): Wrong number of arguments, expects one or two"));
    };
    let directory = context.call_function("get_module_path", std::slice::from_ref(name), None)?;
    let path = format!("{}/metadata.json", format::interpolated(&directory));
    match context.world().read(&path) {
        Ok(bytes) => parse_json(&String::from_utf8_lossy(&bytes)).map_err(failure),
        Err(_) if rest.first().is_some_and(|allowed| !matches!(allowed, Value::Undef | Value::Boolean(false))) => {
            Ok(Value::hash(ValueHash::default()))
        }
        Err(_) => Err(failure(format!("load_module_metadata(): No metadata.json file for module {}", format::interpolated(name)))),
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// JSON on one line, as Ruby writes it.
pub(in crate::functions) fn compact(value: &Value) -> String {
    match value {
        Value::Undef => "null".to_string(),
        Value::Boolean(_) | Value::Integer(_) | Value::Float(_) => format::interpolated(value).to_string(),
        Value::Array(items) => format!("[{}]", items.iter().map(compact).collect::<Vec<_>>().join(",")),
        Value::Hash(entries) => {
            let entry = |(key, value): (&Value, &Value)| format!("{}:{}", quoted(&format::interpolated(key)), compact(value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(","))
        }
        other => quoted(&format::interpolated(other)),
    }
}

fn to_json_pretty(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let skip = call.argument(1).is_truthy();
    let value = match call.argument(0) {
        Value::Array(items) if skip => items.iter().filter(|item| !item.is_undef()).cloned().collect(),
        Value::Hash(entries) if skip => {
            let kept = entries.iter().filter(|(_, value)| !value.is_undef());
            Value::hash(kept.map(|(key, value)| (key.clone(), value.clone())).collect())
        }
        other => other.clone(),
    };
    let mut out = String::new();
    pretty(&value, 0, &mut out);
    out.push('\n');
    Ok(Value::from(out))
}

fn pretty(value: &Value, depth: usize, out: &mut String) {
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    };
    match value {
        Value::Array(items) if !items.is_empty() => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                line(out, depth + 1);
                pretty(item, depth + 1, out);
            }
            line(out, depth);
            out.push(']');
        }
        Value::Hash(entries) if !entries.is_empty() => {
            out.push('{');
            for (index, (key, item)) in entries.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                line(out, depth + 1);
                out.push_str(&quoted(&format::interpolated(key)));
                out.push_str(": ");
                pretty(item, depth + 1, out);
            }
            line(out, depth);
            out.push('}');
        }
        // as the Ruby library of Puppet 8's packages writes them
        Value::Array(_) => {
            out.push_str("[\n");
            line(out, depth);
            out.push(']');
        }
        Value::Hash(_) => {
            out.push('{');
            line(out, depth);
            out.push('}');
        }
        other => out.push_str(&compact(other)),
    }
}
