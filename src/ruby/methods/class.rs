//! Classes and modules that code may name, and their own methods: `Regexp.escape`, `IPAddr.new`, `JSON.generate`, …

use super::{Answer, Request, address, some, truth};
use crate::ruby::error::Flow;
use crate::ruby::interpreter::{Interpreter, check_length};
use crate::ruby::object::{Exception, Key, Object};
use crate::value::{Map, Value, format};
use std::rc::Rc;

pub fn call(interpreter: &mut Interpreter<'_>, class: &str, request: &Request<'_>) -> Answer {
    match (class, request.name) {
        (class, _) if class == "Puppet::Type" || class.starts_with("Puppet::Type::") => {
            super::resource::type_class(interpreter, class, request)
        }
        ("Puppet::Util::Package", "versioncmp") => {
            let order = crate::value::version::compare_packages(&request.text(0)?, &request.text(1)?);
            some(Object::Integer(order as i64))
        }
        ("Puppet::Util", "absolute_path?") => truth(request.argument(0)?.to_text().starts_with('/')),
        ("Pathname", "new") => super::path::new(request),
        ("Facter", "value") => fact(interpreter, request),
        ("Facter", name) => Err(Flow::outside(&format!("Facter.{name}"))),
        (_, "===") => truth(is_a(request.argument(0)?, class)),
        (_, "name" | "to_s") => some(Object::string(class)),
        ("Regexp", "escape" | "quote") => {
            let argument = request.argument(0)?;
            let text = argument.text().ok_or_else(|| super::conversion(argument, "String"))?;
            some(Object::string(escaped(&text)))
        }
        ("Regexp", "new" | "compile") => pattern(interpreter, request),
        ("Regexp", "union") => {
            let parts = request.arguments.iter().flat_map(super::kernel::as_array);
            let sources: Vec<String> = parts
                .map(|part| match &part {
                    Object::Regex(regex) => regex.source().to_string(),
                    other => escaped(&other.to_text()),
                })
                .collect();
            interpreter.pattern(&sources.join("|"), "").map(|regex| Some(Object::Regex(regex)))
        }
        ("Regexp", "last_match") => {
            let found = interpreter.last_match.clone();
            match request.arguments {
                [] => some(found.map_or(Object::Nil, Object::Match)),
                _ => some(
                    found.map_or(Object::Nil, |found| found.group(usize::try_from(request.integer(0).unwrap_or(0)).unwrap_or(usize::MAX))),
                ),
            }
        }
        ("IPAddr", "new") => address::read(&request.text(0)?).map(Some),
        ("Array" | "Set", "new") => array(interpreter, request),
        ("Hash", "new") => {
            let hash = Object::hash(Map::default());
            if let Object::Hash(table) = &hash {
                table.borrow_mut().default = request.arguments.first().cloned();
            }
            some(hash)
        }
        ("Hash", "[]") => hash(interpreter, request),
        ("String", "new") => some(Object::string(request.arguments.first().map(Object::to_text).unwrap_or_default())),
        ("Integer" | "Float", "sqrt") => some(Object::Integer((super::kernel::to_float(request.argument(0)?)?).sqrt() as i64)),
        ("Math", _) => math(request),
        ("URI", "parse") => super::uri::read(&request.text(0)?).map(Some),
        ("URI::Generic" | "URI::HTTP" | "URI::HTTPS", "build") => super::uri::build(request),
        ("Puppet::Parser::Files", "find_template") => {
            super::scope::function(interpreter, "find_template", request.arguments.get(..1).unwrap_or(&[]))
        }
        ("Puppet", _) => super::puppet::call(interpreter, request),
        (super::puppet::FEATURES, _) => super::puppet::feature(request),
        ("File", _) => super::file::call(interpreter, request),
        ("Base64", _) => super::digest::base64(request),
        ("Puppet::Pops::Types::PSensitiveType::Sensitive", "new") => {
            some(Object::Puppet(Value::sensitive(request.argument(0)?.to_value())))
        }
        ("YAML" | "Psych", "dump") => yaml(interpreter, request.argument(0)?),
        _ => libraries(class, request),
    }
}

/// A fact, where the facts of the host are at hand.
fn fact(interpreter: &mut Interpreter<'_>, request: &Request<'_>) -> Answer {
    let Some(facts) = interpreter.host.variable("facts") else { return Err(Flow::outside("Facter.value")) };
    let name = request.argument(0)?.to_text();
    // `os.family` is a part of a fact, unless a fact has that name
    let part = |value: Option<&Value>, key: &str| value.and_then(Value::as_hash).and_then(|hash| hash.get(&Value::from(key)).cloned());
    let whole = part(Some(&facts), &name);
    let fact = whole.or_else(|| name.split('.').try_fold(facts, |value, key| part(Some(&value), key)));
    some(fact.as_ref().map_or(Object::Nil, Object::from_value))
}

