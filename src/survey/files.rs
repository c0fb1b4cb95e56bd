//! The files of modules.

use super::Subject;
use crate::world::autoload;

/// Folders inside each other deeper than this are not followed.
const DEEPEST: usize = 20;

/// Names and directories of the modules, in the order of their names; the first of a name wins.
pub(super) fn modules(subject: &Subject<'_>) -> Vec<(String, String)> {
    let mut found = autoload::modules(subject.world, &subject.module_path);
    found.sort_unstable_keys();
    found.into_iter().collect()
}

/// The files below a folder whose names end so, in order.
pub(super) fn below(subject: &Subject<'_>, folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    collect(subject, folder, ending, 0, &mut found);
    found
}

fn collect(subject: &Subject<'_>, folder: &str, ending: &str, depth: usize, found: &mut Vec<String>) {
    if depth > DEEPEST {
        return;
    }
    for name in subject.world.list(folder) {
        let path = format!("{folder}/{name}");
        if subject.world.is_directory(&path) {
            collect(subject, &path, ending, depth + 1, found);
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
}

pub(super) fn text(subject: &Subject<'_>, path: &str) -> String {
    subject.world.read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

/// A path as a reader of the module knows it.
pub(super) fn within<'p>(directory: &str, path: &'p str) -> &'p str {
    path.strip_prefix(directory).map_or(path, |rest| rest.trim_start_matches('/'))
}
