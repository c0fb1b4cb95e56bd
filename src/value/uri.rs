//! URIs: taken apart as RFC 3986 says, put together, resolved against each other.

/// The parts of a URI; what is not there is `None`, but for the path, which may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// In lower case.
    pub scheme: Option<String>,
    pub userinfo: Option<String>,
    pub host: Option<String>,
    pub port: Option<u32>,
    pub path: String,
    pub query: Option<String>,
    pub fragment: Option<String>,
    /// What follows the scheme where no slash does (`mailto:a@b`).
    pub opaque: Option<String>,
}

/// Characters that no URI holds.
const FORBIDDEN: &str = " \"<>\\^`{|}";

impl Parts {
    /// Reads a URI, absolute or relative; `None` for a text that is none.
    pub fn parse(text: &str) -> Option<Self> {
        if text.chars().any(|character| character.is_ascii_control() || !character.is_ascii() || FORBIDDEN.contains(character)) {
            return None;
        }
        let mut parts = Parts::default();
        let (text, fragment) = split_off(text, '#');
        parts.fragment = fragment;
        let rest = match scheme_length(text) {
            Some(length) => {
                parts.scheme = text.get(..length).map(str::to_ascii_lowercase);
                text.get(length + 1..)?
            }
            None => text,
        };
        if parts.scheme.is_some() && !rest.starts_with('/') {
            parts.opaque = Some(rest.to_string()).filter(|opaque| !opaque.is_empty());
            return parts.opaque.is_some().then_some(parts);
        }
        let (rest, query) = split_off(rest, '?');
        parts.query = query;
        match rest.strip_prefix("//") {
            Some(rest) => {
                let end = rest.find('/').unwrap_or(rest.len());
                parts.authority(rest.get(..end)?)?;
                parts.path = rest.get(end..)?.to_string();
            }
            None => parts.path = rest.to_string(),
        }
        Some(parts)
    }

    fn authority(&mut self, text: &str) -> Option<()> {
        let (userinfo, host) = text.rsplit_once('@').map_or((None, text), |(userinfo, host)| (Some(userinfo.to_string()), host));
        self.userinfo = userinfo;
        let (host, port) = match host.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, port),
            _ => (host, ""),
        };
        self.host = Some(host.to_string());
        self.port = if port.is_empty() { None } else { Some(port.parse().ok()?) };
        Some(())
    }

    /// The port that is written, or the one that the scheme means.
    pub fn effective_port(&self) -> Option<u32> {
        self.port.or(match self.scheme.as_deref() {
            Some("http" | "ws") => Some(80),
            Some("https" | "wss") => Some(443),
            Some("ftp") => Some(21),
            Some("ldap") => Some(389),
            Some("ldaps") => Some(636),
            _ => None,
        })
    }
}

impl std::fmt::Display for Parts {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(scheme) = &self.scheme {
            write!(out, "{scheme}:")?;
        }
        match &self.opaque {
            Some(opaque) => out.write_str(opaque)?,
            None => {
                if let Some(host) = &self.host {
                    out.write_str("//")?;
                    if let Some(userinfo) = &self.userinfo {
                        write!(out, "{userinfo}@")?;
                    }
                    out.write_str(host)?;
                    if let Some(port) = self.port.filter(|port| Some(*port) != (Parts { port: None, ..self.clone() }).effective_port()) {
                        write!(out, ":{port}")?;
                    }
                }
                out.write_str(&self.path)?;
                if let Some(query) = &self.query {
                    write!(out, "?{query}")?;
                }
            }
        }
        match &self.fragment {
            Some(fragment) => write!(out, "#{fragment}"),
            None => Ok(()),
        }
    }
}

fn split_off(text: &str, mark: char) -> (&str, Option<String>) {
    text.split_once(mark).map_or((text, None), |(text, rest)| (text, Some(rest.to_string())))
}

fn scheme_length(text: &str) -> Option<usize> {
    let length = text.find(':')?;
    let scheme = text.get(..length)?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character));
    is_scheme.then_some(length)
}

/// A reference as seen from a base.
pub fn merged(base: &str, reference: &str) -> String {
    let (Some(base_parts), Some(reference_parts)) = (Parts::parse(base), Parts::parse(reference)) else {
        return format!("{base}{reference}");
    };
    if reference_parts.scheme.is_some() {
        return reference.to_string();
    }
    let mut result = base_parts.clone();
    result.fragment = reference_parts.fragment;
    if reference_parts.host.is_some() {
        result.userinfo = reference_parts.userinfo;
        result.host = reference_parts.host;
        result.port = reference_parts.port;
        result.path = reference_parts.path;
        result.query = reference_parts.query;
    } else if !reference_parts.path.is_empty() {
        result.path = merged_paths(&base_parts.path, &reference_parts.path);
        result.query = reference_parts.query;
    } else if reference_parts.query.is_some() {
        result.query = reference_parts.query;
    }
    result.to_string()
}

fn merged_paths(base: &str, reference: &str) -> String {
    let folder = base.rfind('/').and_then(|end| base.get(..=end)).unwrap_or("/");
    let whole = if reference.starts_with('/') { reference.to_string() } else { format!("{folder}{reference}") };
    let mut segments: Vec<&str> = Vec::new();
    let mut ends_in_folder = false;
    for segment in whole.split('/').skip(1) {
        ends_in_folder = matches!(segment, "." | "..");
        match segment {
            "." => {}
            ".." => drop(segments.pop()),
            other => segments.push(other),
        }
    }
    format!("/{}{}", segments.join("/"), if ends_in_folder && !segments.is_empty() { "/" } else { "" })
}
