//! Strings: reading and making new ones. What changes them is in [`super::string_change`], patterns in [`super::substitute`].

use super::enumerable::number;
use super::{Answer, Request, bounds, integer, position, some, string_change, substitute, truth};
use crate::ruby::error::Flow;
use crate::ruby::inspect::quote;
use crate::ruby::interpreter::{Interpreter, check_length};
use crate::ruby::object::Object;
use std::cell::RefCell;
use std::rc::Rc;

pub type Text = Rc<RefCell<String>>;

pub fn call(interpreter: &mut Interpreter<'_>, text: &Text, request: &Request<'_>) -> Answer {
    if let Some(answer) = substitute::call(interpreter, text, request)? {
        return some(answer);
    }
    if let Some(answer) = string_change::call(interpreter, text, request)? {
        return some(answer);
    }
    let copy = text.borrow().clone();
    if let Some(answer) = question(&copy, request)? {
        return some(answer);
    }
    if let Some(answer) = shaped(&copy, request)? {
        return some(answer);
    }
    if let Some(answer) = parts(interpreter, &copy, request)? {
        return some(answer);
    }
    converted(&copy, request)
}

fn question(text: &str, request: &Request<'_>) -> Answer {
    match request.name {
        "length" | "size" => some(number(text.chars().count())),
        "bytesize" => some(number(text.len())),
        "empty?" => truth(text.is_empty()),
        "include?" => truth(text.contains(&request.text(0)?)),
        "casecmp" => {
            let order = text.to_ascii_lowercase().cmp(&request.text(0)?.to_ascii_lowercase());
            some(Object::Integer(order as i64))
        }
        "casecmp?" => truth(text.to_lowercase() == request.text(0)?.to_lowercase()),
        "ascii_only?" => truth(text.is_ascii()),
        "valid_encoding?" => truth(true),
        "ord" => some(text.chars().next().map_or(Object::Nil, |first| Object::Integer(i64::from(u32::from(first))))),
        "<=>" => {
            let order = super::sort::order(&Object::string(text), request.argument(0)?);
            some(order.map_or(Object::Nil, |order| Object::Integer(order as i64)))
        }
        "<" | ">" | "<=" | ">=" => {
            let order = super::sort::compare(&Object::string(text), request.argument(0)?)?;
            truth(match request.name {
                "<" => order.is_lt(),
                ">" => order.is_gt(),
                "<=" => order.is_le(),
                _ => order.is_ge(),
            })
        }
        "between?" => {
            let (low, high) = (request.text(0)?, request.text(1)?);
            truth(low.as_str() <= text && text <= high.as_str())
        }
        _ => Ok(None),
    }
}

fn shaped(text: &str, request: &Request<'_>) -> Answer {
    let shaped = match request.name {
        "upcase" => text.to_uppercase(),
        "downcase" => text.to_lowercase(),
        "capitalize" => capitalized(text),
        "swapcase" => text
            .chars()
            .map(|letter| if letter.is_uppercase() { letter.to_lowercase().to_string() } else { letter.to_uppercase().to_string() })
            .collect(),
        "strip" => text.trim_matches(is_blank).trim_start_matches('\0').to_string(),
        "lstrip" => text.trim_start_matches(is_blank).to_string(),
        "rstrip" => text.trim_end_matches(is_blank).to_string(),
        "chomp" => match request.arguments {
            [] => text
                .strip_suffix("\r\n")
                .or_else(|| text.strip_suffix('\n'))
                .or_else(|| text.strip_suffix('\r'))
                .unwrap_or(text)
                .to_string(),
            _ => text.strip_suffix(request.text(0)?.as_str()).unwrap_or(text).to_string(),
        },
        "chop" => {
            let mut shorter = text.to_string();
            shorter.pop();
            shorter
        }
        "chr" => text.chars().take(1).collect(),
        "reverse" => text.chars().rev().collect(),
        "squeeze" => squeezed(text, request)?,
        "succ" | "next" => successor(text),
        "+" => [text, &request.text(0)?].concat(),
        "*" => {
            let times = usize::try_from(request.integer(0)?).map_err(|_| Flow::argument_error("argument must be non-negative"))?;
            check_length(text.len().saturating_mul(times))?;
            text.repeat(times)
        }
        "%" => super::format::format(text, &request.argument(0)?.items().unwrap_or_else(|| request.arguments.to_vec()))?,
        "ljust" | "rjust" | "center" => justified(text, request)?,
        "delete_prefix" => text.strip_prefix(request.text(0)?.as_str()).unwrap_or(text).to_string(),
        "delete_suffix" => text.strip_suffix(request.text(0)?.as_str()).unwrap_or(text).to_string(),
        "delete" => {
            let set = CharacterSet::read(&request.text(0)?);
            text.chars().filter(|character| !set.contains(*character)).collect()
        }
        "tr" | "tr_s" => translated(text, &request.text(0)?, &request.text(1)?),
        "dump" | "inspect" => {
            let mut out = String::new();
            quote(text, &mut out);
            out
        }
        _ => return Ok(None),
    };
    check_length(shaped.len())?;
    some(Object::string(shaped))
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\0')
}

