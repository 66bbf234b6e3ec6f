//! The recovery journal: what was done since the last save, on the disk as it happens.
//!
//! One file per map and process in the state folder, locked by the process that writes it, so that a journal whose
//! lock is free belongs to a process that died. Before a save a [`Kind::Saving`] record says which content will be
//! on the disk: after a crash the hash of the file tells which records are in it already.

use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::dirs::Dirs;
use super::fs::{Fs, RealFs, write_all_at};
use super::platform;
use super::record::{Chain, read_records};
pub use super::record::{Kind, Record};
use super::signature::{ContentHash, MAX_BYTES};
use super::target::Target;
use super::words::hex;

const ENDING: &str = ".journal";
const FORMAT: &[u8] = b"milepost-journal 1";

/// Whose journal it is, and of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The map, links followed.
    pub path: PathBuf,
    /// Hash of the file that the first record applies to; `None` for a map that is not on the disk yet.
    pub base: Option<ContentHash>,
    /// The process.
    pub pid: u32,
    /// The machine.
    pub host: String,
    /// When it was started, as its writer puts it.
    pub started: String,
}

/// A journal being written. Dropping it leaves the file, as a crash would; [`Journal::finish`] removes it.
#[derive(Debug)]
pub struct Journal {
    file: File,
    path: PathBuf,
    head: Head,
    chain: Chain,
    len: u64,
    records: usize,
}

/// A place in a journal: all records before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark(usize);

impl Mark {
    /// Before everything that was ever recorded.
    pub const START: Self = Self(1);
}

impl Journal {
    /// Starts the journal of the map that `head.path` leads to.
    pub fn start(dirs: &Dirs, mut head: Head) -> io::Result<Self> {
        platform::survive_size_limit();
        let target = Target::of(&head.path)?;
        head.path = target.path();
        let path = dirs.private("journal")?.join(format!("{}-{}{ENDING}", target.key(), random()?));
        Self::create(path, head, &[])
    }

    /// Written and locked under another name first, so that nobody takes it for one without an owner.
    fn create(path: PathBuf, head: Head, records: &[Record]) -> io::Result<Self> {
        let new = path.with_extension(format!("{}.new", random()?));
        let file = platform::create_new(&new, 0o600)?;
        let mut journal = Self { file, path, head, chain: Chain::default(), len: 0, records: 0 };
        let done = journal.begin(records).and_then(|()| std::fs::rename(&new, &journal.path));
        if let Err(error) = done {
            let _ = std::fs::remove_file(&new);
            return Err(error);
        }
        Ok(journal)
    }

    fn begin(&mut self, records: &[Record]) -> io::Result<()> {
        self.file.try_lock().map_err(|error| match error {
            TryLockError::Error(error) => error,
            TryLockError::WouldBlock => io::ErrorKind::ResourceBusy.into(),
        })?;
        self.append(Kind::Head, &write_head(&self.head))?;
        for record in records {
            self.append(record.kind, &record.payload)?;
        }
        if records.is_empty() { Ok(()) } else { self.sync() }
    }

    /// Adds a record: one write, in the hands of the system when this returns (a killed process loses nothing).
    ///
    /// After an error the journal is as it was before, and may be tried again.
    pub fn append(&mut self, kind: Kind, payload: &[u8]) -> io::Result<()> {
        let mut chain = self.chain;
        let line = chain.line(kind, payload);
        if let Err(error) = write_all_at(&RealFs, &self.file, &line, self.len) {
            let _ = self.file.set_len(self.len);
            return Err(error);
        }
        self.chain = chain;
        self.len = self.len.saturating_add(line.len() as u64);
        self.records += 1;
        Ok(())
    }

    /// Puts what was appended on the disk for good (proof against a power cut). Takes as long as the disk does.
    pub fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    /// The file again, so that a thread may call `sync_data` on it; good until the next [`Journal::restart`].
    pub fn file(&self) -> io::Result<File> {
        self.file.try_clone()
    }

