//! `rpuppet test --as PUPPET`: the same cases under an installed Puppet, which takes some seconds for each.
#![allow(clippy::disallowed_methods, reason = "Puppet is a program, and it reads facts from files")]

use super::super::output::Output;
use crate::cases::{Job, Outcome, Request, canonical, run as run_jobs};
use crate::catalog::Catalog;
use crate::catalog::json::{self, value_to_json};
use crate::compare::{Differences, text};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;

/// What a puppet says of a case: its catalog, or its error.
type Answer = Result<Catalog, String>;

/// Compiles everything twice and tells the differences: whether there are none.
pub fn compare(puppet: &str, jobs: &[Job<'_>], output: &Output) -> Result<bool, String> {
    let ours = run_jobs(jobs, Request::Show, None);
    let theirs = all(puppet, jobs)?;
    let mut different = 0;
    for ((job, ours), theirs) in jobs.iter().zip(&ours).zip(&theirs) {
        if let Some(told) = difference(job, ours, theirs) {
            different += 1;
            output.document(&format!("DIFFERS {}\n{}", job.name(), indented(&told)));
        }
    }
    output.document(&format!("{} the same, {different} different\n", jobs.len() - different));
    Ok(different == 0)
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}

/// Whether both fail is compared, not in which words.
fn difference(job: &Job<'_>, ours: &Outcome, theirs: &Answer) -> Option<String> {
    match (&ours.catalog, theirs) {
        (Some(ours), Ok(theirs)) => {
            // out and in again, as Puppet's came: what only one of them can tell is no difference
            let ours = json::from_json(&json::to_text(ours)).map_err(|cause| cause.to_string());
            let found = ours.map(|ours| Differences::between(&canonical(job, theirs), &canonical(job, &ours)));
            found.map_or_else(Some, |found| (!found.is_empty()).then(|| text(&found)))
        }
        (None, Err(_)) => None,
        (Some(_), Err(theirs)) => Some(format!("fails with this Puppet only: {theirs}")),
        (None, Ok(_)) => Some(format!("fails with rpuppet only: {}", ours.error.clone().unwrap_or_default())),
    }
}

fn all(puppet: &str, jobs: &[Job<'_>]) -> Result<Vec<Answer>, String> {
    let (queue, done) = (Mutex::new(jobs.iter().enumerate()), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().ok().and_then(|mut queue| queue.next());
                    let Some((place, job)) = next else { break };
                    let answer = one(puppet, job);
                    if let Ok(mut done) = done.lock() {
                        done.push((place, answer));
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, answer)| answer).collect()
}

/// The outer error is one of running the program at all.
fn one(puppet: &str, job: &Job<'_>) -> Result<Answer, String> {
    let folder = tempfile::tempdir().map_err(|cause| format!("could not make a folder: {cause}"))?;
    let node = job.node();
    write_facts(folder.path(), &node, job)?;
    let mut command = Command::new(puppet);
    command.args(["catalog", "compile", &node, "--facts_terminus=yaml", "--color=false", "--render-as=json", "--log_level=err"]);
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let manifest = lay_out(folder.path(), job).map_err(|cause| format!("could not lay out the manifests for Puppet: {cause}"))?;
    let modules = job.suite.module_path.join(":");
    let hiera = job.suite.settings.get("hiera_config");
    let hiera = if Path::new(&hiera).is_file() { hiera } else { path("hiera.yaml") };
    let settings = [
        ("manifest", manifest),
        ("modulepath", modules),
        ("basemodulepath", String::new()),
        ("hiera_config", hiera),
        ("vardir", path("var")),
        ("confdir", path("conf")),
        ("rundir", path("run")),
        ("codedir", path("code")),
        ("environmentpath", path("code/environments")),
    ];
    command.args(settings.iter().map(|(name, value)| format!("--{name}={value}")));
    command.arg(format!("--strict={}", job.suite.settings.get("strict")));
    command.arg(if job.suite.settings.is_on("strict_variables") { "--strict_variables" } else { "--no-strict_variables" });
    let output = command.output().map_err(|cause| format!("could not run {puppet}: {cause}"))?;
    let said = String::from_utf8_lossy(&output.stderr).trim().to_string();
    Ok(match (output.status.success(), begins_with_json(&output.stdout)) {
        (true, Some(text)) => json::from_json(text).map_err(|cause| cause.to_string()),
        _ => Err(said),
    })
}

/// A catalog as Puppet prints it may stand behind lines of its log.
fn begins_with_json(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    text.get(text.find('{')?..)
}

/// The manifests in one folder, in their order, and the environment with its data; gives the path of the manifests.
fn lay_out(folder: &Path, job: &Job<'_>) -> std::io::Result<String> {
    let environment = folder.join("code/environments/production");
    match &job.suite.environment {
        Some(root) => symlink(root, environment)?,
        None => std::fs::create_dir_all(environment)?,
    }
    let manifests = folder.join("manifests");
    std::fs::create_dir_all(&manifests)?;
    for (number, manifest) in job.manifests().iter().enumerate() {
        symlink(manifest.path().unwrap_or_default(), manifests.join(format!("{number:04}.pp")))?;
    }
    Ok(manifests.to_string_lossy().into_owned())
}

/// Where Puppet's terminus for YAML looks.
fn write_facts(folder: &Path, node: &str, job: &Job<'_>) -> Result<(), String> {
    let failed = |cause: std::io::Error| format!("could not write the facts for Puppet: {cause}");
    let facts = serde_json::json!({ "name": node, "values": value_to_json(&job.facts.facts) });
    // JSON is YAML; which of the two folders is read depends on how Puppet was started
    let text = format!("--- !ruby/object:Puppet::Node::Facts\n{facts}\n");
    for name in ["conf", "code/environments"] {
        std::fs::create_dir_all(folder.join(name)).map_err(failed)?;
    }
    for name in ["var/yaml/facts", "var/client_yaml/facts"] {
        std::fs::create_dir_all(folder.join(name)).map_err(failed)?;
        std::fs::write(folder.join(name).join(format!("{node}.yaml")), &text).map_err(failed)?;
    }
    std::fs::write(folder.join("hiera.yaml"), "version: 5\n").map_err(failed)
}
