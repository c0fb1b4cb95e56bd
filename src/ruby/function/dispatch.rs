//! `dispatch :method do param 'Type', :name … end`: one way to call a function, as a signature in Puppet's words.

use crate::ruby::tree::{Call, Definition, Kind, Node, Parameter};
use crate::value::EcoString;

/// A method of a function and the arguments that it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispatch {
    pub method: EcoString,
    /// `Callable[String $name, Integer $count, 1, 2, Callable]`
    pub signature: String,
    /// The type of what it returns.
    pub returns: Option<EcoString>,
    /// Whether the calling scope goes before the arguments.
    pub wants_scope: bool,
}

#[derive(Default)]
struct Reader {
    parameters: Vec<String>,
    required: usize,
    is_open: bool,
    block: Option<String>,
    returns: Option<EcoString>,
    wants_scope: bool,
}

impl Dispatch {
    /// Reads the call `dispatch`; `None` where the method's name is computed.
    pub(super) fn read(call: &Call) -> Option<Self> {
        let method = call.arguments.first()?.literal()?.clone();
        let mut reader = Reader::default();
        let body = call.block.as_ref().and_then(|block| block.body.as_ref().as_ref());
        for statement in body.map(Node::statements).unwrap_or_default() {
            if let Kind::Call(call) = &statement.kind {
                reader.call(call);
            }
        }
        Some(reader.finish(method))
    }

    /// What a method takes by its own parameters: anything.
    pub(super) fn of_method(definition: &Definition) -> Self {
        let mut reader = Reader::default();
        for parameter in &definition.parameters {
            match parameter {
                Parameter::Required(name) => reader.parameter("Any", name, true),
                Parameter::Optional(name, _) => reader.parameter("Any", name, false),
                Parameter::Rest(name) => {
                    reader.parameter("Any", name.as_deref().unwrap_or("rest"), false);
                    reader.is_open = true;
                }
                Parameter::Block(_) => reader.block = Some("Optional[Callable] $block".to_string()),
                Parameter::Many(_) | Parameter::Keyword(..) | Parameter::KeywordRest(_) => {}
            }
        }
        reader.finish(definition.name.clone())
    }
}

impl Reader {
    fn call(&mut self, call: &Call) {
        let text = |index: usize| call.arguments.get(index).and_then(Node::literal).map(EcoString::as_str);
        let data_type = text(0).unwrap_or("Any");
        let name = text(1).unwrap_or("");
        match call.name.as_str() {
            "param" | "required_param" => self.parameter(data_type, name, true),
            "optional_param" => self.parameter(data_type, name, false),
            "repeated_param" | "optional_repeated_param" => {
                self.parameter(data_type, name, false);
                self.is_open = true;
            }
            "required_repeated_param" => {
                self.parameter(data_type, name, true);
                self.is_open = true;
            }
            "block_param" | "required_block_param" => self.block = Some(block_parameter(call, false)),
            "optional_block_param" => self.block = Some(block_parameter(call, true)),
            "return_type" => self.returns = Some(data_type.into()),
            "scope_param" => self.wants_scope = true,
            _ => {}
        }
    }

    fn parameter(&mut self, data_type: &str, name: &str, required: bool) {
        self.parameters.push(format!("{data_type} ${name}"));
        self.required += usize::from(required);
    }

    fn finish(self, method: EcoString) -> Dispatch {
        let Reader { mut parameters, required, is_open, block, returns, wants_scope } = self;
        let most = if is_open { "default".to_string() } else { parameters.len().to_string() };
        parameters.extend([required.to_string(), most]);
        parameters.extend(block);
        Dispatch { method, signature: format!("Callable[{}]", parameters.join(", ")), returns, wants_scope }
    }
}

/// `block_param 'Callable[1]', :name`; each may be left out: it is any block, named `block`.
fn block_parameter(call: &Call, is_optional: bool) -> String {
    let (mut data_type, mut block) = ("Callable", "block");
    for argument in &call.arguments {
        match &argument.kind {
            Kind::String(text) => data_type = text,
            Kind::Symbol(name) => block = name,
            _ => {}
        }
    }
    if is_optional { format!("Optional[{data_type}] ${block}") } else { format!("{data_type} ${block}") }
}
