//! Keys that nothing reads, and keys that are misspelt.

use std::path::Path;
use std::process::{Command, Output};

fn lookup(arguments: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Command::new(env!("CARGO_BIN_EXE_rpuppet"))
        .args(["lookup", "--color", "false", "--environmentpath"])
        .arg(root.join("tests/lookup/unread/environments"))
        .args(["--node", "node1.example.org", "--facts"])
        .arg(root.join("tests/lookup/face/facts.json"))
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn unread_keys_are_told_with_the_reason() {
    let output = lookup(&["--unread"]);
    let told = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = told.lines().map(|line| line.rsplit_once("data/common.yaml: ").unwrap().1).collect();
    let expected = [
        "greting2: nothing looks it up; did you mean 'greeting'?",
        "web::prot: class 'web' has no parameter 'prot'; did you mean 'port'?",
        "web::root: the code sets the parameter itself",
        "wbe::port: there is no class 'wbe'; did you mean 'web'?",
        "idle::x: class 'idle' is not in the catalog",
    ];
    assert_eq!(lines, expected);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn unread_keys_are_a_document_too() {
    let output = lookup(&["--unread", "--render-as", "json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told[1]["key"], "web::prot");
    assert!(told[1]["path"].as_str().unwrap().ends_with("production/data/common.yaml"));
}

#[test]
fn a_misspelt_key_leads_to_the_right_one() {
    let output = lookup(&["greting"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "Notice: did you mean 'greeting'?\n");
    assert_eq!(lookup(&["nothing_like_any"]).stderr, b"");
}
