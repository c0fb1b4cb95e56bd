//! Rules of good style, under the names that puppet-lint and its plugins gave them.
//!
//! A file is read once; its tree and its words ([`file::File`]) are what rules look at. A rule is a file in [`rules`], whose first comment
//! is the page that users read. Findings carry the edits that put them right. No file is opened here.

pub mod config;
pub mod data;
mod definition;
pub mod file;
pub mod finding;
pub mod fix;
pub mod glob;
mod ignore;
mod kinds;
mod resource;
pub mod rule;
pub mod rules;
pub mod sense;
pub mod word;
mod words;

pub use config::{Config, Selection, Selections};
pub use file::{File, Options};
pub use finding::{Edit, Finding};
pub use rules::{ENTRIES, entry};

use crate::diagnostic::{Diagnostic, Severity};
use finding::Findings;
use rpuppet_syntax::{Location, SourceFile};
use rule::Look;
use std::sync::Arc;

/// What the rules say of a file: its findings in the order of the text, and mistakes of the comments that silence rules.
pub struct Report {
    pub findings: Vec<Finding>,
    /// Findings that a comment silences, and the reason that it gives.
    pub silenced: Vec<(Finding, String)>,
    pub comments: Vec<Diagnostic>,
}

/// Looks at a file with the rules of a selection. In a text with mistakes of syntax only words are looked at.
pub fn look(file: &File, selection: &Selection) -> Report {
    let mut findings = Findings::default();
    for (index, entry) in ENTRIES.iter().enumerate() {
        if selection.severity(index).is_none() {
            continue;
        }
        findings.of(index);
        match entry.rule.look {
            Look::Words(look) => look(file, &mut findings),
            Look::File(look) if file.readable => look(file, &mut findings),
            Look::Modules(look) if file.readable => {
                if let Some(modules) = file.modules {
                    look(file, modules, &mut findings);
                }
            }
            Look::File(_) | Look::Modules(_) | Look::Data(_) | Look::Metadata(_) => {}
        }
    }
    let mut found = findings.list;
    found.sort_by_key(|finding| finding.span.start);
    let (silences, comments) = ignore::silences(file);
    let (silenced, findings) = found.into_iter().partition::<Vec<_>, _>(|finding| silences.reason(file, finding).is_some());
    let silenced = silenced
        .into_iter()
        .map(|finding| {
            let reason = silences.reason(file, &finding).unwrap_or_default().to_string();
            (finding, reason)
        })
        .collect();
    Report { findings, silenced, comments }
}

/// A finding in the form of every room's errors.
pub fn diagnostic(source: &Arc<SourceFile>, finding: Finding, selection: &Selection) -> Diagnostic {
    let name = ENTRIES.get(finding.rule).map_or("", |entry| entry.name);
    let severity = selection.severity(finding.rule).unwrap_or(Severity::Warning);
    let location = Location::new(source, finding.span);
    Diagnostic { severity, ..Diagnostic::warning(name, finding.message).at(location) }
}
