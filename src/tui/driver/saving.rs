//! Saving the open map: on the writer's thread, from a copy, so that keys never wait for it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::super::effect::{SaveJob, SaveMode};
use super::super::event::SaveResult;
use super::super::term::panics;
use super::open::{Known, lock};
use super::recorder::Recorder;
use crate::map::Map;
use crate::store::disk::dirs::{Dirs, home};
use crate::store::disk::error::SaveError;
use crate::store::disk::fs::RealFs;
use crate::store::disk::journal::Mark;
use crate::store::disk::save::{Expected, Saved, save};
use crate::store::disk::signature::ContentHash;
use crate::store::document::write_map_telling;
use crate::store::ron::comments::{Comments, may_hold_comments};
use crate::store::ron::scan::Scan;
use crate::store::versions::seals;

/// How many copies of one file get a name.
const MOST_COPIES: u32 = 999;

/// How a save ended, for the state and for the driver.
#[derive(Debug)]
pub(super) struct SaveReport {
    pub(super) result: SaveResult,
    /// Where the map goes on, when it was saved as a copy.
    pub(super) moved: Option<PathBuf>,
}

/// A save with all that it needs, fit for another thread.
pub(super) struct Saving {
    pub(super) dirs: Dirs,
    /// The workspace's folder.
    pub(super) root: PathBuf,
    pub(super) path: PathBuf,
    pub(super) known: Arc<Mutex<Known>>,
    pub(super) recorder: Recorder,
    pub(super) mark: Mark,
}

impl Saving {
    /// Writes the map; the journal forgets what is in the file then.
    pub(super) fn run(self, job: &SaveJob) -> SaveReport {
        match panics::catch(|| self.write(job)) {
            Ok(Ok((saved, notes))) => self.done(job, saved, notes),
            Ok(Err(result)) => self.failed(result),
            Err(panicked) => self.failed(SaveResult::Failed(panicked.to_string())),
        }
    }

    fn failed(&self, result: SaveResult) -> SaveReport {
        self.recorder.not_saved();
        SaveReport { result, moved: None }
    }

    fn write(&self, job: &SaveJob) -> Result<(Saved, Vec<String>), SaveResult> {
        let (text, notes) = self.text(&job.map)?;
        self.recorder.saving(ContentHash::of(text.as_bytes()), self.mark);
        let saved = match &job.mode {
            SaveMode::Copy => self.save_copy(text.as_bytes()),
            SaveMode::CopyTo(wanted) => {
                save(&RealFs, &self.dirs, &self.place_of(wanted), text.as_bytes(), Expected::Nothing)
            }
            SaveMode::KeepMine => save(&RealFs, &self.dirs, &self.path, text.as_bytes(), Expected::Anything),
            SaveMode::Careful => {
                let seen = lock(&self.known).signature.clone();
                save(&RealFs, &self.dirs, &self.path, text.as_bytes(), Expected::Seen(&seen))
            }
        };
        let saved = saved.map_err(|error| match error {
            SaveError::Changed(_) => SaveResult::Changed,
            SaveError::Gone(_) => SaveResult::Gone,
            error => SaveResult::Failed(error.to_string()),
        })?;
        let bytes: Arc<[u8]> = text.as_bytes().into();
        self.recorder.set_base(Arc::clone(&bytes));
        let (signature, comments) = (saved.signature.clone(), comments_of(&text));
        *lock(&self.known) = Known { signature, comments, bytes };
        Ok((saved, notes))
    }

    /// The file's text, and what is to be said about it.
    fn text(&self, map: &Map) -> Result<(String, Vec<String>), SaveResult> {
        let comments = lock(&self.known).comments.clone();
        let (text, moved) =
            write_map_telling(map, &comments).map_err(|error| SaveResult::Failed(error.to_string()))?;
        let notes = match moved.len() {
            0 => Vec::new(),
            1 => vec!["a comment went elsewhere: what it stood by is gone".to_owned()],
            n => vec![format!("{n} comments went elsewhere: what they stood by is gone")],
        };
        Ok((text, notes))
    }

    /// The file that somebody means who typed `wanted`: below their home for `~/`, else as seen from the map's folder. In
    /// a folder it gets the map's own name.
    fn place_of(&self, wanted: &str) -> PathBuf {
        let home = wanted.strip_prefix("~/").zip(home());
        let path = match (home, self.path.parent()) {
            (Some((rest, home)), _) => home.join(rest),
            (None, Some(folder)) => folder.join(wanted),
            (None, None) => PathBuf::from(wanted),
        };
        match self.path.file_name().filter(|_| path.is_dir()) {
            Some(name) => path.join(name),
            None => path,
        }
    }

