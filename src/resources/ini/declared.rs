//! Types that a module declares upon one file, read from their declaration.

use super::location::Location;
use super::setting::{Booleans, IniType, Naming};
use super::syntax::{Policy, Syntax};
use crate::catalog::{Declaration, ProviderDeclaration};
use std::path::PathBuf;

/// The separator of the ini editors where nothing else is said.
const SEPARATOR: &str = "=";
/// What no declaration tells but the code of its type: `true` and `false` are written in small letters.
const IN_LOWER_CASE: &[&str] = &["ceph_config"];
/// The one type whose files are found by the title.
const OF_DOMAINS: &str = "keystone_domain_config";

impl IniType {
    /// The native form of a module's type; `None` where no provider of it edits an ini file that is known.
    pub fn from_declaration(declaration: &Declaration) -> Option<Self> {
        let has = |name: &str| declaration.schema.attributes.contains_key(name);
        let edits = |provider: &&ProviderDeclaration| edits_ini_file(provider, &declaration.schema.name);
        let provider = declaration.providers.iter().find(edits).filter(|_| has("value"))?;
        let constant = |name: &str| provider.constants.get(name).map(|value| value.to_string());
        let location = match constant("file_path").map(PathBuf::from) {
            _ if declaration.schema.name == OF_DOMAINS => Location::Domains,
            Some(file) if file.is_absolute() => Location::File(Some(file)),
            None if has("path") => Location::File(None),
            _ => return None,
        };
        let declared = declaration.schema.attributes.get("key_val_separator").and_then(|attribute| attribute.default.as_deref());
        let separator = constant("separator").or_else(|| declared.map(unquoted)).unwrap_or_else(|| SEPARATOR.to_string());
        let mut syntax = Syntax::new(policy(provider), &separator);
        syntax.section_prefix = constant("section_prefix").unwrap_or(syntax.section_prefix);
        syntax.section_suffix = constant("section_suffix").unwrap_or(syntax.section_suffix);
        let naming = naming(provider, &location);
        Some(IniType {
            schema: declaration.schema.clone(),
            booleans: booleans(&declaration.schema.name, &naming),
            location,
            naming,
            syntax,
            autorequires: declaration.autorequires.clone(),
        })
    }
}

/// libvirt's files have no sections; its daemons' providers are children of the first one's.
fn naming(provider: &ProviderDeclaration, location: &Location) -> Naming {
    match provider.constants.get("section") {
        Some(section) => Naming::Section(section.to_string()),
        None if letters(&provider.parent).starts_with("libvirtdconfig") => Naming::Section(String::new()),
        None if *location == Location::Domains => Naming::DomainTitle,
        None => Naming::Title,
    }
}

fn booleans(name: &str, naming: &Naming) -> Booleans {
    match naming {
        Naming::Section(section) if section.is_empty() => Booleans::AsGiven,
        _ if IN_LOWER_CASE.contains(&name) => Booleans::Lower,
        _ => Booleans::Capitalised,
    }
}

/// `OpenstackConfig`, `openstack_config/ruby`, `ini_setting/ruby`: letters alone, in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphabetic).map(|letter| letter.to_ascii_lowercase()).collect()
}

fn edits_ini_file(provider: &ProviderDeclaration, type_name: &str) -> bool {
    let known = |name: &str| ["openstackconfig", "inisetting", "libvirtdconfig"].iter().any(|editor| letters(name).contains(editor));
    let is_base = matches!(type_name, "openstack_config" | "ini_setting" | "ini_subsetting");
    !is_base && (known(&provider.parent) || known(&provider.name) && provider.constants.contains_key("file_path"))
}

fn policy(provider: &ProviderDeclaration) -> Policy {
    let editor = if provider.parent.is_empty() { &provider.name } else { &provider.parent };
    if letters(editor).contains("inisetting") { Policy::IniFile } else { Policy::Openstack }
}

/// A default as Puppet source, as text.
fn unquoted(source: &str) -> String {
    source.trim_matches(['\'', '"']).to_string()
}
