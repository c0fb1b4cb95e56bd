//! Coverage for the eye: what is not reached, and shares.

use super::places::{FileCoverage, Place};

/// The places that no case reaches, then how much of everything is.
pub fn text(files: &[FileCoverage]) -> String {
    let mut out = String::new();
    for file in files {
        for place in file.places.iter().filter(|place| place.hits == 0) {
            out.push_str(&format!("not reached: {}:{} {}\n", file.path, place.line, told(place)));
        }
    }
    out.push_str(&format!("reached: {}\n", totals(files)));
    out
}

/// How much of everything is reached.
pub fn totals(files: &[FileCoverage]) -> String {
    let share = |word: &str, wanted: fn(&Place) -> bool| {
        let places = || files.iter().flat_map(|file| &file.places).filter(|place| wanted(place));
        let (all, reached) = (places().count(), places().filter(|place| place.hits > 0).count());
        format!("{reached} of {all} {word} ({} %)", (100 * reached).checked_div(all).unwrap_or(100))
    };
    let definitions = share("classes and defines", Place::is_definition);
    format!("{definitions}, {}", share("branches", |place| !place.is_definition()))
}

/// `class trove::api`, `branch of if`, `if not taken`
pub fn told(place: &Place) -> String {
    match place.kind {
        kind if place.is_definition() => format!("{kind} {}", place.name),
        kind if kind.ends_with("not taken") => kind.to_string(),
        kind => format!("branch of {kind}"),
    }
}
