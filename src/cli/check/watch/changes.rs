//! Changes of files as the system tells them, and the end of waiting: the door to the crate `notify`.
//!
//! Each folder is watched by itself, so that hidden ones (`.git`) are not.

use crate::system::real_signals;
use crate::value::Set;
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

pub struct Changes {
    watcher: RecommendedWatcher,
    watched: Set<String>,
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
        Ok(Changes { watcher, watched: Set::default(), messages })
    }

    /// Watches these folders and no others; whether there was a new one among them.
    ///
    /// # Errors
    /// The system watches no more folders.
    pub fn cover(&mut self, folders: &Set<String>) -> Result<bool, String> {
        let gone: Vec<String> = self.watched.iter().filter(|folder| !folders.contains(*folder)).cloned().collect();
        gone.iter().for_each(|folder| self.forget(folder));
        let mut is_new = false;
        for folder in folders {
            if self.watched.contains(folder) {
                continue;
            }
            match self.watcher.watch(Path::new(folder), RecursiveMode::NonRecursive) {
                Ok(()) => is_new |= self.watched.insert(folder.clone()),
                // it was there a moment ago
                Err(_) if !Path::new(folder).is_dir() => {}
                Err(error) => return Err(failed(&error)),
            }
        }
        Ok(is_new)
    }

    fn forget(&mut self, folder: &str) {
        self.watched.swap_remove(folder);
        // the system has forgotten a folder that is gone
        let _ = self.watcher.unwatch(Path::new(folder));
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
        let replaced: Vec<String> = touched.iter().filter(|path| self.watched.contains(*path)).cloned().collect();
        replaced.iter().for_each(|folder| self.forget(folder));
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
