//! A pretended machine for tests: files in memory, scripted programs and answers; it keeps a record of what was run and sent.
//!
//! ```
//! use rpuppet::system::{Command, Look, memory::Machine};
//! let machine = Machine::new();
//! machine.files_mut().put("/etc/hostname", "box\n");
//! machine.on_command(|command, _files| (command.program == "id").then(|| Machine::printed("uid=0")));
//! assert_eq!(machine.query(&Command::new("id", ["-u"])).unwrap().stdout_text(), "uid=0");
//! assert_eq!(machine.queried(), ["id -u"]);
//! ```

use super::memory_files::Files;
use super::{Act, Command, Download, Exit, Follow, Group, Look, Metadata, Output, Ownership, Request, Response, SystemError, User};
use crate::value::Map;
use std::cell::{Ref, RefCell, RefMut};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Plays a program; `None`: not mine. It may change the files.
type Program = Box<dyn FnMut(&Command, &mut Files) -> Option<Output>>;
/// Plays a server; `None`: not mine.
type Server = Box<dyn FnMut(&Request) -> Option<Response>>;

#[derive(Default)]
struct State {
    files: Files,
    users: Map<String, User>,
    groups: Map<String, Group>,
    environment: Map<String, String>,
    programs: Vec<Program>,
    servers: Vec<Server>,
    queried: Vec<Command>,
    ran: Vec<Command>,
    sent: Vec<Request>,
    slept: Duration,
    now: f64,
    /// Calls of `interrupted` that are still answered with no.
    interrupted_after: Option<usize>,
}

/// A machine that is only pretended. Everything can be prepared through a shared reference.
#[derive(Default)]
pub struct Machine {
    state: RefCell<State>,
}

impl Machine {
    /// With the user and group `root`, and nothing else.
    pub fn new() -> Self {
        let machine = Machine::default();
        machine.add_group("root", 0);
        machine.add_user("root", 0, 0);
        machine.set_now(1_700_000_000.0);
        machine
    }

