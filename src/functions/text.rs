//! `join`, `split`, `regsubst`, `match`, `sprintf`, `shellquote`: texts to texts and arrays.

use super::block::within_limit;
use super::definition::{Definition, class_name, failure, legacy, typed, untyped};
use crate::datatype;
use crate::evaluate::function::{Call, Context, Evaluated, Interrupt};
use crate::value::{EcoString, Regex, Type, Value, extent, format, printf};
use std::sync::Arc;

pub(super) static FUNCTIONS: &[Definition] = &[
    typed("join", &["Callable[Array $arg, String $delimiter, 1, 2]"], |call, _| {
        let room = extent::of(call.argument(0));
        let separators = usize::try_from(room.size).unwrap_or(usize::MAX).saturating_mul(call.text(1).len());
        within_text(room.text.saturating_add(separators))?;
        Ok(Value::from(joined(call.argument(0).as_array().unwrap_or(&[]), call.text(1))))
    }),
    typed(
        "split",
        &[
            "Callable[String $str, String $pattern]",
            "Callable[String $str, Regexp $pattern]",
            "Callable[String $str, Type[Regexp] $pattern]",
            "Callable[Sensitive[String] $sensitive, String $pattern]",
            "Callable[Sensitive[String] $sensitive, Regexp $pattern]",
            "Callable[Sensitive[String] $sensitive, Type[Regexp] $pattern]",
        ],
        split,
    ),
    typed(
        "regsubst",
        &[
            "Callable[Variant[Array[String], String] $target, String $pattern, Variant[String, Hash[String, String]] $replacement, \
             Optional[Pattern[/^[GEIM]*$/]] $flags, Enum['E', 'N', 'S', 'U'] $encoding, 3, 5]",
            "Callable[Variant[Array[String], String] $target, Variant[Regexp, Type[Regexp]] $pattern, \
             Variant[String, Hash[String, String]] $replacement, Pattern[/^G?$/] $flags, 3, 4]",
        ],
        regsubst,
    ),
    typed(
        "match",
        &["Callable[String $string, Variant[Any, Type] $pattern]", "Callable[Array[String] $string, Variant[Any, Type] $pattern]"],
        matches,
    ),
    untyped("shellquote", |call, _| {
        let words = super::inclusion::flat(call.arguments);
        let quoted: Result<Vec<String>, Interrupt> = words.iter().map(|word| Ok(shell_quoted(&text_of(word)?))).collect();
        Ok(Value::from(quoted?.join(" ")))
    }),
    untyped("shell_join", |call, _| match call.argument(0) {
        Value::Array(words) => {
            let escaped: Vec<String> = words.iter().map(|word| shell_escaped(&format::interpolated(word))).collect();
            Ok(Value::from(escaped.join(" ")))
        }
        other => Err(failure(format!("First argument is not an Array: {}", printf::inspected(other)))),
    }),
    typed("shell_escape", &["Callable[Any $string]"], |call, _| Ok(Value::from(shell_escaped(&format::interpolated(call.argument(0)))))),
];

/// Ends what makes a longer text than there may be.
pub(super) fn within_text(length: usize) -> Result<(), Interrupt> {
    if length > extent::LONGEST_TEXT { Err(failure(extent::TEXT_TOO_LONG)) } else { Ok(()) }
}

/// A word; Puppet asks whatever it gets for its length.
fn text_of(word: &Value) -> Result<EcoString, Interrupt> {
    match legacy(word) {
        Value::String(text) => Ok(text),
        Value::Hash(_) => Err(failure("no implicit conversion of Hash into String")),
        Value::Default => Err(failure("undefined method `count' for :default:Symbol")),
        other => Err(failure(format!("undefined method `length' for {}:{}", printf::inspected(&other), class_name(&other)))),
    }
}

/// Ruby's `join`: nested arrays are joined in place, `undef` is empty.
pub(super) fn joined(items: &[Value], separator: &str) -> String {
    let mut out = String::new();
    for (index, item) in items.iter().enumerate() {
        out.push_str(if index > 0 { separator } else { "" });
        match item {
            Value::Array(inner) => out.push_str(&joined(inner, separator)),
            Value::Undef => {}
            other => out.push_str(&printf::plain(other)),
        }
    }
    out
}

