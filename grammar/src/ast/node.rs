//! The kinds of nodes. Names are those of Puppet's own model (`lib/puppet/pops/model/ast.pp`), shortened where that reads better.

use super::{List, Name, NodeId};

/// One node; at most 32 bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Node {
    /// Nothing at all; also what [`super::Ast::node`] gives for `NodeId::NONE`.
    Nop,
    // literals
    Undef,
    Default,
    Boolean(bool),
    Integer {
        value: i64,
        radix: Radix,
    },
    Float(f64),
    /// A string without interpolation.
    String(Name),
    /// The regular expression's source, with `\/` already read as `/`.
    Regex(Name),
    /// A bare lower-case name, `::` allowed: `file`, `trove::api`.
    QualifiedName(Name),
    /// A capitalised name: `File`, `Trove::Api` (kept as written).
    QualifiedReference(Name),
    /// `$name`, without the `$`.
    Variable(Name),
    ReservedWord(Name),
    // strings in parts
    /// `"a ${b} c"`: `String` and `Text` nodes.
    Concat(List),
    /// `${expression}`.
    Text(NodeId),
    Heredoc {
        /// Empty where no syntax was given.
        syntax: Name,
        /// A `String` or a `Concat`.
        text: NodeId,
    },
    // collections
    Array(List),
    /// `KeyedEntry` nodes; `bare` where the braces were left out (`f(a => 1)`).
    Hash {
        entries: List,
        bare: bool,
    },
    KeyedEntry {
        key: NodeId,
        value: NodeId,
    },
    // operators
    Unary(UnaryOperator, NodeId),
    Binary(BinaryOperator, NodeId, NodeId),
    Parenthesized(NodeId),
    /// `left[keys]`.
    Access(NodeId, List),
    /// `left ? { … }`: `KeyedEntry` nodes as options.
    Selector(NodeId, List),
    Assignment(AssignOperator, NodeId, NodeId),
    Relationship(Arrow, NodeId, NodeId),
    // calls
    /// `name(args) |…| {…}`; `rvalue` is false for a statement call.
    Call {
        function: NodeId,
        arguments: List,
        lambda: NodeId,
        rvalue: bool,
    },
    /// `left.name(args) |…| {…}`; `function` is a `NamedAccess`.
    MethodCall {
        function: NodeId,
        arguments: List,
        lambda: NodeId,
    },
    /// `left.name`.
    NamedAccess(NodeId, Name),
    Lambda {
        parameters: List,
        return_type: NodeId,
        body: NodeId,
    },
    Parameter {
        data_type: NodeId,
        name: Name,
        default: NodeId,
        /// `*$rest`.
        captures_rest: bool,
    },
    // control flow
    If {
        test: NodeId,
        then: NodeId,
        otherwise: NodeId,
    },
    Unless {
        test: NodeId,
        then: NodeId,
        otherwise: NodeId,
    },
    /// `CaseOption` nodes.
    Case(NodeId, List),
    CaseOption {
        values: List,
        then: NodeId,
    },
    // resources
    Resource {
        type_name: NodeId,
        /// `ResourceBody` nodes.
        bodies: List,
        form: Form,
    },
    ResourceBody {
        title: NodeId,
        /// `Attribute` and `AttributeSplat` nodes.
        attributes: List,
    },
    ResourceDefaults {
        type_reference: NodeId,
        attributes: List,
        form: Form,
    },
    ResourceOverride {
        resources: NodeId,
        attributes: List,
        form: Form,
    },
    /// `name => value`, or `name +> value` where `append`.
    Attribute {
        name: Name,
        append: bool,
        value: NodeId,
    },
    /// `* => hash`.
    AttributeSplat(NodeId),
    /// `Type<| query |> { … }`.
    Collector {
        type_reference: NodeId,
        query: NodeId,
        attributes: List,
    },
    /// `<| … |>`, or `<<| … |>>` where `exported`.
    Query {
        exported: bool,
        expression: NodeId,
    },
    // definitions
    Class {
        name: Name,
        parameters: List,
        /// `Some` with the parent's name.
        parent: Option<Name>,
        body: NodeId,
    },
    Define {
        name: Name,
        parameters: List,
        body: NodeId,
    },
    NodeDefinition {
        /// `String`, `Concat`, `Regex`, `Default` nodes.
        matches: List,
        parent: NodeId,
        body: NodeId,
    },
    Function {
        name: Name,
        parameters: List,
        return_type: NodeId,
        body: NodeId,
    },
    TypeAlias {
        name: NodeId,
        data_type: NodeId,
    },
    /// `type A inherits B { … }`, which Puppet reads and then refuses.
    TypeDefinition {
        name: Name,
        parent: Option<Name>,
        body: NodeId,
    },
    /// Several statements; one statement stands for itself.
    Block(List),
    // EPP
    /// `<%= expression %>`.
    Render(NodeId),
    /// Literal text of a template.
    RenderString(Name),
    Epp {
        parameters: List,
        has_parameters: bool,
        /// An `EppBody`.
        body: NodeId,
    },
    EppBody(NodeId),
    /// Where a mistake was; the mistake itself is among the parse errors.
    Error,
}

impl Node {
    /// Whether it is of a kind that never has children.
    pub fn is_leaf(self) -> bool {
        use Node::*;
        let is_value = matches!(self, Nop | Undef | Default | Error | Boolean(_) | Integer { .. } | Float(_) | String(_) | Regex(_));
        is_value || matches!(self, QualifiedName(_) | QualifiedReference(_) | Variable(_) | ReservedWord(_) | RenderString(_))
    }
}

/// How an integer was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Radix {
    Decimal,
    Octal,
    Hexadecimal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOperator {
    Not,
    Minus,
    /// `*value`.
    Unfold,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOperator {
    In,
    Match,
    NotMatch,
    Multiply,
    Divide,
    Modulo,
    Add,
    Subtract,
    ShiftLeft,
    ShiftRight,
    NotEqual,
    Equal,
    GreaterEqual,
    Greater,
    Less,
    LessEqual,
    And,
    Or,
}

impl BinaryOperator {
    /// How strongly it binds. A selector, at 3, binds stronger than `and` alone.
    pub fn precedence(self) -> u8 {
        use BinaryOperator::*;
        match self {
            In => 10,
            Match | NotMatch => 9,
            Multiply | Divide | Modulo => 8,
            Add | Subtract => 7,
            ShiftLeft | ShiftRight => 6,
            NotEqual | Equal => 5,
            GreaterEqual | Greater | Less | LessEqual => 4,
            And => 2,
            Or => 1,
        }
    }

    /// As it is written.
    pub fn as_str(self) -> &'static str {
        use BinaryOperator::*;
        match self {
            In => "in",
            Match => "=~",
            NotMatch => "!~",
            Multiply => "*",
            Divide => "/",
            Modulo => "%",
            Add => "+",
            Subtract => "-",
            ShiftLeft => "<<",
            ShiftRight => ">>",
            NotEqual => "!=",
            Equal => "==",
            GreaterEqual => ">=",
            Greater => ">",
            Less => "<",
            LessEqual => "<=",
            And => "and",
            Or => "or",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssignOperator {
    Assign,
    Append,
    Delete,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrow {
    /// `->`
    Before,
    /// `~>`
    Notify,
    /// `<-`
    Require,
    /// `<~`
    Subscribe,
}

/// How a resource is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Regular,
    Virtual,
    Exported,
}
