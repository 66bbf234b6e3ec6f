//! The few operations that a save asks of a file system, behind a trait so that a test can make each one fail.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::Path;

use super::platform;

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A named pipe.
    Fifo,
    /// A character or block device.
    Device,
    /// A socket, or a kind that has no name here.
    Other,
}

impl Kind {
    /// With its article: "a folder".
    pub fn words(self) -> &'static str {
        match self {
            Self::File => "a file",
            Self::Folder => "a folder",
            Self::Fifo => "a named pipe",
            Self::Device => "a device",
            Self::Other => "a socket or another special file",
        }
    }
}

/// What the file system knows about a file without reading it. Zero where the system has no such notion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// File, folder, …
    pub kind: Kind,
    /// Bytes.
    pub len: u64,
    /// Last change of the content, nanoseconds since 1970.
    pub mtime_ns: i128,
    /// Last change of content or attributes, nanoseconds since 1970; cannot be set back by `touch`.
    pub ctime_ns: i128,
    /// Number of the file on its device.
    pub inode: u64,
    /// Number of the device.
    pub device: u64,
    /// Permission bits.
    pub mode: u32,
    /// Owning user.
    pub uid: u32,
    /// Owning group.
    pub gid: u32,
    /// Number of names (hard links).
    pub links: u64,
}

/// The operations of a save. `RealFs` does them; a test's stand-in fails some.
pub trait Fs: Send + Sync {
    /// Creates a file that must not exist (nor be a link), with permission bits `mode` less the umask.
    fn create_new(&self, path: &Path, mode: u32) -> io::Result<File>;
    /// Opens a regular file for reading; never waits on a pipe or a device.
    fn open_read(&self, path: &Path) -> io::Result<File>;
    /// Opens an existing file for writing, without cutting it.
    fn open_write(&self, path: &Path) -> io::Result<File>;
    /// Reads a part of the file from `at`.
    fn read_at(&self, file: &File, into: &mut [u8], at: u64) -> io::Result<usize>;
    /// Writes a part of `bytes` at `at`, and says how much.
    fn write_at(&self, file: &File, bytes: &[u8], at: u64) -> io::Result<usize>;
    /// Cuts or extends the file to `len` bytes.
    fn set_len(&self, file: &File, len: u64) -> io::Result<()>;
    /// Puts content and attributes on the disk for good.
    fn sync(&self, file: &File) -> io::Result<()>;
    /// Puts a folder's list of names on the disk for good.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Facts about an open file.
    fn facts_of(&self, file: &File) -> io::Result<Facts>;
    /// Facts about what stands at `path`; links are followed.
    fn facts(&self, path: &Path) -> io::Result<Facts>;
    /// Gives the file the owner and group of `like`.
    fn set_owner(&self, file: &File, like: &Facts) -> io::Result<()>;
    /// Gives the file the permission bits of `like`.
    fn set_mode(&self, file: &File, like: &Facts) -> io::Result<()>;
    /// Copies the extended attributes (access lists, tags) that this person may copy.
    fn copy_xattrs(&self, from: &Path, to: &File) -> io::Result<()>;
    /// Gives `from` the name `to`, replacing what is there, in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives `from` the name `to`, which must be free.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// The names in a folder.
    fn names(&self, folder: &Path) -> io::Result<Vec<OsString>>;
    /// Whether this person may write to the file or into the folder.
    fn may_write(&self, path: &Path) -> io::Result<()>;
}

/// The file system of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealFs;

impl Fs for RealFs {
    fn create_new(&self, path: &Path, mode: u32) -> io::Result<File> {
        platform::create_new(path, mode)
    }

    fn open_read(&self, path: &Path) -> io::Result<File> {
        platform::open_read(path)
    }

    fn open_write(&self, path: &Path) -> io::Result<File> {
        platform::open_write(path)
    }

    fn read_at(&self, file: &File, into: &mut [u8], at: u64) -> io::Result<usize> {
        platform::read_at(file, into, at)
    }

    fn write_at(&self, file: &File, bytes: &[u8], at: u64) -> io::Result<usize> {
        platform::write_at(file, bytes, at)
    }

    fn set_len(&self, file: &File, len: u64) -> io::Result<()> {
        file.set_len(len)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        platform::sync_folder(folder)
    }

    fn facts_of(&self, file: &File) -> io::Result<Facts> {
        Ok(platform::facts(&file.metadata()?))
    }

    fn facts(&self, path: &Path) -> io::Result<Facts> {
        Ok(platform::facts(&std::fs::metadata(path)?))
    }

    fn set_owner(&self, file: &File, like: &Facts) -> io::Result<()> {
        platform::set_owner(file, like)
    }

    fn set_mode(&self, file: &File, like: &Facts) -> io::Result<()> {
        platform::set_mode(file, like.mode)
    }

    fn copy_xattrs(&self, from: &Path, to: &File) -> io::Result<()> {
        platform::copy_xattrs(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        platform::rename_new(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect()
    }

    fn may_write(&self, path: &Path) -> io::Result<()> {
        platform::may_write(path)
    }
}

/// Writes all of `bytes` from `at` on.
pub fn write_all_at(fs: &dyn Fs, file: &File, mut bytes: &[u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match fs.write_at(file, bytes, at) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => {
                bytes = bytes.get(count..).unwrap_or_default();
                at = at.saturating_add(count as u64);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
