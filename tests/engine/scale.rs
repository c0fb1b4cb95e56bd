//! Ten thousand resources in one class, and a chain of as many: no quadratic time, no recursion.

use crate::thing::{Things, catalog, machine};
use rpuppet::plan::{CatalogError, Options, plan};
use std::fmt::Write;

const MANY: usize = 10_000;

fn chain(closed: bool) -> String {
    let mut text = String::new();
    for number in 0..MANY {
        let next = if number + 1 < MANY { format!("before=Thing[{}]", number + 1) } else { String::new() };
        let next = if closed && next.is_empty() { "before=Thing[0]".to_string() } else { next };
        writeln!(text, "Thing[{number}] {next}").unwrap();
    }
    text
}

#[test]
fn a_long_chain_and_a_wide_class_are_planned() {
    let wide: String = (0..MANY).map(|number| format!("Thing[{number}] require=Thing[{}]\n", MANY - 1)).take(MANY - 1).collect();
    let wide = format!("{wide}Thing[{}]", MANY - 1);
    for text in [chain(false), wide] {
        let machine = machine();
        let plan = plan(&catalog(&text), &Things::new(), &machine, &Options::default()).unwrap();
        assert_eq!(plan.steps.len(), MANY);
    }
}

#[test]
fn a_long_cycle_is_found() {
    let error = plan(&catalog(&chain(true)), &Things::new(), &machine(), &Options::default()).unwrap_err();
    let CatalogError::Cycles { cycles } = error else { panic!("{error}") };
    assert_eq!((cycles.len(), cycles[0].path.len()), (1, MANY + 1));
}
