//! `memory` and its legacy names.

use super::{Facts, field, hash, integer, readable};
use crate::value::Value;

pub(super) fn add(facts: &mut Facts<'_>) {
    let Some(text) = facts.file("/proc/meminfo") else { return };
    let bytes = |name: &str| {
        let value = field(&text, name, ':')?.trim_end_matches("kB").trim().parse::<u64>().ok()?;
        value.checked_mul(1024)
    };
    let system = pair(bytes("MemTotal"), bytes("MemAvailable").or_else(|| bytes("MemFree")));
    let swap = pair(bytes("SwapTotal").filter(|total| *total > 0), bytes("SwapFree"));
    for (pair, size, free) in [(system, "memorysize", "memoryfree"), (swap, "swapsize", "swapfree")] {
        let Some((total, available)) = pair else { continue };
        for (name, bytes) in [(size, total), (free, available)] {
            facts.set(name, readable(bytes));
            facts.set(&format!("{name}_mb"), Value::Float(bytes as f64 / 1024.0 / 1024.0));
        }
    }
    let described = |pair: Option<(u64, u64)>| pair.map(|(total, available)| usage(total, available));
    facts.set("memory", hash([("swap", described(swap)), ("system", described(system))]));
}

fn pair(total: Option<u64>, available: Option<u64>) -> Option<(u64, u64)> {
    Some((total?, available?))
}

fn usage(total: u64, available: u64) -> Value {
    let used = total.saturating_sub(available);
    let capacity = if total == 0 { 0.0 } else { used as f64 * 100.0 / total as f64 };
    hash([
        ("available", Some(readable(available).into())),
        ("available_bytes", Some(integer(available))),
        ("capacity", Some(format!("{capacity:.2}%").into())),
        ("total", Some(readable(total).into())),
        ("total_bytes", Some(integer(total))),
        ("used", Some(readable(used).into())),
        ("used_bytes", Some(integer(used))),
    ])
}
