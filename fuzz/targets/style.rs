//! Any text through every rule of style and the layout: corrections end, and what is laid out says the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rpuppet::layout::layout;
use rpuppet::lint::{File, Options, Selection, data, fix, look};
use rpuppet_syntax::{Kind, SourceFile, parse_with_tokens, pn};

fuzz_target!(|input: &[u8]| {
    let Ok(text) = std::str::from_utf8(input) else { return };
    data::legacy_facts(text);
    let (options, all) = (Options::default(), Selection::all());
    let mut text = text.to_string();
    for _ in 0..20 {
        let (parsed, lexemes) = parse_with_tokens(SourceFile::new(None, text.clone()), Kind::Manifest);
        let file = File::new(&parsed, &lexemes, "/modules/a/manifests/init.pp", &options);
        let (next, count) = fix::apply(&text, &look(&file, &all).findings);
        if count == 0 || !parsed.errors.is_empty() {
            break;
        }
        text = next;
    }
    let (parsed, lexemes) = parse_with_tokens(SourceFile::new(None, text), Kind::Manifest);
    if parsed.errors.is_empty() {
        let (again, _) = parse_with_tokens(SourceFile::new(None, layout(&parsed, &lexemes)), Kind::Manifest);
        assert_eq!(pn::render(&again.ast), pn::render(&parsed.ast));
    }
});
