//! Strings and patterns: `=~`, `sub`, `gsub`, `scan`, `split`, `start_with?`, …

use super::enumerable::number;
use super::pattern::{character_position, find, find_in, search};
use super::string::Text;
use super::{Answer, Request, conversion, position, some, truth};
use crate::ruby::error::Flow;
use crate::ruby::interpreter::{Interpreter, check_length};
use crate::ruby::object::{Key, MatchData, Object};
use crate::value::Regex;
use std::rc::Rc;
use std::sync::Arc;

pub fn call(interpreter: &mut Interpreter<'_>, text: &Text, request: &Request<'_>) -> Answer {
    let copy = || text.borrow().clone();
    match request.name {
        "gsub" | "sub" => replaced(interpreter, &copy(), request).map(|text| Some(Object::string(text))),
        "scan" => scan(interpreter, &copy(), request),
        "split" => split(&copy(), request, interpreter).map(|parts| Some(Object::array(parts.into_iter().map(Object::string).collect()))),
        "start_with?" | "end_with?" => edge(interpreter, &copy(), request),
        "partition" | "rpartition" => partition(interpreter, &copy(), request),
        "index" | "rindex" => index(interpreter, &copy(), request),
        "count" => {
            let set = super::string::CharacterSet::read(&request.text(0)?);
            some(number(text.borrow().chars().filter(|character| set.contains(*character)).count()))
        }
        // a text is a pattern to these two, and only to them
        "match" | "match?" if matches!(request.arguments, [Object::String(_)]) => {
            let regex = interpreter.pattern(&request.text(0)?, "")?;
            let text = Object::string(copy());
            interpreter.send(&Object::Regex(regex), request.name, vec![text], None).map(Some)
        }
        "=~" | "match" | "match?" => {
            let regex = as_pattern(interpreter, request.argument(0)?)?;
            let subject = [Object::string(copy())];
            super::pattern::regex(interpreter, &regex, &Request { name: request.name, arguments: &subject, block: None })
        }
        "[]" | "slice" => match request.arguments {
            [Object::Regex(regex), group @ ..] => {
                let Object::Match(found) = search(interpreter, regex, &copy(), 0)? else { return some(Object::Nil) };
                match group.first() {
                    None => some(found.group(0)),
                    Some(Object::Integer(index)) => some(usize::try_from(*index).map_or(Object::Nil, |index| found.group(index))),
                    Some(name) => some(found.named(&name.to_text())),
                }
            }
            _ if request.name == "slice" => super::string::call(interpreter, text, &Request { name: "[]", ..*request }),
            _ => Ok(None),
        },
        _ => Ok(None),
    }
}

/// A regular expression, or a text that means itself.
fn as_pattern(interpreter: &mut Interpreter<'_>, object: &Object) -> Result<Arc<Regex>, Flow> {
    match object {
        Object::Regex(regex) => Ok(Arc::clone(regex)),
        Object::String(text) => {
            let source = super::class::escaped(&text.borrow());
            interpreter.pattern(&source, "")
        }
        other => Err(conversion(other, "Regexp")),
    }
}

/// What a match counts for: all are kept until the last is found.
const STEPS_OF_MATCH: usize = 4;

/// Every match (or the first), none overlapping.
fn matches(interpreter: &mut Interpreter<'_>, regex: &Regex, text: &str, all: bool) -> Result<Vec<Rc<MatchData>>, Flow> {
    let text: Rc<str> = text.into();
    let mut out = Vec::new();
    let mut from = 0;
    while from <= text.len() {
        interpreter.spend(STEPS_OF_MATCH)?;
        let Some(found) = find_in(regex, &text, from)? else { break };
        let Some((start, end)) = found.groups.first().copied().flatten() else { break };
        out.push(Rc::new(found));
        if !all {
            break;
        }
        // An empty match moves on by one character.
        from = if end > start { end } else { end + text.get(end..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8) };
    }
    interpreter.last_match = out.last().cloned();
    Ok(out)
}

fn replaced(interpreter: &mut Interpreter<'_>, text: &str, request: &Request<'_>) -> Result<String, Flow> {
    let regex = as_pattern(interpreter, request.argument(0)?)?;
    let mut out = String::new();
    let mut done = 0;
    for found in matches(interpreter, &regex, text, request.name == "gsub")? {
        let Some((start, end)) = found.groups.first().copied().flatten() else { continue };
        out.push_str(text.get(done..start).unwrap_or(""));
        interpreter.last_match = Some(Rc::clone(&found));
        match (request.arguments.get(1), request.block) {
            (Some(Object::Hash(table)), _) => {
                let key = Key::of(&found.group(0));
                out.push_str(&table.borrow().entries.get(&key).map(Object::to_text).unwrap_or_default());
            }
            (Some(_), _) => out.push_str(&expanded(&request.text(1)?, &found)),
            (None, Some(block)) => out.push_str(&interpreter.invoke(block, vec![found.group(0)])?.to_text()),
            (None, None) => return Err(Flow::argument_error("wrong number of arguments (given 1, expected 2)")),
        }
        check_length(out.len())?;
        done = end;
    }
    out.push_str(text.get(done..).unwrap_or(""));
    Ok(out)
}

