//! One file: read, look for mistakes, look for bad style, put right what can be.
#![allow(clippy::disallowed_methods, reason = "the command line's files")]

use super::modules::absolute;
use crate::check;
use crate::cli::site;
use crate::diagnostic::{Diagnostic, Severity, Strictness};
use crate::evaluate::syntax_diagnostic;
use crate::lint::rule::Look;
use crate::lint::sense::Modules;
use crate::lint::sense::uses::Uses;
use crate::lint::{self, Config, ENTRIES, File, Finding, Selection, Selections, fix};
use crate::value::Map;
use crate::world::World;
use crate::world::disk::Disk;
use rpuppet_syntax::{Kind, Lexeme, Parsed, SourceFile, parse_with_tokens};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A text is looked at again after it was put right; what puts itself right in circles has an end.
const ROUNDS: usize = 10;

/// What became of a file.
pub struct Checked {
    pub path: String,
    pub full_path: String,
    /// Mistakes first, then findings, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// What comments silence, with their reasons.
    pub silenced: Vec<(Diagnostic, String)>,
    pub counts: Counts,
    /// How many findings `--fix` could put right.
    pub fixable: usize,
    pub fixed: Option<Fixed>,
}

/// How many of a file's findings are how bad.
#[derive(Clone, Copy, Default)]
pub struct Counts {
    pub errors: usize,
    pub warnings: usize,
}

impl Counts {
    pub fn of(diagnostics: &[Diagnostic]) -> Counts {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
        Counts { errors, warnings: diagnostics.len() - errors }
    }

    /// Whether there are any at least as bad as this.
    pub fn reach(self, severity: Severity) -> bool {
        self.errors > 0 || severity == Severity::Warning && self.warnings > 0
    }
}

/// What a file was put right to.
pub struct Fixed {
    pub before: String,
    pub after: String,
    /// How many findings were put right.
    pub count: usize,
}

/// A manifest or template as it was read.
pub struct Manifest {
    pub parsed: Arc<Parsed>,
    /// Given away when the file is looked at: of all files together they are many.
    lexemes: Mutex<Box<[Lexeme]>>,
    uses: OnceLock<Arc<Uses>>,
}

impl Manifest {
    pub fn read(source: Arc<SourceFile>, kind: Kind) -> Manifest {
        let (parsed, lexemes) = parse_with_tokens(source, kind);
        Manifest { parsed: Arc::new(parsed), lexemes: Mutex::new(lexemes.as_slice().into()), uses: OnceLock::new() }
    }

    /// Where its variables are set and read.
    pub fn uses(&self) -> &Arc<Uses> {
        self.uses.get_or_init(|| Arc::new(Uses::of(&self.parsed.ast)))
    }
}

/// How files are looked at, and what was read of them before, by their paths from the root.
pub struct Way<'a> {
    pub config: &'a Config,
    pub selections: &'a Selections<'a>,
    pub modules: Option<&'a Modules>,
    pub fixing: bool,
    pub known: &'a Map<String, Manifest>,
}

/// Looks at a file.
///
/// # Errors
/// It cannot be read.
pub fn checked(path: &str, way: &Way<'_>) -> Result<Option<Checked>, String> {
    let full_path = match path {
        "-" => String::new(),
        path => absolute(path),
    };
    let Way { config, selections, modules, fixing, known } = *way;
    let job = Job { path, full_path: &full_path, config, modules, selection: &selections.of(path) };
    let seen = match known.get(&full_path) {
        Some(manifest) => job.look_at(manifest, Kind::Manifest),
        None => match read(path)? {
            Some(text) => job.look(text),
            None => return Ok(None),
        },
    };
    let (seen, fixed) = if fixing { job.put_right(seen) } else { (seen, None) };
    let fixable = seen.findings.iter().filter(|finding| !finding.edits.is_empty()).count();
    let (diagnostics, silenced) = job.told(seen);
    let counts = Counts::of(&diagnostics);
    Ok(Some(Checked { path: path.to_string(), full_path, diagnostics, silenced, counts, fixable, fixed }))
}

/// The text of a file; nothing for SELinux's policies, whose names end alike.
pub(in crate::cli) fn read(path: &str) -> Result<Option<String>, String> {
    if path == "-" {
        return site::standard_input().map(Some);
    }
    let bytes = Disk.read(path).map_err(|cause| format!("Could not read {path}: {cause}"))?;
    if bytes.starts_with(&[0x8f, 0xff, 0x7c, 0xf9]) {
        return Ok(None);
    }
    site::valid_text(path, bytes).map(Some)
}

struct Job<'a> {
    path: &'a str,
    full_path: &'a str,
    config: &'a Config,
    /// Of a text from standard input nobody knows where it belongs.
    modules: Option<&'a Modules>,
    selection: &'a Selection,
}

