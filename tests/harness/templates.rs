//! `rpuppet template` and `rpuppet epp`; what EPP gives, and its exit codes, were seen with real Puppet 8.

use super::errors::rpuppet;
use std::fs;
use std::path::Path;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("a.epp", "<%- | String $a, $b = 2 | -%>\nx <%= $a %> <%= $b %> <%= $facts[kernel] %>\n");
    write("b.epp", "hi <%= $a %>\n");
    write("bad.epp", "bad <%= $x + %>\n");
    write("bad.tera", "{% if %}");
    write("outside.erb", "<%= @a %>\n<%= `ls` %>\n");
    write("modules/m/templates/list.tera", "port {{ port }}{% for x in list %} {{ x }}{% endfor %}\n");
    write("modules/m/templates/list.erb", "port <%= @port %><% @list.each do |x| -%> <%= x %><% end %>\n");
    write("modules/m/manifests/init.pp", "class m($port = 80, $list = [1, 2]) { notice(template('m/list.tera', 'm/list.erb')) }");
    write("values.yaml", "port: 81\nlist: [a, b]\n");
    write("facts.json", r#"{ "kernel": "Linux" }"#);
    folder
}

/// Standard output, standard error, exit code; `IN/` is the folder.
fn ran(folder: &Path, words: &[&str]) -> (String, String, i32) {
    let within = |word: &str| word.replace("IN/", &format!("{}/", folder.display()));
    let fixed = ["--modulepath", "IN/modules", "--facts", "IN/facts.json", "--certname", "node.example"];
    let words: Vec<String> =
        words.iter().chain(if words.contains(&"render") { &fixed[..] } else { &[] }).map(|word| within(word)).collect();
    let output = rpuppet(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&format!("{}/", folder.display()), "IN/");
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

#[test]
fn epp_is_rendered_with_values_and_headers() {
    let folder = folder();
    let one = ran(folder.path(), &["epp", "render", "IN/a.epp", "--values", "{ a => z }"]);
    assert_eq!(one, ("x z 2 Linux\n".to_string(), String::new(), 0));
    let two = ran(folder.path(), &["epp", "render", "IN/a.epp", "IN/b.epp", "--values", "{ a => z }"]);
    assert_eq!(two.0, "--- IN/a.epp\nx z 2 Linux\n--- IN/b.epp\nhi z\n");
    let (out, said, code) = ran(folder.path(), &["epp", "render", "IN/b.epp"]);
    assert_eq!((out.as_str(), code), ("", 1));
    assert!(said.starts_with("Error: Unknown variable: 'a'. (file: IN/b.epp, line: 1, column: 8)\n"), "{said}");
    assert_eq!(ran(folder.path(), &["epp", "render", "-e", "<%= $n %>", "--values", "{ n => 5 }"]).0, "5");
}

#[test]
fn every_engine_is_known_by_its_ending() {
    let folder = folder();
    let rendered = |name: &str| ran(folder.path(), &["template", "render", name, "--values_file", "IN/values.yaml"]);
    assert_eq!(rendered("m/list.tera"), ("port 81 a b\n".to_string(), String::new(), 0));
    assert_eq!(rendered("IN/modules/m/templates/list.erb"), ("port 81 a b\n".to_string(), String::new(), 0));
    assert_eq!(rendered("IN/b.epp").2, 1);
    assert_eq!(ran(folder.path(), &["template", "render", "-e", "{{ a }}", "--engine", "tera", "--values", "{ a => 7 }"]).0, "7");
}

#[test]
fn manifests_render_tera_too() {
    let folder = folder();
    let (out, said, _) = ran(folder.path(), &["apply", "--noop", "--modulepath", "IN/modules", "--vardir", "IN/var", "-e", "include m"]);
    assert!(out.contains("Scope(Class[M]): port 80 1 2\nport 80 1 2\n"), "{out}{said}");
}

#[test]
fn mistakes_are_found_without_rendering() {
    let folder = folder();
    let all = ["template", "check", "IN/a.epp", "IN/bad.epp", "IN/bad.tera", "IN/outside.erb"];
    let (_, said, code) = ran(folder.path(), &all);
    assert_eq!(code, 1);
    assert!(said.contains("Error: Syntax error at '%>' (file: IN/bad.epp, line: 1, column: 14)\n"), "{said}");
    assert!(said.contains("Error: Failed to parse template IN/bad.tera:\n"), "{said}");
    assert!(said.contains("Warning: IN/outside.erb:2: a shell command in back-ticks is outside of the Ruby"), "{said}");
    assert_eq!(ran(folder.path(), &["epp", "validate", "IN/a.epp", "IN/b.epp"]), (String::new(), String::new(), 0));
    let (_, said, code) = ran(folder.path(), &["epp", "validate", "IN/none.epp"]);
    assert_eq!((said.as_str(), code), ("Error: One or more file(s) specified did not exist:\n   IN/none.epp\n", 1));
}
