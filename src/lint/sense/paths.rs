//! Which variables of a definition are read where there is a way on which they are not set.
//!
//! Statements are gone through in their order. Said is only what is sure by what is written: a way through branches counts where their
//! conditions leave it open ([`Conditions`]) and nothing before has asked for the same, and it is followed only as far as no further
//! condition is passed, which might exclude it.

use super::Modules;
use super::condition::Conditions;
use super::flow::{has_default, leaves, names_in};
use super::literal::text as literal_text;
use super::uses::{Act, Uses};
use crate::value::{Map, Set};
use rpuppet_syntax::ast::{BinaryOperator, List, Name};
use rpuppet_syntax::{Ast, Node, NodeId};

/// With more variables that are set in branches a definition is let be: the time it takes grows with each of them at each branch.
const MOST: usize = 300;

/// A variable that is read where it need not be set.
#[derive(Clone, Copy, Debug)]
pub struct Missed {
    pub read: NodeId,
    pub name: Name,
    /// The branches through which there is a way on which it is not set.
    pub branching: NodeId,
    /// Whether only parameters decide there.
    pub by_parameters: bool,
}

/// What a class, defined type or function reads that need not be set.
pub fn missed(ast: &Ast, uses: &Uses, modules: &Modules, definition: NodeId) -> Vec<Missed> {
    let (Node::Class { parameters, body, .. } | Node::Define { parameters, body, .. } | Node::Function { parameters, body, .. }) =
        ast.node(definition)
    else {
        return Vec::new();
    };
    let always: Vec<NodeId> = ast.statements(&body).iter().filter_map(|statement| target(ast, *statement)).collect();
    let assigned = || uses.own(definition).filter(|place| matches!(place.act, Act::Assign | Act::AssignOneOf));
    let in_branches = assigned().filter(|place| !always.contains(&place.node));
    let states: States = in_branches.map(|place| (place.name, State::Unset)).collect();
    if states.is_empty() || states.len() > MOST {
        return Vec::new();
    }
    let conditions = Conditions::of(ast, modules, ast.items(parameters));
    let locals = assigned().map(|place| place.name).collect();
    let (narrowed, in_lambdas, missed) = (Vec::new(), Set::default(), Vec::new());
    let mut walk = Walk { ast, conditions, states, locals, narrowed, in_lambdas, may_have_left: false, missed };
    walk.body(body);
    let Walk { mut missed, in_lambdas, conditions, .. } = walk;
    missed.retain(|missed| !in_lambdas.contains(&missed.name) && !conditions.is_parameter(missed.name));
    missed
}

/// The variable of a statement that sets one.
fn target(ast: &Ast, statement: NodeId) -> Option<NodeId> {
    match ast.node(statement) {
        Node::Assignment(_, left, _) if matches!(ast.node(left), Node::Variable(_)) => Some(left),
        _ => None,
    }
}

/// What is known of a variable at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Unset,
    Set,
    /// There is a way through these branches on which it is not set.
    Missing(NodeId),
    /// It may be set; whether there is a way on which it is not depends on what is not seen.
    Unclear,
}

type States = Map<Name, State>;

struct Walk<'a> {
    ast: &'a Ast,
    conditions: Conditions<'a>,
    /// The variables that the definition sets in branches.
    states: States,
    /// All that it sets.
    locals: Set<Name>,
    /// Variables of which not each value comes so far: conditions around ask for them, or ones before after which some branch ended.
    narrowed: Vec<Name>,
    /// What lambdas have, which hides what is around them.
    in_lambdas: Set<Name>,
    /// Whether a function was called that may be there to fail.
    may_have_left: bool,
    missed: Vec<Missed>,
}

/// One of several ways.
struct Arm {
    body: NodeId,
    /// Whether it surely can be taken.
    is_open: bool,
}

