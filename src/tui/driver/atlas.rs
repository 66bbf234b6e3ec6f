//! Reading all maps of the workspace for the atlas, one by one, on a worker: keys work meanwhile.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use jiff::civil::Date;

use super::super::event::{AtlasRow, Event, MapRow};
use super::super::findings::Together;
use super::open::lock;
use super::post::Post;
use crate::map::Map;
use crate::rules::{Facts, Outside, examine_across};
use crate::store::diagnostic::{Source, concise};
use crate::store::disk::dirs::Dirs;
use crate::store::disk::fs::RealFs;
use crate::store::disk::words::{reason, shown, shown_name};
use crate::store::outside::{Subject, gather_with};
use crate::store::sessions::Known;
use crate::store::workspace::Folder;

/// Starts readings; a new one ends the one before it.
#[derive(Debug, Default)]
pub(super) struct AtlasReader {
    current: Arc<AtomicU64>,
}

impl AtlasReader {
    /// Reads all maps of the folder; each is told as it is read.
    pub(super) fn start(
        &self,
        dirs: Dirs,
        folder: Folder,
        today: Date,
        records: Arc<Mutex<Known>>,
        post: &Post,
    ) {
        let mine = self.current.fetch_add(1, Ordering::AcqRel).saturating_add(1);
        let current = Arc::clone(&self.current);
        post.spawn("atlas", move |post| {
            let is_wanted = || current.load(Ordering::Acquire) == mine;
            let about = About { dirs: &dirs, folder: &folder, today, records: &records };
            read_all(&about, post, is_wanted);
        });
    }
}

/// What is read.
struct About<'a> {
    dirs: &'a Dirs,
    folder: &'a Folder,
    today: Date,
    /// What was read of the workshops' records.
    records: &'a Mutex<Known>,
}

/// First each map by itself, at once; then what is known beside their files, and the rows that it changes.
fn read_all(about: &About<'_>, post: &Post, is_wanted: impl Fn() -> bool) {
    let About { dirs, folder, today, records } = *about;
    let paths = match folder.maps() {
        Ok(paths) => paths,
        // A folder that is not there yet is an empty one.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => {
            post.event(Event::Failed(format!(
                "{} cannot be listed: {}",
                shown(&folder.root),
                reason(&error)
            )));
            Vec::new()
        }
    };
    let mut maps = Vec::new();
    for path in &paths {
        if !is_wanted() {
            return;
        }
        let read = read(folder, path);
        let content = read.as_ref().map(|map| MapRow::new(Facts::new(map, &folder.workspace), today));
        post.event(row(path, content.map_err(Clone::clone)));
        maps.extend(read.ok().map(|map| (path, map)));
    }
    if !is_wanted() {
        return;
    }
    let together = together(folder, &maps, today);
    post.event(Event::Together(Box::new(together.clone())));
    post.event(Event::RowsDone(paths.clone()));
    let subjects: Vec<Subject<'_>> =
        maps.iter().map(|(path, map)| Subject { map, path: Some(path) }).collect();
    let sessions = lock(records).with_actions(&RealFs, &folder.root);
    let gathered = gather_with(&folder.root, &subjects, today, Some(dirs), &sessions);
    let mut is_news = false;
    for (path, map) in &maps {
        let outside = gathered.of(&map.id);
        if *outside != Outside::NOTHING && is_wanted() {
            let facts = Facts::new(map, &folder.workspace).with(outside);
            post.event(row(path, Ok(MapRow::new(facts, today))));
            is_news = true;
        }
    }
    // A list of findings is filled anew when the last row is there, not with each.
    if is_news && is_wanted() {
        post.event(Event::Together(Box::new(together)));
    }
}

/// What only all maps together show.
fn together(folder: &Folder, maps: &[(&PathBuf, Map)], today: Date) -> Together {
    let facts: Vec<Facts<'_>> = maps.iter().map(|(_, map)| Facts::new(map, &folder.workspace)).collect();
    let found = examine_across(&facts, &folder.workspace, today);
    Together::of(&folder.workspace, found)
}

fn row(path: &Path, content: Result<MapRow, String>) -> Event {
    Event::Row(Box::new(AtlasRow { path: path.to_owned(), content }))
}

/// The map in a file.
///
/// # Errors
/// What the atlas says instead.
fn read(folder: &Folder, path: &Path) -> Result<Map, String> {
    let read = folder.read_map(path).map_err(|error| error.to_string())?;
    let name = shown_name(path);
    let source = Source { name: &name, text: &read.loaded.source_text };
    let wrong = || read.loaded.diagnostics.first().map_or_else(String::new, |d| concise(d, &source));
    read.loaded.value.ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::super::post::Message;
    use super::super::testing::{self, Bed, bed};
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 22);

    fn told(bed: &Bed, folder: &Folder, is_wanted: impl Fn() -> bool) -> Vec<Event> {
        let (post, heard) = testing::post();
        let records = Mutex::default();
        let about = About { dirs: &bed.dirs, folder, today: TODAY, records: &records };
        read_all(&about, &post, is_wanted);
        heard.try_iter().filter_map(|m| if let Message::Event(e) = m { Some(e) } else { None }).collect()
    }

    #[test]
    fn every_file_is_a_row_and_a_wrong_one_says_why() {
        let bed = bed();
        std::fs::write(bed.root.join("wrong.ron"), "(format: 1, titel: \"x\")").unwrap();
        let events = told(&bed, &Folder::open(&bed.root), || true);
        let [Event::Row(order), Event::Row(wrong), Event::Together(_), Event::RowsDone(paths)] =
            events.as_slice()
        else {
            panic!("{events:?}")
        };
        assert_eq!(*paths, [order.path.clone(), wrong.path.clone()]);
        assert_eq!(order.content.as_ref().unwrap().title, "Order");
        assert_eq!(order.content.as_ref().unwrap().summary.states.len(), 1);
        assert!(wrong.content.as_ref().unwrap_err().starts_with("wrong.ron:1:13: error"), "{wrong:?}");
    }

    #[test]
    fn what_a_feed_says_comes_after_all_rows() {
        let bed = bed();
        let reviewed = "reviewed: (on: \"2026-11-10\", by: \"tom\"), owner: \"tom\", name: \"Wait\",";
        std::fs::write(&bed.map, testing::MAP.replace("name: \"Wait\",", reviewed)).unwrap();
        std::fs::write(bed.root.join("events.csv"), "date,text,stages\n2026-11-20,New app,wait\n").unwrap();
        let events = told(&bed, &Folder::open(&bed.root), || true);
        let [Event::Row(first), Event::Together(_), Event::RowsDone(_), Event::Row(then), Event::Together(_)] =
            events.as_slice()
        else {
            panic!("{events:?}")
        };
        let states = |row: &AtlasRow| row.content.as_ref().unwrap().asking.len();
        assert_eq!((states(first), states(then)), (0, 1));
    }

    #[test]
    fn a_reading_that_nobody_wants_any_more_ends() {
        let bed = bed();
        assert!(told(&bed, &Folder::open(&bed.root), || false).is_empty());
        assert!(
            matches!(told(&bed, &Folder::open(&bed.root.join("none")), || true).as_slice(), [Event::Together(_), Event::RowsDone(paths)] if paths.is_empty())
        );
    }
}
