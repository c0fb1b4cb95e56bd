//! Bad input: `tests/errors/compile/NAME.pp` beside `NAME.stderr`, a snapshot of what the program says.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test` writes the snapshots; a person reads them before they are kept.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors/compile")
}

pub fn rpuppet(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rpuppet")).args(arguments).current_dir(folder()).output().unwrap()
}

fn compile(code: &str) -> Output {
    let facts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compile/facts/debian12.json");
    rpuppet(&["catalog", "compile", "--facts", &facts.to_string_lossy(), "--modulepath", "modules", "-e", code])
}

#[test]
fn mistakes_are_told_as_reviewed() {
    let mut names: Vec<PathBuf> = fs::read_dir(folder()).unwrap().flatten().map(|entry| entry.path()).collect();
    names.retain(|path| path.extension().is_some_and(|extension| extension == "pp"));
    names.sort();
    assert!(names.len() >= 20, "only {} cases", names.len());
    let mut wrong = Vec::new();
    for path in names {
        let output = compile(&fs::read_to_string(&path).unwrap());
        let said = String::from_utf8_lossy(&output.stderr).replace(env!("CARGO_MANIFEST_DIR"), "ROOT");
        assert_eq!(output.status.code(), Some(1), "{} did not fail:\n{said}", path.display());
        let snapshot = path.with_extension("stderr");
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            fs::write(&snapshot, &said).unwrap();
        }
        if fs::read_to_string(&snapshot).unwrap_or_default() != said {
            wrong.push(format!("{}:\n{said}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn deep_nesting_is_an_error_not_a_crash() {
    let depth = 100_000;
    for (open, close) in [("(", ")"), ("[", "]")] {
        let output = rpuppet_with_input(&format!("$x = {}1{}", open.repeat(depth), close.repeat(depth)));
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn a_long_line_is_read() {
    let output = rpuppet_with_input(&format!("$x = '{}'", "x".repeat(10 << 20)));
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

fn rpuppet_with_input(text: &str) -> Output {
    let directory = tempfile::tempdir().unwrap();
    let manifest = directory.path().join("site.pp");
    fs::write(&manifest, text).unwrap();
    rpuppet(&["catalog", "compile", "--manifest", &manifest.to_string_lossy(), "--output", "/dev/null"])
}

#[test]
fn unreadable_manifests_are_told() {
    let directory = tempfile::tempdir().unwrap();
    let path = |name: &str| directory.path().join(name).to_string_lossy().into_owned();
    fs::write(path("latin.pp"), b"notice('caf\xe9')").unwrap();
    fs::write(path("bom.pp"), b"\xef\xbb\xbfnotice('x')").unwrap();
    for (name, expected) in [("missing.pp", "Could not find file"), ("latin.pp", "not valid UTF-8"), ("bom.pp", "Byte Order mark")] {
        let output = rpuppet(&["catalog", "compile", "--manifest", &path(name)]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{name}: {said}");
        assert!(said.contains(expected), "{name}: {said}");
    }
    for text in ["", "\r\nnotice('x')\r\n"] {
        fs::write(path("fine.pp"), text).unwrap();
        assert_eq!(rpuppet(&["catalog", "compile", "--manifest", &path("fine.pp")]).status.code(), Some(0));
    }
}
