//! Who else has a map open: one small file per editor, locked while it lives, so that a dead editor is known.
//!
//! It lies in the person's state folder (two terminals of one person) and in the workspace's `.milepost/` (a shared
//! folder). A notice only: nothing in here makes opening a map fail.

use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::dirs::Dirs;
use super::journal::random;
use super::local;
use super::platform;
use super::target::Target;
use super::words::printable;

/// One who has the map open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    /// User name.
    pub user: String,
    /// Machine.
    pub host: String,
    /// Process there.
    pub pid: u32,
    /// Since when, as the editor put it.
    pub since: String,
}

impl Editor {
    /// This person, machine and process, as far as the environment tells.
    pub fn this(since: String) -> Self {
        let variable = |names: [&str; 3]| names.iter().find_map(|name| std::env::var(name).ok());
        let user = variable(["USER", "LOGNAME", "USERNAME"]).unwrap_or_else(|| "somebody".to_owned());
        let host = platform::host_name().or_else(|| variable(["HOSTNAME", "COMPUTERNAME", "HOST"]));
        let host = host.unwrap_or_else(|| "this computer".to_owned());
        Self { user: printable(&user), host: printable(&host), pid: std::process::id(), since }
    }

    /// Whether it is a process of this machine that has ended, or this very one.
    pub(in crate::store) fn is_over(&self) -> bool {
        let here = Self::this(String::new());
        self.host == here.host && (self.pid == here.pid || platform::is_gone(self.pid))
    }
}

/// The most bytes that an entry may have.
const MOST: u64 = 4096;
const ENDING: &str = ".editor";

/// The announcement of this editor; taken back when dropped.
#[derive(Debug)]
pub struct Presence {
    places: Vec<Place>,
    entries: Vec<Entry>,
    me: Editor,
}

/// A folder of entries, and what those of this map begin with.
#[derive(Debug)]
struct Place {
    folder: PathBuf,
    prefix: String,
    /// Permission bits: colleagues must be able to read those in a workspace.
    mode: u32,
}

#[derive(Debug)]
struct Entry {
    path: PathBuf,
    _lock: File,
}

impl Presence {
    /// Says that `me` has the map at `path` open. What cannot be written is left out.
    pub fn announce(dirs: &Dirs, workspace: Option<&Path>, path: &Path, me: Editor) -> Self {
        let places = places(dirs, workspace, path);
        let entries = places.iter().filter_map(|place| place.enter(&me).ok()).collect();
        Self { places, entries, me }
    }

    /// The folders of the announcements: something in them changes when an editor comes or goes.
    pub fn folders(&self) -> Vec<PathBuf> {
        self.places.iter().map(|place| place.folder.clone()).collect()
    }

    /// The other editors of this map, by time of arrival. Entries of dead editors are cleared away.
    pub fn others(&self) -> Vec<Editor> {
        let mut others: Vec<Editor> = Vec::new();
        for place in &self.places {
            for path in place.entries() {
                let own = self.entries.iter().any(|entry| entry.path == path);
                if let Some(editor) = (!own).then(|| living(&path, &self.me)).flatten() {
                    others.push(editor);
                }
            }
        }
        others.sort_by(|a, b| (&a.since, &a.host, a.pid).cmp(&(&b.since, &b.host, b.pid)));
        others.dedup();
        others
    }
}

#[cfg(test)]
impl Presence {
    /// Leaves the announcement as a killed process does: there, and not locked.
    pub(crate) fn forget(&mut self) {
        self.entries.clear();
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        for entry in &self.entries {
            let _ = std::fs::remove_file(&entry.path);
        }
    }
}

fn places(dirs: &Dirs, workspace: Option<&Path>, path: &Path) -> Vec<Place> {
    let Ok(target) = Target::of(path) else { return Vec::new() };
    let own = dirs.private("presence").ok();
    let own = own.map(|folder| Place { folder, prefix: format!("{}-", target.key()), mode: 0o600 });
    let shared = workspace.and_then(|workspace| shared_place(workspace, &target));
    own.into_iter().chain(shared).collect()
}

/// Machines see a shared workspace at different paths: its entries go by the path below it.
fn shared_place(workspace: &Path, target: &Target) -> Option<Place> {
    let top = std::fs::canonicalize(workspace).ok()?;
    let below = target.path().strip_prefix(&top).ok()?.to_owned();
    let key = Target { folder: PathBuf::new(), name: below.into() }.key();
    let folder = local::folder(&top, "presence").ok()?;
    Some(Place { folder, prefix: format!("{key}-"), mode: 0o644 })
}

