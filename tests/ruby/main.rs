//! The small Ruby against Ruby: every line of `expressions.txt` gives what `expressions.out` says (written by `oracle.rb`).
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

mod declarations;

use rpuppet::ruby::{Interpreter, Nobody, RubyError};

fn run(source: &str) -> Result<String, RubyError> {
    let error = |message: String, line| RubyError { class: "SyntaxError".to_string(), message, line };
    let program = rpuppet::ruby::parse::parse(source).map_err(|problem| error(problem.message, problem.line))?;
    Interpreter::new(&mut Nobody).run(&program).map(|value| value.inspect())
}

#[test]
fn expressions_give_what_ruby_gives() {
    let lines = include_str!("expressions.txt").lines();
    let answers = include_str!("expressions.out").lines();
    assert_eq!(lines.clone().count(), answers.clone().count());
    let mut wrong = Vec::new();
    for (line, expected) in lines.zip(answers) {
        let got = match run(line) {
            Ok(text) => text.replace('\n', "\\n"),
            Err(error) if error.class == "Outside" || expected == "! Outside" => "! Outside".to_string(),
            Err(error) => format!("! {}: {}", error.class, error.message),
        };
        if !is_same(&got, expected) {
            wrong.push(format!("{line}\n  ours: {got}\n  ruby: {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{} lines differ\n{}", wrong.len(), wrong.join("\n"));
}

/// Messages that name an object's address, or the object that runs the line, differ by nature: the class counts.
fn is_same(got: &str, expected: &str) -> bool {
    let class = |text: &str| text.split(": ").next().map(str::to_string);
    got == expected
        || expected.starts_with("! Name") && class(got) == class(expected)
        || expected.contains("#<Main") && class(got) == class(expected)
}

#[test]
fn endless_code_ends() {
    for source in
        ["while true; end", "loop { }", "def f(x); f(x); end; f(1)", "s = 'x'; 100.times { s = s + s }", "a = []; loop { a << 1 }"]
    {
        assert!(run(source).is_err(), "{source}");
    }
}

#[test]
fn deep_code_is_refused() {
    for source in
        ["(".repeat(100_000), "[".repeat(100_000), format!("x{}", ".y".repeat(50_000)), "!".repeat(50_000) + "1", "-".repeat(50_000) + "1"]
    {
        assert!(run(&source).is_err());
    }
}

#[test]
fn errors_know_their_line() {
    assert_eq!(run("a = 1\n\nb = nil.foo\n").map_err(|error| error.line), Err(3));
    assert_eq!(run("a = 1\nif (\n").map_err(|error| error.line > 1), Err(true));
}
