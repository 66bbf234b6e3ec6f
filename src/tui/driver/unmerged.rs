//! A file that git left with both sides in it: opened as ours, with theirs at hand to be merged in.

use std::path::Path;

use super::super::event::Unmerged;
use crate::map::Map;
use crate::store::document::LoadedMap;
use crate::store::git::unmerged::unmerged;
use crate::store::merging::{ThreeFiles, ThreeMaps, read_maps};
use crate::store::ron::comments::Comments;
use crate::store::workspace::Folder;

/// The sides of such a file.
pub(super) struct Sides {
    /// Our map.
    pub(super) ours: Map,
    /// The comments of both sides.
    pub(super) comments: Comments,
    /// Our file, byte for byte.
    pub(super) bytes: Vec<u8>,
    /// The other side.
    pub(super) other: Unmerged,
}

/// The sides; `None`: the file is not refused for the marks that git leaves, or git keeps no two sides of it that can be read.
pub(super) fn read(folder: &Folder, path: &Path, loaded: &LoadedMap) -> Option<Sides> {
    if loaded.diagnostics.first()?.code != "conflict-marker" {
        return None;
    }
    let kept = unmerged(path).ok().flatten()?;
    let files = ThreeFiles { base: &kept.base, ours: &kept.ours, theirs: &kept.theirs };
    let ThreeMaps { base, ours, theirs, comments } = read_maps(files, path, &folder.workspace.people).ok()?;
    let other = Unmerged { base, theirs, name: kept.their_name };
    Some(Sides { ours, comments, bytes: kept.ours, other })
}

#[cfg(test)]
mod tests {
    use super::super::super::screens::testing::bare;
    use super::super::open;
    use super::super::testing::{MAP, bed};
    use super::*;
    use crate::store::disk::presence::Editor;
    use crate::store::git::testing::Repo;

    #[test]
    fn what_git_left_is_merged_when_it_is_opened() {
        let Some(repo) = Repo::new() else { return };
        let write = |owner: &str, name: &str| {
            let text =
                MAP.replacen("title:", &format!("owner: \"{owner}\",\n  team: \"{name}\",\n  title:"), 1);
            repo.write("order.ron", &text);
        };
        write("maya", "A");
        repo.commit("2026-01-01", "first");
        repo.git(&["switch", "-q", "-c", "ana"]);
        write("ana", "B");
        repo.commit("2026-01-02", "theirs");
        repo.git(&["switch", "-q", "main"]);
        write("tom", "A");
        repo.commit("2026-01-03", "ours");
        let merged = std::process::Command::new("git")
            .current_dir(&repo.root)
            .env("HOME", repo.temp.path())
            .args(["-c", "user.name=T", "-c", "user.email=t@example.com", "merge", "-q", "ana"])
            .output()
            .unwrap();
        assert!(!merged.status.success());
        let bed = bed();
        let folder = Folder::open(&repo.root);
        let path = repo.root.join("order.ron");
        let (_, opened) = open::open(&bed.dirs, &folder, &Editor::this(String::new()), &path, 1).unwrap();
        let mut app = bare("terminal");
        app.opened(opened);
        let doc = app.doc.as_ref().unwrap();
        assert!(doc.is_dirty());
        assert_eq!(doc.map.team.as_ref().unwrap().as_str(), "B");
        let conflict = &doc.map.conflicts[0];
        let names = [&conflict.our_name, &conflict.their_name].map(|n| n.as_ref().unwrap().as_str());
        assert_eq!((conflict.field.as_ref().unwrap().as_str(), names), ("owner", ["ours", "ana"]));
        assert!(app.status.words.contains("1 conflict to decide"), "{}", app.status.words);
    }
}
