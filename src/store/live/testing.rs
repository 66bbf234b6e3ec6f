//! For tests: a workshop's place, and papers in it.

use tempfile::TempDir;

use super::{Place, paper};
use crate::map::Label;
use crate::map::id::{CountingIds, LaneId, PersonId, SessionId, StageId};
use crate::workshop::pad::Pad;
use crate::workshop::slip::{Glance, Says, Slip};
use crate::workshop::testing::TEN;

/// A workspace's folder with the place of a workshop.
pub(crate) struct Bed {
    pub root: TempDir,
    pub place: Place,
    ids: CountingIds,
}

impl Bed {
    pub(crate) fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let place = Place::of(root.path(), &session());
        place.make().unwrap();
        Self { root, place, ids: CountingIds::default() }
    }

    /// A paper that nobody has offered yet.
    pub(crate) fn slip(&mut self, by: &str, says: Says) -> Slip {
        let by = PersonId::new(by).unwrap();
        Pad::new(session(), by.clone(), Label::new(by.as_str())).slip(says, TEN, &mut self.ids)
    }

    /// A card that was offered.
    pub(crate) fn card(&mut self, by: &str, line: &str) -> Slip {
        let slip = self.slip(by, card(line));
        self.place.offer(&slip).unwrap();
        slip
    }

    /// Puts a file into the inbox.
    pub(crate) fn put(&self, name: &str, text: &str) {
        std::fs::write(self.place.inbox().join(name), text).unwrap();
    }

    /// The names in a folder of the place, sorted.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let Ok(found) = std::fs::read_dir(self.place.folder().join(folder)) else { return Vec::new() };
        let mut names: Vec<String> =
            found.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

pub(crate) fn session() -> SessionId {
    SessionId::new("2026-11-22-order").unwrap()
}

pub(crate) fn card(line: &str) -> Says {
    Says::Card {
        stage: StageId::new("wait").unwrap(),
        lane: LaneId::new("pains").unwrap(),
        line: Label::new(line),
    }
}

/// What everybody sees of a workshop in which nothing has happened.
pub(crate) fn glance() -> Glance {
    paper::parse(include_bytes!("../../../tests/live/glance.ron")).unwrap()
}
