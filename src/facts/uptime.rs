//! `system_uptime` and its legacy names, `load_averages`.

use super::{Facts, hash, integer};
use crate::value::Value;

pub(super) fn add(facts: &mut Facts<'_>) {
    if let Some(seconds) = facts.line("/proc/uptime").and_then(|line| line.split(['.', ' ']).next()?.parse::<u64>().ok()) {
        let (days, hours, minutes) = (seconds / 86_400, seconds / 3600, seconds / 60 % 60);
        let text = match days {
            0 => format!("{hours}:{minutes:02} hours"),
            1 => "1 day".to_string(),
            _ => format!("{days} days"),
        };
        for (name, value) in [("uptime_days", days), ("uptime_hours", hours), ("uptime_seconds", seconds)] {
            facts.set(name, integer(value));
        }
        let system = hash([
            ("days", Some(integer(days))),
            ("hours", Some(integer(hours))),
            ("seconds", Some(integer(seconds))),
            ("uptime", Some(text.as_str().into())),
        ]);
        facts.set("system_uptime", system);
        facts.set("uptime", text);
    }
    let averages = facts.line("/proc/loadavg").unwrap_or_default();
    let mut averages = averages.split_whitespace().map(|word| word.parse().ok().map(Value::Float));
    let mut next = || averages.next().flatten();
    let (one, five, fifteen) = (next(), next(), next());
    facts.set("load_averages", hash([("15m", fifteen), ("1m", one), ("5m", five)]));
}
