//! `SemVer('1.2.3')`, `SemVerRange('>=1.0.0')`.

use super::constructor::{Constructor, Way};
use super::{failed, named, rich};
use crate::datatype::TypeError;
use crate::value::version::Version;
use crate::value::version_range::Range;
use crate::value::{Rich, Value, format};

pub(super) static VERSION: Constructor = Constructor {
    of: "SemVer",
    name: "new_Version",
    types: &[
        ("PositiveInteger", "Integer[0,default]"),
        ("SemVerQualifier", r"Pattern[/\A(?<part>[0-9A-Za-z-]+)(?:\.\g<part>)*\Z/]"),
        (
            "SemVerPattern",
            r"Pattern[/\A(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?\Z/]",
        ),
        (
            "SemVerHash",
            "Struct[{major=>PositiveInteger,minor=>PositiveInteger,patch=>PositiveInteger,Optional[prerelease]=>SemVerQualifier,Optional[build]=>SemVerQualifier}]",
        ),
    ],
    ways: &[
        Way {
            signature: "Callable[SemVerPattern $str]",
            make: |arguments| parsed(arguments.first().and_then(Value::as_str).unwrap_or("")),
        },
        Way {
            signature: "Callable[PositiveInteger $major, PositiveInteger $minor, PositiveInteger $patch, SemVerQualifier $prerelease, \
                        SemVerQualifier $build, 3, 5]",
            make: |arguments| composed(&|index, _| arguments.get(index)),
        },
        Way { signature: "Callable[SemVerHash $hash_args]", make: |arguments| composed(&|_, name| named(arguments, name)) },
    ],
    mismatches: &[("Callable[String $str]", |arguments| {
        let text = arguments.first().and_then(Value::as_str).unwrap_or("");
        Ok(format!("The string '{text}' cannot be converted to a SemVer"))
    })],
};

pub(super) static RANGE: Constructor = Constructor {
    of: "SemVerRange",
    name: "new_VersionRange",
    types: &[
        ("SemVerRangeString", "String[1]"),
        ("SemVerRangeHash", "Struct[{min=>Variant[Default,SemVer],Optional[max]=>Variant[Default,SemVer],Optional[exclude_max]=>Boolean}]"),
    ],
    ways: &[
        Way {
            signature: "Callable[SemVerRangeString $str]",
            make: |arguments| range(arguments.first().and_then(Value::as_str).unwrap_or("")),
        },
        Way {
            signature: "Callable[Variant[Default,SemVer] $min, Variant[Default,SemVer] $max, Boolean $exclude_max, 2, 3]",
            make: |arguments| between(arguments.first(), arguments.get(1), arguments.get(2)),
        },
        Way {
            signature: "Callable[SemVerRangeHash $hash_args]",
            make: |arguments| between(named(arguments, "min"), named(arguments, "max"), named(arguments, "exclude_max")),
        },
    ],
    mismatches: &[],
};

fn parsed(text: &str) -> Result<Value, TypeError> {
    match Version::parse(text) {
        Some(_) => Ok(rich(Rich::SemVer(text.into()))),
        None if has_leading_zeros(text) => Err(failed("Numeric pre-release identifiers MUST NOT contain leading zeroes")),
        None => Err(failed(format!("Unable to parse '{text}' as a semantic version identifier"))),
    }
}

/// Whether a number in the pre-release has zeros before it.
fn has_leading_zeros(text: &str) -> bool {
    let prerelease = text.split('+').next().and_then(|version| version.split_once('-')).map_or("", |(_, prerelease)| prerelease);
    prerelease.split('.').any(|part| part.len() > 1 && part.starts_with('0') && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn composed<'a>(part: &dyn Fn(usize, &str) -> Option<&'a Value>) -> Result<Value, TypeError> {
    let text = |index, name| part(index, name).map(format::interpolated).unwrap_or_default();
    let marked = |mark: &str, text: crate::value::EcoString| if text.is_empty() { String::new() } else { format!("{mark}{text}") };
    let numbers = [text(0, "major"), text(1, "minor"), text(2, "patch")].join(".");
    parsed(&format!("{numbers}{}{}", marked("-", text(3, "prerelease")), marked("+", text(4, "build"))))
}

fn range(text: &str) -> Result<Value, TypeError> {
    match Range::parse(text) {
        Some(range) => Ok(rich(Rich::SemVerRange(range))),
        None => Err(failed(format!("Unparsable version range: \"{text}\""))),
    }
}

/// From one version to another, both inclusive unless said otherwise.
fn between(min: Option<&Value>, max: Option<&Value>, exclude_max: Option<&Value>) -> Result<Value, TypeError> {
    let version = |value: Option<&Value>| match value {
        Some(Value::Rich(version)) => Version::parse(&version.to_string()),
        _ => None,
    };
    let excludes = matches!(exclude_max, Some(Value::Boolean(true)));
    Ok(rich(Rich::SemVerRange(Range::between(version(min), version(max), excludes))))
}
