//! A function is called with arguments that it takes.
//!
//! ## Why
//! Puppet refuses to compile it. Functions in Puppet's language are judged and those of the program itself; of functions that modules
//! bring in Ruby nothing is said.
//!
//! ## Example
//! ```puppet
//! notice(toolbox::double('two'))
//! ```
//!
//! ## Use instead
//! ```puppet
//! notice(toolbox::double(2))
//! ```

use super::{File, Findings, Modules, Node, NodeId, Rule, Span, are_disjoint, called, infer, may_be_object, takes_all};
use crate::datatype::{Parameters, describe_signatures};
use crate::value::qualified::is_qualified;
use crate::value::{Type, Value};
use rpuppet_syntax::ast::UnaryOperator;

pub const RULE: Rule = Rule::sense(look).fatal();

fn look(file: &File, modules: &Modules, found: &mut Findings) {
    let ast = file.ast;
    for id in ast.ids() {
        let (Node::Call { function, arguments, .. } | Node::MethodCall { function, arguments, .. }) = ast.node(id) else { continue };
        let arguments = ast.items(arguments);
        if arguments.iter().any(|id| matches!(ast.node(*id), Node::Unary(UnaryOperator::Unfold, _))) {
            continue;
        }
        let Some((name, span)) = called(ast, function) else { continue };
        let Some(signatures) = modules.signatures(&name) else { continue };
        let receiver = match ast.node(function) {
            Node::NamedAccess(left, _) => Some(left),
            _ => None,
        };
        let arguments: Vec<NodeId> = receiver.into_iter().chain(arguments.iter().copied()).collect();
        let mismatches = Call { file, modules, name: &name, span }.mismatches(&signatures, &arguments);
        // objects have methods of their own
        let is_function = |left| is_qualified(&name) || infer::type_of(file, modules, left).is_some_and(|left| !may_be_object(&left));
        if !mismatches.is_empty() && receiver.is_none_or(is_function) {
            for (span, text) in mismatches {
                found.at(span, text);
            }
        }
    }
}

struct Call<'a> {
    file: &'a File<'a>,
    modules: &'a Modules,
    name: &'a str,
    span: Span,
}

impl Call<'_> {
    /// What is wrong, with its place.
    fn mismatches(&self, signatures: &[Parameters], arguments: &[NodeId]) -> Vec<(Span, String)> {
        let takes = |signature: &&Parameters| {
            let (size, count) = (&signature.signature.size, arguments.len() as u64);
            size.from <= count && size.to.is_none_or(|to| count <= to)
        };
        let fitting: Vec<&Parameters> = signatures.iter().filter(takes).collect();
        if fitting.is_empty() {
            // the count alone is judged: any values will do
            let values = vec![Value::Undef; arguments.len()];
            let text = describe_signatures(self.name, &signatures.iter().collect::<Vec<_>>(), &values, None);
            return vec![(self.span, infer::one_line(&text))];
        }
        let each = arguments.iter().enumerate();
        let mismatch = |(index, id): (usize, &NodeId)| Some((self.file.ast.span(*id), self.mismatch(&fitting, index, *id)?));
        each.filter_map(mismatch).collect()
    }

    /// What is wrong with an argument that no signature takes.
    fn mismatch(&self, signatures: &[&Parameters], index: usize, argument: NodeId) -> Option<String> {
        let wanted = signatures.iter().map(|signature| signature.parameter(index)).collect::<Option<Vec<&Type>>>()?;
        if wanted.iter().any(|wanted| takes_all(wanted)) {
            return None;
        }
        let given = infer::type_of(self.file, self.modules, argument)?;
        if !wanted.iter().all(|wanted| are_disjoint(wanted, &given)) {
            return None;
        }
        let wanted = match wanted.as_slice() {
            [only] => (*only).clone(),
            several => Type::Variant(several.iter().map(|wanted| (*wanted).clone()).collect()),
        };
        let parameter = signatures.first().map(|signature| signature.name(index)).unwrap_or_default();
        Some(infer::mismatch(self.file, &format!("'{}' parameter '{parameter}'", self.name), &wanted, &given, argument))
    }
}
