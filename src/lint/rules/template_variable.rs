//! A variable that an ERB or tera template reads is set where the template is used.
//!
//! ## Why
//! `@name` is nothing there, and what comes out is not what is meant. A variable that the template asks about (`if @name`, `@name.nil?`)
//! need not be set.
//!
//! ## Example
//! ```puppet
//! class motd (String $greted) {
//!   file { '/etc/motd': content => template('toolbox/greeting.erb') }
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class motd (String $greeted) {
//!   file { '/etc/motd': content => template('toolbox/greeting.erb') }
//! }
//! ```

use super::{File, Findings, Modules, Rule, Scope, meant, templates};
use crate::diagnostic::similar;

pub const RULE: Rule = Rule::sense(look);

fn look(file: &File, modules: &Modules, found: &mut Findings) {
    if !file.is_complete(modules) {
        return;
    }
    for asked in templates::asked(file.ast).into_iter().filter(|asked| !asked.is_epp) {
        let Some(template) = modules.template(asked.name) else { continue };
        let span = file.ast.span(asked.place);
        let inside = |id: &&rpuppet_syntax::NodeId| {
            let around = file.ast.span(**id);
            around.start <= span.start && span.end <= around.end
        };
        let innermost = file.ast.definitions.iter().filter(inside).min_by_key(|id| file.ast.span(**id).end - file.ast.span(**id).start);
        let Some(scope) = innermost.and_then(|id| Scope::of(file, modules, *id)) else { continue };
        for name in template.reads.iter().filter(|name| !scope.knows(name)) {
            let similar = similar::closest(name, scope.names());
            let mark = if asked.name.ends_with(".tera") { "" } else { "@" };
            found.at(span, format!("template '{}' reads '{mark}{name}', which is not set here{}", asked.name, meant(similar)));
        }
    }
}
