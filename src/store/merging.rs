//! The merge of three files: two sides of a map, of a `milepost.ron` or of a review thread, comments too.

use std::ffi::OsStr;
use std::path::Path;
use std::thread;

use super::diagnostic::{Source, concise};
use super::document::{LoadContext, Loaded, load_map, load_workspace, write_map, write_workspace};
use super::ron::comments::Comments;
use super::threads;
use super::workspace::FILE;
use crate::change::{Merged, MergedWorkspace, SideNames, merge, merge_workspace};
use crate::map::conflict::Conflict;
use crate::map::id::ThreadId;
use crate::map::{Label, Map, Person, Workspace};

/// From so many bytes on, in all three, files are read side by side: below that a thread costs more than it brings.
const SIDE_BY_SIDE: usize = 256 << 10;
/// The stack of a thread that reads, in bytes: what a main thread has.
const STACK: usize = 8 << 20;

/// The bytes of a file as the ancestor and the two sides have it. An empty ancestor is none.
#[derive(Debug, Clone, Copy)]
pub struct ThreeFiles<'a> {
    /// The common ancestor's.
    pub base: &'a [u8],
    /// Ours.
    pub ours: &'a [u8],
    /// Theirs.
    pub theirs: &'a [u8],
}

/// A merged file.
#[derive(Debug, Clone, PartialEq)]
pub struct MergedFile {
    /// Its text, in canonical form.
    pub text: String,
    /// What gave way or was put together, in words.
    pub notes: Vec<String>,
    /// The conflicts that none of the sides had, in words.
    pub conflicts: Vec<String>,
    /// How many conflicts are open in it, with those that a side had already.
    pub open: usize,
}

/// Why a file cannot be merged by its elements: the first side that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{side} cannot be read: {why}")]
pub struct Unmergeable {
    /// Which: "the common version", "ours", "theirs".
    pub side: &'static str,
    /// Its first diagnostic, on one line.
    pub why: String,
}

/// Merges three files of a map, of a workspace where `path` is called so, or of a review thread where it stands so.
///
/// # Errors
/// When one of them cannot be read.
pub fn merge_files(files: ThreeFiles<'_>, path: &Path, names: &SideNames) -> Result<MergedFile, Unmergeable> {
    if path.file_name() == Some(OsStr::new(FILE)) {
        merge_workspaces(files, names)
    } else if let Some(merged) = thread_at(path).and_then(|id| merge_thread(&id, files)) {
        Ok(merged)
    } else {
        merge_maps(files, path, names)
    }
}

/// The thread whose file this is, by its place: `threads/<map>/<thread>.ron`.
fn thread_at(path: &Path) -> Option<ThreadId> {
    let folder = path.parent()?.parent()?;
    let is_threads = folder.file_name() == Some(OsStr::new(threads::FOLDER));
    ThreadId::new(path.file_stem().filter(|_| is_threads)?.to_str()?).ok()
}

/// `None`: one of them is no thread, whatever its place says.
fn merge_thread(id: &ThreadId, files: ThreeFiles<'_>) -> Option<MergedFile> {
    let text = threads::merge(id, files.base, files.ours, files.theirs)?;
    Some(MergedFile { text, notes: Vec::new(), conflicts: Vec::new(), open: 0 })
}

/// The three maps of three files, and the comments of both sides put together.
#[derive(Debug, Clone)]
pub struct ThreeMaps<T = Map> {
    /// The common ancestor's; with nothing in it where there is none.
    pub base: T,
    /// Ours.
    pub ours: T,
    /// Theirs.
    pub theirs: T,
    /// The comments for the merged file.
    pub comments: Comments,
}

/// Reads three files of a map; `path` names it where a file does not.
///
/// # Errors
/// When one of them cannot be read.
pub fn read_maps(files: ThreeFiles<'_>, path: &Path, people: &[Person]) -> Result<ThreeMaps, Unmergeable> {
    let name = path.to_string_lossy();
    read_three(files, |bytes| load_map(bytes, &name, &LoadContext { people }), nothing)
}

fn read_three<T: Send>(
    files: ThreeFiles<'_>,
    load: impl Fn(&[u8]) -> Loaded<T> + Sync,
    nothing: impl Fn(&T) -> T,
) -> Result<ThreeMaps<T>, Unmergeable> {
    let (ours, theirs, base) = load_all(files, &load);
    let (ours, our_comments) = sound(ours, "ours")?;
    let (theirs, their_comments) = sound(theirs, "theirs")?;
    let (base, base_comments) = match base {
        None => (nothing(&ours), Comments::default()),
        Some(base) => sound(base, "the common version")?,
    };
    let comments = our_comments.merged(&base_comments, &their_comments);
    Ok(ThreeMaps { base, ours, theirs, comments })
}

