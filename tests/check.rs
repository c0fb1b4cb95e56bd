//! The rules of the language: what is wrong in `tests/errors/check`, against reviewed snapshots.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use rpuppet::check::{ModuleFile, check, check_location};
use rpuppet::diagnostic::{Diagnostic, Severity, Strictness};
use rpuppet_syntax::{Ast, Kind, SourceFile, parse};
use std::fmt::Write;

fn read(text: String, kind: Kind) -> Ast {
    let parsed = parse(SourceFile::new(None, text), kind);
    assert_eq!(parsed.errors, []);
    parsed.ast
}

/// `line:column CODE message`, then the other places and the help, for each mistake.
fn shown(found: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in found {
        let location = diagnostic.location.as_ref().unwrap();
        let warning = if diagnostic.severity == Severity::Warning { "warning " } else { "" };
        writeln!(text, "{}:{} {warning}{} {}", location.line(), location.column(), diagnostic.code, diagnostic.message).unwrap();
        for other in &diagnostic.related {
            writeln!(text, "  {}:{} {}", other.location.line(), other.location.column(), other.text).unwrap();
        }
        if let Some(help) = &diagnostic.help {
            writeln!(text, "  help: {help}").unwrap();
        }
    }
    text
}

/// `UPDATE_SNAPSHOTS=1` writes the snapshots anew, for a person to review.
#[test]
fn mistakes_equal_their_snapshots() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/errors/check")).unwrap() {
        let path = entry.unwrap().path();
        let kind = match path.extension().and_then(|extension| extension.to_str()) {
            Some("pp") => Kind::Manifest,
            Some("epp") => Kind::Template,
            _ => continue,
        };
        count += 1;
        let found = shown(&check(&read(std::fs::read_to_string(&path).unwrap(), kind), Strictness::Error));
        let snapshot = format!("{}.stderr", path.display());
        if std::env::var("UPDATE_SNAPSHOTS").is_ok() {
            std::fs::write(&snapshot, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&snapshot).unwrap_or_default();
        if found != expected {
            wrong.push(format!("{}\nexpected\n{expected}found\n{found}", path.display()));
        }
    }
    assert!(count > 20, "the cases were not found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn strictness_decides_on_duplicate_keys() {
    let ast = read("$a = { b => 1, b => 2 }".into(), Kind::Manifest);
    assert_eq!(check(&ast, Strictness::Off).len(), 0);
    assert_eq!(check(&ast, Strictness::Warning)[0].severity, Severity::Warning);
    assert_eq!(check(&ast, Strictness::Error)[0].severity, Severity::Error);
}

#[test]
fn a_modules_file_defines_what_its_path_says() {
    let codes = |text: &str, path: &str| -> Vec<&'static str> {
        let found = check_location(&read(text.into(), Kind::Manifest), &ModuleFile::of(path), path);
        found.iter().map(|diagnostic| diagnostic.code).collect()
    };
    assert!(codes("class a { }", "a/manifests/init.pp").is_empty());
    assert!(codes("class a::b::c { class d { } }", "a/manifests/b/c.pp").is_empty());
    assert_eq!(codes("class b { }", "a/manifests/init.pp"), ["ILLEGAL_DEFINITION_LOCATION"]);
    assert_eq!(codes("class a { }", "a/manifests/b.pp"), ["ILLEGAL_DEFINITION_LOCATION"]);
    assert_eq!(codes("class a { }", "a/files/a.pp"), ["ILLEGAL_DEFINITION_LOCATION"]);
    assert_eq!(codes("class a { }\nnotice 1\nnode b { }", "a/manifests/init.pp"), ["ILLEGAL_TOP_CONSTRUCT_LOCATION"; 2]);
}