impl Walk<'_> {
    fn body(&mut self, body: NodeId) {
        for statement in self.ast.statements(&body) {
            self.visit(*statement);
            if let Node::Call { function, .. } = self.ast.node(*statement)
                && !literal_text(self.ast, function).is_some_and(passes)
            {
                self.may_have_left = true;
                names_in(self.ast, *statement, &mut self.narrowed);
            }
        }
    }

    fn visit(&mut self, id: NodeId) {
        match self.ast.node(id) {
            Node::Class { .. } | Node::Define { .. } | Node::Function { .. } | Node::NodeDefinition { .. } => {}
            Node::Block(_) => self.body(id),
            Node::Variable(name) => self.read(id, name),
            Node::Assignment(_, left, right) => {
                self.visit(right);
                self.assign(left);
            }
            Node::Lambda { .. } => self.lambda(id),
            Node::Binary(BinaryOperator::And | BinaryOperator::Or, left, right) => {
                self.visit(left);
                self.maybe(|walk| walk.visit(right));
            }
            Node::Selector(control, options) => {
                self.visit(control);
                self.maybe(|walk| walk.ast.items(options).iter().for_each(|option| walk.visit(*option)));
            }
            Node::If { .. } => self.chain(id),
            Node::Unless { test, then, otherwise } => {
                self.visit(test);
                let open = self.conditions.can_be(test, true);
                let arms = [Arm { body: then, is_open: true }, Arm { body: otherwise, is_open: open }];
                self.branches(id, &[test], &arms);
            }
            Node::Case(control, options) => self.case(id, control, options),
            _ => self.ast.each_child(id, |child| self.visit(child)),
        }
    }

    fn read(&mut self, id: NodeId, name: Name) {
        if let Some(state) = self.states.get_mut(&name)
            && let State::Missing(branching) = *state
        {
            let mut asked = Vec::new();
            tests_in(self.ast, branching, &mut asked);
            let by_parameters = asked.iter().all(|name| self.conditions.is_parameter(*name));
            self.missed.push(Missed { read: id, name, branching, by_parameters });
            *state = State::Unclear;
        }
    }

    fn assign(&mut self, id: NodeId) {
        match self.ast.node(id) {
            Node::Variable(name) => {
                if let Some(state) = self.states.get_mut(&name) {
                    *state = State::Set;
                }
            }
            Node::Array(_) | Node::Hash { .. } => self.ast.each_child(id, |child| self.assign(child)),
            Node::KeyedEntry { value, .. } => self.assign(value),
            _ => {}
        }
    }

    fn lambda(&mut self, id: NodeId) {
        let ast = self.ast;
        let Node::Lambda { parameters, body, .. } = ast.node(id) else { return };
        for parameter in ast.items(parameters) {
            let Node::Parameter { name, .. } = ast.node(*parameter) else { continue };
            self.in_lambdas.insert(name);
        }
        self.maybe(|walk| {
            let before = walk.states.clone();
            walk.body(body);
            let set = before.iter().filter(|(name, state)| **state != State::Set && walk.states.get(*name) == Some(&State::Set));
            walk.in_lambdas.extend(set.map(|(name, _)| *name));
        });
    }

    /// What is done under a condition, after which nothing is known to be set.
    fn maybe(&mut self, visit: impl FnOnce(&mut Self)) {
        let before = self.states.clone();
        self.states.values_mut().for_each(blur);
        visit(self);
        self.states = before;
    }

    /// An `if` with all its `elsif`.
    fn chain(&mut self, id: NodeId) {
        let (mut tests, mut arms, mut rest) = (Vec::new(), Vec::new(), id);
        while let Node::If { test, then, otherwise } = self.ast.node(rest) {
            match rest == id {
                true => self.visit(test),
                false => self.maybe(|walk| walk.visit(test)),
            }
            tests.push(test);
            arms.push(Arm { body: then, is_open: true });
            rest = otherwise;
        }
        arms.push(Arm { body: rest, is_open: self.conditions.all_can_fail(&tests) });
        self.branches(id, &tests, &arms);
    }

    fn case(&mut self, id: NodeId, control: NodeId, options: List) {
        self.visit(control);
        let (options, mut all, mut arms) = (self.ast.items(options), Vec::new(), Vec::new());
        for option in options {
            let Node::CaseOption { values, then } = self.ast.node(*option) else { continue };
            let values = self.ast.items(values);
            all.extend(values);
            values.iter().for_each(|value| self.maybe(|walk| walk.visit(*value)));
            arms.push(Arm { body: then, is_open: !values.iter().any(|value| self.ast.node(*value) == Node::Default) });
        }
        let rest_is_open = self.conditions.leave_something(control, &all);
        arms.iter_mut().for_each(|arm| arm.is_open |= rest_is_open);
        if !has_default(self.ast, options) {
            arms.push(Arm { body: NodeId::NONE, is_open: rest_is_open });
        }
        self.branches(id, &[&[control], all.as_slice()].concat(), &arms);
    }

    fn branches(&mut self, id: NodeId, tests: &[NodeId], arms: &[Arm]) {
        let mut asked = Vec::new();
        tests.iter().for_each(|test| names_in(self.ast, *test, &mut asked));
        let is_free = !asked.iter().any(|name| self.is_narrowed(*name));
        let narrowed_before = self.narrowed.len();
        let before = std::mem::take(&mut self.states);
        let left_before = std::mem::take(&mut self.may_have_left);
        let (mut ends, mut leaves_somewhere) = (Vec::new(), false);
        self.narrowed.extend(&asked);
        for arm in arms {
            self.states = before.clone();
            self.states.values_mut().for_each(blur);
            self.may_have_left = false;
            self.body(arm.body);
            if leaves(self.ast, arm.body) || self.may_have_left {
                leaves_somewhere = true;
            } else {
                ends.push((std::mem::take(&mut self.states), arm.is_open && is_free));
            }
        }
        self.may_have_left = left_before;
        // where all went on, the conditions say nothing of what comes behind
        if !leaves_somewhere {
            self.narrowed.drain(narrowed_before..narrowed_before + asked.len());
        }
        self.states = before;
        for (name, state) in &mut self.states {
            let ways = ends.iter().map(|(states, is_open)| (states.get(name).copied().unwrap_or(State::Unclear), *is_open));
            *state = merged(id, *state, ways, leaves_somewhere);
        }
    }

    /// Whether not each value of a variable may come here. Facts know of each other, and so does what is computed.
    fn is_narrowed(&self, name: Name) -> bool {
        if self.conditions.is_parameter(name) {
            return self.narrowed.contains(&name);
        }
        self.locals.contains(&name) || self.narrowed.iter().any(|other| !self.conditions.is_parameter(*other))
    }
}

