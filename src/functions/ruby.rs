//! Functions that modules write in Ruby, as the evaluator calls them: arguments are held to the dispatches, the small Ruby runs the
//! method, and what the method asks for is Puppet's.

use super::definition::{check_arity, failure, legacy};
use crate::datatype::{Parameters, describe_mismatch, describe_signatures};
use crate::diagnostic::{Diagnostic, Level};
use crate::evaluate::function::{Block, Call, Context, Evaluated, Interrupt, ModuleFunction, ModuleFunctions};
use crate::ruby::function::{Dispatch, Form, FunctionError, Legacy, Modern, Outcome, RubyFunction};
use crate::ruby::functions::RubyFunctions;
use crate::ruby::{Host, Refusal, RubyError};
use crate::value::data_type::Signature;
use crate::value::{EcoString, Value};
use crate::world::World;
use std::sync::Arc;

/// The functions in Ruby of an environment's modules.
pub struct OfModules<'a> {
    files: RubyFunctions<'a>,
}

impl<'a> OfModules<'a> {
    pub fn new(files: RubyFunctions<'a>) -> Self {
        OfModules { files }
    }
}

impl ModuleFunctions for OfModules<'_> {
    fn find(&self, name: &str) -> Result<Option<Box<dyn ModuleFunction>>, Interrupt> {
        let found = self.files.find(name).map_err(|(path, error)| unusable(&path, &error))?;
        Ok(found.map(|function| Box::new(Found { name: name.into(), function }) as Box<dyn ModuleFunction>))
    }

    fn names(&self) -> Vec<EcoString> {
        self.files.names()
    }
}

fn unusable(path: &str, error: &FunctionError) -> Interrupt {
    match error {
        FunctionError::Syntax(error) => failure(format!("{path}:{}: {}", error.line, error.message)),
        FunctionError::NoFunction(name) => failure(format!("The code loaded from {path} does not seem to be a function '{name}'")),
        FunctionError::OtherName { name, actual } => {
            failure(format!("The code loaded from {path} produced mis-matched name, expected '{name}', got {actual}"))
        }
    }
}

struct Found {
    name: EcoString,
    function: Arc<RubyFunction>,
}

impl ModuleFunction for Found {
    fn call(&self, call: &Call<'_>, block: Option<&Signature>, context: &mut dyn Context) -> Evaluated {
        match &self.function.form {
            Form::Modern(modern) => self.call_modern(modern, call, block, context),
            Form::Legacy(legacy) => self.call_legacy(legacy, call, context),
        }
    }
}

impl Found {
    fn call_legacy(&self, form: &Legacy, call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
        check_arity(&self.name, form.arity, call.arguments.len())?;
        let arguments: Vec<Value> = call.arguments.iter().map(legacy).collect();
        self.run(None, context, |host| self.function.call_legacy(&arguments, host))
    }

    fn call_modern(&self, form: &Modern, call: &Call<'_>, block: Option<&Signature>, context: &mut dyn Context) -> Evaluated {
        let signatures = parsed(&form.dispatches, form, context)?;
        let fits = |signature: &Parameters| signature.accepts(call.arguments, block);
        let fitting = form.dispatches.iter().zip(&signatures).find(|(_, signature)| fits(signature));
        let Some((dispatch, _)) = fitting else { return Err(self.refusal(form, &signatures, call, block, context)?) };
        let value = self.method(dispatch, call, context)?;
        check_returned(dispatch, value, context)
    }

    fn method(&self, dispatch: &Dispatch, call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
        self.run(call.block, context, |host| {
            self.function.call_method(&dispatch.method, dispatch.wants_scope, call.arguments, call.block.is_some(), host)
        })
    }

    /// What the function itself says of arguments that fit no dispatch, else the usual words.
    fn refusal(
        &self,
        form: &Modern,
        signatures: &[Parameters],
        call: &Call<'_>,
        block: Option<&Signature>,
        context: &mut dyn Context,
    ) -> Result<Interrupt, Interrupt> {
        let mismatches = parsed(&form.mismatches, form, context)?;
        let own = form.mismatches.iter().zip(&mismatches).find(|(_, signature)| signature.accepts(call.arguments, block));
        let message = match own {
            Some((dispatch, _)) => {
                let said = self.method(dispatch, call, context)?;
                format!("'{}' {}", self.name, said.as_str().unwrap_or(""))
            }
            None => describe_signatures(&self.name, &signatures.iter().collect::<Vec<_>>(), call.arguments, block),
        };
        Ok(Interrupt::failure("ILLEGAL_ARGUMENTS", message))
    }

