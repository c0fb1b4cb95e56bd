//! Users, virtual hosts, permissions and plugins of the RabbitMQ broker on this host.
//!
//! Everything goes through `rabbitmqctl` with answers in JSON. A call costs most of a second, so the broker is asked for all that it
//! defines at once, and again after a change. Passwords travel by standard input: `add_user`, `change_password` and `authenticate_user`
//! read it there where the argument is left out (seen with 3.10).

mod ctl;
mod definitions;
mod permissions;
mod plugin;
mod user;
mod vhost;

pub use permissions::RabbitmqUserPermissions;
pub use plugin::RabbitmqPlugin;
pub use user::RabbitmqUser;
pub use vhost::RabbitmqVhost;

use crate::plan::ResourceType;
use std::sync::Arc;

/// The types of this family.
pub(super) fn natives() -> Vec<Arc<dyn ResourceType>> {
    vec![
        Arc::new(RabbitmqPlugin::default()),
        Arc::new(RabbitmqUser::default()),
        Arc::new(RabbitmqUserPermissions::default()),
        Arc::new(RabbitmqVhost::default()),
    ]
}
