//! `tidy`: removes files that are old, big, or named in some way; each becomes a file resource with `ensure => absent`.

use super::attribute::{absolute, flag, text, texts};
use super::declare::{BOOLEAN, Declared, bad_attribute, check_values, parameter, schema};
use crate::catalog::{Parameter, Reference, Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use crate::system::{FileKind, Follow, Look, Metadata};
use crate::value::{Map, Regex, Set, Value};
use std::path::{Path, PathBuf};

const ATTRIBUTES: &[Declared] = &[
    parameter("path", "The file or folder."),
    parameter("recurse", "Whether what is below it is tidied, or how deep."),
    parameter("max_files", "How many files may come of it."),
    parameter("matches", "Patterns of names."),
    parameter("backup", "Whether files are kept somewhere."),
    parameter("age", "How old: 1w, 2d, 3h, 4m, 5s."),
    parameter("size", "How big: 1g, 2m, 3k, 4b."),
    parameter("type", "Which time counts.").values(&["atime", "mtime", "ctime"]).default("atime"),
    parameter("rmdirs", "Whether folders go too.").values(BOOLEAN).default("false"),
];

pub(super) struct Tidy {
    schema: Schema,
}

/// Which files go.
struct Rule {
    /// Seconds.
    age: Option<i64>,
    /// Bytes.
    size: Option<u64>,
    patterns: Vec<Regex>,
    folders: bool,
    depth: usize,
}

impl Tidy {
    pub(super) fn new() -> Self {
        Tidy { schema: Schema { isomorphic: false, ..schema("tidy", "path", ATTRIBUTES) } }
    }

    fn path(resource: &Resource) -> PathBuf {
        PathBuf::from(text(resource, "path").unwrap_or_else(|| resource.title().to_string()))
    }
}

impl Rule {
    fn new(resource: &Resource) -> Result<Self, Failure> {
        let depth = match text(resource, "recurse").as_deref() {
            None | Some("false") => 0,
            Some("true" | "inf") => usize::MAX,
            Some(depth) => depth.parse().map_err(|_| bad_attribute(resource, "recurse", &format!("Invalid recurse value \"{depth}\"")))?,
        };
        let age = text(resource, "age").map(|age| amount(resource, "age", &age, AGES)).transpose()?;
        let size = text(resource, "size").map(|size| amount(resource, "size", &size, SIZES)).transpose()?;
        let patterns: Vec<String> = texts(resource, "matches");
        if !patterns.is_empty() && depth == 0 {
            return Err(bad_attribute(resource, "matches", "The 'matches' parameter needs 'recurse'"));
        }
        Ok(Rule {
            age,
            size: size.and_then(|size| u64::try_from(size).ok()),
            patterns: patterns.iter().filter_map(|pattern| super::glob::compiled(pattern)).collect(),
            folders: flag(resource, "rmdirs") == Some(true),
            depth,
        })
    }

    /// Any of age and size is enough; a pattern, where there is one, has to fit.
    fn takes(&self, name: &str, metadata: &Metadata, now: f64) -> bool {
        if !self.patterns.is_empty() && !self.patterns.iter().any(|pattern| pattern.is_match(name)) {
            return false;
        }
        if metadata.kind == FileKind::Directory && !self.folders {
            return false;
        }
        let old = self.age.is_some_and(|age| now as i64 - metadata.modified > age);
        let big = self.size.is_some_and(|size| metadata.kind != FileKind::Directory && metadata.size >= size);
        old || big || self.age.is_none() && self.size.is_none()
    }

    /// The files below a folder that go, deepest first.
    fn below(&self, folder: &Path, look: &dyn Look) -> Result<Vec<PathBuf>, Failure> {
        let mut found = Vec::new();
        let mut waiting = vec![(folder.to_path_buf(), 0)];
        while let Some((folder, depth)) = waiting.pop().filter(|(_, depth)| *depth < self.depth) {
            for name in look.list(&folder)? {
                let path = folder.join(&name);
                let Some(metadata) = look.metadata(&path, Follow::Nothing)? else { continue };
                if metadata.kind == FileKind::Directory {
                    waiting.insert(0, (path.clone(), depth + 1));
                }
                if self.takes(&name, &metadata, look.now()) {
                    found.push(path);
                }
            }
        }
        found.sort_by_key(|path| std::cmp::Reverse(path.components().count()));
        emptied(found, look)
    }
}

/// Leaves out the folders in which something stays; `paths` are deepest first.
fn emptied(paths: Vec<PathBuf>, look: &dyn Look) -> Result<Vec<PathBuf>, Failure> {
    let mut going: Set<PathBuf> = Set::default();
    for path in paths {
        let is_folder = look.metadata(&path, Follow::Nothing)?.is_some_and(|metadata| metadata.kind == FileKind::Directory);
        let empty = !is_folder || look.list(&path)?.iter().all(|name| going.contains(&path.join(name)));
        if empty {
            going.insert(path);
        }
    }
    Ok(going.into_iter().collect())
}

const AGES: &[(char, i64)] = &[('s', 1), ('m', 60), ('h', 3600), ('d', 86_400), ('w', 604_800)];
const SIZES: &[(char, i64)] = &[('b', 1), ('k', 1 << 10), ('m', 1 << 20), ('g', 1 << 30), ('t', 1 << 40)];

/// A number with a unit; days and kilobytes where there is none.
fn amount(resource: &Resource, name: &str, text: &str, units: &[(char, i64)]) -> Result<i64, Failure> {
    let text = text.to_lowercase();
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let unit = text.chars().nth(digits.len()).unwrap_or(if name == "age" { 'd' } else { 'k' });
    let factor = units.iter().find(|(letter, _)| *letter == unit).map(|(_, factor)| *factor);
    let number = digits.parse::<i64>().ok().zip(factor).and_then(|(number, factor)| number.checked_mul(factor));
    number.ok_or_else(|| bad_attribute(resource, name, &format!("Invalid tidy {name} {text}")))
}

impl ResourceType for Tidy {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        let path = Tidy::path(resource);
        path.ancestors().map(|folder| Autorelation::require("file", folder.to_string_lossy().as_ref())).collect()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        absolute(resource, "path", &Tidy::path(resource).to_string_lossy())?;
        Rule::new(resource).map(drop)
    }

    fn generate(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Resource>, Failure> {
        let (rule, path) = (Rule::new(resource)?, Tidy::path(resource));
        let Some(metadata) = reading.look.metadata(&path, Follow::Nothing)? else { return Ok(Vec::new()) };
        let mut paths = if metadata.kind == FileKind::Directory { rule.below(&path, reading.look)? } else { Vec::new() };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if rule.patterns.is_empty() && rule.takes(&name, &metadata, reading.look.now()) {
            paths.push(path);
            paths = emptied(paths, reading.look)?;
        }
        paths.retain(|path| reading.catalog.resource(&Reference::new("file", path.to_string_lossy().as_ref())).is_none());
        Ok(paths.iter().map(|path| absent(path, resource)).collect())
    }

    fn check(&self, _resource: &Resource, _reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        Ok(Vec::new())
    }

    fn apply(&self, _resource: &Resource, _changes: &[Change], _acting: &mut Acting<'_>) -> Result<(), Failure> {
        Ok(())
    }
}

fn absent(path: &Path, tidy: &Resource) -> Resource {
    let parameter = |value: Value| Parameter { value, location: None };
    let mut parameters = Map::from_iter([("ensure".into(), parameter("absent".into())), ("force".into(), parameter(true.into()))]);
    for name in ["backup", "noop", "loglevel", "schedule"] {
        if let Some(value) = tidy.parameters.get(name) {
            parameters.insert(name.into(), value.clone());
        }
    }
    Resource { reference: Reference::new("file", path.to_string_lossy().as_ref()), parameters, ..tidy.clone() }
}
