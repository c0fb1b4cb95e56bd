//! Data tests of the front end: trees against real Puppet's, mistakes against reviewed snapshots, and what must never break it.
#![allow(clippy::disallowed_methods, clippy::panic, clippy::unwrap_used)]

use rpuppet_syntax::{Kind, Parsed, SourceFile, parse, pn};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Every manifest and template below a folder of the project's tests.
fn sources(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests").join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "pp" || extension == "epp") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> Parsed {
    let kind = if path.extension().is_some_and(|extension| extension == "epp") { Kind::Template } else { Kind::Manifest };
    parse(SourceFile::new(None, std::fs::read_to_string(path).unwrap()), kind)
}

fn manifest(text: &str) -> Parsed {
    parse(SourceFile::new(None, text.to_string()), Kind::Manifest)
}

fn beside(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(extension);
    name.into()
}

/// `line:column CODE message`, then the other place and the help, for each mistake.
fn mistakes(parsed: &Parsed) -> String {
    let mut text = String::new();
    for error in &parsed.errors {
        let (line, column) = parsed.ast.source.position(error.span.start);
        writeln!(text, "{line}:{column} {} {}", error.code, error.message).unwrap();
        if let Some((span, what)) = &error.related {
            let (line, column) = parsed.ast.source.position(span.start);
            writeln!(text, "  {line}:{column} {what}").unwrap();
        }
        if let Some(help) = &error.help {
            writeln!(text, "  help: {help}").unwrap();
        }
    }
    text
}

#[test]
fn trees_equal_those_of_puppet() {
    let mut wrong = Vec::new();
    let sources = sources("parse");
    for path in &sources {
        let parsed = read(path);
        let expected = std::fs::read_to_string(beside(path, ".pn")).unwrap();
        let found = format!("{}\n", pn::render(&parsed.ast));
        if !parsed.errors.is_empty() || found != expected {
            wrong.push(format!("{}\nexpected {expected}found    {found}{}", path.display(), mistakes(&parsed)));
        }
    }
    assert!(sources.len() > 50, "the cases were not found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `UPDATE_SNAPSHOTS=1` writes the snapshots anew, for a person to review.
#[test]
fn mistakes_equal_their_snapshots() {
    let update = std::env::var("UPDATE_SNAPSHOTS").is_ok();
    let mut wrong = Vec::new();
    let sources = sources("errors/syntax");
    for path in &sources {
        let found = mistakes(&read(path));
        let snapshot = beside(path, ".stderr");
        if update {
            std::fs::write(&snapshot, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&snapshot).unwrap_or_default();
        if found != expected || found.is_empty() {
            wrong.push(format!("{}\nexpected\n{expected}found\n{found}", path.display()));
        }
    }
    assert!(sources.len() > 20, "the cases were not found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn deep_nesting_is_a_mistake_and_no_crash() {
    let count = 100_000;
    let shapes = [
        ("(", ")"),
        ("[", "]"),
        ("{a => ", "}"),
        ("f(", ")"),
        ("\"${", "}\""),
        ("!", ""),
        ("- ", ""),
        ("if $a { ", "}"),
        ("$a[", "]"),
        ("$a = ", ""),
        ("$a ? { 1 => ", "}"),
        ("$a + ", ""),
        ("if 1 { } else { ", " }"),
        ("A['a'] -> ", ""),
    ];
    for (open, close) in shapes {
        let parsed = manifest(&format!("{}1{}", open.repeat(count), close.repeat(count)));
        let deep = parsed.errors.iter().filter(|error| error.code == "NESTING_TOO_DEEP").count();
        assert_eq!(deep, 1, "{open}");
        pn::render(&parsed.ast);
    }
    let unclosed = manifest(&"(".repeat(count));
    assert!(!unclosed.errors.is_empty());
    let chain = manifest(&format!("{}1", "elsif".replace("elsif", "if $a { } els").repeat(count)));
    assert!(!chain.errors.is_empty());
}

#[test]
fn every_cut_of_a_text_is_read_without_a_crash() {
    for path in sources("parse") {
        let text = std::fs::read_to_string(&path).unwrap();
        let kind = if path.extension().is_some_and(|extension| extension == "epp") { Kind::Template } else { Kind::Manifest };
        for (at, _) in text.char_indices() {
            for part in [&text[..at], &text[at..]] {
                let parsed = parse(SourceFile::new(None, part.to_string()), kind);
                pn::render(&parsed.ast);
            }
        }
    }
}

#[test]
fn a_long_line_is_read() {
    let parsed = manifest(&format!("$a = [{}]", "'some text', ".repeat(800_000)));
    assert_eq!(parsed.errors, []);
}

#[test]
fn comments_and_definitions_are_listed_in_order() {
    let text = "# one\nclass a { # two\n  define b { }\n  class c { } /* three */\n}\nfunction d() { }\ntype E = Integer\nnode f { }";
    let parsed = manifest(text);
    let comments: Vec<&str> = parsed.ast.comments.iter().map(|span| parsed.ast.source.slice(*span)).collect();
    assert_eq!(comments, ["# one", "# two", "/* three */"]);
    let starts: Vec<u32> = parsed.ast.definitions.iter().map(|id| parsed.ast.span(*id).start).collect();
    assert_eq!(starts.len(), 6);
    assert!(starts.is_sorted());
}
