//! The feeds of a workspace: `events.csv`, `events.ics`, `events.json` beside its maps, and any such file in its folder
//! `events/`.

use std::path::{Path, PathBuf};

use super::diagnostic::Diagnostic;
use super::disk::signature::{ReadError, read_file};
use super::disk::words::shown_name;
use crate::exchange::feed::{self, Format, MOST_BYTES, Row};
use crate::map::Map;

/// The name of a feed without its ending, and of the folder of feeds.
const NAME: &str = "events";
/// The most files that are read of the folder.
const MOST_FILES: usize = 64;

/// A feed as read from its file.
#[derive(Debug, Clone)]
pub struct FeedFile {
    /// The file.
    pub path: PathBuf,
    /// What to call it: its path from the workspace's folder.
    pub name: String,
    /// What it says.
    pub rows: Vec<Row>,
    /// What is wrong in it.
    pub diagnostics: Vec<Diagnostic>,
    /// The text that the diagnostics point into.
    pub text: String,
}

/// The folder of feeds of a workspace.
pub fn folder(root: &Path) -> PathBuf {
    root.join(NAME)
}

/// The files beside the maps that are feeds, whether they exist or not.
pub fn beside(root: &Path) -> impl Iterator<Item = PathBuf> {
    Format::ALL.into_iter().map(move |(_, ending)| root.join(format!("{NAME}.{ending}")))
}

/// What to watch, to see when a feed changes; it need not exist.
pub fn watched(root: &Path) -> impl Iterator<Item = PathBuf> {
    beside(root).chain([folder(root)])
}

/// Reads the feeds of a workspace. Those in the folder come by name; of very many the first are read, and that is told.
pub fn read_all(root: &Path) -> Vec<FeedFile> {
    let mut feeds: Vec<FeedFile> = beside(root).filter_map(|path| read(root, &path)).collect();
    let mut paths = in_folder(&folder(root));
    let over = paths.split_off(paths.len().min(MOST_FILES));
    feeds.extend(paths.iter().filter_map(|path| read(root, path)));
    if let Some(first) = over.first() {
        let message = format!("only the first {MOST_FILES} feeds of a folder are read, and not this one");
        feeds.push(FeedFile::unread(root, first, message));
    }
    feeds
}

fn in_folder(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let is_hidden = |path: &Path| path.file_name().is_none_or(|n| n.as_encoded_bytes().starts_with(b"."));
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| format_of(path).is_some() && !is_hidden(path) && path.is_file()).collect();
    paths.sort();
    paths
}

fn format_of(path: &Path) -> Option<Format> {
    Format::of_ending(path.extension()?.to_str()?)
}

