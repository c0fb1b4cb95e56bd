//! How values from several places become one: `first`, `unique`, `hash`, `deep`.

use super::LookupError;
use super::merge::{self, Deep};
use crate::datatype::{self, NoAliases, describe_mismatch};
use crate::value::{Type, Value, ValueHash, format};
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Kind {
    /// Nothing was said: the first value counts.
    #[default]
    Default,
    First,
    Unique,
    Hash,
    Deep,
    /// `deep` and `deeper` of Hiera 3: any option, and for `deep` the other way around.
    UnconstrainedDeep,
    ReverseDeep,
}

/// A merge strategy with its options.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Strategy {
    pub kind: Kind,
    /// As they were written, with `strategy`; empty for a mere name.
    pub options: ValueHash,
}

static HASH: LazyLock<Type> = LazyLock::new(|| read("Hash[String, Data]"));
static UNIQUE: LazyLock<Type> = LazyLock::new(|| read("Variant[Scalar, Array[Data]]"));
static DEEP_OPTIONS: LazyLock<Type> = LazyLock::new(|| {
    read(
        "Struct[{strategy => Optional[Pattern[/deep/]], knockout_prefix => Optional[String], merge_debug => Optional[Boolean], \
         merge_hash_arrays => Optional[Boolean], sort_merged_arrays => Optional[Boolean]}]",
    )
});

/// A type that this program wrote itself.
pub(super) fn read(text: &str) -> Type {
    datatype::parse(text, &NoAliases).unwrap_or(Type::Any)
}

/// The value, if it is of the type; `subject` begins the message.
pub(super) fn checked(subject: &str, expected: &Type, value: &Value) -> Result<(), LookupError> {
    if datatype::accepts(expected, value) {
        return Ok(());
    }
    Err(LookupError::Mismatch(describe_mismatch(&format!("{subject} has wrong type,"), expected, value)))
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Default => "default",
            Kind::First => "first",
            Kind::Unique => "unique",
            Kind::Hash => "hash",
            Kind::Deep => "deep",
            Kind::UnconstrainedDeep => "unconstrained_deep",
            Kind::ReverseDeep => "reverse_deep",
        }
    }

    fn named(name: &str) -> Result<Self, LookupError> {
        let all = [Kind::Default, Kind::First, Kind::Unique, Kind::Hash, Kind::Deep, Kind::UnconstrainedDeep, Kind::ReverseDeep];
        let unknown = || LookupError::Argument(format!("Unknown merge strategy: '{name}'"));
        all.into_iter().find(|kind| kind.name() == name).ok_or_else(unknown)
    }
}

impl Strategy {
    pub fn of(kind: Kind) -> Self {
        Strategy { kind, options: ValueHash::default() }
    }

    /// Reads what `merge` holds: a name, or a hash with `strategy` and options.
    pub fn read(merge: Option<&Value>) -> Result<Self, LookupError> {
        match merge {
            None | Some(Value::Undef) => Ok(Strategy::default()),
            Some(Value::Hash(options)) => {
                let missing = "The hash given as 'merge' must contain the name of a strategy in string form for the key 'strategy'";
                let name = options.get(&Value::from("strategy")).filter(|name| !name.is_undef());
                let name = name.ok_or_else(|| LookupError::Argument(missing.to_string()))?;
                let kind = Kind::named(&format::interpolated(name))?;
                if options.len() == 1 {
                    return Ok(Strategy::of(kind));
                }
                check_options(kind, &Value::Hash(options.clone()))?;
                Ok(Strategy { kind, options: ValueHash::clone(options) })
            }
            Some(other) => Kind::named(&format::interpolated(other)).map(Strategy::of),
        }
    }

    /// Whether the first value that is found is the answer.
    pub fn is_first(&self) -> bool {
        matches!(self.kind, Kind::Default | Kind::First)
    }

    /// A value from the only place there is.
    pub fn alone(&self, value: Value) -> Value {
        match (self.kind, &value) {
            (Kind::Unique, Value::Array(items)) => merge::once(items),
            _ => value,
        }
    }

    /// The first value found of several places.
    pub fn start(&self, value: Value) -> Value {
        if self.kind == Kind::Unique { merge::flat(&value) } else { value }
    }

    /// Two values, the first with the higher priority.
    pub fn merge(&self, high: &Value, low: &Value) -> Result<Value, LookupError> {
        let both = [("The first element of the merge", high), ("The second element of the merge", low)];
        let check = |expected: &Type| both.iter().try_for_each(|(subject, value)| checked(subject, expected, value));
        match self.kind {
            Kind::Default | Kind::First => Ok(high.clone()),
            Kind::Unique => {
                check(&UNIQUE)?;
                Ok(merge::unique(&[high, low]))
            }
            Kind::Hash => {
                check(&HASH)?;
                Ok(merge::hashes(high, low))
            }
            Kind::Deep | Kind::UnconstrainedDeep => Deep::read(&self.options)?.merge(high, low, 0),
            Kind::ReverseDeep => Deep::read(&self.options)?.merge(low, high, 0),
        }
    }

    /// The options as explanations show them; `None` where there are none.
    pub fn shown_options(&self) -> Option<Value> {
        let shown: ValueHash =
            self.options.iter().filter(|(name, _)| name.as_str() != Some("strategy")).map(|(k, v)| (k.clone(), v.clone())).collect();
        (!shown.is_empty()).then(|| Value::hash(shown))
    }
}

fn check_options(kind: Kind, options: &Value) -> Result<(), LookupError> {
    let expected = match kind {
        Kind::UnconstrainedDeep | Kind::ReverseDeep => return Ok(()),
        Kind::Deep => DEEP_OPTIONS.clone(),
        other => read(&format!("Struct[{{strategy => Optional[Pattern[/{}/]]}}]", other.name())),
    };
    checked("The merge options", &expected, options)
}
