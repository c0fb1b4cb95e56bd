//! Ruby text to [`super::tree`]: the only file that names the parser crate.
//!
//! Depth is limited in the conversion. A tree that is deeper is leaked, not dropped: dropping it would recurse as deep as it is.

use super::tree::{Call, Definition, Entry, Kind, Lambda, Node, Parameter, Rescue, RescueClause, Target, When};
use crate::value::EcoString;
use lib_ruby_parser::{ErrorLevel, Loc, Node as Parsed, Parser, ParserOptions};
use std::sync::Arc;

/// Text longer than this is refused.
const LONGEST_SOURCE: usize = 4 << 20;
/// Brackets and constructs nested deeper than this are refused.
const DEEPEST: usize = 200;

/// Why a Ruby text cannot be read, and its line (from 1).
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("{message}")]
pub struct ParseError {
    pub message: String,
    pub line: u32,
}

/// Reads Ruby; an empty text is `nil`.
pub fn parse(source: &str) -> Result<Node, ParseError> {
    check_size(source)?;
    let options = ParserOptions { buffer_name: String::new(), record_tokens: false, ..ParserOptions::default() };
    let result = Parser::new(source.as_bytes().to_vec(), options).do_parse();
    let converter = Converter { line_ends: source.match_indices('\n').map(|(at, _)| at).collect() };
    if let Some(problem) = result.diagnostics.iter().find(|problem| problem.level == ErrorLevel::Error) {
        let line = converter.line(problem.loc);
        std::mem::forget(result.ast);
        return Err(ParseError { message: problem.message.render(), line });
    }
    let Some(tree) = result.ast else { return Ok(Node { kind: Kind::Nil, line: 1 }) };
    match converter.node(&tree, 0) {
        Ok(node) => Ok(node),
        Err(error) => {
            std::mem::forget(tree);
            Err(error)
        }
    }
}

