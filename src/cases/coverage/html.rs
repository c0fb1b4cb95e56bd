//! Coverage as a page that needs nothing else.

use super::places::FileCoverage;
use super::text::{told, totals};
use crate::template::tera::page as render;
use serde_json::{Value as Json, json};

const PAGE: &str = include_str!("page.tera");

/// The page's text.
///
/// # Errors
/// The page's own template is wrong (tests render it).
pub fn page(files: &[FileCoverage]) -> Result<String, String> {
    let totals = totals(files);
    let files: Vec<Json> = files.iter().map(file).collect();
    render(PAGE, &json!({ "files": files, "totals": totals }))
}

fn file(file: &FileCoverage) -> Json {
    let missing = file.places.iter().filter(|place| place.hits == 0).map(|place| json!({ "line": place.line, "what": told(place) }));
    let missing: Vec<Json> = missing.collect();
    let (all, reached) = (file.places.len(), file.places.len() - missing.len());
    json!({ "path": file.path, "all": all, "reached": reached, "share": (100 * reached).checked_div(all).unwrap_or(100), "missing": missing })
}
