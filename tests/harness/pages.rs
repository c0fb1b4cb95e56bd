//! The pages that rpuppet writes, opened in a headless Chromium: what a person sees and can do. A script of the test is put into a copy of
//! the page; a policy in it refuses whatever the page asks the network for, and complaints are collected.

use super::errors::rpuppet;
use serde_json::Value as Json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Before anything of the page: what goes wrong is noted.
const FIRST: &str = r#"<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<script>
  window.wrong = [];
  addEventListener('error', event => wrong.push('error: ' + event.message), true);
  addEventListener('unhandledrejection', event => wrong.push('rejection: ' + event.reason));
  addEventListener('securitypolicyviolation', event => wrong.push('asks for ' + event.blockedURI));
  for (const level of ['error', 'warn']) console[level] = (...words) => wrong.push(level + ': ' + words.join(' '));
</script>"#;

/// After the page is there: the test's own steps fill `said`.
const LAST: &str = r#"<script>
  addEventListener('load', () => {
    const said = {};
    const find = selector => document.querySelector(selector);
    const shown = selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility() && one.getClientRects().length)
      .map(one => one.textContent.trim());
    const type = (selector, text) => {
      find(selector).value = text;
      find(selector).dispatchEvent(new Event('input', { bubbles: true }));
    };
    try { STEPS } catch (problem) { wrong.push('test: ' + problem); }
    const seen = document.createElement('script');
    Object.assign(seen, { type: 'application/json', id: 'seen', textContent: JSON.stringify({ ...said, wrong }).replaceAll('<', '\\u003c') });
    document.documentElement.append(seen);
  });
</script>"#;

/// Chromium, under the names that distributions give it. Where there is none nothing can be looked at; in CI that is a failure.
fn chromium() -> Option<PathBuf> {
    let path = std::env::var("PATH").unwrap_or_default();
    let names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
    let found = names.iter().flat_map(|name| path.split(':').map(move |folder| Path::new(folder).join(name))).find(|file| file.is_file());
    if found.is_none() {
        assert!(std::env::var("CI").is_err(), "there is no Chromium: apt-get install chromium");
        eprintln!("skipped: there is no Chromium");
    }
    found
}

