//! Any text as `hiera.yaml`, as data of every format, as `puppet.conf`, `environment.conf`, a catalog: reading and look-ups end.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rpuppet::catalog::json::{from_json, to_text};
use rpuppet::environments::Environment;
use rpuppet::lookup::{Hiera, HieraScope, HieraSettings, LookupOptions};
use rpuppet::settings::Settings;
use rpuppet::value::Value;
use rpuppet::world::memory::Memory;

struct Nothing;

impl HieraScope for Nothing {
    fn variable(&mut self, _name: &str) -> Result<Value, String> {
        Err(String::new())
    }
}

const FORMATS: &str = "version: 5\nhierarchy:\n  - {name: y, path: d.yaml}\n  - {name: j, path: d.json, data_hash: json_data}\n  \
                       - {name: h, path: d.conf, data_hash: hocon_data}\n  - {name: e, path: d.eyaml, lookup_key: eyaml_lookup_key}\n";

fuzz_target!(|text: &str| {
    let as_data = ["yaml", "json", "conf", "eyaml"]
        .iter()
        .map(|format| Memory::default().with("/e/hiera.yaml", FORMATS).with(&format!("/e/data/d.{format}"), text));
    let as_configuration = Memory::default().with("/e/hiera.yaml", text).with("/e/data/common.yaml", "a: 1");
    for world in as_data.chain([as_configuration]) {
        let settings = HieraSettings { environment_directory: Some("/e".to_string()), ..HieraSettings::default() };
        let hiera = Hiera::new(&world, settings);
        for key in ["a", "a.b.0"] {
            let options = LookupOptions { merge: Some("deep".into()), ..LookupOptions::default() };
            let _ = hiera.lookup(key, &mut Nothing, &options);
        }
    }
    let mut settings = Settings::default();
    let _ = (settings.read_config("/puppet.conf", text), settings.variables());
    let _ = Environment::at("/e", &Settings::default(), &Memory::default().with("/e/environment.conf", text));
    let _ = from_json(text).map(|catalog| to_text(&catalog));
});
