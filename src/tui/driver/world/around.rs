//! What goes on around the editor: who works here, who else does, what others write meanwhile.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::super::super::event::Event;
use super::super::gather::About;
use super::super::open;
use super::super::post::Message;
use super::super::surroundings::{self, Plan, Surroundings};
use super::super::workspace::KnownFile;
use super::super::{sharing, threads};
use super::{ToFind, World};
use crate::map::Label;
use crate::store::clock;
use crate::store::disk::signature::{DiskState, compare};
use crate::store::disk::watch::Watch;
use crate::store::sessions;
use crate::store::whoami::{Who, who};
use crate::store::workspace::Folder;

/// How long those who have the map open are taken for there without a look.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// Others who have the map open.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Others {
    /// How many there were.
    count: usize,
    /// When that was looked at.
    looked: Option<Instant>,
}

impl World {
    /// After a paint: sets up what nobody has to wait for.
    pub(in crate::tui::driver) fn after_paint(&mut self) {
        if let ToFind::Person(given) = std::mem::take(&mut self.to_find) {
            self.find_me(given);
        }
        if std::mem::take(&mut self.is_driver_wanted) {
            let root = self.folder.root.clone();
            self.post.spawn("driver", move |post| sharing::notice(&root, post));
        }
        if std::mem::take(&mut self.is_atlas_wanted) {
            let records = Arc::clone(&self.records.known);
            self.atlas.start(self.dirs.clone(), self.folder.clone(), self.today, records, &self.post);
        }
        self.look_at_records();
        self.gather();
        self.tell_threads();
        if self.open.is_none() {
            self.watch_workspace();
        }
        if self.settling.is_some() {
            return;
        }
        let Some(file) = self.open.as_ref().filter(|file| file.surroundings.is_none()) else { return };
        let plan = Plan {
            dirs: self.dirs.clone(),
            root: self.folder.root.clone(),
            map: file.path.clone(),
            workspace: self.folder.file_path(),
            me: self.me.clone(),
            threads: self.threads_of.clone(),
        };
        let id = file.id;
        self.settling = self.post.spawn("settle", move |post| {
            let surroundings = Surroundings::set_up(plan, post);
            post.tell(Message::Settled(id, Box::new(surroundings)));
        });
    }

    /// Gathers what is known beside the open map's file, where that is wanted.
    fn gather(&mut self) {
        let Some(file) = self.open.as_ref().filter(|_| self.is_gathering_wanted) else { return };
        let about = About {
            dirs: self.dirs.clone(),
            folder: self.folder.clone(),
            path: file.path.clone(),
            today: self.today,
            records: Arc::clone(&self.records.known),
        };
        self.is_gathering_wanted = false;
        self.gatherer.start(about, &self.post);
    }

    /// Reads the threads of a map on a worker, where that is wanted.
    fn tell_threads(&mut self) {
        let Some(map) = self.threads_wanted.take() else { return };
        self.threads_of = Some(map.clone());
        let root = self.folder.root.clone();
        self.post.spawn("threads", move |post| threads::tell(&root, map, post));
    }

    /// Watches the workspace's file and the records, once.
    fn watch_workspace(&mut self) {
        if std::mem::replace(&mut self.is_watched, true) {
            return;
        }
        let paths = [self.folder.file_path(), sessions::folder(&self.folder.root)];
        self.post.spawn("watch", move |post| {
            let tell = post.clone();
            let (watch, _) = Watch::new(&paths, move |path| tell.tell(Message::Touched(path)));
            post.tell(Message::Watching(watch));
        });
    }

    pub(in crate::tui::driver) fn watching(&mut self, watch: Option<Watch>) {
        if self.open.is_some() {
            self.is_watched = false;
            return;
        }
        self.watch = watch;
        // What happened since it was read.
        self.look_at_workspace();
    }

    /// Finds out who works here, on a worker: git is asked.
    pub(in crate::tui::driver) fn find_me(&self, given: Option<String>) {
        let (workspace, root) = (self.folder.workspace.clone(), self.folder.root.clone());
        self.post.spawn("who", move |post| {
            let found = who(given.as_deref(), &workspace, &root).or_else(|_| who(None, &workspace, &root));
            if let Ok(found) = found {
                post.tell(Message::Me(found));
            }
        });
    }

