//! What rules ask of all modules, so that it can be asked again: a file whose questions have the same answers need not be looked at again.

use super::Index;
use super::definition::Known;
use crate::value::EcoString;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// One question, as [`super::Modules`] has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    Class(EcoString),
    Define(EcoString),
    ReadByHeirs(EcoString, EcoString),
    TopVariable(EcoString),
    Fact(EcoString),
    Function(EcoString),
    Callee(EcoString),
    KnownType(EcoString),
    Attribute(EcoString, EcoString),
    Attributes(EcoString),
    Type(EcoString),
    DataType(EcoString),
    Template(EcoString),
    Module(EcoString),
    ModuleOf(EcoString),
    LacksDependency(EcoString, EcoString),
    Version(EcoString),
    Options(EcoString),
    Judged(EcoString),
    Complete(EcoString),
    Mentioned(EcoString),
    Key(EcoString),
    AllData(EcoString, EcoString),
    Word(EcoString, EcoString),
    DeclaredNowhere(EcoString, EcoString),
    GivenValues(EcoString),
    /// What the text of a type stands for.
    Meaning(EcoString),
    GivenFromAfar(EcoString),
    Lineage(EcoString),
    /// All names that there are: suggestions ask for them.
    Names,
}

/// An answer, cut down to what tells it from another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer(u64);

impl Question {
    /// What the modules say now.
    pub fn answer(&self, index: &Index) -> Answer {
        let mut hasher = FxHasher::default();
        self.hash_answer(index, &mut hasher);
        Answer(hasher.finish())
    }

    fn hash_answer(&self, index: &Index, hasher: &mut FxHasher) {
        match self {
            Question::Class(name) => index.class(name).map(Known::digest).hash(hasher),
            Question::Define(name) => index.define(name).map(Known::digest).hash(hasher),
            Question::ReadByHeirs(name, variable) => index.is_read_by_heirs(name, variable).hash(hasher),
            Question::TopVariable(name) => index.is_top_variable(name).hash(hasher),
            Question::Fact(name) => index.may_be_fact(name).hash(hasher),
            Question::Function(name) => index.is_function(name).hash(hasher),
            Question::Callee(name) => index.callee(name).hash(hasher),
            Question::KnownType(name) => index.is_known_type(name).hash(hasher),
            Question::Attribute(name, attribute) => index.has_attribute(name, attribute).hash(hasher),
            Question::Attributes(name) => index.attributes(name).hash(hasher),
            Question::Type(name) => index.is_type(name).hash(hasher),
            Question::DataType(name) => index.is_data_type(name).hash(hasher),
            Question::Template(name) => index.template(name).hash(hasher),
            Question::Module(name) => index.has_module(name).hash(hasher),
            Question::ModuleOf(path) => index.place_of(path).hash(hasher),
            Question::LacksDependency(module, other) => index.lacks_dependency(module, other).hash(hasher),
            Question::Options(key) => index.has_options(key).hash(hasher),
            Question::Version(module) => index.version_of(module).hash(hasher),
            Question::Judged(name) => index.is_judged(name).hash(hasher),
            Question::Complete(path) => index.is_complete(path).hash(hasher),
            Question::Mentioned(name) => index.is_mentioned(name).hash(hasher),
            Question::Key(key) => index.may_have_key(key).hash(hasher),
            Question::AllData(path, class) => index.has_all_data(path, class).hash(hasher),
            Question::Word(module, word) => index.has_word(module, word).hash(hasher),
            Question::DeclaredNowhere(name, title) => index.is_declared_nowhere(name, title).hash(hasher),
            Question::GivenValues(class) => index.may_be_given_values(class).hash(hasher),
            Question::Meaning(text) => index.hash_meaning(text, hasher),
            Question::GivenFromAfar(name) => index.is_given_from_afar(name).hash(hasher),
            Question::Lineage(name) => {
                let line = index.class(name).and_then(|class| index.lineage(class));
                line.map(|line| line.into_iter().map(Known::digest).collect::<Vec<_>>()).hash(hasher);
            }
            Question::Names => index.names().hash(hasher),
        }
    }
}
