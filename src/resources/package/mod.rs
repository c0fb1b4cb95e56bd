//! `package`: Debian's packages, by apt; package files by dpkg; Python's and Ruby's by pip and gem.

mod apt;
mod dpkg;
mod other;
mod range;

use super::attribute::{list, name, text};
use super::declare::{BOOLEAN, Declared, bad_attribute, check_values, parameter, property, schema};
use crate::catalog::schema::TitlePattern;
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use crate::system::Look;
use crate::value::{EcoString, Value};
use apt::Task;
use dpkg::Installed;
use other::Other;
use range::Range;

const ATTRIBUTES: &[Declared] = &[
    parameter("name", "The name of the package."),
    parameter("provider", "What manages the package: apt, dpkg, pip, pip2, pip3 or gem."),
    parameter("command", "The provider's program."),
    property("ensure", "present, absent, purged, latest or a version.").default("present"),
    property("package_settings", "Settings of the provider."),
    property("flavor", "A flavor of the package."),
    property("mark", "Whether upgrades are held back.").values(&["hold", "none"]),
    parameter("source", "A package file to install from."),
    parameter("instance", "Read-only."),
    parameter("status", "Read-only."),
    parameter("adminfile", "Solaris only."),
    parameter("responsefile", "Answers for debconf."),
    parameter("configfiles", "What happens to changed configuration files.").values(&["keep", "replace"]).default("keep"),
    parameter("category", "Read-only."),
    parameter("platform", "Read-only."),
    parameter("root", "Read-only."),
    parameter("vendor", "Read-only."),
    parameter("description", "Read-only."),
    parameter("allowcdrom", "Whether packages may come from a disc.").values(&["true", "false"]),
    parameter("enable_only", "Other providers only.").values(BOOLEAN),
    parameter("install_only", "Other providers only.").values(BOOLEAN),
    parameter("install_options", "Further options for installing."),
    parameter("uninstall_options", "Further options for removing."),
    parameter("allow_virtual", "Whether a virtual package may stand for it.").values(BOOLEAN),
    parameter("reinstall_on_refresh", "Whether a refresh reinstalls.").values(&["true", "false"]),
];

pub(super) struct Package {
    schema: Schema,
}

impl Package {
    pub(super) fn new() -> Self {
        let name = TitlePattern::Whole("name");
        let name_variables = ["name", "provider", "command"].map(EcoString::from).to_vec();
        Package { schema: Schema { title_patterns: vec![name], name_variables, ..schema("package", "name", ATTRIBUTES) } }
    }

    fn name(&self, resource: &Resource) -> String {
        name(&self.schema, resource)
    }

    /// What apt shall do for one resource, and with which argument.
    fn task(&self, resource: &Resource) -> (Task, String) {
        let name = self.name(resource);
        match ensure(resource).as_str() {
            "absent" => (Task::Remove, name),
            "purged" => (Task::Purge, name),
            "present" | "installed" | "latest" => (Task::Install(install_options(resource)), text(resource, "source").unwrap_or(name)),
            version => (Task::Install(install_options(resource)), format!("{name}={version}")),
        }
    }

    /// `NAME=VERSION` with the newest version of a range that apt can have.
    fn best(&self, range: &Range, resource: &Resource, look: &dyn Look) -> Result<String, Failure> {
        let (name, wanted) = (self.name(resource), ensure(resource));
        let versions = apt::versions(look, &name)?;
        let best = range.best(versions.iter().map(String::as_str));
        let message = || format!("No available version for package {name} is included in range {wanted}");
        best.map(|version| format!("{name}={version}")).ok_or_else(|| Failure::new(message()))
    }

    fn mark_change(&self, resource: &Resource, held: bool) -> Option<Change> {
        let wanted = text(resource, "mark")?;
        let current = if held { "hold" } else { "none" };
        (wanted != current).then(|| Change::new("mark", current, wanted))
    }

