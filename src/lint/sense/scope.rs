//! Which variables a class or a defined type can read without a namespace.

use super::Modules;
use super::definition::Known;
use crate::lint::file::File;
use crate::lint::rules::legacy_fact;
use crate::value::{EcoString, Set};
use rpuppet_syntax::ast::Name;
use rpuppet_syntax::{Node, NodeId};
use std::sync::LazyLock;

/// The variables of a definition's scope.
pub struct Scope<'a> {
    file: &'a File<'a>,
    modules: &'a Modules,
    node: NodeId,
    /// What the definition sets, sorted.
    own: Vec<Name>,
    line: Vec<&'a Known>,
}

impl<'a> Scope<'a> {
    /// The scope of a class or defined type; `None` where it inherits what is not known.
    pub fn of(file: &'a File<'a>, modules: &'a Modules, node: NodeId) -> Option<Scope<'a>> {
        let parent = match file.ast.node(node) {
            Node::Class { parent, .. } => parent,
            Node::Define { .. } => None,
            _ => return None,
        };
        let mut own: Vec<Name> = file.uses().all(node).iter().filter(|place| place.act.sets()).map(|place| place.name).collect();
        own.sort_unstable_by_key(|name| name.0);
        let line = match parent {
            Some(parent) => modules.lineage(modules.class(&super::definition::plain(file.ast.text(parent)))?)?,
            None => Vec::new(),
        };
        Some(Scope { file, modules, node, own, line })
    }

    /// Whether a variable of the file may be set.
    pub fn knows_here(&self, name: Name) -> bool {
        self.own.binary_search_by_key(&name.0, |own| own.0).is_ok() || self.knows_from_elsewhere(self.file.ast.text(name))
    }

    /// Whether a variable may be set.
    pub fn knows(&self, name: &str) -> bool {
        self.own.iter().any(|own| self.file.ast.text(*own) == name) || self.knows_from_elsewhere(name)
    }

    /// Whether a variable may be set outside of the definition.
    pub fn knows_from_elsewhere(&self, name: &str) -> bool {
        self.line.iter().any(|known| known.variables().contains(name)) || is_global(self.file, self.modules, name)
    }

    /// Names for "did you mean".
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let inherited = self.line.iter().flat_map(|known| known.variables().iter());
        let own = self.file.uses().all(self.node).iter().filter(|place| place.act.sets());
        own.map(|place| self.file.ast.text(place.name)).chain(inherited).map(EcoString::as_str)
    }
}

/// Whether a name is a fact, a variable of the site, or one that Puppet sets.
pub fn is_global(file: &File, modules: &Modules, name: &str) -> bool {
    static KNOWN: LazyLock<Set<&str>> = LazyLock::new(|| ALWAYS_SET.iter().chain(FACTS).copied().collect());
    name.bytes().all(|digit| digit.is_ascii_digit())
        || KNOWN.contains(name)
        || legacy_fact(name)
        || modules.may_be_fact(name)
        || modules.is_top_variable(name)
        || file.options.top_scope_variables.iter().any(|known| known == name)
}

/// What Puppet sets in each scope, and at the top.
const ALWAYS_SET: &[&str] = &[
    "agent_specified_environment",
    "alias",
    "audit",
    "before",
    "caller_module_name",
    "clientcert",
    "clientnoop",
    "clientversion",
    "environment",
    "facts",
    "loglevel",
    "module_name",
    "name",
    "noop",
    "notify",
    "require",
    "schedule",
    "server_facts",
    "serverip",
    "serverip6",
    "servername",
    "serverversion",
    "settings",
    "stage",
    "subscribe",
    "tag",
    "title",
    "trusted",
];

/// Facts that every host may have, besides those that have a newer name.
pub const FACTS: &[&str] = &[
    "aio_agent_version",
    "augeas",
    "az_metadata",
    "cloud",
    "disks",
    "dmi",
    "ec2_metadata",
    "ec2_userdata",
    "env_windows_installdir",
    "facterversion",
    "filesystems",
    "fips_enabled",
    "gce",
    "hypervisors",
    "identity",
    "implementation",
    "is_virtual",
    "kernel",
    "kernelmajversion",
    "kernelrelease",
    "kernelversion",
    "ldom",
    "load_averages",
    "lsbdistdescription",
    "memory",
    "mountpoints",
    "networking",
    "os",
    "partitions",
    "path",
    "processors",
    "ps",
    "puppetversion",
    "ruby",
    "scope6",
    "selinux",
    "solaris_zones",
    "ssh",
    "sshdsakey",
    "sshecdsakey",
    "sshed25519key",
    "sshrsakey",
    "system_uptime",
    "system_profiler",
    "timezone",
    "virtual",
    "xen",
    "zfs_featurenumbers",
    "zfs_version",
    "zpool_featureflags",
    "zpool_featurenumbers",
    "zpool_version",
];
