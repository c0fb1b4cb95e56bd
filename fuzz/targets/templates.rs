//! Any text as an ERB template and as a regular expression: what Ruby code it holds ends, or is stopped.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rpuppet::template::{TemplateScope, erb};
use rpuppet::value::{EcoString, Regex, Value, json};

struct Scope;

fn variable(name: &str) -> Option<Value> {
    let values = serde_json::json!({"a": "text é", "b": [1, "x", null, [2.5]], "c": {"d": 1, "e": {"f": [true]}}, "n": 42});
    values.get(name).map(json::from_json)
}

impl TemplateScope for Scope {
    fn variable(&mut self, name: &str) -> Option<Value> {
        variable(name)
    }

    fn variables(&mut self) -> Vec<(EcoString, Value)> {
        ["a", "b", "c", "n"].into_iter().filter_map(|name| Some((name.into(), variable(name)?))).collect()
    }

    fn call_function(&mut self, _name: &str, arguments: &[Value]) -> Result<Value, String> {
        arguments.first().cloned().ok_or_else(String::new)
    }

    fn template(&mut self, name: &str) -> Result<(String, String), String> {
        Ok((name.to_string(), "<%= @a %>".to_string()))
    }
}

fuzz_target!(|text: &str| {
    let _ = erb::render(None, text, &mut Scope);
    if let Ok(regex) = Regex::new(text) {
        let _ = regex.captures("aaaaaaaaaaaaaaaaaaaaaaaaaa é\n/etc/x.conf 10.0.0.1");
    }
});