    /// Runs the function's Ruby; what Puppet functions and lambdas inside of it failed with stays what it was.
    fn run(&self, block: Option<&Block>, context: &mut dyn Context, work: impl FnOnce(&mut dyn Host) -> Outcome) -> Evaluated {
        let mut host = Outside { context, block, stopped: None };
        let outcome = work(&mut host);
        let stopped = host.stopped.take();
        outcome.map_err(|error| match stopped {
            Some((told, interrupt)) if told.as_ref().is_none_or(|told| *told == error.message) => interrupt,
            _ => self.failed(&error),
        })
    }

    fn failed(&self, error: &RubyError) -> Interrupt {
        if !error.is_outside() {
            return failure(error.message.clone());
        }
        let message = format!("the function '{}' needs more than the Ruby that there is here: {}", self.name, error.message);
        let place = format!("{}:{}", self.function.path, error.line);
        let help = format!("{place}: write the function in the Puppet language, or give what it computes as a parameter or fact");
        Diagnostic::error("RUBY_OUTSIDE", message).with_help(help).into()
    }
}

fn parsed(dispatches: &[Dispatch], form: &Modern, context: &mut dyn Context) -> Result<Vec<Parameters>, Interrupt> {
    dispatches.iter().map(|dispatch| context.parse_signature(&dispatch.signature, &form.local_types)).collect()
}

fn check_returned(dispatch: &Dispatch, value: Value, context: &mut dyn Context) -> Evaluated {
    let Some(text) = &dispatch.returns else { return Ok(value) };
    let expected = context.parse_type(text)?;
    if context.is_instance(&expected, &value) {
        return Ok(value);
    }
    let subject = format!("value returned from function '{}' has wrong type,", dispatch.method);
    Err(Interrupt::failure("TYPE_MISMATCH", describe_mismatch(&subject, &expected, &value)))
}

/// What a running function may ask for.
struct Outside<'a> {
    context: &'a mut dyn Context,
    block: Option<&'a Block>,
    /// What a call of Puppet ended with; with the message that Ruby code was told and may have rescued.
    stopped: Option<(Option<String>, Interrupt)>,
}

impl Outside<'_> {
    fn told(&mut self, result: Evaluated) -> Result<Value, Refusal> {
        result.map_err(|interrupt| match interrupt {
            Interrupt::Failure(diagnostic) => {
                let message = diagnostic.message.to_string();
                self.stopped = Some((Some(message.clone()), Interrupt::Failure(diagnostic)));
                Refusal::Failed(message)
            }
            left => {
                self.stopped = Some((None, left));
                Refusal::Left
            }
        })
    }
}

impl Host for Outside<'_> {
    fn variable(&mut self, name: &str) -> Option<Value> {
        self.context.variable(name)
    }

    fn look_up(&mut self, name: &str) -> Result<Option<Value>, String> {
        self.context.look_up_variable(name)
    }

    fn variables(&mut self) -> Vec<(EcoString, Value)> {
        self.context.visible_variables()
    }

    fn resource_defaults(&mut self, type_name: &str) -> Vec<(EcoString, Value)> {
        self.context.resource_defaults(type_name)
    }

    fn call_function(&mut self, name: &str, arguments: &[Value]) -> Result<Value, Refusal> {
        let result = self.context.call_function(name, arguments, None);
        self.told(result)
    }

    fn call_block(&mut self, arguments: &[Value]) -> Result<Value, Refusal> {
        let Some(block) = self.block else { return Err(Refusal::Failed("no block given (yield)".to_string())) };
        let result = self.context.call_block(block, arguments);
        self.told(result)
    }

    fn log(&mut self, level: &str, message: &str) {
        if let Some(level) = Level::parse(level) {
            self.context.say(level, message);
        }
    }

    fn world(&self) -> Option<&dyn World> {
        Some(self.context.world())
    }
}
