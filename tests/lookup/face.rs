//! `rpuppet lookup` against `puppet lookup`: output, errors and exit code; `face/answers.rb` wrote the answers.

use super::json;
use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn lookups_are_told_as_puppet_tells_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let environments = root.join("tests/conformance/hiera").to_string_lossy().into_owned();
    let facts = root.join("tests/lookup/face/facts.json");
    let state = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    for expected in json(&root.join("tests/lookup/face/answers.json")).as_array().unwrap() {
        let line = expected["arguments"].as_str().unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_rpuppet"))
            .args(["lookup", "--color", "false", "--environmentpath", &environments, "--environment", "layers"])
            .args(["--node", "node1.example.org", "--confdir", &state.path().to_string_lossy(), "--facts", &facts.to_string_lossy()])
            .args(line.split(' ').filter(|word| !word.is_empty()))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let out = String::from_utf8(output.stdout).unwrap().replace(&environments, "ENVIRONMENTS");
        let said = String::from_utf8(output.stderr).unwrap().replace("rpuppet lookup --help", "puppet lookup --help");
        let code = output.status.code().unwrap();
        if out != expected["out"].as_str().unwrap() || said.trim() != expected["said"].as_str().unwrap() || expected["exit"] != code {
            wrong.push(format!("{line}: exit {code}\n{out}{said}instead of {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
