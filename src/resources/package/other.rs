//! Packages of other kinds: Python's by pip, Ruby's by gem, package files by dpkg.

use super::range::Range;
use super::{ensure, options};
use crate::catalog::Resource;
use crate::plan::{Change, Failure, Memory};
use crate::resources::attribute::text;
use crate::resources::run::{ask, run};
use crate::system::{Act, Command, Look};
use crate::value::Map;
use std::rc::Rc;
use std::time::Duration;

const TIMEOUT: Duration = Duration::from_secs(1800);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Other {
    /// With the program's name.
    Pip(String),
    Gem(String),
}

/// What programs have installed: program → package → versions, the newest first.
#[derive(Clone, Default)]
struct Installed(Rc<Map<String, Map<String, Vec<String>>>>);

/// Programs were changed.
pub(super) fn forget(memory: &mut Memory) {
    memory.forget::<Installed>();
}

impl Other {
    /// `None` for Debian's packages.
    pub(super) fn of(resource: &Resource) -> Option<Self> {
        let command = |usual: &str| text(resource, "command").filter(|command| command != "default").unwrap_or_else(|| usual.to_string());
        match text(resource, "provider").as_deref() {
            Some(pip @ ("pip" | "pip2" | "pip3")) => Some(Other::Pip(command(pip))),
            Some("gem") => Some(Other::Gem(command("gem"))),
            _ => None,
        }
    }

    fn program(&self) -> &str {
        match self {
            Other::Pip(program) | Other::Gem(program) => program,
        }
    }