/// The regular expression of an argument: a regex, a `Regexp[…]`, or a string that is read as one.
fn regex_of(value: &Value) -> Result<Arc<Regex>, Interrupt> {
    let source = match value {
        Value::Regex(regex) => return Ok(regex.clone()),
        Value::Type(data_type) => match data_type.as_ref() {
            Type::Regexp(source) => source.clone().unwrap_or_default(),
            _ => EcoString::new(),
        },
        other => format::interpolated(other),
    };
    Regex::cached(&source).map_err(|error| failure(error.to_string()))
}

fn split(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let source = call.argument(0);
    let text = source.unwrapped().as_str().unwrap_or("");
    let parts = split_text(text, regex_of(call.argument(1))?.as_ref())?;
    Ok(if source.is_sensitive() { Value::sensitive(parts) } else { parts })
}

/// Ruby's `split`: groups are kept, an empty match splits between characters, trailing empty parts go.
pub(super) fn split_text(text: &str, pattern: &Regex) -> Evaluated {
    let mut parts: Vec<Value> = Vec::new();
    let mut start = 0;
    for found in pattern.compiled().captures_iter(text) {
        let found = found.map_err(|_| failure(pattern.gave_up()))?;
        let Some(whole) = found.get(0) else { continue };
        if whole.end() == whole.start() && (whole.start() == start || whole.start() >= text.len()) {
            continue;
        }
        parts.push(Value::from(text.get(start..whole.start()).unwrap_or("")));
        parts.extend(found.iter().skip(1).flatten().map(|group| Value::from(group.as_str())));
        start = whole.end();
        within_limit(parts.len())?;
    }
    parts.push(Value::from(text.get(start..).unwrap_or("")));
    while parts.last().is_some_and(|last| last.as_str() == Some("")) {
        parts.pop();
    }
    Ok(Value::array(parts))
}

fn regsubst(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let flags = call.text(3);
    if call.arguments.len() > 4 {
        let message = "The regsubst() function's encoding argument has been ignored since Ruby 1.9 and will be removed in a future release";
        context.warn_once("regsubst_function_encoding", message, None);
    }
    let pattern = match call.argument(1) {
        Value::String(source) => {
            let options: String = flags
                .chars()
                .filter_map(|flag| match flag {
                    'I' => Some('i'),
                    'E' => Some('x'),
                    'M' => Some('m'),
                    _ => None,
                })
                .collect();
            let source = if options.is_empty() { source.to_string() } else { format!("(?{options}:{source})") };
            Regex::cached(&source).map_err(|error| failure(error.to_string()))?
        }
        other => regex_of(other)?,
    };
    let global = flags.contains('G');
    let substitute = |text: &str| substituted(text, &pattern, call.argument(2), global).map(Value::from);
    Ok(match call.argument(0) {
        Value::Array(items) => {
            let mut length = 0;
            let mut one = |item: &Value| {
                let text = substitute(item.as_str().unwrap_or(""))?;
                length += extent::of(&text).text;
                within_text(length).map(|()| text)
            };
            Value::array(items.iter().map(&mut one).collect::<Result<_, _>>()?)
        }
        other => substitute(other.as_str().unwrap_or(""))?,
    })
}

/// Replaces the first or all matches; the replacement is a template with `\1`, `\k<name>`, or a hash from match to text.
pub(super) fn substituted(text: &str, pattern: &Regex, replacement: &Value, global: bool) -> Result<String, Interrupt> {
    let mut out = String::with_capacity(text.len());
    let mut start = 0;
    for found in pattern.compiled().captures_iter(text) {
        let found = found.map_err(|_| failure(pattern.gave_up()))?;
        let Some(whole) = found.get(0) else { continue };
        out.push_str(text.get(start..whole.start()).unwrap_or(""));
        match replacement {
            Value::Hash(entries) => {
                let entry = entries.get(&Value::from(whole.as_str()));
                out.push_str(&entry.map(format::interpolated).unwrap_or_default());
            }
            other => expand(&format::interpolated(other), &found, text, &mut out),
        }
        start = whole.end();
        within_text(out.len())?;
        if !global {
            break;
        }
    }
    out.push_str(text.get(start..).unwrap_or(""));
    Ok(out)
}

