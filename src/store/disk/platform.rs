//! What differs between operating systems, and nothing else.

#[cfg(not(unix))]
pub(super) use other::*;
#[cfg(unix)]
pub(super) use unix::*;

#[cfg(unix)]
mod unix {
    use std::fs::{DirBuilder, File, Metadata, OpenOptions};
    use std::io;
    use std::os::unix::fs::{
        DirBuilderExt, FileExt, FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt,
    };
    use std::path::Path;

    use rustix::fs::{Access, Gid, OFlags, Uid};
    use rustix::io::Errno;

    use crate::store::disk::fs::{Facts, Kind};

    /// The same number on Linux, macOS and the BSDs; `signal-hook` has no name for it.
    const SIGXFSZ: i32 = rustix::process::Signal::XFSZ.as_raw();

    fn flags(flags: OFlags) -> i32 {
        flags.bits() as i32
    }

    pub(in super::super) fn create_new(path: &Path, mode: u32) -> io::Result<File> {
        // O_EXCL does not follow a link in the last place; O_NOFOLLOW says so twice.
        OpenOptions::new()
            .read(true)
            .write(true)
            .create_new(true)
            .mode(mode)
            .custom_flags(flags(OFlags::NOFOLLOW))
            .open(path)
    }

    /// Whether no process on this machine has this number.
    pub(in super::super) fn is_gone(pid: u32) -> bool {
        let pid = i32::try_from(pid).ok().and_then(rustix::process::Pid::from_raw);
        pid.is_some_and(|pid| rustix::process::test_kill_process(pid) == Err(rustix::io::Errno::SRCH))
    }

    /// Turns the signal that ends a program at its file size limit (`ulimit -f`) into an error of the write.
    pub(in super::super) fn survive_size_limit() {
        static ONCE: std::sync::Once = std::sync::Once::new();
        ONCE.call_once(|| {
            let seen = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
            // Where this fails, only the friendly message is lost.
            let _ = signal_hook::flag::register(SIGXFSZ, seen);
        });
    }

    /// The machine's name, where a file tells it.
    pub(in super::super) fn host_name() -> Option<String> {
        let files = ["/proc/sys/kernel/hostname", "/etc/hostname"];
        let name = files.iter().find_map(|file| std::fs::read_to_string(file).ok())?;
        Some(name.trim().to_owned()).filter(|name| !name.is_empty())
    }

    /// Bytes of a path as the system writes paths.
    pub(in super::super) fn os_string(bytes: &[u8]) -> std::ffi::OsString {
        std::os::unix::ffi::OsStringExt::from_vec(bytes.to_vec())
    }

    /// Creates or opens a file of our own in a private folder; never through a link.
    pub(in super::super) fn open_own(path: &Path) -> io::Result<File> {
        OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .custom_flags(flags(OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY))
            .open(path)
    }

    pub(in super::super) fn open_read(path: &Path) -> io::Result<File> {
        OpenOptions::new().read(true).custom_flags(flags(OFlags::NONBLOCK | OFlags::NOCTTY)).open(path)
    }

    /// As `open_read`, and refuses a link in the last place.
    pub(in super::super) fn open_read_own(path: &Path) -> io::Result<File> {
        let no_link = OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::NOFOLLOW;
        OpenOptions::new().read(true).custom_flags(flags(no_link)).open(path)
    }

    pub(in super::super) fn open_write(path: &Path) -> io::Result<File> {
        let options = OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::NOFOLLOW;
        OpenOptions::new().read(true).write(true).custom_flags(flags(options)).open(path)
    }

    pub(in super::super) fn read_at(file: &File, into: &mut [u8], at: u64) -> io::Result<usize> {
        file.read_at(into, at)
    }

    pub(in super::super) fn write_at(file: &File, bytes: &[u8], at: u64) -> io::Result<usize> {
        file.write_at(bytes, at)
    }

