//! The layout of manifests: cases in `tests/layout` with what is made of them, and laws that hold for every manifest at hand.

use crate::lint::all_texts;
use rpuppet::layout::layout;
use rpuppet::lint::word::Kind as Word;
use rpuppet::lint::{File, Options};
use rpuppet_syntax::{Kind, Parsed, SourceFile, parse_with_tokens, pn};
use std::fs;
use std::path::Path;

/// The text laid out, with what was read of it and of the result.
struct Laid {
    before: Said,
    after: Said,
    text: String,
}

/// What a text says: its tree, its words but for commas before closing brackets, its comments.
#[derive(Debug, PartialEq)]
struct Said {
    tree: String,
    words: Vec<String>,
    comments: Vec<String>,
}

fn said(parsed: &Parsed, lexemes: &[rpuppet_syntax::Lexeme]) -> Said {
    let options = Options::default();
    let file = File::new(parsed, lexemes, "", &options);
    let text = |index: usize| file.text(index).to_string();
    let mut words: Vec<String> = Vec::new();
    // a heredoc's text comes after the line of its `@(…)`, wherever that ends
    let mut texts = Vec::new();
    let mut depth = 0;
    for index in (0..file.words().len()).filter(|index| !file.kind(*index).is_layout()) {
        depth += usize::from(file.kind(index) == Word::HeredocStart);
        if depth > 0 || file.kind(index) == Word::HeredocText {
            texts.push(text(index));
            depth -= usize::from(file.kind(index) == Word::HeredocEnd);
            continue;
        }
        if file.kind(index).closes() && words.last().is_some_and(|last| last == ",") {
            words.pop();
        }
        words.push(text(index));
    }
    words.append(&mut texts);
    let comments = (0..file.words().len()).filter(|index| file.kind(*index).is_comment()).map(text).collect();
    Said { tree: pn::render(&parsed.ast), words, comments }
}

fn laid(text: &str) -> Option<Laid> {
    let (parsed, lexemes) = parse_with_tokens(SourceFile::new(None, text.to_string()), Kind::Manifest);
    if !parsed.errors.is_empty() {
        return None;
    }
    let after = layout(&parsed, &lexemes);
    let (again, tokens) = parse_with_tokens(SourceFile::new(None, after.clone()), Kind::Manifest);
    assert_eq!(again.errors, [], "{after}");
    assert_eq!(layout(&again, &tokens), after, "laying out twice is laying out once");
    Some(Laid { before: said(&parsed, &lexemes), after: said(&again, &tokens), text: after })
}

#[test]
fn a_layout_says_what_the_text_said() {
    let mut changed = 0;
    for (path, text) in all_texts() {
        let Some(laid) = laid(&text) else { continue };
        assert_eq!(laid.before, laid.after, "{}", path.display());
        changed += usize::from(laid.text != text);
    }
    assert!(changed > 100, "only {changed} texts were changed");
}

/// `UPDATE_SNAPSHOTS=1 cargo test` writes the expected files; a person reads them before they are kept.
#[test]
fn cases_are_laid_out_as_expected() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layout")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "pp") {
            continue;
        }
        count += 1;
        let after = laid(&fs::read_to_string(&path).unwrap()).unwrap().text;
        let snapshot = path.with_extension("expected");
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            fs::write(&snapshot, &after).unwrap();
        }
        if fs::read_to_string(&snapshot).unwrap_or_default() != after {
            wrong.push(format!("{}:\n{after}", path.display()));
        }
    }
    assert!(count >= 5, "only {count} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn our_own_modules_and_examples_are_laid_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ours = |path: &Path| path.starts_with(root.join("modules")) || path.starts_with(root.join("examples"));
    let other: Vec<String> = all_texts()
        .into_iter()
        .filter(|(path, text)| ours(path) && laid(text).is_some_and(|laid| laid.text != *text))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(other.is_empty(), "rpuppet fmt would change {}", other.join("\n"));
}
