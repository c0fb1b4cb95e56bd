//! Users, virtual hosts, permissions and plugins of the RabbitMQ broker on this host.
//!
//! Everything goes through `rabbitmqctl` with answers in JSON. A call costs most of a second, so the broker is asked for all that it
//! defines at once, and again after a change. Passwords travel by standard input: `add_user`, `change_password` and `authenticate_user`
//! read it there where the argument is left out (seen with 3.10). Exchanges, queues, bindings, policies and parameters are defined in the
//! form that the broker exports and imports; for none of that the management plugin is needed, nor the user and password of a resource.

mod binding;
mod cookie;
mod ctl;
mod definitions;
mod exchange;
mod json;
mod management;
mod parameter;
mod permissions;
mod plugin;
mod policy;
mod queue;
#[cfg(test)]
mod tests;
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
        Arc::new(binding::RabbitmqBinding::default()),
        Arc::new(cookie::RabbitmqErlangCookie::default()),
        Arc::new(exchange::RabbitmqExchange::default()),
        Arc::new(parameter::RabbitmqParameter::default()),
        Arc::new(policy::RabbitmqPolicy::default()),
        Arc::new(queue::RabbitmqQueue::default()),
        Arc::new(RabbitmqPlugin::default()),
        Arc::new(RabbitmqUser::default()),
        Arc::new(RabbitmqUserPermissions::default()),
        Arc::new(RabbitmqVhost::default()),
    ]
}
