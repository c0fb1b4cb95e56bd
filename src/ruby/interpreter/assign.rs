//! `x = …`, `a, b = …`, `x ||= …`, `h[k] += …`.

use super::{Environment, Interpreter};
use crate::ruby::error::{Evaluated, Flow};
use crate::ruby::methods::kernel::as_array;
use crate::ruby::object::Object;
use crate::ruby::tree::{Kind, Node, Target};
use std::rc::Rc;

impl Interpreter<'_> {
    pub(super) fn assign(&mut self, target: &Target, value: &Node, environment: &Rc<Environment>) -> Evaluated {
        let value = match (&value.kind, target) {
            // `a = *b` and `a = 1, 2` come as arrays already.
            (Kind::Splat(inner), _) => Object::array(as_array(&self.evaluate(inner, environment)?)),
            _ => self.evaluate(value, environment)?,
        };
        self.store(target, value.clone(), environment)?;
        Ok(value)
    }

    pub(super) fn store(&mut self, target: &Target, value: Object, environment: &Rc<Environment>) -> Result<(), Flow> {
        match target {
            Target::Local(name) => environment.set(name, value),
            Target::Instance(name) if self.itself.is_object() => self.itself.set_variable(name, value),
            Target::Instance(name) => drop(self.assigned.insert(name.clone(), value)),
            Target::Constant(name) => environment.set(name, value),
            Target::Index { receiver, arguments } => {
                let receiver = self.evaluate(receiver, environment)?;
                let mut arguments = self.list(arguments, environment)?;
                arguments.push(value);
                self.send(&receiver, "[]=", arguments, None)?;
            }
            Target::Attribute { receiver, name, .. } => {
                let receiver = self.evaluate(receiver, environment)?;
                self.send(&receiver, &format!("{name}="), vec![value], None)?;
            }
            Target::Many(targets) => self.store_many(targets, value, environment)?,
            Target::Rest(inner) => {
                if let Some(inner) = inner {
                    self.store(inner, value, environment)?;
                }
            }
            Target::Outside(what) => return Err(Flow::outside(what)),
        }
        Ok(())
    }

    fn store_many(&mut self, targets: &[Target], value: Object, environment: &Rc<Environment>) -> Result<(), Flow> {
        let items = value.items().unwrap_or_else(|| vec![value]);
        let rest = targets.iter().position(|target| matches!(target, Target::Rest(_)));
        let after = rest.map_or(0, |rest| targets.len() - rest - 1);
        for (index, target) in targets.iter().enumerate() {
            let item = match rest {
                Some(rest) if index == rest => {
                    let end = items.len().saturating_sub(after).max(rest);
                    Object::array(items.get(rest..end).unwrap_or(&[]).to_vec())
                }
                Some(rest) if index > rest => {
                    let from_end = targets.len() - index;
                    items.len().checked_sub(from_end).and_then(|index| items.get(index)).cloned().unwrap_or(Object::Nil)
                }
                _ => items.get(index).cloned().unwrap_or(Object::Nil),
            };
            self.store(target, item, environment)?;
        }
        Ok(())
    }

    pub(super) fn update(&mut self, target: &Target, operator: &str, value: &Node, environment: &Rc<Environment>) -> Evaluated {
        let current = self.current(target, environment)?;
        let new = match operator {
            "||" if current.is_truthy() => return Ok(current),
            "&&" if !current.is_truthy() => return Ok(current),
            "||" | "&&" => self.evaluate(value, environment)?,
            _ => {
                let value = self.evaluate(value, environment)?;
                self.send(&current, operator, vec![value], None)?
            }
        };
        self.store(target, new.clone(), environment)?;
        Ok(new)
    }

    fn current(&mut self, target: &Target, environment: &Rc<Environment>) -> Evaluated {
        match target {
            Target::Local(name) | Target::Constant(name) => Ok(environment.get(name).unwrap_or(Object::Nil)),
            Target::Instance(name) => Ok(self.instance(name)),
            Target::Index { receiver, arguments } => {
                let receiver = self.evaluate(receiver, environment)?;
                let arguments = self.list(arguments, environment)?;
                self.send(&receiver, "[]", arguments, None)
            }
            Target::Attribute { receiver, name, .. } => {
                let receiver = self.evaluate(receiver, environment)?;
                self.send(&receiver, name, Vec::new(), None)
            }
            Target::Many(_) | Target::Rest(_) => Err(Flow::outside("this kind of assignment")),
            Target::Outside(what) => Err(Flow::outside(what)),
        }
    }

    pub(super) fn for_each(&mut self, variable: &Target, iterated: &Node, body: Option<&Node>, environment: &Rc<Environment>) -> Evaluated {
        let iterated = self.evaluate(iterated, environment)?;
        for item in self.each_item(&iterated)? {
            self.store(variable, item, environment)?;
            match self.optional(body, environment) {
                Err(Flow::Break(value)) => return Ok(value),
                Ok(_) | Err(Flow::Next(_)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(iterated)
    }
}
