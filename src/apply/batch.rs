//! Changing several resources in one go (packages with one call of apt-get): only those that would have come one after the other anyway.

use super::evaluate::Evaluation;
use super::run::Run;
use crate::catalog::{Reference, Resource};
use crate::plan::graph::Node;
use crate::plan::resource_type::Acting;
use crate::plan::{Change, Failure};

impl<'a> Run<'a> {
    /// Changes a resource together with those that may join it; gives the nodes that are settled, in order.
    pub(super) fn apply_batch(&mut self, first: Evaluation<'a>) -> Vec<Node> {
        let mut batch = vec![first];
        while let Some(next) = self.joining(&batch) {
            self.ready.take();
            self.ready.finish(&self.scene.graph, next.node);
            self.with_status(next.node, |status| status.scheduled = true);
            batch.push(next);
        }
        let results = self.act_on(&batch);
        let mut settled = Vec::new();
        for (evaluation, result) in batch.iter().zip(results) {
            match result {
                Some(result) => self.settle(evaluation, result, batch.len()),
                None => self.settle_unchanged(evaluation),
            }
            settled.push(evaluation.node);
        }
        self.save_journal();
        settled
    }

    /// The next resource, if it can be part of the batch: same type and key, and it waits for nobody in the batch.
    fn joining(&mut self, batch: &[Evaluation<'a>]) -> Option<Evaluation<'a>> {
        let first = batch.first()?;
        let key = first.kind.batch_key(&first.resource, &first.changes)?;
        let node = self.ready.peek()?;
        let resource = self.scene.resource(node).filter(|_| self.scene.graph.role(node).is_resource())?;
        let waits = self.scene.graph.before(node).iter().any(|before| batch.iter().any(|member| member.node == *before));
        let is_same = resource.reference.type_name == first.resource.reference.type_name;
        let takes_part =
            !self.act.interrupted() && !self.is_blocked(node) && matches!(self.scene.is_selected(node, self.act.as_look()), Ok(true));
        if !is_same || waits || !takes_part || self.scene.is_noop(node) {
            return None;
        }
        let next = self.check(node).ok()?;
        let fits = next.changes.is_empty() || next.kind.batch_key(&next.resource, &next.changes) == Some(key);
        fits.then_some(next)
    }

    /// One result for each member that has changes.
    fn act_on(&mut self, batch: &[Evaluation<'a>]) -> Vec<Option<Result<(), Failure>>> {
        let mut owed: Vec<Reference> = Vec::new();
        batch.iter().filter(|member| !member.changes.is_empty()).for_each(|member| owed.extend(self.owed_by(member.node)));
        if let Err(error) = self.journal.intend(self.act, &owed) {
            return batch.iter().map(|member| (!member.changes.is_empty()).then(|| Err(unsafe_to_begin(&error)))).collect();
        }
        let todo: Vec<(&Resource, &[Change])> =
            batch.iter().filter(|member| !member.changes.is_empty()).map(|member| (&*member.resource, member.changes.as_slice())).collect();
        self.memory.note_change();
        let mut acting = Acting { act: self.act, memory: &mut self.memory, catalog: self.scene.catalog };
        let mut results = match (batch, todo.as_slice()) {
            ([first, ..], [(resource, changes)]) => vec![first.kind.apply(resource, changes, &mut acting)],
            ([first, ..], _) => first.kind.apply_batch(&todo, &mut acting),
            ([], _) => Vec::new(),
        }
        .into_iter();
        let missing = || Failure::new("The type gave no result for this resource of a batch");
        batch.iter().map(|member| (!member.changes.is_empty()).then(|| results.next().unwrap_or_else(|| Err(missing())))).collect()
    }
}

/// Without the journal a kill could lose a refresh: better change nothing.
fn unsafe_to_begin(error: &crate::system::SystemError) -> Failure {
    Failure::new(format!("Could not keep the journal of owed refreshes: {error}"))
}
