//! A string with `${…}` is not in single quotes.
//!
//! ## Why
//! Nothing is put into a string in single quotes: the braces stay as they are, which is seldom meant.
//!
//! ## Example
//! ```puppet
//! notify { 'hello ${name}': }
//! ```
//!
//! ## Use instead
//! ```puppet
//! notify { "hello ${name}": }
//! ```

use super::{File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look);

fn look(file: &File, found: &mut Findings) {
    for string in file.all(Kind::SingleQuoted).filter(|string| file.text(*string).contains("${")) {
        // the text of a template has its own variables
        let before = file.text(file.previous(file.previous(string)));
        if !before.contains("inline_epp") && !before.contains("inline_template") {
            found.at(file.span(string), "single quoted string containing a variable found");
        }
    }
}
