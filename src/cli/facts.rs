//! `rpuppet facts`.

use super::arguments::FactsOptions;
use super::output::Output;
use crate::catalog::json::value_to_json;
use crate::facts;
use crate::settings::Settings;
use crate::system::real::Real;
use crate::value::Value;
use std::process::ExitCode;

pub fn run(options: &FactsOptions, settings: &Settings, output: &mut Output) -> ExitCode {
    let look = Real::new();
    let certname = if settings.is_set("certname") { settings.get("certname") } else { facts::host_name(&look) };
    let all = facts::collect(&look, &certname);
    let query = options.words.iter().find(|word| *word != "show");
    let shown = match query {
        None => Some(all),
        Some(path) => path.split('.').try_fold(all, |value, key| value.as_hash()?.get(&Value::from(key)).cloned()),
    };
    let Some(shown) = shown else {
        output.error(&format!("No such fact: {}", query.map_or("", String::as_str)));
        return ExitCode::from(1);
    };
    output.document(&format!("{}\n", serde_json::to_string_pretty(&value_to_json(&shown)).unwrap_or_default()));
    ExitCode::SUCCESS
}
