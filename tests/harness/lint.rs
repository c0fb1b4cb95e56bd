//! The rules of style: each has a case in `tests/lint` with what it finds there and what it makes of it, and each page's own examples hold.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test` writes the expected files; a person reads them before they are kept.

use rpuppet::lint::rule::{Group, Look};
use rpuppet::lint::sense::list::{self, Module};
use rpuppet::lint::sense::part::{self, Part, Role, Source};
use rpuppet::lint::sense::{Index, Modules};
use rpuppet::lint::{self, Config, ENTRIES, File, Finding, Options, fix};
use rpuppet::pipeline;
use rpuppet::world::disk::Disk;
use rpuppet_syntax::{Kind, SourceFile, parse_with_tokens, pn};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint")
}

/// What was found in a text: its findings, whether it could be read, its tree, its comments.
pub struct Seen {
    pub findings: Vec<Finding>,
    pub readable: bool,
    pub tree: String,
    pub comments: Vec<String>,
}

/// Looks at a text with one rule; a first comment `# in PATH` says where the text is.
pub fn seen(text: &str, rules: &[usize]) -> Seen {
    let place = text.strip_prefix("# in ").and_then(|rest| rest.lines().next());
    let path = place.map(|path| folder().join("modules").join(path).to_string_lossy().into_owned()).unwrap_or_default();
    let source = SourceFile::new(None, text.to_string());
    let (parsed, lexemes) = parse_with_tokens(source, Kind::Manifest);
    let options = Options::default();
    let modules = rules.iter().any(|rule| ENTRIES[*rule].rule.group == Group::Sense).then(|| modules_with(text));
    let file = File::new(&parsed, &lexemes, &path, &options);
    let file = match &modules {
        Some(modules) => file.within(modules),
        None => file,
    };
    let whole: String = file.words().iter().map(|word| file.slice(word.start, word.end)).collect();
    assert_eq!(whole, text, "the words of a text are the text");
    let config = Config { only: Some(rules.to_vec()), ..Config::default() };
    let readable = parsed.errors.is_empty();
    let mut findings = lint::look(&file, &config.selection("a.pp")).findings;
    match (end(rules), &modules) {
        ("yaml", Some(modules)) => findings = lint::data::look(text, modules, &config.selection("a.yaml")),
        ("json", Some(modules)) => findings = lint::data::look_at_metadata(text, modules, &config.selection("metadata.json")),
        _ => {}
    }
    let comments = parsed.ast.comments.iter().map(|span| file.slice(span.start, span.end).to_string()).collect();
    Seen { findings, readable, tree: pn::render(&parsed.ast), comments }
}

/// How files are called that these rules look at.
fn end(rules: &[usize]) -> &'static str {
    let all = |is_such: fn(&Look) -> bool| rules.iter().all(|rule| is_such(&ENTRIES[*rule].rule.look));
    match () {
        () if all(|look| matches!(look, Look::Data(_))) => "yaml",
        () if all(|look| matches!(look, Look::Metadata(_))) => "json",
        () => "pp",
    }
}

/// The modules of `tests/lint/modules`, and what a text defines itself.
fn modules_with(text: &str) -> Modules {
    type Parts = (Arc<Vec<Module>>, Vec<Arc<Part>>);
    static PARTS: LazyLock<Parts> = LazyLock::new(|| {
        let directory = |name: &str| folder().join("modules").join(name).to_string_lossy().into_owned();
        let modules: Vec<Module> = ["toolbox", "stdlib", "other"].iter().map(|name| list::module(&Disk, &directory(name), name)).collect();
        let sources = modules.iter().flat_map(|module| &module.sources);
        let parts = sources.map(|source| Arc::new(part::read(source, fs::read_to_string(&source.path).unwrap())));
        let parts = parts.collect();
        (Arc::new(modules), parts)
    });
    let (modules, parts) = &*PARTS;
    let source = Source { path: String::new(), module: String::new(), role: Role::Manifest };
    let own = Arc::new(part::read(&source, text.to_string()));
    let path = [folder().join("modules").to_string_lossy().into_owned()];
    let natives = Arc::new(pipeline::natives(&Disk, &path));
    Modules::new(Arc::new(Index::new(natives, modules.clone(), parts.iter().cloned().chain([own]).collect())))
}

