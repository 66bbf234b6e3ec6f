//! Plain words for what the disk says: paths made safe to print, operating system errors in sentences.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use crate::map::text::visible;

/// `path` as text that is safe on a terminal, on one line: see [`visible`].
pub fn shown(path: &Path) -> String {
    printable(&path.to_string_lossy())
}

/// The last part of `path`, made safe as [`shown`] does.
pub fn shown_name(path: &Path) -> String {
    path.file_name().map_or_else(|| shown(path), |name| shown(Path::new(name)))
}

/// What went wrong, as a person would say it; the system's own words where there are none better.
pub fn reason(error: &io::Error) -> String {
    use io::ErrorKind as K;
    let known = match error.kind() {
        K::StorageFull => "no space left on the device",
        K::QuotaExceeded => "your disk quota is used up",
        K::PermissionDenied => "permission denied",
        K::ReadOnlyFilesystem => "the file system is read-only",
        K::NotFound => "no such file or folder",
        K::NotADirectory => "a part of its path is a file, not a folder",
        K::FileTooLarge => "the file is larger than this system or session allows (see `ulimit -f`)",
        K::InvalidFilename => "the file name is too long or not allowed here",
        K::TimedOut => "the disk did not answer in time",
        _ if is_input_output(error) => "input/output error: the disk could not be read or written",
        _ => return printable(&error.to_string()),
    };
    known.to_owned()
}

/// What a person can do about it; empty when there is nothing better than trying again.
pub fn remedy(error: &io::Error) -> &'static str {
    use io::ErrorKind as K;
    match error.kind() {
        K::StorageFull | K::QuotaExceeded => "free some space and save again, or save a copy elsewhere",
        K::PermissionDenied | K::ReadOnlyFilesystem => "change the permissions, or save a copy elsewhere",
        K::NotFound => "bring the folder back, or save a copy elsewhere",
        _ => "save again, or save a copy elsewhere",
    }
}

#[cfg(unix)]
fn is_input_output(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error())
}

#[cfg(not(unix))]
fn is_input_output(_: &io::Error) -> bool {
    false
}

/// `text` made safe for a terminal, as [`shown`] does.
pub fn printable(text: &str) -> String {
    visible(text).into_owned()
}

/// Lower-case hexadecimal digits of `bytes`.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_cannot_carry_an_escape_sequence() {
        assert_eq!(shown(Path::new("a\u{1b}]52;c;x\u{7}\u{202e}b")), "a␛]52;c;x␇\u{fffd}b");
        assert_eq!(shown(Path::new("Straße-日本.ron")), "Straße-日本.ron");
        assert_eq!(shown_name(Path::new("/x/y\n.ron")), "y␊.ron");
    }

    #[cfg(unix)]
    #[test]
    fn errors_read_as_sentences() {
        let full = io::Error::from_raw_os_error(rustix::io::Errno::NOSPC.raw_os_error());
        assert_eq!(reason(&full), "no space left on the device");
        assert!(remedy(&full).starts_with("free some space"));
        let broken = io::Error::from_raw_os_error(rustix::io::Errno::IO.raw_os_error());
        assert!(reason(&broken).starts_with("input/output error"));
    }

    #[test]
    fn hexadecimal() {
        assert_eq!(hex(&[0, 255, 16]), "00ff10");
    }
}
