//! Versions are compared with `versioncmp`.
//!
//! ## Why
//! As numbers `9` is more than `10.2` cannot be; as strings `'9' > '10'`.
//!
//! ## Example
//! ```puppet
//! if $puppetversion >= '10' { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! if versioncmp($puppetversion, '10') >= 0 { }
//! ```
//! `--fix` writes the call.

use super::{Edit, File, Findings, Kind, Rule, Span};

pub const RULE: Rule = Rule::warning(look).plugin();

fn look(file: &File, found: &mut Findings) {
    for variable in file.all(Kind::Variable) {
        let name = file.variable(variable);
        let operator = file.next_code(variable);
        if !(name.ends_with("version") || name.ends_with("release")) || !compares_numbers(file, operator) {
            continue;
        }
        let finding = found.at(file.span(variable), "version compared as number");
        let value = file.next_code(operator);
        let alone = !matches!(file.kind(file.next_code(value)), Kind::Dot | Kind::OpenBracket);
        if (file.kind(value) == Kind::Number || file.kind(value).is_quoted()) && alone {
            let (start, end) = (file.word(variable).start, file.word(value).end);
            let text = format!("versioncmp({}, '{}') {} 0", file.text(variable), file.value(value), file.text(operator));
            // in `${version >= 5}` the name has no `$`
            if file.text(variable).starts_with('$') {
                finding.fix([Edit::replace(Span::new(start, end), text)]);
            }
        }
    }
}

fn compares_numbers(file: &File, operator: usize) -> bool {
    match file.kind(operator) {
        Kind::GreaterEqual | Kind::Greater | Kind::LessEqual | Kind::Less => true,
        Kind::Equal | Kind::NotEqual => file.kind(file.next_code(operator)) == Kind::Number,
        _ => false,
    }
}