    /// Writes beside the file, under the first free name.
    fn save_copy(&self, bytes: &[u8]) -> Result<Saved, SaveError> {
        let mut last = SaveError::Exists(self.path.clone());
        for n in 2..=MOST_COPIES {
            match save(&RealFs, &self.dirs, &copy_name(&self.path, n), bytes, Expected::Nothing) {
                Err(error @ (SaveError::Exists(_) | SaveError::NotAFile { .. })) => last = error,
                done => return done,
            }
        }
        Err(last)
    }

    /// Keeps the reviewed stages whose review is in the file now; what is to be said of one that could not be kept.
    fn keep_sealed(&self, job: &SaveJob) -> Option<String> {
        let meant = job.sealed.iter().filter(|sealed| sealed.is_meant(&job.map));
        let kept = meant.map(|sealed| seals::keep(&RealFs, &self.dirs, &self.root, sealed));
        // All are tried, whatever becomes of the first.
        let error = kept.filter_map(Result::err).reduce(|_, later| later)?;
        Some(format!("the next review will not know what changed since this one: {error}"))
    }

    fn done(&self, job: &SaveJob, saved: Saved, mut notes: Vec<String>) -> SaveReport {
        notes.extend(saved.notes);
        notes.extend(self.keep_sealed(job));
        let is_copy = matches!(job.mode, SaveMode::Copy | SaveMode::CopyTo(_));
        self.recorder.saved(saved.signature.hash, self.mark, is_copy.then_some(&saved.path));
        let revision = job.revision;
        if is_copy {
            let path = saved.path.clone();
            return SaveReport {
                result: SaveResult::Copied { path, revision, notes },
                moved: Some(saved.path),
            };
        }
        SaveReport { result: SaveResult::Done { revision, notes }, moved: None }
    }
}

/// The comments as they stand in the text now.
fn comments_of(text: &str) -> Comments {
    if may_hold_comments(text) { Comments::collect(&Scan::of(text)) } else { Comments::default() }
}

/// `map.ron` → `map-copy-2.ron`; the copy of a copy counts on.
fn copy_name(path: &Path, n: u32) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let base = match stem.rsplit_once("-copy-") {
        Some((base, digits)) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => base,
        _ => &*stem,
    };
    path.with_file_name(format!("{base}-copy-{n}.ron"))
}

#[cfg(test)]
mod tests {
    use super::super::open;
    use super::super::testing::{Bed, add_pain, bed};
    use super::*;
    use crate::map::id::PersonId;
    use crate::map::review::Review;
    use crate::store::disk::presence::Editor;
    use crate::store::versions::seals::Sealed;
    use crate::store::workspace::Folder;

    fn opened(bed: &Bed) -> (open::OpenFile, SaveJob) {
        let folder = Folder::open(&bed.root);
        let me = Editor::this("2026-11-22 09:00".into());
        let (file, opened) = open::open(&bed.dirs, &folder, &me, &bed.map, 1).unwrap();
        let mut map = opened.map;
        add_pain("No ETA").apply(&mut map).unwrap();
        (file, SaveJob { map, revision: 7, mode: SaveMode::Careful, sealed: Vec::new() })
    }

    fn run(bed: &Bed, file: &open::OpenFile, job: &SaveJob) -> SaveReport {
        let saving = Saving {
            dirs: bed.dirs.clone(),
            root: bed.root.clone(),
            path: file.path.clone(),
            known: Arc::clone(&file.known),
            recorder: file.recorder.clone(),
            mark: file.recorder.mark(),
        };
        saving.run(job)
    }

    #[test]
    fn saved_and_saved_again() {
        let bed = bed();
        let (file, job) = opened(&bed);
        for _ in 0..2 {
            let report = run(&bed, &file, &job);
            assert!(matches!(report.result, SaveResult::Done { revision: 7, ref notes } if notes.is_empty()));
        }
        assert!(std::fs::read_to_string(&bed.map).unwrap().contains("No ETA"));
    }