    /// To be called before a save of the content with this hash; gives what [`Journal::restart`] wants after it.
    pub fn saving(&mut self, content: ContentHash) -> io::Result<Mark> {
        self.append(Kind::Saving, hex(&content.0).as_bytes())?;
        Ok(Mark(self.records))
    }

    /// Whether anything was recorded.
    pub fn has_records(&self) -> bool {
        self.records > 1
    }

    /// The place after all records so far.
    pub fn mark(&self) -> Mark {
        Mark(self.records)
    }

    /// As [`Journal::saving`] for a content that holds the records before `mark` only: others may have come since.
    pub fn saving_at(&mut self, content: ContentHash, mark: Mark) -> io::Result<()> {
        self.append(Kind::Saving, format!("{} {}", hex(&content.0), mark.0).as_bytes())
    }

    /// After the save: the records before `mark` are in the file and go, those after it stay.
    ///
    /// A new journal takes the old one's name in one step; a crash before it loses nothing, as the `Saving`
    /// record says the same.
    pub fn restart(&mut self, saved: ContentHash, mark: Mark) -> io::Result<()> {
        let all = read_bounded(&self.file)?;
        let (records, _) = read_records(&all);
        let head = Head { base: Some(saved), ..self.head.clone() };
        *self = Self::create(self.path.clone(), head, &since(records, mark))?;
        Ok(())
    }

    /// As [`Journal::restart`], for a map that goes on under another path: the journal is that one's from now on.
    pub fn restart_at(&mut self, dirs: &Dirs, path: &Path, saved: ContentHash, mark: Mark) -> io::Result<()> {
        let all = read_bounded(&self.file)?;
        let (records, _) = read_records(&all);
        let target = Target::of(path)?;
        let head = Head { path: target.path(), base: Some(saved), ..self.head.clone() };
        let place = dirs.private("journal")?.join(format!("{}-{}{ENDING}", target.key(), random()?));
        let new = Self::create(place, head, &since(records, mark))?;
        std::mem::replace(self, new).finish()
    }

    /// Leaves out every draft but the last, so that a long text being typed does not fill the disk with its past.
    ///
    /// Not between [`Journal::saving`] and [`Journal::restart`]: the mark would point elsewhere.
    pub fn compact(&mut self) -> io::Result<()> {
        let all = read_bounded(&self.file)?;
        let (records, _) = read_records(&all);
        let last = records.iter().rposition(|record| record.kind == Kind::Draft);
        let stays =
            |(at, record): &(usize, Record)| *at > 0 && (record.kind != Kind::Draft || Some(*at) == last);
        let kept: Vec<Record> =
            records.into_iter().enumerate().filter(stays).map(|(_, record)| record).collect();
        *self = Self::create(self.path.clone(), self.head.clone(), &kept)?;
        Ok(())
    }

    /// Removes the journal: everything is saved, or the person chose to leave without.
    pub fn finish(self) -> io::Result<()> {
        std::fs::remove_file(&self.path)
    }

