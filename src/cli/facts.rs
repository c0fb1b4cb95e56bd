//! `rpuppet facts`.

use super::arguments::FactsOptions;
use super::output::Output;
use super::site;
use crate::catalog::json::value_to_json;
use crate::diagnostic::Level;
use crate::facts;
use crate::pipeline;
use crate::settings::Settings;
use crate::system::real::Real;
use crate::value::Value;
use crate::world::disk::Disk;
use std::process::ExitCode;

pub fn run(options: &FactsOptions, settings: &Settings, output: &mut Output) -> ExitCode {
    let look = Real::new();
    let certname = if settings.is_set("certname") { settings.get("certname") } else { facts::host_name(&look) };
    let (all, said) = pipeline::host_facts(&look, &certname, &site::module_path(None, settings, None), &Disk);
    said.iter().for_each(|text| output.line(Level::Warning, text));
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