    /// Installs or removes one package, then marks it.
    fn change(&self, resource: &Resource, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        if changes.iter().any(|change| change.property == "ensure") {
            if let Some(file) = text(resource, "responsefile") {
                apt::preseed(acting.act, &file)?;
            }
            let (task, argument) = match Range::parse(&ensure(resource)) {
                Some(range) => (Task::Install(install_options(resource)), self.best(&range, resource, acting.act.as_look())?),
                None => self.task(resource),
            };
            let held = Installed::known(acting.memory, acting.act.as_look())?.entry(&self.name(resource)).is_some_and(|entry| entry.held);
            match text(resource, "provider").as_deref() {
                Some("dpkg") => dpkg::act(acting.act, &task, &self.name(resource), text(resource, "source"))?,
                _ => apt::act(acting.act, &task, &[argument], held)?,
            }
        }
        if changes.iter().any(|change| change.property == "mark") {
            apt::mark(acting.act, &self.name(resource), text(resource, "mark").as_deref() == Some("hold"))?;
        }
        Ok(())
    }
}

impl ResourceType for Package {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        let files = ["source", "responsefile", "adminfile"].into_iter().filter_map(|name| text(resource, name));
        files.filter(|file| file.starts_with('/')).map(|file| Autorelation::require("file", file)).collect()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        let name = self.name(resource);
        if name.starts_with('-') || name.is_empty() {
            return Err(bad_attribute(resource, "name", &format!("'{name}' is not the name of a package")));
        }
        if let Some(source) = text(resource, "source").filter(|source| source.starts_with('-')) {
            return Err(bad_attribute(resource, "source", &format!("'{source}' is no source of a package")));
        }
        if text(resource, "mark").is_some() && matches!(ensure(resource).as_str(), "absent" | "purged") {
            return Err(Failure::new("You cannot use \"mark\" property while \"ensure\" is one of [\"absent\", \"purged\"]"));
        }
        let provider = text(resource, "provider").unwrap_or_else(|| "apt".to_string());
        let lacks = |feature: &str, word: &str| {
            let why = format!("Provider {provider} must have features '{feature}' to set 'ensure' to '{word}'");
            Err(bad_attribute(resource, "ensure", &why))
        };
        match ensure(resource).as_str() {
            "disabled" => lacks("disableable", "disabled"),
            "purged" if Other::of(resource).is_some() => lacks("purgeable", "purged"),
            "absent" | "purged" => Ok(()),
            _ if provider == "dpkg" && text(resource, "source").is_none() => {
                Err(Failure::new("You cannot install dpkg packages without a source"))
            }
            bad if bad.starts_with(['<', '>', '=']) && Range::parse(bad).is_none() => {
                Err(bad_attribute(resource, "ensure", &format!("'{bad}' is neither a version nor a range of versions ('>=1.2 <2.0')")))
            }
            _ => Ok(()),
        }
    }

    fn current(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<(EcoString, EcoString)>, Failure> {
        if Other::of(resource).is_some() {
            return Ok(Vec::new());
        }
        let installed = Installed::known(reading.memory, reading.look)?;
        let entry = installed.entry(&self.name(resource));
        let held = entry.is_some_and(|entry| entry.held);
        Ok(vec![("ensure".into(), state(entry).into()), ("mark".into(), if held { "hold" } else { "none" }.into())])
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let name = self.name(resource);
        if let Some(other) = Other::of(resource) {
            return other.check(resource, &name, reading.look, reading.memory);
        }
        if let Some(provider) = text(resource, "provider").filter(|provider| !matches!(provider.as_str(), "apt" | "dpkg")) {
            let help = Some("packages are managed by apt, dpkg, pip and gem; use an exec for other kinds".to_string());
            return Err(Failure { help, ..Failure::new(format!("Provider {provider} is not functional on this host")) });
        }
        let installed = Installed::known(reading.memory, reading.look)?;
        let entry = installed.entry(&name);
        let current = state(entry);
        let present = entry.is_some_and(|entry| entry.installed);
        let change = match ensure(resource).as_str() {
            "present" | "installed" => (!present).then(|| Change::new("ensure", current, "present").saying("created")),
            "absent" => present.then(|| Change::new("ensure", current, "absent").saying("removed")),
            "purged" => (current != "purged").then(|| Change::new("ensure", current, "purged")),
            "latest" => {
                let latest = match text(resource, "provider").as_deref() {
                    Some("dpkg") => dpkg::version_of(&text(resource, "source").unwrap_or_default(), reading.look)?,
                    _ => apt::candidate(reading.look, &name)?,
                };
                (current != latest).then(|| to_version(present, current, &latest))
            }
            version => match Range::parse(version) {
                Some(range) => !present || !range.includes(current),
                None => current != version,
            }
            .then(|| to_version(present, current, version)),
        };
        Ok(change.into_iter().chain(self.mark_change(resource, entry.is_some_and(|entry| entry.held))).collect())
    }

    fn apply(&self, resource: &Resource, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        if let Some(other) = Other::of(resource) {
            other::forget(acting.memory);
            return other.apply(resource, &self.name(resource), acting.act);
        }
        let result = self.change(resource, changes, acting);
        Installed::forget(acting.memory);
        result
    }

    fn batch_key(&self, resource: &Resource, changes: &[Change]) -> Option<EcoString> {
        let only_ensure = changes.iter().all(|change| change.property == "ensure");
        let is_apt = text(resource, "provider").is_none_or(|provider| provider == "apt");
        let is_plain = is_apt && Range::parse(&ensure(resource)).is_none() && text(resource, "responsefile").is_none();
        let alone = !only_ensure || changes.is_empty() || !is_plain;
        (!alone).then(|| format!("{:?}", self.task(resource).0).into())
    }

    fn apply_batch(&self, batch: &[(&Resource, &[Change])], acting: &mut Acting<'_>) -> Vec<Result<(), Failure>> {
        let tasks: Vec<(Task, String)> = batch.iter().map(|(resource, _)| self.task(resource)).collect();
        let arguments: Vec<String> = tasks.iter().map(|(_, argument)| argument.clone()).collect();
        if let Some((task, _)) = tasks.first().filter(|_| tasks.len() > 1) {
            let together = apt::act(acting.act, task, &arguments, false);
            Installed::forget(acting.memory);
            if together.is_ok() {
                return batch.iter().map(|_| Ok(())).collect();
            }
        }
        // apt refuses the whole call for one bad name: alone, each gets its own answer.
        batch.iter().map(|(resource, changes)| self.retry(resource, changes, acting)).collect()
    }

    fn is_refreshable(&self) -> bool {
        true
    }
}

