//! Code that asks for too much: time, depth, room. Each ends with an error that tells the place, soon and in little memory.

use super::badinput::fails;
use rpuppet::diagnostic::render::first_line;
use rpuppet::pipeline::{Site, compile_site};
use rpuppet::settings::Settings;
use rpuppet::value::Value;
use rpuppet::world::memory::Memory;
use rpuppet_syntax::SourceFile;

/// Compiles with so many steps; the message of the failure.
fn compiled(code: &str, fuel: u64) -> Result<(), String> {
    let site = Site {
        manifests: vec![SourceFile::new(Some("/site.pp".into()), code.to_string())],
        module_path: Vec::new(),
        environment_directory: None,
        warnings: Vec::new(),
        facts: Value::hash(Default::default()),
        certname: "node.example".into(),
        now: 0,
        version: None,
        fuel,
    };
    compile_site(&site, &Settings::default(), &Memory::default(), &mut |_| {}).map(drop).map_err(|diagnostic| first_line(&diagnostic))
}

#[test]
fn evaluation_takes_no_more_steps_than_it_may() {
    let endless = [
        ("\nInteger[1, 1000000000000].each |$x| { }", 2),
        ("function f($x) { if $x > 0 { f($x - 1) + f($x - 1) } else { 1 } }\nf(60)", 1),
        ("$a = Integer[1, 10000].map |$x| { $x }\n$a.each |$x| { $a.each |$y| { $a.sort } }", 2),
        ("$a = Integer[1, 1000].map |$x| { $x }\n$a.each |$x| {\n  $b = unique($a)\n}", 3),
    ];
    for (code, line) in endless {
        let message = compiled(code, 100_000).unwrap_err();
        assert!(message.contains("Evaluation takes more than 100000 steps (file: /site.pp, line: "), "{code}: {message}");
        assert!(message.contains(&format!("line: {line}, column: ")), "{code}: {message}");
    }
    assert_eq!(compiled("Integer[1, 10000].each |$x| { }", 100_000), Ok(()));
}

#[test]
fn what_would_be_too_large_is_not_made() {
    let directory = tempfile::tempdir().unwrap();
    let long = "An iteration goes over more than 4194304 elements";
    let cases = [
        ("$x = Array(Integer[1, 1000000000])", long),
        ("$x = [*Integer[1, 1000000000].reverse_each]", long),
        ("$x = String(Integer[1, 1000000000].reverse_each)", long),
        ("$x = slice(Integer[1, 1000000000], 1000000000)", long),
        ("$x = [1].slice(1000000000) |*$x| { }", long),
        ("$x = fqdn_rand_string(1000000000)", "a random string of more than 100000 characters is too long"),
        ("$x = seeded_rand_string(99999999999, 'x')", "a random string of more than 100000 characters is too long"),
        ("$x = sprintf('%999999999s', 1)", "width too big"),
        ("$x = inline_template('<% a = 1; 50.times { a = [a, a] } %><%= a.flatten.size %>')", "the Ruby code takes too many steps"),
        ("$x = inline_template('<% a = 1; 50.times { a = [a, a] } %><%= a %>')", "the Ruby code takes too many steps"),
        ("$x = inline_template('<% a = 1; 50.times { a = [a, a] }; b = {a => 1} %>')", "the Ruby code takes too many steps"),
    ];
    for (code, message) in cases {
        fails(directory.path(), code, message);
    }
}
