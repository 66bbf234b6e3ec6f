//! A file of another format as a new map.

use std::path::{Path, PathBuf};

use super::super::event::Event;
use super::files::write_new;
use super::post::{Message, Post};
use crate::exchange::mermaid::{self, Loss};
use crate::map::id::{MapId, mint};
use crate::store::disk::dirs::Dirs;
use crate::store::disk::signature::read_file;
use crate::store::disk::words::shown_name;
use crate::store::ids::RandomIds;
use crate::store::ron::comments::Comments;

/// How many losses are told in words; the rest is counted.
const TOLD: usize = 3;

/// Imports a Mermaid journey (a diagram, or Markdown with one in it) and has the new map opened.
pub(super) fn import(dirs: &Dirs, root: &Path, path: &Path, post: &Post) {
    match new_map(dirs, root, &at_home(path)) {
        Ok((made, losses)) => {
            post.tell(Message::Open(made.clone()));
            post.event(Event::Done(words(&shown_name(&made), &losses)));
        }
        Err(error) => post.event(Event::Failed(format!("not imported: {error}"))),
    }
}

fn new_map(dirs: &Dirs, root: &Path, path: &Path) -> Result<(PathBuf, Vec<Loss>), String> {
    let (bytes, _) = read_file(path).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|_| format!("{} is not UTF-8 text", shown_name(path)))?;
    let journey = mermaid::read(&text, None).map_err(|error| error.to_string())?;
    let untitled = path.file_stem().unwrap_or_default().to_string_lossy();
    let title = if journey.title.is_empty() { &*untitled } else { journey.title.as_str() };
    let id =
        MapId::new(&mint(title, "map", &mut RandomIds, &|_| false)).map_err(|error| error.to_string())?;
    let (map, losses) = mermaid::to_map(&journey, id, &untitled, &mut RandomIds);
    Ok((write_new(dirs, root, &map, &Comments::default())?, losses))
}

fn words(name: &str, losses: &[Loss]) -> String {
    let told: Vec<String> = losses.iter().take(TOLD).map(ToString::to_string).collect();
    let more = losses.len().saturating_sub(TOLD);
    match (losses.len(), more) {
        (0, _) => format!("imported as {name}; nothing was lost"),
        (_, 0) => format!("imported as {name}; {}", told.join("; ")),
        _ => format!("imported as {name}; {}; and {more} more", told.join("; ")),
    }
}

/// `~/x` as the shell would have it, since this path was typed here.
fn at_home(path: &Path) -> PathBuf {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    match (path.strip_prefix("~"), home) {
        (Ok(below), Some(home)) => PathBuf::from(home).join(below),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{self, bed};
    use super::*;

    #[test]
    fn a_diagram_becomes_a_map_and_losses_are_told() {
        let bed = bed();
        let (post, heard) = testing::post();
        let path = bed.root.join("trip.mmd");
        std::fs::write(&path, "journey\n  title Trip\n  section Pay\n    Enter card: 2: Me\n    Wait: x\n")
            .unwrap();
        import(&bed.dirs, &bed.root, &path, &post);
        let told: Vec<Message> = heard.try_iter().collect();
        let [Message::Open(made), Message::Event(Event::Done(words))] = told.as_slice() else {
            panic!("{told:?}")
        };
        assert_eq!(*made, bed.root.join("trip.ron"));
        assert!(
            words.starts_with("imported as trip.ron; ") && !words.contains("nothing was lost"),
            "{words}"
        );
        for wrong in ["missing.mmd", "order.ron"] {
            import(&bed.dirs, &bed.root, &bed.root.join(wrong), &post);
            assert!(matches!(heard.try_recv(), Ok(Message::Event(Event::Failed(_)))), "{wrong}");
        }
    }
}
