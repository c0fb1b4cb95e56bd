//! `tests/conformance`: small cases, held against what real Puppet answers (the form is told in its README).

use crate::compile::Compilation;
use rpuppet::catalog::Catalog;
use rpuppet::catalog::json::to_json;
use rpuppet::diagnostic::Level;
use serde_json::{Map, Value as Json, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Puppet's own resources, left out of the answers.
const OWN: &[&str] = &["Stage[main]", "Class[Settings]", "Class[main]"];

pub fn folder() -> PathBuf {
    std::env::var_os("CONFORMANCE_FOLDER").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance"), PathBuf::from)
}

/// One file of cases.
pub struct CaseFile {
    path: PathBuf,
    expressions: bool,
}

impl CaseFile {
    pub fn name(&self) -> String {
        self.path.with_extension("").strip_prefix(folder()).unwrap().to_string_lossy().into_owned()
    }

    pub fn cases(&self) -> Vec<String> {
        let text = fs::read_to_string(&self.path).unwrap();
        if self.expressions {
            return text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).map(str::to_string).collect();
        }
        let mut cases = vec![String::new()];
        for line in text.split_inclusive('\n') {
            match (line.starts_with("----"), cases.last_mut()) {
                (false, Some(case)) => case.push_str(line),
                _ => cases.push(String::new()),
            }
        }
        cases.retain(|case| !case.trim().is_empty());
        cases
    }

    fn code(&self, case: &str) -> String {
        match self.expressions {
            true => format!("$result = with() || {{\n{case}\n}}\nnotice(String($result, '%#p'))\n"),
            false => case.to_string(),
        }
    }

    fn in_area(&self, name: &str) -> PathBuf {
        self.path.with_file_name(name)
    }

    /// The area's own modules; public ones where they are to be had (`tests/field/run`).
    fn module_path(&self) -> Vec<PathBuf> {
        let public = fs::read_to_string(self.in_area("modulepath")).unwrap_or_default();
        let cache = std::env::var_os("FIELD_MODULES").map(PathBuf::from);
        let folders = public.lines().filter_map(|name| cache.as_ref().map(|cache| cache.join(name)));
        std::iter::once(self.in_area("modules")).chain(folders).collect()
    }

    /// The folder of the same name that holds a `hiera.yaml` is the environment of the cases.
    fn environment(&self) -> Option<PathBuf> {
        Some(self.path.with_extension("")).filter(|folder| folder.join("hiera.yaml").is_file())
    }

    /// A case's manifest, and the files that it brings along.
    fn parts(&self, case: &str) -> (String, Vec<(String, String)>) {
        let mut code = self.code(case);
        let mut brought: Vec<(String, String)> = Vec::new();
        if !self.expressions && case.lines().any(|line| line.starts_with("==== ")) {
            code.clear();
            for line in case.split_inclusive('\n') {
                match (line.strip_prefix("==== "), brought.last_mut()) {
                    (Some(name), _) => brought.push((name.trim_end().to_string(), String::new())),
                    (None, Some((_, text))) => text.push_str(line),
                    (None, None) => code.push_str(line),
                }
            }
        }
        (code, brought)
    }
}

