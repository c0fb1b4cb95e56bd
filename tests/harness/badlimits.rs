//! Code that asks for too much: time, depth, room. Each ends with an error that tells the place, soon and in little memory.

use super::badinput::{applied, applied_with, fails};
use rpuppet::diagnostic::render::first_line;
use rpuppet::pipeline::{Site, compile_site};
use rpuppet::settings::Settings;
use rpuppet::world::memory::Memory;
use rpuppet_syntax::SourceFile;
use std::fs;
use std::time::{Duration, Instant};

/// Compiles with so many steps; the message of the failure.
fn compiled(code: &str, fuel: u64) -> Result<(), String> {
    let site = Site {
        manifests: vec![SourceFile::new(Some("/site.pp".into()), code.to_string())],
        certname: "node.example".into(),
        fuel,
        ..Site::default()
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
        ("$x = to_python(Integer[1, 1000000000].step(7))", long),
        ("$x = Deferred('sprintf', [Integer[1, 1000000000].step(7)])", "nested too deeply (more than 1000 levels) or too big"),
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

#[test]
fn a_match_that_gives_up_is_told() {
    let directory = tempfile::tempdir().unwrap();
    // Ruby remembers what failed before; with a reference back to a group it does not, and takes years
    let text = "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'";
    let cases = [
        "T =~ /^(a|aa)+\\1$/",
        "T =~ '^(a|aa)+\\1$'",
        "match(T, /^(a|aa)+\\1$/)",
        "split(T, '^(a|aa)+\\1$')",
        "regsubst(T, '^(a|aa)+\\1$', '')",
    ];
    for code in cases {
        fails(directory.path(), &format!("$x = {}", code.replace('T', text)), "Matching /^(a|aa)+\\1$/ takes too many steps");
    }
}

#[test]
fn a_group_that_no_pattern_has_is_told() {
    let directory = tempfile::tempdir().unwrap();
    for code in ["'a' =~ /\\g1111111111111111/", "'a' =~ '\\k<-1111111111111111>'", "regsubst('a', '(a)\\g1111111111111111', 'b')"] {
        fails(directory.path(), &format!("$x = {code}"), "1111111111111111");
    }
}

#[test]
fn no_text_grows_without_end() {
    let directory = tempfile::tempdir().unwrap();
    // 2 MiB
    let big = "$s = Integer[1, 18].reduce('aaaaaaaa') |$m, $x| { \"${m}${m}\" }\n";
    let cases = [
        "$x = Integer[1, 100].map |$x| { \"${s}${x}\" }",
        "$x = [[$s, $s, $s, $s, $s, $s, $s, $s, $s], [$s, $s, $s, $s, $s, $s, $s, $s, $s]].map |$x| { [$x, $x] }",
        "$x = join(Integer[1, 100].map |$x| { $x }, $s)",
        "$x = prefix(Integer[1, 100].map |$x| { $x }, $s)",
        "$x = regsubst($s, 'a', $s, 'G')",
        "$x = regsubst(Integer[1, 100].map |$x| { 'a' }, 'a', $s)",
        "$x = inline_epp('<% Integer[1, 100].each |$x| { %><%= $s %><% } %>', { s => $s })",
        "$x = sprintf(join(Integer[1, 100].map |$x| { '%1$s' }), $s)",
    ];
    for code in cases {
        fails(directory.path(), &format!("{big}{code}"), "A string grows beyond 64 MiB (");
    }
    let template = format!("{big}$x = inline_template('<% 100.times do %><%= scope[\"s\"] %><% end %>')");
    fails(directory.path(), &template, "a string became too long");
}

#[test]
fn aliases_that_use_each_other_are_compared_and_shown() {
    let directory = tempfile::tempdir().unwrap();
    let alias = |number: u32| format!("type T{number} = Variant[T{0}, Array[T{0}], Hash[T{0}, T{0}]]\n", number + 1);
    let aliases: String = (0..40).map(alias).collect();
    let code = format!("{aliases}type T40 = Integer\nnotice(T0 == T1, T0 =~ Type[T2], [[{{1 => 1}}]] =~ T0)\nnotice(T0)");
    let started = Instant::now();
    let (exit, said) = applied(directory.path(), &code);
    assert_eq!(exit, Some(0));
    assert!(said.contains("Notice: Scope(Class[main]): T0 = Variant[T1 = Variant["));
    assert!(started.elapsed() < Duration::from_secs(60));
}

#[test]
fn a_long_line_and_many_mistakes_are_told_soon() {
    let directory = tempfile::tempdir().unwrap();
    let manifest = directory.path().join("site.pp");
    let open = "\"".repeat(100_001);
    let cases = [
        (format!("$x = {}true", "!".repeat(100_000)), "nested more than 1000 levels deep"),
        (format!("notify {{ 'x': }}\n{open}"), "Unclosed quote"),
        ("\\".repeat(100_000), "Syntax error at"),
        ("notice(,)\n".repeat(20_000), "Syntax error at ','"),
    ];
    for (text, message) in cases {
        fs::write(&manifest, text).unwrap();
        let started = Instant::now();
        let (exit, said) = applied_with(directory.path(), &[&manifest.to_string_lossy()]);
        let said: String = said.chars().take(2000).collect();
        assert_eq!(exit, Some(1), "{said}");
        assert!(said.contains(message) && said.contains("line: "), "{said}");
        assert!(started.elapsed() < Duration::from_secs(60));
    }
}

#[test]
fn a_large_container_is_walked_over_once() {
    assert_eq!(compiled("$a = Integer[1, 100000].map |$x| { $x }\n$b = $a.tree_each()\n$c = $a - $a", u64::MAX), Ok(()));
    let shared = "$a = Integer[1, 20].reduce([1]) |$m, $x| { [$m, $m] }\n$b = $a.tree_each()";
    assert!(compiled(shared, u64::MAX).unwrap_err().contains("An iteration goes over more than 4194304 elements"));
}