    pub fn files(&self) -> Ref<'_, Files> {
        Ref::map(self.state.borrow(), |state| &state.files)
    }

    pub fn files_mut(&self) -> RefMut<'_, Files> {
        RefMut::map(self.state.borrow_mut(), |state| &mut state.files)
    }

    pub fn add_user(&self, name: &str, id: u32, group: u32) {
        let home = if id == 0 { "/root".to_string() } else { format!("/home/{name}") };
        let user = User { name: name.to_string(), id, group, comment: String::new(), home, shell: "/bin/sh".to_string() };
        self.put_user(user);
    }

    pub fn put_user(&self, user: User) {
        self.state.borrow_mut().users.insert(user.name.clone(), user);
    }

    pub fn remove_user(&self, name: &str) {
        self.state.borrow_mut().users.shift_remove(name);
    }

    pub fn add_group(&self, name: &str, id: u32) {
        self.put_group(Group { name: name.to_string(), id, members: Vec::new() });
    }

    pub fn put_group(&self, group: Group) {
        self.state.borrow_mut().groups.insert(group.name.clone(), group);
    }

    pub fn remove_group(&self, name: &str) {
        self.state.borrow_mut().groups.shift_remove(name);
    }

    pub fn set_environment(&self, name: &str, value: &str) {
        self.state.borrow_mut().environment.insert(name.to_string(), value.to_string());
    }

    pub fn set_now(&self, seconds: f64) {
        let mut state = self.state.borrow_mut();
        state.now = seconds;
        state.files.now = seconds as i64;
    }

    /// The machine is interrupted once it was asked `times` times.
    pub fn interrupt_after(&self, times: usize) {
        self.state.borrow_mut().interrupted_after = Some(times);
    }

    /// A program, or several; the last that was added is asked first.
    pub fn on_command(&self, program: impl FnMut(&Command, &mut Files) -> Option<Output> + 'static) {
        self.state.borrow_mut().programs.push(Box::new(program));
    }

    /// A program that always answers this command line (words joined by a space) with success and this text.
    pub fn answer(&self, line: &str, stdout: &str) {
        let (line, stdout) = (line.to_string(), stdout.to_string());
        self.on_command(move |command, _| (text(command) == line).then(|| Machine::printed(&stdout)));
    }

    /// A server, or several; the last that was added is asked first.
    pub fn on_request(&self, server: impl FnMut(&Request) -> Option<Response> + 'static) {
        self.state.borrow_mut().servers.push(Box::new(server));
    }

    /// Success, with this on standard output.
    pub fn printed(stdout: &str) -> Output {
        Output { exit: Exit::Code(0), stdout: stdout.as_bytes().to_vec(), stderr: Vec::new() }
    }

    /// This exit code, with this on standard error.
    pub fn failed(code: i32, stderr: &str) -> Output {
        Output { exit: Exit::Code(code), stdout: Vec::new(), stderr: stderr.as_bytes().to_vec() }
    }

    /// Command lines that were run to change something, words joined by a space.
    pub fn ran(&self) -> Vec<String> {
        self.state.borrow().ran.iter().map(text).collect()
    }

    /// Command lines that were run to learn something.
    pub fn queried(&self) -> Vec<String> {
        self.state.borrow().queried.iter().map(text).collect()
    }

    /// The commands of [`Machine::ran`] with all their circumstances.
    pub fn commands(&self) -> Vec<Command> {
        self.state.borrow().ran.clone()
    }

    /// Requests, both kinds, in order.
    pub fn requests(&self) -> Vec<Request> {
        self.state.borrow().sent.clone()
    }

    pub fn slept(&self) -> Duration {
        self.state.borrow().slept
    }

    /// Forgets the records of what was run and sent.
    pub fn forget_records(&self) {
        let mut state = self.state.borrow_mut();
        state.ran.clear();
        state.queried.clear();
        state.sent.clear();
    }

    fn play(&self, command: &Command) -> Result<Output, SystemError> {
        let mut programs = std::mem::take(&mut self.state.borrow_mut().programs);
        let output = {
            let files = &mut self.state.borrow_mut().files;
            programs.iter_mut().rev().find_map(|program| program(command, files))
        };
        let mut state = self.state.borrow_mut();
        programs.append(&mut state.programs);
        state.programs = programs;
        output.ok_or_else(|| SystemError::NoCommand { program: command.program.clone() })
    }

    fn serve(&self, request: &Request) -> Result<Response, SystemError> {
        let mut state = self.state.borrow_mut();
        state.sent.push(request.clone());
        let answer = state.servers.iter_mut().rev().find_map(|server| server(request));
        answer.ok_or_else(|| SystemError::Unreachable { url: request.url.clone(), reason: "connection refused".to_string() })
    }
}

/// A command line for records: words joined by a space.
fn text(command: &Command) -> String {
    let words = std::iter::once(command.program.as_str()).chain(command.arguments.iter().map(String::as_str));
    words.collect::<Vec<_>>().join(" ")
}

