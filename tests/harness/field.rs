//! `tests/field`: the public modules, compiled and held against real Puppet's catalogs (the form is told in its README).

use rpuppet::catalog::Catalog;
use rpuppet::catalog::json::to_json;
use rpuppet::diagnostic::render::first_line;
use rpuppet::pipeline::{Site, compile_site, prepare, with_large_stack};
use rpuppet::plan::containment::Containment;
use rpuppet::plan::graph::Graph;
use rpuppet::resources::Sources;
use rpuppet::settings::Settings;
use rpuppet::value::Value;
use rpuppet::value::json::from_json;
use rpuppet::world::disk::Disk;
use rpuppet::world::shelf::Shelved;
use rpuppet_syntax::{Kind, SourceFile, pn};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

const UNORDERED: &[&str] = &["before", "require", "notify", "subscribe", "tag", "alias"];

/// A case with real Puppet's answer.
#[derive(Clone, Debug)]
pub struct Case {
    id: String,
    code: Option<String>,
    manifest: Option<String>,
    error: Option<String>,
    catalog: Option<String>,
}

/// What all cases share: the modules are read once.
pub struct Field {
    cache: PathBuf,
    world: Shelved<Disk>,
    facts: Value,
    settings: Settings,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn cases() -> Vec<Case> {
    let text = fs::read_to_string(root().join("tests/field/answers.jsonl")).unwrap();
    let case = |line| {
        let answer: Json = serde_json::from_str(line).unwrap();
        let text = |name: &str| answer[name].as_str().map(str::to_string);
        Case { id: text("id").unwrap(), code: text("code"), manifest: text("manifest"), error: text("error"), catalog: text("catalog") }
    };
    text.lines().map(case).collect()
}

impl Case {
    /// Whether the case is there for a template.
    pub fn is_template(&self) -> bool {
        self.id.starts_with("template ")
    }
}

impl Field {
    /// `cache` holds the folders `modules` and `core_modules`.
    pub fn new(cache: PathBuf) -> Self {
        let facts: Json = serde_json::from_str(&fs::read_to_string(root().join("tests/compile/facts/debian12.json")).unwrap()).unwrap();
        let mut settings = Settings::default();
        for (name, value) in [("strict", "warning"), ("strict_variables", "false"), ("basemodulepath", ""), ("hiera_config", "/nowhere")] {
            settings.set(name, value);
        }
        Field { cache, world: Shelved::new(Disk), facts: from_json(&facts), settings }
    }

    fn modules(&self) -> String {
        self.cache.join("modules").to_string_lossy().into_owned()
    }

    /// The canonical catalog, or the message without its place on this machine.
    pub fn compile(&self, case: &Case) -> Result<Json, String> {
        self.catalog(case).map(|catalog| canonical_catalog(&to_json(&catalog)))
    }

    fn module_path(&self) -> Vec<String> {
        ["modules", "core_modules"].map(|name| self.cache.join(name).to_string_lossy().into_owned()).to_vec()
    }

    fn catalog(&self, case: &Case) -> Result<Catalog, String> {
        let manifest = match &case.manifest {
            None => SourceFile::new(None, case.code.clone().unwrap()),
            Some(name) => {
                let path = format!("{}/{name}", self.modules());
                SourceFile::new(Some(path.clone()), fs::read_to_string(path).unwrap())
            }
        };
        let site = Site {
            manifests: vec![manifest],
            module_path: self.module_path(),
            facts: self.facts.clone(),
            certname: "node1.example.org".into(),
            ..Site::default()
        };
        compile_site(&site, &self.settings, &self.world, &mut |_| {}).map_err(|diagnostic| self.told(&first_line(&diagnostic)))
    }

    /// The first thing that the code of types, or a native type, refuses of a case's catalog.
    fn refusal(&self, case: &Case) -> Option<String> {
        let catalog = self.catalog(case).ok()?;
        let mut ready = prepare(catalog, Some(&self.facts), Sources { module_path: self.module_path(), ruby_providers: None }, &self.world);
        let containment = Containment::of(&ready.catalog, &ready.kinds);
        let error = ready.checked().and_then(|()| Graph::build(&ready.catalog, &ready.kinds, &containment).map(drop)).err()?;
        Some(self.told(error.to_string().lines().next().unwrap_or_default()))
    }

