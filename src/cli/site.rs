//! What a compilation starts from: manifests, facts, names, taken from flags, files and this host.
#![allow(clippy::disallowed_methods, reason = "the command line's files and standard input")]

use super::arguments::SourceOptions;
use super::classifier::Classification;
use crate::environments::{Environment, manifest_files};
use crate::facts;
use crate::lookup::yaml;
use crate::pipeline;
use crate::pipeline::Site;
use crate::settings::Settings;
use crate::system::Look;
use crate::value::{EcoString, Value, extent, json};
use crate::world::World;
use crate::world::disk::Disk;
use rpuppet_syntax::SourceFile;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// Reads `puppet.conf` where there is one.
pub fn read_config(settings: &mut Settings) -> Result<(), String> {
    let path = settings.get("config");
    match std::fs::read_to_string(&path) {
        Ok(text) => settings.read_config(&path, &text).map_err(|error| error.to_string()),
        Err(_) if !settings.is_set("config") => Ok(()),
        Err(cause) => Err(format!("Could not read {path}: {cause}")),
    }
}

/// The site that the options describe.
pub fn site(options: &SourceOptions, settings: &Settings, look: &dyn Look) -> Result<Site, String> {
    let given = options.facts.as_deref().map(read_facts).transpose()?;
    site_with(options, settings, look, given)
}

/// The site that the options describe, with these facts instead of the host's.
pub fn site_with(options: &SourceOptions, settings: &Settings, look: &dyn Look, given: Option<Value>) -> Result<Site, String> {
    let certname = options.certname.as_deref().map_or_else(|| certname(settings, given.as_ref(), look), EcoString::from);
    let node = Classification::of(&certname, settings, &Disk)?;
    let mut settings = settings.clone();
    if let Some(name) = &node.environment {
        settings.set("environment", name);
    }
    let settings = &settings;
    let environment = environment(settings)?;
    let manifest = options.manifest.clone().or_else(|| environment_manifest(options, settings, environment.as_ref()));
    let manifests = match (&options.execute, &manifest) {
        (Some(code), _) => vec![SourceFile::new(None, code.clone())],
        (None, Some(path)) => manifests(path)?,
        (None, None) if options.from_environment => Vec::new(),
        (None, None) => vec![SourceFile::new(None, standard_input()?)],
    };
    let module_path = module_path(manifest.as_deref(), settings, environment.as_ref());
    let (facts, said) = given.map_or_else(|| pipeline::host_facts(look, &certname, &module_path, &Disk), |facts| (facts, Vec::new()));
    let version = environment.as_ref().and_then(|environment| environment.config_version.as_deref()).map(run_version).transpose()?;
    let mut warnings = node.warnings(&certname, &facts);
    warnings.extend(said);
    warnings.extend(environment.iter().flat_map(|environment| environment.warnings.clone()));
    Ok(Site {
        manifests,
        module_path,
        environment: settings.get("environment"),
        environment_data_provider: environment.as_ref().and_then(|environment| environment.data_provider.clone()),
        environment_directory: environment.map(|environment| environment.directory),
        warnings,
        facts,
        certname,
        classes: node.classes,
        parameters: node.parameters,
        now: look.now() as i64,
        version,
        ..Site::default()
    })
}

/// The environment that the settings name. Only one that was asked for must be there.
fn environment(settings: &Settings) -> Result<Option<Environment>, String> {
    let mut settings = settings.clone();
    let path = settings.get("environmentpath");
    let folders = path.split(':').filter(|folder| !folder.is_empty()).map(absolute);
    settings.set("environmentpath", &folders.collect::<Vec<_>>().join(":"));
    match Environment::find(&settings, &Disk)? {
        None if settings.is_set("environment") && settings.get("environment") != "production" => Err(Environment::missing(&settings)),
        found => Ok(found),
    }
}

fn absolute(path: &str) -> String {
    let parts = path.as_bytes().strip_prefix(b"/");
    let is_plain = parts.is_some_and(|parts| parts.split(|byte| *byte == b'/').all(|part| !matches!(part, b"" | b".")));
    if is_plain {
        return path.to_string(); // as what a search finds is; it need not be taken apart
    }
    std::path::absolute(path).map_or_else(|_| path.to_string(), |path| path.to_string_lossy().into_owned())
}

/// What the command of `config_version` prints.
fn run_version(command: &str) -> Result<String, String> {
    let words: Vec<String> = command.split_whitespace().map(str::to_string).collect();
    let printed = Disk.generate(&words).map_err(|cause| format!("Execution of config_version command `{command}` failed: {cause}"))?;
    Ok(printed.trim().to_string())
}

