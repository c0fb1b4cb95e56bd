//! A user's crontab as lines: entries that a `# Puppet Name:` comment names, and everything else, which stays as it is.

use crate::plan::Failure;
use crate::resources::run::{failed, run};
use crate::system::{Act, Command, Exit, Look};

const MARK: &str = "# Puppet Name: ";

/// One job: its settings, when it runs, what it runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Job {
    pub environment: Vec<String>,
    /// `reboot`, `daily`, …; then the five fields are not used.
    pub special: Option<String>,
    /// Minute, hour, day of the month, month, day of the week; `*` where nothing is asked.
    pub fields: [String; 5],
    pub command: String,
}

/// A crontab's lines, and where the jobs lie that have a name.
pub(super) struct Crontab {
    lines: Vec<String>,
}

/// Lines from..to of a named job.
struct Place {
    from: usize,
    to: usize,
    job: Job,
}

impl Crontab {
    /// Asks for the crontab of a user; one that is not there is empty.
    pub(super) fn read(user: &str, look: &dyn Look) -> Result<Self, Failure> {
        let command = Command::new("crontab", ["-u", user, "-l"]);
        let output = look.query(&command)?;
        match output.exit {
            Exit::Code(0) => Ok(Crontab::parse(&output.stdout_text())),
            Exit::Code(1) if output.stderr_text().contains("no crontab") => Ok(Crontab::parse("")),
            _ => Err(failed(&command, &output)),
        }
    }

    pub(super) fn write(&self, user: &str, act: &mut dyn Act) -> Result<(), Failure> {
        if self.lines.is_empty() {
            return run(act, &Command::new("crontab", ["-u", user, "-r"])).map(drop);
        }
        let text: String = self.lines.iter().map(|line| format!("{line}\n")).collect();
        run(act, &Command { stdin: Some(text.into_bytes()), ..Command::new("crontab", ["-u", user, "-"]) }).map(drop)
    }

    fn parse(text: &str) -> Self {
        Crontab { lines: text.lines().map(String::from).collect() }
    }

    pub(super) fn job(&self, name: &str) -> Option<Job> {
        self.place(name).map(|place| place.job)
    }

    pub(super) fn names(&self) -> Vec<String> {
        let names = self.lines.iter().filter_map(|line| line.strip_prefix(MARK)).map(|name| name.trim_end().to_string());
        names.filter(|name| self.place(name).is_some()).collect()
    }

    /// Puts the job where one of its name is, or at the end.
    pub(super) fn put(&mut self, name: &str, job: &Job) {
        let lines = job.lines(name);
        match self.place(name) {
            Some(place) => drop(self.lines.splice(place.from..place.to, lines)),
            None => self.lines.extend(lines),
        }
    }

    pub(super) fn remove(&mut self, name: &str) {
        if let Some(place) = self.place(name) {
            self.lines.drain(place.from..place.to);
        }
    }

    /// The comment, settings after it, and the next job.
    fn place(&self, name: &str) -> Option<Place> {
        let from = self.lines.iter().position(|line| line.strip_prefix(MARK).is_some_and(|found| found.trim_end() == name))?;
        let mut job = Job::default();
        for (index, line) in self.lines.iter().enumerate().skip(from + 1) {
            if line.trim_start().starts_with('#') {
                return None;
            } else if is_setting(line) {
                job.environment.push(line.clone());
            } else if let Some(found) = Job::parse(line) {
                job = Job { environment: job.environment, ..found };
                return Some(Place { from, to: index + 1, job });
            }
        }
        None
    }
}

impl Job {
    fn parse(line: &str) -> Option<Self> {
        let line = line.trim_start();
        if let Some(rest) = line.strip_prefix('@') {
            let (special, command) = rest.split_once(char::is_whitespace)?;
            return Some(Job { special: Some(special.to_string()), command: command.trim_start().to_string(), ..Job::default() });
        }
        let mut fields: [String; 5] = Default::default();
        let mut rest = line;
        for field in &mut fields {
            let (word, tail) = rest.split_once(char::is_whitespace)?;
            *field = word.to_string();
            rest = tail.trim_start();
        }
        (!rest.is_empty()).then(|| Job { fields, command: rest.to_string(), ..Job::default() })
    }

    fn lines(&self, name: &str) -> Vec<String> {
        let when = match &self.special {
            Some(special) => format!("@{special}"),
            None => self.fields.join(" "),
        };
        let mut lines = vec![format!("{MARK}{name}")];
        lines.extend(self.environment.iter().cloned());
        lines.push(format!("{when} {}", self.command));
        lines
    }
}

/// `NAME=VALUE`.
fn is_setting(line: &str) -> bool {
    line.split_once('=').is_some_and(|(name, _)| {
        let name = name.trim();
        !name.is_empty() && name.chars().all(|character| character.is_alphanumeric() || character == '_')
    })
}
