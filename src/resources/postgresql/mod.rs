//! SQL, settings and replication slots of a PostgreSQL server.
//!
//! Statements travel to `psql` by standard input and passwords by its environment, so that no secret is in an argument.

mod client;
mod conf;
mod slot;
mod sql;
#[cfg(test)]
mod tests;
mod validator;

use crate::plan::ResourceType;
use std::sync::Arc;

/// The types of this family.
pub(super) fn natives() -> Vec<Arc<dyn ResourceType>> {
    vec![
        Arc::new(conf::postgresql_conf()),
        Arc::new(slot::PostgresqlReplicationSlot::default()),
        Arc::new(sql::PostgresqlPsql::default()),
        Arc::new(validator::PostgresqlConnValidator::default()),
    ]
}
