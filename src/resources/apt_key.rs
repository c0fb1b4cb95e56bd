//! `apt_key`: a key in apt's old keyring, by `apt-key`.

use super::attribute::{flag, name, text};
use super::declare::{BOOLEAN, bad_attribute, check_values, parameter, property, schema};
use super::ensure::{settled, wants_absent};
use super::run::{ask, run};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Memory, Reading, ResourceType};
use crate::system::{Command, Look};
use std::rc::Rc;
use std::time::Duration;

const SERVER: &str = "keyserver.ubuntu.com";
const TIMEOUT: Duration = Duration::from_secs(120);
/// How the keyring is listed for programs.
const LIST: [&str; 6] = ["adv", "--no-tty", "--list-keys", "--with-colons", "--fingerprint", "--fixed-list-mode"];
/// Digits of a full fingerprint.
const FULL: usize = 40;

/// A key of the keyring.
struct Key {
    fingerprint: String,
    /// Seconds since 1970.
    expires: Option<f64>,
}

#[derive(Clone)]
struct Keys(Rc<Vec<Key>>);

pub(super) struct AptKey {
    schema: Schema,
}

impl AptKey {
    pub(super) fn new() -> Self {
        let read_only = ["fingerprint", "long", "short", "expired", "expiry", "size", "type", "created"];
        let mut attributes = vec![
            property("ensure", "Whether the key is there.").values(&["present", "absent"]),
            parameter("id", "The fingerprint of the key, or its last 8 or 16 digits."),
            parameter("content", "The key."),
            parameter("source", "Where the key is: a file or a URL."),
            parameter("server", "The key server.").default("'keyserver.ubuntu.com'"),
            parameter("options", "What the key server is asked in which way."),
            parameter("refresh", "Whether a key that has expired is brought again.").values(BOOLEAN).default("false"),
            parameter("weak_ssl", "Whether the server's certificate is believed.").values(BOOLEAN).default("false"),
            parameter("provider", "How the keyring is changed.").values(&["apt_key"]),
        ];
        attributes.extend(read_only.map(|name| property(name, "Read-only.")));
        AptKey { schema: schema("apt_key", "id", &attributes) }
    }

    /// The digits, in capitals and without `0x`.
    fn id(&self, resource: &Resource) -> String {
        let id = name(&self.schema, resource);
        id.strip_prefix("0x").unwrap_or(&id).to_ascii_uppercase()
    }

    fn known(&self, resource: &Resource, look: &dyn Look, memory: &mut Memory) -> Result<bool, Failure> {
        let (keys, id, now) = (keys(look, memory)?, self.id(resource), look.now());
        let refresh = flag(resource, "refresh") == Some(true);
        let is_valid = |key: &Key| !refresh || key.expires.is_none_or(|expires| now < expires);
        Ok(keys.0.iter().any(|key| key.fingerprint.ends_with(&id) && is_valid(key)))
    }

    /// The key itself, where the manifest says where it is.
    fn key(&self, resource: &Resource, look: &dyn Look) -> Result<Option<Vec<u8>>, Failure> {
        if let Some(content) = text(resource, "content") {
            return Ok(Some(content.into_bytes()));
        }
        match text(resource, "source") {
            Some(source) if source.starts_with('/') => Ok(Some(look.read(source.as_ref())?)),
            Some(source) => download(&source, look).map(Some),
            None => Ok(None),
        }
    }

