//! The file of the open map was written by somebody else: it is read, told, and taken in.

use std::sync::Arc;

use super::super::super::effect::Record;
use super::super::super::event::{Arrived, Event};
use super::super::open::{self, Known};
use super::World;
use crate::map::Map;
use crate::map::edit::Edit;
use crate::store::disk::fs::RealFs;
use crate::store::disk::signature::{ContentHash, DiskState};
use crate::store::git::author::author;
use crate::store::versions;
use crate::store::workspace::MapFromDisk;

impl World {
    /// Tells what the file is now; each content once, but where it is `asked` for. What cannot be read (it may be
    /// half-written) is told as a change alone.
    pub(in crate::tui::driver) fn tell_disk(&mut self, asked: bool) {
        let Some(file) = &mut self.open else { return };
        let read = self.folder.read_map(&file.path);
        let hash = read.as_ref().ok().map(|read| read.signature.hash);
        if !asked && file.told == (DiskState::Changed, hash) {
            return;
        }
        file.told = (DiskState::Changed, hash);
        let arrived = read.ok().and_then(|read| self.arrived_in(read));
        self.tell(arrived.map_or(Event::DiskChanged, |arrived| Event::Arrived(Box::new(arrived))));
        self.look_for_author();
        self.is_author_unsure = true;
    }

    /// Asks git, on a worker, who committed what the file is now. Git may write the file before its own log: then it is asked once more.
    pub(in crate::tui::driver) fn look_for_author(&mut self) {
        self.is_author_unsure = false;
        let Some(path) = self.open.as_ref().map(|file| file.path.clone()) else { return };
        self.post.spawn("author", move |post| {
            let Ok(bytes) = std::fs::read(&path) else { return };
            if let Some(who) = author(&path, &bytes) {
                post.event(Event::ArrivedBy { hash: ContentHash::of(&bytes), who });
            }
        });
    }

    /// What was read, as the editor is told of it; `None`: it is no map.
    fn arrived_in(&mut self, read: MapFromDisk) -> Option<Arrived> {
        let file = self.open.as_mut()?;
        let MapFromDisk { loaded, signature, bytes, .. } = read;
        let remarks = open::remarks(&loaded, &file.path);
        let map = loaded.value?;
        let before = Arc::clone(&file.known().bytes);
        let (hash, comments) = (signature.hash, loaded.comments);
        let arrived = Arrived {
            path: file.path.clone(),
            hash,
            version: versions::newest(&RealFs, &self.folder.root, &map.id),
            remarks: remarks.into_iter().map(|(short, _)| short).collect(),
            comments_move: open::comments_move(&map, &comments),
            base: open::parse(&self.folder, &before),
            map,
        };
        file.arrived = Some(Known { signature, comments, bytes: bytes.into() });
        Some(arrived)
    }

    /// The map was put together with the file of this content: the next save expects that one, and the journal begins on
    /// it.
    pub(in crate::tui::driver) fn taken_in(&mut self, hash: ContentHash, map: Option<Box<Map>>) {
        self.settle();
        let Some(file) = &mut self.open else { return };
        // Another one may have been read meanwhile: it is told, too, and taken in after this one.
        let Some(arrived) = file.arrived.take_if(|arrived| arrived.signature.hash == hash) else { return };
        file.told = (DiskState::Same, None);
        let record = map.map(|map| Record::Edit(Edit::Replace(map)));
        let done = file.recorder.rebase(hash, Arc::clone(&arrived.bytes), record.as_ref());
        *file.known() = arrived;
        if let Err(why) = done {
            let words =
                format!("a crash would now lose what is not saved: the journal cannot be written: {why}");
            self.tell(Event::Failed(words));
        }
        self.is_gathering_wanted = true;
        self.look_at_file();
    }
}
