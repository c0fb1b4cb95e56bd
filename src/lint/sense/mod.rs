//! What is known of all modules at once: classes, defined types, functions, data types, types, facts, templates.
//!
//! Modules are looked through ([`list`]), their files are read one by one ([`part`], so that this can be done side by side), and an
//! [`Index`] puts the parts together. Rules ask [`Modules`], which can write down what was asked ([`question`]): what was found in a file
//! stays right as long as its text and the answers stay the same. Where a module is not there, nothing is known of its names, and nothing
//! is said of them.

mod aliases;
pub mod condition;
mod data;
pub mod definition;
pub mod disjoint;
pub mod domain;
pub mod flow;
pub mod function;
mod index;
pub mod infer;
pub mod list;
pub mod literal;
mod names;
pub mod part;
pub mod paths;
pub mod question;
pub mod resource;
mod ruby_type;
pub mod scope;
mod similar;
pub mod template;
pub mod templates;
pub mod uses;

use crate::datatype::{Parameters, signature};
use crate::value::{EcoString, Set, Type, Value};
use definition::Known;
use index::Callee;
pub use index::{Index, Natives};
pub use names::is_built_in;
use question::Question;
use rpuppet_syntax::{Ast, Node, NodeId, Span};
use std::cell::RefCell;
use std::sync::Arc;
use template::Template;

/// All modules there are, for the rules that look at one file.
pub struct Modules {
    index: Arc<Index>,
    /// What was asked, where somebody wants to know.
    asked: Option<RefCell<Set<Question>>>,
}

impl Modules {
    pub fn new(index: Arc<Index>) -> Self {
        Modules { index, asked: None }
    }

    /// The same, with what is asked written down.
    pub fn noting(index: Arc<Index>) -> Self {
        Modules { index, asked: Some(RefCell::default()) }
    }

    /// What was asked so far.
    pub fn asked(self) -> Set<Question> {
        self.asked.map(RefCell::into_inner).unwrap_or_default()
    }

    fn note(&self, question: impl FnOnce() -> Question) {
        if let Some(asked) = &self.asked {
            asked.borrow_mut().insert(question());
        }
    }

    /// A class, by its name in lower case without `::` in front.
    pub fn class(&self, name: &str) -> Option<&Known> {
        self.note(|| Question::Class(name.into()));
        self.index.class(name)
    }

    /// A defined type.
    pub fn define(&self, name: &str) -> Option<&Known> {
        self.note(|| Question::Define(name.into()));
        self.index.define(name)
    }

    /// Whether a class that inherits from this one reads a variable.
    pub fn is_read_by_heirs(&self, name: &str, variable: &str) -> bool {
        self.note(|| Question::ReadByHeirs(name.into(), variable.into()));
        self.index.is_read_by_heirs(name, variable)
    }

    pub fn is_top_variable(&self, name: &str) -> bool {
        self.note(|| Question::TopVariable(name.into()));
        self.index.is_top_variable(name)
    }

    /// Whether a name may be that of a fact; of some that modules compute only the beginning is known.
    pub fn may_be_fact(&self, name: &str) -> bool {
        self.note(|| Question::Fact(name.into()));
        self.index.may_be_fact(name)
    }

    pub fn is_function(&self, name: &str) -> bool {
        self.note(|| Question::Function(name.into()));
        self.index.is_function(name)
    }

    /// The ways to call a function; `None` where they are not known.
    pub fn signatures(&self, name: &str) -> Option<Arc<[Parameters]>> {
        match self.callee(name)? {
            Callee::Written(function) => Some([function.signature(|text| self.data_type(text))].into()),
            Callee::Native(texts) => (!texts.is_empty()).then(|| signature::all(texts)),
        }
    }

    /// What a function in Puppet's language says that it returns.
    pub fn returned(&self, name: &str) -> Option<Type> {
        match self.callee(name)? {
            Callee::Written(function) if !function.returns.is_empty() => self.data_type(&function.returns),
            _ => None,
        }
    }

