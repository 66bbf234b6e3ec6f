//! Answers of git, kept in the person's cache: asked again about the same commit, git says the same.
//!
//! A file is a line with the SHA-256 of the answer, then the answer. One that is odd in any way is asked for anew.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::store::disk::dirs::Dirs;
use crate::store::disk::signature::{ContentHash, read_file};
use crate::store::disk::words::hex;

/// The folder in the cache.
const FOLDER: &str = "git-log";
/// The first words of each file: another number, another answer.
const MARK: &str = "milepost git log 1";
/// How many answers are kept.
const MOST: usize = 32;
/// How many bytes an answer may have to be kept.
const MOST_BYTES: usize = 4 << 20;

/// Answers that were kept.
#[derive(Debug)]
pub(in crate::store) struct Kept {
    folder: PathBuf,
}

impl Kept {
    pub(in crate::store) fn new(dirs: &Dirs) -> Self {
        Self { folder: dirs.cache.join(FOLDER) }
    }

    /// The answer to a question, if it was kept.
    pub(in crate::store) fn get(&self, question: &str) -> Option<Vec<u8>> {
        let (bytes, _) = read_file(&self.path(question)).ok()?;
        let border = bytes.iter().position(|byte| *byte == b'\n')?;
        let (head, rest) = bytes.split_at_checked(border)?;
        let answer = rest.strip_prefix(b"\n")?;
        (head == self::head(answer).as_bytes()).then(|| answer.to_vec())
    }

    /// Keeps an answer. Where that fails, it is asked for again: nobody has to know.
    pub(in crate::store) fn put(&self, question: &str, answer: &[u8]) {
        if answer.len() <= MOST_BYTES && self.write(question, answer).is_ok() {
            self.tidy();
        }
    }

    fn path(&self, question: &str) -> PathBuf {
        let ContentHash(hash) = ContentHash::of(question.as_bytes());
        self.folder.join(hex(hash.get(..16).unwrap_or_default()))
    }

    /// Beside, then in place: a reader sees one whole answer or none.
    fn write(&self, question: &str, answer: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let path = self.path(question);
        let new = path.with_extension(format!("{:x}", getrandom::u64().map_err(io::Error::other)?));
        let written = write_new(&new, answer).and_then(|()| fs::rename(&new, &path));
        if written.is_err() {
            let _ = fs::remove_file(&new);
        }
        written
    }

    /// Removes the oldest of too many.
    fn tidy(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        let mut files: Vec<_> = entries
            .filter_map(|entry| {
                let entry = entry.ok()?;
                Some((entry.metadata().and_then(|found| found.modified()).ok()?, entry.path()))
            })
            .collect();
        files.sort();
        let over = files.len().saturating_sub(MOST);
        for (_, path) in files.into_iter().take(over) {
            let _ = fs::remove_file(path);
        }
    }
}

fn head(answer: &[u8]) -> String {
    format!("{MARK} {}", hex(&ContentHash::of(answer).0))
}

fn write_new(path: &Path, answer: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(head(answer).as_bytes())?;
    file.write_all(b"\n")?;
    file.write_all(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bed() -> (tempfile::TempDir, Kept) {
        let temp = tempfile::tempdir().unwrap();
        let kept = Kept::new(&Dirs::at(temp.path()));
        (temp, kept)
    }

    #[test]
    fn what_is_put_is_got_and_nothing_else() {
        let (_temp, kept) = bed();
        assert_eq!(kept.get("a"), None);
        kept.put("a", b"\n\0one");
        kept.put("b", b"");
        assert_eq!(kept.get("a").unwrap(), b"\n\0one");
        assert_eq!(kept.get("b").unwrap(), b"");
        kept.put("a", b"two");
        assert_eq!(kept.get("a").unwrap(), b"two");
        kept.put("big", &vec![0; MOST_BYTES + 1]);
        assert_eq!(kept.get("big"), None);
    }

    #[test]
    fn an_odd_file_is_none() {
        let (_temp, kept) = bed();
        kept.put("a", b"answer");
        let path = kept.path("a");
        let whole = fs::read(&path).unwrap();
        for odd in [&whole[..whole.len() - 1], b"", b"\n", b"answer", b"\xff\n\xff"] {
            fs::write(&path, odd).unwrap();
            assert_eq!(kept.get("a"), None, "{odd:?}");
        }
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert_eq!(kept.get("a"), None);
        kept.put("a", b"answer");
    }

    #[test]
    fn only_so_many_are_kept() {
        let (_temp, kept) = bed();
        for number in 0..MOST + 5 {
            kept.put(&number.to_string(), b"x");
        }
        assert_eq!(fs::read_dir(&kept.folder).unwrap().count(), MOST);
    }
}