/// What the steps say of a page, after nothing went wrong.
fn seen(page: &str, steps: &str) -> Option<Json> {
    let browser = chromium()?;
    let folder = tempfile::tempdir().unwrap();
    let script = LAST.replacen("STEPS", steps, 1);
    let page = page.replacen("<head>", &format!("<head>{FIRST}"), 1).replacen("</body>", &format!("{script}</body>"), 1);
    assert!(page.contains(FIRST) && page.contains(&script), "the page has neither head nor body");
    let file = folder.path().join("page.html");
    fs::write(&file, page).unwrap();
    let mut command = Command::new("timeout");
    command.args(["--kill-after=5", "60"]).arg(browser);
    command.args(["--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]);
    command.args(["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--window-size=1200,900"]);
    if nix::unistd::geteuid().is_root() {
        command.arg("--no-sandbox");
    }
    let output = command
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .args(["--dump-dom".to_string(), format!("file://{}", file.display())])
        .env("HOME", folder.path())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let said = text.split_once("id=\"seen\">").and_then(|(_, rest)| rest.split_once("</script>"));
    assert!(said.is_some(), "the page was not opened: {text}\n{}", String::from_utf8_lossy(&output.stderr));
    let said: Json = serde_json::from_str(said.unwrap().0).unwrap();
    assert_eq!(said["wrong"], Json::from(Vec::<Json>::new()), "{said}");
    Some(said)
}

fn words(list: &Json) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect()
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn ours(path: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path).to_string_lossy().into_owned()
}

fn printed(arguments: &[&str]) -> String {
    let output = rpuppet(arguments);
    assert!(!output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

const SITE: &str = "\
class web { file { ['/etc/web', '/etc/web/<b>&\"x\"']: } ~> service { 'web': ensure => running } }
class { 'web': } -> notify { 'done': message => Sensitive('hidden word') }
";

fn graph(form: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "site.pp", SITE);
    let site = folder.path().join("site.pp");
    printed(&["graph", "--format", form, "--facts", &ours("tests/compile/facts/debian12.json"), &site.to_string_lossy()])
}

#[test]
fn the_graph_can_be_searched_and_folded() {
    let steps = "
      const names = () => shown('summary').map(name => name.replace(/ \\d+$/, ''));
      said.all = names();
      find('#close').click();
      said.closed = names();
      find('#open').click();
      type('#search', 'SERVICE');
      said.found = names();
      said.count = find('#count').textContent;
      said.marked = shown('.found > details > summary');
      find('.found a').click();
      said.next = shown('.found > details > summary');
      type('#search', 'nothing of that kind');
      said.none = names();
      type('#search', '');
      said.again = names();
    ";
    let Some(said) = seen(&graph("html"), steps) else { return };
    let all = words(&said["all"]);
    let title = "File[/etc/web/<b>&\"x\"]";
    assert!(["Class[Web]", "File[/etc/web]", title, "Service[web]", "Notify[done]"].iter().all(|name| all.contains(name)), "{said}");
    assert!(!words(&said["closed"]).contains(&"Service[web]"), "{said}");
    let found = words(&said["found"]);
    assert!(found.contains(&"Service[web]") && found.contains(&"Class[Web]") && !found.contains(&"Notify[done]"), "{said}");
    assert!(said["count"].as_str().unwrap().starts_with("1 of "), "{said}");
    assert_eq!(words(&said["marked"]), ["Service[web]"]);
    assert!(words(&said["next"])[0].starts_with("File[/etc/web"), "{said}");
    assert!(words(&said["none"]).is_empty() && words(&said["again"]).len() == all.len(), "{said}");
}

#[test]
fn the_picture_shows_each_resource_and_relation() {
    let svg = graph("svg");
    assert!(!svg.contains("hidden word") && !svg.contains("href") && !svg.contains("<script"), "{svg}");
    let steps = "
      const box = one => one.getBoundingClientRect();
      const boxes = [...document.querySelectorAll('.node')].map(one => one.querySelector('rect'));
      said.size = [box(find('svg')).width, box(find('svg')).height];
      said.names = [...document.querySelectorAll('.name')].map(one => one.textContent);
      said.titles = [...document.querySelectorAll('.node > title')].map(one => one.textContent);
      said.empty = boxes.filter(one => !box(one).width || !box(one).height).length;
      said.cramped = [...document.querySelectorAll('.node:not(.group)')].filter(one =>
        box(one.querySelector('text')).right > box(one.querySelector('rect')).right).map(one => one.textContent);
      said.outside = boxes.filter(one => box(one).right > box(find('svg')).right || box(one).bottom > box(find('svg')).bottom).length;
      said.lines = document.querySelectorAll('.line > title').length;
      said.dashed = [...document.querySelectorAll('.refresh > title')].map(one => one.textContent);
      said.drawn = [...document.querySelectorAll('.line')].every(one => one.getTotalLength() > 10);
    ";
    let Some(said) = seen(&format!("<!DOCTYPE html><html><head></head><body>{svg}</body></html>"), steps) else { return };
    let names = words(&said["names"]);
    assert!(["Class[Web]", "File[/etc/web/<b>&\"x\"]", "Service[web]"].iter().all(|name| names.contains(name)), "{said}");
    assert_eq!(names.len(), svg.matches("<g class=\"node").count());
    assert!(words(&said["titles"]).iter().any(|title| title.starts_with("Service[web]\n") && title.ends_with("site.pp:1")), "{said}");
    assert!(said["size"][0].as_f64().unwrap() > 300.0 && said["size"][1].as_f64().unwrap() > 100.0, "{said}");
    assert_eq!((&said["empty"], &said["outside"], &said["drawn"]), (&Json::from(0), &Json::from(0), &Json::from(true)), "{said}");
    assert!(words(&said["cramped"]).is_empty(), "{said}");
    assert!(words(&said["dashed"]).contains(&"File[/etc/web] ~> Service[web]"), "{said}");
    assert!(said["lines"].as_u64().unwrap() >= 3, "{said}");
}

#[test]
fn the_survey_can_be_filtered() {
    let steps = "
      const rows = () => shown('tbody tr td:first-child');
      said.all = rows();
      type('#filter', 'trov');
      said.found = rows();
      said.total = shown('tfoot th').length;
    ";
    let Some(said) = seen(&printed(&["survey", "--format", "html", &ours("modules")]), steps) else { return };
    assert!(words(&said["all"]).contains(&"mysql") && words(&said["all"]).len() > 5, "{said}");
    assert_eq!(words(&said["found"]), ["trove"]);
    assert!(said["total"].as_u64().unwrap() > 3, "{said}");
}

#[test]
fn the_difference_can_be_filtered_and_folded() {
    let folder = tempfile::tempdir().unwrap();
    for (side, mode) in [("old", "0644"), ("new", "0600")] {
        let manifest = format!("file {{ '/a<b>': mode => '{mode}' }}\nnotify {{ '{side}': }}\n");
        write(folder.path(), &format!("{side}/manifests/site.pp"), &manifest);
    }
    write(folder.path(), "facts.json", r#"{ "networking": { "fqdn": "a.example.com" } }"#);
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let sides = ["--from", &path("old"), "--to", &path("new"), "--facts", &path("facts.json"), "--format", "html"];
    let page = printed(&[&["diff"], &sides[..]].concat());
    let steps = "
      said.all = shown('h3');
      said.rows = shown('section td');
      type('#filter', 'file');
      said.found = shown('h3');
      type('#filter', '');
      find('summary').click();
      said.folded = shown('h3');
    ";
    let Some(said) = seen(&page, steps) else { return };
    assert_eq!(words(&said["all"]).len(), 3, "{said}");
    assert!(words(&said["rows"]).contains(&"'0644'") && words(&said["rows"]).contains(&"'0600'"), "{said}");
    assert_eq!(words(&said["found"]), ["~ File[/a<b>]"]);
    assert!(words(&said["folded"]).is_empty(), "{said}");
}

#[test]
fn coverage_can_be_unfolded() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "web/metadata.json", r#"{ "name": "me-web" }"#);
    write(
        folder.path(),
        "web/manifests/init.pp",
        "class web {\n  if $facts['kernel'] == 'Linux' { notify { 'a': } } else { notify { 'b': } }\n}\n",
    );
    write(folder.path(), "web/tests/catalogs/plain.pp", "include web\n");
    write(folder.path(), "web/tests/catalogs/facts/a.json", r#"{ "kernel": "Linux" }"#);
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    rpuppet(&["test", "--update", "--coverage=html", "--coverage-file", &path("page.html"), &path("web")]);
    let steps = "
      said.totals = find('p').textContent;
      said.files = shown('summary');
      said.meter = find('meter').getBoundingClientRect().width;
      const open = find('details').open;
      if (!open) find('summary').click();
      said.missing = shown('li');
      find('summary').click();
      said.folded = shown('li');
    ";
    let Some(said) = seen(&fs::read_to_string(path("page.html")).unwrap(), steps) else { return };
    assert!(words(&said["files"])[0].ends_with("web/manifests/init.pp: 2 of 3"), "{said}");
    assert_eq!(said["totals"], "1 of 1 classes and defines (100 %), 1 of 2 branches (50 %)");
    assert!(said["meter"].as_f64().unwrap() > 10.0, "{said}");
    assert_eq!(words(&said["missing"]), ["line 2: branch of else"]);
    assert!(words(&said["folded"]).is_empty(), "{said}");
}
