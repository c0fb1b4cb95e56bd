//! What is known of Hiera's data: which names stand in them, and for which environments and modules all of them are at hand.

use super::Index;
use super::part::Part;
use crate::value::{EcoString, Map, Regex, Set, Value};

/// Folders of an environment that hold its own modules; `modules` holds what others wrote for all cases there are.
const OWN: &[&str] = &["site-modules", "site"];

#[derive(Default)]
pub struct Data {
    /// Keys, and other names with a namespace.
    names: Set<EcoString>,
    /// Environments with a `hiera.yaml`, by their folders: whether all that it leads to is seen.
    environments: Map<String, bool>,
    /// Modules with data of which some are not seen.
    unseen: Set<String>,
    /// Modules that declare classes of which the names are not known before it is compiled; a site's manifests are among them without a name.
    computing: Set<String>,
    /// Keys, and patterns of keys, whose values are merged or converted before anybody has them.
    with_options: Set<String>,
    /// Whether a site's manifest declares classes for nodes; else something else does, which may give them values, too.
    is_site_known: bool,
}

impl Data {
    pub fn take_in(&mut self, part: &Part) {
        self.names.extend(part.data.iter().cloned());
        self.with_options.extend(part.with_options.iter().cloned());
        self.is_site_known |= part.declares_classes;
        if part.titles.contains_key("") || part.titles.get("class").is_some_and(|titles| titles.contains(&None)) {
            self.computing.insert(part.module.clone());
        }
        match &part.layer {
            Some((directory, is_seen)) if part.module.is_empty() => drop(self.environments.insert(directory.clone(), *is_seen)),
            Some((_, false)) => drop(self.unseen.insert(part.module.clone())),
            _ => {}
        }
    }
}

impl Index {
    /// Whether the data may have a key.
    pub fn may_have_key(&self, key: &str) -> bool {
        self.data.names.contains(key)
    }

    /// Whether a key has `lookup_options` somewhere.
    pub fn has_options(&self, key: &str) -> bool {
        let fits = |pattern: &String| Regex::cached(pattern).is_ok_and(|regex| regex.is_match(key));
        self.data.with_options.iter().any(|name| name == key || name.starts_with('^') && fits(name))
    }

    /// The value of a text of YAML.
    pub fn read_yaml(&self, text: &str) -> Option<Value> {
        (self.natives.read_yaml)(text)
    }

    /// Whether a class may be declared in the manner of a resource. Names that are computed are those of any class in an environment's own
    /// code, and of a module's own classes elsewhere.
    pub fn may_be_given_values(&self, class: &str) -> bool {
        let is_title =
            |titles: &Set<Option<EcoString>>| ["", "::"].iter().any(|root| titles.contains(&Some(format!("{root}{class}").into())));
        let concerns = |module: &String| {
            module.is_empty() || class.split("::").next() == Some(module) || self.directory_of(module).is_some_and(is_own_module)
        };
        self.titles.get("class").is_some_and(is_title) || self.data.computing.iter().any(concerns)
    }

    /// Whether a file is of an environment's own code, and all data are at hand that this environment may have for a class.
    pub fn has_all_data(&self, path: &str, class: &str) -> bool {
        let module = class.split("::").next().unwrap_or(class);
        let inside = |directory: &str| path.strip_prefix(directory).and_then(|rest| rest.strip_prefix('/'));
        let around = self.data.environments.iter().filter_map(|(directory, is_seen)| Some((inside(directory)?, *is_seen)));
        let nearest = around.min_by_key(|(rest, _)| rest.len());
        nearest.is_some_and(|(rest, is_seen)| is_seen && is_own(rest))
            && self.data.is_site_known
            && self.has_module(module)
            && !self.data.unseen.contains(module)
    }
}

/// Whether a module is one of an environment's own.
fn is_own_module(directory: &str) -> bool {
    directory.rsplit('/').nth(1).is_some_and(|folder| OWN.contains(&folder))
}

/// Whether a path within an environment is that of a manifest that nobody else wrote, and that is no example or test.
fn is_own(path: &str) -> bool {
    let mut parts = path.split('/');
    match parts.next() {
        Some("manifests") => true,
        Some(folder) => OWN.contains(&folder) && parts.nth(1) == Some("manifests"),
        None => false,
    }
}