/// A replacement with `\1`, `\0`, `\k<name>`, `\\` filled in.
fn expanded(replacement: &str, found: &MatchData) -> String {
    let mut out = String::new();
    let mut characters = replacement.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '\\' {
            out.push(character);
            continue;
        }
        match characters.next() {
            Some(digit) if digit.is_ascii_digit() => {
                out.push_str(&found.group(digit.to_digit(10).unwrap_or(0) as usize).to_text());
            }
            Some('&') => out.push_str(&found.group(0).to_text()),
            Some('`') => out.push_str(found.before()),
            Some('\'') => out.push_str(found.after()),
            Some('\\') => out.push('\\'),
            Some('k') if characters.peek() == Some(&'<') => {
                let name: String = characters.by_ref().skip(1).take_while(|character| *character != '>').collect();
                out.push_str(&found.named(&name).to_text());
            }
            Some(other) => out.extend(['\\', other]),
            None => out.push('\\'),
        }
    }
    out
}

fn scan(interpreter: &mut Interpreter<'_>, text: &str, request: &Request<'_>) -> Answer {
    let regex = as_pattern(interpreter, request.argument(0)?)?;
    let item = |found: &MatchData| match found.groups.len() {
        0 | 1 => found.group(0),
        groups => Object::array((1..groups).map(|index| found.group(index)).collect()),
    };
    let all = matches(interpreter, &regex, text, true)?;
    let Some(block) = request.block else { return some(Object::array(all.iter().map(|found| item(found)).collect())) };
    for found in &all {
        interpreter.last_match = Some(Rc::clone(found));
        interpreter.invoke(block, vec![item(found)])?;
    }
    some(Object::string(text))
}

fn split(text: &str, request: &Request<'_>, interpreter: &mut Interpreter<'_>) -> Result<Vec<String>, Flow> {
    let limit = request.integer_or(1, 0)?;
    let most = usize::try_from(limit).unwrap_or(0);
    let mut parts = match request.arguments.first() {
        None | Some(Object::Nil) => words(text, most),
        Some(Object::String(separator)) if *separator.borrow() == " " => words(text, most),
        Some(separator) => {
            let regex = as_pattern(interpreter, separator)?;
            by_pattern(interpreter, &regex, text, most)?
        }
    };
    if limit == 0 {
        while parts.last().is_some_and(String::is_empty) {
            parts.pop();
        }
    }
    Ok(parts)
}

/// Words between white space.
fn words(text: &str, most: usize) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        if most > 0 && parts.len() + 1 == most {
            parts.push(rest.to_string());
            return parts;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        parts.push(word.to_string());
        rest = after.trim_start();
    }
    parts
}

fn by_pattern(interpreter: &mut Interpreter<'_>, regex: &Regex, text: &str, most: usize) -> Result<Vec<String>, Flow> {
    let mut parts = Vec::new();
    let mut done = 0;
    if text.is_empty() {
        return Ok(parts);
    }
    for found in matches(interpreter, regex, text, true)? {
        let Some((start, end)) = found.groups.first().copied().flatten() else { continue };
        if most > 0 && parts.len() + 1 >= most {
            break;
        }
        // An empty match splits between characters, not at the edges.
        if start == end && (start == done || start >= text.len()) {
            continue;
        }
        parts.push(text.get(done..start).unwrap_or("").to_string());
        parts.extend((1..found.groups.len()).filter_map(|index| found.group(index).text()));
        done = end;
    }
    parts.push(text.get(done..).unwrap_or("").to_string());
    Ok(parts)
}

fn edge(interpreter: &mut Interpreter<'_>, text: &str, request: &Request<'_>) -> Answer {
    for wanted in request.arguments {
        let fits = match wanted {
            Object::Regex(regex) => match search(interpreter, regex, text, 0)? {
                Object::Match(found) => found.groups.first().copied().flatten().is_some_and(|(start, _)| start == 0),
                _ => false,
            },
            Object::String(part) if request.name == "start_with?" => text.starts_with(part.borrow().as_str()),
            Object::String(part) => text.ends_with(part.borrow().as_str()),
            other => return Err(conversion(other, "String")),
        };
        if fits {
            return truth(true);
        }
    }
    truth(false)
}

fn partition(interpreter: &mut Interpreter<'_>, text: &str, request: &Request<'_>) -> Answer {
    let regex = as_pattern(interpreter, request.argument(0)?)?;
    let all = matches(interpreter, &regex, text, request.name == "rpartition")?;
    let parts = match all.last() {
        Some(found) => [found.before().to_string(), found.group(0).to_text(), found.after().to_string()],
        None if request.name == "partition" => [text.to_string(), String::new(), String::new()],
        None => [String::new(), String::new(), text.to_string()],
    };
    some(Object::array(parts.into_iter().map(Object::string).collect()))
}

fn index(interpreter: &mut Interpreter<'_>, text: &str, request: &Request<'_>) -> Answer {
    let regex = as_pattern(interpreter, request.argument(0)?)?;
    let length = text.chars().count();
    let from = position(request.integer_or(1, 0)?, length).unwrap_or(length);
    let byte = text.char_indices().nth(from).map_or(text.len(), |(byte, _)| byte);
    let found = if request.name == "index" {
        find(&regex, text, byte)?
    } else {
        matches(interpreter, &regex, text, true)?.last().map(|found| MatchData::clone(found))
    };
    let start = found.and_then(|found| found.groups.first().copied().flatten()).map(|(start, _)| start);
    some(start.map_or(Object::Nil, |start| number(character_position(text, start))))
}
