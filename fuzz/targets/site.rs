//! A site in memory for the targets that compile: some facts, data, and a module with a template of each kind.

use rpuppet::pipeline::{Site, compile_site};
use rpuppet::settings::Settings;
use rpuppet::value::Value;
use rpuppet::world::memory::Memory;
use rpuppet_syntax::SourceFile;

/// Steps of evaluation; enough for whatever a short text can mean to do.
const FUEL: u64 = 100_000;

const HIERA: &str = "version: 5\nhierarchy:\n  - {name: all, path: all.yaml}\n";
const DATA: &str = "a: 1\nb: {c: [1, 2, x], d: \"%{facts.os.name}\"}\nlookup_options: {b: {merge: deep}}\nm::x: \"%{lookup('a')}\"\n";

fn world() -> Memory {
    Memory::default()
        .with("/e/hiera.yaml", HIERA)
        .with("/e/data/all.yaml", DATA)
        .with("/m/m/manifests/init.pp", "class m($x = 1) { notify { \"m${x}\": } }")
        .with("/m/m/manifests/d.pp", "define m::d($x = 1) { notify { $title: message => $x } }")
        .with("/m/m/functions/f.pp", "function m::f($x) { [$x, $x] }")
        .with("/m/m/types/t.pp", "type M::T = Variant[Integer, Array[M::T]]")
        .with("/m/m/templates/a.erb", "<%= @x %> <% [1,2].each do |y| %><%= y %><% end -%>\n")
        .with("/m/m/templates/a.epp", "<%- | $x = 1 | -%>\n<%= $x %>\n")
        .with("/m/m/templates/a.tera", "{{ environment }}\n")
        .with("/m/m/files/a", "text")
}

fn facts() -> Value {
    let os = Value::hash([("name", "Debian"), ("family", "Debian")].map(|(key, value)| (key.into(), value.into())).into_iter().collect());
    Value::hash([("os".into(), os), ("fqdn".into(), "node.example.org".into())].into_iter().collect())
}

/// Compiles a text as the only manifest; what comes of it does not matter. `SHOW=1` in the environment prints the manifest.
pub fn compile(text: String) {
    if std::env::var_os("SHOW").is_some() {
        eprintln!("{text}");
    }
    let site = Site {
        manifests: vec![SourceFile::new(None, text)],
        module_path: vec!["/m".into()],
        environment_directory: Some("/e".into()),
        facts: facts(),
        certname: "node.example.org".into(),
        fuel: FUEL,
        ..Site::default()
    };
    let mut settings = Settings::default();
    settings.set("strict", "warning");
    if let Ok(catalog) = compile_site(&site, &settings, &world(), &mut |_| {}) {
        let _ = rpuppet::catalog::json::to_text(&catalog);
    }
}
