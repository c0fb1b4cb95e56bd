//! Strings: methods that change them, and those that give the same string back.

use super::string::{self, Text};
use super::{Answer, Request, position, some};
use crate::ruby::error::Flow;
use crate::ruby::interpreter::{Interpreter, check_length};
use crate::ruby::object::Object;
use std::rc::Rc;

pub fn call(interpreter: &mut Interpreter<'_>, text: &Text, request: &Request<'_>) -> Answer {
    match request.name {
        "<<" | "concat" => {
            let added: String = match request.arguments {
                [Object::Integer(code)] => u32::try_from(*code).ok().and_then(char::from_u32).map_or_else(String::new, String::from),
                _ => (0..request.arguments.len()).map(|index| request.text(index)).collect::<Result<Vec<_>, _>>()?.concat(),
            };
            check_length(text.borrow().len() + added.len())?;
            text.borrow_mut().push_str(&added);
        }
        "prepend" => {
            let added = request.text(0)?;
            check_length(text.borrow().len() + added.len())?;
            text.borrow_mut().insert_str(0, &added);
        }
        "replace" => {
            let new = request.text(0)?;
            *text.borrow_mut() = new;
        }
        "clear" => text.borrow_mut().clear(),
        "insert" => {
            let (index, added) = (request.integer(0)?, request.text(1)?);
            let length = text.borrow().chars().count();
            let index = if index < 0 { index.saturating_add(1).saturating_add(i64::try_from(length).unwrap_or(0)) } else { index };
            let place = position(index, length).ok_or_else(|| Flow::raise("IndexError", format!("index {index} out of string")))?;
            let byte = text.borrow().char_indices().nth(place).map_or(text.borrow().len(), |(byte, _)| byte);
            text.borrow_mut().insert_str(byte, &added);
        }
        "[]=" => return store(text, request),
        "slice!" => return cut(interpreter, text, request),
        "to_s" | "to_str" | "freeze" | "itself" | "force_encoding" | "-@" => {}
        "dup" | "clone" | "+@" | "encode" | "scrub" | "b" | "unicode_normalize" => return some(Object::string(text.borrow().clone())),
        _ => return in_place(interpreter, text, request),
    }
    some(Object::String(Rc::clone(text)))
}

fn store(text: &Text, request: &Request<'_>) -> Answer {
    let [Object::String(part), new] = request.arguments else { return Err(Flow::outside("an assignment to a part of a string")) };
    let (part, new) = (part.borrow().clone(), new.to_text());
    let changed = text.borrow().replacen(&part, &new, 1);
    *text.borrow_mut() = changed;
    some(Object::string(new))
}

fn cut(interpreter: &mut Interpreter<'_>, text: &Text, request: &Request<'_>) -> Answer {
    let piece = string::call(interpreter, text, &Request { name: "[]", ..*request })?.unwrap_or(Object::Nil);
    if let Some(found) = piece.text() {
        let rest = text.borrow().replacen(&found, "", 1);
        *text.borrow_mut() = rest;
    }
    some(piece)
}

/// `strip!`, `gsub!` and their like: the method without the mark, put back; nil where nothing changed.
fn in_place(interpreter: &mut Interpreter<'_>, text: &Text, request: &Request<'_>) -> Answer {
    const PLAIN: &[&str] = &[
        "strip",
        "lstrip",
        "rstrip",
        "chomp",
        "chop",
        "upcase",
        "downcase",
        "capitalize",
        "swapcase",
        "reverse",
        "squeeze",
        "gsub",
        "sub",
        "tr",
        "delete",
        "succ",
        "next",
        "delete_prefix",
        "delete_suffix",
    ];
    let Some(name) = request.name.strip_suffix('!').filter(|name| PLAIN.contains(name)) else { return Ok(None) };
    let Some(Object::String(new)) = string::call(interpreter, text, &Request { name, ..*request })? else { return Ok(None) };
    let new = new.borrow().clone();
    if *text.borrow() == new {
        return some(Object::Nil);
    }
    *text.borrow_mut() = new;
    some(Object::String(Rc::clone(text)))
}
