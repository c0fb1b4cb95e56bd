//! ERB with the trim mode that Puppet uses (`-`): the text becomes Ruby, line for line as Ruby's own ERB makes it, and the Ruby is run.
//!
//! `<%- … -%>` takes the blanks before and one line break behind; `<%#` is a comment; `<%%` and `%%>` stand for themselves.

use super::{TemplateError, TemplateFile, TemplateScope};
use crate::ruby::parse::{ParseError, parse};
use crate::ruby::tree::Node;
use crate::ruby::{Host, Interpreter, Refusal};
use crate::value::{EcoString, Value};
use crate::world::World;
use std::rc::Rc;

/// Renders a template. `file` stands in messages; `None` for an inline one.
pub fn render(file: Option<&TemplateFile>, text: &str, scope: &mut dyn TemplateScope) -> Result<String, TemplateError> {
    let error = |line: u32, detail: String| TemplateError { file: file.cloned(), line, detail };
    let program = check(text).map_err(|problem| error(problem.line, problem.message))?;
    let mut host = Adapter { scope };
    let mut interpreter = Interpreter::new(&mut host);
    let rendered = interpreter.run(&program).and_then(|text| Ok((text, interpreter.changed_variables()?)));
    let (text, changed) = rendered.map_err(|problem| error(problem.line, problem.message))?;
    changed.iter().for_each(|(name, value)| scope.changed(name, value));
    Ok(text.to_text())
}

/// Reads a template without running it.
pub fn check(text: &str) -> Result<Node, ParseError> {
    parse(&to_ruby(text))
}

struct Adapter<'a> {
    scope: &'a mut dyn TemplateScope,
}

impl Host for Adapter<'_> {
    fn variable(&mut self, name: &str) -> Option<Value> {
        self.scope.variable(name)
    }

    fn look_up(&mut self, name: &str) -> Result<Option<Value>, String> {
        self.scope.look_up(name)
    }

    fn variables(&mut self) -> Vec<(EcoString, Value)> {
        self.scope.variables()
    }

    fn classes(&self) -> Vec<EcoString> {
        self.scope.classes()
    }

    fn catalog_tags(&self) -> Vec<EcoString> {
        self.scope.catalog_tags()
    }

    fn call_function(&mut self, name: &str, arguments: &[Value]) -> Result<Value, Refusal> {
        self.scope.call_function(name, arguments).map_err(Refusal::Failed)
    }

    fn world(&self) -> Option<&dyn World> {
        self.scope.world()
    }

    fn template(&mut self, name: &str) -> Result<Rc<Node>, String> {
        let (_, text) = self.scope.template(name)?;
        check(&text).map(Rc::new).map_err(|problem| self.template_failed(name, problem.line, &problem.message))
    }

    fn template_failed(&mut self, name: &str, line: u32, detail: &str) -> String {
        let path = self.scope.template(name).map(|(path, _)| path).unwrap_or_default();
        let file = Some(TemplateFile { name: name.to_string(), path });
        TemplateError { file, line, detail: detail.to_string() }.to_string()
    }
}

/// The kinds of tags, by how they open.
#[derive(Clone, Copy, PartialEq)]
enum Tag {
    Code,
    Output,
    Comment,
}

/// The Ruby program of a template: its value is the rendered text.
pub fn to_ruby(text: &str) -> String {
    let mut program = Program { out: "_erbout = +''; ".to_string(), line: Vec::new() };
    let mut rest = text;
    let mut at_line_start = true;
    let mut literal = String::new();
    while let Some(found) = opening(rest, at_line_start) {
        literal.push_str(rest.get(..found.start).unwrap_or(""));
        let after = rest.get(found.end..).unwrap_or("");
        let Some(tag) = found.tag else {
            literal.push_str("<%");
            (rest, at_line_start) = (after, false);
            continue;
        };
        program.text(&std::mem::take(&mut literal));
        let (content, closing) = content(after);
        program.tag(tag, content);
        rest = after.get(closing.end..).unwrap_or("");
        at_line_start = closing.takes_break;
        if closing.takes_break {
            program.new_line();
        }
    }
    literal.push_str(rest);
    program.text(&literal);
    program.line.push("_erbout".to_string());
    program.new_line();
    program.out
}

/// Where a tag opens; blanks before `<%-` at the start of a line belong to it. `tag: None` is `<%%`.
struct Opening {
    start: usize,
    end: usize,
    tag: Option<Tag>,
}

fn opening(text: &str, at_line_start: bool) -> Option<Opening> {
    let start = text.find("<%")?;
    let after = text.get(start + 2..).unwrap_or("");
    let opening = |length: usize, tag: Option<Tag>| Some(Opening { start, end: start + 2 + length, tag });
    match after.as_bytes().first() {
        Some(b'%') => opening(1, None),
        Some(b'=') => opening(1, Some(Tag::Output)),
        Some(b'#') => opening(1, Some(Tag::Comment)),
        Some(b'-') => {
            let before = text.get(..start).unwrap_or("");
            let line = before.rfind('\n').map_or(0, |place| place + 1);
            let is_indent = before.get(line..).is_some_and(|indent| indent.bytes().all(|byte| byte == b' ' || byte == b'\t'));
            let starts_line = line > 0 || at_line_start;
            let start = if is_indent && starts_line { line } else { start };
            Some(Opening { start, end: before.len() + 3, tag: Some(Tag::Code) })
        }
        _ => opening(0, Some(Tag::Code)),
    }
}

/// How a tag ends: where the text goes on, and whether a line break went with it.
struct Closing {
    end: usize,
    takes_break: bool,
}

/// A tag's content with `%%>` as `%>`, and its end. A tag that never ends has no content.
fn content(text: &str) -> (String, Closing) {
    let mut content = String::new();
    let mut from = 0;
    loop {
        let Some(found) = text.get(from..).and_then(|rest| rest.find("%>")).map(|place| place + from) else {
            return (String::new(), Closing { end: text.len(), takes_break: false });
        };
        let before = text.get(from..found).unwrap_or("");
        if let Some(before) = before.strip_suffix('%') {
            content.push_str(before);
            content.push_str("%>");
            from = found + 2;
            continue;
        }
        let end = found + 2;
        if let Some(before) = before.strip_suffix('-') {
            content.push_str(before);
            let rest = text.get(end..).unwrap_or("");
            let eaten = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
            return (content, Closing { end: end + eaten, takes_break: eaten > 0 || rest.is_empty() });
        }
        content.push_str(before);
        return (content, Closing { end, takes_break: false });
    }
}

/// Ruby in the making; statements of one line wait in `line`.
struct Program {
    out: String,
    line: Vec<String>,
}

impl Program {
    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            // Line breaks follow the literal, so that Ruby counts lines as the template does.
            self.line.push(format!("_erbout.<< {}{}", quoted(text), "\n".repeat(text.matches('\n').count())));
        }
    }

    fn tag(&mut self, tag: Tag, content: String) {
        match tag {
            Tag::Comment => {}
            Tag::Output => self.line.push(format!("_erbout.<<(({content}).to_s)")),
            Tag::Code => match content.strip_suffix('\n') {
                Some(cut) => {
                    self.line.push(cut.to_string());
                    self.new_line();
                }
                None => self.line.push(content),
            },
        }
    }

    fn new_line(&mut self) {
        self.out.push_str(&self.line.join("; "));
        self.out.push('\n');
        self.line.clear();
    }
}

/// A Ruby string literal.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' | '#' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\0' => out.push_str("\\0"),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}
