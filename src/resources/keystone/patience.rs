//! How long one waits for a Keystone that is just starting.
//!
//! It accepts connections before it can answer, so a timeout and 502 to 504 are asked again for up to 170 s, every 3 s. Where nobody
//! listens, 10 s must do, and right after that has failed once nobody waits again (a plan of many resources on a host without Keystone).

use crate::plan::Memory;
use crate::system::{Look, Response, SystemError};
use std::time::Duration;

/// In seconds.
const LOADING: f64 = 170.0;
const NOBODY: f64 = 10.0;
const JUST_NOW: f64 = 5.0;
const PAUSE: Duration = Duration::from_secs(3);

/// When waiting ended in vain, in seconds since 1970.
struct InVain(f64);

pub struct Patience {
    started: f64,
    /// Whether the request may be sent again when it is not known what became of it.
    repeatable: bool,
}

impl Patience {
    pub fn new(look: &dyn Look, repeatable: bool) -> Self {
        Patience { started: look.now(), repeatable }
    }

    /// Whether to ask again; the pause is over then.
    pub fn again(&self, outcome: &Result<Response, SystemError>, look: &dyn Look, memory: &mut Memory) -> bool {
        let now = look.now();
        let limit = match outcome {
            Ok(response) if matches!(response.status, 502..=504) => LOADING,
            Ok(_) => return false,
            Err(SystemError::Unreachable { reason, .. }) if nobody_listens(reason) => NOBODY,
            Err(SystemError::Unreachable { .. }) if self.repeatable => LOADING,
            Err(_) => return false,
        };
        let in_vain = memory.get::<InVain>().is_some_and(|last| now - last.0 < JUST_NOW);
        if in_vain || now - self.started + PAUSE.as_secs_f64() > limit || look.interrupted() {
            memory.insert(InVain(now));
            return false;
        }
        look.sleep(PAUSE);
        true
    }
}

fn nobody_listens(reason: &str) -> bool {
    let reason = reason.to_ascii_lowercase();
    ["refused", "no route", "unreachable", "resolve", "not found", "dns"].iter().any(|word| reason.contains(word))
}
