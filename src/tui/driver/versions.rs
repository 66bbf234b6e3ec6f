//! Versions of the open map: written, listed, read back.

use std::path::PathBuf;

use jiff::civil::Date;

use super::super::event::{Event, VersionRow};
use super::post::Post;
use crate::map::id::{MapId, PersonId, StageId};
use crate::map::{Label, Map, Workspace};
use crate::store::disk::dirs::Dirs;
use crate::store::disk::fs::RealFs;
use crate::store::document::{LoadContext, load_map, write_map};
use crate::store::ron::comments::Comments;
use crate::store::versions::seals::Since;
use crate::store::versions::{self, About, Version};

/// Where versions are kept, and who makes them.
#[derive(Debug, Clone)]
pub(super) struct Shelf {
    pub(super) dirs: Dirs,
    pub(super) root: PathBuf,
    pub(super) today: Date,
    /// A person's id, or a name.
    pub(super) author: Label,
    pub(super) comments: Comments,
    /// The file of the open map.
    pub(super) file: Option<PathBuf>,
}

impl Shelf {
    /// Writes a version of the map and tells its number; `false` when it was not written, which is told too.
    pub(super) fn write(&self, map: &Map, why: &str, post: &Post) -> bool {
        let written = write_map(map, &self.comments).map_err(|error| error.to_string()).and_then(|text| {
            let about = About { on: self.today, author: self.author.clone(), why: Label::new(why) };
            versions::write(&RealFs, &self.dirs, &self.root, &map.id, &text, about)
                .map_err(|error| error.to_string())
        });
        post.event(match &written {
            Ok(version) => Event::VersionWritten(version.number),
            Err(error) => Event::Failed(format!("no version was written: {error}")),
        });
        written.is_ok()
    }

    /// Tells what changed in stages of a map since their last reviews.
    pub(super) fn since(&self, map: &Map, stages: &[StageId], people: &Workspace, post: &Post) {
        let place = (self.root.as_path(), self.file.as_deref());
        let found = Since::find(&RealFs, place, map, people, stages);
        post.event(Event::Since(stages.iter().cloned().zip(found).collect()));
    }

    /// Tells the versions of a map, newest first.
    pub(super) fn list(&self, map: &MapId, workspace: &Workspace, post: &Post) {
        post.event(match versions::list(&RealFs, &self.root, map) {
            Ok(listing) => {
                Event::Versions(listing.versions.into_iter().rev().map(|v| row(v, workspace)).collect())
            }
            Err(error) => Event::Failed(error.to_string()),
        });
    }

    /// Writes a version of what is there, then reads the one with this number and tells it.
    pub(super) fn read(&self, number: u32, current: &Map, workspace: &Workspace, post: &Post) {
        match self.find(number, current, workspace) {
            Ok(map) => {
                if self.write(current, &format!("as it was before version {number} was restored"), post) {
                    post.event(Event::VersionRead(number, Box::new(map)));
                }
            }
            Err(error) => post.event(Event::Failed(format!("version {number} cannot be restored: {error}"))),
        }
    }

    fn find(&self, number: u32, current: &Map, workspace: &Workspace) -> Result<Map, String> {
        let listing = versions::list(&RealFs, &self.root, &current.id).map_err(|error| error.to_string())?;
        let version = listing.numbered(number).next().ok_or("there is no such version")?;
        let text = versions::read(&RealFs, version).map_err(|error| error.to_string())?;
        let context = LoadContext { people: &workspace.people };
        let loaded = load_map(text.as_bytes(), current.id.as_str(), &context);
        let wrong = || loaded.diagnostics.first().map_or_else(String::new, |d| d.message.clone());
        loaded.value.ok_or_else(wrong)
    }
}

fn row(version: Version, workspace: &Workspace) -> VersionRow {
    let Version { number, about: About { on, author, why }, path } = version;
    let id = PersonId::new(author.as_str()).ok();
    let name = id.as_ref().map_or(author.as_str(), |id| workspace.name_of(id));
    VersionRow { number, words: format!("{number}  {on}  {name}: {why}"), path }
}

#[cfg(test)]
mod tests {
    use crate::map::review::Review;

    use super::super::post::Message;
    use super::super::testing::{self, add_pain, bed};
    use super::*;

    #[test]
    fn what_changed_since_a_review_is_found_in_a_version_too() {
        let bed = bed();
        let (post, heard) = testing::post();
        let shelf = Shelf {
            dirs: bed.dirs.clone(),
            root: bed.root.clone(),
            today: Date::constant(2026, 11, 22),
            author: Label::new("maya"),
            comments: Comments::default(),
            file: None,
        };
        let loaded = load_map(testing::MAP.as_bytes(), "order.ron", &LoadContext::default());
        let mut map = loaded.value.unwrap();
        let (on, by) = (shelf.today, PersonId::new("maya").unwrap());
        let seal = Some(crate::change::seal(&map, &map.stages[0]));
        map.stages[0].reviewed = Some(Review { on, by, seal, note: None });
        let stages = [map.stages[0].id.clone()];
        let found = |map: &Map| {
            shelf.since(map, &stages, &Workspace::default(), &post);
            let Ok(Message::Event(Event::Since(found))) = heard.try_recv() else { panic!("not told") };
            found[0].1.clone()
        };
        assert_eq!(found(&map), Since::Same);
        let before = map.clone();
        add_pain("No ETA").apply(&mut map).unwrap();
        assert!(matches!(found(&map), Since::Unknown(_)));
        let (other, _heard) = testing::post();
        assert!(shelf.write(&before, "kept", &other));
        let told = found(&map);
        assert_eq!(told.lines()[0].words, "pain “No ETA” added");
    }

    #[test]
    fn written_listed_and_read_back_with_a_version_of_what_was_there() {
        let bed = bed();
        let (post, heard) = testing::post();
        let shelf = Shelf {
            dirs: bed.dirs.clone(),
            root: bed.root.clone(),
            today: Date::constant(2026, 11, 22),
            author: Label::new("maya"),
            comments: Comments::default(),
            file: None,
        };
        let loaded = load_map(testing::MAP.as_bytes(), "order.ron", &LoadContext::default());
        let before = loaded.value.unwrap();
        let mut map = before.clone();
        let workspace = Workspace::default();
        assert!(shelf.write(&map, "first", &post));
        assert!(!shelf.write(&map, "", &post));
        add_pain("No ETA").apply(&mut map).unwrap();
        shelf.read(1, &map, &workspace, &post);
        shelf.read(9, &map, &workspace, &post);
        shelf.list(&map.id, &workspace, &post);
        let events: Vec<Event> =
            heard.try_iter().map(|m| if let Message::Event(e) = m { e } else { panic!("{m:?}") }).collect();
        let [
            Event::VersionWritten(1),
            Event::Failed(nameless),
            Event::VersionWritten(2),
            Event::VersionRead(1, read),
            Event::Failed(missing),
            Event::Versions(rows),
        ] = events.as_slice()
        else {
            panic!("{events:?}")
        };
        assert!(nameless.contains("why") && missing.contains("version 9"));
        assert_eq!(**read, before);
        let words: Vec<&str> = rows.iter().map(|row| row.words.as_str()).collect();
        assert_eq!(
            words,
            ["2  2026-11-22  maya: as it was before version 1 was restored", "1  2026-11-22  maya: first"]
        );
    }
}