    pub(in super::super) fn sync_folder(folder: &Path) -> io::Result<()> {
        match File::open(folder)?.sync_all() {
            // Some network file systems cannot; there is nothing better to do there.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput || unsupported(&error) => Ok(()),
            done => done,
        }
    }

    fn unsupported(error: &io::Error) -> bool {
        let errno = error.raw_os_error();
        [Errno::NOTSUP, Errno::OPNOTSUPP, Errno::NOSYS]
            .iter()
            .any(|known| errno == Some(known.raw_os_error()))
    }

    pub(in super::super) fn facts(found: &Metadata) -> Facts {
        Facts {
            kind: kind(found.file_type()),
            len: found.len(),
            mtime_ns: nanoseconds(found.mtime(), found.mtime_nsec()),
            ctime_ns: nanoseconds(found.ctime(), found.ctime_nsec()),
            inode: found.ino(),
            device: found.dev(),
            mode: found.mode() & 0o7777,
            uid: found.uid(),
            gid: found.gid(),
            links: found.nlink(),
        }
    }

    fn nanoseconds(seconds: i64, rest: i64) -> i128 {
        i128::from(seconds) * 1_000_000_000 + i128::from(rest)
    }

    fn kind(found: std::fs::FileType) -> Kind {
        if found.is_file() {
            Kind::File
        } else if found.is_dir() {
            Kind::Folder
        } else if found.is_fifo() {
            Kind::Fifo
        } else if found.is_char_device() || found.is_block_device() {
            Kind::Device
        } else {
            Kind::Other
        }
    }

    pub(in super::super) fn set_owner(file: &File, like: &Facts) -> io::Result<()> {
        Ok(rustix::fs::fchown(file, Some(Uid::from_raw(like.uid)), Some(Gid::from_raw(like.gid)))?)
    }

