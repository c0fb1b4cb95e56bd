//! An `Optional` parameter defaults to `undef`.
//!
//! ## Why
//! With any other default a user who says `undef` gets that default: the parameter is never undefined, and its type says what cannot be.
//! In a defined type the default must be there, since there is nothing else that sets it.
//!
//! ## Example
//! ```puppet
//! class motd (Optional[String] $text = 'hello') { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class motd (String $text = 'hello') { }
//! ```

use super::{File, Findings, Kind, Rule};
use crate::lint::definition::Parameter;

pub const RULE: Rule = Rule::warning(look).plugin();

fn look(file: &File, found: &mut Findings) {
    for definition in file.definitions() {
        for parameter in definition.parameters.iter().filter(|parameter| is_optional(file, parameter)) {
            let span = file.span(parameter.variable);
            match parameter.default.some() {
                Some(_) if defaults_to_more(file, parameter) => {
                    found.at(span, "Optional parameter defaults to something other than undef");
                }
                None if !definition.is_class => {
                    found.at(span, "Optional defined type parameter doesn't have a default");
                }
                _ => {}
            }
        }
    }
}

fn is_optional(file: &File, parameter: &Parameter) -> bool {
    parameter.data_type.some().is_some_and(|data_type| file.text(file.word_at(file.ast.span(data_type).start)) == "Optional")
}

/// A variable or what a function gives may be undefined.
fn defaults_to_more(file: &File, parameter: &Parameter) -> bool {
    let words = file.words_of(parameter.default);
    let open = matches!(file.kind(words.start), Kind::Undef | Kind::Variable);
    !open && words.into_iter().all(|word| !matches!(file.kind(word), Kind::Dot | Kind::OpenParen))
}
