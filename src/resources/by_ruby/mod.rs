//! Types of modules whose providers are Ruby's alone: rpuppet knows their attributes and has no way of its own to act on them.
//!
//! Without Puppet their resources are unknown to a plan and fail when they are applied. With `--ruby-providers` just these resources are
//! handed to an installed `puppet apply`, and what it did comes back as changes and failures of our own run.

mod outcome;
mod puppet;
#[cfg(test)]
mod tests;

pub use puppet::RubyProviders;

use crate::catalog::{Declaration, Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, ModuleCode, Reading, ResourceType};
use crate::value::{EcoString, Set};
use outcome::Outcome;
use puppet::Mode;
use std::rc::Rc;
use std::sync::Arc;

pub(super) struct ByRuby {
    declaration: Declaration,
    puppet: Option<Arc<RubyProviders>>,
    /// All such types: their resources may look at each other.
    names: Arc<Set<EcoString>>,
}

/// What Puppet said would change, when so many changes had been made.
#[derive(Clone)]
struct Known {
    changes: u64,
    outcome: Rc<Outcome>,
}

impl ByRuby {
    pub(super) fn new(declaration: Declaration, puppet: Option<Arc<RubyProviders>>, names: Arc<Set<EcoString>>) -> Self {
        ByRuby { declaration, puppet, names }
    }

    /// What Puppet says that would change, of all resources of such types at once: the answer serves until something was changed.
    fn ask(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Rc<Outcome>, Failure> {
        let puppet = self.puppet.as_ref().ok_or_else(|| self.needs_ruby())?;
        let changes = reading.memory.changes();
        if let Some(known) = reading.memory.get::<Known>().filter(|known| known.changes == changes && known.outcome.tells(resource)) {
            return Ok(known.outcome.clone());
        }
        let others = reading.catalog.resources.values().filter(|other| other.reference != resource.reference);
        let of_ruby = others.filter(|other| self.names.contains(other.reference.type_name.to_lowercase().as_str()));
        let all: Vec<&Resource> = std::iter::once(resource).chain(of_ruby).collect();
        let call = puppet::Call::new(&all, Mode::Look, &self.names, reading.catalog, reading.memory);
        let output = reading.look.query(&puppet.command(&call, Mode::Look))?;
        let outcome = Rc::new(puppet.outcome(&call, &output, reading.look)?);
        reading.memory.insert(Known { changes, outcome: outcome.clone() });
        Ok(outcome)
    }

    /// What Puppet changed.
    fn act(&self, resources: &[&Resource], mode: Mode, acting: &mut Acting<'_>) -> Result<Outcome, Failure> {
        let puppet = self.puppet.as_ref().ok_or_else(|| self.needs_ruby())?;
        let call = puppet::Call::new(resources, mode, &self.names, acting.catalog, acting.memory);
        let output = acting.act.run(&puppet.command(&call, mode))?;
        puppet.outcome(&call, &output, acting.act.as_look())
    }

    fn needs_ruby(&self) -> Failure {
        let (name, file) = (&self.declaration.schema.name, &self.declaration.file);
        let providers: Vec<&str> = self.declaration.providers.iter().map(|provider| provider.name.as_str()).collect();
        let who = match providers.as_slice() {
            [] => "it is".to_string(),
            [one] => format!("its provider {one} is"),
            several => format!("its providers {} are", several.join(", ")),
        };
        let message = format!("Could not find a suitable provider for {name}: {who} in Ruby ({file}), and rpuppet has none of its own");
        let help = "with --ruby-providers such resources are handed to an installed Puppet".to_string();
        Failure { help: Some(help), ..Failure::not_yet(message) }
    }
}

impl ResourceType for ByRuby {
    fn schema(&self) -> &Schema {
        &self.declaration.schema
    }

    /// Whoever acts on it munges its values itself.
    fn module_code(&self) -> ModuleCode {
        ModuleCode::Relates
    }

    /// Those that the declaration tells without running anything.
    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        let attributes = &self.declaration.schema.attributes;
        let title = |title: &EcoString| match attributes.contains_key(title) {
            true => super::attribute::text(resource, title).map(EcoString::from),
            false => Some(title.clone()),
        };
        // Puppet passes over what is no type of resource: classes
        let pairs = self.declaration.autorequires.iter().filter(|(kind, _)| kind != "class");
        pairs.filter_map(|(kind, other)| title(other).map(|other| Autorelation::require(kind, other))).collect()
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        self.ask(resource, reading)?.changes(resource)
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        self.act(&[resource], Mode::Act, acting)?.changes(resource).map(drop)
    }

    /// Starting Ruby takes the time: what follows each other is one call.
    fn batch_key(&self, _resource: &Resource, _changes: &[Change]) -> Option<EcoString> {
        Some(EcoString::from("puppet apply"))
    }

    fn apply_batch(&self, batch: &[(&Resource, &[Change])], acting: &mut Acting<'_>) -> Vec<Result<(), Failure>> {
        let resources: Vec<&Resource> = batch.iter().map(|(resource, _)| *resource).collect();
        match self.act(&resources, Mode::Act, acting) {
            Ok(outcome) => resources.iter().map(|resource| outcome.changes(resource).map(drop)).collect(),
            Err(failure) => resources.iter().map(|_| Err(failure.clone())).collect(),
        }
    }

    fn is_refreshable(&self) -> bool {
        self.puppet.is_some()
    }

    fn refresh(&self, resource: &Resource, acting: &mut Acting<'_>) -> Result<bool, Failure> {
        self.act(&[resource], Mode::Refresh, acting)?.refreshed(resource)
    }
}
