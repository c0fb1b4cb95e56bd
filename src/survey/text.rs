//! The survey as a table and a list, and as data.

use super::{Item, Module, Part, Tally, Verdict};
use serde_json::{Map, Value as Json, json};

/// The sum over all modules.
pub fn total(modules: &[Module], part: Part) -> Tally {
    modules.iter().fold(Tally::default(), |sum, module| sum.and(module.tally(part)))
}

/// A table with a line a module, then what is missing.
pub fn table(modules: &[Module]) -> String {
    let width = modules.iter().map(|module| module.name.len()).max().unwrap_or(0).max(7);
    let mut out = line("module", &Part::ALL.map(|part| part.name().to_string()), width);
    for module in modules {
        out.push_str(&line(&module.name, &Part::ALL.map(|part| cell(module.tally(part))), width));
    }
    out.push_str(&line("all", &Part::ALL.map(|part| cell(total(modules, part))), width));
    out.push_str(
        "\nHow many work here, of how many; blocks are the code of types. A class or define is declared alone with made-up values:\n",
    );
    let demands = |part| total(modules, part).demands;
    out.push_str(&format!("{} classes and {} defines ask for more than that.\n", demands(Part::Classes), demands(Part::Defines)));
    out.push_str(&missing(modules));
    out
}

fn line(name: &str, cells: &[String; 8], width: usize) -> String {
    let cells: String = cells.iter().map(|cell| format!(" {cell:>11}")).collect();
    format!("{name:width$}{cells}\n")
}

fn cell(tally: Tally) -> String {
    if tally.all == 0 { "-".to_string() } else { format!("{}/{}", tally.works, tally.all) }
}

fn missing(modules: &[Module]) -> String {
    let mut out = String::new();
    for module in modules {
        for (item, reason) in module.items.iter().filter_map(what_is_missing) {
            let first = reason.lines().next().unwrap_or("");
            out.push_str(&format!("  {}: {} {}: {first}\n", module.name, singular(item.part), item.name));
        }
    }
    if out.is_empty() { "\nNothing is missing.\n".to_string() } else { format!("\nWhat is missing:\n{out}") }
}

pub(super) fn what_is_missing(item: &Item) -> Option<(&Item, &str)> {
    match &item.verdict {
        Verdict::Missing(reason) => Some((item, reason)),
        _ => None,
    }
}

pub(super) fn singular(part: Part) -> &'static str {
    match part {
        Part::Classes => "class",
        other => other.name().trim_end_matches('s'),
    }
}

/// Totals, and each module with each thing.
pub fn document(modules: &[Module]) -> Json {
    let totals: Map<String, Json> = Part::ALL.iter().map(|part| (part.name().to_string(), numbers(total(modules, *part)))).collect();
    let modules: Map<String, Json> = modules.iter().map(|module| (module.name.clone(), module_document(module))).collect();
    json!({ "totals": totals, "modules": modules })
}

fn numbers(tally: Tally) -> Json {
    json!({ "all": tally.all, "works": tally.works, "demands": tally.demands, "missing": tally.missing() })
}

fn module_document(module: &Module) -> Json {
    let mut document = Map::new();
    for part in Part::ALL {
        let items = module.items.iter().filter(|item| item.part == part).map(|item| (item.name.clone(), verdict(&item.verdict)));
        let items: Map<String, Json> = items.collect();
        let mut told = numbers(module.tally(part));
        if let Some(told) = told.as_object_mut().filter(|_| !items.is_empty()) {
            told.insert("items".to_string(), items.into());
        }
        document.insert(part.name().to_string(), told);
    }
    document.into()
}

fn verdict(verdict: &Verdict) -> Json {
    match verdict {
        Verdict::Works => "works".into(),
        Verdict::Demands(reason) => json!({ "demands": reason }),
        Verdict::Missing(reason) => json!({ "missing": reason }),
    }
}