    pub(in super::super) fn set_mode(file: &File, mode: u32) -> io::Result<()> {
        file.set_permissions(std::fs::Permissions::from_mode(mode))
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    pub(in super::super) fn copy_xattrs(from: &Path, to: &File) -> io::Result<()> {
        let from = open_read_own(from)?;
        let Some(list) = grown(|into| rustix::fs::flistxattr(&from, into))? else { return Ok(()) };
        for name in list.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
            let Some(value) = grown(|into| rustix::fs::fgetxattr(&from, name, into))? else { continue };
            permitted(rustix::fs::fsetxattr(to, name, &value, rustix::fs::XattrFlags::empty()))?;
        }
        Ok(())
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    pub(in super::super) fn copy_xattrs(_: &Path, _: &File) -> io::Result<()> {
        Ok(())
    }

    /// Asks with more and more room; `None` where there is nothing to be had or it is not ours to read.
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    fn grown(ask: impl Fn(&mut [u8]) -> rustix::io::Result<usize>) -> io::Result<Option<Vec<u8>>> {
        let mut room = vec![0_u8; 1024];
        loop {
            match permitted(ask(&mut room)) {
                Ok(count) => {
                    room.truncate(count.unwrap_or(0));
                    return Ok(count.map(|_| room));
                }
                Err(Errno::RANGE) if room.len() < 1 << 20 => room = vec![0; room.len() * 4],
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// What the system does not have or does not let this person copy (security labels) is not an error.
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    fn permitted<T>(result: rustix::io::Result<T>) -> rustix::io::Result<Option<T>> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(Errno::NOTSUP | Errno::PERM | Errno::ACCESS | Errno::NOSYS | Errno::INVAL) => Ok(None),
            #[cfg(not(target_vendor = "apple"))]
            Err(Errno::NODATA) => Ok(None),
            Err(error) => Err(error),
        }
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    pub(in super::super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => rename_if_free(from, to),
            done => Ok(done?),
        }
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    pub(in super::super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
        rename_if_free(from, to)
    }

    /// Where the file system has no such step: looks first. Another program may still come between.
    fn rename_if_free(from: &Path, to: &Path) -> io::Result<()> {
        match std::fs::symlink_metadata(to) {
            Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => std::fs::rename(from, to),
        }
    }

    pub(in super::super) fn may_write(path: &Path) -> io::Result<()> {
        let found = std::fs::metadata(path)?;
        // The administrator may write anything; who took every write bit away meant it for them too.
        if found.mode() & 0o222 == 0 {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        Ok(rustix::fs::access(path, Access::WRITE_OK)?)
    }

    pub(in super::super) fn make_private_dirs(folder: &Path) -> io::Result<()> {
        if let Some(above) = folder.parent() {
            DirBuilder::new().recursive(true).mode(0o700).create(above)?;
        }
        match DirBuilder::new().mode(0o700).create(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
            done => done,
        }
    }
}

#[cfg(not(unix))]
mod other {
    use std::fs::{File, Metadata, OpenOptions};
    use std::io::{self, Read, Seek, SeekFrom, Write};
    use std::path::Path;
    use std::time::UNIX_EPOCH;

    use crate::store::disk::fs::{Facts, Kind};

    pub(in super::super) fn create_new(path: &Path, _: u32) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).create_new(true).open(path)
    }

    pub(in super::super) fn is_gone(_: u32) -> bool {
        false
    }

    pub(in super::super) fn survive_size_limit() {}

    pub(in super::super) fn host_name() -> Option<String> {
        None
    }

    pub(in super::super) fn os_string(bytes: &[u8]) -> std::ffi::OsString {
        String::from_utf8_lossy(bytes).into_owned().into()
    }

    pub(in super::super) fn open_own(path: &Path) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
    }

    pub(in super::super) fn open_read(path: &Path) -> io::Result<File> {
        File::open(path)
    }

    pub(in super::super) fn open_read_own(path: &Path) -> io::Result<File> {
        File::open(path)
    }

    pub(in super::super) fn open_write(path: &Path) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).open(path)
    }

    pub(in super::super) fn read_at(mut file: &File, into: &mut [u8], at: u64) -> io::Result<usize> {
        file.seek(SeekFrom::Start(at))?;
        file.read(into)
    }

    pub(in super::super) fn write_at(mut file: &File, bytes: &[u8], at: u64) -> io::Result<usize> {
        file.seek(SeekFrom::Start(at))?;
        file.write(bytes)
    }

    pub(in super::super) fn sync_folder(_: &Path) -> io::Result<()> {
        Ok(())
    }

    pub(in super::super) fn facts(found: &Metadata) -> Facts {
        let since = found.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Facts {
            kind: if found.is_dir() { Kind::Folder } else { Kind::File },
            len: found.len(),
            mtime_ns: since.map_or(0, |time| time.as_nanos() as i128),
            ctime_ns: 0,
            inode: 0,
            device: 0,
            mode: if found.permissions().readonly() { 0o444 } else { 0o666 },
            uid: 0,
            gid: 0,
            links: 1,
        }
    }

    pub(in super::super) fn set_owner(_: &File, _: &Facts) -> io::Result<()> {
        Ok(())
    }

    pub(in super::super) fn set_mode(_: &File, _: u32) -> io::Result<()> {
        Ok(())
    }

    pub(in super::super) fn copy_xattrs(_: &Path, _: &File) -> io::Result<()> {
        Ok(())
    }

    pub(in super::super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
        match std::fs::symlink_metadata(to) {
            Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => std::fs::rename(from, to),
        }
    }

    pub(in super::super) fn may_write(path: &Path) -> io::Result<()> {
        let found = std::fs::metadata(path)?;
        // On folders the flag means something else.
        if found.is_file() && found.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        Ok(())
    }

    pub(in super::super) fn make_private_dirs(folder: &Path) -> io::Result<()> {
        std::fs::create_dir_all(folder)
    }
}