/// `None`: there is no such file.
fn read(root: &Path, path: &Path) -> Option<FeedFile> {
    let format = format_of(path)?;
    let bytes = match read_file(path) {
        Ok((bytes, _)) => bytes,
        Err(ReadError::Missing(_)) => return None,
        Err(error) => return Some(FeedFile::unread(root, path, error.to_string())),
    };
    if bytes.len() > MOST_BYTES {
        let message = format!("a feed may have at most {} MiB: nothing of it is read", MOST_BYTES >> 20);
        return Some(FeedFile::unread(root, path, message));
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let read = feed::read(format, &text);
    let diagnostic = |remark: &feed::Remark| {
        let found = if remark.is_kept {
            Diagnostic::note("feed-row", &*remark.message)
        } else {
            Diagnostic::warning("feed-row", &*remark.message)
        };
        found.at(line(&text, remark.line))
    };
    let mut diagnostics: Vec<Diagnostic> = read.remarks.iter().map(diagnostic).collect();
    if let Err(error) = std::str::from_utf8(&bytes) {
        let message = "this is not UTF-8: what cannot be read is replaced";
        let at = error.valid_up_to();
        diagnostics.insert(0, Diagnostic::warning("feed-text", message).at(at..at + 1).within(&text));
    }
    Some(FeedFile { path: path.to_owned(), name: name(root, path), rows: read.rows, diagnostics, text })
}

impl FeedFile {
    fn unread(root: &Path, path: &Path, message: String) -> Self {
        Self {
            path: path.to_owned(),
            name: name(root, path),
            rows: Vec::new(),
            diagnostics: vec![Diagnostic::warning("feed-file", message)],
            text: String::new(),
        }
    }

    /// The rows that name stages or maps which none of `maps` has. To be asked with all maps of the workspace.
    pub fn without_meaning(&self, maps: &[&Map]) -> Vec<Diagnostic> {
        let said = |row: &Row| {
            let words = row.without_meaning(maps)?;
            let found = Diagnostic::note("feed-unmatched", format!("{words} in this workspace"));
            Some(found.at(line(&self.text, row.line)))
        };
        self.rows.iter().filter_map(said).collect()
    }
}

fn name(root: &Path, path: &Path) -> String {
    let name = shown_name(path);
    if path.parent() == Some(root) { name } else { format!("{NAME}/{name}") }
}

/// Where a line stands in a text, without its end.
fn line(text: &str, number: usize) -> std::ops::Range<usize> {
    let start = text.split_inclusive('\n').take(number.saturating_sub(1)).map(str::len).sum::<usize>();
    let rest = text.get(start..).unwrap_or_default();
    let length = rest.lines().next().map_or(0, str::len);
    start..start + length
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Stage;
    use crate::map::id::{MapId, StageId};
    use crate::store::diagnostic::{Source, concise};

    fn told(feed: &FeedFile, found: &[Diagnostic]) -> Vec<String> {
        let source = Source { name: &feed.name, text: &feed.text };
        found.iter().map(|d| concise(d, &source)).collect()
    }

    #[test]
    fn the_files_beside_the_maps_and_those_of_the_folder() {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path();
        assert!(read_all(root).is_empty());
        std::fs::create_dir_all(root.join("events/deep.csv")).unwrap();
        for (name, text) in [
            ("events.csv", "date,text,stages\n2026-11-02,x,wait\nsoon,y,\n"),
            ("events.json", "[]"),
            ("events.txt", "date,text\n"),
            ("other.csv", "date,text\n"),
            ("events/z.ics", "nothing"),
            ("events/a.CSV", "date,text\n2026-11-03,y\n"),
            ("events/.hidden.csv", "x"),
            ("events/readme.md", "x"),
        ] {
            std::fs::write(root.join(name), text).unwrap();
        }
        let feeds = read_all(root);
        let names: Vec<&str> = feeds.iter().map(|feed| feed.name.as_str()).collect();
        assert_eq!(names, ["events.csv", "events.json", "events/a.CSV", "events/z.ics"]);
        let all: Vec<String> = feeds.iter().flat_map(|feed| told(feed, &feed.diagnostics)).collect();
        assert_eq!(
            all,
            [
                "events.csv:3:1: warning[feed-row] `soon` is no date: write it as 2026-11-22",
                "events/z.ics:1:1: warning[feed-row] this is no calendar: it has no line BEGIN:VCALENDAR",
            ]
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_and_no_more() {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path();
        std::fs::write(root.join("events.csv"), b"date,text\n2026-11-02,na\xefve\n").unwrap();
        std::fs::create_dir(root.join("events.ics")).unwrap();
        std::fs::File::create(root.join("events.json")).unwrap().set_len(MOST_BYTES as u64 + 1).unwrap();
        let feeds = read_all(root);
        let all: Vec<String> = feeds.iter().flat_map(|feed| told(feed, &feed.diagnostics)).collect();
        assert_eq!(
            all[0],
            "events.csv:2:14: warning[feed-text] this is not UTF-8: what cannot be read is replaced"
        );
        assert!(all[1].ends_with("is a folder, not a file"), "{all:?}");
        assert_eq!(
            all[2],
            "events.json: warning[feed-file] a feed may have at most 4 MiB: nothing of it is read"
        );
        assert_eq!(feeds[0].rows[0].text.as_str(), "na\u{fffd}ve");
    }

    #[test]
    fn a_row_that_means_nothing_is_told_with_its_line() {
        let temp = tempfile::tempdir().unwrap();
        let text = "date,text,stages\r\n2026-11-02,x,wait\r\n2026-11-03,y,wiat #web\r\n";
        std::fs::write(temp.path().join("events.csv"), text).unwrap();
        let mut map = Map::new(MapId::new("order").unwrap(), "Order");
        map.stages.push(Stage::new(StageId::new("wait").unwrap(), "Wait"));
        let feed = read_all(temp.path()).remove(0);
        assert_eq!(
            told(&feed, &feed.without_meaning(&[&map])),
            ["events.csv:3:1: note[feed-unmatched] there is no stage `wiat` nor `#web` in this workspace"]
        );
    }
}
