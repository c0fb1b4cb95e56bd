//! What of a program the small Ruby does not have, as far as reading tells: constructs and constants.

use super::constants::is_known;
use super::tree::{Call, Definition, Entry, Kind, Lambda, Node, Parameter, Rescue, Target};
use crate::value::EcoString;

/// What code may name besides what the small Ruby has.
pub struct Known<'a> {
    pub constants: &'a dyn Fn(&str) -> bool,
    /// Methods that are called on the name of a module.
    pub methods: &'a dyn Fn(&str) -> bool,
    /// Whether it is the code of a type: its methods may ask for `super`.
    pub is_type: bool,
}

impl Known<'_> {
    /// Nothing: for a program that stands alone.
    pub const NOTHING: Known<'static> = Known { constants: &|_| false, methods: &|_| false, is_type: false };
}

/// Each construct or constant that is outside, with its line.
pub fn of(program: &Node, known: &Known<'_>) -> Vec<(u32, String)> {
    let mut search = Search { known, set: Vec::new(), found: Vec::new() };
    search.visit(program);
    search.found
}

struct Search<'a> {
    known: &'a Known<'a>,
    /// Constants that the code has set so far.
    set: Vec<EcoString>,
    found: Vec<(u32, String)>,
}

impl Search<'_> {
    fn is_known(&self, name: &str) -> bool {
        is_known(name) || self.set.iter().any(|set| set == name) || (self.known.constants)(name)
    }

    fn visit(&mut self, node: &Node) {
        match &node.kind {
            Kind::Super(_) if !self.known.is_type => self.found.push((node.line, "super".to_string())),
            Kind::Super(Some(parts)) => self.all(parts),
            Kind::Outside(what) => self.found.push((node.line, (*what).to_string())),
            Kind::Global(name) if name != "$~" => self.found.push((node.line, format!("the global variable {name}"))),
            Kind::Constant(name) if !self.is_known(name) => self.found.push((node.line, name.to_string())),
            Kind::Interpolated(parts)
            | Kind::InterpolatedSymbol(parts)
            | Kind::Array(parts)
            | Kind::Sequence(parts)
            | Kind::Yield(parts)
            | Kind::Regex { parts, .. } => self.all(parts),
            Kind::Hash(entries) => entries.iter().for_each(|entry| match entry {
                Entry::Pair(key, value) => {
                    self.visit(key);
                    self.visit(value);
                }
                Entry::Splat(inner) => self.visit(inner),
            }),
            Kind::Call(call) => self.visit_call(call, node.line),
            Kind::Lambda(lambda) => self.visit_lambda(lambda),
            Kind::Define(definition) => self.visit_definition(definition),
            Kind::Rescue(rescue) => self.visit_rescue(rescue),
            _ => self.visit_parts(node),
        }
    }

    /// Constructs that are a few parts and nothing more.
    fn visit_parts(&mut self, node: &Node) {
        match &node.kind {
            Kind::Range { from, to, .. } => [from, to].into_iter().flatten().for_each(|part| self.visit(part)),
            Kind::Assign { target, value } | Kind::Update { target, value, .. } => {
                self.visit_target(target, node.line);
                self.visit(value);
            }
            Kind::And(left, right) | Kind::Or(left, right) => [left, right].into_iter().for_each(|part| self.visit(part)),
            Kind::If { condition, then, otherwise } => {
                self.visit(condition);
                [then, otherwise].into_iter().flatten().for_each(|part| self.visit(part));
            }
            Kind::Case { subject, whens, otherwise } => {
                [subject, otherwise].into_iter().flatten().for_each(|part| self.visit(part));
                for when in whens {
                    self.all(&when.patterns);
                    when.body.iter().for_each(|body| self.visit(body));
                }
            }
            Kind::While { condition, body, .. } => {
                self.visit(condition);
                body.iter().for_each(|body| self.visit(body));
            }
            Kind::For { variable, iterated, body } => {
                self.visit_target(variable, node.line);
                self.visit(iterated);
                body.iter().for_each(|body| self.visit(body));
            }
            Kind::BlockPass(inner) | Kind::Return(inner) | Kind::Next(inner) | Kind::Break(inner) => {
                inner.iter().for_each(|inner| self.visit(inner));
            }
            // asking whether something is there needs it not
            Kind::Defined(_) => {}
            Kind::Splat(inner) => self.visit(inner),
            Kind::Module { body, .. } => body.iter().for_each(|body| self.visit(body)),
            _ => {}
        }
    }

    fn all(&mut self, parts: &[Node]) {
        parts.iter().for_each(|part| self.visit(part));
    }

    fn visit_call(&mut self, call: &Call, line: u32) {
        if self.known.is_type && matches!(call.name.as_str(), "provider" | "defaultprovider") {
            self.found.push((line, "the resource's provider".to_string()));
        }
        match &call.receiver {
            Some(Node { kind: Kind::Constant(_), .. }) if (self.known.methods)(&call.name) => {}
            receiver => receiver.iter().for_each(|receiver| self.visit(receiver)),
        }
        self.all(&call.arguments);
        call.block.iter().for_each(|block| self.visit_lambda(block));
    }

    fn visit_lambda(&mut self, lambda: &Lambda) {
        self.visit_parameters(&lambda.parameters);
        lambda.body.iter().for_each(|body| self.visit(body));
    }

    fn visit_definition(&mut self, definition: &Definition) {
        self.visit_parameters(&definition.parameters);
        definition.body.iter().for_each(|body| self.visit(body));
    }

    fn visit_parameters(&mut self, parameters: &[Parameter]) {
        for parameter in parameters {
            if let Parameter::Optional(_, default) | Parameter::Keyword(_, Some(default)) = parameter {
                self.visit(default);
            }
        }
    }

    fn visit_rescue(&mut self, rescue: &Rescue) {
        [&rescue.body, &rescue.otherwise, &rescue.ensure].into_iter().flatten().for_each(|part| self.visit(part));
        for clause in &rescue.clauses {
            // a class that does not exist here is never raised here
            clause.body.iter().for_each(|body| self.visit(body));
        }
    }

    fn visit_target(&mut self, target: &Target, line: u32) {
        match target {
            Target::Index { receiver, arguments } => {
                self.visit(receiver);
                self.all(arguments);
            }
            Target::Attribute { receiver, .. } => self.visit(receiver),
            Target::Many(targets) => targets.iter().for_each(|target| self.visit_target(target, line)),
            Target::Rest(Some(target)) => self.visit_target(target, line),
            Target::Constant(name) => self.set.push(name.clone()),
            Target::Outside(what) => self.found.push((line, (*what).to_string())),
            _ => {}
        }
    }
}
