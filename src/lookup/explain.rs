//! What a look-up did, as a tree, and the tree as Puppet prints it.

use super::text::inspect;
use crate::value::{Value, ValueHash};

/// What a node of the tree stands for.
#[derive(Clone, Debug)]
pub enum Step {
    Root,
    /// A key that is searched.
    Top(String),
    InvalidKey(String),
    MergeSource(String),
    Module {
        name: String,
        is_known: bool,
    },
    Interpolate(String),
    Merge {
        strategy: String,
        options: Option<Value>,
    },
    Provider {
        name: String,
        configuration: Option<String>,
        module: Option<String>,
    },
    Location {
        original: String,
        place: String,
        is_uri: bool,
    },
    SubKey(String),
    Segment,
    Scope(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Found,
    FoundInOverrides,
    FoundInDefaults,
    Result,
    NotFound,
    LocationNotFound,
}

#[derive(Clone, Debug)]
struct Node {
    step: Step,
    parent: usize,
    branches: Vec<usize>,
    key: Option<String>,
    value: Option<Value>,
    outcome: Option<Outcome>,
    texts: Vec<String>,
}

/// The tree while it grows.
#[derive(Clone, Debug)]
pub struct Explainer {
    nodes: Vec<Node>,
    current: usize,
    /// Whether the search for `lookup_options` alone is wanted.
    pub only_options: bool,
}

impl Explainer {
    pub fn new(only_options: bool) -> Self {
        let mut explainer = Explainer { nodes: Vec::new(), current: 0, only_options };
        explainer.add(Step::Root);
        explainer
    }

    fn add(&mut self, step: Step) -> usize {
        let key = match &step {
            Step::Top(key) | Step::InvalidKey(key) => Some(key.clone()),
            _ => None,
        };
        let id = self.nodes.len();
        self.nodes.push(Node { step, parent: self.current, branches: Vec::new(), key, value: None, outcome: None, texts: Vec::new() });
        if let Some(parent) = self.nodes.get_mut(self.current).filter(|_| id > 0) {
            parent.branches.push(id);
        }
        id
    }

    pub fn push(&mut self, step: Step) {
        self.current = self.add(step);
    }

    pub fn pop(&mut self) {
        self.current = self.nodes.get(self.current).map_or(0, |node| node.parent);
    }

    pub fn leaf(&mut self, step: Step) {
        self.add(step);
    }

    fn set(&mut self, outcome: Outcome, key: Option<&str>, value: Option<&Value>) {
        let Some(node) = self.nodes.get_mut(self.current) else { return };
        node.outcome = Some(outcome);
        if let Some(key) = key {
            node.key = Some(key.to_string());
        }
        if let Some(value) = value {
            node.value = Some(value.clone());
        }
    }

    pub fn found(&mut self, key: &str, value: &Value) {
        self.set(Outcome::Found, Some(key), Some(value));
    }

    pub fn found_in_overrides(&mut self, key: &str, value: &Value) {
        self.set(Outcome::FoundInOverrides, Some(key), Some(value));
    }

    pub fn found_in_defaults(&mut self, key: &str, value: &Value) {
        self.set(Outcome::FoundInDefaults, Some(key), Some(value));
    }

    pub fn result(&mut self, value: &Value) {
        self.set(Outcome::Result, None, Some(value));
    }

    pub fn not_found(&mut self, key: &str) {
        self.set(Outcome::NotFound, Some(key), None);
    }

    pub fn location_not_found(&mut self) {
        self.set(Outcome::LocationNotFound, None, None);
    }

    pub fn text(&mut self, text: String) {
        if let Some(node) = self.nodes.get_mut(self.current) {
            node.texts.push(text);
        }
    }

    /// The tree as text.
    pub fn explanation(&self) -> String {
        let mut out = String::new();
        let Some(root) = self.nodes.first() else { return out };
        self.branches(root, &mut out, "");
        texts(root, &mut out, "");
        out
    }

    /// The tree as data; a root with one branch is that branch.
    pub fn data(&self) -> Value {
        match self.nodes.first().map(|root| root.branches.as_slice()) {
            Some([only]) => self.node_data(*only),
            Some(_) => self.node_data(0),
            None => Value::Undef,
        }
    }