    fn callee(&self, name: &str) -> Option<Callee<'_>> {
        self.note(|| Question::Callee(name.into()));
        self.index.callee(name)
    }

    /// Whether all attributes of a type are known: one of Puppet's core, or one that a module declares and writes out.
    pub fn is_known_type(&self, name: &str) -> bool {
        self.note(|| Question::KnownType(name.into()));
        self.index.is_known_type(name)
    }

    /// Whether a type has an attribute, or cannot be read.
    pub fn has_attribute(&self, type_name: &str, attribute: &str) -> bool {
        self.note(|| Question::Attribute(type_name.into(), attribute.into()));
        self.index.has_attribute(type_name, attribute)
    }

    /// The names of a type's attributes.
    pub fn attributes(&self, type_name: &str) -> Vec<EcoString> {
        self.note(|| Question::Attributes(type_name.into()));
        self.index.attributes(type_name)
    }

    /// Whether there is a type in Ruby, or a native one, or one that some Puppet brings.
    pub fn is_type(&self, name: &str) -> bool {
        self.note(|| Question::Type(name.into()));
        self.index.is_type(name)
    }

    /// Whether a name, in lower case, is that of a data type.
    pub fn is_data_type(&self, name: &str) -> bool {
        self.note(|| Question::DataType(name.into()));
        self.index.is_data_type(name)
    }

    pub fn template(&self, name: &str) -> Option<&Template> {
        self.note(|| Question::Template(name.into()));
        self.index.template(name)
    }

    pub fn has_module(&self, name: &str) -> bool {
        self.note(|| Question::Module(name.into()));
        self.index.has_module(name)
    }

    /// The module that a file belongs to.
    pub fn module_of(&self, path: &str) -> Option<&str> {
        self.note(|| Question::ModuleOf(path.into()));
        self.index.module_of(path)
    }

    /// The module that a file belongs to, and the file's path in it.
    pub fn place_of<'p>(&self, path: &'p str) -> Option<(&str, &'p str)> {
        self.note(|| Question::ModuleOf(path.into()));
        self.index.place_of(path)
    }

    /// Whether a module is there on which another one, which has metadata, does not depend.
    pub fn lacks_dependency(&self, module: &str, other: &str) -> bool {
        self.note(|| Question::LacksDependency(module.into(), other.into()));
        self.index.lacks_dependency(module, other)
    }

    /// Whether a key of Hiera's data has `lookup_options` somewhere.
    pub fn has_options(&self, key: &str) -> bool {
        self.note(|| Question::Options(key.into()));
        self.index.has_options(key)
    }

    /// The value of a text of YAML, whatever the modules are.
    pub fn read_yaml(&self, text: &str) -> Option<Value> {
        self.index.read_yaml(text)
    }

    /// The version of a module that is there, as its metadata has it.
    pub fn version_of(&self, module: &str) -> Option<&str> {
        self.note(|| Question::Version(module.into()));
        self.index.version_of(module)
    }

    /// Whether a name's module is there, so that the name has to be there, too. Modules that are not there are noted.
    pub fn is_judged(&self, name: &str) -> bool {
        self.note(|| Question::Judged(name.into()));
        self.index.is_judged(name)
    }

    /// Whether all that a file may use is there: what its module depends on, and what that depends on; for a site's manifest and a module
    /// without metadata, what any module depends on. Else a name without a namespace may come from a module that is not there.
    pub fn is_complete(&self, path: &str) -> bool {
        self.note(|| Question::Complete(path.into()));
        self.index.is_complete(path)
    }

    /// Whether something with a namespace is read somewhere: a variable, or a key of data.
    pub fn is_mentioned(&self, name: &str) -> bool {
        self.note(|| Question::Mentioned(name.into()));
        self.index.is_mentioned(name)
    }

    /// Whether Hiera's data may have a key.
    pub fn may_have_key(&self, key: &str) -> bool {
        self.note(|| Question::Key(key.into()));
        self.index.may_have_key(key)
    }

    /// Whether a file is of an environment's own code, and all data are at hand that this environment may have for a class.
    pub fn has_all_data(&self, path: &str, class: &str) -> bool {
        self.note(|| Question::AllData(path.into(), class.into()));
        self.index.has_all_data(path, class)
    }

    /// Whether a module's templates or data have a word.
    pub fn has_word(&self, module: &str, word: &str) -> bool {
        self.note(|| Question::Word(module.into(), word.into()));
        self.index.has_word(module, word)
    }

    /// Whether no resource of a type has a title, as far as all titles are known.
    pub fn is_declared_nowhere(&self, name: &str, title: &str) -> bool {
        self.note(|| Question::DeclaredNowhere(name.into(), title.into()));
        self.index.is_declared_nowhere(name, title)
    }

    /// Whether a class may be declared with values.
    pub fn may_be_given_values(&self, class: &str) -> bool {
        self.note(|| Question::GivenValues(class.into()));
        self.index.may_be_given_values(class)
    }

    /// A type from its text; `None` where part of it is not known, so that nothing can be said of what it takes.
    pub fn data_type(&self, text: &str) -> Option<Type> {
        self.note(|| Question::Meaning(text.into()));
        self.index.data_type(text)
    }

    pub fn is_given_from_afar(&self, name: &str) -> bool {
        self.note(|| Question::GivenFromAfar(name.into()));
        self.index.is_given_from_afar(name)
    }

    /// A class and all that it inherits from; `None` where one of them is not known.
    pub fn lineage<'a>(&'a self, class: &'a Known) -> Option<Vec<&'a Known>> {
        self.note(|| Question::Lineage(EcoString::from(class.name.as_str())));
        self.index.lineage(class)
    }

    pub fn similar_template(&self, name: &str) -> Option<&str> {
        self.note(|| Question::Names);
        self.index.similar_template(name)
    }

    pub fn similar_class(&self, name: &str) -> Option<&str> {
        self.note(|| Question::Names);
        self.index.similar_class(name)
    }

    pub fn similar_type(&self, name: &str) -> Option<String> {
        self.note(|| Question::Names);
        self.index.similar_type(name)
    }

    pub fn similar_function(&self, name: &str) -> Option<&str> {
        self.note(|| Question::Names);
        self.index.similar_function(name)
    }

    pub fn similar_alias(&self, name: &str) -> Option<&str> {
        self.note(|| Question::Names);
        self.index.similar_alias(name)
    }
}

/// `; did you mean 'x'?`, or nothing.
pub fn meant(similar: Option<&str>) -> String {
    similar.map(|name| format!("; did you mean '{name}'?")).unwrap_or_default()
}

/// The places inside of `defined(…)`, where a name need not be there.
pub fn within_defined(ast: &Ast) -> Vec<Span> {
    let span = |id: NodeId| match ast.node(id) {
        Node::Call { function, .. } if literal::text(ast, function) == Some("defined") => Some(ast.span(id)),
        _ => None,
    };
    ast.ids().filter_map(span).collect()
}
