//! YAML as Ruby's Psych reads and writes it. Hiera, `loadyaml`, `parseyaml`, `to_yaml` and reports share it.
//!
//! Only the first document counts. Anchors share their value; what they would grow to when written out is limited, so that a few lines
//! cannot become gigabytes.

mod dump;
mod scalar;

pub use dump::dump;

use crate::value::{Map, Value, ValueHash};
use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};
use std::borrow::Cow;

const LONGEST_TEXT: usize = 64 << 20;
const DEEPEST: usize = 200;
/// Values in one document, with every alias counted as what it stands for.
const MOST_VALUES: usize = 4_000_000;
const CORE: &str = "tag:yaml.org,2002:";

/// Why a text is no YAML that can be read, and where (from 1).
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("{message}{}", self.place())]
pub struct YamlError {
    pub message: String,
    pub line: usize,
    pub column: usize,
}

impl YamlError {
    /// What is refused for its class has no place, as with Psych.
    fn place(&self) -> String {
        match self.message.starts_with(REFUSED) {
            true => String::new(),
            false => format!(" at line {} column {}", self.line, self.column),
        }
    }
}

/// How messages about refused classes begin.
const REFUSED: &str = "Tried to load unspecified class";

/// Reads the first document of a text; an empty text is `Undef`. Symbols become strings.
pub fn load(text: &str) -> Result<Value, YamlError> {
    if text.len() > LONGEST_TEXT {
        return Err(YamlError { message: "the text is too long".to_string(), line: 1, column: 1 });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut loader = Loader {
        events: Parser::new_from_str(text),
        anchors: Map::default(),
        values: 0,
        end: if text.ends_with('\n') { usize::MAX } else { text.chars().count() },
    };
    loader.document()
}

struct Loader<'a> {
    events: Parser<'a, saphyr_parser::StrInput<'a>>,
    /// A value by its anchor, and how many values it holds.
    anchors: Map<usize, (Value, usize)>,
    values: usize,
    /// Where the text ends, if it ends without a line break.
    end: usize,
}

/// How a mapping's value was written: `<<` looks at it.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    Scalar,
    Sequence,
    MappingOrAlias,
}

/// How the message about a tab in the indentation begins.
const TAB: &str = "tabs disallowed";

/// A message of the scanner as libyaml has it: the problem first, then what was being read.
fn worded(info: &str) -> String {
    if info.starts_with("unexpected character") || info.starts_with(TAB) {
        return "found character that cannot start any token while scanning for the next token".to_string();
    }
    match info.split_once(", ").filter(|(context, _)| context.starts_with("while ")) {
        Some(("while parsing a node", problem)) => format!("{problem} while parsing a block node"),
        Some((context, problem)) if problem.starts_with("expected") => format!("did not find {problem} {context}"),
        Some((context, problem)) => format!("{problem} {context}"),
        None if info == "misplaced bracket" => "did not find expected node content while parsing a block node".to_string(),
        None => info.to_string(),
    }
}