/// A cheap look at size and brackets before the parser sees the text.
fn check_size(source: &str) -> Result<(), ParseError> {
    if source.len() > LONGEST_SOURCE {
        return Err(ParseError { message: "the Ruby text is too long".to_string(), line: 1 });
    }
    let mut depth = 0usize;
    let mut line = 1;
    for byte in source.bytes() {
        match byte {
            b'\n' => line += 1,
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > 4 * DEEPEST {
            return Err(too_deep(line));
        }
    }
    Ok(())
}

fn too_deep(line: u32) -> ParseError {
    ParseError { message: "the Ruby code is nested too deeply".to_string(), line }
}

struct Converter {
    /// Byte positions of the line breaks.
    line_ends: Vec<usize>,
}

type Converted<T> = Result<T, ParseError>;
type Parts<'a> = &'a [Parsed];

impl Converter {
    fn line(&self, place: Loc) -> u32 {
        u32::try_from(self.line_ends.partition_point(|end| *end < place.begin)).unwrap_or(u32::MAX).saturating_add(1)
    }

    fn node(&self, parsed: &Parsed, depth: usize) -> Converted<Node> {
        let line = self.line(*parsed.expression());
        if depth > DEEPEST {
            return Err(too_deep(line));
        }
        Ok(Node { kind: self.kind(parsed, depth + 1)?, line })
    }

    fn boxed(&self, parsed: &Parsed, depth: usize) -> Converted<Box<Node>> {
        self.node(parsed, depth).map(Box::new)
    }

    fn option(&self, parsed: Option<&Parsed>, depth: usize) -> Converted<Option<Node>> {
        parsed.map(|parsed| self.node(parsed, depth)).transpose()
    }

    fn option_boxed(&self, parsed: &Option<Box<Parsed>>, depth: usize) -> Converted<Option<Box<Node>>> {
        parsed.as_deref().map(|parsed| self.boxed(parsed, depth)).transpose()
    }

    fn nodes(&self, parsed: Parts<'_>, depth: usize) -> Converted<Vec<Node>> {
        parsed.iter().map(|parsed| self.node(parsed, depth)).collect()
    }

    fn kind(&self, parsed: &Parsed, depth: usize) -> Converted<Kind> {
        if let Some(literal) = self.literal(parsed, depth)? {
            return Ok(literal);
        }
        if let Some(flow) = self.flow(parsed, depth)? {
            return Ok(flow);
        }
        if let Some(statement) = self.statement(parsed, depth)? {
            return Ok(statement);
        }
        self.call(parsed, depth)
    }

    fn literal(&self, parsed: &Parsed, depth: usize) -> Converted<Option<Kind>> {
        Ok(Some(match parsed {
            Parsed::Nil(_) => Kind::Nil,
            Parsed::True(_) => Kind::True,
            Parsed::False(_) => Kind::False,
            Parsed::Self_(_) => Kind::SelfReference,
            Parsed::Int(number) => integer(&number.value),
            Parsed::Float(number) => number.value.replace('_', "").parse().map_or(Kind::Outside("a number that is no float"), Kind::Float),
            Parsed::Str(text) => Kind::String(text.value.to_string_lossy().into()),
            Parsed::Dstr(text) => Kind::Interpolated(self.nodes(&text.parts, depth)?),
            Parsed::Heredoc(text) => Kind::Interpolated(self.nodes(&text.parts, depth)?),
            Parsed::Sym(symbol) => Kind::Symbol(symbol.name.to_string_lossy().into()),
            Parsed::Dsym(symbol) => Kind::InterpolatedSymbol(self.nodes(&symbol.parts, depth)?),
            Parsed::Regexp(regex) => Kind::Regex { parts: self.nodes(&regex.parts, depth)?, options: options(regex.options.as_deref()) },
            Parsed::Array(array) => Kind::Array(self.nodes(&array.elements, depth)?),
            Parsed::Hash(hash) => Kind::Hash(self.entries(&hash.pairs, depth)?),
            Parsed::Kwargs(hash) => Kind::Hash(self.entries(&hash.pairs, depth)?),
            Parsed::Irange(range) => self.range(&range.left, &range.right, false, depth)?,
            Parsed::Erange(range) => self.range(&range.left, &range.right, true, depth)?,
            Parsed::Lvar(variable) => Kind::Local(variable.name.as_str().into()),
            Parsed::Ivar(variable) => Kind::Instance(variable.name.trim_start_matches('@').into()),
            Parsed::Gvar(variable) => Kind::Global(variable.name.as_str().into()),
            Parsed::Const(_) => Kind::Constant(constant(parsed)),
            Parsed::NthRef(group) => Kind::Group(group.name.parse().unwrap_or(0)),
            _ => return Ok(None),
        }))
    }

    fn range(&self, left: &Option<Box<Parsed>>, right: &Option<Box<Parsed>>, exclusive: bool, depth: usize) -> Converted<Kind> {
        Ok(Kind::Range { from: self.option_boxed(left, depth)?, to: self.option_boxed(right, depth)?, exclusive })
    }

    fn entries(&self, pairs: Parts<'_>, depth: usize) -> Converted<Vec<Entry>> {
        let entry = |pair: &Parsed| match pair {
            Parsed::Pair(pair) => Ok(Entry::Pair(self.node(&pair.key, depth)?, self.node(&pair.value, depth)?)),
            Parsed::Kwsplat(splat) => Ok(Entry::Splat(self.node(&splat.value, depth)?)),
            other => Ok(Entry::Splat(self.node(other, depth)?)),
        };
        pairs.iter().map(entry).collect()
    }

    fn flow(&self, parsed: &Parsed, depth: usize) -> Converted<Option<Kind>> {
        Ok(Some(match parsed {
            Parsed::If(choice) => self.choice(&choice.cond, choice.if_true.as_deref(), choice.if_false.as_deref(), depth)?,
            Parsed::IfMod(choice) => self.choice(&choice.cond, choice.if_true.as_deref(), choice.if_false.as_deref(), depth)?,
            Parsed::IfTernary(choice) => self.choice(&choice.cond, Some(&choice.if_true), Some(&choice.if_false), depth)?,
            Parsed::Case(case) => Kind::Case {
                subject: self.option_boxed(&case.expr, depth)?,
                whens: case.when_bodies.iter().filter_map(|when| self.when(when, depth)).collect::<Converted<_>>()?,
                otherwise: self.option_boxed(&case.else_body, depth)?,
            },
            Parsed::While(a) => self.repeat(&a.cond, a.body.as_deref(), false, depth)?,
            Parsed::Until(a) => self.repeat(&a.cond, a.body.as_deref(), true, depth)?,
            Parsed::For(a) => Kind::For {
                variable: Box::new(self.target(&a.iterator, depth)?),
                iterated: self.boxed(&a.iteratee, depth)?,
                body: self.option_boxed(&a.body, depth)?,
            },
            Parsed::And(both) => Kind::And(self.boxed(&both.lhs, depth)?, self.boxed(&both.rhs, depth)?),
            Parsed::Or(either) => Kind::Or(self.boxed(&either.lhs, depth)?, self.boxed(&either.rhs, depth)?),
            Parsed::Return(a) => Kind::Return(self.result(&a.args, depth)?),
            Parsed::Next(a) => Kind::Next(self.result(&a.args, depth)?),
            Parsed::Break(a) => Kind::Break(self.result(&a.args, depth)?),
            Parsed::Yield(a) => Kind::Yield(self.nodes(&a.args, depth)?),
            Parsed::Super(a) => Kind::Super(Some(self.nodes(&a.args, depth)?)),
            Parsed::ZSuper(_) => Kind::Super(None),
            Parsed::Begin(a) => self.sequence(&a.statements, depth)?,
            Parsed::KwBegin(a) => self.sequence(&a.statements, depth)?,
            Parsed::Rescue(_) | Parsed::Ensure(_) => self.rescue(parsed, depth)?,
            _ => return Ok(None),
        }))
    }

    fn choice(&self, condition: &Parsed, then: Option<&Parsed>, otherwise: Option<&Parsed>, depth: usize) -> Converted<Kind> {
        Ok(Kind::If {
            condition: self.boxed(condition, depth)?,
            then: self.option(then, depth)?.map(Box::new),
            otherwise: self.option(otherwise, depth)?.map(Box::new),
        })
    }

    fn repeat(&self, condition: &Parsed, body: Option<&Parsed>, negated: bool, depth: usize) -> Converted<Kind> {
        Ok(Kind::While { condition: self.boxed(condition, depth)?, negated, body: self.option(body, depth)?.map(Box::new) })
    }

    fn when(&self, parsed: &Parsed, depth: usize) -> Option<Converted<When>> {
        let Parsed::When(when) = parsed else { return None };
        let patterns = self.nodes(&when.patterns, depth);
        let body = self.option(when.body.as_deref(), depth);
        Some(patterns.and_then(|patterns| body.map(|body| When { patterns, body })))
    }

    /// What `return a, b` gives: nothing, one value or an array.
    fn result(&self, arguments: Parts<'_>, depth: usize) -> Converted<Option<Box<Node>>> {
        Ok(match arguments {
            [] => None,
            [only] => Some(self.boxed(only, depth)?),
            [first, ..] => {
                let line = self.line(*first.expression());
                Some(Box::new(Node { kind: Kind::Array(self.nodes(arguments, depth)?), line }))
            }
        })
    }

    fn sequence(&self, statements: Parts<'_>, depth: usize) -> Converted<Kind> {
        match statements {
            [] => Ok(Kind::Nil),
            [only] => self.kind(only, self.deeper(only, depth)?),
            _ => Ok(Kind::Sequence(self.nodes(statements, depth)?)),
        }
    }

    fn deeper(&self, parsed: &Parsed, depth: usize) -> Converted<usize> {
        if depth > DEEPEST { Err(too_deep(self.line(*parsed.expression()))) } else { Ok(depth + 1) }
    }

    fn rescue(&self, parsed: &Parsed, depth: usize) -> Converted<Kind> {
        let mut rescue = Rescue { body: None, clauses: Vec::new(), otherwise: None, ensure: None };
        let mut inner = Some(parsed);
        if let Some(Parsed::Ensure(ensure)) = inner {
            rescue.ensure = self.option(ensure.ensure.as_deref(), depth)?;
            inner = ensure.body.as_deref();
        }
        if let Some(Parsed::Rescue(clauses)) = inner {
            rescue.otherwise = self.option(clauses.else_.as_deref(), depth)?;
            for clause in &clauses.rescue_bodies {
                rescue.clauses.extend(self.rescue_clause(clause, depth)?);
            }
            inner = clauses.body.as_deref();
        }
        rescue.body = self.option(inner, depth)?;
        Ok(Kind::Rescue(Box::new(rescue)))
    }

    fn rescue_clause(&self, parsed: &Parsed, depth: usize) -> Converted<Option<RescueClause>> {
        let Parsed::RescueBody(clause) = parsed else { return Ok(None) };
        let classes = match clause.exc_list.as_deref() {
            Some(Parsed::Array(list)) => self.nodes(&list.elements, depth)?,
            Some(other) => vec![self.node(other, depth)?],
            None => Vec::new(),
        };
        let variable = clause.exc_var.as_deref().map(|variable| self.target(variable, depth)).transpose()?;
        Ok(Some(RescueClause { classes, variable, body: self.option(clause.body.as_deref(), depth)? }))
    }

    fn statement(&self, parsed: &Parsed, depth: usize) -> Converted<Option<Kind>> {
        Ok(Some(match parsed {
            Parsed::Lvasgn(a) => self.assign(parsed, a.value.as_deref(), depth)?,
            Parsed::Ivasgn(a) => self.assign(parsed, a.value.as_deref(), depth)?,
            Parsed::Casgn(a) => self.assign(parsed, a.value.as_deref(), depth)?,
            Parsed::IndexAsgn(a) => self.assign(parsed, a.value.as_deref(), depth)?,
            Parsed::Masgn(a) => self.assign(&a.lhs, Some(&a.rhs), depth)?,
            Parsed::OpAsgn(a) => self.update(&a.recv, &a.operator, &a.value, depth)?,
            Parsed::OrAsgn(a) => self.update(&a.recv, "||", &a.value, depth)?,
            Parsed::AndAsgn(a) => self.update(&a.recv, "&&", &a.value, depth)?,
            Parsed::Def(a) => self.define(&a.name, false, a.args.as_deref(), a.body.as_deref(), depth)?,
            Parsed::Defs(a) => self.define(&a.name, matches!(*a.definee, Parsed::Self_(_)), a.args.as_deref(), a.body.as_deref(), depth)?,
            Parsed::Class(a) => Kind::Module {
                name: constant(&a.name),
                parent: a.superclass.as_deref().map(constant),
                body: self.option_boxed(&a.body, depth)?,
            },
            Parsed::Module(a) => Kind::Module { name: constant(&a.name), parent: None, body: self.option_boxed(&a.body, depth)? },
            Parsed::Defined(a) => Kind::Defined(self.boxed(&a.value, depth)?),
            _ => return Ok(None),
        }))
    }

    fn assign(&self, target: &Parsed, value: Option<&Parsed>, depth: usize) -> Converted<Kind> {
        let Some(value) = value else { return Ok(Kind::Outside("an assignment without a value")) };
        Ok(Kind::Assign { target: Box::new(self.target(target, depth)?), value: self.boxed(value, depth)? })
    }

    fn update(&self, target: &Parsed, operator: &str, value: &Parsed, depth: usize) -> Converted<Kind> {
        let target = Box::new(self.target(target, depth)?);
        Ok(Kind::Update { target, operator: operator.trim_end_matches('=').into(), value: self.boxed(value, depth)? })
    }

    fn target(&self, parsed: &Parsed, depth: usize) -> Converted<Target> {
        let deeper = self.deeper(parsed, depth)?;
        Ok(match parsed {
            Parsed::Lvasgn(a) => Target::Local(a.name.as_str().into()),
            Parsed::Lvar(a) => Target::Local(a.name.as_str().into()),
            Parsed::Ivasgn(a) => Target::Instance(a.name.trim_start_matches('@').into()),
            Parsed::Ivar(a) => Target::Instance(a.name.trim_start_matches('@').into()),
            Parsed::Casgn(a) => Target::Constant(a.name.as_str().into()),
            Parsed::IndexAsgn(a) => Target::Index { receiver: self.node(&a.recv, deeper)?, arguments: self.nodes(&a.indexes, deeper)? },
            Parsed::Index(a) => Target::Index { receiver: self.node(&a.recv, deeper)?, arguments: self.nodes(&a.indexes, deeper)? },
            Parsed::Send(a) => self.attribute(a.recv.as_deref(), &a.method_name, false, deeper)?,
            Parsed::CSend(a) => self.attribute(Some(&a.recv), &a.method_name, true, deeper)?,
            Parsed::Mlhs(a) => Target::Many(a.items.iter().map(|item| self.target(item, deeper)).collect::<Converted<_>>()?),
            Parsed::Splat(a) => Target::Rest(a.value.as_deref().map(|rest| self.target(rest, deeper)).transpose()?.map(Box::new)),
            _ => Target::Outside("this kind of assignment"),
        })
    }

    fn attribute(&self, receiver: Option<&Parsed>, name: &str, safe: bool, depth: usize) -> Converted<Target> {
        let Some(receiver) = receiver else { return Ok(Target::Outside("an assignment to a method of self")) };
        Ok(Target::Attribute { receiver: self.node(receiver, depth)?, name: name.trim_end_matches('=').into(), safe })
    }

    fn define(&self, name: &str, on_self: bool, parameters: Option<&Parsed>, body: Option<&Parsed>, depth: usize) -> Converted<Kind> {
        let parameters = self.parameters(parameters, depth)?;
        let body = Arc::new(self.option(body, depth)?);
        Ok(Kind::Define(Box::new(Definition { name: name.into(), on_self, parameters, body, is_foreign: false })))
    }

    fn parameters(&self, parsed: Option<&Parsed>, depth: usize) -> Converted<Vec<Parameter>> {
        let Some(Parsed::Args(list)) = parsed else { return Ok(Vec::new()) };
        list.args.iter().map(|parameter| self.parameter(parameter, depth)).collect()
    }

    fn parameter(&self, parsed: &Parsed, depth: usize) -> Converted<Parameter> {
        let deeper = self.deeper(parsed, depth)?;
        let name = |name: &Option<String>| name.as_deref().map(EcoString::from);
        Ok(match parsed {
            Parsed::Arg(a) => Parameter::Required(a.name.as_str().into()),
            Parsed::Optarg(a) => Parameter::Optional(a.name.as_str().into(), self.node(&a.default, deeper)?),
            Parsed::Restarg(a) => Parameter::Rest(name(&a.name)),
            Parsed::Kwarg(a) => Parameter::Keyword(a.name.as_str().into(), None),
            Parsed::Kwoptarg(a) => Parameter::Keyword(a.name.as_str().into(), Some(self.node(&a.default, deeper)?)),
            Parsed::Kwrestarg(a) => Parameter::KeywordRest(name(&a.name)),
            Parsed::Blockarg(a) => Parameter::Block(name(&a.name)),
            Parsed::Shadowarg(a) => Parameter::Optional(a.name.as_str().into(), Node { kind: Kind::Nil, line: 0 }),
            // `|x|` alone: it is one parameter, in brackets it takes an array apart.
            Parsed::Procarg0(a) => match a.args.as_slice() {
                [only] if a.begin_l.is_none() => self.parameter(only, deeper)?,
                items => Parameter::Many(items.iter().map(|item| self.parameter(item, deeper)).collect::<Converted<_>>()?),
            },
            Parsed::Mlhs(a) => Parameter::Many(a.items.iter().map(|item| self.parameter(item, deeper)).collect::<Converted<_>>()?),
            _ => Parameter::Rest(None),
        })
    }

    fn call(&self, parsed: &Parsed, depth: usize) -> Converted<Kind> {
        Ok(match parsed {
            Parsed::Send(a) => self.send(a.recv.as_deref(), &a.method_name, &a.args, false, depth)?,
            Parsed::CSend(a) => self.send(Some(&a.recv), &a.method_name, &a.args, true, depth)?,
            Parsed::Index(a) => self.send(Some(&a.recv), "[]", &a.indexes, false, depth)?,
            Parsed::MatchWithLvasgn(a) => {
                let value = self.node(&a.value, depth)?;
                let mut kind = self.send(Some(&a.re), "=~", &[], false, depth)?;
                if let Kind::Call(call) = &mut kind {
                    call.arguments.push(value);
                }
                kind
            }
            Parsed::Splat(a) => match a.value.as_deref() {
                Some(value) => Kind::Splat(self.boxed(value, depth)?),
                None => Kind::Outside("an anonymous splat"),
            },
            Parsed::BlockPass(a) => Kind::BlockPass(self.option_boxed(&a.value, depth)?),
            Parsed::Block(a) => {
                let parameters = self.parameters(a.args.as_deref(), depth)?;
                self.with_block(&a.call, parameters, a.body.as_deref(), depth)?
            }
            Parsed::Numblock(a) => {
                let parameters = (1..=a.numargs).map(|number| Parameter::Required(format!("_{number}").into())).collect();
                self.with_block(&a.call, parameters, Some(&a.body), depth)?
            }
            other => Kind::Outside(outside(other)),
        })
    }

    fn send(&self, receiver: Option<&Parsed>, name: &str, arguments: Parts<'_>, safe: bool, depth: usize) -> Converted<Kind> {
        let receiver = self.option(receiver, depth)?;
        let arguments = self.nodes(arguments, depth)?;
        Ok(Kind::Call(Box::new(Call { receiver, name: name.into(), arguments, safe, block: None })))
    }

    fn with_block(&self, call: &Parsed, parameters: Vec<Parameter>, body: Option<&Parsed>, depth: usize) -> Converted<Kind> {
        let body = Arc::new(self.option(body, depth)?);
        if matches!(call, Parsed::Lambda(_)) {
            return Ok(Kind::Lambda(Box::new(Lambda { parameters, body, strict: true })));
        }
        let line = self.line(*call.expression());
        match self.node(call, depth)?.kind {
            Kind::Call(mut call) if call.receiver.is_none() && matches!(call.name.as_str(), "lambda" | "proc") => {
                let strict = call.name == "lambda";
                call.arguments.clear();
                Ok(Kind::Lambda(Box::new(Lambda { parameters, body, strict })))
            }
            Kind::Call(mut call) => {
                call.block = Some(Lambda { parameters, body, strict: false });
                Ok(Kind::Call(call))
            }
            Kind::Next(Some(inner)) => Ok(Kind::Next(Some(Box::new(attach(*inner, parameters, body, line))))),
            Kind::Return(Some(inner)) => Ok(Kind::Return(Some(Box::new(attach(*inner, parameters, body, line))))),
            _ => Ok(Kind::Outside("a block at this place")),
        }
    }
}

/// `return x.map do … end`: the block belongs to the call.
fn attach(node: Node, parameters: Vec<Parameter>, body: Arc<Option<Node>>, line: u32) -> Node {
    match node.kind {
        Kind::Call(mut call) => {
            call.block = Some(Lambda { parameters, body, strict: false });
            Node { kind: Kind::Call(call), line }
        }
        _ => Node { kind: Kind::Outside("a block at this place"), line },
    }
}

/// An integer literal with its base and underscores.
fn integer(text: &str) -> Kind {
    let text = text.replace('_', "").to_ascii_lowercase();
    let (negative, digits) = text.strip_prefix('-').map_or((false, text.as_str()), |digits| (true, digits));
    let parsed = match digits.as_bytes() {
        [b'0', b'x', ..] => i64::from_str_radix(digits.get(2..).unwrap_or(""), 16),
        [b'0', b'b', ..] => i64::from_str_radix(digits.get(2..).unwrap_or(""), 2),
        [b'0', b'o', ..] => i64::from_str_radix(digits.get(2..).unwrap_or(""), 8),
        [b'0', b'd', ..] => digits.get(2..).unwrap_or("").parse(),
        [b'0', _, ..] => i64::from_str_radix(digits, 8),
        _ => digits.parse(),
    };
    match parsed {
        Ok(number) => Kind::Integer(if negative { -number } else { number }),
        Err(_) => Kind::Outside("an integer beyond 64 bits"),
    }
}

fn options(parsed: Option<&Parsed>) -> EcoString {
    match parsed {
        Some(Parsed::RegOpt(options)) => options.options.as_deref().unwrap_or("").into(),
        _ => EcoString::new(),
    }
}

/// `Puppet::Type` as one name; anything that is no constant is empty.
fn constant(parsed: &Parsed) -> EcoString {
    let mut segments = Vec::new();
    let mut current = Some(parsed);
    while let Some(Parsed::Const(part)) = current {
        segments.push(part.name.as_str());
        current = part.scope.as_deref();
    }
    segments.reverse();
    segments.join("::").into()
}

fn outside(parsed: &Parsed) -> &'static str {
    match parsed {
        Parsed::Cvar(_) | Parsed::Cvasgn(_) => "a class variable (@@x)",
        Parsed::Gvasgn(_) => "an assignment to a global variable",
        Parsed::Xstr(_) | Parsed::XHeredoc(_) => "a shell command in back-ticks",
        Parsed::SClass(_) => "class << self",
        Parsed::CaseMatch(_) | Parsed::MatchPattern(_) | Parsed::MatchPatternP(_) => "pattern matching (case … in)",
        Parsed::Complex(_) | Parsed::Rational(_) => "a complex or rational number",
        Parsed::WhilePost(_) | Parsed::UntilPost(_) => "begin … end while",
        Parsed::File(_) => "__FILE__",
        Parsed::Line(_) => "__LINE__",
        Parsed::Encoding(_) => "__ENCODING__",
        Parsed::Redo(_) => "redo",
        Parsed::Retry(_) => "retry",
        Parsed::Alias(_) => "alias",
        Parsed::Undef(_) => "undef",
        Parsed::BackRef(_) => "a back reference ($&)",
        Parsed::IFlipFlop(_) | Parsed::EFlipFlop(_) => "a flip-flop",
        Parsed::EmptyElse(_) => "an empty else",
        _ => "this construct",
    }
}
