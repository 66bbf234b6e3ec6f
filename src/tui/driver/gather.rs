//! Gathers what is known beside the open map's file on a worker: the map is on the screen meanwhile.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use jiff::civil::Date;

use super::super::event::{Event, Known};
use super::open;
use super::post::Post;
use crate::store::disk::dirs::Dirs;
use crate::store::disk::fs::RealFs;
use crate::store::outside::{Subject, gather_with};
use crate::store::sessions;
use crate::store::workspace::Folder;

/// Starts gatherings; of several at once the last one is told.
#[derive(Debug, Default)]
pub(super) struct Gatherer {
    current: Arc<AtomicU64>,
}

/// What to gather about.
#[derive(Debug)]
pub(super) struct About {
    pub(super) dirs: Dirs,
    pub(super) folder: Folder,
    /// The map, as its file has it.
    pub(super) path: PathBuf,
    pub(super) today: Date,
    /// What was read of the workshops' records.
    pub(super) records: Arc<Mutex<sessions::Known>>,
}

impl Gatherer {
    /// Gathers, and tells it. A map that cannot be read has nothing beside it.
    pub(super) fn start(&self, about: About, post: &Post) {
        let mine = self.current.fetch_add(1, Ordering::AcqRel).saturating_add(1);
        let current = Arc::clone(&self.current);
        post.spawn("gather", move |post| {
            let Some(known) = known(about) else { return };
            if current.load(Ordering::Acquire) == mine {
                post.event(Event::Outside(Box::new(known)));
            }
        });
    }
}

fn known(about: About) -> Option<Known> {
    let About { dirs, folder, path, today, records } = about;
    let map = folder.read_map(&path).ok()?.loaded.value?;
    let subject = Subject { map: &map, path: Some(&path) };
    let sessions = open::lock(&records).with_actions(&RealFs, &folder.root);
    let mut gathered = gather_with(&folder.root, &[subject], today, Some(&dirs), &sessions);
    let trouble = gathered.first_trouble();
    let outside = gathered.outside.remove(&map.id).unwrap_or_default();
    Some(Known { path, outside, trouble })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::post::Message;
    use super::super::testing::{self, bed};
    use super::*;

    #[test]
    fn a_feed_is_gathered_and_what_is_wrong_in_it_is_told() {
        let bed = bed();
        std::fs::write(bed.root.join("events.csv"), "date,text,stages\n2026-11-02,New app,wait\nsoon,x,\n")
            .unwrap();
        let (post, heard) = testing::post();
        let about = About {
            dirs: bed.dirs.clone(),
            folder: Folder::open(&bed.root),
            path: bed.map.clone(),
            today: Date::constant(2026, 11, 22),
            records: Arc::default(),
        };
        Gatherer::default().start(about, &post);
        let Message::Event(Event::Outside(known)) = heard.recv_timeout(Duration::from_secs(20)).unwrap()
        else {
            panic!("something else was told")
        };
        assert_eq!((&known.path, known.outside.events.len()), (&bed.map, 1));
        assert!(known.trouble.unwrap().starts_with("events.csv:3:1: warning[feed-row]"));
    }
}
