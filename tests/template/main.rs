//! Templates against Ruby's ERB: every `.erb` gives its `.out`, byte for byte (written by `oracle.rb`).
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read their own files")]

use rpuppet::template::{TemplateFile, TemplateScope, erb, tera};
use rpuppet::value::{EcoString, Value, json::from_json};
use std::path::Path;

struct Variables(Vec<(EcoString, Value)>);

impl Variables {
    fn of(text: &str) -> Self {
        let json: serde_json::Value = serde_json::from_str(text).unwrap();
        Variables(json.as_object().unwrap().iter().map(|(name, value)| (name.as_str().into(), from_json(value))).collect())
    }
}

impl TemplateScope for Variables {
    fn variable(&mut self, name: &str) -> Option<Value> {
        self.0.iter().find(|(known, _)| known == name.trim_start_matches("::")).map(|(_, value)| value.clone())
    }
    fn variables(&mut self) -> Vec<(EcoString, Value)> {
        self.0.clone()
    }
    fn call_function(&mut self, name: &str, arguments: &[Value]) -> Result<Value, String> {
        if name == "fail" { Err("as asked".to_string()) } else { Ok(format!("{name}/{}", arguments.len()).into()) }
    }
    fn template(&mut self, name: &str) -> Result<(String, String), String> {
        Ok((name.to_string(), "<%= scope.lookupvar('shared')['x'] = 2 %> inner".to_string()))
    }
}

fn variables() -> Variables {
    Variables::of(include_str!("variables.json"))
}

#[test]
fn erb_renders_as_ruby_renders() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/template/cases");
    let mut count = 0;
    for entry in std::fs::read_dir(cases).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "erb") {
            let text = std::fs::read_to_string(&path).unwrap();
            let expected = std::fs::read_to_string(path.with_extension("out")).unwrap();
            assert_eq!(erb::render(None, &text, &mut variables()), Ok(expected), "{}", path.display());
            count += 1;
        }
    }
    assert!(count >= 6);
}

#[test]
fn functions_and_nested_templates_are_called_through_the_scope() {
    let text = "<% scope.setvar('shared', {'x' => 1}) -%><%= scope.function_template(['m/inner.erb']) %> <%= scope.lookupvar('shared')['x'] %> \
                <%= scope.function_size([[1]]) %> <%= scope.call_function('size', [1, 2]) %>";
    assert_eq!(erb::render(None, text, &mut variables()), Ok("2 inner 2 size/1 size/2".to_string()));
}

#[test]
fn errors_name_file_line_and_cause() {
    let file = TemplateFile { name: "m/x.erb".into(), path: "/m/templates/x.erb".into() };
    let error = |text: &str| erb::render(Some(&file), text, &mut variables()).unwrap_err();
    let missing = error("a\n<%= 1 %>\n<% @name.nothing %>");
    assert_eq!((missing.line, missing.detail.as_str()), (3, "undefined method `nothing' for \"node-é\":String"));
    assert!(
        missing
            .to_string()
            .starts_with("Failed to parse template m/x.erb:\n  Filepath: /m/templates/x.erb\n  Line: 3\n  Detail: undefined method")
    );
    assert_eq!(error("\n<% scope.function_fail(['x']) %>").detail, "as asked");
    assert_eq!(error("a\n\n<% if true %>").file.as_ref(), Some(&file));
    assert!(error("<%= File.write('/etc/shadow', '') %>").detail.contains("File"));
}

#[test]
fn a_secret_stays_closed() {
    let mut scope = Variables(vec![("password".into(), Value::sensitive("hunter2".into()))]);
    let text = "<%= @password %> <%= @password.inspect %> <%= [@password].join %>";
    assert!(!erb::render(None, text, &mut scope).unwrap().contains("hunter2"));
    assert!(!tera::render(None, "{{ password }}", &mut scope).unwrap().contains("hunter2"));
    assert_eq!(erb::render(None, "<%= @password.unwrap %>", &mut scope), Ok("hunter2".to_string()));
}

#[test]
fn tera_sees_variables_and_escapes_nothing() {
    let text = "{% for x in list %}{{ x }},{% endfor %} {{ map.z }} {{ '<b>' }} {{ number + 1 }}";
    assert_eq!(tera::render(None, text, &mut variables()), Ok("b,a,,ccc, 1 <b> 22".to_string()));
    assert!(tera::render(None, "{{ missing }}", &mut variables()).is_err());
}