    fn bring(&self, resource: &Resource, acting: &mut Acting<'_>) -> Result<(), Failure> {
        let id = self.id(resource);
        if let Some(key) = self.key(resource, acting.act.as_look())? {
            verify(&id, &key, acting.act.as_look())?;
            return run(acting.act, &Command { stdin: Some(key), ..command(&["add", "-"]) }).map(drop);
        }
        let server = text(resource, "server").unwrap_or_else(|| SERVER.to_string());
        let options = text(resource, "options");
        let mut arguments = vec!["adv", "--no-tty", "--keyserver", &server];
        arguments.extend(options.iter().flat_map(|options| ["--keyserver-options", options.as_str()]));
        // has to be the last one
        arguments.extend(["--recv-keys", &id]);
        run(acting.act, &command(&arguments)).map(drop)
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-key", arguments.iter().copied());
    // it warns of its own end otherwise
    command.environment = vec![("APT_KEY_DONT_WARN_ON_DANGEROUS_USAGE".to_string(), "1".to_string())];
    command.timeout = Some(TIMEOUT);
    command
}

fn keys(look: &dyn Look, memory: &mut Memory) -> Result<Keys, Failure> {
    memory.get_or_try(|| Ok(Keys(Rc::new(parsed(&ask(look, &command(&LIST))?.stdout_text())))))
}

/// Lines of fields between colons: `pub` begins a key, the `fpr` behind it is its own.
fn parsed(printed: &str) -> Vec<Key> {
    let (mut keys, mut expires) = (Vec::new(), None);
    for line in printed.lines() {
        let fields: Vec<&str> = line.split(':').collect();
        let field = |number: usize| fields.get(number).copied().unwrap_or_default();
        match field(0) {
            "pub" => expires = Some(field(6).parse::<f64>().ok()),
            "fpr" => keys.extend(expires.take().map(|expires| Key { fingerprint: field(9).to_string(), expires })),
            _ => {}
        }
    }
    keys
}

fn download(url: &str, look: &dyn Look) -> Result<Vec<u8>, Failure> {
    if !url.starts_with("http://") && !url.starts_with("https://") {
        let message = format!("Cannot fetch '{url}': keys come from files, from http and https, or from the manifest (content)");
        return Err(Failure::new(message));
    }
    let answer = look.download(url)?;
    if answer.status == 200 { Ok(answer.content) } else { Err(Failure::new(format!("HTTP {} for {url}", answer.status))) }
}

/// A key that is brought has to be the one that is meant; gpg tells, where it is there.
fn verify(id: &str, key: &[u8], look: &dyn Look) -> Result<(), Failure> {
    if id.len() != FULL || look.which("gpg").is_none() {
        return Ok(());
    }
    let arguments = ["--no-tty", "--batch", "--with-colons", "--show-keys"];
    let printed =
        ask(look, &Command { stdin: Some(key.to_vec()), timeout: Some(TIMEOUT), ..Command::new("gpg", arguments) })?.stdout_text();
    let fingerprints = printed.lines().filter(|line| line.starts_with("fpr:")).filter_map(|line| line.split(':').nth(9));
    if fingerprints.into_iter().any(|fingerprint| fingerprint == id) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "The id in your manifest {id} and the fingerprint from content/source don't match. \
         Check for an error in the id and content/source is legitimate."
    )))
}

impl ResourceType for AptKey {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        let file = text(resource, "source").filter(|source| source.starts_with('/'));
        file.map(|file| Autorelation::require("File", file)).into_iter().collect()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        let id = self.id(resource);
        if !matches!(id.len(), 8 | 16 | FULL) || !id.chars().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(bad_attribute(resource, "id", &format!("Invalid value \"{id}\". A key has 8, 16 or 40 hexadecimal digits.")));
        }
        if flag(resource, "refresh") == Some(true) && wants_absent(resource) {
            return Err(Failure::new("ensure => absent and refresh => true are mutually exclusive"));
        }
        if text(resource, "content").is_some() && text(resource, "source").is_some() {
            return Err(Failure::new("The properties content and source are mutually exclusive."));
        }
        let is_option = |name: &&str| text(resource, name).is_some_and(|value| value.starts_with('-'));
        match ["server", "options", "source"].into_iter().find(is_option) {
            Some(name) => Err(bad_attribute(resource, name, "Invalid value: it begins with a dash")),
            None => Ok(()),
        }
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let known = self.known(resource, reading.look, reading.memory)?;
        Ok(settled(resource, known).unwrap_or_default())
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        acting.memory.forget::<Keys>();
        if wants_absent(resource) {
            return run(acting.act, &command(&["del", &self.id(resource)])).map(drop);
        }
        self.bring(resource, acting)
    }
}
