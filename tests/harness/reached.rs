//! `tests/conformance/*.tsv` that real Puppet writes: which case reaches which issue and which dispatch of a function.

use crate::conformance::{files, folder};
use std::collections::BTreeMap;
use std::fs;

/// A line: what is reached, the file of the case (`-` where there is none), the case's text or why there is none.
fn lines(table: &str) -> Vec<(String, String, String)> {
    let text = fs::read_to_string(folder().join(table)).unwrap();
    let fields = text.lines().map(|line| line.rsplitn(3, '\t').map(str::to_string).collect::<Vec<_>>());
    fields.map(|fields| <[String; 3]>::try_from(fields).unwrap()).map(|[text, file, what]| (what, file, text)).collect()
}

fn told(case: &str) -> String {
    case.trim().replace('\t', "\\t").replace('\n', "\\n")
}

#[test]
fn every_issue_and_every_dispatch_has_a_case_or_a_reason() {
    let cases: BTreeMap<String, Vec<String>> =
        files().iter().map(|file| (file.name(), file.cases().iter().map(|case| told(case)).collect())).collect();
    for table in ["issue_codes.tsv", "dispatches.tsv"] {
        let mut before = String::new();
        for (what, file, text) in lines(table) {
            assert!(before < what, "{table}: {what} is not in order, or there twice");
            match file.as_str() {
                "-" => assert!(
                    !text.is_empty(),
                    "{table}: no case reaches {what}, and no reason is told; run tests/conformance/regenerate without names"
                ),
                name => assert!(
                    cases[name].contains(&text),
                    "{table}: {name} has no such case any more; run tests/conformance/regenerate: {text}"
                ),
            }
            before = what;
        }
    }
}
