//! A class or defined type is in the file where Puppet looks for it.
//!
//! ## Why
//! `apache::mod::ssl` is looked for in `apache/manifests/mod/ssl.pp`, and nowhere else; a definition in another file is not found.
//! `--relative` leaves the name of the module's own folder open.
//!
//! ## Example
//! ```puppet
//! # in apache/manifests/init.pp
//! class apache::mod::ssl { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! # in apache/manifests/mod/ssl.pp
//! class apache::mod::ssl { }
//! ```

use super::{File, Findings, Rule};

pub const RULE: Rule = Rule::error(look);

fn look(file: &File, found: &mut Findings) {
    if file.path.is_empty() {
        return;
    }
    for definition in file.definitions() {
        let name = file.text(definition.name);
        if !fits(file.path, name, file.options.relative) {
            found.at(file.span(definition.name), format!("{name} not in autoload module layout"));
        }
    }
}

fn fits(path: &str, name: &str, relative: bool) -> bool {
    let (module, rest) = name.split_once("::").unwrap_or((name, "init"));
    let inside = format!("manifests/{}.pp", rest.replace("::", "/"));
    match path.strip_suffix(inside.as_str()) {
        Some(before) if relative => before.is_empty() || before.ends_with('/'),
        Some(before) => before.strip_suffix('/').and_then(|before| before.strip_suffix(module)).is_some_and(|before| before.ends_with('/')),
        None => false,
    }
}
