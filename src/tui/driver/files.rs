//! Files of maps: new ones, copies, to the trash and back. Nothing is ever written over.

use std::path::{Path, PathBuf};

use super::super::event::Event;
use super::post::{Message, Post};
use crate::map::Map;
use crate::map::edit::copy_map;
use crate::map::id::{MapId, mint, slug};
use crate::store::disk::dirs::Dirs;
use crate::store::disk::error::SaveError;
use crate::store::disk::fs::RealFs;
use crate::store::disk::save::{Expected, save};
use crate::store::disk::trash::{Trashed, throw_away};
use crate::store::disk::words::{reason, shown_name};
use crate::store::document::write_map;
use crate::store::ids::RandomIds;
use crate::store::ron::comments::Comments;
use crate::store::workspace::{FILE, Folder};

/// How many files of one name there may be.
const MOST: u32 = 999;
/// The longest file name before its number and ending, in bytes.
const LONGEST: usize = 60;

/// Writes a new map into `root` under a name made of its title; gives its file.
///
/// # Errors
/// In words.
pub(super) fn write_new(dirs: &Dirs, root: &Path, map: &Map, comments: &Comments) -> Result<PathBuf, String> {
    let text = write_map(map, comments).map_err(|error| error.to_string())?;
    for name in names(map) {
        match save(&RealFs, dirs, &root.join(&name), text.as_bytes(), Expected::Nothing) {
            Ok(saved) => return Ok(saved.path),
            Err(SaveError::Exists(_) | SaveError::NotAFile { .. }) => {}
            Err(error) => return Err(error.to_string()),
        }
    }
    Err("there are too many maps of this name".to_owned())
}

/// `order.ron`, `order-2.ron`, …
fn names(map: &Map) -> impl Iterator<Item = String> {
    let slug = slug(map.title.as_str(), LONGEST);
    let stem = if slug.is_empty() { map.id.as_str().to_owned() } else { slug };
    let first = std::iter::once(format!("{stem}.ron"));
    let numbered = (2..=MOST).map(move |n| format!("{stem}-{n}.ron"));
    // This name belongs to the workspace.
    first.chain(numbered).filter(|name| name != FILE)
}

/// Writes a new map and has it opened.
pub(super) fn create(dirs: &Dirs, root: &Path, map: &Map, post: &Post) {
    match write_new(dirs, root, map, &Comments::default()) {
        Ok(path) => post.tell(Message::Open(path)),
        Err(error) => post.event(Event::Failed(format!("the map was not made: {error}"))),
    }
}

/// Copies a map's file under a title and id of its own.
pub(super) fn duplicate(dirs: &Dirs, folder: &Folder, path: &Path, post: &Post) {
    let copied = copy_of(folder, path)
        .and_then(|(map, comments)| write_new(dirs, &folder.root, &map, &comments).map(|path| (map, path)));
    post.event(match copied {
        Ok((map, path)) => Event::Done(format!("“{}” is in {}", map.title, shown_name(&path))),
        Err(error) => Event::Failed(format!("not copied: {error}")),
    });
}

fn copy_of(folder: &Folder, path: &Path) -> Result<(Map, Comments), String> {
    let read = folder.read_map(path).map_err(|error| error.to_string())?;
    let wrong = || "it cannot be read; open it to see why".to_owned();
    let map = read.loaded.value.ok_or_else(wrong)?;
    let title = format!("{} (copy)", map.title);
    let id =
        MapId::new(&mint(&title, "map", &mut RandomIds, &|_| false)).map_err(|error| error.to_string())?;
    Ok((copy_map(&map, id, &title), read.loaded.comments))
}

/// Moves a map's file to the workspace's trash.
pub(super) fn trash(root: &Path, path: &Path, post: &Post) {
    match throw_away(root, path) {
        Ok(thrown) => {
            post.tell(Message::Trashed(thrown));
            post.event(Event::Done(format!("{} is in the trash  (u brings it back)", shown_name(path))));
        }
        Err(error) => {
            post.event(Event::Failed(format!("{} stays where it is: {}", shown_name(path), reason(&error))));
        }
    }
}

/// Brings a file back from the trash.
pub(super) fn untrash(thrown: Trashed, post: &Post) {
    let name = shown_name(&thrown.from);
    match thrown.restore() {
        Ok(()) => post.event(Event::Done(format!("{name} is back"))),
        Err(error) => {
            post.tell(Message::Trashed(thrown));
            post.event(Event::Failed(format!("{name} stays in the trash: {}", reason(&error))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{self, bed};
    use super::*;
    use std::sync::mpsc::Receiver;

    fn next(heard: &Receiver<Message>) -> Message {
        heard.try_recv().unwrap()
    }

    #[test]
    fn new_maps_get_free_names() {
        let bed = bed();
        let (post, heard) = testing::post();
        for (title, expected) in [
            ("Order", "order-2.ron"),
            ("Order", "order-3.ron"),
            ("Milepost", "milepost-2.ron"),
            ("../../etc/passwd", "etc-passwd.ron"),
            ("日本", "new-id.ron"),
        ] {
            let map = Map::new(MapId::new("new-id").unwrap(), title);
            create(&bed.dirs, &bed.root, &map, &post);
            let Message::Open(path) = next(&heard) else { panic!("not made") };
            assert_eq!(path, bed.root.join(expected));
        }
    }

    #[test]
    fn a_copy_has_a_title_and_id_of_its_own() {
        let bed = bed();
        let (post, heard) = testing::post();
        let folder = Folder::open(&bed.root);
        duplicate(&bed.dirs, &folder, &bed.map, &post);
        let Message::Event(Event::Done(words)) = next(&heard) else { panic!("not copied") };
        assert_eq!(words, "“Order (copy)” is in order-copy.ron");
        let copy = folder.read_map(&bed.root.join("order-copy.ron")).unwrap().loaded.value.unwrap();
        assert_ne!(copy.id.as_str(), "order");
        std::fs::write(&bed.map, "(format: 1").unwrap();
        duplicate(&bed.dirs, &folder, &bed.map, &post);
        assert!(matches!(next(&heard), Message::Event(Event::Failed(_))));
    }

    #[test]
    fn to_the_trash_and_back() {
        let bed = bed();
        let (post, heard) = testing::post();
        trash(&bed.root, &bed.map, &post);
        assert!(!bed.map.exists());
        let Message::Trashed(thrown) = next(&heard) else { panic!("not thrown") };
        assert!(matches!(next(&heard), Message::Event(Event::Done(_))));
        untrash(thrown, &post);
        assert!(bed.map.exists());
        trash(&bed.root, &bed.root, &post);
        assert!(heard.try_iter().any(|m| matches!(m, Message::Event(Event::Failed(_)))));
    }
}
