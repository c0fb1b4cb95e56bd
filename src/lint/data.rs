//! Hiera's data: the rule `legacy_facts` looks at what is interpolated there, too.

use super::config::Selection;
use super::finding::{Finding, Findings};
use super::rule::{Look, OfText, Rule};
use super::rules::{ENTRIES, entry_index, legacy_fact};
use super::sense::Modules;
use rpuppet_syntax::Span;

/// Legacy facts that a YAML text interpolates: `%{facts.osfamily}`, `%{::osfamily}`.
pub fn legacy_facts(text: &str) -> Vec<Finding> {
    let Some(rule) = entry_index("legacy_facts") else { return Vec::new() };
    let mut found = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), b"%{") {
        if let Some(name) = fact(text, at).filter(|name| legacy_fact(name)) {
            let start = (name.as_ptr() as usize - text.as_ptr() as usize) as u32;
            let span = Span::new(start, start + name.len() as u32);
            found.push(Finding { rule, span, message: format!("legacy fact '{name}'").into(), edits: Vec::new() });
        }
    }
    found
}

/// What the rules that look at data find in a text, in its order.
pub fn look(text: &str, modules: &Modules, selection: &Selection) -> Vec<Finding> {
    let of_data = |rule: &Rule| if let Look::Data(look) = rule.look { Some(look) } else { None };
    look_with(of_data, text, modules, selection)
}

/// What the rules that look at metadata find in a text, in its order.
pub fn look_at_metadata(text: &str, modules: &Modules, selection: &Selection) -> Vec<Finding> {
    let of_metadata = |rule: &Rule| if let Look::Metadata(look) = rule.look { Some(look) } else { None };
    look_with(of_metadata, text, modules, selection)
}

fn look_with(choose: impl Fn(&Rule) -> Option<OfText>, text: &str, modules: &Modules, selection: &Selection) -> Vec<Finding> {
    let mut findings = Findings::default();
    for (index, entry) in ENTRIES.iter().enumerate() {
        if let (Some(look), Some(_)) = (choose(entry.rule), selection.severity(index)) {
            findings.of(index);
            look(text, modules, &mut findings);
        }
    }
    findings.list.sort_by_key(|finding| finding.span.start);
    findings.list
}

/// The keys of a text's first level, without quotes, with their places. A text of several documents has none that are sure.
pub fn keys(text: &str) -> Vec<(&str, Span)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("---") && !found.is_empty() || line.starts_with(['{', '[', '%', '&', '<']) {
            return Vec::new();
        }
        if let Some(name) = key(line) {
            let at = start + line.find(name).unwrap_or(0) as u32;
            found.push((name, Span::new(at, at + name.len() as u32)));
        }
        start += line.len() as u32;
    }
    found
}

/// The key that a line begins with, without quotes.
pub fn key(line: &str) -> Option<&str> {
    let line = line.trim_end();
    if let Some(quote) = line.chars().next().filter(|first| matches!(first, '\'' | '"')) {
        let (name, rest) = line.get(1..)?.split_once(quote)?;
        return rest.trim_start().starts_with(':').then_some(name);
    }
    let name = line.split_once(": ").map(|pair| pair.0).or_else(|| line.strip_suffix(':'))?.trim_end();
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_:-.".contains(&byte));
    (is_name && !name.starts_with('-')).then_some(name)
}

/// The name of a fact that is all there is between the braces, on a line that is no comment.
fn fact(text: &str, at: usize) -> Option<&str> {
    let line = text.get(..at)?.rsplit('\n').next()?;
    let inside = text.get(at + 2..)?.split_once('}')?.0;
    let name = ["::", ":", "facts."].iter().find_map(|prefix| inside.strip_prefix(prefix)).unwrap_or(inside);
    let is_name = !name.is_empty() && name.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'_');
    (is_name && !line.trim_start().starts_with('#')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::legacy_facts;

    #[test]
    fn facts_of_data_are_found() {
        let text = "# %{osfamily}\na: \"%{facts.osfamily} %{::hostname}\"\nb: '%{facts.os.family} %{osfamily}'\n%{x}: '%{lookup(\"y\")} %{";
        let found: Vec<String> = legacy_facts(text).iter().map(|finding| finding.message.to_string()).collect();
        assert_eq!(found, ["legacy fact 'osfamily'", "legacy fact 'hostname'", "legacy fact 'osfamily'"]);
    }
}
