//! Edits of maps that are not open: each is read, changed and saved whole, never over what somebody wrote meanwhile.

use std::path::{Path, PathBuf};

use super::super::effect::Elsewhere;
use super::super::event::Event;
use super::post::Post;
use crate::map::edit::{Edit, hand_over};
use crate::store::disk::dirs::Dirs;
use crate::store::disk::fs::RealFs;
use crate::store::disk::save::{Expected, save};
use crate::store::disk::words::{reason, shown_name};
use crate::store::document::write_map;
use crate::store::workspace::Folder;

/// Does it to each map, and tells what takes it back and what failed.
pub(super) fn run(dirs: &Dirs, folder: &Folder, what: Elsewhere, post: &Post) {
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    let words = match what {
        Elsewhere::HandOver { from, to, open, words } => {
            match folder.maps() {
                Ok(paths) => {
                    for path in paths.into_iter().filter(|path| Some(path) != open.as_ref()) {
                        let edited = one(dirs, folder, &path, |map| hand_over(map, &from, &to).edit);
                        sort(path, edited, &mut done, &mut failed);
                    }
                }
                Err(error) => failed.push(reason(&error)),
            }
            words
        }
        Elsewhere::Edits { edits, words } => {
            for (path, edit) in edits {
                let edited = one(dirs, folder, &path, |_| Some(edit));
                sort(path, edited, &mut done, &mut failed);
            }
            words
        }
    };
    post.event(Event::Elsewhere { words, done, failed });
}

fn sort(
    path: PathBuf,
    edited: Result<Option<Edit>, String>,
    done: &mut Vec<(PathBuf, Edit)>,
    failed: &mut Vec<String>,
) {
    match edited {
        Ok(Some(inverse)) => done.push((path, inverse)),
        Ok(None) => {}
        Err(error) => failed.push(format!("{}: {error}", shown_name(&path))),
    }
}

/// Changes one map; gives what takes it back, nothing where there is nothing to change.
fn one(
    dirs: &Dirs,
    folder: &Folder,
    path: &Path,
    edit: impl FnOnce(&crate::map::Map) -> Option<Edit>,
) -> Result<Option<Edit>, String> {
    let read = folder.read_map(path).map_err(|error| error.to_string())?;
    let mut map = read.loaded.value.ok_or("it cannot be read")?;
    let Some(edit) = edit(&map) else { return Ok(None) };
    let inverse = edit.apply(&mut map).map_err(|error| error.to_string())?;
    let text = write_map(&map, &read.loaded.comments).map_err(|error| error.to_string())?;
    save(&RealFs, dirs, path, text.as_bytes(), Expected::Seen(&read.signature))
        .map_err(|error| error.to_string())?;
    Ok(Some(inverse))
}

#[cfg(test)]
mod tests {
    use super::super::post::Message;
    use super::super::testing::{self, bed};
    use super::*;
    use crate::map::id::PersonId;

    fn person(id: &str) -> PersonId {
        PersonId::new(id).unwrap()
    }

    #[test]
    fn handed_over_and_taken_back_byte_for_byte() {
        let bed = bed();
        let owned = testing::MAP
            .replace("name: \"Wait\",\n", "name: \"Wait\",\n      // Ask Bo.\n      owner: \"tom\",\n");
        std::fs::write(&bed.map, &owned).unwrap();
        std::fs::write(bed.root.join("broken.ron"), "(format: 1,").unwrap();
        let (post, heard) = testing::post();
        let folder = Folder::open(&bed.root);
        let what = Elsewhere::HandOver {
            from: person("tom"),
            to: person("zoe"),
            open: None,
            words: "handed over".into(),
        };
        run(&bed.dirs, &folder, what, &post);
        let Ok(Message::Event(Event::Elsewhere { done, failed, .. })) = heard.try_recv() else { panic!() };
        assert_eq!(failed, ["broken.ron: it cannot be read"]);
        let after = std::fs::read_to_string(&bed.map).unwrap();
        assert!(after.contains("owner: \"zoe\"") && after.contains("// Ask Bo."), "{after}");
        run(&bed.dirs, &folder, Elsewhere::Edits { edits: done, words: "back".into() }, &post);
        let back = std::fs::read_to_string(&bed.map).unwrap();
        assert_eq!(back, after.replace("\"zoe\"", "\"tom\""));
    }

    #[test]
    fn the_open_map_is_left_to_the_editor() {
        let bed = bed();
        let owned = testing::MAP.replace("name: \"Wait\",\n", "name: \"Wait\",\n      owner: \"tom\",\n");
        std::fs::write(&bed.map, &owned).unwrap();
        let (post, heard) = testing::post();
        let open = Some(bed.map.clone());
        let what = Elsewhere::HandOver { from: person("tom"), to: person("zoe"), open, words: String::new() };
        run(&bed.dirs, &Folder::open(&bed.root), what, &post);
        let Ok(Message::Event(Event::Elsewhere { done, .. })) = heard.try_recv() else { panic!() };
        assert!(done.is_empty());
        assert_eq!(std::fs::read_to_string(&bed.map).unwrap(), owned);
    }
}
