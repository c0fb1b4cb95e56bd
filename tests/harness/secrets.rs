//! A canary: every way in which a secret gets into a catalog, and the secret is in nothing that a run says, keeps or starts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Every secret of the site contains this.
const CANARY: &str = "canary-7d1f";

const SITE: &str = r#"
class vault(Sensitive[String] $password) {
  file { '@/content': content => $password, show_diff => true }
  file { '@/old': content => $password, mode => '0600' }
  file { '@/wrapped': content => Sensitive("key=${password.unwrap}\n") }
  file { '@/refused': content => $password, validate_cmd => '/bin/cat % - >&2; false' }
  exec { 'fails with it': command => Sensitive("/bin/sh -c 'echo ${password.unwrap}; exit 3'"), logoutput => true }
  exec { 'gets it': command => '/bin/sh -c "exit 4"', environment => Sensitive(["P=${password.unwrap}"]) }
  exec { 'asks with it': command => '/bin/true', unless => Sensitive("/bin/sh -c 'echo ${password.unwrap}; exit 1'") }
  exec { 'vector': command => Sensitive(['/bin/sh', '-c', 'exit 5', $password.unwrap]) }
  exec { 'no such': command => Sensitive("/nonexistent/${password.unwrap}") }
  notify { 'tell': message => $password }
  notify { 'tell interpolated': message => "it is ${password}" }
  vault_setting { 'DEFAULT/password': value => $password }
  vault_setting { 'DEFAULT/url': value => "mysql://${password.unwrap}@h", secret => true }
  vault_setting { 'DEFAULT/old': value => 'canary-7d1f-new', secret => true }
  ini_setting { 'plain': path => '@/plain.ini', section => 's', setting => 'p', value => $password, show_diff => true }
  file_line { 'line': path => '@/lines', line => Sensitive("p ${password.unwrap}") }
  user { 'canary-nobody': ensure => absent, password => $password }
  warning("a warning of ${password}")
  notice($password, { 'k' => [$password] })
}
class { 'vault': password => Sensitive('canary-7d1f-one') }
"#;

/// Mistakes whose message would like to show the value.
const MISTAKES: &[&str] = &[
    "class c(Sensitive[Integer] $x) {} class { 'c': x => Sensitive('canary-7d1f') }",
    "class c(String $x) {} class { 'c': x => Sensitive('canary-7d1f') }",
    "notice(Sensitive('canary-7d1f') + 1)",
    "fail(Sensitive('canary-7d1f'))",
    "notify { Sensitive('canary-7d1f'): }",
    "service { 'x': ensure => Sensitive('canary-7d1f') }",
    "file { '/x': mode => Sensitive('canary-7d1f') }",
    "notify { 'x': loglevel => Sensitive('canary-7d1f') }",
    "file { Sensitive('/canary-7d1f').unwrap: content => Sensitive('canary-7d1f'), source => '/x' } notify { nosuch($x): }",
    "notice(inline_epp('<%= $p + 1 %>', { p => Sensitive('canary-7d1f') }))",
    "$p = Sensitive('canary-7d1f') notice(inline_template('<%= @p.nosuch %>'))",
    "Sensitive('canary-7d1f') =~ Sensitive[Integer[1]] or fail(\"${Sensitive('canary-7d1f')}\")",
    "assert_type(Sensitive[Integer], Sensitive('canary-7d1f'))",
    "case Sensitive('canary-7d1f') { 'x': {} } nosuch()",
    "Sensitive('canary-7d1f').unwrap.nosuch",
];

