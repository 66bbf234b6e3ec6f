//! Tells when a file changed on the disk. Nothing wakes up while nothing happens.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::target::Target;
use super::words::{printable, shown};

/// How long a burst of events is gathered: a save by rename is several.
const GATHER: Duration = Duration::from_millis(30);

/// Watches until dropped.
#[derive(Debug)]
pub struct Watch {
    /// Dropping it ends the channel, and so the thread that calls back.
    watcher: RecommendedWatcher,
    wanted: Arc<Mutex<Wanted>>,
}

/// What is watched, and the path under which it was asked for.
#[derive(Debug, Default)]
struct Wanted {
    /// By the real folder and the name in it.
    files: BTreeMap<(PathBuf, OsString), PathBuf>,
    /// By the real folder: all that is in it.
    folders: BTreeMap<PathBuf, PathBuf>,
}

impl Wanted {
    fn add(&mut self, path: &Path) -> std::io::Result<()> {
        if path.is_dir() {
            self.folders.insert(std::fs::canonicalize(path)?, path.to_owned());
        } else {
            let target = Target::of(path)?;
            self.files.insert((target.folder, target.name), path.to_owned());
        }
        Ok(())
    }

    fn join(&mut self, more: Self) {
        self.files.extend(more.files);
        self.folders.extend(more.folders);
    }

    /// The folders to be listened to.
    fn places(&self) -> BTreeSet<PathBuf> {
        self.files.keys().map(|(folder, _)| folder).chain(self.folders.keys()).cloned().collect()
    }

    fn all(&self) -> impl Iterator<Item = &PathBuf> {
        self.files.values().chain(self.folders.values())
    }

    /// What was asked for that a change at `path` is about: a folder that is moved away or removed takes all in it along.
    fn about(&self, path: &Path) -> Vec<&PathBuf> {
        let inside = self.files.iter().filter(|((folder, _), _)| folder == path).map(|(_, file)| file);
        let whole: Vec<&PathBuf> = inside.chain(self.folders.get(path)).collect();
        if !whole.is_empty() {
            return whole;
        }
        let Some((folder, name)) = path.parent().zip(path.file_name()) else { return whole };
        let file = self.files.get(&(folder.to_owned(), name.to_owned()));
        file.or_else(|| self.folders.get(folder)).into_iter().collect()
    }
}

impl Watch {
    /// Calls `on_change`, on a thread of its own, with each of `paths` that may have changed, appeared or gone;
    /// for a folder: when something in it did.
    ///
    /// The folders are watched, so a file replaced by renaming stays watched. Gives a watch, if anything could be
    /// watched, and warnings in words. A change may be told twice, or be none: compare signatures.
    pub fn new(
        paths: &[PathBuf],
        on_change: impl Fn(PathBuf) + Send + 'static,
    ) -> (Option<Self>, Vec<String>) {
        let (mut wanted, mut warnings) = (Wanted::default(), Vec::new());
        for path in paths {
            if let Err(error) = wanted.add(path) {
                warnings.push(cannot(path, &error.to_string()));
            }
        }
        let (send, receive) = channel();
        let folders = wanted.places();
        let wanted = Arc::new(Mutex::new(wanted));
        let mut watcher = match notify::recommended_watcher(filter(Arc::clone(&wanted), send)) {
            Ok(watcher) => watcher,
            Err(error) => return (None, vec![cannot(Path::new("files"), &error.to_string())]),
        };
        let mut any = false;
        for folder in folders {
            match watcher.watch(&folder, RecursiveMode::NonRecursive) {
                Ok(()) => any = true,
                Err(error) => warnings.push(cannot(&folder, &error.to_string())),
            }
        }
        if !any {
            return (None, warnings);
        }
        let thread = std::thread::Builder::new().name("watch".to_owned());
        match thread.spawn(move || tell(&receive, &on_change)) {
            Ok(_) => (Some(Self { watcher, wanted }), warnings),
            Err(error) => (None, vec![cannot(Path::new("files"), &error.to_string())]),
        }
    }

    /// Watches one more path; a folder that was asked for before it was there, or that is another one now, is listened to
    /// from now on.
    ///
    /// # Errors
    /// In words, when it cannot be watched.
    pub fn widen(&mut self, path: &Path) -> Result<(), String> {
        let mut more = Wanted::default();
        more.add(path).map_err(|error| cannot(path, &error.to_string()))?;
        let places = more.places();
        lock(&self.wanted).join(more);
        for folder in places {
            self.watcher
                .watch(&folder, RecursiveMode::NonRecursive)
                .map_err(|error| cannot(&folder, &error.to_string()))?;
        }
        Ok(())
    }
}

fn lock(wanted: &Mutex<Wanted>) -> MutexGuard<'_, Wanted> {
    wanted.lock().unwrap_or_else(PoisonError::into_inner)
}

fn cannot(path: &Path, why: &str) -> String {
    format!("{} is not watched, changes are seen when you save: {}", shown(path), printable(why))
}

