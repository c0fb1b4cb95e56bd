//! Diagnostics as text: one line in Puppet's form for scripts, then the picture of the source for people. The only place that names miette.

use super::{Diagnostic, Frame, Precision, Severity, masking, picture};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};
use rpuppet_syntax::{Location, SourceFile};
use std::fmt;
use std::sync::Arc;

/// How a picture may be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    pub color: bool,
    pub unicode: bool,
}

/// How files and pipes have it.
const PLAIN: Style = Style { color: false, unicode: true };

/// Frames shown of a long stack, at either end.
const FRAMES_SHOWN: usize = 6;
/// Other places that are shown; a file may have mistakes without end.
const PLACES_SHOWN: usize = 40;

/// `MESSAGE (file: F, line: L, column: C)`, on one line, inside what was being evaluated around it.
pub fn first_line(diagnostic: &Diagnostic) -> String {
    let mut line = format!("{}{}", diagnostic.message, told_place(diagnostic.location.as_ref(), diagnostic.precision));
    for around in &diagnostic.around {
        line = format!("{}{line}{}", around.opening, told_place(around.location.as_ref(), around.precision));
    }
    line
}

fn told_place(location: Option<&Location>, precision: Precision) -> String {
    let Some(location) = location else { return String::new() };
    match precision {
        Precision::Column => place(location),
        Precision::Line => format!(" {}", line_place(location)),
        Precision::Nowhere => String::new(),
    }
}

fn place(location: &Location) -> String {
    let (line, column) = (location.line(), location.column());
    match location.source.path() {
        Some(path) => format!(" (file: {path}, line: {line}, column: {column})"),
        None => format!(" (line: {line}, column: {column})"),
    }
}

/// `(file: F, line: L)` as Puppet's messages have it.
pub fn line_place(location: &Location) -> String {
    match location.source.path() {
        Some(path) => format!("(file: {path}, line: {})", location.line()),
        None => format!("(line: {})", location.line()),
    }
}

/// The source with pointers, the other places, the stack and the help; empty where there is nothing to show.
pub fn picture(diagnostic: &Diagnostic, style: Style) -> String {
    let mut out = String::new();
    let shown = shown_place(diagnostic);
    let related = diagnostic.related.get(..PLACES_SHOWN).unwrap_or(&diagnostic.related);
    let is_plain = style == PLAIN && related.is_empty() && diagnostic.label.is_empty();
    let plain = shown.filter(|_| is_plain).and_then(|location| picture::plain(&location.source, location.span));
    if let Some(plain) = plain {
        out.push_str(&plain);
    } else if let Some(location) = shown {
        let here = related.iter().filter(|label| Arc::ptr_eq(&label.location.source, &location.source));
        let main = label(location, &diagnostic.label);
        let mut labels = vec![LabeledSpan::new_primary_with_span(main.label().map(str::to_string), *main.inner())];
        labels.extend(here.map(|other| label(&other.location, &other.text)));
        out.push_str(&snippet(&location.source, labels, diagnostic.severity, style));
    }
    let elsewhere = related.iter().filter(|label| shown.is_none_or(|location| !Arc::ptr_eq(&label.location.source, &location.source)));
    for other in elsewhere {
        out.push_str(&snippet(&other.location.source, vec![label(&other.location, &other.text)], diagnostic.severity, style));
    }
    out.push_str(&stack(&diagnostic.stack));
    if let Some(help) = &diagnostic.help {
        out.push_str(&format!("  help: {help}\n"));
    }
    out
}

/// The culprit, where the message tells the mistake to be, or else what was being evaluated around it.
fn shown_place(diagnostic: &Diagnostic) -> Option<&Location> {
    let around = diagnostic.around.iter().find_map(|around| around.location.as_ref());
    diagnostic.culprit.as_ref().or(diagnostic.location.as_ref()).or(around)
}

fn stack(frames: &[Frame]) -> String {
    let mut out = String::new();
    for (index, frame) in frames.iter().enumerate() {
        if frames.len() > 2 * FRAMES_SHOWN && index >= FRAMES_SHOWN && index + FRAMES_SHOWN < frames.len() {
            if index == FRAMES_SHOWN {
                out.push_str(&format!("  … {} more\n", frames.len() - 2 * FRAMES_SHOWN));
            }
            continue;
        }
        out.push_str(&format!("  in {}{}\n", frame.what, frame.location.as_ref().map(place).unwrap_or_default()));
    }
    out
}

fn label(location: &Location, text: &str) -> LabeledSpan {
    let span = location.span;
    let length = (span.end.saturating_sub(span.start)).max(1) as usize;
    // a statement over many lines is pointed at by its first line
    let first_line = location.source.slice(span).find('\n').unwrap_or(length);
    let text = (!text.is_empty()).then(|| text.to_string());
    LabeledSpan::new(text, span.start as usize, length.min(first_line.max(1)))
}

/// A line that is longer is not drawn: nobody sees anything in it, and miette draws up to a certain width only.
const LONGEST_LINE: usize = 10_000;

