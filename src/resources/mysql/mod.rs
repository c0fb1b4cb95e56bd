//! Databases, accounts and grants of the MariaDB or MySQL server on this host.
//!
//! Everything goes through the `mysql` program as root over the server's socket; statements travel by standard input, so that no secret is
//! in an argument. The server is asked once per kind and run; the answer is forgotten when something of that kind was changed.

pub(super) mod client;
mod database;
mod datadir;
mod grant;
mod plugin;
mod privileges;
#[cfg(test)]
mod tests;
pub(super) mod text;
mod user;

pub use database::MysqlDatabase;
pub use datadir::MysqlDatadir;
pub use grant::MysqlGrant;
pub use plugin::MysqlPlugin;
pub use user::MysqlUser;

use crate::plan::ResourceType;
use std::sync::Arc;

/// The types of this family.
pub(super) fn natives() -> Vec<Arc<dyn ResourceType>> {
    vec![
        Arc::new(MysqlDatabase::default()),
        Arc::new(MysqlDatadir::default()),
        Arc::new(MysqlGrant::default()),
        Arc::new(MysqlPlugin::default()),
        Arc::new(MysqlUser::default()),
    ]
}
