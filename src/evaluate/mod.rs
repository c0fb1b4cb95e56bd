//! The evaluator: trees and a world in, an unfinished catalog out.

pub mod function;
