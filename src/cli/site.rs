//! What a compilation starts from: manifests, facts, names, taken from flags, files and this host.
#![allow(clippy::disallowed_methods, reason = "the command line's files and standard input")]

use super::arguments::SourceOptions;
use crate::facts;
use crate::pipeline::Site;
use crate::settings::Settings;
use crate::system::Look;
use crate::value::{EcoString, Value, extent, json};
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
    let manifest = options.manifest.clone().or_else(|| environment_manifest(options, settings));
    let manifests = match (&options.execute, &manifest) {
        (Some(code), _) => vec![SourceFile::new(None, code.clone())],
        (None, Some(path)) => manifests(path)?,
        (None, None) => vec![SourceFile::new(None, standard_input()?)],
    };
    let given = options.facts.as_deref().map(read_facts).transpose()?;
    let certname = certname(settings, given.as_ref(), look);
    let facts = given.unwrap_or_else(|| facts::collect(look, &certname));
    let module_path = module_path(manifest.as_deref(), settings);
    let environment = Path::new(&settings.get("environmentpath")).join(settings.get("environment"));
    let environment_directory = environment.is_dir().then(|| environment.to_string_lossy().into_owned());
    Ok(Site { manifests, module_path, environment_directory, facts, certname, now: look.now() as i64 })
}

/// Folders with modules, in the order of search.
pub fn module_path(manifest: Option<&str>, settings: &Settings) -> Vec<String> {
    let absolute = |path: &str| std::path::absolute(path).unwrap_or_else(|_| path.into());
    let paths = settings.module_path(manifest.map(absolute).as_deref(), &|path| path.is_dir());
    paths.iter().map(|path| absolute(path).to_string_lossy().into_owned()).collect()
}

/// The text of a file; `-` is standard input.
pub fn text(path: &str) -> Result<String, String> {
    if path == "-" {
        return standard_input();
    }
    std::fs::read_to_string(path).map_err(|cause| format!("Could not read {path}: {cause}"))
}

/// The setting `manifest`, where no code is given and standard input is a terminal's.
fn environment_manifest(options: &SourceOptions, settings: &Settings) -> Option<String> {
    (options.execute.is_none() && settings.is_set("manifest")).then(|| settings.get("manifest"))
}

/// A file, or the `.pp` files of a folder and the folders in it, by name.
pub fn manifests(path: &str) -> Result<Vec<Arc<SourceFile>>, String> {
    let given = Path::new(path);
    if !given.exists() {
        return Err(format!("Could not find file {path}"));
    }
    if !given.is_dir() {
        return Ok(vec![read_source(path)?]);
    }
    let mut files = Vec::new();
    collect_manifests(given, 0, &mut files)?;
    files.sort();
    files.iter().map(|file| read_source(file)).collect()
}

fn collect_manifests(folder: &Path, depth: usize, files: &mut Vec<String>) -> Result<(), String> {
    // a link that leads upwards would never end
    if depth > 64 {
        return Ok(());
    }
    let entries = std::fs::read_dir(folder).map_err(|cause| format!("Could not read {}: {cause}", folder.display()))?;
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect_manifests(&path, depth + 1, files)?;
        } else if path.extension().is_some_and(|extension| extension == "pp") {
            files.push(path.to_string_lossy().into_owned());
        }
    }
    Ok(())
}

/// A text with its absolute path, as messages and catalogs name it.
pub fn read_source(path: &str) -> Result<Arc<SourceFile>, String> {
    let bytes = std::fs::read(path).map_err(|cause| format!("Could not read {path}: {cause}"))?;
    let text = String::from_utf8(bytes).map_err(|cause| {
        let line = 1 + cause.as_bytes().iter().take(cause.utf8_error().valid_up_to()).filter(|byte| **byte == b'\n').count();
        format!("{path} is not valid UTF-8 (line {line}); save it as UTF-8")
    })?;
    let absolute = std::path::absolute(path).map_or_else(|_| path.to_string(), |path| path.to_string_lossy().into_owned());
    Ok(SourceFile::new(Some(absolute), text))
}

pub fn standard_input() -> Result<String, String> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).map_err(|cause| format!("Could not read standard input: {cause}"))?;
    String::from_utf8(bytes).map_err(|_| "standard input is not valid UTF-8".to_string())
}

/// Facts from a file: `{"values": {…}}` or the facts themselves.
fn read_facts(path: &str) -> Result<Value, String> {
    let text = std::fs::read_to_string(path).map_err(|cause| format!("Could not read {path}: {cause}"))?;
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
fn certname(settings: &Settings, facts: Option<&Value>, look: &dyn Look) -> EcoString {
    if settings.is_set("certname") {
        return settings.get("certname").to_lowercase().into();
    }
    let fact = |name: &str| facts.and_then(Value::as_hash).and_then(|facts| facts.get(&Value::from(name))).and_then(Value::as_str);
    match fact("clientcert").or_else(|| fact("fqdn")) {
        Some(name) => name.into(),
        None => facts::host_name(look).to_lowercase().into(),
    }
}
