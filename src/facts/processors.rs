//! `processors`, `processorcount`, `physicalprocessorcount`, `processor0`, …

use super::{Facts, field, hash, integer};
use crate::value::{Set, Value};

pub(super) fn add(facts: &mut Facts<'_>) {
    let Some(text) = facts.file("/proc/cpuinfo") else { return };
    let blocks: Vec<&str> = text.split("\n\n").filter(|block| field(block, "processor", ':').is_some()).collect();
    let models: Vec<String> = blocks.iter().filter_map(|block| field(block, "model name", ':')).map(String::from).collect();
    let sockets: Set<&str> = blocks.iter().filter_map(|block| field(block, "physical id", ':')).collect();
    let first = blocks.first().copied().unwrap_or_default();
    let number = |name: &str| field(first, name, ':').and_then(|value| value.parse::<u64>().ok()).filter(|number| *number > 0);
    let cores = number("cpu cores").unwrap_or(1);
    let threads = number("siblings").map_or(1, |siblings| (siblings / cores).max(1));
    let count = blocks.len() as u64;
    let physical = sockets.len().max(1) as u64;
    for (index, model) in models.iter().enumerate() {
        facts.set(&format!("processor{index}"), model.as_str());
    }
    let processors = hash([
        ("cores", Some(integer(cores))),
        ("count", Some(integer(count))),
        ("isa", facts.text("hardwareisa").map(Value::from)),
        ("models", Some(models.into_iter().map(Value::from).collect())),
        ("physicalcount", Some(integer(physical))),
        ("speed", speed(facts, first).map(Value::from)),
        ("threads", Some(integer(threads))),
    ]);
    facts.set("processors", processors);
    facts.set("processorcount", integer(count));
    facts.set("physicalprocessorcount", integer(physical));
}

/// `2.10 GHz`: the greatest speed where it is known, else the speed now.
fn speed(facts: &Facts<'_>, block: &str) -> Option<String> {
    let kilohertz = facts.line("/sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq").and_then(|speed| speed.parse::<f64>().ok());
    let hertz =
        kilohertz.map(|speed| speed * 1e3).or_else(|| field(block, "cpu MHz", ':')?.parse::<f64>().ok().map(|speed| speed * 1e6))?;
    Some(if hertz >= 1e9 { format!("{:.2} GHz", hertz / 1e9) } else { format!("{:.2} MHz", hertz / 1e6) })
}