/// Ours, theirs, and the ancestor's where there is one: side by side where that pays.
fn load_all<T: Send>(
    files: ThreeFiles<'_>,
    load: &(impl Fn(&[u8]) -> Loaded<T> + Sync),
) -> (Loaded<T>, Loaded<T>, Option<Loaded<T>>) {
    let ThreeFiles { base, ours, theirs } = files;
    let has_base = !base.is_empty();
    if base.len() + ours.len() + theirs.len() < SIDE_BY_SIDE {
        return (load(ours), load(theirs), has_base.then(|| load(base)));
    }
    thread::scope(|scope| {
        let begin = |bytes| {
            let own = thread::Builder::new().name("read".to_owned()).stack_size(STACK);
            own.spawn_scoped(scope, move || load(bytes)).ok()
        };
        // No thread to be had: it is read here.
        let end = |begun: Option<thread::ScopedJoinHandle<'_, Loaded<T>>>, bytes| {
            begun.and_then(|begun| begun.join().ok()).unwrap_or_else(|| load(bytes))
        };
        let (their_read, base_read) = (begin(theirs), if has_base { begin(base) } else { None });
        let ours = load(ours);
        (ours, end(their_read, theirs), has_base.then(|| end(base_read, base)))
    })
}

fn merge_maps(files: ThreeFiles<'_>, path: &Path, names: &SideNames) -> Result<MergedFile, Unmergeable> {
    let ThreeMaps { base, ours, theirs, comments } = read_maps(files, path, &[])?;
    let Merged { map, notes, .. } = merge(&base, &ours, &theirs, names);
    let people = Workspace::default();
    Ok(MergedFile {
        text: write_map(&map, &comments).map_err(|error| unwritten(&error))?,
        notes: notes.iter().map(|note| note.words(Some(&map), &people)).collect(),
        conflicts: new_conflicts(&map.conflicts, &ours.conflicts, &theirs.conflicts),
        open: map.conflicts.len(),
    })
}

fn merge_workspaces(files: ThreeFiles<'_>, names: &SideNames) -> Result<MergedFile, Unmergeable> {
    let ThreeMaps { base, ours, theirs, comments } =
        read_three(files, load_workspace, |_| Workspace::default())?;
    let MergedWorkspace { workspace, notes, .. } = merge_workspace(&base, &ours, &theirs, names);
    Ok(MergedFile {
        text: write_workspace(&workspace, &comments).map_err(|error| unwritten(&error))?,
        notes: notes.iter().map(|note| note.words(None, &workspace)).collect(),
        conflicts: new_conflicts(&workspace.conflicts, &ours.conflicts, &theirs.conflicts),
        open: workspace.conflicts.len(),
    })
}

/// An ancestor that has nothing: two maps that came to be apart.
fn nothing(ours: &Map) -> Map {
    let mut map = Map::new(ours.id.clone(), "");
    map.lanes.clear();
    map
}

fn sound<T>(loaded: Loaded<T>, side: &'static str) -> Result<(T, Comments), Unmergeable> {
    let Loaded { value, diagnostics, comments, source_text } = loaded;
    value.map(|value| (value, comments)).ok_or_else(|| {
        let source = Source { name: side, text: &source_text };
        let why = diagnostics.first().map(|d| concise(d, &source));
        Unmergeable { side, why: why.unwrap_or_else(|| "it is no map".to_owned()) }
    })
}

fn unwritten(error: &impl ToString) -> Unmergeable {
    Unmergeable { side: "the merged map", why: error.to_string() }
}

/// The conflicts that neither side had, each on a line.
fn new_conflicts(all: &[Conflict], ours: &[Conflict], theirs: &[Conflict]) -> Vec<String> {
    let is_new = |c: &&Conflict| !ours.iter().chain(theirs).any(|other| other.id == c.id);
    all.iter().filter(is_new).map(conflict_words).collect()
}