/// What every class answers.
pub fn plain(class: &str, request: &Request<'_>) -> Answer {
    let is_same = |other: &Object| matches!(other, Object::Class(other) if other == class);
    match request.name {
        "===" => truth(is_a(request.argument(0)?, class)),
        "==" => truth(is_same(request.argument(0)?)),
        "!=" => truth(!is_same(request.argument(0)?)),
        _ => some(Object::string(class)),
    }
}

fn libraries(class: &str, request: &Request<'_>) -> Answer {
    match (class, request.name) {
        ("JSON", "generate" | "dump") => some(Object::string(json(&request.argument(0)?.to_value()))),
        ("JSON", "pretty_generate") => some(Object::string(pretty_json(&request.argument(0)?.to_value(), 0))),
        ("JSON", "parse" | "load") => {
            let text = request.text(0)?;
            let parsed: Result<serde_json::Value, _> = serde_json::from_str(&text);
            let parsed = parsed.map_err(|error| Flow::raise("JSON::ParserError", error.to_string()))?;
            some(Object::from_value(&crate::value::json::from_json(&parsed)))
        }
        ("CGI" | "URI", "escape" | "encode_www_form_component") => some(Object::string(url_escaped(&request.text(0)?, true))),
        ("ERB::Util", "url_encode" | "u") => some(Object::string(url_escaped(&request.text(0)?, false))),
        ("CGI", "escapeHTML" | "escape_html") | ("ERB::Util", "html_escape" | "h") => {
            some(Object::string(html_escaped(&request.argument(0)?.to_text())))
        }
        ("Shellwords", "escape" | "shellescape") => some(Object::string(shell_escaped(&request.argument(0)?.to_text()))),
        ("Time", _) => Err(Flow::outside("the clock (Time)")),
        (class, "new" | "exception") if is_exception(class) => {
            let message = request.arguments.first().map_or_else(|| class.to_string(), Object::to_text);
            some(Object::Exception(Rc::new(Exception { class: class.into(), message })))
        }
        (class, _) if class.contains("Digest::") => super::digest::call(class, request),
        (_, "new") => Err(Flow::outside(&format!("{class}.new"))),
        _ => Ok(None),
    }
}

/// Whether an object belongs to a class or module, by Ruby's class tree.
pub fn is_a(object: &Object, class: &str) -> bool {
    let own = object.class_name();
    if own == class || matches!(class, "Object" | "BasicObject" | "Kernel") {
        return true;
    }
    match object {
        Object::Integer(_) | Object::Large(_) => matches!(class, "Numeric" | "Fixnum" | "Comparable"),
        Object::Float(_) => matches!(class, "Numeric" | "Comparable"),
        Object::String(_) => class == "Comparable",
        Object::Array(_) | Object::Hash(_) | Object::Range(_) => class == "Enumerable",
        Object::Class(_) => class == "Module",
        Object::Exception(_) => {
            matches!(class, "StandardError" | "Exception")
                || own.starts_with("IPAddr::") && matches!(class, "ArgumentError" | "IPAddr::Error")
                || own == "NoMethodError" && class == "NameError"
                || own == "KeyError" && class == "IndexError"
                || own.starts_with("Puppet::") && matches!(class, "Puppet::Error" | "RuntimeError")
        }
        _ => false,
    }
}

pub fn is_exception(class: &str) -> bool {
    class.ends_with("Error") || class == "Exception"
}

/// A text as a pattern that matches just it.
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{b}' => out.push_str("\\v"),
            '\u{c}' => out.push_str("\\f"),
            '[' | ']' | '{' | '}' | '(' | ')' | '|' | '-' | '*' | '.' | '\\' | '?' | '+' | '^' | '$' | '#' | ' ' => {
                out.extend(['\\', character])
            }
            other => out.push(other),
        }
    }
    out
}

fn pattern(interpreter: &mut Interpreter<'_>, request: &Request<'_>) -> Answer {
    if let Object::Regex(regex) = request.argument(0)? {
        return some(Object::Regex(regex.clone()));
    }
    let options = match request.arguments.get(1) {
        Some(Object::Integer(bits)) => {
            [(1, 'i'), (2, 'x'), (4, 'm')].iter().filter(|(bit, _)| bits & bit != 0).map(|(_, flag)| *flag).collect()
        }
        Some(other) if other.is_truthy() => "i".to_string(),
        _ => String::new(),
    };
    interpreter.pattern(&request.text(0)?, &options).map(|regex| Some(Object::Regex(regex)))
}