    fn told(&self, message: &str) -> String {
        message.replace(&self.modules(), "MODULES").replace(&*self.cache.to_string_lossy(), "CACHE")
    }

    /// How the answer to a case differs from Puppet's; `None` where it is the same.
    fn difference(&self, case: &Case) -> Option<String> {
        match (self.compile(case), &case.error, &case.catalog) {
            (Ok(catalog), None, Some(theirs)) => (digest(&catalog) != *theirs).then(|| "another catalog".to_string()),
            (Err(ours), Some(theirs), _) => (ours != *theirs).then(|| format!("puppet: {theirs}\n    ours:   {ours}")),
            (Err(ours), _, _) => Some(format!("fails here only: {ours}")),
            (Ok(_), theirs, _) => Some(format!("fails with Puppet only: {theirs:?}")),
        }
    }
}

fn canonical_catalog(catalog: &Json) -> Json {
    let texts = |list: &Json| {
        let mut items: Vec<&str> = list.as_array().into_iter().flatten().filter_map(Json::as_str).collect();
        items.sort_unstable();
        Json::from(items)
    };
    let edges = catalog["edges"].as_array().unwrap().iter();
    let mut edges: Vec<[&str; 2]> = edges.map(|edge| [edge["source"].as_str().unwrap(), edge["target"].as_str().unwrap()]).collect();
    edges.sort_unstable();
    let mut resources = serde_json::Map::new();
    for resource in catalog["resources"].as_array().unwrap() {
        let mut parameters = resource.get("parameters").and_then(Json::as_object).cloned().unwrap_or_default();
        for (_, value) in parameters.iter_mut().filter(|(name, _)| UNORDERED.contains(&name.as_str())) {
            if let Some(items) = value.as_array_mut() {
                items.sort_by_key(canonical);
            }
        }
        let mut kept = serde_json::Map::new();
        kept.insert("parameters".into(), parameters.into());
        kept.insert("tags".into(), texts(&resource["tags"]));
        kept.insert("sensitive".into(), texts(&resource["sensitive_parameters"]));
        for flag in ["exported", "virtual"] {
            if resource[flag] == true {
                kept.insert(flag.into(), true.into());
            }
        }
        resources.insert(format!("{}[{}]", resource["type"].as_str().unwrap(), resource["title"].as_str().unwrap()), kept.into());
    }
    serde_json::json!({ "classes": texts(&catalog["classes"]), "edges": edges, "resources": resources })
}

/// A value as text that tells every difference and nothing else.
fn canonical(value: &Json) -> String {
    match value {
        Json::Null => "n".to_string(),
        Json::Bool(flag) => if *flag { "t" } else { "f" }.to_string(),
        Json::Number(number) if number.is_f64() => format!("d{:016x};", number.as_f64().unwrap().to_bits()),
        Json::Number(number) => format!("i{number};"),
        Json::String(text) => format!("s{}:{text}", text.len()),
        Json::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<String>()),
        Json::Object(entries) => {
            let mut entries: Vec<(&String, &Json)> = entries.iter().collect();
            entries.sort_unstable_by_key(|(key, _)| *key);
            let inside: String = entries.iter().map(|(key, value)| format!("s{}:{key}{}", key.len(), canonical(value))).collect();
            format!("{{{inside}}}")
        }
    }
}

