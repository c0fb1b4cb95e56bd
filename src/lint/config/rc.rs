//! puppet-lint's options, one a line in a `.puppet-lint.rc`: those that say what is checked and what fails are taken in; those about the
//! look of the output are puppet-lint's own, and are passed over.

use super::{Config, Level, UnknownRule, rule_index};
use crate::diagnostic::Severity;

/// Options of puppet-lint that say nothing of what is checked.
const PASSED_OVER: &[&str] =
    &["with-context", "with-filename", "log-format", "json", "sarif", "fix", "show-ignored", "github-actions", "codeclimate-report-file"];

/// What is wrong with an option.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum OptionError {
    #[error(transparent)]
    Rule(#[from] UnknownRule),
    #[error("the option '{0}' is not known")]
    Unknown(String),
}

/// Takes in the text of a `.puppet-lint.rc`.
///
/// # Errors
/// Options that are not known, each with its line; the others are taken in all the same.
pub fn read(config: &mut Config, text: &str) -> Vec<(usize, OptionError)> {
    let lines = text.lines().enumerate().map(|(number, line)| (number + 1, line.trim()));
    let options = lines.filter(|(_, line)| line.starts_with("--") || line.starts_with("-f"));
    options.filter_map(|(number, line)| option(config, line).err().map(|error| (number, error))).collect()
}

/// Takes in one option.
///
/// # Errors
/// One that is not known.
pub fn option(config: &mut Config, option: &str) -> Result<(), OptionError> {
    let text = option.trim_start_matches('-');
    let (name, value) = text.split_once(['=', ' ']).unwrap_or((text, ""));
    let list = || value.trim().split(',').map(str::to_string).collect::<Vec<_>>();
    match name {
        "only-checks" => config.only(value)?,
        "ignore-paths" => config.ignored_paths = list(),
        "top-scope-variables" => config.options.top_scope_variables = list(),
        "relative" => config.options.relative = true,
        "fail-on-warnings" => config.fail_on = Severity::Warning,
        "error-level" if value == "error" => config.fail_on = Severity::Error,
        "error-level" | "f" => {}
        _ if PASSED_OVER.contains(&name) => {}
        _ => config.last.push(level(name)?),
    }
    Ok(())
}

/// `no-RULE-check` and `RULE-check`.
fn level(name: &str) -> Result<(usize, Level), OptionError> {
    let rule = name.strip_suffix("-check").ok_or_else(|| OptionError::Unknown(format!("--{name}")))?;
    Ok(match rule.strip_prefix("no-") {
        Some(rule) => (rule_index(rule)?, Level::Off),
        None => (rule_index(rule)?, Level::On),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_of_puppet_lint_are_taken_in() {
        let mut config = Config::default();
        let text = "--no-140chars-check\n# a remark\n--quoted_booleans-check\n--fail-on-warnings\n--log-format=%{path}\n--relative\n";
        assert_eq!(read(&mut config, text), []);
        let levels: Vec<Level> = config.last.iter().map(|(_, level)| *level).collect();
        assert_eq!(levels, [Level::Off, Level::On]);
        assert_eq!(config.fail_on, Severity::Warning);
        assert!(config.options.relative);
    }

    #[test]
    fn an_unknown_rule_is_told_with_its_line() {
        let found = read(&mut Config::default(), "--relative\n--no-140char-check\n--nonsense\n");
        let told: Vec<String> = found.iter().map(|(line, error)| format!("{line}: {error}")).collect();
        assert_eq!(told, ["2: there is no check called '140char'; did you mean '140chars'?", "3: the option '--nonsense' is not known"]);
    }
}
