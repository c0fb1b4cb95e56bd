//! Catalogs as JSON: what Puppet sends comes back the same, and nothing but data is read.

use rpuppet::catalog::Reference;
use rpuppet::catalog::json::{from_json, to_json};
use serde_json::Value as Json;
use std::fs;
use std::path::Path;

/// The parts that carry meaning; a uuid is new for every compilation.
fn without_uuid(mut json: Json) -> Json {
    let object = json.as_object_mut().unwrap();
    object.remove("catalog_uuid");
    object.remove("tags");
    json
}

#[test]
fn puppets_catalogs_come_back_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/engine/order");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir()) {
        let text = fs::read_to_string(entry.path().join("catalog.json")).unwrap();
        let json: Json = serde_json::from_str(&text).unwrap();
        assert_eq!(without_uuid(to_json(&from_json(&text).unwrap())), without_uuid(json), "{}", entry.path().display());
        count += 1;
    }
    assert!(count >= 25);
}

fn catalog(parameters: &str, more: &str) -> String {
    format!(
        r#"{{"name":"n","version":1,"environment":"production","classes":["a::b"],"edges":[],"resources":
        [{{"type":"File","title":"/a","tags":[],"exported":false,"kind":"compilable_type","parameters":{parameters}{more}}}]}}"#
    )
}

#[test]
fn secrets_are_restored_and_listed_again() {
    let text = catalog(r#"{"content":"hush","mode":"0600"}"#, r#","sensitive_parameters":["content"]"#);
    let catalog = from_json(&text).unwrap();
    let resource = catalog.resource(&Reference::new("file", "/a")).unwrap();
    assert!(resource.is_sensitive("content") && !resource.is_sensitive("mode"));
    assert_eq!(resource.text("content"), Some("hush"));
    let json = to_json(&catalog);
    assert_eq!(json["resources"][0]["sensitive_parameters"], serde_json::json!(["content"]));
    assert_eq!(json["tags"], serde_json::json!(["a::b", "a", "b", "class"]));
    assert_eq!(to_json(&catalog), json);
}

#[test]
fn rich_data_goes_out_as_puppet_writes_it_and_comes_in_as_data() {
    let rich = r#"{"a":{"__ptype":"Sensitive","__pvalue":1},"b":{"__ptype":"Binary","__pvalue":"aGVsbG8="},"c":{"__ptype":"Default"},
        "d":{"__ptype":"Regexp","__pvalue":"a.b"},"e":[null,1,2.5,true]}"#;
    let catalog = from_json(&catalog(rich, "")).unwrap();
    let resource = catalog.resource(&Reference::new("file", "/a")).unwrap();
    assert!(resource.is_sensitive("a"));
    assert!(resource.get("d").unwrap().as_hash().is_some(), "only data");
    let parameters = &to_json(&catalog)["resources"][0]["parameters"];
    assert_eq!(parameters["b"], serde_json::json!({"__ptype": "Binary", "__pvalue": "aGVsbG8="}));
    assert_eq!(parameters["c"], serde_json::json!({"__ptype": "Default"}));
    assert_eq!(parameters["e"], serde_json::json!([null, 1, 2.5, true]));
    // A hash that only looks like a regular expression stays one that can be told apart.
    assert_eq!(parameters["d"], serde_json::json!({"__ptype": "Hash", "__pvalue": ["__ptype", "Regexp", "__pvalue", "a.b"]}));
}

#[test]
fn what_is_no_catalog_is_an_error() {
    let nested = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let cases = [
        ("", "Could not parse the catalog: EOF"),
        ("{", "Could not parse the catalog: EOF"),
        ("[]", "Not a catalog: 'resources' is missing"),
        (r#"{"resources":[{}]}"#, "Not a catalog: a resource without type or title"),
        (r#"{"resources":[{"type":"A","title":"b"},{"type":"A","title":"b"}]}"#, "Not a catalog: A[b] is there twice"),
        (r#"{"resources":[],"edges":[{"source":"x"}]}"#, "Not a catalog: an edge without source or target"),
        (nested.as_str(), "Could not parse the catalog: recursion limit exceeded"),
    ];
    for (text, message) in cases {
        let error = from_json(text).unwrap_err().to_string();
        assert!(error.starts_with(message), "{error}");
    }
}