    fn branches(&self, node: &Node, out: &mut String, indent: &str) {
        for branch in node.branches.iter().filter_map(|id| self.nodes.get(*id)) {
            self.dump(branch, out, indent);
        }
    }

    fn dump(&self, node: &Node, out: &mut String, indent: &str) {
        let inner = format!("{indent}  ");
        let mut line = |text: String| out.push_str(&format!("{indent}{text}\n"));
        match &node.step {
            Step::Root => {}
            Step::Top(key) => line(format!("Searching for \"{key}\"")),
            Step::InvalidKey(key) => return line(format!("Invalid key \"{key}\"")),
            Step::MergeSource(source) => return line(format!("Using merge options from \"{source}\" hash")),
            Step::Module { name, is_known: false } => return line(format!("Module \"{name}\" not found")),
            Step::Module { name, is_known: true } => return line(format!("Module data provider for module \"{name}\" not found")),
            Step::Interpolate(expression) => line(format!("Interpolation on \"{expression}\"")),
            Step::Merge { .. } => return self.dump_merge(node, out, indent),
            Step::Provider { name, configuration, .. } => {
                line(name.clone());
                if let Some(path) = configuration {
                    line(format!("  Using configuration \"{path}\""));
                }
            }
            Step::Location { original, place, is_uri } => {
                let (kind, small) = location_names(*is_uri);
                line(format!("{kind} \"{place}\""));
                line(format!("  Original {small}: \"{original}\""));
            }
            Step::SubKey(key) => line(format!("Sub key: \"{key}\"")),
            Step::Segment => return outcome(node, out, indent),
            Step::Scope(name) => line(name.clone()),
        }
        self.branches(node, out, &inner);
        match &node.step {
            Step::Top(_) | Step::Interpolate(_) => {}
            Step::Location { is_uri, .. } if node.outcome == Some(Outcome::LocationNotFound) => {
                out.push_str(&format!("{inner}{} not found\n", location_names(*is_uri).0));
                texts(node, out, &inner);
            }
            _ => outcome(node, out, &inner),
        }
    }

    /// A merge of one branch is that branch.
    fn dump_merge(&self, node: &Node, out: &mut String, indent: &str) {
        let Step::Merge { strategy, options } = &node.step else { return };
        if let [_] | [] = node.branches.as_slice() {
            return self.branches(node, out, indent);
        }
        let inner = format!("{indent}  ");
        out.push_str(&format!("{indent}Merge strategy {strategy}\n"));
        if let Some(options) = options {
            out.push_str(&format!("{inner}Options: {}\n", written(options, &inner)));
        }
        self.branches(node, out, &inner);
        if let (Some(Outcome::Result), Some(value)) = (node.outcome, &node.value) {
            out.push_str(&format!("{inner}Merged result: {}\n", written(value, &inner)));
        }
    }

    fn node_data(&self, id: usize) -> Value {
        let Some(node) = self.nodes.get(id) else { return Value::Undef };
        let mut data = ValueHash::default();
        match &node.step {
            Step::MergeSource(source) => return Value::hash(pairs(&[("type", "merge_source"), ("merge_source", source)])),
            Step::Merge { .. } if node.branches.len() == 1 => {
                return node.branches.first().map_or(Value::Undef, |only| self.node_data(*only));
            }
            _ => {}
        }
        if !node.branches.is_empty() {
            data.insert("branches".into(), node.branches.iter().map(|branch| self.node_data(*branch)).collect());
        }
        if let Step::Root = node.step {
            return Value::hash(data);
        }
        if let Some(key) = &node.key {
            data.insert("key".into(), key.as_str().into());
        }
        if let (Some(value), true) = (&node.value, has_value(node.outcome)) {
            data.insert("value".into(), value.clone());
        }
        if let Some(event) = node_event(node) {
            data.insert("event".into(), event.into());
        }
        if !node.texts.is_empty() {
            data.insert("texts".into(), node.texts.iter().map(|text| Value::from(text.as_str())).collect());
        }
        describe(&node.step, &mut data);
        Value::hash(data)
    }
}

fn pairs(pairs: &[(&str, &str)]) -> ValueHash {
    pairs.iter().map(|(name, text)| (Value::from(*name), Value::from(*text))).collect()
}

fn has_value(outcome: Option<Outcome>) -> bool {
    !matches!(outcome, None | Some(Outcome::NotFound | Outcome::LocationNotFound))
}

fn node_event(node: &Node) -> Option<&'static str> {
    if let Step::Module { is_known, .. } = &node.step {
        return Some(if *is_known { "module_provider_not_found" } else { "module_not_found" });
    }
    Some(match node.outcome? {
        Outcome::Found => "found",
        Outcome::FoundInOverrides => "found_in_overrides",
        Outcome::FoundInDefaults => "found_in_defaults",
        Outcome::Result => "result",
        Outcome::NotFound => "not_found",
        Outcome::LocationNotFound => "location_not_found",
    })
}

