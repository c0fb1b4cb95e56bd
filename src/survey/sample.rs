//! Values for parameters that must be given, as far as the text of their type tells one.

/// Openings of types, and values; `NAME` is the parameter's name.
const VALUES: &[(&str, &str)] = &[
    ("Stdlib::Absolutepath", "'/tmp/NAME'"),
    ("Stdlib::Unixpath", "'/tmp/NAME'"),
    ("Stdlib::HTTP", "'https://example.org/NAME'"),
    ("Stdlib::Host", "'host.example.org'"),
    ("Stdlib::Fqdn", "'host.example.org'"),
    ("Stdlib::IP", "'10.0.0.2'"),
    ("Stdlib::Port", "8080"),
    ("Integer", "1"),
    ("Numeric", "1"),
    ("Float", "1.0"),
    ("Boolean", "true"),
    ("Array", "['NAME']"),
    ("Hash", "{}"),
    ("Struct", "{}"),
    ("Sensitive", "Sensitive('NAME')"),
];

/// Puppet code for a value of a type (its text; empty where there is none).
pub(super) fn value(data_type: &str, name: &str) -> String {
    let inner = |opening: &str| data_type.strip_prefix(opening);
    if let Some(options) = inner("Enum[") {
        return options.split([',', ']']).next().unwrap_or("''").trim().to_string();
    }
    if let Some(least) =
        inner("Integer[").and_then(|rest| rest.split([',', ']']).next()).filter(|least| least.trim().parse::<i64>().is_ok())
    {
        return least.trim().to_string();
    }
    if let Some(first) = inner("Variant[").or_else(|| inner("Optional[")) {
        return value(first.trim_start(), name);
    }
    let found = VALUES.iter().find(|(opening, _)| data_type.starts_with(opening));
    found.map_or("'NAME'", |(_, value)| value).replace("NAME", name)
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn values_go_with_types() {
        assert_eq!(value("", "x"), "'x'");
        assert_eq!(value("String[1]", "x"), "'x'");
        assert_eq!(value("Variant[Stdlib::Absolutepath, Undef]", "dir"), "'/tmp/dir'");
        assert_eq!(value("Enum['a', 'b']", "x"), "'a'");
        assert_eq!(value("Integer[5, 9]", "x"), "5");
        assert_eq!(value("Optional[Array[String]]", "x"), "['x']");
    }
}