/// What is known of a variable behind branches, by what is known at the end of each that goes on, and whether it surely can be taken.
fn merged(id: NodeId, before: State, ways: impl Iterator<Item = (State, bool)> + Clone, leaves_somewhere: bool) -> State {
    let all = |wanted: State| ways.clone().all(|(state, _)| state == wanted);
    if all(State::Set) {
        return State::Set;
    }
    match before {
        State::Missing(_) if all(State::Unclear) && !leaves_somewhere => before,
        State::Unset if all(State::Unset) => State::Unset,
        State::Unset if !ways.clone().any(|(state, _)| state == State::Unclear) => {
            let inner = ways.clone().find(|(state, _)| matches!(state, State::Missing(_)));
            let open = ways.clone().find(|(state, is_open)| *state == State::Unset && *is_open);
            inner.map_or(open.map_or(State::Unclear, |_| State::Missing(id)), |(state, _)| state)
        }
        _ => State::Unclear,
    }
}

/// Under a further condition, a way on which a variable is not set need not exist.
fn blur(state: &mut State) {
    if let State::Missing(_) = state {
        *state = State::Unclear;
    }
}

/// Functions whose call is a statement that is not there to fail.
fn passes(name: &str) -> bool {
    let name = name.trim_start_matches("stdlib::");
    let logs = matches!(name, "notice" | "info" | "debug" | "warning" | "err" | "crit" | "alert" | "emerg");
    let declares = matches!(name, "include" | "contain" | "require" | "hiera_include" | "realize" | "tag" | "create_resources");
    logs || declares || matches!(name, "ensure_packages" | "ensure_resource" | "ensure_resources" | "each" | "map" | "with")
}

/// The variables that decide between branches.
fn tests_in(ast: &Ast, branching: NodeId, names: &mut Vec<Name>) {
    match ast.node(branching) {
        Node::If { test, otherwise, .. } => {
            names_in(ast, test, names);
            tests_in(ast, otherwise, names);
        }
        Node::Unless { test, .. } | Node::Case(test, _) => names_in(ast, test, names),
        _ => {}
    }
}
