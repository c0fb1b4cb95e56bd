//! Putting right what was found: edits become a new text.

use super::finding::{Edit, Finding};

/// The text with the findings' edits, and how many findings were put right. Of findings whose edits touch each other only the first is;
/// the others may be found again in the new text.
pub fn apply(text: &str, findings: &[Finding]) -> (String, usize) {
    let mut taken: Vec<&Edit> = Vec::new();
    let mut count = 0;
    for finding in findings.iter().filter(|finding| !finding.edits.is_empty()) {
        if finding.edits.iter().all(|edit| is_free(&taken, edit)) {
            for edit in &finding.edits {
                taken.insert(place(&taken, edit), edit);
            }
            count += 1;
        }
    }
    (replaced(text, &taken), count)
}

/// Where an edit belongs among those that are taken, which are in the order of the text.
fn place(taken: &[&Edit], edit: &Edit) -> usize {
    taken.partition_point(|other| other.span.start < edit.span.start)
}

/// Whether no taken edit touches this one: only the nearest on either side can.
fn is_free(taken: &[&Edit], edit: &Edit) -> bool {
    let place = place(taken, edit);
    let before = place.checked_sub(1).and_then(|before| taken.get(before));
    [before, taken.get(place)].into_iter().flatten().all(|other| apart(edit, other))
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
