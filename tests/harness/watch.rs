//! `rpuppet check --watch` with files that are really written.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// Machines may be busy: only what never comes fails.
const LIMIT: Duration = Duration::from_secs(60);

const ROLE: &str = "# A role.\nclass role {\n  class { 'web':\n    port => 80,\n  }\n}\n";
const WEB: &str =
    "# A class.\n#\n# @param port\n#   Where it listens.\nclass web (\n  Integer $port,\n) {\n  notify { \"on ${port}\": }\n}\n";

struct Watch {
    folder: tempfile::TempDir,
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn of(files: &[(&str, &str)], arguments: &[&str]) -> Watch {
        let folder = tempfile::tempdir().unwrap();
        files.iter().for_each(|(path, text)| write(folder.path(), path, text));
        Watch::in_folder(folder, arguments)
    }

    fn in_folder(folder: tempfile::TempDir, arguments: &[&str]) -> Watch {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rpuppet"))
            .args(["check", "--watch"])
            .args(arguments)
            .current_dir(folder.path())
            .env("HOME", folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let streams: [Box<dyn std::io::Read + Send>; 2] = [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for stream in streams {
            let sender = sender.clone();
            thread::spawn(move || BufReader::new(stream).lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        }
        Watch { folder, child, lines }
    }

    fn write(&self, path: &str, text: &str) {
        write(self.folder.path(), path, text);
    }

    /// What is said up to a line with these words.
    fn until(&self, words: &str) -> String {
        let mut said = String::new();
        loop {
            let line = self.lines.recv_timeout(LIMIT);
            assert!(line.is_ok(), "nothing says '{words}':\n{said}");
            let line = line.unwrap();
            said = said + &line + "\n";
            if line.contains(words) {
                return said;
            }
        }
    }

    /// What is said up to the end of the round whose findings are counted so; rounds of half-done steps may come before it.
    fn round(&self, counted: &str) -> String {
        let said = self.until(counted);
        said + &self.until("waiting for changes")
    }

    /// The next document.
    fn document(&self) -> String {
        let mut text = String::new();
        while !text.ends_with("\n]\n") && text != "[]\n" {
            let line = self.lines.recv_timeout(LIMIT);
            assert!(line.is_ok(), "there is no other document");
            let line = line.unwrap();
            if !line.starts_with("Notice: ") && !line.starts_with("Warning: ") {
                text = text + &line + "\n";
            }
        }
        text
    }

    fn interrupted(mut self) -> Option<i32> {
        nix::sys::signal::kill(nix::unistd::Pid::from_raw(self.child.id() as i32), nix::sys::signal::Signal::SIGINT).unwrap();
        self.child.wait().unwrap().code()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // it may have ended
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn site() -> Watch {
    let files = [("modules/role/manifests/init.pp", ROLE), ("modules/web/manifests/init.pp", WEB), ("modules/stdlib/metadata.json", "{}")];
    Watch::of(&files, &["modules"])
}

#[test]
fn a_change_reaches_the_files_that_ask_for_it() {
    let watch = site();
    watch.round("3 files checked: 0 errors, 0 warnings");
    watch.write("modules/web/manifests/init.pp", &WEB.replace("port", "listen"));
    let said = watch.round("3 files checked: 1 error, 0 warnings");
    assert!(said.contains("class 'web' has no parameter 'port'") && said.contains("modules/role/manifests/init.pp:4:5"), "{said}");
    assert!(said.contains("told of 2 files after "), "{said}");
    watch.write("modules/web/manifests/init.pp", WEB);
    watch.round("3 files checked: 0 errors, 0 warnings");
    assert_eq!(watch.interrupted(), Some(0));
}

#[test]
fn files_come_and_go() {
    let watch = site();
    watch.round("3 files checked: 0 errors");
    watch.write("modules/role/manifests/new/deep.pp", "# A class.\nclass role::new::deep {\n  include web::more\n}\n");
    let said = watch.round("4 files checked: 1 error, 0 warnings");
    assert!(said.contains("modules/role/manifests/new/deep.pp:3:11"), "{said}");
    watch.write("modules/web/manifests/more.pp", "# A class.\nclass web::more {\n}\n");
    watch.round("5 files checked: 0 errors, 0 warnings");
    fs::remove_file(watch.folder.path().join("modules/web/manifests/more.pp")).unwrap();
    watch.round("4 files checked: 1 error, 0 warnings");
    fs::remove_dir_all(watch.folder.path().join("modules/role/manifests/new")).unwrap();
    watch.round("3 files checked: 0 errors, 0 warnings");
    // a folder of the same name is another one
    watch.write("modules/role/manifests/new/deep.pp", "class role::new::deep {\n");
    watch.round("4 files checked: 1 error");
    watch.write("modules/role/manifests/new/deep.pp", "# A class.\nclass role::new::deep {\n}\n");
    watch.round("4 files checked: 0 errors, 0 warnings");
}

#[test]
fn data_are_looked_for_again() {
    let files = [
        ("environment.conf", ""),
        ("hiera.yaml", "version: 5\nhierarchy: [{ name: all, glob: '*' }]\n"),
        ("data/empty.yaml", "{}\n"),
        ("manifests/site.pp", "include web\n"),
        ("modules/web/manifests/init.pp", WEB),
    ];
    let watch = Watch::of(&files, &["--only-checks", "missing_parameter", "manifests"]);
    watch.round("1 file checked: 1 error");
    watch.write("data/empty.yaml", "web::port: 80\n");
    watch.round("1 file checked: 0 errors");
    watch.write("data/empty.yaml", "{}\n");
    watch.round("1 file checked: 1 error");
    watch.write("data/more.json", "{ \"web::port\": 80 }\n");
    watch.round("1 file checked: 0 errors");
    fs::remove_file(watch.folder.path().join("data/more.json")).unwrap();
    watch.round("1 file checked: 1 error");
    watch.write("hiera.yaml", "version: 5\nhierarchy: [{ name: all, lookup_key: vault }]\n");
    watch.round("1 file checked: 0 errors");
}

#[test]
fn half_a_file_is_a_mistake_until_it_is_whole() {
    let watch = site();
    watch.round("3 files checked: 0 errors");
    let (half, rest) = WEB.split_at(WEB.find("notify").unwrap());
    watch.write("modules/web/manifests/init.pp", half);
    watch.until("modules/web/manifests/init.pp:");
    watch.until("waiting for changes");
    let path = watch.folder.path().join("modules/web/manifests/init.pp");
    std::io::Write::write_all(&mut fs::OpenOptions::new().append(true).open(path).unwrap(), rest.as_bytes()).unwrap();
    watch.round("3 files checked: 0 errors, 0 warnings");
}

#[test]
fn a_file_that_takes_the_place_of_another_is_read() {
    let watch = site();
    watch.round("3 files checked: 0 errors");
    // as editors do it: the old one is put aside, the new one renamed
    let path = |name: &str| watch.folder.path().join("modules/web/manifests").join(name);
    watch.write("modules/web/manifests/init.pp.tmp", &WEB.replace("Integer", "String"));
    fs::rename(path("init.pp"), path("init.pp~")).unwrap();
    fs::rename(path("init.pp.tmp"), path("init.pp")).unwrap();
    let said = watch.round("3 files checked: 1 error, 0 warnings");
    assert!(said.contains("[parameter_type]"), "{said}");
}

#[test]
fn links_lead_to_what_changes() {
    let watch = site();
    watch.round("3 files checked: 0 errors");
    let path = |name: &str| watch.folder.path().join(name);
    // a file that is one of another folder, and a module that is in the modules twice under one name
    watch.write("elsewhere/linked.pp", "# A class.\nclass web::linked {\n}\n");
    std::os::unix::fs::symlink(path("elsewhere/linked.pp"), path("modules/web/manifests/linked.pp")).unwrap();
    watch.round("4 files checked: 0 errors, 0 warnings");
    watch.write("elsewhere/linked.pp", "# A class.\nclass web::linked {\n");
    watch.round("4 files checked: 1 error");
    watch.write("elsewhere/linked.pp", "# A class.\nclass web::linked {\n  include web\n}\n");
    watch.round("4 files checked: 0 errors, 0 warnings");
    std::os::unix::fs::symlink(path("modules/web"), path("modules/alias")).unwrap();
    watch.write("modules/web/manifests/init.pp", &WEB.replace("port", "listen"));
    watch.round("4 files checked: 1 error, 0 warnings");
}

#[test]
fn configurations_and_data_count_as_they_are() {
    let watch = site();
    watch.round("3 files checked: 0 errors");
    watch.write("modules/web/data/common.yaml", "web::prot: 80\n");
    let said = watch.round("4 files checked: 0 errors, 1 warning");
    assert!(said.contains("[unknown_key]"), "{said}");
    watch.write("rpuppet.toml", "[check.rules]\nunknown_key = \"error\"\n");
    watch.round("4 files checked: 1 error, 0 warnings");
    watch.write("rpuppet.toml", "[check.rules]\nunknown_key = 1\n");
    watch.until("Error: rpuppet.toml");
    watch.write("rpuppet.toml", "[check.rules]\nunknown_key = \"off\"\n");
    watch.round("4 files checked: 0 errors, 0 warnings");
}

#[test]
fn programs_get_a_document_for_each_round() {
    let watch = Watch::of(&[("a/manifests/init.pp", ROLE)], &["--format", "json"]);
    assert!(watch.until("autoloader_layout").starts_with("[\n"));
    watch.until("  ]");
    assert_eq!(watch.until("]"), "]\n");
    watch.write("a/manifests/init.pp", &ROLE.replace("80", "\"80\""));
    let said = watch.until("double_quoted_strings");
    assert!(said.starts_with("[\n") && said.contains("autoloader_layout"), "{said}");
}

/// The findings of a document, whatever the order of its files.
fn findings(document: &str) -> Vec<String> {
    let files: serde_json::Value = serde_json::from_str(document).unwrap();
    let all = files.as_array().unwrap().iter().flat_map(|file| file.as_array().unwrap());
    let mut all: Vec<String> = all.map(|one| format!("{}:{} {} {}", one["path"], one["line"], one["check"], one["message"])).collect();
    all.sort();
    all
}

/// A change of our own modules; no text means that the file or folder goes away.
type Step = (&'static str, fn(&str) -> Option<String>);

/// Whatever is changed, what is said then is what a check that knows nothing from before says.
#[test]
fn each_round_finds_what_a_fresh_check_finds() {
    let steps: [Step; 15] = [
        ("trove/manifests/params.pp", |text| Some(text.replace("$user =", "$usr ="))),
        ("mysql/templates/puppet.cnf.erb", |text| Some(format!("{text}<%= @nothing %>"))),
        ("oslo/manifests/extra.pp", |_| Some("class oslo::extra (Oslo::Dbconn $url) {\n  $a = $url\n}\n".into())),
        ("trove/manifests/user.pp", |_| Some("class trove::user {\n  class { 'oslo::extra': url => 'sqlite://' }\n}\n".into())),
        ("oslo/types/dbconn.pp", |_| Some("type Oslo::Dbconn = Oslo::Other\ntype Oslo::Other = Integer\n".into())),
        ("oslo/manifests/heir.pp", |_| Some("class oslo::heir inherits oslo::extra {\n  notice($a)\n}\n".into())),
        ("oslo/manifests/extra.pp", |_| None),
        ("trove/data/common.yaml", |_| Some("trove::nonsense: 1\n".into())),
        ("trove/lib/puppet/type/trove_config.rb", |_| None),
        ("trove/manifests/note.pp", |_| Some("class trove::note {\n  trove_note { 'a': txet => 'b' }\n}\n".into())),
        ("trove/lib/puppet/type/trove_note.rb", |_| Some("Puppet::Type.newtype(:trove_note) do\n  newparam(:text)\nend\n".into())),
        ("trove/lib/puppet/type/trove_note.rb", |text| Some(text.replace(":text", ":txet"))),
        ("trove/metadata.json", |text| Some(text.replace("rpuppet/stdlib", "rpuppet/elsewhere"))),
        ("trove/manifests/broken.pp", |_| Some("class trove::broken {\n  include".into())),
        ("stdlib", |_| None),
    ];
    let folder = tempfile::tempdir().unwrap();
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("modules");
    assert!(Command::new("cp").arg("-r").arg(ours).arg(folder.path()).status().unwrap().success());
    let options = ["--all-checks", "--format", "json", "modules"];
    let watch = Watch::in_folder(folder, &options);
    let fresh = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rpuppet"));
        let output = command.arg("check").args(options).current_dir(watch.folder.path()).env("HOME", watch.folder.path()).output();
        findings(&String::from_utf8(output.unwrap().stdout).unwrap())
    };
    let mut before = fresh();
    assert_eq!(findings(&watch.document()), before);
    for (path, change) in steps {
        let file = watch.folder.path().join("modules").join(path);
        match change(&fs::read_to_string(&file).unwrap_or_default()) {
            Some(text) => watch.write(&format!("modules/{path}"), &text),
            None if file.is_dir() => fs::remove_dir_all(&file).unwrap(),
            None => fs::remove_file(&file).unwrap(),
        }
        let wanted = fresh();
        assert_ne!(wanted, before, "{path} changes nothing");
        // a step may be seen half done first
        while findings(&watch.document()) != wanted {}
        before = wanted;
    }
}

#[test]
fn what_cannot_go_on_is_refused() {
    for arguments in [&["--fix"][..], &["--format", "sarif"], &["-"], &["nowhere/"], &["--only-checks", "nonsense"]] {
        let output = Command::new(env!("CARGO_BIN_EXE_rpuppet")).args(["check", "--watch"]).args(arguments).stdin(Stdio::null()).output();
        assert_eq!(output.unwrap().status.code(), Some(2), "{arguments:?}");
    }
}
