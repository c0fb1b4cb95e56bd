//! Facts, Hiera data and catalogs that are broken, endless or too deep: an error with the place, never a crash.

use super::badinput::applied_with;
use std::fs;
use std::path::Path;

const DEEP: usize = 100_000;

fn refused(folder: &Path, flags: &[&str], message: &str) {
    let (exit, said) = applied_with(folder, flags);
    let said: String = said.chars().take(2000).collect();
    assert_eq!(exit, Some(1), "{flags:?}: {said}");
    assert!(said.contains(message), "{flags:?}: {said}");
    assert!(!said.contains("ended unexpectedly"), "{said}");
}

fn nested() -> String {
    format!("{}1{}", "[".repeat(DEEP), "]".repeat(DEEP))
}

#[test]
fn facts() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("facts.json").to_string_lossy().into_owned();
    let bad = [
        (format!(r#"{{"a": {}}}"#, nested()), ":1:133: recursion limit exceeded\n"),
        ("{\"a\": 1,\n \"b\" 2}".to_string(), ":2:6: expected `:`\n"),
        ("[1]".to_string(), "facts must be a JSON object"),
        (String::new(), ":1:0: EOF while parsing a value\n"),
    ];
    for (text, message) in bad {
        fs::write(&path, text).unwrap();
        refused(directory.path(), &["--facts", &path, "-e", "notice($facts)"], message);
    }
    fs::write(&path, b"{\"a\": \"\xff\"}").unwrap();
    refused(directory.path(), &["--facts", &path, "-e", ""], "Could not read");
    refused(directory.path(), &["--facts", "/nonexistent.json", "-e", ""], "Could not read /nonexistent.json: No such file or directory");
}

/// Ten times ten times … as many values, by aliases.
fn doubling() -> String {
    let level = |number: u32| format!("a{number}: &a{number} [{}]\n", vec![format!("*a{}", number - 1); 10].join(", "));
    format!("a0: &a0 [x, x]\n{}c::x: *a9\n", (1..10).map(level).collect::<String>())
}

#[test]
fn hiera_data() {
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir(directory.path().join("data")).unwrap();
    let config = directory.path().join("hiera.yaml").to_string_lossy().into_owned();
    let steps: String = (0..3000).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    let bad = [
        ("flow.yaml", format!("c::x: {}", nested()), "recursion limit exceeded"),
        ("block.yaml", format!("{steps}{}c::x: 1\n", " ".repeat(3000)), "nested too deeply at line 201"),
        ("dashes.yaml", format!("c::x:\n  {}1\n", "- ".repeat(DEEP)), "nested too deeply at line 2"),
        ("doubling.yaml", doubling(), "aliases make the document too large"),
        ("itself.yaml", "c::x: &x [*x]\n".to_string(), "unknown alias at line 1"),
        ("broken.yaml", "c::x: [1\ny: 2\n".to_string(), "Unable to parse ("),
        ("endless.yaml", "c::x: \"%{lookup('y')}\"\ny: \"%{alias('c::x')}\"\n".to_string(), "Recursive lookup detected in [c::x, y]"),
        ("deep.json", format!(r#"{{"c::x": {}}}"#, nested()), "nesting of 101 is too deep"),
        ("list.yaml", "- x\n".to_string(), ""),
    ];
    for (name, text, message) in bad {
        fs::write(directory.path().join("data").join(name), text).unwrap();
        let function = if name.ends_with("json") { "json_data" } else { "yaml_data" };
        let levels = format!("version: 5\nhierarchy:\n  - name: all\n    path: {name}\n    data_hash: {function}\n");
        fs::write(&config, levels).unwrap();
        refused(directory.path(), &["--hiera_config", &config, "-e", "notice(lookup('c::x'))"], message);
        refused(directory.path(), &["--hiera_config", &config, "-e", "class c($x) {}\ninclude c"], message);
    }
    for (text, message) in [("version: 4\n", "hiera.yaml"), ("version: [\n", "hiera.yaml"), ("hierarchy: 1\nversion: 5\n", "hiera.yaml")] {
        fs::write(&config, text).unwrap();
        refused(directory.path(), &["--hiera_config", &config, "-e", "notice(lookup('c::x'))"], message);
    }
}

#[test]
fn catalogs() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("catalog.json").to_string_lossy().into_owned();
    for text in
        [nested(), String::new(), "{}".to_string(), r#"{"resources": 1}"#.to_string(), r#"{"resources": [{"type": 1}]}"#.to_string()]
    {
        fs::write(&path, text).unwrap();
        refused(directory.path(), &["--catalog", &path], "Error: Could not read the catalog");
    }
    refused(directory.path(), &["--catalog", "/nonexistent.json"], "Could not read /nonexistent.json");
}

#[test]
fn settings_that_lead_to_each_other_end() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("puppet.conf").to_string_lossy().into_owned();
    let circles = [
        "vardir = $vardir\nconfdir = $vardir$vardir\ncodedir = $confdir$codedir\nenvironmentpath = $environmentpath:$environmentpath"
            .to_string(),
        format!("basemodulepath = {}\nvardir = {}", "$vardir".repeat(10_000), "$confdir".repeat(10_000)),
    ];
    for text in circles {
        fs::write(&path, format!("[main]\n{text}\n")).unwrap();
        let (exit, said) =
            applied_with(directory.path(), &["--config", &path, "-e", "notice($settings::basemodulepath.length < 10000000)"]);
        assert_eq!(exit, Some(0), "{}", said.chars().take(2000).collect::<String>());
    }
}

#[test]
fn a_long_type_in_ruby_is_read_soon() {
    let directory = tempfile::tempdir().unwrap();
    let modules = directory.path().join("modules");
    fs::create_dir_all(modules.join("m/lib/puppet/type")).unwrap();
    fs::write(modules.join("m/lib/puppet/type/t.rb"), "[main]\n".repeat(100_000)).unwrap();
    let started = std::time::Instant::now();
    refused(directory.path(), &["--modulepath", &modules.to_string_lossy(), "-e", "t { 'x': }"], "Unknown resource type: 't'");
    assert!(started.elapsed() < std::time::Duration::from_secs(30));
}

#[test]
fn keys_that_name_others_twice_end() {
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir(directory.path().join("data")).unwrap();
    let config = directory.path().join("hiera.yaml").to_string_lossy().into_owned();
    fs::write(&config, "version: 5\nhierarchy:\n  - name: all\n    path: all.yaml\n").unwrap();
    let twice = |key: u32| format!("k{key}: [\"%{{alias('k{0}')}}\", \"%{{alias('k{0}')}}\"]\n", key + 1);
    let data = format!("{}k50: x\n", (0..50).map(twice).collect::<String>());
    fs::write(directory.path().join("data/all.yaml"), data).unwrap();
    let flags = ["--hiera_config", &config, "-e", "notice(lookup('k0'))"];
    refused(directory.path(), &flags, "Looking up 'k0' asks for more than 500000 keys and variables (line: 1");
}