/// What is found in one version of a text.
struct Seen {
    source: Arc<SourceFile>,
    mistakes: Vec<Diagnostic>,
    findings: Vec<Finding>,
    silenced: Vec<(Finding, String)>,
    readable: bool,
}

impl Job<'_> {
    fn look(&self, text: String) -> Seen {
        let source = SourceFile::new((self.path != "-").then(|| self.path.to_string()), text);
        if self.path.ends_with(".yaml") || self.path.ends_with(".yml") {
            return self.look_at_data(source);
        }
        if self.path.ends_with(".json") {
            let find = |modules| lint::data::look_at_metadata(source.text(), modules, self.selection);
            let findings = self.modules.map(find).unwrap_or_default();
            return Seen { source, mistakes: Vec::new(), findings, silenced: Vec::new(), readable: true };
        }
        let kind = if self.path.ends_with(".epp") { Kind::Template } else { Kind::Manifest };
        self.look_at(&Manifest::read(source, kind), kind)
    }

    fn look_at(&self, manifest: &Manifest, kind: Kind) -> Seen {
        let parsed = &manifest.parsed;
        let source = parsed.ast.source.clone();
        let readable = parsed.errors.is_empty();
        let mut mistakes = mistakes(&source, parsed);
        let (findings, silenced) = if kind == Kind::Manifest {
            let file = {
                let lexemes = std::mem::take(&mut *manifest.lexemes.lock().unwrap_or_else(PoisonError::into_inner));
                File::new(parsed, &lexemes, self.full_path, &self.config.options)
            };
            let file = match self.modules.filter(|_| self.path != "-") {
                Some(modules) => file.using(manifest.uses().clone()).within(modules),
                None => file,
            };
            let report = lint::look(&file, self.selection);
            mistakes.extend(report.comments);
            (report.findings, report.silenced)
        } else {
            (Vec::new(), Vec::new())
        };
        Seen { source, mistakes, findings, silenced, readable }
    }

    /// Of data only what they interpolate is looked at.
    fn look_at_data(&self, source: Arc<SourceFile>) -> Seen {
        let mut findings = lint::data::legacy_facts(source.text());
        if let Some(modules) = self.modules {
            findings.extend(lint::data::look(source.text(), modules, self.selection));
        }
        findings.retain(|finding| self.selection.severity(finding.rule).is_some());
        Seen { source, mistakes: Vec::new(), findings, silenced: Vec::new(), readable: true }
    }

    /// Puts right what can be until nothing more can, or the text could not be read any more: that one is not kept.
    fn put_right(&self, first: Seen) -> (Seen, Option<Fixed>) {
        let before = first.source.text().to_string();
        let (mut seen, mut count) = (first, 0);
        for _ in 0..ROUNDS {
            let Some((again, more)) = self.step(&seen) else { break };
            seen = again;
            count += more;
        }
        let after = seen.source.text().to_string();
        (seen, (count > 0).then_some(Fixed { before, after, count }))
    }

    /// One round of corrections; where they make a text unreadable, one without those of rules that do not look at the tree.
    fn step(&self, seen: &Seen) -> Option<(Seen, usize)> {
        let sure =
            |finding: &&Finding| matches!(ENTRIES.get(finding.rule).map(|entry| &entry.rule.look), Some(Look::File(_) | Look::Modules(_)));
        let all = || seen.findings.clone();
        let safe = || seen.findings.iter().filter(sure).cloned().collect();
        let attempts: [&dyn Fn() -> Vec<Finding>; 2] = [&all, &safe];
        attempts.into_iter().find_map(|findings| {
            let (text, more) = fix::apply(seen.source.text(), &findings());
            let again = (more > 0).then(|| self.look(text))?;
            (again.readable || !seen.readable).then_some((again, more))
        })
    }

    fn told(&self, seen: Seen) -> (Vec<Diagnostic>, Vec<(Diagnostic, String)>) {
        let told = |finding: Finding| lint::diagnostic(&seen.source, finding, self.selection);
        let mut diagnostics = seen.mistakes;
        diagnostics.extend(seen.findings.into_iter().map(told));
        let silenced = seen.silenced.into_iter().map(|(finding, reason)| (told(finding), reason)).collect();
        (diagnostics, silenced)
    }
}

/// All that `parser validate` says.
fn mistakes(source: &Arc<SourceFile>, parsed: &Parsed) -> Vec<Diagnostic> {
    let warnings = parsed.warnings.iter().map(|warning| Diagnostic { severity: Severity::Warning, ..syntax_diagnostic(source, warning) });
    let mut found: Vec<Diagnostic> = warnings.chain(parsed.errors.iter().map(|error| syntax_diagnostic(source, error))).collect();
    if parsed.errors.is_empty() {
        found.extend(check::check(&parsed.ast, Strictness::default()));
    }
    found
}