/// Writes files into the environment `production` of a new folder.
fn environment_of(files: &[(String, String)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join("production").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

pub fn files() -> Vec<CaseFile> {
    let areas = fs::read_dir(folder()).unwrap().flatten().map(|entry| entry.path()).filter(|path| path.is_dir());
    let paths = areas.flat_map(|area| fs::read_dir(area).unwrap().flatten().map(|entry| entry.path()));
    let mut files: Vec<CaseFile> = paths
        .filter_map(|path| {
            let kind = path.extension()?.to_str()?;
            matches!(kind, "expressions" | "manifests").then(|| CaseFile { expressions: kind == "expressions", path: path.clone() })
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// What rpuppet answers, in the form of the answers' files.
fn answer(file: &CaseFile, case: &str) -> Json {
    let (code, brought) = file.parts(case);
    let folder_of_case = (!brought.is_empty()).then(|| environment_of(&brought));
    let environment = folder_of_case.as_ref().map(|folder| folder.path().join("production")).or_else(|| file.environment());
    let own_hiera = environment.as_ref().map(|folder| folder.join("global/hiera.yaml")).filter(|path| path.is_file());
    let compilation = Compilation {
        manifest: None,
        code,
        facts: Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compile/facts/debian12.json"),
        hiera: own_hiera.unwrap_or_else(|| file.in_area("hiera.yaml")),
        modules: file.module_path(),
        environment: environment.clone(),
    };
    let told_of = |message: &str| told_of(message, environment.as_deref());
    let mut log: Vec<(Level, String)> = Vec::new();
    let outcome =
        compilation.run(&mut |message| log.push((message.level, message.diagnostic.map_or(message.text, |diagnostic| diagnostic.message))));
    log.retain(|(level, _)| *level >= Level::Notice);
    let mut answer = Map::new();
    answer.insert("case".into(), case.into());
    match outcome {
        Err(message) => {
            log.retain(|(level, line)| *level != Level::Error || !message.contains(line.as_str()));
            answer.insert("error".into(), told_of(&message).into());
        }
        Ok(_) if file.expressions => {
            let noticed = log.pop().unwrap().1;
            answer.insert("value".into(), noticed.trim_start_matches("Scope(Class[main]): ").into());
        }
        Ok(catalog) => answer.extend(told(&catalog)),
    }
    let lines: Vec<String> = log.iter().map(|(level, text)| format!("{}: {}", level.as_str(), told_of(text))).collect();
    if !lines.is_empty() {
        answer.insert("log".into(), lines.into());
    }
    answer.into()
}

fn told_of(message: &str, environment: Option<&Path>) -> String {
    let message = environment.map_or_else(|| message.to_string(), |folder| message.replace(&*folder.to_string_lossy(), "ENV"));
    message.replace(&*folder().to_string_lossy(), "HERE")
}

fn told(catalog: &Catalog) -> Map<String, Json> {
    let catalog = to_json(catalog);
    let (resources, edges) = (catalog["resources"].as_array().unwrap(), catalog["edges"].as_array().unwrap());
    let reference = |resource: &Json| format!("{}[{}]", resource["type"].as_str().unwrap(), resource["title"].as_str().unwrap());
    let kept: Vec<(String, &Json)> =
        resources.iter().map(|one| (reference(one), one)).filter(|(name, _)| !OWN.contains(&name.as_str())).collect();
    let parameters = |one: &Json| one.get("parameters").cloned().unwrap_or_else(|| json!({}));
    let edges: Vec<(&str, &str)> = edges.iter().map(|edge| (edge["source"].as_str().unwrap(), edge["target"].as_str().unwrap())).collect();
    let container = |name: &str| edges.iter().rfind(|(_, target)| *target == name).map(|(source, _)| *source);
    let tags_of = |name: &str| resources.iter().find(|one| reference(one) == name).map(tags).unwrap_or_default();
    let mut tags_told = Map::new();
    for (name, one) in &kept {
        let mut expected = container(name).map(tags_of).unwrap_or_default();
        for part in [&one["type"], &one["title"]] {
            let part = part.as_str().unwrap().to_lowercase();
            expected.extend(part.split("::").map(str::to_string).chain([part.clone()]));
        }
        let mut unexpected: Vec<String> = tags(one).into_iter().filter(|tag| !expected.contains(tag)).collect();
        unexpected.sort();
        if !unexpected.is_empty() {
            tags_told.insert(name.clone(), unexpected.into());
        }
    }
    let listed = edges.iter().filter(|(_, target)| !OWN.contains(target)).map(|(source, target)| format!("{source} -> {target}"));
    let exported = kept.iter().filter(|(_, one)| one["exported"] == true).map(|(name, _)| name.clone());
    let mut told = Map::new();
    told.insert("resources".into(), kept.iter().map(|(name, one)| (name.clone(), parameters(one))).collect::<Map<_, _>>().into());
    told.insert("edges".into(), listed.collect::<Vec<_>>().into());
    told.insert("tags".into(), tags_told.into());
    told.insert("exported".into(), exported.collect::<Vec<_>>().into());
    told.retain(|key, value| key == "resources" || !value.as_array().is_some_and(Vec::is_empty) && *value != json!({}));
    told
}

fn tags(resource: &Json) -> Vec<String> {
    resource["tags"].as_array().into_iter().flatten().filter_map(Json::as_str).map(str::to_string).collect()
}

/// `differences.tsv`: file and case.
fn on_purpose() -> Vec<(String, String)> {
    let text = fs::read_to_string(folder().join("differences.tsv")).unwrap_or_default();
    let fields = text.lines().map(|line| line.split('\t').map(|field| field.replace("\\n", "\n")).collect::<Vec<_>>());
    fields.map(|fields| <[String; 3]>::try_from(fields).unwrap()).map(|[file, case, _reason]| (file, case)).collect()
}

/// What is wrong with the answers to one file's cases.
fn check(file: &CaseFile, on_purpose: &[(String, String)]) -> Vec<String> {
    let name = file.name();
    let answers = fs::read_to_string(file.path.with_extension("answers")).unwrap_or_default();
    let answers: Vec<Json> = answers.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let cases = file.cases();
    if !answers.iter().map(|answer| answer["case"].as_str().unwrap()).eq(cases.iter()) {
        return vec![format!("{name}: the answers are not those of the cases; run tests/conformance/regenerate {name}")];
    }
    let mut found = Vec::new();
    for (case, theirs) in cases.iter().zip(&answers) {
        let ours = answer(file, case);
        let expected = on_purpose.contains(&(name.clone(), case.trim().to_string()));
        match (&ours == theirs, expected) {
            (true, true) => found.push(format!("{name}: {case}\n    is listed in differences.tsv, but does not differ")),
            (false, false) => found.push(difference(&name, case, &ours, theirs)),
            _ => {}
        }
    }
    found
}

fn difference(name: &str, case: &str, ours: &Json, theirs: &Json) -> String {
    let mut text = format!("{name}: {}", case.trim_end());
    let keys: Vec<&String> = [theirs, ours].iter().flat_map(|one| one.as_object().unwrap().keys()).collect();
    for (_, key) in keys.iter().enumerate().filter(|(at, key)| !keys[..*at].contains(key)) {
        if ours.get(*key) != theirs.get(*key) {
            let show = |one: &Json| one.get(*key).map_or("nothing".to_string(), Json::to_string);
            text.push_str(&format!("\n    {key}: puppet {}\n    {key}: ours   {}", show(theirs), show(ours)));
        }
    }
    text
}

#[test]
fn answers_equal_real_puppets() {
    let wanted = std::env::var("CONFORMANCE").ok();
    let files: Vec<CaseFile> = files().into_iter().filter(|file| wanted.as_ref().is_none_or(|name| *name == file.name())).collect();
    let on_purpose = on_purpose();
    let names: Vec<String> = files.iter().map(CaseFile::name).collect();
    if wanted.is_none() {
        assert!(on_purpose.iter().all(|(file, _)| names.contains(file)), "differences.tsv names a file that is not there");
    }
    let (queue, found) = (Mutex::new(files), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let Some(file) = queue.lock().unwrap().pop() else { break };
                    let wrong = check(&file, &on_purpose);
                    found.lock().unwrap().extend(wrong);
                }
            });
        }
    });
    let found = found.into_inner().unwrap();
    assert!(!names.is_empty(), "no such file of cases");
    assert!(found.is_empty(), "{}\n{} cases differ", found.join("\n"), found.len());
}

#[test]
fn a_wrong_answer_is_seen() {
    let answer = json!({"case": "1", "value": "1"});
    let other = json!({"case": "1", "value": "2"});
    assert_eq!(difference("a/b", "1", &answer, &other), "a/b: 1\n    value: puppet \"2\"\n    value: ours   \"1\"");
}