impl Look for Machine {
    fn metadata(&self, path: &Path, follow: Follow) -> Result<Option<Metadata>, SystemError> {
        Ok(self.files().metadata(path, follow))
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, SystemError> {
        self.files().read(path)
    }

    fn read_link(&self, path: &Path) -> Result<PathBuf, SystemError> {
        self.files().read_link(path)
    }

    fn list(&self, path: &Path) -> Result<Vec<String>, SystemError> {
        self.files().list(path)
    }

    fn user(&self, name: &str) -> Option<User> {
        self.state.borrow().users.get(name).cloned()
    }

    fn user_by_id(&self, id: u32) -> Option<User> {
        self.state.borrow().users.values().find(|user| user.id == id).cloned()
    }

    fn group(&self, name: &str) -> Option<Group> {
        self.state.borrow().groups.get(name).cloned()
    }

    fn group_by_id(&self, id: u32) -> Option<Group> {
        self.state.borrow().groups.values().find(|group| group.id == id).cloned()
    }

    fn query(&self, command: &Command) -> Result<Output, SystemError> {
        self.state.borrow_mut().queried.push(command.clone());
        self.play(command)
    }

    fn which(&self, program: &str) -> Option<PathBuf> {
        let folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
        let candidates = folders.iter().map(|folder| Path::new(folder).join(program));
        let files = self.files();
        candidates.into_iter().find(|candidate| files.metadata(candidate, Follow::Links).is_some_and(|found| found.mode & 0o111 != 0))
    }

    fn fetch(&self, request: &Request) -> Result<Response, SystemError> {
        self.serve(request)
    }

    fn download(&self, url: &str) -> Result<Download, SystemError> {
        let response = self.serve(&Request { method: "GET", url: url.to_string(), ..Request::default() })?;
        Ok(Download { status: response.status, content: response.body.into_bytes() })
    }

    fn environment(&self, name: &str) -> Option<String> {
        self.state.borrow().environment.get(name).cloned()
    }

    fn now(&self) -> f64 {
        self.state.borrow().now
    }

    fn sleep(&self, duration: Duration) {
        let mut state = self.state.borrow_mut();
        state.slept += duration;
        state.now += duration.as_secs_f64();
    }

    fn interrupted(&self) -> bool {
        match &mut self.state.borrow_mut().interrupted_after {
            None => false,
            Some(0) => true,
            Some(left) => {
                *left -= 1;
                false
            }
        }
    }
}

impl Act for Machine {
    fn write(&mut self, path: &Path, content: &[u8], ownership: &Ownership, validate: Option<&Command>) -> Result<(), SystemError> {
        if let Some(command) = validate {
            let temporary = path.with_file_name(".rpuppet-validate");
            self.files_mut().write(&temporary, content, &Ownership::default())?;
            let mut command = command.clone();
            command.arguments.iter_mut().for_each(|argument| *argument = argument.replace('%', &temporary.to_string_lossy()));
            let output = self.run(&command);
            self.files_mut().remove(&temporary);
            let output = output?;
            if !output.success() {
                let reason = format!("'{}' returned {}: {}", command.program, output.exit, output.stderr_text());
                return Err(SystemError::Invalid { path: path.to_path_buf(), reason });
            }
        }
        self.files_mut().write(path, content, ownership)
    }

    fn make_directory(&mut self, path: &Path, ownership: &Ownership) -> Result<(), SystemError> {
        self.files_mut().make_directory(path, ownership)
    }

    fn make_link(&mut self, path: &Path, target: &Path) -> Result<(), SystemError> {
        self.files_mut().make_link(path, target)
    }

    fn remove(&mut self, path: &Path) -> Result<(), SystemError> {
        self.files_mut().remove(path);
        Ok(())
    }

    fn set_ownership(&mut self, path: &Path, ownership: &Ownership) -> Result<(), SystemError> {
        self.files_mut().set_ownership(path, ownership)
    }

    fn copy(&mut self, from: &Path, to: &Path) -> Result<(), SystemError> {
        let content = self.read(from)?;
        let found = self.files().metadata(from, Follow::Links);
        let ownership = found.map(|found| Ownership { user: Some(found.user), group: Some(found.group), mode: Some(found.mode) });
        self.files_mut().write(to, &content, &ownership.unwrap_or_default())
    }

    fn run(&mut self, command: &Command) -> Result<Output, SystemError> {
        self.state.borrow_mut().ran.push(command.clone());
        self.play(command)
    }

    fn send(&mut self, request: &Request) -> Result<Response, SystemError> {
        self.serve(request)
    }

    fn as_look(&self) -> &dyn Look {
        self
    }
}
