//! A fact is read from `$facts`, not from a variable of top scope.
//!
//! ## Why
//! `$::kernel` may be a fact or a variable that some manifest set; `$facts['kernel']` is always the fact. Variables of top scope that are
//! no facts are named with `--top-scope-variables`.
//!
//! ## Example
//! ```puppet
//! if $::kernel == 'Linux' { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! if $facts['kernel'] == 'Linux' { }
//! ```
//! `--fix` reads it from `$facts`.

use super::legacy_facts::is_legacy;
use super::{Edit, File, Findings, Kind, Rule};

use crate::value::qualified::is_qualified;

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    for variable in file.all(Kind::Variable).chain(file.all(Kind::BareVariable)) {
        let Some(name) = file.variable_name(variable).strip_prefix("::") else { continue };
        if is_qualified(name) || is_known(file, name) {
            continue;
        }
        let finding = found.at(file.span(variable), "top scope fact instead of facts hash");
        let dollar = if file.text(variable).starts_with('$') { "$" } else { "" };
        let text = match file.kind(variable) {
            Kind::BareVariable => format!("${{facts['{name}']}}"),
            _ => format!("{dollar}facts['{name}']"),
        };
        if !file.is_set_here(variable) {
            finding.fix([Edit::replace(file.span(variable), text)]);
        }
    }
}

/// What is no fact, or a legacy one, which another rule finds.
fn is_known(file: &File, name: &str) -> bool {
    matches!(name, "trusted" | "facts") || is_legacy(name) || file.options.top_scope_variables.iter().any(|known| known == name)
}
