//! A folder with a map in it, and folders of a person: what the driver's tests start from.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

use tempfile::TempDir;

use super::post::{Message, Post};
use super::recorder::Recorder;
use crate::map::card::CardKind;
use crate::map::edit::{self, Edit};
use crate::map::id::{CardId, LaneId, StageId};
use crate::map::{Card, Place};
use crate::store::disk::dirs::Dirs;
use crate::store::disk::journal::Head;
use crate::store::disk::presence::Editor;
use crate::store::disk::signature::ContentHash;

/// A map with one stage, as a person might write it.
pub(super) const MAP: &str = r#"#![enable(implicit_some)]
(
  format: 1,
  id: "order",
  title: "Order",
  stages: [
    (
      id: "wait",
      name: "Wait",
    ),
  ],
)
"#;

/// No process has this number: more than any system gives. Journals of the tests name it, as a child that another test
/// is just starting holds their lock for a moment after they are closed: for a dead editor's that is waited for.
pub(super) const GONE: u32 = i32::MAX as u32 - 1;

pub(super) struct Bed {
    _root: TempDir,
    pub(super) root: PathBuf,
    pub(super) dirs: Dirs,
    pub(super) map: PathBuf,
}

pub(super) fn bed() -> Bed {
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path().canonicalize().unwrap().join("maps");
    std::fs::create_dir(&root).unwrap();
    let map = root.join("order.ron");
    std::fs::write(&map, MAP).unwrap();
    Bed { dirs: Dirs::at(&temp.path().join("home")), map, root, _root: temp }
}

impl Bed {
    pub(super) fn hash(&self) -> ContentHash {
        ContentHash::of(&std::fs::read(&self.map).unwrap())
    }

    pub(super) fn recorder(&self) -> Recorder {
        let head = Head {
            path: self.map.clone(),
            base: Some(self.hash()),
            pid: GONE,
            host: Editor::this(String::new()).host,
            started: "2026-11-22 09:00".into(),
        };
        Recorder::new(self.dirs.clone(), head)
    }
}

/// A way for messages that wakes nobody.
pub(super) fn post() -> (Post, Receiver<Message>) {
    let (send, receive) = channel();
    (Post::new(send, || {}), receive)
}

/// An edit that adds a pain to the map's one stage.
pub(super) fn add_pain(text: &str) -> Edit {
    let id = CardId::new(&crate::map::id::slug(text, 20)).unwrap();
    let place = Place {
        stage: Some(StageId::new("wait").unwrap()),
        lane: LaneId::new("pains").unwrap(),
        index: usize::MAX,
    };
    edit::add_card(place, Card::new(id, CardKind::Pain, text))
}
