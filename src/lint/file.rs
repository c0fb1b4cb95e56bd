//! One file as rules see it: its tree, its words, and what many rules ask of it.
//!
//! Words are named by their index. Before the first and after the last one there is an [`Kind::Edge`] without text, so that a rule can
//! look around without asking whether there is anything.

use super::definition::{self, Definition};
use super::finding::Edit;
use super::kinds::{ByKind, partners};
use super::resource::{self, Resource};
use super::sense::resource::{Declared, declared};
use super::sense::uses::Uses;
use super::sense::{Modules, within_defined};
use super::word::{Kind, Kinds, Word};
use super::words;
use rpuppet_syntax::{Ast, Lexeme, NodeId, Parsed, Span};
use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};
use std::sync::{Arc, OnceLock};

/// A file to look at.
pub struct File<'a> {
    pub ast: &'a Ast,
    /// Without mistakes of syntax: else only the words are to be trusted.
    pub readable: bool,
    /// The path without `.` and `..`; empty for a text that comes from no file.
    pub path: &'a str,
    pub options: &'a Options,
    /// All modules there are, where they are known.
    pub modules: Option<&'a Modules>,
    words: Vec<Word>,
    by_kind: ByKind,
    partners: OnceLock<Vec<u32>>,
    /// The `[…]` behind variables.
    indexes: OnceLock<Vec<Span>>,
    definitions: OnceLock<Vec<Definition>>,
    resources: OnceLock<Vec<Resource>>,
    uses: OnceLock<Arc<Uses>>,
    within_defined: OnceLock<Vec<Span>>,
    is_complete: OnceLock<bool>,
    /// The resources that declare something that the modules know.
    declared: Vec<Declared<'a>>,
}

/// What a user can tell the rules.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Variables of top scope that are no facts (`--top-scope-variables`).
    pub top_scope_variables: Vec<String>,
    /// The module's own folder may have any name (`--relative`).
    pub relative: bool,
}

impl<'a> File<'a> {
    /// A text that was read, with its tokens.
    pub fn new(parsed: &'a Parsed, lexemes: &[Lexeme], path: &'a str, options: &'a Options) -> Self {
        let (ast, readable) = (&parsed.ast, parsed.errors.is_empty());
        let words = words::words(ast.source.text(), lexemes, &ast.comments);
        let by_kind = ByKind::of(&words);
        File {
            ast,
            readable,
            path,
            options,
            modules: None,
            words,
            by_kind,
            partners: OnceLock::new(),
            indexes: OnceLock::new(),
            definitions: OnceLock::new(),
            resources: OnceLock::new(),
            uses: OnceLock::new(),
            within_defined: OnceLock::new(),
            is_complete: OnceLock::new(),
            declared: Vec::new(),
        }
    }

    /// The same file, with what was already seen of its variables.
    pub fn using(self, uses: Arc<Uses>) -> Self {
        File { uses: OnceLock::from(uses), ..self }
    }

    /// The same file among modules.
    pub fn within(self, modules: &'a Modules) -> Self {
        File { modules: Some(modules), declared: declared(self.ast, modules), ..self }
    }