/// Folders with modules, in the order of search: the setting, else what lies beside the manifest, then the environment's.
pub fn module_path(manifest: Option<&str>, settings: &Settings, environment: Option<&Environment>) -> Vec<String> {
    let of_environment = environment.map(|environment| environment.module_path.as_slice());
    let paths = settings.module_path(manifest.map(absolute).as_deref().map(Path::new), of_environment, &|path| path.is_dir());
    paths.iter().map(|path| absolute(path)).collect()
}

/// The text of a file; `-` is standard input.
pub fn text(path: &str) -> Result<String, String> {
    if path == "-" {
        return standard_input();
    }
    std::fs::read_to_string(path).map_err(|cause| format!("Could not read {path}: {cause}"))
}

/// The setting `manifest`, where no code is given; or what the environment has.
fn environment_manifest(options: &SourceOptions, settings: &Settings, environment: Option<&Environment>) -> Option<String> {
    if options.execute.is_some() {
        return None;
    }
    let own = environment.map(|environment| environment.manifest.clone()).filter(|path| Path::new(path).exists());
    if settings.is_set("manifest") { Some(settings.get("manifest")) } else { own.filter(|_| options.from_environment) }
}

/// A file, or the `.pp` files of a folder and the folders in it, by name.
pub fn manifests(path: &str) -> Result<Vec<Arc<SourceFile>>, String> {
    if !Path::new(path).exists() {
        return Err(format!("Could not find file {path}"));
    }
    manifest_files(path.trim_end_matches('/'), &Disk).iter().map(|file| read_source(file)).collect()
}

/// A text with its absolute path, as messages and catalogs name it.
pub fn read_source(path: &str) -> Result<Arc<SourceFile>, String> {
    let bytes = Disk.read(path).map_err(|cause| format!("Could not read {path}: {cause}"))?;
    let text = valid_text(path, bytes)?;
    Ok(SourceFile::new(Some(absolute(path)), text))
}

/// A file's bytes as text.
pub fn valid_text(path: &str, bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|cause| {
        let line = 1 + cause.as_bytes().iter().take(cause.utf8_error().valid_up_to()).filter(|byte| **byte == b'\n').count();
        format!("{path} is not valid UTF-8 (line {line}); save it as UTF-8")
    })
}

pub fn standard_input() -> Result<String, String> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).map_err(|cause| format!("Could not read standard input: {cause}"))?;
    String::from_utf8(bytes).map_err(|_| "standard input is not valid UTF-8".to_string())
}

/// Facts from a file, JSON or YAML: `{"values": {…}}` or the facts themselves.
pub fn read_facts(path: &str) -> Result<Value, String> {
    let text = std::fs::read_to_string(path).map_err(|cause| format!("Could not read {path}: {cause}"))?;
    if path.ends_with(".yaml") || path.ends_with(".yml") {
        let facts = match facts::stored::without_tag(&text) {
            Some(stored) => yaml::load(stored).map(|stored| facts::stored::values(&stored).unwrap_or(stored)),
            None => yaml::load(&text),
        };
        let facts = facts.map_err(|cause| format!("{path}: {cause}"))?;
        let message = format!("Incorrectly formatted data in {path} given via the --facts flag (only accepts yaml and json files)");
        return if facts.as_hash().is_some() { Ok(facts) } else { Err(message) };
    }
    let parsed: serde_json::Value =
        serde_json::from_str(&text).map_err(|cause| format!("{path}:{}:{}: {}", cause.line(), cause.column(), without_place(&cause)))?;
    let values = parsed.get("values").filter(|values| values.is_object()).unwrap_or(&parsed);
    if !values.is_object() {
        return Err(format!("{path}: facts must be a JSON object"));
    }
    let facts = json::from_json(values);
    if extent::of(&facts).is_too_much() {
        return Err(format!("{path}: these facts are nested too deeply or too many"));
    }
    Ok(facts)
}

/// What JSON's parser says, without the place at its end.
fn without_place(cause: &serde_json::Error) -> String {
    let said = cause.to_string();
    said.split_once(" at line ").map_or_else(|| said.clone(), |(what, _)| what.to_string())
}

/// The setting, else what the given facts say, else this host's name.
pub fn certname(settings: &Settings, facts: Option<&Value>, look: &dyn Look) -> EcoString {
    if settings.is_set("certname") {
        return settings.get("certname").to_lowercase().into();
    }
    let fact = |name: &str| facts.and_then(Value::as_hash).and_then(|facts| facts.get(&Value::from(name))).and_then(Value::as_str);
    match fact("clientcert").or_else(|| fact("fqdn")) {
        Some(name) => name.into(),
        None => facts::host_name(look).to_lowercase().into(),
    }
}
