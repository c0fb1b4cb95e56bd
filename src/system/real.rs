//! This machine: [`Look`] and [`Act`] for real. The files beside this one each keep one door: files, programs, HTTP, privileges, signals, the lock.
#![allow(clippy::disallowed_methods, reason = "the door to this machine's files, programs, environment and clock")]

use super::{Act, Command, Download, Follow, Group, Look, Metadata, Output, Ownership, Request, Response, SystemError, User};
use super::{real_commands, real_files, real_http::Http, real_signals, real_temporaries::Sweeper};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The machine that this program runs on.
pub struct Real {
    http: Http,
    sweeper: Sweeper,
}

impl Real {
    /// Takes note of SIGINT and SIGTERM from now on: [`Look::interrupted`] tells of them, nothing is cut off in the middle.
    pub fn new() -> Self {
        real_signals::listen();
        Real { http: Http::new(), sweeper: Sweeper::default() }
    }
}

impl Default for Real {
    fn default() -> Self {
        Real::new()
    }
}

impl Look for Real {
    fn metadata(&self, path: &Path, follow: Follow) -> Result<Option<Metadata>, SystemError> {
        real_files::metadata(path, follow)
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, SystemError> {
        real_files::read(path)
    }

    fn read_link(&self, path: &Path) -> Result<PathBuf, SystemError> {
        std::fs::read_link(path).map_err(|cause| real_files::refused("read the link", path, cause))
    }

    fn list(&self, path: &Path) -> Result<Vec<String>, SystemError> {
        real_files::list(path)
    }

    fn user(&self, name: &str) -> Option<User> {
        nix::unistd::User::from_name(name).ok().flatten().map(user)
    }

    fn user_by_id(&self, id: u32) -> Option<User> {
        nix::unistd::User::from_uid(id.into()).ok().flatten().map(user)
    }

    fn group(&self, name: &str) -> Option<Group> {
        nix::unistd::Group::from_name(name).ok().flatten().map(group)
    }

    fn group_by_id(&self, id: u32) -> Option<Group> {
        nix::unistd::Group::from_gid(id.into()).ok().flatten().map(group)
    }

    fn query(&self, command: &Command) -> Result<Output, SystemError> {
        real_commands::run(command)
    }

    fn which(&self, program: &str) -> Option<PathBuf> {
        real_commands::which(program, real_commands::SEARCH_PATH)
    }

    fn fetch(&self, request: &Request) -> Result<Response, SystemError> {
        self.http.send(request)
    }

    fn download(&self, url: &str) -> Result<Download, SystemError> {
        self.http.download(url)
    }

    fn environment(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    fn now(&self) -> f64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64())
    }

    fn sleep(&self, duration: Duration) {
        real_signals::sleep(duration);
    }

    fn interrupted(&self) -> bool {
        real_signals::received()
    }
}

impl Act for Real {
    fn write(&mut self, path: &Path, content: &[u8], ownership: &Ownership, validate: Option<&Command>) -> Result<(), SystemError> {
        self.sweeper.sweep(real_files::folder(path));
        real_files::write(path, content, ownership, validate)
    }

    fn make_directory(&mut self, path: &Path, ownership: &Ownership) -> Result<(), SystemError> {
        real_files::make_directory(path, ownership)
    }

    fn make_link(&mut self, path: &Path, target: &Path) -> Result<(), SystemError> {
        self.sweeper.sweep(real_files::folder(path));
        real_files::make_link(path, target)
    }

    fn remove(&mut self, path: &Path) -> Result<(), SystemError> {
        real_files::remove(path)
    }

    fn set_ownership(&mut self, path: &Path, ownership: &Ownership) -> Result<(), SystemError> {
        real_files::set_ownership(path, ownership)
    }

    fn copy(&mut self, from: &Path, to: &Path) -> Result<(), SystemError> {
        self.sweeper.sweep(real_files::folder(to));
        real_files::copy(from, to)
    }

    fn run(&mut self, command: &Command) -> Result<Output, SystemError> {
        real_commands::run(command)
    }

    fn send(&mut self, request: &Request) -> Result<Response, SystemError> {
        self.http.send(request)
    }

    fn as_look(&self) -> &dyn Look {
        self
    }
}

fn user(entry: nix::unistd::User) -> User {
    User {
        name: entry.name,
        id: entry.uid.as_raw(),
        group: entry.gid.as_raw(),
        comment: entry.gecos.to_string_lossy().into_owned(),
        home: entry.dir.to_string_lossy().into_owned(),
        shell: entry.shell.to_string_lossy().into_owned(),
    }
}

fn group(entry: nix::unistd::Group) -> Group {
    Group { name: entry.name, id: entry.gid.as_raw(), members: entry.mem }
}
