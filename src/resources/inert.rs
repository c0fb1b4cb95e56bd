//! Types that stand in a catalog and do nothing on the host: anchors, stages, containers' ends, schedules, file buckets.

use super::declare::{Declared, check_values, parameter, schema};
use crate::catalog::{Resource, Schema};
use crate::plan::schedule::Schedule;
use crate::plan::{Acting, Change, Failure, Reading, ResourceType};

pub(super) struct Inert {
    schema: Schema,
    /// A refresh travels through it to whoever waits for it.
    passes_refreshes: bool,
}

const NAME: Declared = parameter("name", "The name of the resource.");

impl Inert {
    /// A type with nothing but a name: `anchor`, `stage`, `whit`, `component`.
    pub(super) fn named(name: &str) -> Self {
        Inert { schema: schema(name, "name", &[NAME]), passes_refreshes: name == "anchor" }
    }

    pub(super) fn schedule() -> Self {
        let attributes = [
            NAME,
            parameter("range", "Hours of the day in which resources may be applied."),
            parameter("periodmatch", "Whether periods are counted or measured.").values(&["number", "distance"]).default("distance"),
            parameter("period", "How often resources are applied.").values(&["hourly", "daily", "weekly", "monthly", "never"]),
            parameter("repeat", "How many times within a period.").default("1"),
            parameter("weekday", "Days of the week on which resources may be applied."),
        ];
        Inert { schema: schema("schedule", "name", &attributes), passes_refreshes: false }
    }

    pub(super) fn filebucket() -> Self {
        let attributes = [
            NAME,
            parameter("server", "The server of a remote bucket."),
            parameter("port", "The port of a remote bucket."),
            parameter("path", "The folder of a local bucket."),
        ];
        Inert { schema: schema("filebucket", "name", &attributes), passes_refreshes: false }
    }
}

impl ResourceType for Inert {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        if self.schema.name == "schedule" { Schedule::of(resource).map(drop) } else { Ok(()) }
    }

    fn check(&self, _resource: &Resource, _reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        Ok(Vec::new())
    }

    fn apply(&self, _resource: &Resource, _changes: &[Change], _acting: &mut Acting<'_>) -> Result<(), Failure> {
        Ok(())
    }

    fn is_refreshable(&self) -> bool {
        self.passes_refreshes
    }
}