fn prepare(folder: &Path) {
    let types = folder.join("modules/vault/lib/puppet/type");
    let providers = folder.join("modules/vault/lib/puppet/provider/vault_setting");
    [&types, &providers].iter().for_each(|path| fs::create_dir_all(path).unwrap());
    fs::write(
        types.join("vault_setting.rb"),
        "Puppet::Type.newtype(:vault_setting) do\n  ensurable\n  newparam(:name, :namevar => true)\n  newparam(:secret, :boolean => true) { newvalues(:true, :false); defaultto false }\n  newproperty(:value)\nend\n",
    )
    .unwrap();
    let parent = "Puppet::Type.type(:vault_setting).provide(:ini_setting, :parent => Puppet::Type.type(:openstack_config).provider(:ini_setting)) do";
    let text = format!("{parent}\n  def self.file_path\n    '{}'\n  end\nend\n", folder.join("vault.conf").display());
    fs::write(providers.join("ini_setting.rb"), text).unwrap();
    for (name, text) in [
        ("old", "canary-7d1f-before"),
        ("vault.conf", "[DEFAULT]\nold = canary-7d1f-was\n"),
        ("plain.ini", "[s]\np = canary-7d1f-x\n"),
        ("lines", ""),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
}

/// Everything that a run said.
fn said(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rpuppet"));
    command.arg(arguments[0]).arg("--vardir").arg(folder.join("state")).args(&arguments[1..]);
    let output = command.args(["--certname", "node.example"]).output().unwrap();
    (output.status.code(), format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)))
}

/// The files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn holds_none(what: &str, text: &str) {
    let lines: Vec<&str> = text.lines().filter(|line| line.contains(CANARY) && !line.contains("canary-nobody")).collect();
    assert!(lines.is_empty(), "{what} shows a secret:\n{}", lines.join("\n"));
}

#[test]
fn no_secret_leaves_the_catalog() {
    let directory = tempfile::tempdir().unwrap();
    let folder = directory.path();
    prepare(folder);
    // the manifest itself is no place for secrets when it is shown beside a mistake: here nothing is
    let (site, modules) = (folder.join("site.pp"), format!("{}:{}/modules", folder.join("modules").display(), env!("CARGO_MANIFEST_DIR")));
    fs::write(&site, SITE.replace('@', &folder.to_string_lossy())).unwrap();
    let site = site.to_string_lossy();
    let flags = ["--modulepath", &modules, "--show_diff", "--color=false"];
    for run in [&["plan"][..], &["apply", "--noop", "--debug"], &["apply", "--verbose"], &["apply", "--test"]] {
        let arguments = [&run[..1], &flags, &run[1..], &[&site]].concat();
        let (exit, said) = said(folder, &arguments);
        assert_eq!(exit == Some(0), run.contains(&"plan") || run.contains(&"--noop"), "{run:?}: {said}");
        assert!(said.contains("Vault_setting[DEFAULT/password]") || run.contains(&"--test"), "{run:?}: {said}");
        holds_none(&format!("{run:?}"), &said);
    }
    assert_eq!(fs::read_to_string(folder.join("content")).unwrap(), "canary-7d1f-one");
    assert!(fs::read_to_string(folder.join("vault.conf")).unwrap().contains("old = canary-7d1f-new"));
    let kept = files(&folder.join("state"));
    assert!(kept.iter().any(|path| path.ends_with("last_run_report.yaml")), "{kept:?}");
    for path in kept {
        let backup = path.ends_with("contents");
        assert!(!backup, "a secret file went into the bucket: {}", path.display());
        holds_none(&path.to_string_lossy(), &fs::read_to_string(&path).unwrap_or_default());
    }
}

#[test]
fn no_mistake_shows_a_secret_that_is_not_written_beside_it() {
    let directory = tempfile::tempdir().unwrap();
    let folder = directory.path();
    for code in MISTAKES {
        // the secret comes from elsewhere, so that the picture of the source cannot hold it
        let code = code.replace("'canary-7d1f'", "$facts['secret']").replace("'/canary-7d1f'", "\"/x${facts['other']}\"");
        let facts = folder.join("facts.json");
        fs::write(&facts, r#"{"secret": "canary-7d1f", "other": "y"}"#).unwrap();
        let (exit, said) = said(folder, &["apply", "--debug", "--facts", &facts.to_string_lossy(), "-e", &code]);
        assert_eq!(exit, Some(1), "{code}: {said}");
        holds_none(&code, &said);
    }
}