    /// Puts the journal aside, where nobody is asked about it again: the person chose to leave without saving.
    pub fn set_aside(self, dirs: &Dirs) -> io::Result<PathBuf> {
        put_aside(&self.path, dirs)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// What was done after `mark`. Announced saves are not: their places mean nothing in another journal; nor is the file that
/// was before.
fn since(records: Vec<Record>, Mark(mark): Mark) -> Vec<Record> {
    let is_done = |record: &Record| !matches!(record.kind, Kind::Saving | Kind::Base);
    records.into_iter().skip(mark).filter(is_done).collect()
}

/// The hash of an announced save, and how many records it holds where it does not hold all before it.
fn announced(payload: &[u8]) -> (&[u8], Option<usize>) {
    match payload.iter().position(|byte| *byte == b' ') {
        Some(at) => {
            let (hash, count) = payload.split_at(at);
            let count = std::str::from_utf8(count).ok().and_then(|text| text.trim().parse().ok());
            (hash, count)
        }
        None => (payload, None),
    }
}

fn put_aside(path: &Path, dirs: &Dirs) -> io::Result<PathBuf> {
    let aside = dirs.private("journal-discarded")?;
    let to = aside.join(path.file_name().ok_or(io::ErrorKind::InvalidInput)?);
    std::fs::rename(path, &to)?;
    Ok(to)
}

/// A journal as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalFile {
    /// Whose it is.
    pub head: Head,
    /// What was done, in order, without the head.
    pub records: Vec<Record>,
    /// The end could not be read: cut off by a crash, or damaged.
    pub torn: bool,
}

/// The records that are not in the file on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pending<'a> {
    /// They apply to the file as it is.
    Applies(&'a [Record]),
    /// The file is not one that this journal knows; they were made after its last save, on another content.
    OtherBase(&'a [Record]),
}

impl<'a> Pending<'a> {
    /// The records, whichever file they apply to.
    pub fn records(self) -> &'a [Record] {
        match self {
            Self::Applies(records) | Self::OtherBase(records) => records,
        }
    }
}

impl JournalFile {
    /// What to do again, if the file on the disk has the hash `disk` (`None`: it is not there).
    pub fn pending(&self, disk: Option<ContentHash>) -> Pending<'_> {
        let is_disk = |hash: &[u8]| disk.is_some_and(|now| hex(&now.0).as_bytes() == hash);
        let saves = self.records.iter().enumerate().rev().filter(|(_, record)| record.kind == Kind::Saving);
        for (at, record) in saves {
            let (hash, held) = announced(&record.payload);
            if is_disk(hash) {
                // The head, which `records` does not have, counts as one.
                let from = held.map_or(at + 1, |held| held.saturating_sub(1).min(at));
                return Pending::Applies(self.records.get(from..).unwrap_or_default());
            }
        }
        if self.head.base == disk {
            return Pending::Applies(&self.records);
        }
        // An unknown content: a save that was announced may have gone through before it changed, or not; all
        // records are offered, as none must be lost.
        Pending::OtherBase(&self.records)
    }

    /// The file that the records were made on, where the journal holds it.
    pub fn base(&self) -> Option<&[u8]> {
        let base = self.records.iter().find(|record| record.kind == Kind::Base)?;
        Some(&base.payload)
    }

    fn has_text(&self) -> bool {
        self.records.iter().any(|record| !matches!(record.kind, Kind::Saving | Kind::Base))
    }
}

