//! Putting right what was found: edits become a new text.

use super::finding::{Edit, Finding};

/// The text with the findings' edits, and how many findings were put right. Of findings whose edits touch each other only the first is;
/// the others may be found again in the new text.
pub fn apply(text: &str, findings: &[Finding]) -> (String, usize) {
    let mut taken: Vec<&Edit> = Vec::new();
    let mut count = 0;
    for finding in findings.iter().filter(|finding| !finding.edits.is_empty()) {
        let free = finding.edits.iter().all(|edit| taken.iter().all(|other| apart(edit, other)));
        if free {
            taken.extend(&finding.edits);
            count += 1;
        }
    }
    taken.sort_by_key(|edit| (edit.span.start, edit.span.end));
    (replaced(text, &taken), count)
}

/// Whether two edits leave each other alone; two at the same place do not.
fn apart(one: &Edit, other: &Edit) -> bool {
    one.span.end < other.span.start || other.span.end < one.span.start
}

fn replaced(text: &str, edits: &[&Edit]) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.span.start as usize).unwrap_or(""));
        out.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}
