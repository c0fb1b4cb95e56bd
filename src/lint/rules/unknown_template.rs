//! A template that is asked for is there.
//!
//! ## Why
//! Puppet fails to compile it. Nothing is said of templates of modules that are not on the module path.
//!
//! ## Example
//! ```puppet
//! $text = template('toolbox/greting.erb')
//! ```
//!
//! ## Use instead
//! ```puppet
//! $text = template('toolbox/greeting.erb')
//! ```

use super::{File, Findings, Modules, Rule, meant, templates};

pub const RULE: Rule = Rule::sense(look).fatal();

fn look(file: &File, modules: &Modules, found: &mut Findings) {
    for asked in templates::asked(file.ast) {
        let module = asked.name.split('/').next().unwrap_or("");
        if modules.template(asked.name).is_none() && modules.has_module(module) {
            let similar = modules.similar_template(asked.name);
            found.at(file.ast.span(asked.place), format!("there is no template '{}'{}", asked.name, meant(similar)));
        }
    }
}