pub fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + &characters.as_str().to_lowercase())
}

fn squeezed(text: &str, request: &Request<'_>) -> Result<String, Flow> {
    let set = request.arguments.first().map(|_| request.text(0)).transpose()?.map(|set| CharacterSet::read(&set));
    let mut out = String::new();
    for character in text.chars() {
        if !(out.ends_with(character) && set.as_ref().is_none_or(|set| set.contains(character))) {
            out.push(character);
        }
    }
    Ok(out)
}

fn justified(text: &str, request: &Request<'_>) -> Result<String, Flow> {
    let width = usize::try_from(request.integer(0)?).unwrap_or(0);
    check_length(width)?;
    let pad = if request.arguments.len() > 1 { request.text(1)? } else { " ".to_string() };
    let missing = width.saturating_sub(text.chars().count());
    if pad.is_empty() {
        return Err(Flow::argument_error("zero width padding"));
    }
    let fill = |count: usize| pad.chars().cycle().take(count).collect::<String>();
    Ok(match request.name {
        "ljust" => [text, &fill(missing)].concat(),
        "rjust" => [&fill(missing), text].concat(),
        _ => [&fill(missing / 2), text, &fill(missing - missing / 2)].concat(),
    })
}

fn parts(interpreter: &mut Interpreter<'_>, text: &str, request: &Request<'_>) -> Answer {
    let list = match request.name {
        "chars" | "each_char" => text.chars().map(|character| Object::string(character.to_string())).collect(),
        "bytes" | "each_byte" => text.bytes().map(|byte| Object::Integer(i64::from(byte))).collect(),
        "lines" | "each_line" => text.split_inclusive('\n').map(Object::string).collect::<Vec<_>>(),
        "[]" if !matches!(request.arguments, [Object::Regex(_), ..]) => return piece(text, request),
        _ => return Ok(None),
    };
    match request.block {
        None => some(Object::array(list)),
        Some(block) => {
            for item in list {
                interpreter.invoke(block, vec![item])?;
            }
            some(Object::string(text))
        }
    }
}

/// `text[index]`, `text[start, length]`, `text[range]`, `text['part']`.
fn piece(text: &str, request: &Request<'_>) -> Answer {
    let length = text.chars().count();
    let (start, count) = match request.arguments {
        [Object::String(part)] => {
            return some(if text.contains(part.borrow().as_str()) { Object::string(part.borrow().clone()) } else { Object::Nil });
        }
        [Object::Range(range)] => match bounds(range, length)? {
            Some(bounds) => bounds,
            None => return some(Object::Nil),
        },
        [index] => match position(integer(index)?, length).filter(|index| *index < length) {
            Some(index) => (index, 1),
            None => return some(Object::Nil),
        },
        [start, count] => match position(integer(start)?, length).zip(usize::try_from(integer(count)?).ok()) {
            Some(part) => part,
            None => return some(Object::Nil),
        },
        _ => return Err(Flow::argument_error("wrong number of arguments")),
    };
    some(Object::string(text.chars().skip(start).take(count).collect::<String>()))
}