/// Whether all that would be drawn, a line of context included, is short enough.
fn fits(text: &str, label: &LabeledSpan) -> bool {
    let before = text.get(..label.offset()).unwrap_or(text);
    let shown = before.rsplit('\n').take(2).map(str::len).max().unwrap_or(0);
    let after = text.get(label.offset()..).unwrap_or("").split('\n').take(2).map(str::len).max().unwrap_or(0);
    shown + after <= LONGEST_LINE
}

fn snippet(source: &Arc<SourceFile>, mut labels: Vec<LabeledSpan>, severity: Severity, style: Style) -> String {
    labels.retain(|label| fits(source.text(), label));
    if labels.is_empty() {
        return String::new();
    }
    let theme = match (style.unicode, style.color) {
        (true, true) => GraphicalTheme::unicode(),
        (true, false) => GraphicalTheme::unicode_nocolor(),
        (false, _) => GraphicalTheme::none(),
    };
    let shown = Shown::window(source, &labels, severity);
    let mut text = String::new();
    if GraphicalReportHandler::new_themed(theme).with_links(false).with_context_lines(1).render_report(&mut text, &shown).is_err() {
        return String::new();
    }
    // miette's own headline would say the first line again
    let start = text.lines().position(|line| line.contains("[")).unwrap_or(0);
    text.lines().skip(start).filter(|line| !line.trim().is_empty()).map(|line| format!("{line}\n")).collect()
}

/// The lines of a source that are drawn, with their labels, in miette's form: a long text is not gone through for each of its mistakes.
#[derive(Debug)]
struct Shown {
    name: String,
    text: String,
    /// How many lines are before the first one.
    skipped: usize,
    labels: Vec<LabeledSpan>,
    severity: Severity,
}

impl Shown {
    /// The lines of the labels, and one before and behind them.
    fn window(source: &SourceFile, labels: &[LabeledSpan], severity: Severity) -> Shown {
        let text = source.text();
        let first = labels.iter().map(LabeledSpan::offset).min().unwrap_or(0).min(text.len());
        let last = labels.iter().map(|label| label.offset() + label.len()).max().unwrap_or(0).min(text.len());
        let bytes = text.as_bytes();
        let before = bytes.get(..first).unwrap_or_default();
        let start = memchr::memrchr_iter(b'\n', before).nth(1).map_or(0, |at| at + 1);
        let behind = bytes.get(last..).unwrap_or_default();
        let end = memchr::memchr_iter(b'\n', behind).nth(1).map_or(text.len(), |at| last + at + 1);
        let moved = |label: &LabeledSpan| {
            let span = (label.offset().saturating_sub(start), label.len());
            let text = label.label().map(str::to_string);
            if label.primary() { LabeledSpan::new_primary_with_span(text, span) } else { LabeledSpan::new_with_span(text, span) }
        };
        Shown {
            name: source.path().unwrap_or("code").to_string(),
            text: masking::masked(text.get(start..end).unwrap_or(text)),
            skipped: memchr::memchr_iter(b'\n', bytes.get(..start).unwrap_or_default()).count(),
            labels: labels.iter().map(moved).collect(),
            severity,
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("-")
    }
}

impl std::error::Error for Shown {}

impl miette::Diagnostic for Shown {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

impl SourceCode for Shown {
    fn read_span<'a>(
        &'a self,
        span: &miette::SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn miette::SpanContents<'a> + 'a>, miette::MietteError> {
        let contents = self.text.as_str().read_span(span, before, after)?;
        let (line, column, count) = (contents.line() + self.skipped, contents.column(), contents.line_count());
        Ok(Box::new(miette::MietteSpanContents::new_named(self.name.clone(), contents.data(), *contents.span(), line, column, count)))
    }
}

#[cfg(test)]
mod tests {
    use super::{PLAIN, label, picture, snippet};
    use crate::diagnostic::Severity;
    use rpuppet_syntax::{Location, SourceFile, Span};

    /// What is drawn without miette is what miette draws.
    #[test]
    fn plain_pictures_are_miettes() {
        let long = (1..=101).map(|line| format!("$a{line} = 'b'\n")).collect::<String>();
        let texts = ["a\nbb\n\nccc", "a\n\n", "\n\na", "ab", "  $token = 'x'\n'y'\n", &long];
        let mut drawn = 0;
        for text in texts {
            let source = SourceFile::new(Some("a/b.pp".into()), text.to_string());
            for start in 0..=text.len() as u32 {
                for length in 0..4 {
                    let span = Span::new(start, (start + length).min(text.len() as u32));
                    let Some(plain) = picture::plain(&source, span) else { continue };
                    let place = label(&Location::new(&source, span), "");
                    assert_eq!(plain, snippet(&source, vec![place], Severity::Warning, PLAIN), "{text:?} {span:?}");
                    drawn += 1;
                }
            }
        }
        assert!(drawn > 4000, "{drawn}");
    }

    #[test]
    fn other_pictures_are_left_to_miette() {
        for text in ["\ta", "gr\u{f6}sse", "a\r\nb"] {
            assert!(picture::plain(&SourceFile::new(None, text.to_string()), Span::new(1, 2)).is_none(), "{text:?}");
        }
    }
}
