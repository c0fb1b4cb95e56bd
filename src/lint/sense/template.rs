//! What a template reads, found in its text.

use crate::value::{EcoString, Set};
use rpuppet_syntax::{Kind, Node, NodeId, SourceFile, parse};

/// A template of a module.
#[derive(Debug, Default, Hash)]
pub struct Template {
    /// Variables that an ERB or tera template reads as they are, without asking first whether they are there.
    pub reads: Vec<EcoString>,
    /// The parameters that an EPP template declares, and whether each has a default; `None` where it declares none, or cannot be read.
    pub parameters: Option<Vec<(EcoString, bool)>>,
}

impl Template {
    pub fn read(name: &str, text: &str) -> Self {
        match name.rsplit('.').next() {
            Some("epp") => Template { reads: Vec::new(), parameters: parameters(text) },
            Some("tera") => tera(text),
            _ => erb(text),
        }
    }
}

fn parameters(text: &str) -> Option<Vec<(EcoString, bool)>> {
    let parsed = parse(SourceFile::new(None, text.to_string()), Kind::Template);
    let ast = &parsed.ast;
    let Node::Epp { parameters, has_parameters: true, .. } = ast.node(ast.root) else { return None };
    let one = |id: &NodeId| match ast.node(*id) {
        Node::Parameter { name, default, .. } => Some((ast.text(name).clone(), default.some().is_some())),
        _ => None,
    };
    parsed.errors.is_empty().then(|| ast.items(parameters).iter().filter_map(one).collect())
}

/// The Ruby between `<%` and `%>`, comments left out.
fn code(text: &str) -> String {
    let pieces = text.split("<%").skip(1).filter(|piece| !piece.starts_with(['#', '%']));
    pieces.map(|piece| format!("{}\n", piece.split("%>").next().unwrap_or(""))).collect()
}

fn erb(text: &str) -> Template {
    let code = code(text);
    let lines = || code.lines().filter(|line| !line.trim_start().starts_with('#'));
    let mut asked = Set::default();
    let mut read: Set<EcoString> = Set::default();
    for line in lines() {
        for (at, _) in line.match_indices('@') {
            let Some(name) = name_at(line, at + 1) else { continue };
            let before = line.get(..at).unwrap_or("");
            if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '@' | '_' | '.' | '-')) {
                continue;
            }
            let after = line.get(at + 1 + name.len()..).unwrap_or("").trim_start();
            if is_asked(before, after) {
                asked.insert(EcoString::from(name));
            }
            read.insert(name.into());
        }
    }
    read.retain(|name| !asked.contains(name));
    Template { reads: read.into_iter().collect(), parameters: None }
}

/// What `{{ … }}` begins with, but for what the template sets itself or asks for. Templates that take in others are not looked at.
fn tera(text: &str) -> Template {
    let inside = |open: &'static str, close: &'static str| {
        text.split(open).skip(1).map(move |piece| piece.split(close).next().unwrap_or("").trim_start_matches('-').trim_start())
    };
    let (mut set, mut read): (Set<&str>, Set<EcoString>) = (Set::default(), Set::default());
    for tag in inside("{%", "%}") {
        let (word, rest) = tag.split_once(' ').unwrap_or((tag, ""));
        match word {
            "include" | "extends" | "import" | "macro" => return Template::default(),
            "set" | "set_global" => set.extend(name_at(rest.trim_start(), 0)),
            "for" => set.extend(rest.split(" in ").next().unwrap_or("").split(',').map(str::trim)),
            "if" | "elif" => set.extend(rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')),
            _ => {}
        }
    }
    let comments: Vec<&str> = inside("{#", "#}").collect();
    let is_comment = |piece: &str| comments.iter().any(|comment| comment.as_bytes().as_ptr_range().contains(&piece.as_ptr()));
    for piece in inside("{{", "}}").filter(|piece| !is_comment(piece) && !piece.contains("default(")) {
        let name = name_at(piece, 0).filter(|name| !matches!(*name, "loop" | "true" | "false" | "not"));
        let is_call = name.is_some_and(|name| piece.get(name.len()..).is_some_and(|rest| rest.starts_with(['(', ':'])));
        read.extend(name.filter(|name| !is_call && !set.contains(name)).map(EcoString::from));
    }
    Template { reads: read.into_iter().collect(), parameters: None }
}

fn name_at(line: &str, at: usize) -> Option<&str> {
    let rest = line.get(at..)?;
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    rest.get(..end).filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// Whether the template asks for a variable that need not be there, or sets it.
fn is_asked(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    let asks = ["if", "unless", "and", "or", "&&", "||", "!", "not", "defined?", "(", "elsif", "while", "?"];
    let asked = asks.iter().any(|word| before.ends_with(word)) || before.contains("if ") || before.contains("unless ");
    let sets = after.starts_with('=') && !after.starts_with("==") && !after.starts_with("=~");
    asked
        || sets
        || [".nil?", "||", "&&", "? ", "?", ".is_a?", ".to_s", "&.", "or ", "and ", "==", "!="].iter().any(|word| after.starts_with(word))
}

/// The words of a text.
pub fn words(text: &str, words: &mut Set<EcoString>) {
    let all = text
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase() || c == '_'));
    for word in all {
        if !words.contains(word) {
            words.insert(word.into());
        }
    }
}

/// Whether a text has a word.
pub fn has_word(text: &str, word: &str) -> bool {
    let is_inside = |at: usize| text.as_bytes().get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let mut places = memchr::memmem::find_iter(text.as_bytes(), word);
    places.any(|at| !is_inside(at.wrapping_sub(1)) && !is_inside(at + word.len()))
}

#[cfg(test)]
mod tests {
    use super::{Template, has_word};

    #[test]
    fn words_are_whole() {
        let text = "a_port: 1
@port
report, ports";
        assert!(has_word(text, "port") && has_word(text, "a_port") && has_word(text, "ports"));
        assert!(!has_word(text, "por") && !has_word(text, "orts"));
    }

    fn reads(text: &str) -> Vec<String> {
        Template::read("a/b.erb", text).reads.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn only_code_reads_variables() {
        assert_eq!(reads("me@example <%= @a %> <%# @b %> <%% @c %> <%= \"x@d\" %>\n<% @e.each do |f| -%>"), ["a", "e"]);
    }

    #[test]
    fn what_is_asked_for_need_not_be_there() {
        assert!(reads("<% if @a -%><%= @a %><% end %><%= @b || 1 %><% @c = 2 %><%= @c %><% unless @d.nil? %><%= @d %>").is_empty());
    }
}
