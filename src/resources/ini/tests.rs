//! Edits of real files against what Puppet's own editors make of them (`tests/ini/*.json`), and the types on the pretended machine.

use super::document::Document;
use super::syntax::{Policy, Syntax};
use serde_json::Value as Json;

fn syntax(case: &Json) -> Syntax {
    let policy = if case["policy"] == "ini" { Policy::IniFile } else { Policy::Openstack };
    Syntax::new(policy, case["separator"].as_str().unwrap())
}

fn texts(values: &Json) -> Vec<String> {
    values.as_array().unwrap().iter().map(|value| value.as_str().unwrap().to_string()).collect()
}

fn edited(text: &str, case: &Json) -> String {
    let syntax = syntax(case);
    let mut text = text.to_string();
    for step in case["ops"].as_array().unwrap() {
        let (section, key) = (step[0].as_str().unwrap(), step[1].as_str().unwrap());
        let mut document = Document::parse(&text, &syntax);
        let current = document.values(section, key);
        match (&step[2], current) {
            (Json::Null, None) => continue,
            (Json::Null, Some(_)) => document.remove(section, key),
            (values, Some(current)) if current == texts(values) => continue,
            (values, _) => document.set(section, key, &texts(values)),
        }
        text = document.text();
        if !step[2].is_null() {
            assert_eq!(Document::parse(&text, &syntax).values(section, key), Some(texts(&step[2])), "{case}");
        }
    }
    text
}

#[test]
fn edits_as_puppet_does() {
    let all: Json = serde_json::from_str(include_str!("../../../tests/ini/edits.json")).unwrap();
    let mut wrong = 0;
    let cases = all["cases"].as_array().unwrap();
    for case in cases {
        let text = all["files"][case["file"].as_str().unwrap()].as_str().unwrap();
        let (is, wanted) = (edited(text, case), case["result"].as_str().unwrap());
        if is != wanted {
            wrong += 1;
            let diff = similar::TextDiff::from_lines(wanted, &is).unified_diff().context_radius(2).to_string();
            eprintln!("{} {} {:?} {}\n{diff}", case["file"], case["policy"], case["separator"], case["ops"]);
        }
    }
    assert_eq!(wrong, 0, "of {}", cases.len());
}
