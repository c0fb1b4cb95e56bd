//! What modules would bring if their Ruby ran: the fact that an unknown variable may stand for.

use super::compiler::Compiler;
use crate::world::{autoload, facter};

impl Compiler<'_> {
    /// Where a module adds a fact of this name, as the next step for whoever misses it.
    pub(super) fn fact_of_module(&self, name: &str) -> Option<String> {
        let name = name.strip_prefix("::").unwrap_or(name);
        if name.contains("::") {
            return None;
        }
        let world = self.inputs.world;
        for (module, directory) in autoload::modules(world, &self.inputs.module_path) {
            let folder = format!("{directory}/lib/facter");
            for file in world.list(&folder).into_iter().filter(|file| file.ends_with(".rb")) {
                let text = world.read(&format!("{folder}/{file}")).unwrap_or_default();
                if facter::added(&String::from_utf8_lossy(&text)).iter().any(|added| added == name) {
                    return Some(format!(
                        "the module '{module}' has a fact of this name in Ruby (lib/facter/{file}), which is not run: put it into facts.d, or give it with --facts"
                    ));
                }
            }
        }
        None
    }
}
