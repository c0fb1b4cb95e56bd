//! `batch_escape`, `powershell_escape`, `xml_encode`, `shell_split`, `to_python`, `to_ruby`: texts for other languages.

use crate::catalog::json::value_to_json;
use crate::evaluate::function::{Call, Context, Evaluated};
use crate::functions::definition::{Definition, counted, failure, typed};
use crate::value::{Value, json, printf};

const ANY: &[&str] = &["Callable[Any $string]"];
const OBJECT: &[&str] = &["Callable[Any $object]"];
const XML: &[&str] = &["Callable[String $str, Enum['text', 'attr'] $type, 1, 2]"];

pub(in crate::functions) static FUNCTIONS: &[Definition] = &[
    typed("batch_escape", ANY, batch_escape),
    typed("stdlib::batch_escape", ANY, batch_escape),
    typed("powershell_escape", ANY, powershell_escape),
    typed("stdlib::powershell_escape", ANY, powershell_escape),
    typed("stdlib::xml_encode", XML, xml_encode),
    counted("shell_split", 1, |call, _| shell_split(&printf::plain(call.argument(0)))),
    typed("to_python", OBJECT, |call, _| Ok(Value::from(PYTHON.text(&as_data(call.argument(0))?)))),
    typed("stdlib::to_python", OBJECT, |call, _| Ok(Value::from(PYTHON.text(&as_data(call.argument(0))?)))),
    typed("to_ruby", OBJECT, |call, _| Ok(Value::from(RUBY.text(&as_data(call.argument(0))?)))),
    typed("stdlib::to_ruby", OBJECT, |call, _| Ok(Value::from(RUBY.text(&as_data(call.argument(0))?)))),
];

fn batch_escape(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let mut out = String::from("\"");
    for character in printf::plain(call.argument(0)).chars() {
        match character {
            '"' => out.push_str("\"\""),
            '$' | '\\' => out.extend(['\\', character]),
            other => out.push(other),
        }
    }
    out.push('"');
    Ok(Value::from(out))
}

fn powershell_escape(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let mut out = String::new();
    for character in printf::plain(call.argument(0)).chars() {
        match character {
            ' ' | '\'' | '`' | '|' | '\n' | '$' => out.extend(['`', character]),
            '"' => out.push_str("\\`\""),
            other => out.push(other),
        }
    }
    Ok(Value::from(out))
}

fn xml_encode(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let text = call.text(0).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    Ok(Value::from(match call.text(1) {
        "attr" => format!("\"{}\"", text.replace('"', "&quot;")),
        _ => text,
    }))
}

/// The words that a shell would see.
fn shell_split(line: &str) -> Evaluated {
    let unmatched = || failure(format!("Unmatched quote: {}", printf::inspected(&Value::from(line))));
    let mut words: Vec<Value> = Vec::new();
    let mut word: Option<String> = None;
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        if character.is_whitespace() {
            words.extend(word.take().map(Value::from));
            continue;
        }
        let current = word.get_or_insert_default();
        match character {
            '\'' => loop {
                match characters.next().ok_or_else(unmatched)? {
                    '\'' => break,
                    other => current.push(other),
                }
            },
            '"' => double_quoted(&mut characters, current).ok_or_else(unmatched)?,
            '\\' => current.extend(characters.next().or(Some('\\'))),
            other => current.push(other),
        }
    }
    words.extend(word.map(Value::from));
    Ok(Value::array(words))
}

/// Up to the closing quote; a backslash stands before what would mean something.
fn double_quoted(characters: &mut std::str::Chars<'_>, word: &mut String) -> Option<()> {
    loop {
        match characters.next()? {
            '"' => return Some(()),
            '\\' => match characters.next()? {
                '\n' => {}
                escaped @ ('$' | '`' | '"' | '\\') => word.push(escaped),
                other => word.extend(['\\', other]),
            },
            other => word.push(other),
        }
    }
}

/// Rich values as the catalog has them.
fn as_data(value: &Value) -> Evaluated {
    if let Value::Iterator(sequence) = value {
        sequence.items().map_err(failure)?;
    }
    Ok(json::from_json(&value_to_json(value)))
}

/// How a language writes its literals.
struct Language {
    truth: [&'static str; 2],
    nothing: &'static str,
    arrow: &'static str,
}

const PYTHON: Language = Language { truth: ["False", "True"], nothing: "None", arrow: ": " };
const RUBY: Language = Language { truth: ["false", "true"], nothing: "nil", arrow: " => " };

impl Language {
    fn text(&self, value: &Value) -> String {
        match value {
            Value::Boolean(flag) => self.truth.get(usize::from(*flag)).copied().unwrap_or_default().to_string(),
            Value::Undef => self.nothing.to_string(),
            Value::Array(items) => format!("[{}]", items.iter().map(|item| self.text(item)).collect::<Vec<_>>().join(", ")),
            Value::Hash(entries) => {
                let entry = |(key, value): (&Value, &Value)| format!("{}{}{}", self.text(key), self.arrow, self.text(value));
                format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
            other => printf::inspected(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::function::Interrupt;

    #[test]
    fn words_are_split_as_a_shell_splits_them() {
        let words = |line: &str| shell_split(line).map(|words| printf::inspected(&words)).unwrap_or_default();
        assert_eq!(words(r#"a 'b c' "d \" e" f\ g"#), r#"["a", "b c", "d \" e", "f g"]"#);
        assert!(matches!(shell_split("'a"), Err(Interrupt::Failure(_))));
    }
}
