//! Services under systemd.

use super::{LIMIT, Provider, Wanted, init};
use crate::plan::Failure;
use crate::resources::run::{failed, run};
use crate::system::{Act, Command, Look};

pub(super) struct Systemd;

impl Provider for Systemd {
    fn name(&self) -> &'static str {
        "systemd"
    }

    fn is_running(&self, wanted: &Wanted, look: &dyn Look) -> Result<bool, Failure> {
        Ok(look.query(&systemctl(&["is-active", "--", &wanted.name]))?.success())
    }

    fn enabled(&self, wanted: &Wanted, look: &dyn Look) -> Result<&'static str, Failure> {
        let output = look.query(&systemctl(&["is-enabled", "--", &wanted.name]))?;
        let state = output.stdout_text();
        Ok(match (state.trim(), output.success()) {
            ("masked" | "masked-runtime", _) => "mask",
            ("indirect", _) => "false",
            (_, true) => "true",
            // systemd knows nothing of it: Debian's links say whether the init script is started.
            ("", false) if init::is_linked(&wanted.name, look) => "true",
            _ => "false",
        })
    }

    fn set_enabled(&self, wanted: &Wanted, state: &str, act: &mut dyn Act) -> Result<(), Failure> {
        let actions: &[&str] = match state {
            "true" => &["unmask", "enable"],
            "mask" => &["disable", "mask"],
            _ => &["disable"],
        };
        actions.iter().try_for_each(|action| run(act, &systemctl(&[action, "--", &wanted.name])).map(drop))
    }

    fn start(&self, wanted: &Wanted, act: &mut dyn Act) -> Result<(), Failure> {
        run(act, &systemctl(&["unmask", "--", &wanted.name]))?;
        reload(wanted, act)?;
        change("start", wanted, act)
    }

    fn stop(&self, wanted: &Wanted, act: &mut dyn Act) -> Result<(), Failure> {
        change("stop", wanted, act)
    }

    fn restart(&self, wanted: &Wanted, act: &mut dyn Act) -> Result<(), Failure> {
        reload(wanted, act)?;
        change("restart", wanted, act)
    }
}

fn systemctl(arguments: &[&str]) -> Command {
    Command { timeout: Some(LIMIT), ..Command::new("systemctl", arguments.iter().copied()) }
}

/// Makes systemd read the unit again where its file was changed.
fn reload(wanted: &Wanted, act: &mut dyn Act) -> Result<(), Failure> {
    let output = act.query(&systemctl(&["show", "--property=NeedDaemonReload", "--", &wanted.name]))?;
    if output.stdout_text().trim().ends_with("=yes") {
        run(act, &systemctl(&["daemon-reload"]))?;
    }
    Ok(())
}

/// Starts, stops or restarts; a failure brings the last lines of the journal along.
fn change(action: &str, wanted: &Wanted, act: &mut dyn Act) -> Result<(), Failure> {
    let command = systemctl(&[action, "--", &wanted.name]);
    let output = act.run(&command)?;
    if output.success() {
        return Ok(());
    }
    let journal = Command::new("journalctl", ["-n", "50", "--since", "5 minutes ago", "-u", wanted.name.as_str(), "--no-pager"]);
    let told = act.query(&journal).map(|output| output.stdout_text()).unwrap_or_default();
    let failure = failed(&command, &output);
    let message = format!("Systemd {action} for {} failed! {}", wanted.name, failure.message);
    Err(Failure { message, output: format!("{}\n{told}", failure.output), ..Failure::default() })
}
