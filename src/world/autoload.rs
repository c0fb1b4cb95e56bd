//! Which file holds what, by Puppet's naming rules: `trove::api` is `MODULE_PATH/trove/manifests/api.pp`.

use super::{World, read_once};
use crate::value::{Map, qualified};

/// What kind of thing a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Class or define.
    Container,
    Function,
    TypeAlias,
}

/// Whether a name can be part of a path at all: segments of letters, digits and `_`. Keeps `..` and `/` out.
pub fn is_loadable(name: &str) -> bool {
    !name.is_empty()
        && qualified::segments(name).all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
}

/// Every module of the path with its directory, in the order of the path and of their names; the first of a name wins.
pub fn modules(world: &dyn World, module_path: &[String]) -> Map<String, String> {
    let mut found = Map::default();
    for base in module_path {
        for name in world.list(base) {
            let directory = format!("{base}/{name}");
            if world.is_directory(&directory) {
                found.entry(name).or_insert(directory);
            }
        }
    }
    found
}

/// Where a module was found.
struct Directory(String);

/// `MODULE_PATH/NAME`, the first that exists.
pub fn module_directory(world: &dyn World, module_path: &[String], name: &str) -> Option<String> {
    let find = || module_path.iter().map(|base| format!("{base}/{name}")).find(|path| world.is_directory(path));
    let found = read_once(world, name, || find().map(Directory).ok_or(()));
    found.ok().map(|found| found.0.clone())
}

/// The files of a module, which is in `directory`, that may define `inner` (lower case, without the module), the most specific first.
pub fn candidates(directory: &str, inner: &str, wanted: Wanted) -> Vec<String> {
    let path = qualified::path(inner);
    match wanted {
        Wanted::Container => {
            let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]).filter(|end| *end > 0);
            let nested = ends.rev().filter_map(|end| Some(format!("{directory}/manifests/{}.pp", path.get(..end)?)));
            nested.chain([format!("{directory}/manifests/init.pp")]).collect()
        }
        Wanted::Function if !path.is_empty() => vec![format!("{directory}/functions/{path}.pp")],
        Wanted::TypeAlias if !path.is_empty() => vec![format!("{directory}/types/{path}.pp")],
        Wanted::Function | Wanted::TypeAlias => Vec::new(),
    }
}
