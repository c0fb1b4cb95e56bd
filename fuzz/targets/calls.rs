//! Every function and every type's `new` with hostile arguments: what is too much is an error.
//!
//! The first bytes choose the function, how many arguments it gets, and each argument; what is left over is the text of one of them.
#![no_main]

mod site;

use libfuzzer_sys::fuzz_target;
use rpuppet::evaluate::function::Functions;
use rpuppet::functions::Builtins;

/// Arguments, in the language. `TEXT` stands for what the input's end says.
const VALUES: &[&str] = &[
    "TEXT",
    "/TEXT/",
    "[TEXT]",
    "{ TEXT => TEXT }",
    "undef",
    "default",
    "true",
    "0",
    "1",
    "2",
    "-1",
    "3.5",
    "9223372036854775807",
    "(-9223372036854775807 - 1)",
    "1e308",
    "-1e-308",
    "(1e308 * 1e308)",
    "''",
    "'a'",
    "'é日\\u{1F600}'",
    "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'",
    "'(a+)+$'",
    "'%99999999d'",
    "'%s %d %x'",
    "'%Y-%m-%d %H:%M:%S.%N %z'",
    "'m/a.erb'",
    "'m/a.epp'",
    "'m::f'",
    "'10.0.0.0/8'",
    "'1.2.3-rc1'",
    "'99999999999999999999999999999'",
    "[]",
    "[1]",
    "[1, 'a', undef]",
    "['a', 'b', 'a']",
    "[[1, [2]], [3, [[4]]]]",
    "{}",
    "{ 'a' => 1 }",
    "{ 'a' => { 'b' => [1, 2] }, 'c' => undef }",
    "Integer[1, 1000000000000]",
    "Integer[-9223372036854775808, 9223372036854775807]",
    "Integer[1, 3]",
    "Enum['a', 'b']",
    "String[1, 2]",
    "Array[Integer]",
    "Struct[{ a => Integer, Optional[b] => String }]",
    "Notify['x']",
    "Class['m']",
    "Sensitive('a')",
    "Sensitive([1])",
    "Timestamp(0)",
    "Timestamp('9999-12-31')",
    "Timespan('999999-23:59:59')",
    "Binary('YWJj')",
    "SemVer('1.2.3')",
    "SemVerRange('>=1.0.0 <2.0.0')",
    "URI('http://a:b@c:1/d?e#f')",
    "Deferred('m::f', [1])",
    "Integer[1, 5].reverse_each",
    "Integer[1, 1000000000].step(7)",
    "range(1, 300)",
    "String.new(1, '%300d')",
    "[range(1, 30), range('a', 'z')]",
];

const BLOCKS: &[&str] = &[
    "",
    "",
    "|$x| { $x }",
    "|$x, $y| { [$x, $y] }",
    "|*$x| { $x }",
    "|| { 1 }",
    "|Integer $x, $y = 1| { $x + $y }",
    "|$x, $y| { \"${x}${y}\" }",
];

const TYPES: &[&str] = &[
    "Integer",
    "Float",
    "Numeric",
    "String",
    "Boolean",
    "Array",
    "Hash",
    "Struct",
    "Tuple",
    "Timestamp",
    "Timespan",
    "Binary",
    "SemVer",
    "SemVerRange",
    "URI",
    "Regexp",
    "Sensitive",
    "Deferred",
    "Init[Integer]",
    "Error",
    "Iterator",
];

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

fuzz_target!(|data: &[u8]| {
    let [which, high, shape, chosen @ ..] = data else { return };
    let count = usize::from(shape & 7).min(5);
    let Some((indices, text)) = chosen.split_at_checked(count) else { return };
    let text = String::from_utf8_lossy(text);
    let fill = |index: &u8| {
        let value = VALUES[usize::from(*index) % VALUES.len()];
        if value == "/TEXT/" { format!("/{}/", text.replace('/', "\\/").replace('\n', "")) } else { value.replace("TEXT", &quoted(&text)) }
    };
    let arguments: Vec<String> = indices.iter().map(fill).collect();
    let names = Builtins.names();
    let number = usize::from(*which) | usize::from(*high & 1) << 8;
    let callee = if high & 6 == 6 { TYPES[number % TYPES.len()] } else { names[number % names.len()] };
    site::compile(format!(
        "$result = {callee}({}) {}\nnotice(String($result, '%#p'))",
        arguments.join(", "),
        BLOCKS[usize::from(shape >> 5)]
    ));
});
