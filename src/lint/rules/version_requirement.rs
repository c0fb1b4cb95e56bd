//! What `metadata.json` says of other modules' versions is a range, and the version that is there is in it.
//!
//! ## Why
//! The Forge refuses a text that is no range; a version that the module was not made for may lack what it uses.
//!
//! ## Example
//! ```json
//! {"name": "a-b", "dependencies": [{"name": "example/toolbox", "version_requirement": ">= 2.0.0 < 3.0.0"}]}
//! ```
//!
//! ## Use instead
//! ```json
//! {"name": "a-b", "dependencies": [{"name": "example/toolbox", "version_requirement": ">= 1.0.0 < 3.0.0"}]}
//! ```

use super::{Findings, Modules, Rule, Span};
use crate::lint::sense::part::own_name;
use crate::value::version::Version;
use crate::value::version_range::Range;

pub const RULE: Rule = Rule::metadata(look);

fn look(text: &str, modules: &Modules, found: &mut Findings) {
    let document: serde_json::Value = match serde_json::from_str(text) {
        Ok(document) => document,
        Err(error) => {
            let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
            let start = lines.map(str::len).sum::<usize>() as u32;
            found.at(Span::new(start, start + 1), format!("metadata.json cannot be read: {error}"));
            return;
        }
    };
    for list in ["dependencies", "requirements"] {
        for one in document.get(list).and_then(|list| list.as_array()).into_iter().flatten() {
            let text_of = |key: &str| one.get(key).and_then(|value| value.as_str());
            if let (Some(name), Some(wanted)) = (text_of("name"), text_of("version_requirement"))
                && let Some(message) = wrong(modules, list, name, wanted)
            {
                found.at(place(text, list, name, wanted), message);
            }
        }
    }
}

/// What is wrong with an entry of a list.
fn wrong(modules: &Modules, list: &str, name: &str, wanted: &str) -> Option<String> {
    let Some(range) = Range::parse(wanted) else { return Some(format!("'{wanted}' is no range of versions")) };
    let there = modules.version_of(&own_name(name)).filter(|_| list == "dependencies")?;
    let is_outside = Version::parse(there).is_some_and(|version| !range.includes(&version));
    is_outside.then(|| format!("'{name}' is there in version {there}, which is not in '{wanted}'"))
}

/// Where an entry of a list says something.
fn place(text: &str, list: &str, name: &str, wanted: &str) -> Span {
    let behind = |from: usize, word: &str| text.get(from..).and_then(|rest| rest.find(&format!("\"{word}\""))).map(|at| from + at);
    let entry = behind(0, list).and_then(|start| behind(start, name)).unwrap_or(0);
    let (start, word) = behind(entry, wanted).map_or((entry, name), |start| (start, wanted));
    Span::new(start as u32 + 1, (start + 1 + word.len()) as u32)
}