fn converted(text: &str, request: &Request<'_>) -> Answer {
    match request.name {
        "to_i" => {
            let base = u32::try_from(request.integer_or(0, 10)?).ok().filter(|base| (2..=36).contains(base));
            let base = base.ok_or_else(|| Flow::argument_error("invalid radix"))?;
            some(Object::Integer(leading_integer(text, base)))
        }
        "to_f" => some(Object::Float(leading_float(text))),
        "to_sym" | "intern" => some(Object::symbol(text)),
        "to_json" => some(Object::string(super::class::json(&text.into()))),
        "hex" => some(Object::Integer(leading_integer(text.trim_start_matches("0x"), 16))),
        "oct" => some(Object::Integer(leading_integer(text, 8))),
        "to_c" | "to_r" | "unpack" | "unpack1" | "crypt" | "encoding" => Err(Flow::outside(&format!("String#{}", request.name))),
        "sum" => some(Object::Integer(text.bytes().map(i64::from).sum::<i64>() & 0xffff)),
        _ => Ok(None),
    }
}

/// The number at the start of a text; 0 where there is none.
pub fn leading_integer(text: &str, base: u32) -> i64 {
    let text = text.trim_start();
    let (negative, digits) = text.strip_prefix('-').map_or((false, text.strip_prefix('+').unwrap_or(text)), |digits| (true, digits));
    let mut number: i64 = 0;
    let mut after_digit = false;
    for character in digits.chars() {
        match character.to_digit(base) {
            Some(digit) => number = number.saturating_mul(i64::from(base)).saturating_add(i64::from(digit)),
            None if character == '_' && after_digit => {}
            None => break,
        }
        after_digit = character != '_';
    }
    if negative { -number } else { number }
}

fn leading_float(text: &str) -> f64 {
    let text: String = text.trim_start().chars().filter(|character| *character != '_').collect();
    let end = (1..=text.len()).rev().find(|end| {
        let start = text.get(..*end).unwrap_or("");
        start.ends_with(|last: char| last.is_ascii_digit()) && start.parse::<f64>().is_ok()
    });
    end.and_then(|end| text.get(..end)?.parse().ok()).unwrap_or(0.0)
}

/// The next text: `a9` is followed by `b0`, `Zz` by `AAa`.
pub fn successor(text: &str) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let Some(last) = characters.iter().rposition(|character| character.is_ascii_alphanumeric()) else { return text.to_string() };
    let mut place = last;
    loop {
        let Some(character) = characters.get_mut(place) else { return text.to_string() };
        let (next, carry) = match *character {
            '9' => ('0', Some('1')),
            'z' => ('a', Some('a')),
            'Z' => ('A', Some('A')),
            other => (char::from_u32(u32::from(other) + 1).unwrap_or(other), None),
        };
        *character = next;
        let Some(carry) = carry else { break };
        match place.checked_sub(1).filter(|before| characters.get(*before).is_some_and(char::is_ascii_alphanumeric)) {
            Some(before) => place = before,
            None => {
                characters.insert(place, carry);
                break;
            }
        }
    }
    characters.into_iter().collect()
}

/// `a-z`, `^0-9` as `tr` and `delete` write sets.
pub struct CharacterSet {
    members: Vec<char>,
    negated: bool,
}

impl CharacterSet {
    pub fn read(text: &str) -> Self {
        let (negated, text) = match text.strip_prefix('^') {
            Some(rest) if !rest.is_empty() => (true, rest),
            _ => (false, text),
        };
        CharacterSet { members: expanded(text), negated }
    }

    pub fn contains(&self, character: char) -> bool {
        self.members.contains(&character) != self.negated
    }
}

/// Ranges written out.
fn expanded(text: &str) -> Vec<char> {
    let characters: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut index = 0;
    while let Some(first) = characters.get(index).copied() {
        match (first, characters.get(index + 1), characters.get(index + 2)) {
            ('\\', Some(next), _) => {
                out.push(*next);
                index += 2;
            }
            (_, Some('-'), Some(last)) => {
                out.extend((first..=*last).take(0x1_0000));
                index += 3;
            }
            _ => {
                out.push(first);
                index += 1;
            }
        }
    }
    out
}

fn translated(text: &str, from: &str, to: &str) -> String {
    let from = CharacterSet::read(from);
    let to = expanded(to);
    let translate = |character: char| {
        if !from.contains(character) {
            return Some(character);
        }
        let index = if from.negated { to.len() } else { from.members.iter().position(|member| *member == character).unwrap_or(0) };
        to.get(index).or(to.last()).copied()
    };
    text.chars().filter_map(translate).collect()
}