    pub(in crate::tui::driver) fn is(&mut self, who: Who) {
        if !who.name.is_empty() {
            self.me.user = who.name.to_string();
        }
        if who.known {
            self.author = Label::new(who.id.as_str());
            self.tell(Event::Me(who.id));
        } else {
            self.author = who.name.clone();
            self.tell(Event::Called(who.name));
        }
    }

    pub(in crate::tui::driver) fn settled(&mut self, id: u64, surroundings: Surroundings) {
        if let Some(handle) = self.settling.take() {
            let _ = handle.join();
        }
        // Another map may be open by now, or none.
        let Some(file) = self.open.as_mut().filter(|file| file.id == id) else { return };
        let warning = surroundings.warnings.first().cloned();
        file.surroundings = Some(surroundings);
        // The map's own watch sees the workspace's file.
        (self.watch, self.is_watched) = (None, false);
        if let Some(warning) = warning {
            self.tell(Event::Failed(warning));
        }
        self.tell_others();
        // What happened since it was read.
        self.look_at_file();
        // What is beside it is watched from now on.
        self.is_gathering_wanted = true;
    }

    pub(in crate::tui::driver) fn touched(&mut self, path: &Path) {
        if path == self.folder.file_path() {
            self.look_at_workspace();
        } else if self.open.as_ref().is_some_and(|file| file.path == path) {
            self.look_at_file();
        } else if surroundings::is_beside(&self.folder.root, path) {
            self.is_gathering_wanted = true;
            if self.is_author_unsure {
                self.look_for_author();
            }
        } else if surroundings::is_record(&self.folder.root, path) {
            self.records.is_look_wanted = true;
        } else if surroundings::is_thread(&self.folder.root, path) {
            self.threads_wanted.clone_from(&self.threads_of);
        } else {
            self.tell_others();
        }
    }

    pub(in crate::tui::driver) fn tell_others(&mut self) {
        let others = others_of(self.open.as_ref().and_then(|file| file.surroundings.as_ref()));
        self.others = Others { count: others.len(), looked: Some(Instant::now()) };
        self.tell(Event::Others(others));
    }

    /// Whether those who have the map open still do: nobody tells when an editor is killed. To be called when the person
    /// is here (a key, the window's focus); looks again only where there was somebody, and not at every key.
    pub(in crate::tui::driver) fn look_for_others(&mut self, now: Instant) {
        let Others { count, looked } = self.others;
        let is_time = looked.is_none_or(|at| now.saturating_duration_since(at) >= LOOK_AGAIN);
        if count == 0 || !is_time {
            return;
        }
        self.others.looked = Some(now);
        let others = others_of(self.open.as_ref().and_then(|file| file.surroundings.as_ref()));
        if others.len() != count {
            self.others.count = others.len();
            self.tell(Event::Others(others));
        }
    }

    /// Tells when the file is another one than was read; once for each way to be another one.
    pub(in crate::tui::driver) fn look_at_file(&mut self) {
        let Some(file) = self.open.as_mut().filter(|file| file.saves == 0) else { return };
        let signature = file.known().signature.clone();
        let Ok(state) = compare(&file.path, &signature) else { return };
        if state == DiskState::Changed {
            return self.tell_disk(false);
        }
        if state == file.told.0 {
            return;
        }
        file.told = (state, None);
        match state {
            DiskState::Same | DiskState::Changed => {}
            DiskState::Deleted | DiskState::NotAFile(_) => self.tell(Event::DiskGone),
        }
    }

    pub(in crate::tui::driver) fn look_at_workspace(&mut self) {
        if self.workspace_writes > 0 || !open::lock(&self.known).is_outdated(&self.folder) {
            return;
        }
        let now = Folder::open(&self.folder.root);
        if now.file.as_ref().is_some_and(|file| !file.is_refused) {
            *open::lock(&self.known) = KnownFile::of(now.file.as_ref());
            self.tell(Event::Workspace(Box::new(now.workspace.clone())));
            self.folder = now;
        } else if let Some(wrong) = now.wrong() {
            self.tell(Event::Failed(format!("{wrong}; what it said before still holds")));
        }
    }
}

/// The others who have the open map open, in words.
pub(super) fn others_of(surroundings: Option<&Surroundings>) -> Vec<String> {
    let today = clock::local_day().to_string();
    surroundings.map(|around| around.others(&today)).unwrap_or_default()
}
