//! Values as the YAML that Ruby's `to_yaml` writes: which style a string gets is Psych's choice, how it is written libyaml's.

use super::scalar::resolve;
use crate::value::{Value, ValueHash, format};
use std::fmt::Write;

/// Lines of quoted and plain text are folded at the first blank behind this column.
const WIDTH: usize = 80;
/// A key longer than this (in bytes) is written after `? `.
const LONGEST_KEY: usize = 128;

/// A document with its `---`. A `Sensitive` shows that it is one and nothing else.
pub fn dump(value: &Value) -> String {
    let mut emitter = Emitter { out: "---".to_string() };
    match value {
        Value::Hash(entries) if !entries.is_empty() => {
            emitter.out.push('\n');
            emitter.mapping(entries, 0);
        }
        Value::Array(items) if !items.is_empty() => {
            emitter.out.push('\n');
            emitter.sequence(items, 0);
        }
        Value::Undef => emitter.out.push('\n'),
        other => {
            emitter.out.push(' ');
            emitter.leaf(other, 0, false);
            emitter.out.push('\n');
        }
    }
    emitter.out
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Style {
    Plain,
    Single,
    Double,
    Literal,
}

struct Emitter {
    out: String,
}

impl Emitter {
    /// Entries at `indent`; the first line is already indented where the mapping stands in a list.
    fn mapping(&mut self, entries: &ValueHash, indent: usize) {
        for (index, (key, value)) in entries.iter().enumerate() {
            self.indent(index, indent);
            if is_simple_key(key) {
                self.leaf(key, indent, true);
            } else {
                self.out.push_str("? ");
                self.block(key, indent, true);
                self.out.push_str(&" ".repeat(indent));
            }
            self.out.push(':');
            self.after_indicator(value, indent, false);
        }
    }

    fn sequence(&mut self, items: &[Value], indent: usize) {
        for (index, item) in items.iter().enumerate() {
            self.indent(index, indent);
            self.out.push('-');
            self.after_indicator(item, indent, true);
        }
    }

    /// Every line but the first of a nested collection begins with blanks; the first follows `- `.
    fn indent(&mut self, index: usize, indent: usize) {
        if index > 0 || self.out.ends_with('\n') {
            self.out.push_str(&" ".repeat(indent));
        }
    }

    /// What follows `:` or `-`, with its line break.
    fn after_indicator(&mut self, value: &Value, indent: usize, in_sequence: bool) {
        match value {
            Value::Undef => self.out.push('\n'),
            Value::Hash(entries) if !entries.is_empty() && !in_sequence => {
                self.out.push('\n');
                self.mapping(entries, indent + 2);
            }
            Value::Array(items) if !items.is_empty() && !in_sequence => {
                self.out.push('\n');
                self.sequence(items, indent);
            }
            other => {
                self.out.push(' ');
                self.block(other, indent, true);
            }
        }
    }

    fn block(&mut self, value: &Value, indent: usize, inline: bool) {
        let inner = if inline { indent + 2 } else { indent };
        match value {
            Value::Hash(entries) if !entries.is_empty() => self.mapping(entries, inner),
            Value::Array(items) if !items.is_empty() => self.sequence(items, inner),
            leaf => {
                self.leaf(leaf, indent, false);
                self.out.push('\n');
            }
        }
    }

    fn leaf(&mut self, value: &Value, indent: usize, is_key: bool) {
        match value {
            Value::Undef if is_key => self.out.push_str("!!null ''"),
            Value::Undef => {}
            Value::Default => self.out.push_str(":default"),
            Value::Boolean(flag) => drop(write!(self.out, "{flag}")),
            Value::Integer(number) => drop(write!(self.out, "{number}")),
            Value::Float(number) => self.out.push_str(&float(*number)),
            Value::Hash(_) => self.out.push_str("{}"),
            Value::Array(_) => self.out.push_str("[]"),
            Value::String(text) => self.text(text, indent, is_key),
            other => self.text(&format::interpolated(other), indent, is_key),
        }
    }

    fn text(&mut self, text: &str, indent: usize, is_key: bool) {
        if text == "<<" {
            self.out.push_str("!!str '<<'");
            return;
        }
        let column = self.out.chars().rev().take_while(|character| *character != '\n').count();
        let mut writer = Writer { out: &mut self.out, column, indent: indent + 2, may_break: !is_key };
        match written_style(text, is_key) {
            Style::Plain => writer.plain(text),
            Style::Single => writer.single(text),
            Style::Double => writer.double(text),
            Style::Literal => writer.literal(text),
        }
    }
}

fn float(number: f64) -> String {
    if number.is_nan() {
        ".nan".to_string()
    } else if number.is_infinite() {
        if number > 0.0 { ".inf".to_string() } else { "-.inf".to_string() }
    } else {
        format::float(number)
    }
}

fn is_simple_key(key: &Value) -> bool {
    match key {
        Value::String(text) => text.len() <= LONGEST_KEY && !text.contains('\n'),
        Value::Hash(entries) => entries.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => true,
    }
}

/// Psych's wish for a string.
fn wanted_style(text: &str) -> Style {
    if text.match_indices('\n').any(|(place, _)| !matches!(text.get(place + 1..), Some("" | "\n") | None)) {
        Style::Literal
    } else if text == "y" || text == "n" || starts_with_sign(text) {
        Style::Double
    } else if !matches!(resolve(text), Ok(Value::String(_))) || looks_like_octal(text) || text.starts_with(':') && text.len() > 1 {
        Style::Single
    } else {
        Style::Plain
    }
}

/// A line that starts with no word character and has no double quote behind it.
fn starts_with_sign(text: &str) -> bool {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    let mut lines = std::iter::once(text).chain(text.match_indices('\n').filter_map(|(place, _)| text.get(place + 1..)));
    lines.any(|line| {
        let mut rest = line.chars();
        rest.next().is_some_and(|first| !is_word(first))
            && rest.as_str().split('"').next().is_some_and(|end| end == rest.as_str() || end.contains('\n'))
    })
}

/// `089`: Ruby would take it for a broken octal number.
fn looks_like_octal(text: &str) -> bool {
    text.strip_prefix('0').is_some_and(|rest| rest.trim_start_matches(|digit| ('0'..='7').contains(&digit)).starts_with(['8', '9']))
}

/// What libyaml makes of the wish, by what the text allows.
fn written_style(text: &str, is_key: bool) -> Style {
    let allows = Analysis::of(text);
    let mut style = wanted_style(text);
    if style == Style::Plain && (!allows.plain || text.is_empty()) {
        style = Style::Single;
    }
    if style == Style::Single && !allows.single || style == Style::Literal && (!allows.block || is_key) {
        style = Style::Double;
    }
    style
}

struct Analysis {
    plain: bool,
    single: bool,
    block: bool,
}

impl Analysis {
    fn of(text: &str) -> Self {
        let characters: Vec<char> = text.chars().collect();
        let at = |index: usize| characters.get(index).copied();
        let is_blank = |character: Option<char>| character.is_none_or(|character| matches!(character, ' ' | '\t') || is_break(character));
        let (mut indicators, mut special, mut breaks, mut space_break, mut break_space) =
            (text.starts_with("---") || text.starts_with("..."), false, false, false, false);
        for (index, character) in characters.iter().copied().enumerate() {
            let previous = index.checked_sub(1).and_then(at);
            let next = at(index + 1);
            indicators |= match character {
                '#' | ',' | '[' | ']' | '{' | '}' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@' | '`' if index == 0 => true,
                '?' | '-' if index == 0 => is_blank(next),
                ':' => is_blank(next),
                '#' => is_blank(previous),
                _ => false,
            };
            special |= !is_printable(character) && character != '\n';
            breaks |= is_break(character);
            space_break |= is_break(character) && previous == Some(' ');
            break_space |= character == ' ' && previous.is_some_and(is_break);
        }
        let (first, last) = (characters.first().copied(), characters.last().copied());
        let edge = [first, last].into_iter().flatten().any(|character| character == ' ' || is_break(character));
        let quotable = !special && !space_break;
        Analysis {
            plain: quotable && !indicators && !breaks && !edge,
            single: quotable && !break_space,
            block: quotable && last != Some(' '),
        }
    }
}

fn is_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_printable(character: char) -> bool {
    matches!(character, '\n' | ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}')
}

/// Writes one scalar and folds long lines.
struct Writer<'a> {
    out: &'a mut String,
    column: usize,
    indent: usize,
    may_break: bool,
}

impl Writer<'_> {
    fn put(&mut self, character: char) {
        self.out.push(character);
        self.column += 1;
    }

    fn new_line(&mut self) {
        self.out.push('\n');
        self.out.push_str(&" ".repeat(self.indent));
        self.column = self.indent;
    }

    /// A blank, or a line break in its place where the line is long enough and nothing else stands beside it.
    fn blank(&mut self, after_blank: bool, next: Option<char>) -> bool {
        let breaks = self.may_break && !after_blank && self.column > WIDTH && next.is_some_and(|next| next != ' ');
        if breaks {
            self.new_line();
        } else {
            self.put(' ');
        }
        breaks
    }

    fn plain(&mut self, text: &str) {
        let mut after_blank = false;
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            if character == ' ' {
                self.blank(after_blank, characters.peek().copied());
            } else {
                self.put(character);
            }
            after_blank = character == ' ';
        }
    }

    fn single(&mut self, text: &str) {
        self.put('\'');
        let (mut after_blank, mut after_break, mut first) = (false, false, true);
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            if character == '\n' {
                self.out.push_str(if after_break { "\n" } else { "\n\n" });
                self.column = 0;
            } else {
                if after_break {
                    self.out.push_str(&" ".repeat(self.indent));
                    self.column = self.indent;
                }
                match character {
                    ' ' => drop(self.blank(after_blank || first, characters.peek().copied())),
                    '\'' => self.out.push_str("''"),
                    other => self.out.push(other),
                }
                self.column += if character == '\'' { 2 } else { usize::from(character != ' ') };
            }
            (after_blank, after_break, first) = (character == ' ', character == '\n', false);
        }
        if after_break {
            self.out.push_str(&" ".repeat(self.indent));
        }
        self.put('\'');
    }

    fn double(&mut self, text: &str) {
        self.put('"');
        let (mut after_blank, mut first) = (false, true);
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            if character == ' ' {
                self.blank_in_double(after_blank || first, characters.peek().copied());
            } else if is_printable(character) && !is_break(character) && !matches!(character, '"' | '\\') {
                self.put(character);
            } else {
                let escape = escape(character);
                self.column += escape.len();
                self.out.push_str(&escape);
            }
            (after_blank, first) = (character == ' ', false);
        }
        self.put('"');
    }

    /// A folded line that goes on with a blank marks it with a backslash.
    fn blank_in_double(&mut self, after_blank: bool, next: Option<char>) {
        if self.may_break && !after_blank && self.column > WIDTH && next.is_some() {
            self.new_line();
            if next == Some(' ') {
                self.put('\\');
            }
        } else {
            self.put(' ');
        }
    }

    fn literal(&mut self, text: &str) {
        self.out.push('|');
        if text.starts_with([' ', '\n']) {
            self.out.push('2');
        }
        match text.strip_suffix('\n') {
            None => self.out.push('-'),
            Some(rest) if rest.is_empty() || rest.ends_with('\n') => self.out.push('+'),
            Some(_) => {}
        }
        for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
            self.out.push('\n');
            if !line.is_empty() {
                self.out.push_str(&" ".repeat(self.indent));
                self.out.push_str(line);
            }
        }
    }
}

fn escape(character: char) -> String {
    let short = match character {
        '\0' => "\\0",
        '\u{7}' => "\\a",
        '\u{8}' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\u{b}' => "\\v",
        '\u{c}' => "\\f",
        '\r' => "\\r",
        '\u{1b}' => "\\e",
        '"' => "\\\"",
        '\\' => "\\\\",
        '\u{85}' => "\\N",
        '\u{2028}' => "\\L",
        '\u{2029}' => "\\P",
        _ => "",
    };
    let code = u32::from(character);
    match code {
        _ if !short.is_empty() => short.to_string(),
        0..=0xff => format!("\\x{code:02X}"),
        0x100..=0xffff => format!("\\u{code:04X}"),
        _ => format!("\\U{code:08X}"),
    }
}
