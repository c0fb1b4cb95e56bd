//! Any text inside quotes, as a heredoc and as a template: interpolation and escapes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rpuppet::check::check;
use rpuppet::diagnostic::Strictness;
use rpuppet_syntax::{Kind, SourceFile, parse};

fuzz_target!(|text: &str| {
    for source in [format!("\"{text}\""), format!("'{text}'"), format!("@(\"E\"/tsrnL$u)\n{text}\n  | E\n"), format!("@(E)\n{text}\n|- E")]
    {
        let parsed = parse(SourceFile::new(None, source), Kind::Manifest);
        let _ = check(&parsed.ast, Strictness::Error);
    }
    let _ = parse(SourceFile::new(None, format!("<%- | $a | -%>{text}")), Kind::Template);
});