fn expand(template: &EcoString, found: &fancy_regex::Captures<'_, str>, text: &str, out: &mut String) {
    let mut characters = template.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '\\' {
            out.push(character);
            continue;
        }
        match characters.next() {
            Some(digit) if digit.is_ascii_digit() => {
                let group = digit.to_digit(10).and_then(|number| found.get(number as usize));
                out.push_str(group.map_or("", |group| group.as_str()));
            }
            Some('&') => out.push_str(found.get(0).map_or("", |whole| whole.as_str())),
            Some('`') => out.push_str(found.get(0).and_then(|whole| text.get(..whole.start())).unwrap_or("")),
            Some('\'') => out.push_str(found.get(0).and_then(|whole| text.get(whole.end()..)).unwrap_or("")),
            Some('k') if characters.peek() == Some(&'<') => {
                let name: String = characters.by_ref().skip(1).take_while(|next| *next != '>').collect();
                out.push_str(found.name(&name).map_or("", |group| group.as_str()));
            }
            Some('\\') | None => out.push('\\'),
            Some(other) => out.extend(['\\', other]),
        }
    }
}

fn matches(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    match call.argument(0) {
        Value::Array(items) => items.iter().map(|item| match_one(item.as_str().unwrap_or(""), call.argument(1))).collect(),
        other => match_one(other.as_str().unwrap_or(""), call.argument(1)),
    }
}

/// The first pattern of those that an argument stands for that matches.
fn match_one(text: &str, pattern: &Value) -> Evaluated {
    let first_of = |patterns: &mut dyn Iterator<Item = Value>| {
        for pattern in patterns {
            let found = match_one(text, &pattern)?;
            if !found.is_undef() {
                return Ok(found);
            }
        }
        Ok(Value::Undef)
    };
    match pattern {
        Value::String(_) | Value::Regex(_) => groups(text, regex_of(pattern)?.as_ref()),
        Value::Array(patterns) => first_of(&mut super::inclusion::flat(patterns).into_iter()),
        Value::Type(data_type) => match datatype::alias::resolved(data_type) {
            Type::Regexp(None) => Err(failure("Given Regexp Type has no regular expression")),
            regex @ Type::Regexp(Some(_)) => groups(text, regex_of(&Value::data_type(regex.clone()))?.as_ref()),
            Type::Pattern(patterns) => first_of(&mut patterns.iter().cloned().map(Value::Regex)),
            Type::Variant(types) => first_of(&mut types.iter().cloned().map(Value::data_type)),
            other => Err(unmatchable(&Value::data_type(other.clone()))),
        },
        other => Err(unmatchable(other)),
    }
}

fn unmatchable(pattern: &Value) -> Interrupt {
    let class = datatype::label::class_name(pattern);
    failure(format!("match() expects pattern of T, where T is String, Regexp, Regexp[r], Pattern[p], or Array[T]. Got {class}"))
}

fn groups(text: &str, regex: &Regex) -> Evaluated {
    let groups = regex.try_captures(text).map_err(failure)?;
    Ok(groups.map_or(Value::Undef, |groups| groups.into_iter().map(|group| group.map_or(Value::Undef, Value::String)).collect()))
}

/// What means something between double quotes.
const DANGEROUS: [char; 5] = ['!', '"', '`', '$', '\\'];

/// Puppet's quoting: bare where safe, double quotes where they suffice, else single quotes.
fn shell_quoted(word: &str) -> String {
    let safe = |character: char| character.is_ascii_alphanumeric() || "@%_+=:,./-".contains(character);
    if !word.is_empty() && word.chars().all(safe) {
        return word.to_string();
    }
    if !word.contains(DANGEROUS) {
        return format!("\"{word}\"");
    }
    if !word.contains('\'') {
        return format!("'{word}'");
    }
    let mut out = String::from("\"");
    for character in word.chars() {
        if DANGEROUS.contains(&character) {
            out.push('\\');
        }
        out.push(character);
    }
    out.push('"');
    out
}

/// Ruby's `Shellwords.escape`.
fn shell_escaped(word: &str) -> String {
    if word.is_empty() {
        return "''".to_string();
    }
    let mut out = String::with_capacity(word.len());
    for character in word.chars() {
        match character {
            '\n' => out.push_str("'\n'"),
            safe if safe.is_ascii_alphanumeric() || "_-.,:+/@".contains(safe) => out.push(safe),
            other => out.extend(['\\', other]),
        }
    }
    out
}
