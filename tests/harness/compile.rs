//! `tests/compile`: each topic is compiled and held against the catalog that real Puppet made of it.

use rpuppet::catalog::Catalog;
use rpuppet::catalog::json::to_json;
use rpuppet::diagnostic::render::first_line;
use rpuppet::environments::{Environment, manifest_files};
use rpuppet::pipeline::{Message, Site, compile_site};
use rpuppet::settings::Settings;
use rpuppet::value::Value;
use rpuppet::value::json::from_json;
use rpuppet::world::World;
use rpuppet::world::disk::Disk;
use rpuppet::world::shelf::Shelved;
use rpuppet_syntax::SourceFile;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Parameters whose order says nothing.
const UNORDERED: &[&str] = &["before", "require", "notify", "subscribe", "tag", "alias"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn topics() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("tests/compile")).unwrap().flatten().map(|entry| entry.path());
    let mut topics: Vec<PathBuf> = entries.filter(|path| path.join("catalog.json").is_file()).collect();
    topics.sort();
    topics
}

/// Compiles a topic; the error is the message.
fn compiled(topic: &Path, world: &dyn World) -> Result<Json, String> {
    let own = topic.join("site.pp");
    let manifest = if own.is_file() { own } else { root().join(fs::read_to_string(topic.join("manifest")).unwrap().trim()) };
    let facts =
        [topic.join("facts.json"), root().join("tests/compile/facts/debian12.json")].into_iter().find(|path| path.is_file()).unwrap();
    let compilation = Compilation {
        code: fs::read_to_string(&manifest).unwrap(),
        manifest: Some(manifest),
        facts,
        hiera: topic.join("hiera.yaml"),
        modules: vec![topic.join("modules"), root().join("modules")],
        environment: None,
    };
    Ok(canonical(&to_json(&compilation.run_in(world, &mut |_| {})?)))
}

/// One compilation in this process.
pub struct Compilation {
    /// Where the code was read, if it was.
    pub manifest: Option<PathBuf>,
    pub code: String,
    pub facts: PathBuf,
    pub hiera: PathBuf,
    /// Folders that are not there are left out.
    pub modules: Vec<PathBuf>,
    /// A folder that has modules, data and, where there is no code, manifests of its own.
    pub environment: Option<PathBuf>,
}

impl Compilation {
    /// The error is the first line of what the program says.
    pub fn run(&self, log: &mut (dyn FnMut(Message) + Send)) -> Result<Catalog, String> {
        self.run_in(&Disk, log)
    }

    fn run_in(&self, world: &dyn World, log: &mut (dyn FnMut(Message) + Send)) -> Result<Catalog, String> {
        let mut settings = Settings::default();
        settings.set("hiera_config", &self.hiera.to_string_lossy());
        settings.set("basemodulepath", "");
        let name = self.manifest.as_ref().map(|path| path.to_string_lossy().into_owned());
        let mut manifests = vec![SourceFile::new(name, self.code.clone())];
        let mut module_path: Vec<String> =
            self.modules.iter().filter(|path| path.is_dir()).map(|path| path.to_string_lossy().into_owned()).collect();
        let environment = self.environment.as_ref().map(|path| Environment::at(&path.to_string_lossy(), &settings, &Disk)).transpose()?;
        if let Some(environment) = &environment {
            settings.set("environment", &environment.name);
            module_path.clone_from(&environment.module_path);
            if self.code.trim().is_empty() {
                let files = manifest_files(&environment.manifest, &Disk);
                manifests = files.into_iter().map(|path| SourceFile::new(Some(path.clone()), fs::read_to_string(path).unwrap())).collect();
            }
        }
        let site = Site {
            manifests,
            module_path,
            environment_data_provider: environment.as_ref().and_then(|environment| environment.data_provider.clone()),
            environment_directory: environment.as_ref().map(|environment| environment.directory.clone()),
            warnings: environment.map(|environment| environment.warnings).unwrap_or_default(),
            environment: settings.get("environment"),
            facts: facts(&self.facts),
            certname: "node1.example.org".into(),
            ..Site::default()
        };
        compile_site(&site, &settings, world, log).map_err(|diagnostic| first_line(&diagnostic))
    }
}

/// The facts of a file, read once however many compilations use them.
fn facts(path: &Path) -> Value {
    static READ: Mutex<BTreeMap<PathBuf, Value>> = Mutex::new(BTreeMap::new());
    let mut read = READ.lock().unwrap();
    let facts = read.entry(path.to_path_buf()).or_insert_with(|| {
        let facts: Json = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        from_json(facts.get("values").unwrap_or(&facts))
    });
    facts.clone()
}

