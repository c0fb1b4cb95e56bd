//! Hiera's data: the rule `legacy_facts` looks at what is interpolated there, too.

use super::finding::Finding;
use super::rules::{entry_index, legacy_fact};
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
