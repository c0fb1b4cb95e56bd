//! The text of an ini file: comments, order and spacing stay as they are, only the lines that must change do.

use super::section::Section;
use super::syntax::{Policy, Syntax};
use crate::value::Set;

#[derive(Clone, Debug)]
pub struct Document {
    syntax: Syntax,
    /// The first one has no header.
    sections: Vec<Section>,
}

impl Document {
    pub fn parse(text: &str, syntax: &Syntax) -> Self {
        let mut sections = Vec::new();
        let mut section = Section::default();
        for line in text.split_inclusive('\n').map(|line| line.strip_suffix('\n').unwrap_or(line)) {
            match syntax.header(line) {
                Some(name) => {
                    let next = Section { name: name.to_string(), header: Some(line.to_string()), lines: Vec::new() };
                    sections.push(std::mem::replace(&mut section, next));
                }
                None => section.lines.push(line.to_string()),
            }
        }
        sections.push(section);
        Document { syntax: syntax.clone(), sections }
    }

    pub fn text(&self) -> String {
        let lines = self.sections.iter().flat_map(|section| section.header.iter().chain(&section.lines));
        lines.flat_map(|line| [line.as_str(), "\n"]).collect()
    }

    /// Whether a section is there; what stands before the first header always is.
    pub fn has_section(&self, name: &str) -> bool {
        self.sections.iter().any(|section| section.name == name)
    }

    /// Section and key of every setting, each once.
    pub fn settings(&self) -> Set<(&str, &str)> {
        let lines = self.sections.iter().flat_map(|section| section.lines.iter().map(move |line| (section, line)));
        lines.filter_map(|(section, line)| Some((section.name.as_str(), self.syntax.setting(line)?.key))).collect()
    }

    /// The values of a setting, at least one; `None` where it is not set.
    pub fn values(&self, section: &str, key: &str) -> Option<Vec<String>> {
        let named = self.sections.iter().filter(|candidate| candidate.name == section);
        let lines = named.flat_map(|section| section.settings(&self.syntax, key));
        let mut values: Vec<String> = lines.map(|(_, line)| line.value.to_string()).collect();
        if self.syntax.policy == Policy::IniFile {
            values.drain(..values.len().saturating_sub(1));
        }
        (!values.is_empty()).then_some(values)
    }

    /// Makes `values` the values of a setting; the first one alone where the policy knows but one.
    pub fn set(&mut self, name: &str, key: &str, values: &[String]) {
        self.add_section(name);
        let more_sections = self.sections.len() > 1;
        let Some((section, syntax)) = self.place_of(name, key) else { return };
        let first_lines = section.header.is_none() && section.lines.is_empty();
        match syntax.policy {
            Policy::Openstack => section.set_all(syntax, key, values),
            Policy::IniFile => {
                section.set_one(syntax, key, values.first().map_or("", String::as_str));
                if first_lines && more_sections {
                    section.lines.push(String::new());
                }
            }
        }
    }

    /// Takes every line of a setting away; with [`Policy::IniFile`] also a section that is left without lines.
    pub fn remove(&mut self, name: &str, key: &str) {
        for section in self.sections.iter_mut().filter(|section| section.name == name) {
            section.remove(&self.syntax, key);
        }
        if self.syntax.policy == Policy::IniFile {
            self.sections.retain(|section| section.name != name || section.header.is_none() || !section.lines.is_empty());
        }
    }

    /// Makes sure of a section's header.
    pub fn add_section(&mut self, name: &str) {
        if self.has_section(name) {
            return;
        }
        let starts_file = self.sections.len() == 1 && self.sections.iter().all(|section| section.lines.is_empty());
        if let Some(last) = self.sections.last_mut().filter(|_| self.syntax.policy == Policy::IniFile && !starts_file) {
            last.lines.push(String::new());
        }
        let header = format!("{}{name}{}", self.syntax.section_prefix, self.syntax.section_suffix);
        self.sections.push(Section { name: name.to_string(), header: Some(header), lines: Vec::new() });
    }

    /// The section where `key` is to be set: the first of that name that sets it already, else the first of that name. A file may have
    /// several of one name; the other ones lose the key.
    fn place_of(&mut self, name: &str, key: &str) -> Option<(&mut Section, &Syntax)> {
        let syntax = &self.syntax;
        let setting = self.sections.iter().position(|section| section.name == name && section.sets(syntax, key));
        let place = setting.or_else(|| self.sections.iter().position(|section| section.name == name))?;
        for (_, section) in self.sections.iter_mut().enumerate().filter(|(index, section)| *index > place && section.name == name) {
            section.remove(syntax, key);
        }
        self.sections.get_mut(place).map(|section| (section, syntax))
    }
}
