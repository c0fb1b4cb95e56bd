//! Names that no module has to define.

use crate::catalog::reference::capitalized;
use crate::datatype::{self, NoAliases};
use crate::value::{Map, Type};
use std::sync::{LazyLock, Mutex, PoisonError};

/// Whether a name, in lower case, is that of a data type that needs no module.
pub fn is_built_in(name: &str) -> bool {
    static KNOWN: LazyLock<Mutex<Map<String, bool>>> = LazyLock::new(Mutex::default);
    if OF_LANGUAGE.contains(&name) || name.starts_with("pcore::") || name.starts_with("puppet::") {
        return true;
    }
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    *known.entry(name.to_string()).or_insert_with(
        || matches!(datatype::parse(&capitalized(name), &NoAliases), Ok(data_type) if !matches!(data_type, Type::Reference(_))),
    )
}

/// Data types that are not spelt as others are, and those of plans.
const OF_LANGUAGE: &[&str] = &[
    "any",
    "array",
    "boolean",
    "callable",
    "catalogentry",
    "class",
    "default",
    "deferred",
    "enum",
    "error",
    "float",
    "hash",
    "integer",
    "notundef",
    "pattern",
    "plan",
    "resource",
    "resulttype",
    "result",
    "resultset",
    "applyresult",
    "richdata",
    "scalardata",
    "semver",
    "targetspec",
    "semverrange",
    "sensitive",
    "string",
    "struct",
    "target",
    "task",
    "timespan",
    "timestamp",
    "tuple",
    "type",
    "typealias",
    "typereference",
    "typeset",
    "undef",
    "uri",
    "variant",
    "binary",
    "collection",
    "data",
    "init",
    "iterable",
    "iterator",
    "numeric",
    "object",
    "optional",
    "regexp",
    "runtime",
    "scalar",
    "unit",
];

/// Functions of plans, and those that PuppetDB brings.
pub const OF_PLANS: &[&str] = &[
    "add_facts",
    "add_to_group",
    "apply",
    "apply_prep",
    "background",
    "catch_errors",
    "download_file",
    "facts",
    "fail_plan",
    "get_resources",
    "get_target",
    "get_targets",
    "parallelize",
    "prompt",
    "puppetdb_command",
    "puppetdb_fact",
    "puppetdb_query",
    "remove_from_group",
    "resolve_references",
    "resource",
    "run_command",
    "run_container",
    "run_plan",
    "run_script",
    "run_task",
    "run_task_with",
    "set_config",
    "set_feature",
    "set_resources",
    "set_var",
    "upload_file",
    "vars",
    "wait",
    "wait_until_available",
    "without_default_logging",
    "write_file",
];

/// Types that Puppet's agent brings and that cannot be asked for their parameters here.
pub const OF_PUPPET: &[&str] = &[
    "augeas",
    "class",
    "computer",
    "cron",
    "host",
    "interface",
    "k5login",
    "macauthorization",
    "mailalias",
    "maillist",
    "mcx",
    "mount",
    "node",
    "resources",
    "router",
    "scheduled_task",
    "selboolean",
    "selmodule",
    "ssh_authorized_key",
    "sshkey",
    "vlan",
    "yumrepo",
    "zfs",
    "zone",
    "zpool",
];
