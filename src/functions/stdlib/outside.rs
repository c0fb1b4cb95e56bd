//! `validate_cmd`, `validate_x509_rsa_key_pair`, and `validate_augeas` and `pry`, which need what is not here: as a Puppet without
//! Augeas and pry, they say so.

use crate::crypto::{Certificate, is_signed_by, public_key};
use crate::evaluate::function::{Call, Context, Evaluated, Interrupt};
use crate::functions::definition::{Definition, failure, ruby_string, untyped};
use crate::value::{Regex, Value, format, printf};
use std::ops::RangeInclusive;
use std::sync::LazyLock;

pub(in crate::functions) static FUNCTIONS: &[Definition] = &[
    untyped("validate_cmd", validate_cmd),
    untyped("validate_x509_rsa_key_pair", |call, _| validate_key_pair(call)),
    untyped("validate_augeas", |_, _| {
        let guide = "See http://docs.puppetlabs.com/guides/augeas.html#pre-requisites for how to activate it.";
        Err(failure(format!("validate_augeas(): this function requires the augeas feature. {guide}")))
    }),
    untyped("pry", |_, _| Err(failure("pry(): Requires the 'pry' rubygem to use, but it was not found"))),
];

static PLACE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\s%(\s|$)").ok());

fn expect(call: &Call<'_>, name: &str, count: RangeInclusive<usize>, told: &str) -> Result<(), Interrupt> {
    match call.arguments.len() {
        given if count.contains(&given) => Ok(()),
        given => Err(failure(format!("{name}(): wrong number of arguments ({given}; must be {told})"))),
    }
}

/// A text must please a command, which gets it as a file in the place of `%`, or behind its arguments.
fn validate_cmd(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    expect(call, "validate_cmd", 2..=3, "2 or 3")?;
    let shown = printf::inspected(call.argument(1));
    let message = match call.arguments.get(2) {
        Some(message) => format::interpolated(message).to_string(),
        None => format!("validate_cmd(): failed to validate content with command {shown}"),
    };
    let Value::String(command) = call.argument(1) else {
        let class = crate::functions::definition::class_name(call.argument(1));
        return Err(failure(format!("{message}\nTypeError no implicit conversion of {class} into String")));
    };
    let command_line = |path: &str| match PLACE.as_ref().is_some_and(|place| place.is_match(command)) {
        true => command.as_str().replace('%', path),
        false => format!("{command} {path}"),
    };
    let text = format::interpolated(call.argument(0).unwrapped());
    match context.world().try_text(&text, &command_line) {
        Ok(()) => Ok(Value::Undef),
        Err(cause) => Err(failure(format!("{message}\n{cause}"))),
    }
}

/// The certificate must have been signed with the key.
fn validate_key_pair(call: &Call<'_>) -> Evaluated {
    expect(call, "validate_x509_rsa_key_pair", 2..=2, "2")?;
    if let Some(other) = call.arguments.iter().find(|argument| !matches!(argument, Value::String(_))) {
        return Err(failure(format!("{} is not a string.", printf::inspected(other))));
    }
    let certificate = Certificate::read(&ruby_string(call.argument(0))?);
    let certificate = certificate.map_err(|cause| failure(format!("Not a valid x509 certificate: {cause}")))?;
    let key = public_key(&ruby_string(call.argument(1))?);
    let key = key.ok_or_else(|| failure("Not a valid RSA key: Neither PUB key nor PRIV key: unsupported"))?;
    match is_signed_by(&certificate, &key) {
        true => Ok(Value::Undef),
        false => Err(failure("Certificate signature does not match supplied key")),
    }
}
