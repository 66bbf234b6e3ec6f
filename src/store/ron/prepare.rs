//! The bytes of a file to text that RON can be read from, or why not.
//!
//! Spans in errors point into `String::from_utf8_lossy(bytes)`: show them with that as the source.

use std::borrow::Cow;

use memchr::memmem;

use super::lex;
use crate::store::diagnostic::Diagnostic;

/// The largest file that is read, in bytes: far above any map, small enough for any machine.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Text without byte order mark, with `\n` line ends, free of conflict markers and NUL bytes.
///
/// # Errors
/// Too large, not UTF-8, NUL bytes (a binary or UTF-16 file), or an unmerged file.
pub fn prepare(bytes: &[u8]) -> Result<Cow<'_, str>, Diagnostic> {
    if bytes.len() > MAX_BYTES {
        return Err(too_large(bytes.len() as u64));
    }
    let text = std::str::from_utf8(bytes).map_err(|e| not_utf8(bytes, e.valid_up_to()))?;
    if let Some(at) = memchr::memchr(0, bytes) {
        return Err(Diagnostic::error("nul-byte", "the file holds a NUL byte: it is not a text file")
            .at(at..at + 1)
            .hint(
                "restore it from git or a version; after a power cut a file can be filled with NUL bytes",
            ));
    }
    if let Some(found) = conflict_marker(text) {
        return Err(found);
    }
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if memmem::find(text.as_bytes(), b"\r\n").is_some() {
        Ok(Cow::Owned(text.replace("\r\n", "\n")))
    } else {
        Ok(Cow::Borrowed(text))
    }
}

/// The error for a file of this size in bytes; for callers that look at the size before they read.
pub fn too_large(size: u64) -> Diagnostic {
    let mebi = |bytes: u64| bytes.div_ceil(1024 * 1024);
    let message =
        format!("the file is too large: {} MiB, at most {} MiB are read", mebi(size), mebi(MAX_BYTES as u64));
    Diagnostic::error("too-large", message)
        .hint("check that this is the file you mean; split a map that is really this large")
}

fn not_utf8(bytes: &[u8], at: usize) -> Diagnostic {
    let line = memchr::memchr_iter(b'\n', bytes.get(..at).unwrap_or_default()).count() + 1;
    let byte = bytes.get(at).copied().unwrap_or_default();
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let hint = if utf16 {
        "it is UTF-16: save it as UTF-8"
    } else {
        "save it as UTF-8 in your editor, or convert it: iconv -f latin1 -t utf-8"
    };
    let message =
        format!("the text is not UTF-8: byte 0x{byte:02X} on line {line}, {at} bytes into the file");
    // In the lossy text the bad bytes are one U+FFFD, which takes three.
    Diagnostic::error("not-utf8", message).at(at..at + 3).hint(hint)
}

fn conflict_marker(text: &str) -> Option<Diagnostic> {
    let at = first_marker(text)?;
    let len = text.get(at..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
    Some(
        Diagnostic::error("conflict-marker", "this is an unmerged file: git left both sides in it")
            .at(at..at + len)
            .hint("merge it by its elements: milepost merge --resolve FILE; or choose one side of each marked part and delete the marker lines"),
    )
}

fn first_marker(text: &str) -> Option<usize> {
    let suspects = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];
    let candidates = suspects.iter().flat_map(|marker| {
        memmem::find_iter(text.as_bytes(), marker.as_bytes()).filter(|at| is_marker_line(text, *at))
    });
    let mut candidates: Vec<usize> = candidates.collect();
    if candidates.is_empty() {
        return None;
    }
    candidates.sort_unstable();
    let mut inside = lex::tokens(text).filter(|t| t.kind.is_text() || t.kind.is_comment()).peekable();
    candidates.into_iter().find(|at| {
        while inside.next_if(|token| token.span.end <= *at).is_some() {}
        // A string that never ends started in the mess itself.
        !inside.peek().is_some_and(|t| t.span.start < *at && !t.kind.is_unclosed())
    })
}

fn is_marker_line(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let starts = at == 0 || bytes.get(at - 1) == Some(&b'\n') || (at == 3 && text.starts_with('\u{FEFF}'));
    starts && matches!(bytes.get(at + 7), None | Some(b' ' | b'\r' | b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::diagnostic::{Source, render};

    fn refused(bytes: &[u8]) -> String {
        let found = prepare(bytes).unwrap_err();
        render(&found, &Source { name: "a.ron", text: &String::from_utf8_lossy(bytes) }, false)
    }

    #[test]
    fn bom_and_crlf_are_taken_off() {
        assert_eq!(prepare("\u{FEFF}(\r\n)\r\n".as_bytes()).unwrap(), "(\n)\n");
        assert!(matches!(prepare(b"(\n)\n"), Ok(Cow::Borrowed("(\n)\n"))));
    }

    #[test]
    fn an_unmerged_file_is_named() {
        let text = "(\n<<<<<<< HEAD\n  a: 1,\n=======\n  a: 2,\n>>>>>>> x\n)\n";
        insta::assert_snapshot!(refused(text.as_bytes()), @r#"
        error[conflict-marker]: this is an unmerged file: git left both sides in it
         --> a.ron:2:1
          |
        2 | <<<<<<< HEAD
          | ^^^^^^^^^^^^
          |
          = hint: merge it by its elements: milepost merge --resolve FILE; or choose one side of each marked part and delete the marker lines
        "#);
    }

    #[test]
    fn markers_inside_strings_and_comments_are_text() {
        for text in [
            "(a: \"x\n<<<<<<< HEAD\n\")",
            "(a: r#\"\n=======\n\"#)",
            "/*\n=======\n*/()",
            "(a: \"<<<<<<< b\")",
        ] {
            assert!(prepare(text.as_bytes()).is_ok(), "{text}");
        }
    }

    #[test]
    fn wrong_bytes_are_placed() {
        insta::assert_snapshot!(refused(b"(\n  name: \"caf\xe9\",\n)"), @r#"
        error[not-utf8]: the text is not UTF-8: byte 0xE9 on line 2, 14 bytes into the file
         --> a.ron:2:13
          |
        2 |   name: "caf�",
          |             ^
          |
          = hint: save it as UTF-8 in your editor, or convert it: iconv -f latin1 -t utf-8
        "#);
        assert_eq!(prepare(b"(\0)").unwrap_err().code, "nul-byte");
        assert!(prepare(&[0xFF, 0xFE, b'(', 0]).unwrap_err().hint.unwrap().contains("UTF-16"));
    }

    #[test]
    fn a_file_of_100_mb_is_refused_by_its_size() {
        let found = prepare(&vec![b' '; 100_000_000]).unwrap_err();
        assert_eq!(found.message, "the file is too large: 96 MiB, at most 64 MiB are read");
    }
}
