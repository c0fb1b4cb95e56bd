//! Comments begin with `#`, not with `//`.
//!
//! ## Why
//! Puppet does not know `//`: it is an empty regular expression, and what follows is code.
//!
//! ## Example
//! ```puppet
//! // the web server
//! package { 'httpd': }
//! ```
//!
//! ## Use instead
//! ```puppet
//! # the web server
//! package { 'httpd': }
//! ```
//! `--fix` writes `#`.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::warning(look).without_tree();

fn wants_operand(kind: Kind) -> bool {
    let operators =
        matches!(kind, Kind::Match | Kind::NotMatch | Kind::Equal | Kind::NotEqual | Kind::In | Kind::And | Kind::Or | Kind::Not);
    operators || matches!(kind, Kind::Comma | Kind::OpenParen | Kind::OpenBracket | Kind::Equals | Kind::FatArrow | Kind::Question)
}

fn look(file: &File, found: &mut Findings) {
    for regex in file.all(Kind::Regex).filter(|regex| file.text(*regex) == "//") {
        let after = file.previous(regex);
        let first_of_line = matches!(file.kind(after), Kind::Newline | Kind::Indent | Kind::Edge);
        // an empty expression may be matched against, or be an option of a case
        if first_of_line && file.kind(file.next_code(regex)) != Kind::Colon {
            let finding = found.at(file.span(regex), "// comment found");
            // in what can be read it may be an operand after all
            if !file.readable || !wants_operand(file.kind(file.previous_code(regex))) {
                finding.fix([Edit::replace(file.span(regex), "#")]);
            }
        }
    }
}