/// Passes on the paths that are wanted; when events were lost, all of them.
fn filter(
    wanted: Arc<Mutex<Wanted>>,
    send: Sender<PathBuf>,
) -> impl FnMut(notify::Result<Event>) + Send + 'static {
    move |event| {
        let Ok(event) = event else { return };
        let wanted = lock(&wanted);
        if event.need_rescan() {
            for path in wanted.all() {
                drop(send.send(path.clone()));
            }
        }
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        for path in event.paths.iter().flat_map(|path| wanted.about(path)) {
            drop(send.send(path.clone()));
        }
    }
}

/// Waits for a change, gathers what comes with it, tells each file once.
fn tell(receive: &Receiver<PathBuf>, on_change: &dyn Fn(PathBuf)) {
    while let Ok(first) = receive.recv() {
        let (mut changed, start) = (BTreeSet::from([first]), Instant::now());
        while let Ok(next) = receive.recv_timeout(GATHER) {
            changed.insert(next);
            // A file that never rests is told all the same.
            if start.elapsed() > GATHER * 8 {
                break;
            }
        }
        changed.into_iter().for_each(on_change);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_secs(20);

    #[test]
    fn a_change_a_replacement_and_a_removal_are_told() {
        let temp = tempfile::tempdir().unwrap();
        let (path, other) = (temp.path().join("map.ron"), temp.path().join("other.ron"));
        std::fs::write(&path, b"one").unwrap();
        let (send, receive) = channel();
        let (watch, warnings) = Watch::new(std::slice::from_ref(&path), move |path| drop(send.send(path)));
        let Some(_watch) = watch else {
            eprintln!("no file events here: not tested: {warnings:?}");
            return;
        };
        // One change may be told twice: what is still to come of it must not pass for the next.
        let told = || {
            assert_eq!(receive.recv_timeout(SOON).unwrap(), path);
            while receive.recv_timeout(GATHER * 4).is_ok() {}
        };
        std::fs::write(&path, b"two").unwrap();
        told();
        std::fs::write(&other, b"three").unwrap();
        std::fs::rename(&other, &path).unwrap();
        told();
        std::fs::write(&path, b"after the replacement").unwrap();
        told();
        std::fs::remove_file(&path).unwrap();
        told();
    }

    #[test]
    fn a_folder_that_is_moved_away_is_told_as_its_files() {
        let temp = tempfile::tempdir().unwrap();
        let (folder, away) = (temp.path().join("maps"), temp.path().join("away"));
        std::fs::create_dir(&folder).unwrap();
        let path = folder.join("map.ron");
        std::fs::write(&path, b"one").unwrap();
        let (send, receive) = channel();
        let (watch, warnings) = Watch::new(std::slice::from_ref(&path), move |path| drop(send.send(path)));
        let Some(_watch) = watch else {
            eprintln!("no file events here: not tested: {warnings:?}");
            return;
        };
        std::fs::rename(&folder, &away).unwrap();
        assert_eq!(receive.recv_timeout(SOON).unwrap(), path);
    }

    #[test]
    fn a_folder_that_comes_later_and_comes_again_is_told_and_then_what_is_in_it() {
        let temp = tempfile::tempdir().unwrap();
        let folder = temp.path().join("sessions");
        let (send, receive) = channel();
        let (watch, warnings) = Watch::new(std::slice::from_ref(&folder), move |path| drop(send.send(path)));
        let Some(mut watch) = watch else {
            eprintln!("no file events here: not tested: {warnings:?}");
            return;
        };
        let told = || {
            assert_eq!(receive.recv_timeout(SOON).unwrap(), folder);
            while receive.recv_timeout(GATHER * 4).is_ok() {}
        };
        for _ in 0..2 {
            std::fs::create_dir(&folder).unwrap();
            told();
            watch.widen(&folder).unwrap();
            std::fs::write(folder.join("x.log"), b"one").unwrap();
            told();
            std::fs::remove_dir_all(&folder).unwrap();
            told();
        }
        assert!(watch.widen(&temp.path().join("none/at/all")).unwrap_err().contains("is not watched"));
    }

    #[test]
    fn bursts_are_told_once_and_the_thread_ends_with_its_watch() {
        let (send, receive) = channel();
        for name in ["a", "b", "a", "a"] {
            send.send(PathBuf::from(name)).unwrap();
        }
        drop(send);
        let told = std::cell::RefCell::new(Vec::new());
        tell(&receive, &|path| told.borrow_mut().push(path));
        assert_eq!(told.into_inner(), [PathBuf::from("a"), PathBuf::from("b")]);
    }

    #[test]
    fn what_cannot_be_watched_is_a_warning() {
        let temp = tempfile::tempdir().unwrap();
        let (watch, warnings) = Watch::new(&[temp.path().join("none/map.ron")], |_| ());
        assert!(watch.is_none());
        assert!(warnings[0].contains("is not watched"), "{warnings:?}");
    }
}
