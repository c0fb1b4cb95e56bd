//! Findings for people: the file, its findings with their lines, and a summary at the end.

use super::work::Checked;
use crate::diagnostic::render::{self, Style};
use crate::diagnostic::{Diagnostic, Severity};
use std::fmt::Write;

/// What is said of a file; empty where nothing is.
pub fn file(checked: &Checked, style: Style, silenced: bool) -> String {
    let mut text = String::new();
    for diagnostic in &checked.diagnostics {
        let (word, color) = match diagnostic.severity {
            Severity::Error => ("error", "\x1b[1;31m"),
            Severity::Warning => ("warning", "\x1b[1;33m"),
        };
        one(&mut text, diagnostic, word, color, style);
    }
    for (diagnostic, reason) in checked.silenced.iter().filter(|_| silenced) {
        one(&mut text, diagnostic, "ignored", "\x1b[36m", style);
        if !reason.is_empty() {
            // a string takes every line that is written to it
            let _ = writeln!(text, "  reason: {reason}");
        }
    }
    text
}

fn one(text: &mut String, diagnostic: &Diagnostic, word: &str, color: &str, style: Style) {
    let (on, off) = if style.color { (color, "\x1b[0m") } else { ("", "") };
    let _ = writeln!(text, "{on}{word}{off}: {} [{}]", diagnostic.message, diagnostic.code);
    text.push_str(&render::picture(diagnostic, style));
}

/// How many files, findings and corrections there are, in one line.
pub fn summary<'a>(files: impl Iterator<Item = &'a Checked> + Clone, written: bool) -> String {
    let errors = files.clone().map(|file| file.counts.errors).sum();
    let warnings = files.clone().map(|file| file.counts.warnings).sum();
    let mut text =
        format!("{} checked: {}, {}", counted(files.clone().count(), "file"), counted(errors, "error"), counted(warnings, "warning"));
    let fixed: usize = files.clone().filter_map(|file| file.fixed.as_ref()).map(|fixed| fixed.count).sum();
    if fixed > 0 {
        let word = if written { "put right" } else { "could be put right" };
        let _ = write!(text, "; {} {word}", counted(fixed, "finding"));
    }
    let fixable: usize = files.map(|file| file.fixable).sum();
    if fixable > 0 {
        let _ = write!(text, "; --fix can put right {fixable}");
    }
    text.push('\n');
    text
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
