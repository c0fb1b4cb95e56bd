//! A variable of another class is named without a leading `::`.
//!
//! ## Why
//! Since Puppet 4 every name is looked for from the top; the colons only make it harder to read.
//!
//! ## Example
//! ```puppet
//! class motd {
//!   notify { $::ntp::servers: }
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class motd {
//!   notify { $ntp::servers: }
//! }
//! ```
//! `--fix` takes the colons away.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::warning(look).plugin();

fn look(file: &File, found: &mut Findings) {
    if file.definitions().is_empty() {
        return;
    }
    for variable in file.all(Kind::Variable) {
        let name = file.variable(variable);
        let Some(plain) = name.strip_prefix("::").filter(|plain| is_qualified(plain)) else { continue };
        let word = file.word(variable);
        let start = word.start + u32::from(file.text(variable).starts_with('$'));
        found.at(word.span(), format!("use ${plain} instead of ${name}")).fix([Edit::remove(start, start + 2)]);
    }
}

/// `module::name`.
fn is_qualified(name: &str) -> bool {
    name.split_once("::").is_some_and(|(module, _)| !module.is_empty() && !module.contains('['))
}
