//! A variable in a string stands in braces.
//!
//! ## Why
//! The braces show where the name ends; `"$home_dir"` and `"${home}_dir"` are easily mistaken for each other.
//!
//! ## Example
//! ```puppet
//! notify { "hello $name": }
//! ```
//!
//! ## Use instead
//! ```puppet
//! notify { "hello ${name}": }
//! ```
//! `--fix` adds the braces, so that the string stays what it was: `"$a[0]"` becomes `"${a}[0]"`.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    for variable in file.all(Kind::BareVariable) {
        let finding = found.at(file.span(variable), "variable not enclosed in {}");
        finding.fix([Edit::replace(file.span(variable), format!("${{{}}}", file.variable_name(variable)))]);
    }
}
