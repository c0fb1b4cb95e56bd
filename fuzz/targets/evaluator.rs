//! Any text as a site's manifest: compiling ends, with a catalog or with an error. Long loops are cut off by the size of the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rpuppet::pipeline::{Site, compile_site};
use rpuppet::settings::Settings;
use rpuppet::value::Value;
use rpuppet::world::memory::Memory;
use rpuppet_syntax::SourceFile;

/// Longer manifests say nothing that shorter ones do not.
const LONGEST: usize = 2000;

fuzz_target!(|text: &str| {
    if text.len() > LONGEST {
        return;
    }
    let site = Site {
        manifests: vec![SourceFile::new(None, text.to_string())],
        module_path: Vec::new(),
        environment_directory: None,
        environment_data_provider: None,
        warnings: Vec::new(),
        facts: Value::hash(Default::default()),
        certname: "node.example.org".into(),
        now: 0,
        version: None,
    };
    let _ = compile_site(&site, &Settings::default(), &Memory::default(), &mut |_| {});
});