/// The members that belong to the kind of a node.
fn describe(step: &Step, data: &mut ValueHash) {
    let mut put = |name: &str, text: &str| data.insert(name.into(), text.into());
    match step {
        Step::Root | Step::MergeSource(_) | Step::Top(_) => drop(put("type", "root")),
        Step::InvalidKey(_) => drop(put("type", "invalid_key")),
        Step::Module { .. } => drop(put("type", "module")),
        Step::Interpolate(expression) => {
            put("type", "interpolate");
            put("expression", expression);
        }
        Step::Merge { strategy, options } => {
            put("type", "merge");
            put("merge", strategy);
            if let Some(options) = options {
                data.insert("options".into(), options.clone());
            }
        }
        Step::Provider { name, configuration, module } => {
            put("type", "data_provider");
            put("name", name);
            if let Some(path) = configuration {
                put("configuration_path", path);
            }
            if let Some(module) = module {
                put("module", module);
            }
        }
        Step::Location { original, place, is_uri } => {
            let kind = location_names(*is_uri).1;
            put("type", kind);
            put(&format!("original_{kind}"), original);
            put(kind, place);
        }
        Step::SubKey(_) => drop(put("type", "sub_key")),
        Step::Segment => drop(put("type", "segment")),
        Step::Scope(name) => {
            put("type", "scope");
            put("name", name);
        }
    }
}

fn location_names(is_uri: bool) -> (&'static str, &'static str) {
    if is_uri { ("URI", "uri") } else { ("Path", "path") }
}

fn outcome(node: &Node, out: &mut String, indent: &str) {
    let key = node.key.as_deref().unwrap_or("");
    let place = match node.outcome {
        Some(Outcome::NotFound) => {
            out.push_str(&format!("{indent}No such key: \"{key}\"\n"));
            return texts(node, out, indent);
        }
        Some(Outcome::Found) => "",
        Some(Outcome::FoundInOverrides) => " in overrides",
        Some(Outcome::FoundInDefaults) => " in defaults",
        _ => return texts(node, out, indent),
    };
    let value = node.value.as_ref().map(|value| written(value, indent)).unwrap_or_default();
    out.push_str(&format!("{indent}Found key: \"{key}\" value: {value}{place}\n"));
    texts(node, out, indent);
}

fn texts(node: &Node, out: &mut String, indent: &str) {
    node.texts.iter().for_each(|text| out.push_str(&format!("{indent}{text}\n")));
}

/// A value over several lines.
fn written(value: &Value, indent: &str) -> String {
    let inner = format!("{indent}  ");
    let around = |open: char, items: Vec<String>, close: char| match items.is_empty() {
        true => format!("{open}{close}"),
        false => format!("{open}\n{inner}{}\n{indent}{close}", items.join(&format!(",\n{inner}"))),
    };
    match value {
        Value::Hash(entries) => {
            let pair = |(key, value): (&Value, &Value)| format!("{} => {}", written(key, &inner), written(value, &inner));
            around('{', entries.iter().map(pair).collect(), '}')
        }
        Value::Array(items) => around('[', items.iter().map(|item| written(item, &inner)).collect(), ']'),
        other => inspect(other),
    }
}
