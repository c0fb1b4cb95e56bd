//! A string parameter does not default to the empty string.
//!
//! ## Why
//! "Nothing" is `undef`, and the type says that it may be: `Optional[String[1]]`.
//!
//! ## Example
//! ```puppet
//! class motd (String $text = '') { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class motd (Optional[String[1]] $text = undef) { }
//! ```

use super::{File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::warning(look).plugin();

fn look(file: &File, found: &mut Findings) {
    for parameter in file.definitions().iter().flat_map(|definition| &definition.parameters) {
        let (Some(data_type), Some(default)) = (parameter.data_type.some(), parameter.default.some()) else { continue };
        let (data_type, default) = (file.word_at(file.ast.span(data_type).start), file.word_at(file.ast.span(default).start));
        let is_string = matches!(file.text(data_type), "String" | "Variant");
        if is_string && file.kind(default) == Kind::SingleQuoted && file.value(default).is_empty() {
            found.at(file.span(parameter.variable), "class parameter with String type defaults to empty string");
        }
    }
}
