//! The workshops of a workspace as they were read last: a record whose file did not change is not read again.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::brief::{Brief, Listing, briefly, files, of_actions};
use super::read::Problem;
use crate::map::id::SessionId;
use crate::store::disk::fs::{Facts, Fs};

/// What was read of a workspace's records. Each look asks the file system what the files are, and reads those alone that are
/// others than before.
#[derive(Debug, Default)]
pub struct Known {
    records: BTreeMap<SessionId, Read>,
    /// What the files were at the last [`Known::look`].
    seen: BTreeMap<SessionId, Option<Facts>>,
}

/// A record that was read, in whole or as far as its actions go.
#[derive(Debug)]
struct Read {
    /// What the file was before it was read; `None`: nobody could say, so it is read each time.
    stamp: Option<Facts>,
    whole: Option<(Option<Brief>, Vec<Problem>)>,
    actions: OnceCell<Option<Brief>>,
}

impl Known {
    /// The workshops of the workspace at `root`; an empty list where there is no folder.
    pub fn list(&mut self, fs: &dyn Fs, root: &Path) -> Listing {
        let mut listing = Listing::default();
        match self.current(fs, root) {
            Err(problem) => listing.problems.push(*problem),
            Ok(files) => {
                for (id, path) in files {
                    let Some(read) = self.records.get_mut(&id) else { continue };
                    let (brief, problems) = read.whole.get_or_insert_with(|| briefly(fs, &id, &path));
                    listing.problems.extend_from_slice(problems);
                    listing.sessions.extend(brief.clone());
                }
            }
        }
        listing.sessions.sort_by(|a, b| (b.day, b.began, &b.id).cmp(&(a.day, a.began, &a.id)));
        listing
    }

    /// The workshops of the workspace at `root` as far as their actions go: lines that cannot matter to these are not read, so that
    /// it costs a fraction of [`Known::list`]. How many came and what was carried over is not known then, and what is wrong in a
    /// file is not said.
    pub fn with_actions(&mut self, fs: &dyn Fs, root: &Path) -> Vec<Brief> {
        let mut out = Vec::new();
        for (id, path) in self.current(fs, root).unwrap_or_default() {
            let Some(read) = self.records.get(&id) else { continue };
            let brief = match &read.whole {
                Some((brief, _)) => brief,
                None => read.actions.get_or_init(|| of_actions(fs, &id, &path)),
            };
            out.extend(brief.clone().filter(|brief| !brief.actions.is_empty()));
        }
        out
    }

    /// Whether a record came, went or is another one than at the last look. `led`: the workshop that is led here; what happens
    /// in it is no news to whoever leads it, until it is left.
    pub fn look(&mut self, fs: &dyn Fs, root: &Path, led: Option<&SessionId>) -> bool {
        let files = files(fs, root).unwrap_or_default();
        let now: BTreeMap<_, _> = files.into_iter().map(|(id, path)| (id, fs.facts(&path).ok())).collect();
        let others = |seen: &BTreeMap<SessionId, Option<Facts>>| -> Vec<(SessionId, Option<Facts>)> {
            seen.iter().filter(|(id, _)| Some(*id) != led).map(|(id, facts)| (id.clone(), *facts)).collect()
        };
        let is_news = others(&now) != others(&self.seen);
        // What is led here stays as it was seen, so that it is news once it is left.
        let before = led.and_then(|led| Some((led.clone(), *self.seen.get(led)?)));
        self.seen = now;
        if let Some(led) = led {
            self.seen.remove(led);
        }
        self.seen.extend(before);
        is_news
    }

    /// The files there are, newest first; what was read of those that are others now, or gone, is forgotten.
    fn current(&mut self, fs: &dyn Fs, root: &Path) -> Result<Vec<(SessionId, PathBuf)>, Box<Problem>> {
        let files = files(fs, root).inspect_err(|_| self.records.clear())?;
        let mut before = std::mem::take(&mut self.records);
        for (id, path) in &files {
            let stamp = fs.facts(path).ok();
            let kept = before.remove(id).filter(|read| read.stamp.is_some() && read.stamp == stamp);
            let read = kept.unwrap_or(Read { stamp, whole: None, actions: OnceCell::new() });
            self.records.insert(id.clone(), read);
        }
        Ok(files)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Recorder, append_later, begin, list, with_actions};
    use super::*;
    use crate::map::id::{ItemId, PersonId};
    use crate::store::disk::faulty::FaultyFs;
    use crate::store::disk::fs::RealFs;
    use crate::workshop::testing::{TEN, head, record};
    use crate::workshop::{Action, Deed, Later, Outcome, Said};

    const DAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 11, 30);

    fn action(id: &str) -> Deed {
        let (id, text) = (ItemId::new(id).unwrap(), crate::map::Text::new("Ask the carriers"));
        Deed::Action(Action { id, text, owner: None, due: None, cards: vec![] })
    }

    /// A record with one action of this id that has ended.
    fn written(root: &Path, id: &str) -> Recorder {
        let (mut recorder, _) = begin(Arc::new(RealFs), root, head()).unwrap();
        for entry in
            record(vec![("bo", action(id)), ("bo", Deed::Closed { version: None, despite: None })]).entries
        {
            recorder.append(&entry).unwrap();
        }
        recorder
    }

    fn done(root: &Path, session: &SessionId, id: &str) {
        let (session, action) = (session.clone(), ItemId::new(id).unwrap());
        let (said, by) = (vec![Said::Is(Outcome::Done(DAY))], PersonId::new("bo").unwrap());
        let later = Later { session, action, said, by };
        append_later(Arc::new(RealFs), root, &later, TEN).unwrap();
    }

    #[test]
    fn what_did_not_change_is_not_read_again_and_what_did_is() {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path();
        let first = written(root, "x").id().clone();
        written(root, "y");
        std::fs::write(root.join("sessions/notes.log"), "hello\n").unwrap();
        let (mut known, fs) = (Known::default(), FaultyFs::counting());
        assert_eq!(known.with_actions(&fs, root), with_actions(&RealFs, root));
        assert_eq!(known.list(&fs, root), list(&RealFs, root));
        let mut calls = fs.calls();
        let mut cost = |known: &mut Known| {
            assert_eq!(known.list(&fs, root), list(&RealFs, root));
            std::mem::replace(&mut calls, fs.calls()).abs_diff(fs.calls())
        };
        assert_eq!(cost(&mut known), 4, "the names, and what each of three files is");
        done(root, &first, "x");
        assert!(cost(&mut known) > 4);
        assert_eq!(known.list(&RealFs, root).sessions[1].open(), 0);
        std::fs::remove_dir_all(root.join("sessions")).unwrap();
        assert_eq!(known.list(&RealFs, root), Listing::default());
    }

    #[test]
    fn news_is_what_others_wrote_and_what_was_led_here_once_it_is_left() {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path();
        let mut known = Known::default();
        let mut look = |led| known.look(&RealFs, root, led);
        assert!(!look(None));
        let first = written(root, "x").id().clone();
        assert!(look(None) && !look(None));
        let mut led = written(root, "y");
        let own = led.id().clone();
        assert!(!look(Some(&own)));
        led.append(&record(vec![("bo", action("z"))]).entries[0]).unwrap();
        assert!(!look(Some(&own)));
        done(root, &first, "x");
        assert!(look(Some(&own)) && !look(Some(&own)));
        drop(led);
        assert!(look(None) && !look(None));
        std::fs::remove_file(super::super::path(root, &first)).unwrap();
        assert!(look(None) && !look(None));
    }
}