impl<'a> Loader<'a> {
    fn next(&mut self) -> Result<(Event<'a>, Span), YamlError> {
        match self.events.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => {
                let place = error.marker();
                let is_tab = error.info().starts_with(TAB);
                Err(YamlError { message: worded(error.info()), line: place.line(), column: place.col() + usize::from(!is_tab) })
            }
            None => Err(YamlError { message: "the text ends too early".to_string(), line: 1, column: 1 }),
        }
    }

    fn document(&mut self) -> Result<Value, YamlError> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(Value::Undef),
                Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
                other => return self.value(other, span, 0).map(|(value, _)| value),
            }
        }
    }

    fn value(&mut self, event: Event<'a>, span: Span, depth: usize) -> Result<(Value, Form), YamlError> {
        self.count(1, span)?;
        if depth > DEEPEST {
            return Err(error("nested too deeply", span));
        }
        let before = self.values;
        let (value, anchor, form) = match event {
            Event::Scalar(text, style, anchor, tag) => (self.scalar(text, style, tag, span)?, anchor, Form::Scalar),
            Event::SequenceStart(anchor, tag) => {
                check_tag(tag.as_deref(), span)?;
                (self.sequence(depth)?, anchor, Form::Sequence)
            }
            Event::MappingStart(anchor, tag) => {
                check_tag(tag.as_deref(), span)?;
                (self.mapping(depth)?, anchor, Form::MappingOrAlias)
            }
            Event::Alias(anchor) => {
                let (value, size) = self.anchors.get(&anchor).cloned().ok_or_else(|| error("unknown alias", span))?;
                self.count(size, span)?;
                (value, 0, Form::MappingOrAlias)
            }
            _ => return Err(error("did not find expected node content", span)),
        };
        if anchor > 0 {
            self.anchors.insert(anchor, (value.clone(), self.values - before));
        }
        Ok((value, form))
    }

    fn count(&mut self, more: usize, span: Span) -> Result<(), YamlError> {
        self.values = self.values.saturating_add(more);
        if self.values > MOST_VALUES { Err(error("aliases make the document too large", span)) } else { Ok(()) }
    }

    fn sequence(&mut self, depth: usize) -> Result<Value, YamlError> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(Value::array(items)),
                (event, span) => items.push(self.value(event, span, depth + 1)?.0),
            }
        }
    }

    fn mapping(&mut self, depth: usize) -> Result<Value, YamlError> {
        let mut entries = ValueHash::default();
        loop {
            let (event, span) = self.next()?;
            if event == Event::MappingEnd {
                return Ok(Value::hash(entries));
            }
            let is_text = matches!(&event, Event::Scalar(_, _, _, Some(tag)) if tag.suffix == "str");
            let (key, _) = self.value(event, span, depth + 1)?;
            let (event, span) = self.next()?;
            let (value, form) = self.value(event, span, depth + 1)?;
            if key.as_str() == Some("<<") && !is_text && merge(&mut entries, &value, form) {
                continue;
            }
            entries.insert(key, value);
        }
    }

    fn scalar(&self, text: Cow<'_, str>, style: ScalarStyle, tag: Option<Cow<'_, Tag>>, span: Span) -> Result<Value, YamlError> {
        let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        // A block at the very end of a text without a last line break has none either.
        let text = match text.strip_suffix('\n') {
            Some(cut) if is_block && span.end.index() >= self.end => cut,
            _ => &text,
        };
        let Some(tag) = tag else {
            let plain = style == ScalarStyle::Plain;
            return if plain { scalar::resolve(text).map_err(|message| error(&message, span)) } else { Ok(Value::from(text)) };
        };
        check_tag(Some(&tag), span)?;
        scalar::tagged(text, &name(&tag)).map_err(|message| error(&message, span))
    }
}

/// Adds what `<<` names; `false` where it names nothing that can be merged.
fn merge(entries: &mut ValueHash, value: &Value, form: Form) -> bool {
    match (form, value) {
        (Form::MappingOrAlias, Value::Hash(other)) => {
            entries.extend(other.iter().map(|(key, value)| (key.clone(), value.clone())));
            true
        }
        (Form::Sequence, Value::Array(list)) => {
            let mut merged = ValueHash::default();
            for item in list.iter().rev() {
                let Value::Hash(other) = item else { return false };
                merged.extend(other.iter().map(|(key, value)| (key.clone(), value.clone())));
            }
            entries.extend(merged);
            true
        }
        _ => false,
    }
}

/// `str`, `int`, `!local`: the core schema's names without their prefix.
fn name(tag: &Tag) -> String {
    let whole = format!("{}{}", tag.handle, tag.suffix);
    whole.strip_prefix(CORE).or_else(|| whole.strip_prefix("!!")).map_or(whole.clone(), str::to_string)
}

/// Tags that would build Ruby objects are refused, as Psych's safe loading does.
fn check_tag(tag: Option<&Tag>, span: Span) -> Result<(), YamlError> {
    let Some(name) = tag.map(name) else { return Ok(()) };
    match name.strip_prefix("!ruby/") {
        Some(class) if !class.starts_with("sym") && !class.starts_with("str") => {
            Err(error(&format!("Tried to load unspecified class: {}", class.split_once(':').map_or(class, |(_, name)| name)), span))
        }
        _ => Ok(()),
    }
}

fn error(message: &str, span: Span) -> YamlError {
    YamlError { message: message.to_string(), line: span.start.line(), column: span.start.col() + 1 }
}
