//! External node classifiers; what is expected was seen with real Puppet 8.

use super::errors::rpuppet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// A folder with two classes and a classifier that says `answer`.
fn site(answer: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("modules/web/manifests/init.pp", "class web($port) { notify { \"web ${port} ${role} ${::kernel}\": } }");
    write("modules/idle/manifests/init.pp", "class idle { notify { 'idle': } }");
    write("facts.json", r#"{ "kernel": "Linux" }"#);
    write("classifier", &format!("#!/bin/sh\necho \"# of $1\"\ncat <<'END'\n{answer}\nEND\n"));
    fs::set_permissions(folder.path().join("classifier"), fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

/// Standard output and error of `apply --noop`.
fn applied(folder: &Path, classifier: &str) -> (String, String) {
    let within = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let output = rpuppet(&[
        "apply",
        "--noop",
        "--vardir",
        &within("var"),
        "--modulepath",
        &within("modules"),
        "--facts",
        &within("facts.json"),
        "--certname",
        "node.example",
        "--node_terminus",
        "exec",
        "--external_nodes",
        classifier,
        "-e",
        "notice(\"top ${role}\")",
    ]);
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_classifier_gives_classes_and_variables() {
    let folder = site("classes:\n  idle:\n  web:\n    port: 80\nparameters:\n  role: front\n  kernel: Plan9");
    let (out, said) = applied(folder.path(), &folder.path().join("classifier").to_string_lossy());
    assert_eq!(
        said,
        "Warning: The node parameter 'kernel' for node 'node.example' was already set to 'Plan9'. It could not be set to 'Linux'\n"
    );
    let place = |text: &str| out.find(text).unwrap_or_else(|| panic!("{text} in {out}"));
    assert!(place("Scope(Class[main]): top front") < place("Notify[web 80 front Plan9]/message: "));
    assert!(place("/Stage[main]/Web/Notify[web 80 front Plan9]/") < place("/Stage[main]/Idle/Notify[idle]/message"), "{out}");
}

#[test]
fn a_list_of_classes_and_an_environment_are_read() {
    let folder = site("classes: [idle]\nparameters: { role: back }\nenvironment: nowhere");
    let (_, said) = applied(folder.path(), &folder.path().join("classifier").to_string_lossy());
    assert!(said.contains("nowhere"), "{said}");
    let folder = site("classes: [idle]\nparameters: { role: back }");
    let (out, said) = applied(folder.path(), &folder.path().join("classifier").to_string_lossy());
    assert!(out.contains("/Stage[main]/Idle/Notify[idle]/message") && said.is_empty(), "{out}{said}");
}

#[test]
fn a_classifier_that_fails_is_an_error() {
    let folder = site("");
    let said = |classifier: &str| applied(folder.path(), classifier).1;
    assert_eq!(
        said("/bin/false"),
        "Error: Could not run: Failed to find node.example via exec: Execution of '/bin/false node.example' returned 1: \n"
    );
    assert_eq!(said("/bin/true"), "Error: Could not run: Could not find node node.example\n");
    assert_eq!(said("none"), "Error: Could not run: You must set the 'external_nodes' parameter to use the external node terminus\n");
    assert_eq!(said("classifier"), "Error: Could not run: You must set the exec parameter to a fully qualified command\n");
    assert!(said("/bin/echo {a").starts_with("Error: Could not run: Could not load external node results for node.example: (<unknown>): "));
    assert!(said("/nowhere/classifier").starts_with("Error: Could not run: Failed to find node.example via exec: "));
}
