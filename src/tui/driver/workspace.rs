//! The workspace's own file: written in order, never over what somebody else wrote meanwhile.

use std::sync::{Arc, Mutex};

use super::super::event::Event;
use super::open::lock;
use super::post::{Message, Post};
use crate::map::Workspace;
use crate::store::disk::dirs::Dirs;
use crate::store::disk::error::SaveError;
use crate::store::disk::fs::RealFs;
use crate::store::disk::save::{Expected, save};
use crate::store::disk::signature::{DiskState, Signature, compare};
use crate::store::document::write_workspace;
use crate::store::ron::comments::Comments;
use crate::store::workspace::{FILE, FileState, Folder};

/// What the disk holds of `milepost.ron`, as far as this editor knows.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownFile {
    /// `None`: there is no file.
    signature: Option<Signature>,
    comments: Comments,
    /// It says something that was not understood: it must not be written over.
    is_refused: bool,
}

impl KnownFile {
    /// What was read.
    pub(super) fn of(file: Option<&FileState>) -> Self {
        let Some(file) = file else { return Self::default() };
        Self {
            signature: file.signature.clone(),
            comments: file.comments.clone(),
            is_refused: file.is_refused,
        }
    }

    /// Whether the file on the disk is another one.
    pub(super) fn is_outdated(&self, folder: &Folder) -> bool {
        let path = folder.file_path();
        match &self.signature {
            Some(signature) => compare(&path, signature).is_ok_and(|state| state == DiskState::Changed),
            None => path.is_file() && !self.is_refused,
        }
    }
}

/// Writes `milepost.ron`. Where somebody else wrote it meanwhile, theirs stays and is told, and so is the failure.
pub(super) fn write(
    dirs: &Dirs,
    folder: &Folder,
    known: &Arc<Mutex<KnownFile>>,
    new: &Workspace,
    post: &Post,
) {
    if let Err(error) = try_write(dirs, folder, known, new) {
        post.event(Event::Failed(format!("not saved: {error}")));
        let now = Folder::open(&folder.root);
        if now.file.as_ref().is_some_and(|file| !file.is_refused) {
            *lock(known) = KnownFile::of(now.file.as_ref());
            post.event(Event::Workspace(Box::new(now.workspace)));
        }
    }
    post.tell(Message::WorkspaceWritten);
}

fn try_write(
    dirs: &Dirs,
    folder: &Folder,
    known: &Arc<Mutex<KnownFile>>,
    new: &Workspace,
) -> Result<(), String> {
    let KnownFile { signature, comments, is_refused } = lock(known).clone();
    if is_refused {
        return Err(format!(
            "{FILE} cannot be understood, so it is not written over; `milepost check` says why"
        ));
    }
    let text = write_workspace(new, &comments).map_err(|error| error.to_string())?;
    let expected = signature.as_ref().map_or(Expected::Nothing, Expected::Seen);
    match save(&RealFs, dirs, &folder.file_path(), text.as_bytes(), expected) {
        Ok(saved) => {
            *lock(known) = KnownFile { signature: Some(saved.signature), comments, is_refused: false };
            Ok(())
        }
        Err(SaveError::Changed(_) | SaveError::Exists(_)) => {
            Err(format!("somebody else wrote {FILE} meanwhile; theirs is shown now: do it once more"))
        }
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{self, bed};
    use super::*;
    use crate::map::Label;

    fn named(name: &str) -> Workspace {
        Workspace { name: Some(Label::new(name)), ..Workspace::default() }
    }

    #[test]
    fn written_anew_and_again_but_never_over_somebody_elses() {
        let bed = bed();
        let (post, heard) = testing::post();
        let folder = Folder::open(&bed.root);
        let known = Arc::new(Mutex::new(KnownFile::of(folder.file.as_ref())));
        for name in ["one", "two"] {
            write(&bed.dirs, &folder, &known, &named(name), &post);
            assert!(matches!(heard.try_recv(), Ok(Message::WorkspaceWritten)));
            assert!(!lock(&known).is_outdated(&folder));
        }
        let theirs = "(format: 1, name: \"theirs\")";
        std::fs::write(folder.file_path(), theirs).unwrap();
        assert!(lock(&known).is_outdated(&folder));
        write(&bed.dirs, &folder, &known, &named("mine"), &post);
        let told: Vec<Message> = heard.try_iter().collect();
        let [Message::Event(Event::Failed(words)), Message::Event(Event::Workspace(now)), _] =
            told.as_slice()
        else {
            panic!("{told:?}")
        };
        assert!(words.contains("somebody else"), "{words}");
        assert_eq!(now.name, named("theirs").name);
        assert_eq!(std::fs::read_to_string(folder.file_path()).unwrap(), theirs);
    }

    #[test]
    fn a_file_that_is_not_understood_stays() {
        let bed = bed();
        let (post, heard) = testing::post();
        let folder = Folder::open(&bed.root);
        std::fs::write(folder.file_path(), "(format: 1, poeple: [])").unwrap();
        let folder = Folder::open(&folder.root);
        let known = Arc::new(Mutex::new(KnownFile::of(folder.file.as_ref())));
        write(&bed.dirs, &folder, &known, &named("mine"), &post);
        assert!(matches!(heard.try_recv(), Ok(Message::Event(Event::Failed(_)))));
        assert!(std::fs::read_to_string(folder.file_path()).unwrap().contains("poeple"));
    }
}
