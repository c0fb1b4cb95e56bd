//! What git is asked and told, with a git of our own that knows one remote branch and one tag.

use super::super::testing::{applied, resource};
use super::Vcsrepo;
use crate::system::memory::Machine;
use crate::system::memory_files::Files;
use crate::system::{Command, Output};
use serde_json::json;
use std::path::Path;

const OLD: &str = "1111111111111111111111111111111111111111";
const NEW: &str = "2222222222222222222222222222222222222222";
const URL: &str = "https://git.example.org/x.git";

/// A host on which the other side's `main` is at [`NEW`] and the tag `v1` at [`OLD`]; HEAD is a file.
fn host() -> Machine {
    let machine = Machine::new();
    machine.files_mut().put("/srv/.keep", "");
    machine.on_command(|command, files| (command.program == "git").then(|| git(command, files)));
    machine
}

fn stand_at(commit: &str, files: &mut Files) {
    files.put("/srv/x/HEAD-IS", commit);
}

fn git(command: &Command, files: &mut Files) -> Output {
    let words: Vec<&str> = command.arguments.iter().map(String::as_str).collect();
    let head = files.text("/srv/x/HEAD-IS");
    match words.as_slice() {
        ["clone", .., url, path] => {
            files.put(format!("{path}/.git/config"), format!("url = {url}\n"));
            files.put(format!("{path}/HEAD-IS"), NEW);
        }
        ["config", "--get", "remote.origin.url"] => return Machine::printed(URL),
        ["rev-parse", .., "HEAD^{commit}"] => return Machine::printed(&head.unwrap_or_default()),
        ["rev-parse", .., "refs/tags/v1^0"] => return Machine::printed(OLD),
        ["rev-parse", .., "refs/heads/main^0" | "refs/heads/main" | "refs/remotes/origin/main^0" | "refs/remotes/origin/main"] => {
            return Machine::printed(NEW);
        }
        ["rev-parse", ..] => return Machine::failed(1, ""),
        ["symbolic-ref", ..] => return Machine::printed("main\n"),
        ["ls-remote", "--", URL, "refs/heads/main"] => return Machine::printed(&format!("{NEW}\trefs/heads/main\n")),
        ["ls-remote", ..] => return Machine::printed(""),
        ["checkout", "--force", "v1"] => stand_at(OLD, files),
        ["checkout", "--force", "main"] | ["reset", "--hard", "origin/main"] => stand_at(NEW, files),
        ["fetch" | "submodule", ..] => {}
        other => panic!("git {other:?}"),
    }
    Machine::printed("")
}

/// What a run changes, and that the next one changes nothing.
fn settles(machine: &mut Machine, parameters: &serde_json::Value) -> Result<Vec<String>, String> {
    let (kind, wanted) = (Vcsrepo::default(), resource("vcsrepo", "/srv/x", parameters));
    let log = applied(&kind, &wanted, machine).map_err(|failure| failure.message)?;
    assert_eq!(applied(&kind, &wanted, machine).map_err(|failure| failure.message)?, Vec::<String>::new(), "the second time");
    Ok(log)
}

#[test]
fn a_clone_is_made_brought_to_a_tag_and_to_the_newest_commit() {
    let mut machine = host();
    let wanted = json!({"ensure": "present", "source": URL, "provider": "git", "depth": "1", "branch": "main", "excludes": ["*.o"]});
    assert_eq!(settles(&mut machine, &wanted).unwrap(), ["created"]);
    assert_eq!(machine.ran()[0], format!("git clone --depth 1 --branch main -- {URL} /srv/x"));
    assert_eq!(machine.files().text("/srv/x/.git/info/exclude").as_deref(), Some("*.o\n"));
    let changed = settles(&mut machine, &json!({"ensure": "present", "source": URL, "revision": "v1"})).unwrap();
    assert_eq!(changed, [format!("revision changed '{NEW}' to 'v1'")]);
    let changed = settles(&mut machine, &json!({"ensure": "latest", "source": URL, "revision": "main"})).unwrap();
    assert_eq!(changed, ["ensure changed 'present' to 'latest'"]);
    assert!(machine.ran().iter().any(|line| line == "git reset --hard origin/main"));
    let refused = settles(&mut machine, &json!({"ensure": "present", "source": URL, "revision": "nowhere"})).unwrap_err();
    assert_eq!(refused, "nowhere is not a local or remote ref");
    assert_eq!(settles(&mut machine, &json!({"ensure": "absent"})).unwrap(), ["removed"]);
    assert!(machine.files().node("/srv/x").is_none());
}

#[test]
fn what_is_in_the_way_goes_by_force_alone() {
    let mut machine = host();
    machine.files_mut().put("/srv/x/mine", "");
    let refused = settles(&mut machine, &json!({"ensure": "present", "source": URL})).unwrap_err();
    assert_eq!(refused, "Could not create repository (non-repository at path)");
    assert!(machine.files().node("/srv/x/mine").is_some());
    assert_eq!(settles(&mut machine, &json!({"ensure": "present", "source": URL, "force": true})).unwrap(), ["created"]);
    assert!(machine.files().node("/srv/x/mine").is_none());
}

#[test]
fn a_user_runs_git_and_an_identity_is_in_the_environment() {
    let mut machine = host();
    machine.add_user("deploy", 500, 500);
    let wanted = json!({"ensure": "present", "source": URL, "user": "deploy", "identity": "/home/deploy/.ssh/it's"});
    assert_eq!(settles(&mut machine, &wanted).unwrap(), ["created"]);
    let commands = machine.commands();
    assert!(commands.iter().all(|command| command.user.as_deref() == Some("deploy")));
    let ssh = commands[0].environment.iter().find(|(name, _)| name == "GIT_SSH_COMMAND").unwrap();
    assert!(ssh.1.ends_with(r"-i '/home/deploy/.ssh/it'\''s'"), "{}", ssh.1);
    assert_eq!(machine.files().node(Path::new("/srv/x").to_str().unwrap()).unwrap().user, 500);
}

#[test]
fn what_git_cannot_do_is_refused_before_anything_is_run() {
    let mut machine = host();
    for (wanted, message) in [
        (json!({"ensure": "bare", "revision": "v1"}), "Cannot set a revision (v1) on a bare repository"),
        (json!({"source": {"upstream": URL}}), "You must specify the URL for origin in the :source hash"),
        (
            json!({"provider": "svn"}),
            "Parameter provider failed on Vcsrepo[/srv/x]: the native provider of vcsrepo is git; provider svn needs Ruby",
        ),
        (
            json!({"revision": "--upload-pack=x"}),
            "Parameter revision failed on Vcsrepo[/srv/x]: Invalid value \"--upload-pack=x\". Valid values match /^\\S+$/.",
        ),
    ] {
        assert_eq!(settles(&mut machine, &wanted).unwrap_err(), message);
    }
    assert!(machine.ran().is_empty());
}