impl Place {
    /// Written and locked under another name first, so that nobody takes it for a dead editor's.
    fn enter(&self, me: &Editor) -> io::Result<Entry> {
        let path = self.folder.join(format!("{}{}{ENDING}", self.prefix, random()?));
        let new = path.with_extension("new");
        let mut file = platform::create_new(&new, self.mode)?;
        let done = file.try_lock().map_err(io::Error::from).and_then(|()| {
            file.write_all(format!("{}\n{}\n{}\n{}\n", me.user, me.host, me.pid, me.since).as_bytes())?;
            std::fs::rename(&new, &path)
        });
        if let Err(error) = done {
            let _ = std::fs::remove_file(&new);
            return Err(error);
        }
        Ok(Entry { path, _lock: file })
    }

    fn entries(&self) -> Vec<PathBuf> {
        let Ok(found) = std::fs::read_dir(&self.folder) else { return Vec::new() };
        let names = found.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let ours = names.filter(|name| name.starts_with(&self.prefix) && name.ends_with(ENDING));
        ours.map(|name| self.folder.join(name)).collect()
    }
}

/// The editor behind an entry, if it lives. The entry of a dead one on this machine goes.
fn living(path: &Path, me: &Editor) -> Option<Editor> {
    let file = platform::open_read_own(path).ok()?;
    if !file.metadata().ok()?.is_file() {
        return None;
    }
    let editor = read_entry(&file)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Some(editor),
        // Locks may not reach across machines: another machine's entry is left for that machine to clear.
        Ok(()) if editor.host == me.host => {
            let _ = std::fs::remove_file(path);
            None
        }
        Ok(()) | Err(TryLockError::Error(_)) => None,
    }
}

fn read_entry(file: &File) -> Option<Editor> {
    let mut text = String::new();
    file.take(MOST).read_to_string(&mut text).ok()?;
    let mut lines = text.lines().map(printable);
    let (user, host, pid, since) = (lines.next()?, lines.next()?, lines.next()?, lines.next()?);
    Some(Editor { user, host, pid: pid.parse().ok()?, since })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn editor(user: &str) -> Editor {
        Editor { user: user.into(), host: "desk".into(), pid: 7, since: format!("09:00 {user}") }
    }

    struct Bed {
        root: tempfile::TempDir,
        map: PathBuf,
    }

    fn bed() -> Bed {
        let root = tempfile::tempdir().unwrap();
        let map = root.path().join("map.ron");
        std::fs::write(&map, b"x").unwrap();
        Bed { root, map }
    }

    impl Bed {
        fn announce(&self, home: &str, user: &str) -> Presence {
            let dirs = Dirs::at(&self.root.path().join(home));
            Presence::announce(&dirs, Some(self.root.path()), &self.map, editor(user))
        }
    }

    #[test]
    fn two_see_each_other_once_and_leaving_is_seen() {
        let bed = bed();
        let (maya, tom) = (bed.announce("home", "maya"), bed.announce("home", "tom"));
        assert_eq!(maya.others(), [editor("tom")]);
        assert_eq!(tom.others(), [editor("maya")]);
        drop(tom);
        assert_eq!(maya.others(), []);
    }

    #[test]
    fn two_people_with_their_own_homes_meet_in_the_workspace() {
        let bed = bed();
        let (maya, _tom) = (bed.announce("maya", "maya"), bed.announce("tom", "tom"));
        assert_eq!(maya.others(), [editor("tom")]);
        let elsewhere =
            Presence::announce(&Dirs::at(bed.root.path()), None, Path::new("none/x"), editor("z"));
        assert_eq!(elsewhere.others(), []);
    }

    #[test]
    fn a_dead_editors_entry_is_no_notice_and_is_cleared() {
        let bed = bed();
        let maya = bed.announce("home", "maya");
        let dead = maya.places[0].enter(&editor("dead")).unwrap();
        let path = dead.path.clone();
        assert_eq!(maya.others(), [editor("dead")]);
        drop(dead);
        assert_eq!(maya.others(), []);
        assert!(!path.exists());
    }

    #[test]
    fn hostile_and_broken_entries_are_only_that() {
        let bed = bed();
        let maya = bed.announce("home", "maya");
        let place = &maya.places[0];
        let evil = Editor { user: "e\u{1b}]0;x\u{7}".into(), ..editor("evil") };
        let _entry = place.enter(&evil).unwrap();
        std::fs::write(place.folder.join(format!("{}0{ENDING}", place.prefix)), b"\xff\xfe").unwrap();
        std::fs::create_dir(place.folder.join(format!("{}1{ENDING}", place.prefix))).unwrap();
        assert_eq!(maya.others().iter().map(|e| e.user.as_str()).collect::<Vec<_>>(), ["e␛]0;x␇"]);
    }

    #[test]
    fn nothing_writable_is_no_trouble() {
        let bed = bed();
        std::fs::write(bed.root.path().join("blocked"), b"").unwrap();
        std::fs::write(bed.root.path().join(".milepost"), b"").unwrap();
        assert_eq!(bed.announce("blocked", "maya").others(), []);
    }
}
