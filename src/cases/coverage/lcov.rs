//! Coverage in the form of lcov's trace files: classes and defines as functions, branches as branches.

use super::places::{FileCoverage, Place};
use std::fmt::Write;

pub fn lcov(files: &[FileCoverage]) -> String {
    let mut out = String::new();
    files.iter().for_each(|file| write_file(&mut out, file));
    out
}

fn write_file(out: &mut String, file: &FileCoverage) {
    let definitions = || file.places.iter().filter(|place| place.is_definition());
    let branches = || file.places.iter().filter(|place| !place.is_definition());
    let mut line = |text: String| {
        // a string takes every line that is written to it
        let _ = writeln!(out, "{text}");
    };
    line("TN:".to_string());
    line(format!("SF:{}", file.path));
    definitions().for_each(|place| line(format!("FN:{},{}", place.line, place.name)));
    definitions().for_each(|place| line(format!("FNDA:{},{}", place.hits, place.name)));
    line(format!("FNF:{}", definitions().count()));
    line(format!("FNH:{}", definitions().filter(|place| place.hits > 0).count()));
    branches().enumerate().for_each(|(number, place)| line(format!("BRDA:{},0,{number},{}", place.line, place.hits)));
    line(format!("BRF:{}", branches().count()));
    line(format!("BRH:{}", branches().filter(|place| place.hits > 0).count()));
    let lines = lines(&file.places);
    lines.iter().for_each(|(number, hits)| line(format!("DA:{number},{hits}")));
    line(format!("LF:{}", lines.len()));
    line(format!("LH:{}", lines.iter().filter(|(_, hits)| *hits > 0).count()));
    line("end_of_record".to_string());
}

/// Lines that something begins on, with the most hits of it.
fn lines(places: &[Place]) -> Vec<(u32, u64)> {
    let mut lines: Vec<(u32, u64)> = places.iter().map(|place| (place.line, place.hits)).collect();
    lines.sort_by_key(|(line, hits)| (*line, std::cmp::Reverse(*hits)));
    lines.dedup_by_key(|(line, _)| *line);
    lines
}
