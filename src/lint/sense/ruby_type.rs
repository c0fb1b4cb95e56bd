//! Types in Ruby: what their text says at a glance, and what else is known of them. Most questions end at the text: to read the Ruby takes a
//! hundred times as long.

use super::Index;
use super::names::OF_PUPPET;
use crate::catalog::schema::CORE_TYPES;
use crate::value::{EcoString, Set};

/// A file below `lib/puppet/type`.
#[derive(Debug)]
pub struct RubyType {
    pub name: String,
    /// Whether its parameters are not all written out, so that nobody knows them all.
    pub is_computed: bool,
    /// Attributes that are declared by a line of their own. There may be more: who wants to know what a type does not have reads the Ruby.
    pub attributes: Set<EcoString>,
}

impl RubyType {
    pub fn read(name: &str, text: &str) -> RubyType {
        RubyType { name: name.to_string(), is_computed: is_computed(text), attributes: code_lines(text).filter_map(declared).collect() }
    }
}

impl Index {
    /// Whether a module declares a type in Ruby, all of whose parameters are known.
    pub fn declares_type(&self, name: &str) -> bool {
        self.types.contains(name) && self.ruby_type(name).is_none_or(|ruby_type| !ruby_type.is_computed)
    }

    fn ruby_type(&self, name: &str) -> Option<&RubyType> {
        self.parts.get(*self.ruby_types.get(name)?)?.ruby_type.as_ref()
    }

    /// What is known of a type for sure: a native one of Puppet's core, or one that a module declares. A type of a module that is not
    /// there may be another one than the native type of this name.
    pub fn is_known_type(&self, name: &str) -> bool {
        CORE_TYPES.contains(&name) || self.declares_type(name)
    }

    /// Whether a type has an attribute, or is in a file that cannot be read.
    pub fn has_attribute(&self, type_name: &str, attribute: &str) -> bool {
        let is_written = |ruby_type: &RubyType| ruby_type.attributes.contains(attribute);
        !CORE_TYPES.contains(&type_name) && self.ruby_type(type_name).is_some_and(is_written)
            || self.natives.schemas.schema(type_name).is_none_or(|schema| schema.accepts(attribute))
    }

    /// The names of a type's attributes.
    pub fn attributes(&self, type_name: &str) -> Vec<EcoString> {
        self.natives.schemas.schema(type_name).map(|schema| schema.attributes.keys().cloned().collect()).unwrap_or_default()
    }

    /// Whether there is a type in Ruby, or a native one, or one that some Puppet brings.
    pub fn is_type(&self, name: &str) -> bool {
        self.types.contains(name) || OF_PUPPET.contains(&name) || self.natives.schemas.schema(name).is_some()
    }
}

/// The lines of a text without those between `=begin` and `=end`, each without its indentation.
fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut is_comment = false;
    text.lines().take_while(|line| *line != "__END__").filter_map(move |line| {
        is_comment = (is_comment || line.starts_with("=begin")) && !line.starts_with("=end");
        (!is_comment).then(|| line.trim_start())
    })
}

/// The attribute that a line declares: `newparam(:name) do`, `newproperty 'value'`, `ensurable`.
fn declared(line: &str) -> Option<EcoString> {
    let words = |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_');
    if line.strip_prefix("ensurable").is_some_and(words) {
        return Some("ensure".into());
    }
    let rest = line.strip_prefix("newparam").or_else(|| line.strip_prefix("newproperty"))?;
    let rest = rest.trim_start_matches(['(', ' ']);
    let name = rest.strip_prefix([':', '\'', '"'])?;
    let end = name.find(|next: char| !next.is_ascii_alphanumeric() && next != '_').unwrap_or(name.len());
    let (name, after) = name.split_at_checked(end)?;
    let is_whole = rest.starts_with(':') && !after.starts_with(['?', '!', '"']) || after.starts_with(['\'', '"']);
    (is_whole && !name.is_empty()).then(|| name.into())
}

fn is_computed(text: &str) -> bool {
    let is_given = |word: &str| {
        let mut places = memchr::memmem::find_iter(text.as_bytes(), word);
        places.any(|at| {
            let rest = text.get(at + word.len()..).unwrap_or("");
            !rest.trim_start_matches(['(', ' ']).starts_with([':', '\'', '"'])
        })
    };
    let mixes = |line: &str| MIXING.iter().any(|word| line.starts_with(word));
    is_given("newparam") || is_given("newproperty") || text.lines().map(str::trim_start).any(mixes)
}

/// What a line begins with that brings attributes from elsewhere.
const MIXING: [&str; 5] = ["include ", "extend ", "class_eval", "instance_eval", "send("];

#[cfg(test)]
mod tests {
    use super::RubyType;

    fn is_computed(text: &str) -> bool {
        RubyType::read("a", text).is_computed
    }

    #[test]
    fn computed_parameters_are_seen() {
        assert!(!is_computed("newparam(:name, namevar: true)\nnewproperty 'value' do\n  # include what is left\n"));
        assert!(is_computed("%i[a b].each { |name| newproperty(name) }"));
        assert!(is_computed("  include PuppetX::Shared\n"));
    }

    #[test]
    fn only_what_is_surely_an_attribute_is_one() {
        let text = "  ensurable\n  newparam(:name, namevar: true)\n  newproperty 'value' do\nnewparam :\"a#{b}\"\n# newparam(:c)\n=begin\nnewparam(:d)\n=end
            newparam \"e\"\n newproperty(\"f#{g}\")\n x = newparam(:h)\n newparam(:i?)\n__END__\nnewparam(:j)\n";
        let attributes: Vec<String> = RubyType::read("a", text).attributes.iter().map(ToString::to_string).collect();
        assert_eq!(attributes, ["ensure", "name", "value", "e"]);
    }
}
