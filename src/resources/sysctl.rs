//! `sysctl`, a line of /etc/sysctl.conf, and `sysctl_runtime`, what the kernel has now.

use super::attribute::{name, text};
use super::declare::{bad_attribute, check_values, parameter, property, schema};
use super::parsed::{Dialect, Parsed, Record};
use super::run::{failed, run};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Change, Failure, Reading, ResourceType};
use crate::system::{Command, Look};
use std::sync::Arc;

/// The types of this family.
pub(super) fn natives() -> Vec<Arc<dyn ResourceType>> {
    let dialect = Dialect {
        type_name: "sysctl",
        value: "val",
        target: "/etc/sysctl.conf",
        must_exist: true,
        parse: record,
        line: |record| format!("{}={}", record.name, record.value),
        is_name,
    };
    vec![Arc::new(Parsed::new(dialect)), Arc::new(SysctlRuntime::new())]
}

fn record(line: &str) -> Option<Record> {
    let (name, value) = line.split_once('=').filter(|_| !line.trim_start().starts_with(['#', ';']))?;
    Some(Record { name: name.trim().to_string(), value: value.trim().to_string(), comment: None })
}

/// No program takes it for an option or for an assignment.
fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with(['-', '#', ';']) && !name.contains(|letter: char| letter.is_whitespace() || letter == '=')
}

struct SysctlRuntime {
    schema: Schema,
}

impl SysctlRuntime {
    fn new() -> Self {
        let attributes = [
            parameter("name", "The name of the kernel's parameter."),
            property("val", "Its value."),
            parameter("provider", "How the kernel is spoken to.").values(&["sysctl_runtime"]),
        ];
        SysctlRuntime { schema: schema("sysctl_runtime", "name", &attributes) }
    }

    fn current(&self, name: &str, look: &dyn Look) -> Result<String, Failure> {
        let command = Command::new("sysctl", ["-n", name]);
        let output = look.query(&command)?;
        if output.success() {
            return Ok(output.stdout_text().trim_end().to_string());
        }
        if output.stderr_text().contains("cannot stat") {
            return Err(Failure::new(format!("sysctl parameter {name} wasn't found on this system")));
        }
        Err(failed(&command, &output))
    }
}

/// The kernel writes tabs between numbers, people write spaces.
fn words(value: &str) -> Vec<&str> {
    value.split_whitespace().collect()
}

impl ResourceType for SysctlRuntime {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        let name = name(&self.schema, resource);
        if is_name(&name) { Ok(()) } else { Err(bad_attribute(resource, "name", &format!("Invalid value \"{name}\"."))) }
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let is = self.current(&name(&self.schema, resource), reading.look)?;
        let differs = |wanted: &String| words(wanted) != words(&is);
        Ok(text(resource, "val").filter(differs).map(|wanted| Change::new("val", is.as_str(), wanted)).into_iter().collect())
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let assignment = format!("{}={}", name(&self.schema, resource), text(resource, "val").unwrap_or_default());
        run(acting.act, &Command::new("sysctl", ["-w", &assignment])).map(drop)
    }
}