fn array(interpreter: &mut Interpreter<'_>, request: &Request<'_>) -> Answer {
    let count = match request.arguments.first() {
        None => return some(Object::array(Vec::new())),
        Some(Object::Array(items)) => return some(Object::array(items.borrow().clone())),
        Some(count) => usize::try_from(super::integer(count)?).map_err(|_| Flow::argument_error("negative array size"))?,
    };
    check_length(count.saturating_mul(64))?;
    let fill = request.arguments.get(1).cloned().unwrap_or(Object::Nil);
    let Some(block) = request.block else { return some(Object::array(vec![fill; count])) };
    let mut items = Vec::new();
    for index in 0..count {
        items.push(interpreter.invoke(block, vec![super::enumerable::number(index)])?);
    }
    some(Object::array(items))
}

/// `Hash[pairs]`, `Hash[k, v, k, v]`, `Hash[hash]`.
fn hash(interpreter: &mut Interpreter<'_>, request: &Request<'_>) -> Answer {
    match request.arguments {
        [Object::Hash(table)] => some(Object::hash(table.borrow().entries.clone())),
        [pairs @ Object::Array(_)] => interpreter.send(pairs, "to_h", Vec::new(), None).map(Some),
        flat => some(Object::hash(flat.chunks_exact(2).filter_map(|pair| Some((Key::of(pair.first()?), pair.get(1)?.clone()))).collect())),
    }
}

fn math(request: &Request<'_>) -> Answer {
    let number = super::kernel::to_float(request.argument(0)?)?;
    let result = match request.name {
        "sqrt" => number.sqrt(),
        "log" => match request.arguments.get(1) {
            Some(base) => number.ln() / super::kernel::to_float(base)?.ln(),
            None => number.ln(),
        },
        "log2" => number.log2(),
        "log10" => number.log10(),
        "exp" => number.exp(),
        "cbrt" => number.cbrt(),
        _ => return Ok(None),
    };
    some(Object::Float(result))
}

/// YAML is Puppet's affair: its function `to_yaml` writes it.
pub fn yaml(interpreter: &mut Interpreter<'_>, object: &Object) -> Answer {
    let text = interpreter.host.call_function("to_yaml", &[object.to_value()]);
    text.map(|text| Some(Object::from_value(&text))).map_err(Flow::refused)
}

/// JSON on one line as Ruby's generator writes it. A `Sensitive` shows only that it is one.
pub fn json(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(",")),
        Value::Hash(entries) => {
            let pair = |(key, value): (&Value, &Value)| format!("{}:{}", json_text(&format::interpolated(key)), json(value));
            format!("{{{}}}", entries.iter().map(pair).collect::<Vec<_>>().join(","))
        }
        other => json_leaf(other),
    }
}

fn pretty_json(value: &Value, depth: usize) -> String {
    let (inner, outer) = ("  ".repeat(depth + 1), "  ".repeat(depth));
    match value {
        Value::Array(items) if !items.is_empty() => {
            let lines: Vec<String> = items.iter().map(|item| format!("{inner}{}", pretty_json(item, depth + 1))).collect();
            format!("[\n{}\n{outer}]", lines.join(",\n"))
        }
        Value::Hash(entries) if !entries.is_empty() => {
            let line = |(key, value): (&Value, &Value)| {
                format!("{inner}{}: {}", json_text(&format::interpolated(key)), pretty_json(value, depth + 1))
            };
            format!("{{\n{}\n{outer}}}", entries.iter().map(line).collect::<Vec<_>>().join(",\n"))
        }
        Value::Array(_) => "[]".to_string(),
        Value::Hash(_) => "{}".to_string(),
        other => json_leaf(other),
    }
}

fn json_leaf(value: &Value) -> String {
    match value {
        Value::Undef => "null".to_string(),
        Value::Boolean(flag) => flag.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => format::float(*number),
        other => json_text(&format::interpolated(other)),
    }
}

fn json_text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn url_escaped(text: &str, plus: bool) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            b'*' if plus => out.push('*'),
            b' ' if plus => out.push('+'),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

fn html_escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

fn shell_escaped(text: &str) -> String {
    if text.is_empty() {
        return "''".to_string();
    }
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '\n' => out.push_str("'\n'"),
            plain if plain.is_alphanumeric() && plain.is_ascii() || "_-.,:+/@".contains(plain) => out.push(plain),
            other => out.extend(['\\', other]),
        }
    }
    out
}
