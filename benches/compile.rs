//! How long it takes to compile an environment, in this process: `cargo bench --bench compile -- FACTS RUNS FOLDER…`
//!
//! A line for each folder: its name, a tab, the milliseconds of the quickest run where each reads all files anew, a tab, those of
//! the quickest where what was read before is kept.
#![allow(clippy::disallowed_methods, reason = "reads what it is told to measure")]
#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on ends")]

use nix::time::{ClockId, clock_gettime};
use rpuppet::catalog::json::to_text;
use rpuppet::pipeline::{Site, compile_site, with_large_stack};
use rpuppet::settings::Settings;
use rpuppet::value::Value;
use rpuppet::value::json::from_json;
use rpuppet::world::World;
use rpuppet::world::disk::Disk;
use rpuppet::world::shelf::Shelved;
use rpuppet_syntax::SourceFile;
use std::path::Path;
use std::time::Duration;

/// The program's allocator, or this would measure another one.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [facts, runs, folders @ ..] = arguments.as_slice() else { return };
    let facts = from_json(&serde_json::from_str(&std::fs::read_to_string(facts).unwrap()).unwrap());
    with_large_stack(|| folders.iter().for_each(|folder| measure(Path::new(folder), &facts, runs.parse().unwrap())));
}

fn measure(folder: &Path, facts: &Value, runs: u32) {
    let quickest = |world: &dyn World| (0..runs).map(|_| compile(folder, facts, world)).min().unwrap();
    let [anew, kept] = [quickest(&Disk), quickest(&Shelved::new(Disk))].map(|time: Duration| time.as_secs_f64() * 1e3);
    println!("{}\t{anew:.3}\t{kept:.3}", folder.file_name().unwrap().to_string_lossy());
}

fn compile(folder: &Path, facts: &Value, world: &dyn World) -> Duration {
    let within = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let started = cpu();
    let mut settings = Settings::default();
    settings.set("hiera_config", &within("hiera.yaml"));
    settings.set("environment", &folder.file_name().unwrap().to_string_lossy());
    let manifest = within("manifests/site.pp");
    let site = Site {
        manifests: vec![SourceFile::new(Some(manifest.clone()), std::fs::read_to_string(&manifest).unwrap())],
        module_path: vec![within("modules")],
        environment: settings.get("environment"),
        environment_directory: Some(within("")),
        facts: facts.clone(),
        certname: "node1.example.org".into(),
        ..Site::default()
    };
    let catalog = compile_site(&site, &settings, world, &mut |_| {}).unwrap();
    assert!(!to_text(&catalog).is_empty());
    cpu() - started
}

/// What this process has used; other work on the machine does not count.
fn cpu() -> Duration {
    clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID).unwrap().into()
}