    /// The text of the file.
    pub fn source(&self) -> &'a str {
        self.ast.source.text()
    }

    pub fn words(&self) -> &[Word] {
        &self.words
    }

    #[inline]
    pub fn word(&self, index: usize) -> Word {
        let end = self.source().len() as u32;
        self.words.get(index).copied().unwrap_or(Word { kind: Kind::Edge, line: 0, start: end, end })
    }

    #[inline]
    pub fn kind(&self, index: usize) -> Kind {
        self.words.get(index).map_or(Kind::Edge, |word| word.kind)
    }

    #[inline]
    pub fn text(&self, index: usize) -> &'a str {
        self.words.get(index).map_or("", |word| self.slice(word.start, word.end))
    }

    pub fn slice(&self, start: u32, end: u32) -> &'a str {
        self.source().get(start as usize..end as usize).unwrap_or("")
    }

    pub fn span(&self, index: usize) -> Span {
        self.word(index).span()
    }

    #[inline]
    pub fn line(&self, index: usize) -> u32 {
        self.word(index).line
    }

    /// The column of an offset, counted from 1 in characters.
    pub fn column(&self, offset: u32) -> u32 {
        let before = self.slice(0, offset);
        let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |at| at + 1);
        before.get(start..).unwrap_or("").chars().count() as u32 + 1
    }

    /// The words of a kind, in the order of the text.
    #[inline]
    pub fn all(&self, kind: Kind) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        self.by_kind.all(kind).iter().map(|index| *index as usize)
    }

    /// The words of some kinds within a range.
    pub fn among(&self, range: RangeInclusive<usize>, kinds: &'static Kinds) -> impl DoubleEndedIterator<Item = usize> {
        let (start, last) = (*range.start(), self.words.len().saturating_sub(1));
        let words = self.words.get(start..=last.min(*range.end())).unwrap_or_default();
        words.iter().enumerate().filter(|(_, word)| kinds.has(word.kind)).map(move |(index, _)| start + index)
    }

    #[inline]
    pub fn next(&self, index: usize) -> usize {
        index.wrapping_add(1)
    }

    #[inline]
    pub fn previous(&self, index: usize) -> usize {
        index.wrapping_sub(1)
    }

    /// The next word that is neither white space nor a comment.
    #[inline]
    pub fn next_code(&self, mut index: usize) -> usize {
        loop {
            index = index.wrapping_add(1);
            if !self.kind(index).is_layout() {
                return index;
            }
        }
    }

    #[inline]
    pub fn previous_code(&self, mut index: usize) -> usize {
        loop {
            index = index.wrapping_sub(1);
            if !self.kind(index).is_layout() {
                return index;
            }
        }
    }

    /// The next word that is no white space.
    pub fn next_shown(&self, mut index: usize) -> usize {
        loop {
            index = index.wrapping_add(1);
            if !self.kind(index).is_blank() {
                return index;
            }
        }
    }

    pub fn previous_shown(&self, mut index: usize) -> usize {
        loop {
            index = index.wrapping_sub(1);
            if !self.kind(index).is_blank() {
                return index;
            }
        }
    }

    /// The first word that starts at or after an offset.
    pub fn word_at(&self, offset: u32) -> usize {
        self.words.partition_point(|word| word.start < offset)
    }

    /// The change that puts a text between two words in the place of what is there.
    pub fn between(&self, left: usize, right: usize, text: impl Into<Cow<'static, str>>) -> Edit {
        Edit::replace(Span::new(self.word(left).end, self.word(right).start), text)
    }

    /// Between two words: a single line break with the indentation of the second word, or a text where they are on one line.
    pub fn closer(&self, left: usize, right: usize, on_one_line: &'static str) -> Edit {
        let blank = self.slice(self.word(left).end, self.word(right).start);
        match blank.rfind('\n') {
            Some(at) => self.between(left, right, format!("\n{}", blank.get(at + 1..).unwrap_or(""))),
            None => self.between(left, right, on_one_line),
        }
    }

    /// Whether a word is one blank.
    pub fn is_single_space(&self, index: usize) -> bool {
        self.kind(index) == Kind::Space && self.text(index) == " "
    }

    /// The bracket that belongs to a bracket; an index without a word where there is none.
    pub fn partner(&self, index: usize) -> usize {
        let partners = self.partners.get_or_init(|| partners(&self.words));
        partners.get(index).map_or(usize::MAX, |partner| *partner as usize)
    }

    /// Classes and defined types, in the order of the text.
    pub fn definitions(&self) -> &[Definition] {
        self.definitions.get_or_init(|| definition::definitions(self))
    }

    /// The bodies of resources, in the order of the text.
    pub fn resources(&self) -> &[Resource] {
        self.resources.get_or_init(|| resource::resources(self))
    }

    /// The resources that declare something that the modules know.
    pub fn declared(&self) -> &[Declared<'a>] {
        &self.declared
    }

    /// Where its variables are set and read.
    pub fn uses(&self) -> &Uses {
        self.uses.get_or_init(|| Arc::new(Uses::of(self.ast)))
    }

    /// Whether all that the file may use is there, as [`Modules::is_complete`] has it.
    pub fn is_complete(&self, modules: &Modules) -> bool {
        *self.is_complete.get_or_init(|| modules.is_complete(self.path))
    }

    /// Whether a node stands inside of `defined(…)`, where a name need not be there.
    pub fn is_within_defined(&self, node: NodeId) -> bool {
        let places = self.within_defined.get_or_init(|| within_defined(self.ast));
        let start = self.ast.span(node).start;
        places.iter().any(|place| (place.start..place.end).contains(&start))
    }

    /// What a variable's word and the `[…]` right behind it say, without the `$`; as puppet-lint reads it, each `]` ends an index.
    pub fn variable(&self, index: usize) -> &'a str {
        let word = self.word(index);
        let text = self.slice(word.start, word.end);
        let (start, dollar) = (word.start + u32::from(text.starts_with('$')), text.starts_with('$'));
        // in `${name[1]}` the index is a word of its own
        let has_index = self.source().as_bytes().get(word.end as usize) == Some(&b'[');
        let inside = !dollar || !has_index || self.kind(index) == Kind::BareVariable;
        let end = if inside { word.end } else { word.end + index_length(self.slice(word.end, self.source().len() as u32)) };
        self.slice(start, end)
    }

    /// Whether a word is the name of a data type of Puppet itself.
    pub fn is_data_type(&self, index: usize) -> bool {
        self.kind(index) == Kind::Reference && DATA_TYPES.contains(&self.text(index))
    }

    /// Whether a bracket is in the index of a variable (`$a[1]`), which puppet-lint's rules for brackets let be.
    pub fn is_in_index(&self, index: usize) -> bool {
        let start = self.word(index).start;
        let indexes = self.indexes.get_or_init(|| self.index_spans());
        let after = indexes.partition_point(|span| span.start <= start);
        after.checked_sub(1).and_then(|at| indexes.get(at)).is_some_and(|span| start < span.end)
    }

    fn index_spans(&self) -> Vec<Span> {
        let with_index = |variable: usize| {
            let end = self.word(variable).end;
            let length = self.variable(variable).len() - self.variable_name(variable).len();
            (length > 0).then(|| Span::new(end, end + length as u32))
        };
        self.all(Kind::Variable).filter_map(with_index).collect()
    }

    /// Whether a variable is set here: assigned to, or a parameter.
    pub fn is_set_here(&self, variable: usize) -> bool {
        let parameter = || {
            let mut lists = self.definitions().iter().map(|definition| &definition.parameters);
            lists.any(|list| list.binary_search_by_key(&variable, |parameter| parameter.variable).is_ok())
        };
        matches!(self.kind(self.next_code(variable)), Kind::Equals | Kind::PlusEquals | Kind::MinusEquals) || parameter()
    }

    /// The words of a node, those inside of it included.
    pub fn words_of(&self, node: NodeId) -> Range<usize> {
        let span = self.ast.span(node);
        self.word_at(span.start)..self.word_at(span.end)
    }

    /// What a word says: a string without its quotes, anything else as it is written.
    pub fn value(&self, index: usize) -> &'a str {
        let text = self.text(index);
        match self.kind(index) {
            Kind::SingleQuoted | Kind::DoubleQuoted => text.get(1..text.len().saturating_sub(1)).unwrap_or(""),
            _ => text,
        }
    }

    /// The name of a variable, without `$` and index.
    pub fn variable_name(&self, index: usize) -> &'a str {
        let text = self.text(index);
        text.strip_prefix('$').unwrap_or(text)
    }
}

/// The names of Puppet's data types, as puppet-lint knows them.
const DATA_TYPES: &[&str] = &[
    "Any",
    "Array",
    "Binary",
    "Boolean",
    "Callable",
    "CatalogEntry",
    "Class",
    "Collection",
    "Data",
    "Default",
    "Enum",
    "Error",
    "Float",
    "Hash",
    "Integer",
    "Iterable",
    "Iterator",
    "NotUndef",
    "Numeric",
    "Optional",
    "Pattern",
    "Regexp",
    "Resource",
    "RichData",
    "Runtime",
    "Scalar",
    "ScalarData",
    "SemVer",
    "SemVerRange",
    "Sensitive",
    "String",
    "Struct",
    "Tuple",
    "Type",
    "Undef",
    "Variant",
];

/// The length of `[…][…]` at the start of a text, all on one line.
fn index_length(rest: &str) -> u32 {
    let mut at = 0;
    while rest.get(at..).is_some_and(|rest| rest.starts_with('[')) {
        let inside = rest.get(at + 2..).unwrap_or("");
        match inside.find([']', '\n']) {
            Some(length) if inside.get(length..).is_some_and(|end| end.starts_with(']')) => at += 2 + length + 1,
            _ => break,
        }
    }
    at as u32
}