/// Reads the journal at `path`; `None` if it has no whole head (nothing in it can be trusted then).
pub fn read(path: &Path) -> io::Result<Option<JournalFile>> {
    let file = platform::open_read_own(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    Ok(parse(&read_bounded(&file)?))
}

fn read_bounded(file: &File) -> io::Result<Vec<u8>> {
    let len = file.metadata()?.len().min(MAX_BYTES);
    let mut bytes = vec![0; usize::try_from(len).unwrap_or(0)];
    let mut filled = 0;
    while let Some(room) = bytes.get_mut(filled..).filter(|room| !room.is_empty()) {
        match RealFs.read_at(file, room, filled as u64)? {
            0 => break,
            count => filled += count,
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}

fn parse(bytes: &[u8]) -> Option<JournalFile> {
    let (mut records, torn) = read_records(bytes);
    let first = (!records.is_empty()).then(|| records.remove(0))?;
    let head = (first.kind == Kind::Head).then(|| read_head(&first.payload))??;
    Some(JournalFile { head, records, torn })
}

/// Fields parted by NUL, which no path can hold.
fn write_head(head: &Head) -> Vec<u8> {
    let base = head.base.map(|base| hex(&base.0)).unwrap_or_default();
    let pid = head.pid.to_string();
    let [host, started] = [&head.host, &head.started].map(|text| text.replace('\0', " "));
    let path = head.path.as_os_str().as_encoded_bytes();
    [FORMAT, path, base.as_bytes(), pid.as_bytes(), host.as_bytes(), started.as_bytes()].join(&0)
}

fn read_head(payload: &[u8]) -> Option<Head> {
    let fields: Vec<_> = payload.split(|byte| *byte == 0).collect();
    let [FORMAT, path, base, pid, host, started] = fields.as_slice() else { return None };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Some(Head {
        path: PathBuf::from(platform::os_string(path)),
        base: if base.is_empty() { None } else { Some(unhex(base)?) },
        pid: text(pid).parse().ok()?,
        host: text(host),
        started: text(started),
    })
}

fn unhex(digits: &[u8]) -> Option<ContentHash> {
    let mut hash = [0; 32];
    if digits.len() != 64 {
        return None;
    }
    for (byte, pair) in hash.iter_mut().zip(digits.chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(ContentHash(hash))
}

/// A journal whose process is dead, with something in it. Nobody else can take it while this lives.
#[derive(Debug)]
pub struct Leftover {
    /// What is in it.
    pub journal: JournalFile,
    /// Where it is.
    pub path: PathBuf,
    _lock: File,
}

/// The leftovers of the map at `path`, oldest first. Those without any text are cleared away.
///
/// A folder that cannot be read is an error; a single journal that cannot be read is passed over and kept.
pub fn find_for(dirs: &Dirs, path: &Path) -> io::Result<Vec<Leftover>> {
    let prefix = format!("{}-", Target::of(path)?.key());
    let mut found = Vec::new();
    for name in RealFs.names(&dirs.private("journal")?)? {
        let ours = name.to_str().is_some_and(|name| name.starts_with(&prefix) && name.ends_with(ENDING));
        if let Some(leftover) = ours.then(|| adopt(dirs, &name)).flatten() {
            found.push(leftover);
        }
    }
    found.sort_by_key(|(changed, _)| *changed);
    Ok(found.into_iter().map(|(_, leftover)| leftover).collect())
}

fn adopt(dirs: &Dirs, name: &OsString) -> Option<(i128, Leftover)> {
    let path = dirs.private("journal").ok()?.join(name);
    let file = platform::open_read_own(&path).ok()?;
    adopt_file(path, file)
}

fn adopt_file(path: PathBuf, lock: File) -> Option<(i128, Leftover)> {
    if lock.try_lock().is_err() && !unlocked_soon(&lock) {
        return None;
    }
    let facts = RealFs.facts_of(&lock).ok()?;
    // Between opening and locking, a living process may have put a restarted journal at this name.
    let there = RealFs.facts(&path).ok()?;
    if (there.device, there.inode) != (facts.device, facts.inode) {
        return None;
    }
    let journal = parse(&read_bounded(&lock).ok()?)?;
    if !journal.has_text() && !journal.torn {
        let _ = std::fs::remove_file(&path);
    }
    journal.has_text().then_some((facts.mtime_ns, Leftover { journal, path, _lock: lock }))
}

/// A child that a dying editor was just starting may hold its lock for a moment longer than the editor lives. That is
/// waited for, but only where the editor that the journal names is gone.
fn unlocked_soon(lock: &File) -> bool {
    let is_dead = || {
        let head = parse(&read_bounded(lock).ok()?)?.head;
        Some(Some(&head.host) == platform::host_name().as_ref() && platform::is_gone(head.pid))
    };
    is_dead().unwrap_or(false) && super::lock::had_soon(lock)
}

impl Leftover {
    /// Puts it aside, unasked-for but not destroyed; gives where it is now.
    pub fn discard(self, dirs: &Dirs) -> io::Result<PathBuf> {
        put_aside(&self.path, dirs)
    }

    /// Removes it: its text is in the map again, and that is on the disk or in a journal of its own.
    pub fn accepted(self) -> io::Result<()> {
        std::fs::remove_file(&self.path)
    }
}

pub(super) fn random() -> io::Result<String> {
    let mut bytes = [0_u8; 8];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(hex(&bytes))
}

#[cfg(test)]
#[path = "journal_tests.rs"]
mod tests;
