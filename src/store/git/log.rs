//! The answer of `git log`, read.
//!
//! It is asked for in fields that end with NUL, the hash first with a slash before it. No path begins with a slash, so
//! nothing that a commit says or a file is called can pass for another commit.

/// What is asked of each commit, in the order of [`Logged`].
pub(super) const FORMAT: &str = "--format=tformat:/%h%x00%P%x00%ct%x00%an%x00%s";

/// A commit of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// Its short hash.
    pub id: String,
    /// How many commits it follows: none for a beginning, several for a merge.
    pub parents: usize,
    /// When it was committed, in seconds since 1970.
    pub seconds: i64,
    /// Who made it, as the commit says; not cleaned.
    pub author: String,
    /// Its first line, as the commit says; not cleaned.
    pub subject: String,
    /// The files that it changed, from the repository's top; of a merge: what it brought in.
    pub paths: Vec<Vec<u8>>,
}

/// Reads the answer. Where it was cut off, the last commit may lack files, and is left out.
pub(super) fn read(bytes: &[u8], is_whole: bool) -> Vec<Logged> {
    let mut fields = bytes.split(|byte| *byte == 0).peekable();
    let mut commits = Vec::new();
    while let Some(field) = fields.next() {
        let Some(id) = field.strip_prefix(b"/") else { continue };
        let mut text = || String::from_utf8_lossy(fields.next().unwrap_or_default()).into_owned();
        let (id, parents) = (String::from_utf8_lossy(id).into_owned(), text());
        let seconds = text().parse::<i64>();
        let (author, subject) = (text(), text());
        let mut paths = Vec::new();
        while let Some(path) = fields.next_if(|field| !field.starts_with(b"/")) {
            // A line end parts the first file from what was said before it.
            let path = if paths.is_empty() { path.strip_prefix(b"\n").unwrap_or(path) } else { path };
            if !path.is_empty() {
                paths.push(path.to_vec());
            }
        }
        let parents = parents.split_whitespace().count();
        if let Ok(seconds) = seconds {
            commits.push(Logged { id, parents, seconds, author, subject, paths });
        }
    }
    if !is_whole {
        commits.pop();
    }
    commits
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn commits_with_and_without_files() {
        let text =
            b"/abc\0p1 p2\x001781524800\0T\0Merge\0\n a\nb\0-c\0/def\0\x005\0\xff\0\0/bad\0\0x\0a\0s\0";
        let commits = read(text, true);
        assert_eq!(commits.len(), 2);
        assert_eq!(
            (commits[0].id.as_str(), commits[0].parents, commits[0].seconds),
            ("abc", 2, 1_781_524_800)
        );
        assert_eq!(commits[0].paths, [b" a\nb".to_vec(), b"-c".to_vec()]);
        assert_eq!((commits[1].author.as_str(), commits[1].subject.as_str()), ("\u{fffd}", ""));
        assert_eq!((commits[1].parents, commits[1].paths.len()), (0, 0));
        assert_eq!(read(text, false).len(), 1);
        assert_eq!(read(b"", true), []);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in prop::collection::vec(prop_oneof![Just(0u8), Just(b'/'), Just(b'\n'), any::<u8>()], 0..200)) {
            for commit in read(&bytes, true) {
                prop_assert!(commit.paths.iter().all(|path| !path.is_empty()));
            }
        }
    }
}