/// The form of `tests/oracle/canon.py`: what is left of a catalog when order and places are taken away.
pub fn canonical(catalog: &Json) -> Json {
    let sorted = |list: &Json| {
        let mut items = list.as_array().cloned().unwrap_or_default();
        items.sort_by_key(Json::to_string);
        items
    };
    let edges: Vec<Json> = catalog["edges"].as_array().unwrap().iter().map(|edge| json!([edge["source"], edge["target"]])).collect();
    let mut resources = Map::new();
    for resource in catalog["resources"].as_array().unwrap() {
        let mut parameters = resource["parameters"].as_object().cloned().unwrap_or_default();
        for (name, value) in &mut parameters {
            if UNORDERED.contains(&name.as_str()) && value.is_array() {
                *value = sorted(value).into();
            }
        }
        parameters.sort_keys();
        let mut entry = json!({"parameters": parameters, "tags": sorted(&resource["tags"])});
        for flag in ["exported", "virtual"] {
            if resource[flag] == true {
                entry[flag] = true.into();
            }
        }
        let sensitive = sorted(&resource["sensitive_parameters"]);
        if !sensitive.is_empty() {
            entry["sensitive_parameters"] = sensitive.into();
        }
        let reference = format!("{}[{}]", resource["type"].as_str().unwrap(), resource["title"].as_str().unwrap());
        assert!(resources.insert(reference.clone(), entry).is_none(), "{reference} twice");
    }
    json!({
        "name": catalog["name"], "environment": catalog["environment"], "classes": sorted(&catalog["classes"]),
        "edges": sorted(&edges.into()), "resources": resources,
    })
}

/// What differs, a line each.
pub fn differences(ours: &Json, theirs: &Json) -> Vec<String> {
    let mut found = Vec::new();
    for key in ["name", "environment"] {
        if ours[key] != theirs[key] {
            found.push(format!("{key}: {} instead of {}", ours[key], theirs[key]));
        }
    }
    for key in ["classes", "edges"] {
        let (a, b) = (ours[key].as_array().unwrap(), theirs[key].as_array().unwrap());
        found.extend(a.iter().filter(|item| !b.contains(item)).map(|item| format!("{key}: {item} too much")));
        found.extend(b.iter().filter(|item| !a.contains(item)).map(|item| format!("{key}: {item} is missing")));
    }
    let (a, b) = (ours["resources"].as_object().unwrap(), theirs["resources"].as_object().unwrap());
    found.extend(a.keys().filter(|name| !b.contains_key(*name)).map(|name| format!("{name} too much")));
    for (name, theirs) in b {
        match a.get(name) {
            None => found.push(format!("{name} is missing")),
            Some(ours) => differing_parts(name, ours, theirs, &mut found),
        }
    }
    found
}

fn differing_parts(name: &str, ours: &Json, theirs: &Json, found: &mut Vec<String>) {
    let (a, b) = (ours["parameters"].as_object().unwrap(), theirs["parameters"].as_object().unwrap());
    for parameter in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
        if a.get(parameter) != b.get(parameter) {
            found.push(format!("{name} {parameter}: {:?} instead of {:?}", a.get(parameter), b.get(parameter)));
        }
    }
    for part in ["tags", "exported", "virtual", "sensitive_parameters"] {
        if ours[part] != theirs[part] {
            found.push(format!("{name} {part}: {} instead of {}", ours[part], theirs[part]));
        }
    }
}

#[test]
fn catalogs_equal_real_puppets() {
    let topics = topics();
    assert!(topics.len() >= 80, "only {} topics were found", topics.len());
    let mut failures = Vec::new();
    for topic in &topics {
        let theirs: Json = serde_json::from_str(&fs::read_to_string(topic.join("catalog.json")).unwrap()).unwrap();
        let world = Shelved::new(Disk);
        for time in ["at first", "with what was read before"] {
            let found = match compiled(topic, &world) {
                Ok(ours) => differences(&ours, &theirs),
                Err(message) => vec![message],
            };
            let name = topic.file_name().unwrap().to_string_lossy();
            failures.extend(found.iter().take(10).map(|line| format!("{name}, {time}: {line}")));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn compiling_twice_gives_the_same_bytes() {
    let site = root().join("tests/compile/trove-site");
    assert_eq!(compiled(&site, &Disk).unwrap().to_string(), compiled(&site, &Disk).unwrap().to_string());
}

#[test]
fn a_difference_is_seen() {
    let theirs: Json = serde_json::from_str(&fs::read_to_string(root().join("tests/compile/chaining/catalog.json")).unwrap()).unwrap();
    let mut ours = theirs.clone();
    ours["edges"].as_array_mut().unwrap().pop();
    ours["resources"].as_object_mut().unwrap().remove("Class[main]");
    assert_eq!(differences(&ours, &theirs).len(), 2);
}
