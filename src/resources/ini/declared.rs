//! Types that a module declares upon one file, read from their declaration.

use super::setting::{IniType, Naming};
use super::syntax::{Policy, Syntax};
use crate::catalog::{Declaration, ProviderDeclaration};
use std::path::PathBuf;

/// The separator of the ini editors where nothing else is said.
const SEPARATOR: &str = "=";

impl IniType {
    /// The native form of a module's type; `None` where no provider of it edits an ini file that is named.
    pub fn from_declaration(declaration: &Declaration) -> Option<Self> {
        let provider = declaration.providers.iter().find(|provider| edits_ini_file(provider))?;
        let constant = |name: &str| provider.constants.get(name).map(|value| value.to_string());
        let file = PathBuf::from(constant("file_path")?);
        if !file.is_absolute() || !declaration.schema.attributes.contains_key("value") {
            return None;
        }
        let declared = declaration.schema.attributes.get("key_val_separator").and_then(|attribute| attribute.default.as_deref());
        let separator = constant("separator").or_else(|| declared.map(unquoted)).unwrap_or_else(|| SEPARATOR.to_string());
        let mut syntax = Syntax::new(policy(provider), &separator);
        syntax.section_prefix = constant("section_prefix").unwrap_or(syntax.section_prefix);
        syntax.section_suffix = constant("section_suffix").unwrap_or(syntax.section_suffix);
        Some(IniType {
            schema: declaration.schema.clone(),
            file: Some(file),
            naming: constant("section").map_or(Naming::Title, Naming::Section),
            syntax,
            capitalises: true,
            autorequires: declaration.autorequires.clone(),
        })
    }
}

/// `OpenstackConfig`, `openstack_config/ruby`, `ini_setting/ruby`: letters alone, in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphabetic).map(|letter| letter.to_ascii_lowercase()).collect()
}

fn edits_ini_file(provider: &ProviderDeclaration) -> bool {
    let known = |name: &str| ["openstackconfig", "inisetting", "libvirtdconfig"].iter().any(|editor| letters(name).contains(editor));
    provider.constants.contains_key("file_path") && (known(&provider.parent) || known(&provider.name))
}

fn policy(provider: &ProviderDeclaration) -> Policy {
    let editor = if provider.parent.is_empty() { &provider.name } else { &provider.parent };
    if letters(editor).contains("inisetting") { Policy::IniFile } else { Policy::Openstack }
}

/// A default as Puppet source, as text.
fn unquoted(source: &str) -> String {
    source.trim_matches(['\'', '"']).to_string()
}