fn digest(catalog: &Json) -> String {
    hexadecimal(&Sha256::digest(canonical(catalog).as_bytes()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Works on all cases, on every core; `each` sees a case and may say something.
pub fn on_all<T: Send>(cases: &[Case], each: impl Fn(&Case) -> Option<T> + Sync) -> Vec<T> {
    let (queue, said) = (Mutex::new(cases.iter()), Mutex::new(Vec::new()));
    let work = || {
        loop {
            let next = queue.lock().unwrap().next();
            let Some(case) = next else { break };
            if let Some(one) = each(case) {
                said.lock().unwrap().push(one);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| with_large_stack(work));
        }
    });
    said.into_inner().unwrap()
}

/// `known_differences.tsv`: the cases that differ on purpose.
fn on_purpose() -> Vec<String> {
    let text = fs::read_to_string(root().join("tests/field/known_differences.tsv")).unwrap();
    text.lines().map(|line| line.split('\t').next().unwrap().to_string()).collect()
}

#[test]
#[ignore = "needs the public modules: tests/field/run"]
fn field_catalogs_equal_real_puppets() {
    let field = Field::new(PathBuf::from(std::env::var_os("FIELD_MODULES").unwrap()));
    let cases = cases();
    if let Ok(id) = std::env::var("FIELD_SHOW") {
        let shown = field.compile(cases.iter().find(|case| case.id == id).unwrap());
        return println!("{}", shown.map_or_else(|error| error, |catalog| serde_json::to_string_pretty(&catalog).unwrap()));
    }
    let on_purpose = on_purpose();
    let wrong = on_all(&cases, |case| match (field.difference(case), on_purpose.contains(&case.id)) {
        (Some(difference), false) => Some(format!("{}: {difference}", case.id)),
        (None, true) => Some(format!("{} is listed in known_differences.tsv, but does not differ", case.id)),
        _ => None,
    });
    let count = |counts: fn(&Case) -> bool| cases.iter().filter(|case| counts(case)).count();
    let (templates, catalogs) = (count(Case::is_template), count(|case| case.catalog.is_some()));
    println!("{} cases ({templates} of templates), {catalogs} catalogs, {} differ", cases.len(), wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[ignore = "needs the public modules: tests/field/run"]
fn field_catalogs_become_resources() {
    let field = Field::new(PathBuf::from(std::env::var_os("FIELD_MODULES").unwrap()));
    let mut cases = cases();
    cases.retain(|case| case.catalog.is_some() && !case.is_template());
    let refused = on_all(&cases, |case| field.refusal(case).map(|message| format!("{}\t{message}", case.id)));
    println!("{} catalogs, {} are refused", cases.len(), refused.len());
    let mut refused: Vec<String> = refused;
    refused.sort_unstable();
    let theirs = fs::read_to_string(root().join("tests/field/refusals.tsv")).unwrap();
    assert_eq!(refused, theirs.lines().collect::<Vec<_>>());
}

#[test]
#[ignore = "needs the public modules: tests/field/run"]
fn field_files_are_read_as_puppet_reads_them() {
    let modules = PathBuf::from(std::env::var_os("FIELD_MODULES").unwrap()).join("modules");
    let text = fs::read_to_string(root().join("tests/field/trees.tsv")).unwrap();
    let differs = |(name, theirs): &(&str, &str)| {
        let path = modules.join(name);
        let kind = if name.ends_with(".epp") { Kind::Template } else { Kind::Manifest };
        let source = SourceFile::new(Some(path.to_string_lossy().into_owned()), fs::read_to_string(&path).unwrap());
        let parsed = rpuppet_syntax::parse(source, kind);
        hexadecimal(&Sha256::digest(pn::render(&parsed.ast).as_bytes())) != *theirs
    };
    let files: Vec<(&str, &str)> = text.lines().map(|line| line.split_once('\t').unwrap()).collect();
    let wrong: Vec<&str> = files.iter().filter(|file| differs(file)).map(|(name, _)| *name).collect();
    println!("{} files, {} differ", files.len(), wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn field_digests_tell_catalogs_apart() {
    let catalog = |mode: Json| {
        let resource =
            serde_json::json!({"type": "File", "title": "/a", "tags": ["b", "a"], "parameters": {"mode": mode, "require": ["B", "A"]}});
        digest(&canonical_catalog(&serde_json::json!({"classes": [], "edges": [], "resources": [resource]})))
    };
    assert_eq!(catalog("1".into()), catalog("1".into()));
    let others = [Json::from(1), Json::from(1.0), Json::from("01"), Json::Null, serde_json::json!(["1"])];
    assert!(others.into_iter().all(|other| catalog(other) != catalog("1".into())));
}
