//! Services by Debian's init scripts, where process 1 is not systemd.

use super::{LIMIT, Provider, Wanted};
use crate::plan::Failure;
use crate::resources::run::run;
use crate::system::{Act, Command, Follow, Look};
use crate::value::Regex;
use std::path::{Path, PathBuf};

pub(super) struct Init;

/// So many start links make a service enabled: one for each run level from 2 to 5.
const LINKS: usize = 4;

impl Provider for Init {
    fn name(&self) -> &'static str {
        "debian"
    }

    fn is_running(&self, wanted: &Wanted, look: &dyn Look) -> Result<bool, Failure> {
        if !wanted.has_status {
            return in_process_table(wanted, look);
        }
        let command = Command { timeout: Some(LIMIT), ..Command::new("service", [wanted.name.as_str(), "status"]) };
        Ok(look.query(&command)?.success())
    }

    fn enabled(&self, wanted: &Wanted, look: &dyn Look) -> Result<&'static str, Failure> {
        Ok(if is_linked(&wanted.name, look) { "true" } else { "false" })
    }

    fn set_enabled(&self, wanted: &Wanted, state: &str, act: &mut dyn Act) -> Result<(), Failure> {
        let update = |word: &str| Command::new("update-rc.d", [wanted.name.as_str(), word]);
        if state != "true" {
            return run(act, &update("disable")).map(drop);
        }
        run(act, &update("defaults"))?;
        // `defaults` leaves links alone that `disable` turned into stop links.
        if !is_linked(&wanted.name, act.as_look()) {
            run(act, &update("enable"))?;
        }
        Ok(())
    }

    fn start(&self, wanted: &Wanted, act: &mut dyn Act) -> Result<(), Failure> {
        script("start", wanted, act)
    }

    fn stop(&self, wanted: &Wanted, act: &mut dyn Act) -> Result<(), Failure> {
        script("stop", wanted, act)
    }

    fn restart(&self, wanted: &Wanted, act: &mut dyn Act) -> Result<(), Failure> {
        if wanted.has_restart {
            return script("restart", wanted, act);
        }
        self.stop(wanted, act)?;
        self.start(wanted, act)
    }

    fn starts_in_background(&self) -> bool {
        true
    }
}

/// Whether the run levels start the init script.
pub(super) fn is_linked(name: &str, look: &dyn Look) -> bool {
    let is_start_link = |entry: &String| entry.starts_with('S') && entry.get(3..) == Some(name);
    let folders = ["0", "1", "2", "3", "4", "5", "6", "S"].map(|level| format!("/etc/rc{level}.d"));
    let links: usize = folders
        .iter()
        .filter(|folder| matches!(look.metadata(Path::new(folder.as_str()), Follow::Links), Ok(Some(_))))
        .filter_map(|folder| look.list(Path::new(folder)).ok())
        .map(|entries| entries.iter().filter(|entry| is_start_link(entry)).count())
        .sum();
    links >= LINKS
}

fn script(action: &str, wanted: &Wanted, act: &mut dyn Act) -> Result<(), Failure> {
    let script = find_script(wanted, act.as_look())?;
    run(act, &Command { timeout: Some(LIMIT), ..Command::new(script.to_string_lossy(), [action]) }).map(drop)
}

fn find_script(wanted: &Wanted, look: &dyn Look) -> Result<PathBuf, Failure> {
    let is_there = |path: &PathBuf| matches!(look.metadata(path, Follow::Links), Ok(Some(_)));
    let names = [wanted.name.clone(), format!("{}.sh", wanted.name)];
    let found = names.iter().flat_map(|name| wanted.path.iter().map(move |folder| Path::new(folder).join(name))).find(is_there);
    found.ok_or_else(|| Failure::not_yet(format!("Could not find init script for '{}'", wanted.name)))
}

/// Whether the command line of any process matches the pattern.
fn in_process_table(wanted: &Wanted, look: &dyn Look) -> Result<bool, Failure> {
    let pattern = Regex::new(&wanted.pattern).map_err(|error| Failure::new(error.to_string()))?;
    for process in look.list(Path::new("/proc"))? {
        if process.bytes().all(|byte| byte.is_ascii_digit()) {
            // A process may end while it is looked at.
            let line = look.read(&Path::new("/proc").join(process).join("cmdline")).unwrap_or_default();
            if pattern.is_match(String::from_utf8_lossy(&line).replace('\0', " ").trim_end()) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
