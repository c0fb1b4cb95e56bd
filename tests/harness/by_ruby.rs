//! `--ruby-providers`: resources that only Ruby can act on, with a small program in place of Puppet that keeps what it is given and
//! writes a report as Puppet 8 does.

use super::errors::rpuppet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Output;

const SECRET: &str = "s3cr3t-of-the-cluster";
const TYPE: &str = "Puppet::Type.newtype(:cs_property) do\n  ensurable\n  newparam(:name, namevar: true)\n  newproperty(:value)\nend\n";
const PROVIDER: &str = "Puppet::Type.type(:cs_property).provide(:crm) do\n  def create; crm 'x'; end\nend\n";

/// Answers by what the resource's file says: `there`, or not; `refused` fails.
const PUPPET: &str = r#"#!/bin/sh
cd "$(dirname "$0")"
printf '%s\n' "$*" >>arguments
cat >catalog.json
version=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' catalog.json)
report=$(printf '%s' "$*" | sed 's/.*--lastrunreport \([^ ]*\).*/\1/')
status=success message=created failed=false events=yes
case "$*" in *--noop*) status=noop message='created (noop)' ;; esac
if [ -e there ]; then events=no; fi
if [ -e refused ] && [ $status = success ]; then
  status=failure failed=true message="change from 'absent' to 'present' failed: crm says no"
fi
{
  echo '--- !ruby/object:Puppet::Transaction::Report'
  echo "configuration_version: $version"
  echo 'logs: []'
  echo 'resource_statuses:'
  echo '  Cs_property[stonith]:'
  echo "    failed: $failed"
  echo '    skipped: false'
  if [ $events = yes ]; then
    echo '    events:'
    echo '    - property: ensure'
    echo '      previous_value: absent'
    echo '      desired_value: present'
    echo "      message: \"$message\""
    echo "      status: $status"
    echo '      redacted:'
    [ $status = success ] && touch there
  else
    echo '    events: []'
  fi
} >"$report"
"#;

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("modules/corosync/lib/puppet/type/cs_property.rb", TYPE);
    write("modules/corosync/lib/puppet/provider/cs_property/crm.rb", PROVIDER);
    write("puppet", PUPPET);
    fs::set_permissions(folder.path().join("puppet"), fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

fn run(folder: &Path, subcommand: &str, flags: &[&str]) -> Output {
    let code = format!("cs_property {{ 'stonith': ensure => present, value => Sensitive('{SECRET}') }} ~> notify {{ 'after': }}");
    let (vardir, modules) = (folder.join("var").display().to_string(), folder.join("modules").display().to_string());
    let arguments = [subcommand, "--vardir", &vardir, "--modulepath", &modules, "-e", &code];
    rpuppet(&[&arguments, flags].concat())
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn without_it_type_provider_and_file_are_named() {
    let folder = site();
    let plan = run(folder.path(), "plan", &[]);
    let file = folder.path().join("modules/corosync/lib/puppet/type/cs_property.rb");
    let reason = format!("Could not find a suitable provider for cs_property: its provider crm is in Ruby ({})", file.display());
    assert_eq!(plan.status.code(), Some(0), "{}", said(&plan));
    assert!(said(&plan).contains(&format!("/Stage[main]/Main/Cs_property[stonith]: not knowable yet: {reason}")), "{}", said(&plan));
    let apply = run(folder.path(), "apply", &[]);
    assert_eq!(apply.status.code(), Some(1));
    assert!(
        said(&apply).contains(&format!("Could not evaluate: {reason}")) && said(&apply).contains("--ruby-providers"),
        "{}",
        said(&apply)
    );
}

#[test]
fn with_it_puppet_acts_and_its_report_is_ours() {
    let folder = site();
    let flag = format!("--ruby-providers={}", folder.path().join("puppet").display());
    let plan = run(folder.path(), "plan", &[&flag]);
    assert!(said(&plan).contains("Cs_property[stonith]/ensure: created (noop)"), "{}", said(&plan));
    let first = run(folder.path(), "apply", &[&flag, "--detailed-exitcodes"]);
    assert_eq!(first.status.code(), Some(2), "{}", said(&first));
    assert!(said(&first).contains("Notice: /Stage[main]/Main/Cs_property[stonith]/ensure: created"), "{}", said(&first));
    let second = run(folder.path(), "apply", &[&flag]);
    assert!(!said(&second).contains("Cs_property"), "{}", said(&second));
    assert!(fs::read_to_string(folder.path().join("catalog.json")).unwrap().contains(SECRET), "the catalog was on standard input");
    assert!(!fs::read_to_string(folder.path().join("arguments")).unwrap().contains(SECRET));
    assert!(!said(&first).contains(SECRET));
    let mode = fs::metadata(folder.path().join("var/ruby-providers")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[test]
fn a_failure_of_puppets_is_ours() {
    let folder = site();
    fs::write(folder.path().join("refused"), "").unwrap();
    let flag = format!("--ruby-providers={}", folder.path().join("puppet").display());
    let output = run(folder.path(), "apply", &[&flag]);
    assert_eq!(output.status.code(), Some(1));
    let line = "Error: /Stage[main]/Main/Cs_property[stonith]/ensure: change from 'absent' to 'present' failed: crm says no";
    assert!(said(&output).contains(line) && said(&output).contains("Skipping because of failed dependencies"), "{}", said(&output));
}

#[test]
fn a_puppet_that_is_not_there_is_told_before_anything_is_done() {
    let folder = site();
    let output = run(folder.path(), "apply", &["--ruby-providers=/no/such/puppet"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("--ruby-providers needs an installed Puppet: there is no command /no/such/puppet"), "{}", said(&output));
    assert!(!said(&output).contains("Notify[after]"));
}