    #[test]
    fn the_reviewed_stage_is_kept_if_its_review_is_saved() {
        let bed = bed();
        let (file, mut job) = opened(&bed);
        let sealed = Sealed::of(&job.map, &job.map.stages[0]);
        job.sealed = vec![sealed.clone()];
        let (map, id) = (job.map.id.clone(), job.map.stages[0].id.clone());
        let found = || seals::find(&RealFs, &bed.root, &map, &id, sealed.seal).unwrap();
        // Taken back before the save: nothing is left of it.
        run(&bed, &file, &job);
        assert_eq!(found(), None);
        let (on, by) = ("2026-11-22".parse().unwrap(), PersonId::new("tom").unwrap());
        job.map.stages[0].reviewed = Some(Review { on, by, seal: Some(sealed.seal), note: None });
        add_pain("after the review").apply(&mut job.map).unwrap();
        run(&bed, &file, &job);
        assert_eq!(found(), Some(sealed.map.clone()));
    }

    #[test]
    fn comments_stay_over_several_saves() {
        let bed = bed();
        let text = super::super::testing::MAP.replace("      name:", "      // ask Tom\n      name:");
        std::fs::write(&bed.map, text).unwrap();
        let (file, mut job) = opened(&bed);
        for pain in ["one", "two"] {
            run(&bed, &file, &job);
            add_pain(pain).apply(&mut job.map).unwrap();
        }
        run(&bed, &file, &job);
        let text = std::fs::read_to_string(&bed.map).unwrap();
        assert_eq!(text.matches("// ask Tom\n      name: \"Wait\"").count(), 1, "{text}");
    }

    #[test]
    fn a_changed_file_is_never_overwritten_unless_that_was_chosen() {
        let bed = bed();
        let (file, mut job) = opened(&bed);
        std::fs::write(&bed.map, "theirs").unwrap();
        assert!(matches!(run(&bed, &file, &job).result, SaveResult::Changed));
        assert_eq!(std::fs::read_to_string(&bed.map).unwrap(), "theirs");
        job.mode = SaveMode::KeepMine;
        assert!(matches!(run(&bed, &file, &job).result, SaveResult::Done { .. }));
        std::fs::remove_file(&bed.map).unwrap();
        job.mode = SaveMode::Careful;
        assert!(matches!(run(&bed, &file, &job).result, SaveResult::Gone));
    }

    #[test]
    fn a_copy_goes_beside_and_never_over_anything() {
        let bed = bed();
        let (file, mut job) = opened(&bed);
        std::fs::write(bed.root.join("order-copy-2.ron"), "theirs").unwrap();
        std::fs::create_dir(bed.root.join("order-copy-3.ron")).unwrap();
        job.mode = SaveMode::Copy;
        let report = run(&bed, &file, &job);
        assert_eq!(report.moved, Some(bed.root.join("order-copy-4.ron")));
        assert_eq!(std::fs::read_to_string(&bed.map).unwrap(), super::super::testing::MAP);
        assert_eq!(copy_name(&bed.root.join("order-copy-4.ron"), 5), bed.root.join("order-copy-5.ron"));
    }

    #[test]
    fn a_map_whose_folder_is_gone_goes_on_elsewhere() {
        let bed = bed();
        let (file, mut job) = opened(&bed);
        let away = bed.root.with_file_name("away");
        std::fs::rename(&bed.root, &away).unwrap();
        let SaveResult::Failed(words) = run(&bed, &file, &job).result else { panic!("not failed") };
        assert!(words.contains("is gone: not saved"), "{words}");
        let mut to = |path: &Path| {
            job.mode = SaveMode::CopyTo(path.to_string_lossy().into_owned());
            run(&bed, &file, &job).result
        };
        let SaveResult::Failed(words) = to(&away) else { panic!("not failed") };
        assert!(words.contains("order.ron exists already"), "{words}");
        assert!(matches!(to(&away.join("two.ron")), SaveResult::Copied { .. }));
        assert!(std::fs::read_to_string(away.join("two.ron")).unwrap().contains("No ETA"));
    }

    #[test]
    fn a_failed_save_says_why_and_loses_nothing() {
        let bed = bed();
        let (file, job) = opened(&bed);
        std::fs::remove_file(&bed.map).unwrap();
        std::fs::create_dir(&bed.map).unwrap();
        let SaveResult::Failed(words) = run(&bed, &file, &job).result else { panic!("not failed") };
        assert!(words.contains("is a folder"), "{words}");
    }
}
