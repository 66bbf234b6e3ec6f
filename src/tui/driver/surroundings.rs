//! What goes on around the open map: others who have it open, and changes of its file. Set up after the first paint.

use std::path::{Path, PathBuf};

use super::post::{Message, Post};
use crate::map::id::MapId;
use crate::store::disk::dirs::Dirs;
use crate::store::disk::presence::{Editor, Presence};
use crate::store::disk::watch::Watch;
use crate::store::feeds;
use crate::store::git::history;
use crate::store::sessions;
use crate::store::threads;

/// Watch and presence of the open map. Dropping them ends both.
#[derive(Debug)]
pub(super) struct Surroundings {
    pub(super) presence: Presence,
    /// None: nothing could be watched.
    pub(super) watch: Option<Watch>,
    /// What could not be watched, in words.
    pub(super) warnings: Vec<String>,
}

/// What to set up.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) dirs: Dirs,
    pub(super) root: PathBuf,
    pub(super) map: PathBuf,
    /// The workspace's own file.
    pub(super) workspace: PathBuf,
    pub(super) me: Editor,
    /// The map whose threads are watched.
    pub(super) threads: Option<MapId>,
}

impl Surroundings {
    /// Says that the map is open here, and watches for others and for changes.
    pub(super) fn set_up(plan: Plan, post: &Post) -> Self {
        let presence = Presence::announce(&plan.dirs, Some(&plan.root), &plan.map, plan.me);
        let mut paths = vec![plan.map, plan.workspace];
        paths.extend(feeds::watched(&plan.root));
        paths.extend(plan.threads.iter().flat_map(|map| threads::watched(&plan.root, map)));
        paths.extend(history::moves(&plan.root));
        paths.push(sessions::folder(&plan.root));
        paths.extend(presence.folders());
        let post = post.clone();
        let (watch, warnings) = Watch::new(&paths, move |path| post.tell(Message::Touched(path)));
        Self { presence, watch, warnings }
    }

    /// Who else has the map open, in words. `today`: the clock's day.
    pub(super) fn others(&self, today: &str) -> Vec<String> {
        self.presence.others().iter().map(|editor| words(editor, today)).collect()
    }
}

/// Whether a watched path is one of those that say something beside the map's file: a feed, the repository's history.
pub(super) fn is_beside(root: &Path, path: &Path) -> bool {
    feeds::watched(root).any(|feed| feed == path) || history::is_moves(path)
}

/// Whether a watched path says something of threads.
pub(super) fn is_thread(root: &Path, path: &Path) -> bool {
    path.starts_with(root.join(threads::FOLDER))
}

/// Whether a watched path is the folder of the workshops' records.
pub(super) fn is_record(root: &Path, path: &Path) -> bool {
    path == sessions::folder(root)
}

/// `Ana Ruiz on host since 10:42`, with the day where it is another one.
fn words(editor: &Editor, today: &str) -> String {
    let since = editor.since.strip_prefix(today).map_or(editor.since.as_str(), str::trim_start);
    format!("{} on {} since {since}", editor.user, editor.host)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{bed, post};
    use super::*;
    use std::time::Duration;

    fn plan(bed: &super::super::testing::Bed, user: &str) -> Plan {
        let me = Editor { user: user.into(), ..Editor::this("2026-11-22 10:42".into()) };
        let workspace = bed.root.join("milepost.ron");
        Plan {
            dirs: bed.dirs.clone(),
            root: bed.root.clone(),
            map: bed.map.clone(),
            workspace,
            me,
            threads: None,
        }
    }

    #[test]
    fn two_editors_hear_of_each_other_coming_and_going() {
        let bed = bed();
        let (post, heard) = post();
        let first = Surroundings::set_up(plan(&bed, "Ana Ruiz"), &post);
        assert_eq!(first.warnings, [""; 0]);
        let wait = |count: usize| loop {
            let others = first.others("2026-11-22");
            if others.len() == count {
                return others;
            }
            heard.recv_timeout(Duration::from_secs(20)).expect("told");
        };
        let (post, _heard) = super::super::testing::post();
        let second = Surroundings::set_up(plan(&bed, "Tom"), &post);
        let host = Editor::this(String::new()).host;
        assert_eq!(wait(1), [format!("Tom on {host} since 10:42")]);
        assert_eq!(second.others("2026-11-23"), [format!("Ana Ruiz on {host} since 2026-11-22 10:42")]);
        drop(second);
        wait(0);
    }
}
