//! Templates: whether they can be read, and what of their Ruby is not here.

use super::{Item, Part, Subject, Verdict, files};
use crate::diagnostic::Severity;
use crate::diagnostic::render::first_line;
use crate::pipeline::{Engine, Template, strictness};
use rpuppet_syntax::SourceFile;

pub(super) fn of_module(subject: &Subject<'_>, directory: &str) -> Vec<Item> {
    let one = |path: String| {
        let source = SourceFile::new(Some(path.clone()), files::text(subject, &path));
        let template = Template { engine: Engine::of(&path), source };
        let found = template.check(strictness(subject.settings));
        let verdict = match found.first() {
            None => Verdict::Works,
            Some(first) if first.severity == Severity::Error => Verdict::Demands(first_line(first)),
            Some(first) => Verdict::Missing(first_line(first)),
        };
        Item { part: Part::Templates, name: files::within(directory, &path).to_string(), verdict }
    };
    files::below(subject, &format!("{directory}/templates"), "").into_iter().map(one).collect()
}
