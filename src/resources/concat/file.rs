//! `concat_file`: the file that the fragments make up.

use super::super::attribute::{absolute, flag, name, text};
use super::super::declare::{BOOLEAN, check_values, parameter, property, schema};
use super::super::ensure::wants_absent;
use super::super::file::File;
use super::fragment::{Piece, is_meant, piece};
use super::merge;
use crate::catalog::{Parameter, Reference, Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use crate::resources::Sources;
use crate::value::{EcoString, Value};
use std::sync::Arc;

/// What the `file` resource is given as it stands.
const HANDED_DOWN: [&str; 16] = [
    "owner",
    "group",
    "mode",
    "replace",
    "backup",
    "selinux_ignore_defaults",
    "selrange",
    "selrole",
    "seltype",
    "seluser",
    "validate_cmd",
    "show_diff",
    "noop",
    "loglevel",
    "schedule",
    "audit",
];

pub struct ConcatFile {
    schema: Schema,
    sources: Arc<Sources>,
    file: File,
}

impl ConcatFile {
    pub fn new(sources: Arc<Sources>) -> Self {
        let attributes = [
            property("ensure", "Whether the file is there.").values(&["present", "absent"]).default("present"),
            parameter("tag", "Fragments with this tag are the file's."),
            parameter("path", "The file."),
            parameter("owner", "The user that owns it."),
            parameter("group", "The group that owns it."),
            parameter("mode", "Its permissions."),
            parameter("order", "How fragments are sorted.").values(&["alpha", "numeric"]).default("numeric"),
            parameter("backup", "The ending of the copy that is kept."),
            parameter("replace", "Whether a file that is there is changed.").values(BOOLEAN).default("true"),
            parameter("validate_cmd", "A command that has to accept the new content."),
            parameter("ensure_newline", "Whether each fragment ends with a line feed.").values(BOOLEAN).default("false"),
            parameter("format", "What the fragments are: text, or data to be merged.").values(merge::FORMATS).default("plain"),
            parameter("force", "Whether the first of two different values counts.").values(BOOLEAN).default("false"),
            parameter("selinux_ignore_defaults", "SELinux.").values(BOOLEAN),
            parameter("selrange", "SELinux."),
            parameter("selrole", "SELinux."),
            parameter("seltype", "SELinux."),
            parameter("seluser", "SELinux."),
            parameter("show_diff", "Whether differences are shown.").values(BOOLEAN),
        ];
        let file = File::new(sources.clone());
        ConcatFile { schema: schema("concat_file", "path", &attributes), sources, file }
    }

    fn pieces(&self, resource: &Resource, reading: &Reading<'_>) -> Result<Vec<Piece>, Failure> {
        let path = name(&self.schema, resource);
        let fragments = reading.catalog.resources.values().filter(|other| other.reference.type_name == "Concat_fragment");
        let meant = fragments.filter(|fragment| is_meant(fragment, resource, &path));
        let mut pieces: Vec<Piece> = meant.map(|fragment| piece(fragment, resource, &self.sources, reading)).collect::<Result<_, _>>()?;
        match text(resource, "order").as_deref() {
            Some("alpha") => pieces.sort_by_cached_key(|piece| (piece.order.clone(), piece.name.clone())),
            _ => pieces.sort_by_cached_key(|piece| (numeric(&piece.order), numeric(&piece.name))),
        }
        Ok(pieces)
    }

    /// The `file` resource, without its content.
    fn plain(&self, resource: &Resource) -> Resource {
        let path = name(&self.schema, resource);
        let ensure = if wants_absent(resource) { "absent" } else { "file" };
        let mut file = Resource { reference: Reference::new("file", path.as_str()), ..Resource::default() };
        let mut set = |name: &str, value: Value| {
            file.parameters.insert(name.into(), Parameter { value, location: None });
        };
        set("ensure", Value::from(ensure));
        set("path", Value::from(path.as_str()));
        for name in HANDED_DOWN {
            if let Some(parameter) = resource.parameters.get(name).filter(|parameter| !parameter.value.is_undef()) {
                set(name, parameter.value.clone());
            }
        }
        Resource { location: resource.location.clone(), source: resource.source.clone(), ..file }
    }

    fn content(&self, resource: &Resource, reading: &Reading<'_>) -> Result<Value, Failure> {
        let pieces = self.pieces(resource, reading)?;
        let format = text(resource, "format").unwrap_or_else(|| "plain".to_string());
        let bytes = merge::merged(&pieces, &format, flag(resource, "force") == Some(true))?;
        let text = String::from_utf8(bytes)
            .map_err(|_| Failure::new(format!("A fragment of {} is not valid UTF-8", name(&self.schema, resource))))?;
        let value = Value::from(text.as_str());
        Ok(if pieces.iter().any(|piece| piece.is_secret) { Value::sensitive(value) } else { value })
    }
}

/// Numbers come before words, and in their order.
fn numeric(text: &str) -> (bool, u64, EcoString) {
    let is_number = !text.is_empty() && text.chars().all(|digit| digit.is_ascii_digit());
    match text.parse() {
        Ok(number) if is_number => (false, number, EcoString::new()),
        _ => (true, 0, text.into()),
    }
}

impl ResourceType for ConcatFile {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Those of the file that it stands for.
    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        self.file.autorelations(&self.plain(resource))
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        absolute(resource, "path", &name(&self.schema, resource))?;
        self.file.validate(&self.plain(resource))
    }

    fn generate(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Resource>, Failure> {
        let mut file = self.plain(resource);
        if reading.catalog.resource(&file.reference).is_some() {
            let message = format!("{} is declared twice: by {} and by itself", file.reference, resource.reference);
            return Err(Failure::new(message));
        }
        if !wants_absent(resource) {
            let content = self.content(resource, reading)?;
            file.parameters.insert("content".into(), Parameter { value: content, location: None });
        }
        Ok(vec![file])
    }

    fn check(&self, _resource: &Resource, _reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        Ok(Vec::new())
    }

    fn apply(&self, _resource: &Resource, _changes: &[Change], _acting: &mut Acting<'_>) -> Result<(), Failure> {
        Ok(())
    }
}