    fn command<S: Into<String>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let environment = vec![("HOME".to_string(), "/root".to_string()), ("PIP_DISABLE_PIP_VERSION_CHECK".to_string(), "1".to_string())];
        Command { environment, timeout: Some(TIMEOUT), ..Command::new(self.program(), arguments) }
    }

    /// The versions that are there; Ruby keeps several side by side.
    fn versions(&self, name: &str, look: &dyn Look, memory: &mut Memory) -> Result<Vec<String>, Failure> {
        let mut known = memory.get::<Installed>().cloned().unwrap_or_default();
        if !known.0.contains_key(self.program()) {
            let listed = self.list(look)?;
            let mut all = Map::clone(&known.0);
            all.insert(self.program().to_string(), listed);
            known = Installed(Rc::new(all));
            memory.insert(known.clone());
        }
        let listed = known.0.get(self.program());
        Ok(listed.and_then(|listed| listed.get(&self.key(name))).cloned().unwrap_or_default())
    }

    /// What Python takes for the same name.
    fn key(&self, name: &str) -> String {
        match self {
            Other::Pip(_) => name.to_ascii_lowercase().replace(['_', '.'], "-"),
            Other::Gem(_) => name.to_string(),
        }
    }

    fn list(&self, look: &dyn Look) -> Result<Map<String, Vec<String>>, Failure> {
        let arguments = match self {
            Other::Pip(_) => ["freeze", "--all"],
            Other::Gem(_) => ["list", "--local"],
        };
        let printed = ask(look, &self.command(arguments))?.stdout_text();
        let parse = |line: &str| match self {
            Other::Pip(_) => frozen(line).map(|(name, version)| (name, vec![version])),
            Other::Gem(_) => listed(line),
        };
        Ok(printed.lines().filter_map(parse).map(|(name, versions)| (self.key(&name), versions)).collect())
    }

    /// The versions that can be had.
    fn available(&self, resource: &Resource, name: &str, look: &dyn Look) -> Result<Vec<String>, Failure> {
        let versions = match self {
            Other::Pip(_) => {
                // there is no such version: pip complains and names those that there are
                let mut arguments = vec!["install".to_string(), format!("{name}==9!0dev0+x")];
                arguments.extend(options(resource, "install_options"));
                let said = look.query(&self.command(arguments))?;
                let text = format!("{}{}", said.stdout_text(), said.stderr_text());
                let named = text.split_once("from versions: ").and_then(|(_, rest)| rest.split_once(')')).map(|(list, _)| list.to_string());
                named.unwrap_or_default().split(", ").map(|version| version.trim().to_string()).collect()
            }
            Other::Gem(_) => {
                let mut arguments = vec!["list".to_string(), "--remote".to_string(), "--all".to_string()];
                arguments.extend(text(resource, "source").into_iter().flat_map(|source| ["--source".to_string(), source]));
                arguments.push(format!(r"\A{name}\z"));
                let printed = ask(look, &self.command(arguments))?.stdout_text();
                printed.lines().find_map(listed).map(|(_, versions)| versions).unwrap_or_default()
            }
        };
        Ok(versions.into_iter().filter(|version| !version.is_empty() && version != "none").collect())
    }

    fn newest(&self, resource: &Resource, name: &str, look: &dyn Look) -> Result<String, Failure> {
        let available = self.available(resource, name, look)?;
        let newest = available.iter().filter(|version| is_release(version)).max_by(|left, right| super::range::compare(left, right));
        newest.cloned().ok_or_else(|| Failure::new(format!("Could not get latest version: {} knows no package '{name}'", self.program())))
    }

    pub(super) fn check(&self, resource: &Resource, name: &str, look: &dyn Look, memory: &mut Memory) -> Result<Vec<Change>, Failure> {
        let versions = self.versions(name, look, memory)?;
        let is = versions.first().map_or("absent", String::as_str);
        let present = !versions.is_empty();
        let wanted = ensure(resource);
        let holds = |version: &str| versions.iter().any(|known| known == version);
        let to = |version: &str| super::to_version(present, is, version);
        Ok(match (wanted.as_str(), Range::parse(&wanted)) {
            ("present" | "installed", _) => (!present).then(|| Change::new("ensure", is, "present").saying("created")),
            ("absent", _) => present.then(|| Change::new("ensure", is, "absent").saying("removed")),
            ("latest", _) => Some(self.newest(resource, name, look)?).filter(|newest| !holds(newest)).map(|newest| to(&newest)),
            (_, Some(range)) => (!versions.iter().any(|version| range.includes(version))).then(|| to(&wanted)),
            (version, None) => (!holds(version)).then(|| to(version)),
        }
        .into_iter()
        .collect())
    }

    pub(super) fn apply(&self, resource: &Resource, name: &str, act: &mut dyn Act) -> Result<(), Failure> {
        let wanted = ensure(resource);
        let version = match (wanted.as_str(), Range::parse(&wanted)) {
            ("absent", _) => return self.remove(resource, name, act),
            ("present" | "installed" | "latest", _) => None,
            (_, Some(range)) => Some(self.in_range(&range, resource, name, act.as_look())?),
            (version, None) => Some(version.to_string()),
        };
        let mut arguments = vec!["install".to_string()];
        match self {
            Other::Pip(_) => arguments.push("-q".to_string()),
            Other::Gem(_) => arguments.push("--no-document".to_string()),
        }
        arguments.extend(options(resource, "install_options"));
        arguments.extend(self.named(resource, name, version.as_deref()));
        run(act, &self.command(arguments)).map(drop)
    }

    fn in_range(&self, range: &Range, resource: &Resource, name: &str, look: &dyn Look) -> Result<String, Failure> {
        let available = self.available(resource, name, look)?;
        let best = range.best(available.iter().map(String::as_str).filter(|version| is_release(version))).map(str::to_string);
        let message = || format!("No available version for package {name} is included in range {}", ensure(resource));
        best.ok_or_else(|| Failure::new(message()))
    }

    /// The last words of a call that installs.
    fn named(&self, resource: &Resource, name: &str, version: Option<&str>) -> Vec<String> {
        let source = text(resource, "source");
        match (self, source, version) {
            (Other::Pip(_), Some(source), Some(version)) => vec![format!("{source}@{version}#egg={name}")],
            (Other::Pip(_), Some(source), None) => vec![format!("{source}#egg={name}")],
            (Other::Pip(_), None, Some(version)) => vec![format!("{name}=={version}")],
            (Other::Pip(_), None, None) if ensure(resource) == "latest" => vec!["--upgrade".to_string(), name.to_string()],
            (Other::Gem(_), source, version) => {
                let is_url = |source: &String| source.contains("://");
                let mut words: Vec<String> = version.into_iter().flat_map(|version| ["-v".to_string(), version.to_string()]).collect();
                match source {
                    Some(source) if is_url(&source) => words.extend(["--source".to_string(), source, name.to_string()]),
                    Some(file) => words.push(file),
                    None => words.push(name.to_string()),
                }
                words
            }
            _ => vec![name.to_string()],
        }
    }

    fn remove(&self, resource: &Resource, name: &str, act: &mut dyn Act) -> Result<(), Failure> {
        let words: &[&str] = match self {
            Other::Pip(_) => &["uninstall", "-y", "-q"],
            Other::Gem(_) => &["uninstall", "--executables", "--all"],
        };
        let mut arguments: Vec<String> = words.iter().map(|word| word.to_string()).collect();
        arguments.push(name.to_string());
        arguments.extend(options(resource, "uninstall_options"));
        run(act, &self.command(arguments)).map(drop)
    }
}

/// `NAME==VERSION`, or `NAME @ URL@VERSION` of what came from a repository.
fn frozen(line: &str) -> Option<(String, String)> {
    let plain = line.split_once("===").or_else(|| line.split_once("=="));
    let other = || line.split_once(" @ ").and_then(|(name, url)| Some((name, url.rsplit_once('@')?.1)));
    plain.or_else(other).map(|(name, version)| (name.trim().to_string(), version.trim().to_string()))
}

/// `NAME (VERSION, default: VERSION PLATFORM)`
fn listed(line: &str) -> Option<(String, Vec<String>)> {
    let (name, rest) = line.split_once(" (")?;
    let versions = rest.trim_end().strip_suffix(')')?.split(',').map(|version| version.trim().trim_start_matches("default: "));
    let numbers = versions.filter_map(|version| version.split_whitespace().next().map(str::to_string));
    Some((name.to_string(), numbers.collect()))
}

/// Not a preview: `2.0rc1`, `2.0.0.pre`.
fn is_release(version: &str) -> bool {
    let letters: String = version.chars().filter(char::is_ascii_alphabetic).collect();
    letters.is_empty() || letters == "post"
}
