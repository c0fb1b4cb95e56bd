//! The picture of a place on one line of plain letters, as most findings have: the same that miette draws, without what that costs, which
//! counts where tens of thousands are drawn.

use super::masking;
use rpuppet_syntax::{SourceFile, Span};
use std::fmt::Write;

/// What is longer is left to those who know what can be seen of it.
const LONGEST: usize = 1_000;

/// The lines around a place, and a line below it; `None` where it is another kind of place.
pub fn plain(source: &SourceFile, place: Span) -> Option<String> {
    let (number, column) = source.position(place.start);
    let line = source.line(number)?;
    let marked = place.end.saturating_sub(place.start).max(1).min(line.end.saturating_sub(place.start));
    let first = number.saturating_sub(1).max(1);
    let lines: Vec<(u32, &str)> = (first..=number + 1).filter_map(|number| Some((number, source.slice(source.line(number)?)))).collect();
    let is_plain = lines.iter().all(|(_, line)| line.len() <= LONGEST && line.bytes().all(|byte| matches!(byte, b' '..=b'~')));
    if marked == 0 || !is_plain {
        return None;
    }
    // behind the last line feed there is no line
    let shown = || lines.iter().filter(|(at, line)| *at <= number || !line.is_empty() || source.line(at + 1).is_some());
    let width = shown().last()?.0.checked_ilog10().unwrap_or(0) as usize + 1;
    let mut text = String::with_capacity(512);
    blanks(&mut text, width + 2);
    // a string takes all that is written to it
    let _ = writeln!(text, "╭─[{}:{number}:{column}]", source.path().unwrap_or("code"));
    for (at, line) in shown() {
        let _ = write!(text, " {at:width$} │ ");
        masking::mask(line, &mut text);
        text.push('\n');
        if *at == number {
            blanks(&mut text, width + 2);
            text.push_str("· ");
            blanks(&mut text, column as usize - 1);
            text.extend(std::iter::repeat_n("─", marked as usize));
            text.push('\n');
        }
    }
    blanks(&mut text, width + 2);
    text.push_str("╰────\n");
    Some(text)
}

fn blanks(text: &mut String, count: usize) {
    text.extend(std::iter::repeat_n(' ', count));
}
