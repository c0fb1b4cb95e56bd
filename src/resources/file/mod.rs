//! `file`: files, directories and links, their content, owner, group and mode.

mod backup;
mod bring;
mod compare;
mod content;
mod mode;
mod recurse;
mod remote;
mod source;
mod wanted;

use super::Sources;
use super::attribute::{absolute, text, texts};
use super::declare::{BOOLEAN, Declared, bad_attribute, check_values, parameter, property, schema, shown};
use crate::catalog::schema::TitlePattern;
use crate::catalog::{Catalog, Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use crate::system::Look;
use crate::value::{EcoString, Value};
use mode::Mode;
use std::sync::Arc;
use wanted::{Kind, Wanted};

const CHECKSUMS: &[&str] =
    &["sha256", "sha256lite", "md5", "md5lite", "sha1", "sha1lite", "sha512", "sha384", "sha224", "mtime", "ctime", "none"];

const ATTRIBUTES: &[Declared] = &[
    parameter("path", "The path of the file."),
    parameter("provider", "posix."),
    property("ensure", "absent, present, file, directory, link, or where a link leads."),
    property("content", "What the file contains."),
    property("checksum_value", "The checksum of the source's content."),
    property("target", "Where a link leads."),
    property("owner", "The user that owns it."),
    property("group", "The group that owns it."),
    property("mode", "Permissions, octal or as chmod has them."),
    property("type", "Read-only."),
    property("seluser", "SELinux."),
    property("selrole", "SELinux."),
    property("seltype", "SELinux."),
    property("selrange", "SELinux."),
    property("ctime", "Read-only."),
    property("mtime", "Read-only."),
    parameter("backup", "The ending of the copy that is kept.").default("false"),
    parameter("recurse", "Whether what is below it is managed too.").values(&["true", "false", "remote", "inf"]),
    parameter("recurselimit", "How deep."),
    parameter("max_files", "How many files may come of it."),
    parameter("replace", "Whether an existing file is changed.").values(BOOLEAN).default("true"),
    parameter("force", "Whether directories may be removed.").values(BOOLEAN).default("false"),
    parameter("ignore", "Patterns of names that are passed over."),
    parameter("links", "Whether links are followed.").values(&["follow", "manage"]).default("manage"),
    parameter("purge", "Whether files that nothing declares are removed.").values(BOOLEAN).default("false"),
    parameter("sourceselect", "Whether one or all sources are used.").values(&["first", "all"]).default("first"),
    parameter("show_diff", "Whether diffs are shown.").values(BOOLEAN).default("true"),
    parameter("staging_location", "Where the new content is made."),
    parameter("validate_cmd", "A command that has to accept the new content."),
    parameter("validate_replacement", "What stands for the path in it.").default("'%'"),
    parameter("checksum", "How contents are compared.").values(CHECKSUMS).default("sha256"),
    parameter("source", "Where the content comes from."),
    parameter("source_permissions", "Whether owner and mode come from there.").values(&["use", "use_when_creating", "ignore"]),
    parameter("selinux_ignore_defaults", "SELinux.").values(&["true", "false"]),
];

pub(super) struct File {
    schema: Schema,
    sources: Arc<Sources>,
}

impl File {
    pub(super) fn new(sources: Arc<Sources>) -> Self {
        // slashes at the end do not count, but for the root's
        let path = TitlePattern::Path("path");
        File { schema: Schema { title_patterns: vec![path], ..schema("file", "path", ATTRIBUTES) }, sources }
    }

    fn change(&self, resource: &Resource, wanted: &Wanted, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let mut attributes = Vec::new();
        for change in changes {
            match change.property.as_str() {
                "ensure" => bring::ensure(resource, wanted, acting)?,
                "content" => bring::content(resource, wanted, acting)?,
                "target" => {
                    if let Kind::Link(target) = &wanted.kind {
                        bring::link(resource, wanted, target, acting)?;
                    }
                }
                attribute => attributes.push(attribute),
            }
        }
        if attributes.is_empty() { Ok(()) } else { bring::attributes(resource, wanted, &attributes, acting) }
    }
}

impl ResourceType for File {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        let path = wanted::path(resource);
        let is_name = |name: &String| !name.chars().all(|digit| digit.is_ascii_digit());
        let folders = path.ancestors().skip(1).map(|folder| Autorelation::require("file", folder.to_string_lossy().as_ref()));
        let target = text(resource, "target").filter(|target| target.starts_with('/')).map(|target| Autorelation::require("file", target));
        let owner = text(resource, "owner").filter(is_name).map(|owner| Autorelation::require("user", owner));
        let group = text(resource, "group").filter(is_name).map(|group| Autorelation::require("group", group));
        folders.chain(target).chain(owner).chain(group).collect()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        absolute(resource, "path", &wanted::path(resource).to_string_lossy())?;
        let creators: Vec<&str> = ["content", "source", "target"].into_iter().filter(|name| resource.get(name).is_some()).collect();
        let ensure = text(resource, "ensure");
        if creators.len() > 1 && !(creators == ["source", "target"] && ensure.is_none()) {
            return Err(Failure::new("You cannot specify more than one of content, source, target"));
        }
        if resource.text("recurse") == Some("remote") && resource.get("source").is_none() {
            return Err(Failure::new("You cannot specify a remote recursion without a source"));
        }
        if ensure.as_deref() == Some("link") && text(resource, "target").is_none() {
            return Err(Failure { property: Some("ensure".into()), ..Failure::new("Cannot create a symlink without a target") });
        }
        check_mode(resource)?;
        check_checksum(resource)?;
        if let Some(limit) = text(resource, "recurselimit").filter(|limit| limit.parse::<u32>().is_err()) {
            return Err(bad_attribute(resource, "recurselimit", &format!("Invalid value \"{limit}\". Valid values match /^[0-9]+$/.")));
        }
        source::check(resource)
    }

    fn generate(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Resource>, Failure> {
        recurse::children(resource, &self.sources, reading)
    }

    fn current(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<(EcoString, EcoString)>, Failure> {
        let wanted = Wanted::new(resource, &self.sources, reading.catalog, reading.look)?;
        compare::current(resource, &wanted, reading.look)
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let resource = &*source::permitted(resource, &self.sources, reading.catalog, reading.look)?;
        let wanted = Wanted::new(resource, &self.sources, reading.catalog, reading.look)?;
        compare::changes(resource, &wanted, reading.look)
    }

    fn apply(&self, resource: &Resource, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let resource = &*source::permitted(resource, &self.sources, acting.catalog, acting.act.as_look())?;
        let wanted = Wanted::new(resource, &self.sources, acting.catalog, acting.act.as_look())?;
        let property = changes.first().map(|change| change.property.clone());
        self.change(resource, &wanted, changes, acting).map_err(|failure| Failure { property: failure.property.or(property), ..failure })
    }
}

/// The content of the first source of a resource that is there.
pub(super) fn sourced(resource: &Resource, sources: &Sources, catalog: &Catalog, look: &dyn Look) -> Result<Vec<u8>, Failure> {
    source::check(resource)?;
    let found = source::find(resource, sources, catalog, look)?;
    match found.first() {
        Some(found) => found.content(look),
        None => Ok(Vec::new()),
    }
}

/// Contents that come from the manifest have no time; without any checksum a source cannot be compared.
fn check_checksum(resource: &Resource) -> Result<(), Failure> {
    if let Some(Value::Integer(_) | Value::Float(_)) = resource.get("content") {
        let value = resource.get("content").map(shown).unwrap_or_default();
        let class = if value.contains('.') { "Float" } else { "Integer" };
        let why = format!("Munging failed for value {value} in class content: no implicit conversion of {class} into String");
        return Err(bad_attribute(resource, "content", &why));
    }
    let checksum = text(resource, "checksum").unwrap_or_else(|| "sha256".to_string());
    let refused = |attribute: &str| Failure::new(format!("You cannot specify {attribute} when using checksum '{checksum}'"));
    if matches!(checksum.as_str(), "none" | "mtime" | "ctime") && resource.get("content").is_some() {
        return Err(refused("content"));
    }
    if checksum == "none" && resource.get("source").is_some() {
        return Err(refused("source"));
    }
    let is_digest = |value: &String| match content::digits(&checksum) {
        Some(digits) => value.len() == digits && value.chars().all(|digit| digit.is_ascii_hexdigit()),
        None => true,
    };
    match text(resource, "checksum_value").filter(|value| !is_digest(value)) {
        Some(value) => Err(Failure::new(format!("Checksum value '{value}' is not a valid checksum type {checksum}"))),
        None => Ok(()),
    }
}

/// Octal digits or chmod's form, and a string.
fn check_mode(resource: &Resource) -> Result<(), Failure> {
    let Some(value) = resource.get("mode").filter(|value| !value.is_undef()) else { return Ok(()) };
    let Value::String(text) = value else {
        let class = match value {
            Value::Integer(_) => "Integer",
            Value::Float(_) => "Float",
            Value::Array(_) => "Array",
            Value::Hash(_) => "Hash",
            _ => "Boolean",
        };
        return Err(bad_attribute(resource, "mode", &format!("The file mode specification must be a string, not '{class}'")));
    };
    if Mode::parse(text).is_none() || texts(resource, "mode").is_empty() {
        return Err(bad_attribute(resource, "mode", &format!("The file mode specification is invalid: {}", shown(value))));
    }
    Ok(())
}
