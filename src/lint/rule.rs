//! What a rule is.

use super::file::File;
use super::finding::Findings;
use super::sense::Modules;
use crate::diagnostic::Severity;

/// A rule of good style, in a file of its own; the file's first comment is its page for users.
pub struct Rule {
    pub severity: Severity,
    /// Whether it is checked unless something is said.
    pub enabled: bool,
    pub group: Group,
    pub look: Look,
}

/// Where a rule is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// puppet-lint itself.
    Core,
    /// The plugins that Vox Pupuli's modules are checked with.
    VoxPupuli,
    /// What can be said by who knows all modules: names that nothing defines, arguments that do not fit.
    Sense,
}

impl Group {
    pub fn name(self) -> &'static str {
        match self {
            Group::Core => "puppet-lint",
            Group::VoxPupuli => "voxpupuli",
            Group::Sense => "sense",
        }
    }
}

/// A look at a text that is no manifest.
pub type OfText = fn(&str, &Modules, &mut Findings);

/// What a rule looks at.
pub enum Look {
    /// One file that could be read.
    File(fn(&File, &mut Findings)),
    /// One file, also one with mistakes of syntax: only its words are to be trusted.
    Words(fn(&File, &mut Findings)),
    /// One file that could be read, among the modules that are known.
    Modules(fn(&File, &Modules, &mut Findings)),
    /// Data of Hiera, among the modules that are known.
    Data(OfText),
    /// A module's metadata, among the modules that are known.
    Metadata(OfText),
}

impl Rule {
    pub const fn warning(look: fn(&File, &mut Findings)) -> Rule {
        Rule { severity: Severity::Warning, enabled: true, group: Group::Core, look: Look::File(look) }
    }

    pub const fn error(look: fn(&File, &mut Findings)) -> Rule {
        Rule { severity: Severity::Error, ..Rule::warning(look) }
    }

    /// Not checked unless it is asked for.
    pub const fn off(self) -> Rule {
        Rule { enabled: false, ..self }
    }

    /// One of the plugins; asked for with their group.
    pub const fn plugin(self) -> Rule {
        Rule { enabled: false, group: Group::VoxPupuli, ..self }
    }

    /// It knows all modules.
    pub const fn sense(look: fn(&File, &Modules, &mut Findings)) -> Rule {
        Rule { severity: Severity::Warning, enabled: true, group: Group::Sense, look: Look::Modules(look) }
    }

    /// It knows all modules, and looks at Hiera's data.
    pub const fn data(look: OfText) -> Rule {
        Rule { severity: Severity::Warning, enabled: true, group: Group::Sense, look: Look::Data(look) }
    }

    /// It knows all modules, and looks at their metadata.
    pub const fn metadata(look: OfText) -> Rule {
        Rule { look: Look::Metadata(look), ..Rule::data(look) }
    }

    /// What it finds is a failure when it is compiled.
    pub const fn fatal(self) -> Rule {
        Rule { severity: Severity::Error, ..self }
    }

    /// It can look at a text that could not be read.
    pub const fn without_tree(self) -> Rule {
        let look = match self.look {
            Look::File(look) | Look::Words(look) => Look::Words(look),
            other => other,
        };
        Rule { look, ..self }
    }
}

/// A rule with its name and its page.
pub struct Entry {
    /// As puppet-lint names it.
    pub name: &'static str,
    pub rule: &'static Rule,
    /// The source of the rule, which begins with its page.
    pub source: &'static str,
}

impl Entry {
    /// The rule's page: what it finds, why that is bad, an example, what to write instead.
    pub fn page(&self) -> String {
        let lines = self.source.lines().map_while(|line| line.strip_prefix("//!"));
        lines.map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect()
    }

    /// The first sentence of the page.
    pub fn summary(&self) -> &'static str {
        self.source.lines().next().and_then(|line| line.strip_prefix("//! ")).unwrap_or("")
    }
}
