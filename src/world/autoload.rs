//! Which file holds what, by Puppet's naming rules: `trove::api` is `MODULE_PATH/trove/manifests/api.pp`.

/// What kind of thing a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Class or define.
    Container,
    Function,
    TypeAlias,
}

/// A file that may define a name: a module and a path inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub module: String,
    pub file: String,
}

/// Whether a name can be part of a path at all: segments of letters, digits and `_`. Keeps `..` and `/` out.
pub fn is_loadable(name: &str) -> bool {
    !name.is_empty()
        && name.split("::").all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
}

/// The files that may define `name` (lower case), the most specific first.
pub fn candidates(name: &str, wanted: Wanted) -> Vec<Candidate> {
    let mut parts: Vec<&str> = name.split("::").collect();
    let module = parts.first().map_or(String::new(), |first| (*first).to_string());
    parts.remove(0);
    let file = |folder: &str, rest: &[&str]| Candidate { module: module.clone(), file: format!("{folder}/{}.pp", rest.join("/")) };
    match wanted {
        Wanted::Container => {
            let nested = (1..=parts.len()).rev().map(|length| file("manifests", parts.get(..length).unwrap_or(&[])));
            nested.chain([file("manifests", &["init"])]).collect()
        }
        Wanted::Function if !parts.is_empty() => vec![file("functions", &parts)],
        Wanted::TypeAlias if !parts.is_empty() => vec![file("types", &parts)],
        Wanted::Function | Wanted::TypeAlias => Vec::new(),
    }
}
