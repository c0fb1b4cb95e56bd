//! `concat_fragment`: a piece of a file, and where it goes.

use super::super::attribute::{flag, text, texts};
use super::super::declare::{bad_attribute, check_values, parameter, schema};
use super::super::file::sourced;
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Change, Failure, Reading, ResourceType};
use crate::resources::Sources;

const ORDER: &str = "10";

pub struct ConcatFragment {
    schema: Schema,
}

impl Default for ConcatFragment {
    fn default() -> Self {
        let attributes = [
            parameter("name", "A name of the resource's own."),
            parameter("target", "The path or title of the file."),
            parameter("content", "The content."),
            parameter("source", "Where the content comes from."),
            parameter("order", "Pieces come in this order, those with the same one by their names.").default("'10'"),
            parameter("tag", "A file with the same tag is meant, too."),
        ];
        ConcatFragment { schema: schema("concat_fragment", "name", &attributes) }
    }
}

/// A piece that was brought.
pub struct Piece {
    pub name: String,
    pub order: String,
    pub content: Vec<u8>,
    pub is_secret: bool,
}

/// Whether the fragment is one of the file.
pub fn is_meant(fragment: &Resource, file: &Resource, path: &str) -> bool {
    let target = text(fragment, "target");
    let by_target = target.as_deref().is_some_and(|target| target == path || target == file.title());
    let tag = texts(fragment, "tag");
    by_target || !tag.is_empty() && tag == texts(file, "tag")
}

/// The content, with a line feed at its end where the file asks for it.
pub fn piece(fragment: &Resource, file: &Resource, sources: &Sources, reading: &Reading<'_>) -> Result<Piece, Failure> {
    let mut content = match text(fragment, "content") {
        Some(content) => content.into_bytes(),
        None => sourced(fragment, sources, reading.catalog, reading.look)?,
    };
    if flag(file, "ensure_newline") == Some(true) && !content.ends_with(b"\n") {
        content.push(b'\n');
    }
    let name = text(fragment, "name").unwrap_or_else(|| fragment.title().to_string());
    let order = text(fragment, "order").unwrap_or_else(|| ORDER.to_string());
    Ok(Piece { name, order, content, is_secret: fragment.is_sensitive("content") })
}

impl ResourceType for ConcatFragment {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        let given = |name: &str| resource.get(name).is_some_and(|value| !value.is_undef());
        if !given("target") && texts(resource, "tag").is_empty() {
            return Err(Failure::new("No 'target' or 'tag' set"));
        }
        match (given("source"), given("content")) {
            (false, false) => return Err(Failure::new("Set either 'source' or 'content'")),
            (true, true) => return Err(Failure::new("Can't use 'source' and 'content' at the same time")),
            _ => {}
        }
        match text(resource, "order").filter(|order| order.contains(['/', ':', '\n'])) {
            Some(_) => Err(bad_attribute(resource, "order", "Order cannot contain '/', ':', or '\\n'.")),
            None => Ok(()),
        }
    }

    fn check(&self, _resource: &Resource, _reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        Ok(Vec::new())
    }

    fn apply(&self, _resource: &Resource, _changes: &[Change], _acting: &mut Acting<'_>) -> Result<(), Failure> {
        Ok(())
    }
}
