//! Environments: folders below the setting `environmentpath` that hold manifests, modules and data, and what their `environment.conf` says.

use crate::lookup::glob;
use crate::settings::Settings;
use crate::world::World;

const CONFIGURATION: &str = "environment.conf";
/// Settings that `environment.conf` may hold; the last three change nothing here.
const SETTINGS: [&str; 7] =
    ["modulepath", "manifest", "config_version", "environment_data_provider", "environment_timeout", "static_catalogs", "rich_data"];
/// Folders with manifests are not searched deeper than this: a link that leads upwards would never end.
const DEEPEST: usize = 64;

/// What Puppet says of a warning's place where it does not tell.
const NOWHERE: &str = "\n   (file & line not available)";

/// One environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    pub name: String,
    pub directory: String,
    /// Folders with modules, in the order of search.
    pub module_path: Vec<String>,
    /// A file or a folder; need not exist.
    pub manifest: String,
    /// A command that prints the version of the configuration.
    pub config_version: Option<String>,
    /// What gives the environment's data, as Puppet 4 had it.
    pub data_provider: Option<String>,
    /// What is wrong with its configuration, though not fatally.
    pub warnings: Vec<String>,
}

impl Environment {
    /// The environment that the settings name; `None` where no folder of this name is on the path.
    ///
    /// # Errors
    /// A configuration that cannot be read.
    pub fn find(settings: &Settings, world: &dyn World) -> Result<Option<Self>, String> {
        let name = settings.get("environment");
        let is_name = !name.is_empty() && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
        let path = settings.get("environmentpath");
        let mut folders = path.split(':').filter(|folder| is_name && !folder.is_empty()).map(|folder| format!("{folder}/{name}"));
        folders.find(|folder| world.is_directory(folder)).map(|folder| Environment::at(&folder, settings, world)).transpose()
    }

    /// The environment in a folder.
    ///
    /// # Errors
    /// A configuration that cannot be read.
    pub fn at(directory: &str, settings: &Settings, world: &dyn World) -> Result<Self, String> {
        let name = directory.rsplit('/').next().unwrap_or(directory).to_string();
        let path = format!("{directory}/{CONFIGURATION}");
        let mut warnings = Vec::new();
        let entries = match world.is_file(&path) {
            true => read(&path, world, &mut warnings)?,
            false => Vec::new(),
        };
        let entry = |name: &str| entries.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let fill = |text: &str| settings.filled_in(&text.replace("$environment", &name));
        let module_path = match entry("modulepath") {
            Some(path) => path.split(':').flat_map(|part| expanded(&absolute(part, directory), world)).map(|part| fill(&part)).collect(),
            None => vec![format!("{directory}/modules"), fill("$basemodulepath")],
        };
        Ok(Environment {
            module_path: module_path.iter().flat_map(|part| part.split(':')).filter(|part| !part.is_empty()).map(str::to_string).collect(),
            manifest: fill(&absolute(entry("manifest").unwrap_or("manifests"), directory)),
            config_version: entry("config_version").map(|command| fill(&absolute(command, directory))),
            data_provider: entry("environment_data_provider").map(str::to_string),
            name,
            directory: directory.to_string(),
            warnings,
        })
    }

    /// The words for an environment that is not there.
    pub fn missing(settings: &Settings) -> String {
        format!(
            "Could not find a directory environment named '{}' anywhere in the path: {}. Does the directory exist?",
            settings.get("environment"),
            settings.get("environmentpath")
        )
    }
}

/// A manifest, or the `.pp` files of a folder and of the folders in it, by name.
pub fn manifest_files(path: &str, world: &dyn World) -> Vec<String> {
    let mut files = Vec::new();
    if world.is_directory(path) {
        collect(path, 0, world, &mut files);
        files.sort();
    } else if world.is_file(path) {
        files.push(path.to_string());
    }
    files
}

fn collect(folder: &str, depth: usize, world: &dyn World, files: &mut Vec<String>) {
    for name in world.list(folder).iter().filter(|name| depth < DEEPEST && !name.starts_with('.')) {
        let path = format!("{folder}/{name}");
        if world.is_directory(&path) {
            collect(&path, depth + 1, world, files);
        } else if name.ends_with(".pp") {
            files.push(path);
        }
    }
}

fn read(path: &str, world: &dyn World, warnings: &mut Vec<String>) -> Result<Vec<(String, String)>, String> {
    let bytes = world.read(path).map_err(|cause| format!("Could not read {path}: {cause}"))?;
    let text = String::from_utf8(bytes).map_err(|_| format!("{path} is not valid UTF-8"))?;
    let sections = Settings::sections(path, &text).map_err(|error| error.to_string())?;
    let is_main = |name: &str| name == "main";
    let others: Vec<&str> = sections.iter().map(|(name, _)| name.as_str()).filter(|name| !is_main(name)).collect();
    if !others.is_empty() {
        let problem = format!("Invalid sections in environment.conf at '{path}'. Environment conf may not have sections.");
        warnings.push(format!("{problem} The following sections are being ignored: '{}'{NOWHERE}", others.join(",")));
    }
    let main: Vec<(String, String)> = sections.into_iter().filter(|(name, _)| is_main(name)).flat_map(|(_, entries)| entries).collect();
    let unknown: Vec<&str> = main.iter().map(|(name, _)| name.as_str()).filter(|name| !SETTINGS.contains(name)).collect();
    if !unknown.is_empty() {
        let problem = format!("Invalid settings in environment.conf at '{path}'.");
        warnings.push(format!("{problem} The following unknown setting(s) are being ignored: {}{NOWHERE}", unknown.join(", ")));
    }
    Ok(main)
}

/// Below the environment's folder, unless it is absolute or begins with another setting.
fn absolute(path: &str, directory: &str) -> String {
    if path.starts_with(['/', '$']) {
        return path.to_string();
    }
    let mut parts: Vec<&str> = directory.split('/').collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn expanded(path: &str, world: &dyn World) -> Vec<String> {
    if path.contains(['*', '?', '[', '{']) { glob::folders(world, path) } else { vec![path.to_string()] }
}
