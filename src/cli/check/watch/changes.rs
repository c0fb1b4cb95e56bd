//! Changes of files as the system tells them, and the end of waiting: the door to the crate `notify`.
//!
//! Each folder is watched by itself, so that hidden ones (`.git`) are not.

use crate::system::real_signals;
use crate::value::{Map, Set};
use notify::event::{EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// An editor writes in several steps: it is waited until nothing has happened for this long,
const QUIET: Duration = Duration::from_millis(6);
/// but not for longer than this after the first step.
const LONGEST: Duration = Duration::from_millis(200);

/// What happened while it was waited.
#[derive(Debug, PartialEq, Eq)]
pub enum News {
    /// Something was done to these paths.
    Touched(Set<String>),
    /// More happened than the system tells.
    Lost,
    /// Nothing in the time that was given.
    Nothing,
    /// SIGINT or SIGTERM.
    Stop,
}

enum Message {
    Touched(Vec<String>),
    Lost,
    Stop,
}

/// What is to be watched, from the root.
#[derive(Debug, Default)]
pub struct Wanted {
    pub folders: Set<String>,
    /// Files that links lead to, with those links.
    pub links: Vec<(String, String)>,
}

pub struct Changes {
    watcher: RecommendedWatcher,
    /// Folders as they are known, with where they really are.
    watched: Map<String, String>,
    /// The same the other way round: the system watches and names each real folder once.
    names: Map<String, Vec<String>>,
    links: Vec<(String, String)>,
    messages: Receiver<Message>,
}

impl Changes {
    /// From now on SIGINT and SIGTERM are news.
    ///
    /// # Errors
    /// The system cannot tell of changes.
    pub fn new() -> Result<Changes, String> {
        let (sender, messages) = channel();
        let stop = sender.clone();
        real_signals::on_stop(move || drop(stop.send(Message::Stop)));
        let watcher = notify::recommended_watcher(move |event| heard(event, &sender)).map_err(|error| failed(&error))?;
        Ok(Changes { watcher, watched: Map::default(), names: Map::default(), links: Vec::new(), messages })
    }

    /// Watches these folders and no others; whether there was a new one among them.
    ///
    /// # Errors
    /// The system watches no more folders.
    pub fn cover(&mut self, wanted: Wanted) -> Result<bool, String> {
        let gone: Vec<String> = self.watched.keys().filter(|folder| !wanted.folders.contains(*folder)).cloned().collect();
        gone.iter().for_each(|folder| self.forget(folder));
        self.links = wanted.links;
        let before = self.watched.len();
        for folder in wanted.folders {
            if self.watched.contains_key(&folder) {
                continue;
            }
            // a folder that is not there any more is none to be watched
            let Ok(real) = Path::new(&folder).canonicalize() else { continue };
            let real = real.to_string_lossy().into_owned();
            let names = self.names.entry(real.clone()).or_default();
            if names.is_empty() {
                self.watcher.watch(Path::new(&real), RecursiveMode::NonRecursive).map_err(|error| failed(&error))?;
            }
            names.push(folder.clone());
            self.watched.insert(folder, real);
        }
        Ok(self.watched.len() > before)
    }

    fn forget(&mut self, folder: &str) {
        let Some(real) = self.watched.swap_remove(folder) else { return };
        let Some(names) = self.names.get_mut(&real) else { return };
        names.retain(|name| name != folder);
        if names.is_empty() {
            self.names.swap_remove(&real);
            // the system has forgotten a folder that is gone
            let _ = self.watcher.unwatch(Path::new(&real));
        }
    }

    /// The paths by which something is known.
    fn known(&self, real: &str) -> Vec<String> {
        let (parent, name) = real.rsplit_once('/').unwrap_or(("", real));
        let beside = self.names.get(if parent.is_empty() { "/" } else { parent }).into_iter().flatten();
        let beside = beside.map(|folder| format!("{}/{name}", folder.trim_end_matches('/')));
        let links = self.links.iter().filter(|(to, _)| to == real).map(|(_, link)| link.clone());
        beside.chain(links).chain(self.names.get(real).into_iter().flatten().cloned()).collect()
    }

    /// Waits for news, and then until it is quiet.
    pub fn next(&mut self, limit: Option<Duration>) -> News {
        let first = match limit {
            Some(limit) => self.messages.recv_timeout(limit),
            None => self.messages.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let (mut touched, mut is_lost) = (Set::default(), false);
        let (start, mut next) = (Instant::now(), first);
        loop {
            match next {
                Ok(Message::Touched(paths)) => touched.extend(paths),
                Ok(Message::Lost) => is_lost = true,
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return News::Stop,
                Err(RecvTimeoutError::Timeout) => break,
            }
            if start.elapsed() > LONGEST {
                break;
            }
            next = self.messages.recv_timeout(QUIET);
        }
        // a folder that was put in the place of another one is watched anew
        let touched: Set<String> = touched.iter().flat_map(|path: &String| self.known(path)).collect();
        touched.iter().for_each(|path| self.forget(path));
        match (is_lost, touched.is_empty()) {
            (true, _) => News::Lost,
            (false, true) => News::Nothing,
            (false, false) => News::Touched(touched),
        }
    }
}

fn heard(event: notify::Result<notify::Event>, sender: &Sender<Message>) {
    let message = match event {
        Ok(event) if event.need_rescan() => Message::Lost,
        Ok(event) if tells_of_change(event.kind) => {
            Message::Touched(event.paths.iter().map(|path| path.to_string_lossy().into_owned()).collect())
        }
        // reading is no change, or checking would be one
        Ok(_) => return,
        Err(_) => Message::Lost,
    };
    // nobody listens any more: the program ends
    let _ = sender.send(message);
}

fn tells_of_change(kind: EventKind) -> bool {
    !matches!(kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Other))
}

fn failed(error: &notify::Error) -> String {
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "the system watches no more folders for this user: raise fs.inotify.max_user_watches with sysctl, or name fewer paths".into()
        }
        _ => format!("cannot wait for changes: {error}"),
    }
}
