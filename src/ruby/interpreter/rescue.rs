//! `begin … rescue … else … ensure … end`.

use super::{Environment, Interpreter};
use crate::ruby::error::{Evaluated, Flow};
use crate::ruby::object::Object;
use crate::ruby::tree::{Rescue, RescueClause};
use std::rc::Rc;

impl Interpreter<'_> {
    pub(super) fn rescue(&mut self, rescue: &Rescue, environment: &Rc<Environment>) -> Evaluated {
        let depth = self.depth;
        let mut result = self.optional(rescue.body.as_ref(), environment);
        self.depth = depth;
        if let Err(Flow::Raise(exception, _)) = &result {
            let raised = Object::Exception(Rc::clone(exception));
            for clause in &rescue.clauses {
                if self.catches(clause, &raised, environment)? {
                    result = self.handle(clause, raised, environment);
                    break;
                }
            }
        } else if result.is_ok() && rescue.otherwise.is_some() {
            result = self.optional(rescue.otherwise.as_ref(), environment);
        }
        if !matches!(result, Err(Flow::Stop(_))) {
            self.optional(rescue.ensure.as_ref(), environment)?;
        }
        result
    }

    fn catches(&mut self, clause: &RescueClause, raised: &Object, environment: &Rc<Environment>) -> Result<bool, Flow> {
        if clause.classes.is_empty() {
            return Ok(true);
        }
        for class in self.list(&clause.classes, environment)? {
            if self.case_equals(&class, raised)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn handle(&mut self, clause: &RescueClause, raised: Object, environment: &Rc<Environment>) -> Evaluated {
        if let Some(variable) = &clause.variable {
            self.store(variable, raised, environment)?;
        }
        self.optional(clause.body.as_ref(), environment)
    }
}
