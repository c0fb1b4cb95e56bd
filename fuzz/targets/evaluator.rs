//! Any text as a site's manifest: compiling ends, with a catalog or with an error.
#![no_main]

mod site;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| site::compile(text.to_string()));
