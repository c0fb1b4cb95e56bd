//! Any text as a manifest and as a template: the parser ends, and so do the rules that look at what it read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rpuppet::check::check;
use rpuppet::diagnostic::Strictness;
use rpuppet_syntax::{Kind, SourceFile, parse};

fuzz_target!(|text: &str| {
    for kind in [Kind::Manifest, Kind::Template] {
        let parsed = parse(SourceFile::new(None, text.to_string()), kind);
        let _ = check(&parsed.ast, Strictness::Error);
        let _ = rpuppet_syntax::pn::render(&parsed.ast);
    }
});
