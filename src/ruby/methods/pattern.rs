//! Regular expressions and what they found.

use super::enumerable::number;
use super::{Answer, Request, some, truth};
use crate::ruby::error::Flow;
use crate::ruby::interpreter::Interpreter;
use crate::ruby::object::{Key, MatchData, Object};
use crate::value::Regex;
use std::rc::Rc;
use std::sync::Arc;

/// Looks for a match from a byte position on; `$~` and `$1` follow.
pub fn search(interpreter: &mut Interpreter<'_>, regex: &Regex, text: &str, from: usize) -> Result<Object, Flow> {
    interpreter.spend(1 + text.len() / 64)?;
    let found = find(regex, text, from)?.map(Rc::new);
    interpreter.last_match = found.clone();
    Ok(found.map_or(Object::Nil, Object::Match))
}

/// A match without a trace.
pub fn find(regex: &Regex, text: &str, from: usize) -> Result<Option<MatchData>, Flow> {
    find_in(regex, &text.into(), from)
}

/// A match in a text that all its matches share.
pub fn find_in(regex: &Regex, text: &Rc<str>, from: usize) -> Result<Option<MatchData>, Flow> {
    let found = regex.compiled().captures_from_pos(&**text, from);
    let found = found.map_err(|error| Flow::raise("RegexpError", error.to_string()))?;
    let names = || regex.compiled().capture_names().map(|name| name.map(str::to_string)).collect();
    Ok(found.map(|captures| MatchData {
        text: Rc::clone(text),
        groups: captures.iter().map(|group| group.map(|group| (group.start(), group.end()))).collect(),
        names: names(),
    }))
}

/// The character position of a byte position.
pub fn character_position(text: &str, byte: usize) -> usize {
    text.get(..byte).map_or(0, |before| before.chars().count())
}

pub fn regex(interpreter: &mut Interpreter<'_>, regex: &Arc<Regex>, request: &Request<'_>) -> Answer {
    let subject = || match request.argument(0)? {
        Object::Nil => Ok(None),
        text if text.text().is_some() || request.name == "===" => Ok(text.text()),
        other => Err(super::conversion(other, "String")),
    };
    match request.name {
        "match" => match subject()? {
            Some(text) => search(interpreter, regex, &text, 0).map(Some),
            None => some(Object::Nil),
        },
        "match?" => match subject()? {
            Some(text) => truth(find(regex, &text, 0)?.is_some()),
            None => truth(false),
        },
        "=~" | "===" => match subject()? {
            Some(text) => {
                let place = match search(interpreter, regex, &text, 0)? {
                    Object::Match(found) => found.groups.first().copied().flatten().map(|(from, _)| character_position(&text, from)),
                    _ => None,
                };
                some(match request.name {
                    "===" => Object::Boolean(place.is_some()),
                    _ => place.map_or(Object::Nil, number),
                })
            }
            None => some(if request.name == "===" { Object::Boolean(false) } else { Object::Nil }),
        },
        "source" => some(Object::string(regex.source().as_str())),
        _ => Ok(None),
    }
}

pub fn found(interpreter: &mut Interpreter<'_>, found: &Rc<MatchData>, request: &Request<'_>) -> Answer {
    let groups = || (0..found.groups.len()).map(|index| found.group(index)).collect::<Vec<_>>();
    let names = || found.names.iter().flatten();
    match request.name {
        "[]" => match request.argument(0)? {
            name @ (Object::String(_) | Object::Symbol(_)) => some(found.named(&name.to_text())),
            _ => interpreter.send(&Object::array(groups()), "[]", request.arguments.to_vec(), None).map(Some),
        },
        "captures" => some(Object::array(groups().into_iter().skip(1).collect())),
        "named_captures" => some(Object::hash(names().map(|name| (Key::String(name.as_str().into()), found.named(name))).collect())),
        "names" => some(Object::array(names().map(|name| Object::string(name.as_str())).collect())),
        "to_a" => some(Object::array(groups())),
        "to_s" => some(found.group(0)),
        "pre_match" => some(Object::string(found.before())),
        "post_match" => some(Object::string(found.after())),
        "begin" | "end" => {
            let index = usize::try_from(request.integer(0)?).unwrap_or(usize::MAX);
            let group = found.groups.get(index).copied().flatten();
            let byte = group.map(|(from, to)| if request.name == "begin" { from } else { to });
            some(byte.map_or(Object::Nil, |byte| number(character_position(&found.text, byte))))
        }
        "size" | "length" => some(number(found.groups.len())),
        _ => Ok(None),
    }
}
