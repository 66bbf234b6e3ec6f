//! Versions of the open map: written; and what changed since reviews.

use std::path::PathBuf;

use jiff::civil::Date;

use super::super::event::Event;
use super::post::Post;
use crate::map::id::StageId;
use crate::map::{Label, Map, Workspace};
use crate::store::disk::dirs::Dirs;
use crate::store::disk::fs::RealFs;
use crate::store::document::write_map;
use crate::store::ron::comments::Comments;
use crate::store::versions::seals::Since;
use crate::store::versions::{self, About};

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
}

#[cfg(test)]
mod tests {
    use crate::map::id::PersonId;
    use crate::map::review::Review;
    use crate::store::document::{LoadContext, load_map};

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
}