/// A conflict on a line: where, and what each side says.
pub fn conflict_words(conflict: &Conflict) -> String {
    let at = &conflict.at;
    let name =
        |name: &Option<Label>, other: &str| name.as_ref().map_or_else(|| other.to_owned(), Label::to_string);
    let (ours, theirs) = (name(&conflict.our_name, "ours"), name(&conflict.their_name, "theirs"));
    let Some(field) = &conflict.field else {
        let (gone, kept) = if conflict.ours.is_none() { (&ours, &theirs) } else { (&theirs, &ours) };
        return format!("`{at}`: {gone} took it away, {kept} changed it: it is kept");
    };
    let said = |text: &Option<crate::map::Text>| match text {
        Some(text) => crate::map::say::quote(&text.one_line(), 40),
        None => "nothing".to_owned(),
    };
    format!(
        "{} of `{at}`: {ours} says {}, {theirs} says {}",
        field.as_str().replace('_', " "),
        said(&conflict.ours),
        said(&conflict.theirs)
    )
}

#[cfg(test)]
mod rates;

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "#![enable(implicit_some)]\n(\n  format: 1,\n  id: \"m\",\n  title: \"M\",\n  // who answers\n  owner: \"maya\",\n  stages: [\n    (\n      id: \"wait\",\n      name: \"Wait\",\n    ),\n  ],\n)\n";

    fn merged(base: &str, ours: &str, theirs: &str) -> Result<MergedFile, Unmergeable> {
        let files = ThreeFiles { base: base.as_bytes(), ours: ours.as_bytes(), theirs: theirs.as_bytes() };
        merge_files(files, Path::new("maps/m.ron"), &SideNames::new("main", "ana"))
    }

    #[test]
    fn a_map_in_a_folder_called_threads_is_a_map() {
        let path = Path::new("threads/maps/m.ron");
        let files = ThreeFiles { base: BASE.as_bytes(), ours: BASE.as_bytes(), theirs: BASE.as_bytes() };
        let merged = merge_files(files, path, &SideNames::new("main", "ana")).unwrap();
        assert!(thread_at(path).is_some() && merged.text.contains("\"Wait\""));
        assert_eq!(thread_at(Path::new("threads/m.ron")), None);
        assert_eq!(thread_at(Path::new("m.ron")), None);
    }

    #[test]
    fn fields_and_comments_of_both() {
        let ours = BASE
            .replace("\"Wait\"", "\"Wait for it\"")
            .replace("      id: \"wait\"", "      // ours\n      id: \"wait\"");
        let theirs = BASE
            .replace("  // who answers\n", "")
            .replace("  owner: \"maya\"", "  // the lead\n  owner: \"tom\"");
        let merged = merged(BASE, &ours, &theirs).unwrap();
        insta::assert_snapshot!(merged.text, @r#"
        #![enable(implicit_some)]
        (
          format: 1,
          id: "m",
          title: "M",
          state: Current,
          // the lead
          owner: "tom",
          lanes: [
            (
              id: "doing",
              name: "Doing",
              role: Steps,
            ),
          ],
          stages: [
            (
              // ours
              id: "wait",
              name: "Wait for it",
            ),
          ],
        )
        "#);
        assert_eq!((merged.open, merged.notes.len()), (0, 0));
    }

    #[test]
    fn what_is_asked_is_in_the_file_and_said() {
        let merged = merged(BASE, &BASE.replace("maya", "tom"), &BASE.replace("maya", "ana")).unwrap();
        assert_eq!(merged.conflicts, ["owner of `m`: main says “tom”, ana says “ana”"]);
        assert!(merged.text.contains("  conflicts: [\n    (\n      id: \"c-"), "{}", merged.text);
        let loaded = load_map(merged.text.as_bytes(), "m.ron", &LoadContext::default());
        assert_eq!(loaded.value.unwrap().conflicts.len(), 1);
    }

    #[test]
    fn without_an_ancestor_both_are_in_it() {
        let theirs = BASE.replace("wait", "pay").replace("Wait", "Pay");
        let merged = merged("", BASE, &theirs).unwrap();
        assert!(merged.text.contains("\"Wait\"") && merged.text.contains("\"Pay\""));
        assert_eq!(merged.conflicts, Vec::<String>::new());
        let files = ThreeFiles { base: b"", ours: BASE.as_bytes(), theirs: theirs.as_bytes() };
        let three = read_maps(files, Path::new("m.ron"), &[]).unwrap();
        assert_eq!(
            three.base.lanes,
            [],
            "a lane of one side would be taken for one that the other took away"
        );
    }

    #[test]
    fn a_side_that_cannot_be_read_is_named() {
        let error = merged(BASE, BASE, "(format: 1,").unwrap_err();
        assert_eq!(error.side, "theirs");
        assert!(error.to_string().starts_with("theirs cannot be read: theirs:1:"), "{error}");
    }
}