impl Package {
    /// One package of a batch that failed, unless the failed call got it done all the same.
    fn retry(&self, resource: &Resource, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        if self.check(resource, &mut acting.reading())?.is_empty() {
            return Ok(());
        }
        self.apply(resource, changes, acting)
    }
}

/// A version, `absent` where configuration files are left, or `purged`.
fn state(entry: Option<&dpkg::Entry>) -> &str {
    match entry {
        Some(entry) if entry.installed => entry.version.as_str(),
        Some(_) => "absent",
        None => "purged",
    }
}

fn ensure(resource: &Resource) -> String {
    text(resource, "ensure").filter(|ensure| ensure != "true").unwrap_or_else(|| "present".to_string())
}

fn to_version(present: bool, current: &str, version: &str) -> Change {
    let change = Change::new("ensure", current, version);
    if present { change } else { change.saying("created") }
}

/// What becomes of changed configuration files, then the user's options.
fn install_options(resource: &Resource) -> Vec<String> {
    let replace = text(resource, "configfiles").as_deref() == Some("replace");
    let mut options = vec!["-o".to_string(), format!("DPkg::Options::=--force-{}", if replace { "confnew" } else { "confold" })];
    options.extend(self::options(resource, "install_options"));
    options
}

/// The user's options: strings, or hashes that stand for `key=value`.
fn options(resource: &Resource, name: &str) -> Vec<String> {
    let Some(value) = resource.get(name) else { return Vec::new() };
    joined(value.as_array().unwrap_or(std::slice::from_ref(value)))
}

fn joined(items: &[Value]) -> Vec<String> {
    items
        .iter()
        .flat_map(|item| match item {
            Value::Hash(entries) => entries.iter().map(|(key, value)| format!("{}={}", list(key).concat(), list(value).concat())).collect(),
            other => list(other),
        })
        .collect()
}