/// The text after as many rounds as change it.
pub fn fixed(text: &str, rules: &[usize]) -> String {
    let mut text = text.to_string();
    for round in 0.. {
        let (next, count) = fix::apply(&text, &seen(&text, rules).findings);
        if count == 0 {
            break;
        }
        assert!(round < 20, "corrections without end");
        assert_ne!(next, text, "a correction that changes nothing is found again and again");
        text = next;
    }
    text
}

fn told(text: &str, rule: usize) -> String {
    let source = SourceFile::new(None, text.to_string());
    let mut out = String::new();
    for finding in seen(text, &[rule]).findings {
        let (line, column) = source.position(finding.span.start);
        writeln!(out, "{line}:{column} {}", finding.message).unwrap();
    }
    let corrected = fixed(text, &[rule]);
    if corrected != text {
        writeln!(out, "--- put right\n{corrected}").unwrap();
    }
    out
}

#[test]
fn each_rule_finds_what_its_case_expects() {
    let mut wrong = Vec::new();
    for (index, entry) in ENTRIES.iter().enumerate() {
        let end = end(&[index]);
        let path = folder().join(format!("{}.{end}", entry.name));
        let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} has no case in tests/lint", entry.name));
        let said = told(&text, index);
        assert!(!said.is_empty(), "{} finds nothing in its own case", entry.name);
        let snapshot = path.with_extension("expected");
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            fs::write(&snapshot, &said).unwrap();
        }
        if fs::read_to_string(&snapshot).unwrap_or_default() != said {
            wrong.push(format!("{}:\n{said}", entry.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The code under a heading of a rule's page.
fn block(page: &str, heading: &str) -> Option<String> {
    let section = page.split(heading).nth(1)?.split("\n## ").next()?;
    let code = section.split("```puppet\n").nth(1).or_else(|| section.split("```yaml\n").nth(1));
    let code = code.or_else(|| section.split("```json\n").nth(1));
    code?.split("```").next().map(str::to_string)
}

#[test]
fn the_examples_of_each_page_hold() {
    let mut wrong = Vec::new();
    for (index, entry) in ENTRIES.iter().enumerate() {
        let page = entry.page();
        for heading in ["## Why", "## Example", "## Use instead"] {
            assert!(page.contains(heading), "the page of {} has no {heading}", entry.name);
        }
        assert!(entry.summary().ends_with('.'), "{}", entry.name);
        let (Some(bad), Some(good)) = (block(&page, "## Example"), block(&page, "## Use instead")) else { continue };
        if seen(&bad, &[index]).findings.is_empty() {
            wrong.push(format!("{} finds nothing in its example", entry.name));
        }
        let found = seen(&good, &[index]);
        if !found.readable && end(&[index]) == "pp" || !found.findings.is_empty() {
            wrong.push(format!("{} finds something in what to use instead", entry.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn manifests(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => manifests(&path, found),
            false if path.extension().is_some_and(|extension| extension == "pp") => found.push(path),
            false => {}
        }
    }
}

/// Our own manifests, and those of the public modules where they are there.
pub fn all_texts() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    manifests(&root.join("modules"), &mut paths);
    manifests(&root.join("examples"), &mut paths);
    manifests(&root.join("tests"), &mut paths);
    if let Some(home) = std::env::home_dir() {
        manifests(&home.join(".cache/rpuppet-oracle/modules"), &mut paths);
    }
    assert!(paths.len() > 300, "only {} manifests", paths.len());
    paths.sort();
    // texts that are no UTF-8 are of no use here
    paths.into_iter().filter_map(|path| fs::read_to_string(&path).ok().map(|text| (path, text))).collect()
}

/// Variables that are set to lists of others that are set to lists, and more variables than anybody sets in branches.
#[test]
fn what_multiplies_is_let_be() {
    let all: Vec<usize> = (0..ENTRIES.len()).filter(|rule| end(&[*rule]) == "pp").collect();
    let lists = (0..12).map(|at| format!("  $v{} = [{}]\n", at + 1, vec![format!("$v{at}"); 40].join(", "))).collect::<String>();
    let branches = (0..400).map(|at| format!("  if $q == {at} {{ $x{at} = 1 }}\n  notice($x{at})\n")).collect::<String>();
    for text in [format!("class a {{\n  $v0 = 1\n{lists}  notice(length($v12))\n}}\n"), format!("class a ($q) {{\n{branches}}}\n")] {
        assert!(seen(&text, &all).readable);
    }
}

/// Rules whose corrections change the tree, as they are meant to; those of all others only change how it is written.
const CHANGES_THE_TREE: &[&str] = &[
    "names_containing_uppercase",
    "slash_comments",
    "unquoted_node_name",
    "ensure_first_param",
    "ensure_not_symlink_target",
    "file_mode",
    "unquoted_file_mode",
    "unquoted_resource_title",
    "only_variable_string",
    "puppet_url_without_modules",
    "quoted_booleans",
    "legacy_facts",
    "top_scope_facts",
    "file_ensure",
    "package_ensure",
    "leading_zero",
    "relative_classname_inclusion",
    "relative_classname_reference",
    "resource_reference_chain_without_whitespace",
    "resource_reference_with_unquoted_title",
    "resource_reference_without_whitespace",
    "topscope_variable",
    "unquoted_string_in_case",
    "unquoted_string_in_selector",
    "variable_contains_upcase",
    "version_comparison",
];
/// Rules whose corrections are about comments.
const CHANGES_COMMENTS: &[&str] = &["slash_comments", "star_comments"];

#[test]
fn corrections_keep_what_a_text_says() {
    // rules that know all modules put nothing right
    let rules: Vec<usize> = (0..ENTRIES.len()).filter(|index| ENTRIES[*index].rule.group != Group::Sense).collect();
    let keeping: Vec<usize> = rules.iter().copied().filter(|index| !CHANGES_THE_TREE.contains(&ENTRIES[*index].name)).collect();
    let silent: Vec<usize> = rules.iter().copied().filter(|index| !CHANGES_COMMENTS.contains(&ENTRIES[*index].name)).collect();
    let mut corrected = 0;
    for (path, text) in all_texts() {
        let before = seen(&text, &rules);
        if !before.readable {
            continue;
        }
        let path = path.display();
        let kept = fixed(&text, &keeping);
        assert_eq!(seen(&kept, &[]).tree, before.tree, "{path}");
        let spoken = seen(&fixed(&text, &silent), &[]);
        assert_eq!(spoken.comments, before.comments, "{path}");
        assert!(spoken.readable, "{path}");
        let all = fixed(&text, &rules);
        assert!(seen(&all, &[]).readable, "{path}");
        corrected += usize::from(all != text);
    }
    assert!(corrected > 20, "only {corrected} texts were corrected");
}

#[test]
fn our_own_modules_and_examples_are_clean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut config = Config::default();
    lint::config::toml::read(&mut config, &fs::read_to_string(root.join(".rpuppet.toml")).unwrap()).unwrap();
    let mut wrong = Vec::new();
    let mut paths = Vec::new();
    manifests(&root.join("modules"), &mut paths);
    manifests(&root.join("examples"), &mut paths);
    assert!(!paths.is_empty());
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let source = SourceFile::new(None, text);
        let (parsed, lexemes) = parse_with_tokens(source.clone(), Kind::Manifest);
        let name = path.to_string_lossy().into_owned();
        let file = File::new(&parsed, &lexemes, &name, &config.options);
        let named = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
        for finding in lint::look(&file, &config.selection(&named)).findings {
            wrong.push(format!("{name}:{}: {}", source.position(finding.span.start).0, finding.message));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
