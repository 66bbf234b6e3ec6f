//! Who committed a file as it is.

use std::path::Path;

use super::ask::ask;
use super::at::At;
use crate::map::Label;
use crate::map::text::visible;

/// The name of whoever committed these bytes of a file last, on the side that a merge brought in where that is a merge; `None`: it is not what
/// the last commit has, or nobody knows.
pub fn author(path: &Path, bytes: &[u8]) -> Option<Label> {
    let folder = path.parent()?;
    let mut head = At::open(folder, "HEAD").ok()?;
    if head.read(path).ok()?.as_deref() != Some(bytes) {
        return None;
    }
    let name = path.file_name()?.to_str()?;
    let said = asked(folder, &["log", "-1", "--format=%an%x00%P", "--", name])?;
    let (who, parents) = said.split_once('\0')?;
    let brought = parents.split_once(' ').map(|(_, brought)| brought.to_owned());
    let who = match brought {
        None => who.to_owned(),
        Some(brought) => asked(folder, &["log", "-1", "--no-merges", "--format=%an", &brought, "--", name])?,
    };
    Some(Label::new(&visible(&who))).filter(|who| !who.is_empty())
}

fn asked(folder: &Path, words: &[&str]) -> Option<String> {
    let said = ask(folder, words).ok()?;
    Some(String::from_utf8_lossy(&said).trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::testing::Repo;
    use super::*;

    #[test]
    fn whoever_committed_it_and_whoever_a_merge_brought() {
        let Some(repo) = Repo::new() else { return };
        let by = |who: &str, name: &str, text: &str| {
            repo.write(name, text);
            repo.git(&["add", "-A"]);
            repo.git(&["commit", "-q", "--author", &format!("{who} <a@example.com>"), "-m", "x"]);
        };
        let path = repo.root.join("maps/m.ron");
        let who = |text: &str| author(&path, text.as_bytes()).map(|who| who.to_string());
        by("Maya", "maps/m.ron", "1\n2\n3\n4\n5\n6\n7\n");
        by("Tess", "other", "x");
        assert_eq!(who("1\n2\n3\n4\n5\n6\n7\n").as_deref(), Some("Maya"));
        assert_eq!(who("2"), None, "not committed");
        repo.git(&["switch", "-qc", "tom"]);
        by("Tom\u{202e}", "maps/m.ron", "1\n2\n3\n4\n5\n6\nTom\n");
        repo.git(&["switch", "-q", "main"]);
        by("Maya", "maps/m.ron", "Maya\n2\n3\n4\n5\n6\n7\n");
        repo.git(&["merge", "-q", "--no-edit", "tom"]);
        let merged = who("Maya\n2\n3\n4\n5\n6\nTom\n").unwrap();
        assert!(merged.starts_with("Tom") && !merged.contains('\u{202e}'), "{merged:?}");
        assert_eq!(author(Path::new("nowhere/m.ron"), b""), None);
    }
}
