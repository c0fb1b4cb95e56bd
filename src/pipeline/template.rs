//! Templates by themselves: rendered with values that somebody gives, or read only.

use super::{Message, Site, plain_message, with_inputs};
use crate::check;
use crate::diagnostic::{Diagnostic, Strictness};
use crate::evaluate::function::{Context, Evaluated, Interrupt};
use crate::evaluate::{compile_and_ask, read_template, syntax_diagnostic};
use crate::ruby::outside::{Known, of};
use crate::settings::Settings;
use crate::template::{TemplateError, TemplateFile, erb, tera};
use crate::value::{EcoString, Value, ValueHash, format};
use crate::world::World;
use rpuppet_syntax::{Kind, SourceFile};
use std::sync::Arc;

/// What a template is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Erb,
    Epp,
    Tera,
}

impl Engine {
    /// By the ending of a file's name: what is neither EPP nor tera is ERB.
    pub fn of(path: &str) -> Self {
        match path.rsplit('.').next() {
            Some("epp") => Engine::Epp,
            Some("tera") => Engine::Tera,
            _ => Engine::Erb,
        }
    }
}

/// A template's text, and its file where it has one.
#[derive(Clone, Debug)]
pub struct Template {
    pub engine: Engine,
    pub source: Arc<SourceFile>,
}

impl Template {
    /// Every mistake that reading it shows.
    pub fn check(&self, strict: Strictness) -> Vec<Diagnostic> {
        let of_engine = |error: TemplateError| vec![Diagnostic::error("TEMPLATE", error.to_string())];
        match self.engine {
            Engine::Epp => self.check_epp(strict),
            Engine::Tera => tera::check(self.file().as_ref(), self.source.text()).err().map(of_engine).unwrap_or_default(),
            Engine::Erb => match erb::check(self.source.text()) {
                Ok(program) => self.outside(&program),
                Err(error) => of_engine(TemplateError { file: self.file(), line: error.line, detail: error.message }),
            },
        }
    }

    fn check_epp(&self, strict: Strictness) -> Vec<Diagnostic> {
        let parsed = rpuppet_syntax::parse(self.source.clone(), Kind::Template);
        let mut found: Vec<Diagnostic> = parsed.errors.iter().map(|error| syntax_diagnostic(&self.source, error)).collect();
        if found.is_empty() {
            found = check::check(&parsed.ast, strict);
        }
        found
    }

    /// Ruby that can be read and not be run here.
    fn outside(&self, program: &crate::ruby::tree::Node) -> Vec<Diagnostic> {
        let name = self.source.path().unwrap_or("template");
        let told = |(line, what): (u32, String)| {
            let message = format!("{name}:{line}: {what} is outside of the Ruby that can be used here");
            Diagnostic::warning("RUBY_OUTSIDE", message)
        };
        of(program, &Known::NOTHING).into_iter().map(told).collect()
    }

    fn file(&self) -> Option<TemplateFile> {
        let path = self.source.path()?.to_string();
        Some(TemplateFile { name: path.clone(), path })
    }

    fn render(&self, values: &Value, context: &mut dyn Context) -> Evaluated {
        if self.engine == Engine::Epp {
            return context.evaluate_epp(&read_template("epp", self.source.clone())?, values);
        }
        let variables = values.as_hash().into_iter().flatten();
        let variables: Vec<(EcoString, Value)> = variables.map(|(name, value)| (format::interpolated(name), value.clone())).collect();
        let file = self.file().unwrap_or_else(|| TemplateFile { name: "inline".to_string(), path: ending(self.engine).to_string() });
        context.with_variables(variables, &mut |context| context.evaluate_template(Some(&file), self.source.text()))
    }
}

fn ending(engine: Engine) -> &'static str {
    match engine {
        Engine::Erb => "inline.erb",
        Engine::Epp => "inline.epp",
        Engine::Tera => "inline.tera",
    }
}

/// The values that a template is rendered with.
#[derive(Clone, Debug, Default)]
pub enum Given {
    #[default]
    Nothing,
    Hash(Value),
    /// Puppet code that gives a hash.
    Code(Arc<SourceFile>),
}

impl Given {
    fn evaluate(&self, context: &mut dyn Context) -> Evaluated {
        let value = match self {
            Given::Nothing => Value::hash(ValueHash::default()),
            Given::Hash(value) => value.clone(),
            Given::Code(source) => context.evaluate_code(source)?,
        };
        match value {
            Value::Hash(_) => Ok(value),
            _ => Err(Interrupt::failure("NOT_A_HASH", "the values of a template must be a hash")),
        }
    }
}

/// Renders a template in the site's top scope.
///
/// # Errors
/// What is wrong with the site, the values or the template.
pub fn render(
    template: &Template,
    values: &Given,
    site: &Site,
    settings: &Settings,
    world: &dyn World,
    log: &mut (dyn FnMut(Message) + Send),
) -> Result<String, Box<Diagnostic>> {
    with_inputs(site, settings, world, log, |inputs, logger| {
        let rendered = compile_and_ask(inputs, logger, &mut |context| {
            let values = values.evaluate(context)?;
            template.render(&values, context)
        });
        rendered.map(|text| format::interpolated(&text).to_string()).map_err(plain_message)
    })
}
