//! Characters that the model does not keep: which strings hold them, in words.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::map::text::{is_forbidden, may_start_forbidden};
use crate::store::diagnostic::Diagnostic;
use crate::store::ron::lex;
use crate::store::ron::scan::Scan;

/// How many strings are named one by one.
const MOST: usize = 20;
/// Bytes looked at together: few enough that most blocks are plain, many enough for wide registers.
const BLOCK: usize = 128;

/// Whether some string of the text may hold a character that is replaced: a cheap look that misses none.
pub(super) fn may_be_replaced(text: &str) -> bool {
    let blocks = text.as_bytes().chunks(BLOCK).enumerate();
    blocks.filter(|(_, block)| !is_plain(block)).any(|(at, _)| is_suspicious(text, at * BLOCK))
}

/// Whether no byte of a block needs a closer look: no branch, so that many are looked at at once.
fn is_plain(block: &[u8]) -> bool {
    block.iter().fold(true, |plain, byte| plain & !is_odd(*byte))
}

#[allow(clippy::needless_bitwise_bool, reason = "without a branch, so that many bytes are looked at at once")]
/// Whether a forbidden character or an escape can start with this byte.
fn is_odd(byte: u8) -> bool {
    may_start_forbidden(byte) | (byte == b'\\')
}

/// Looks closely at the block that starts at `start`. What it starts may end behind it.
fn is_suspicious(text: &str, start: usize) -> bool {
    let bytes = text.as_bytes();
    let mut odd =
        (start..bytes.len().min(start + BLOCK)).filter(|at| bytes.get(*at).is_some_and(|b| is_odd(*b)));
    odd.any(|at| match text.get(at..).and_then(|rest| rest.chars().next()) {
        Some('\\') => is_odd_escape(bytes.get(at + 1)),
        first => first.is_some_and(is_forbidden),
    })
}

/// Whether a backslash before this byte stands for anything but a quote, a backslash or a line feed.
/// Pairs of backslashes may be read out of step: that only makes the look less cheap, never blind.
fn is_odd_escape(next: Option<&u8>) -> bool {
    matches!(next, Some(b'u' | b'x' | b'r' | b't' | b'0' | b'\n' | b'\r'))
}

/// One diagnostic for each string that holds such characters.
pub(super) fn diagnostics(scan: &Scan<'_>) -> Vec<Diagnostic> {
    let found = scan.strings_holding(is_forbidden);
    let mut out: Vec<Diagnostic> = found.iter().take(MOST).map(|span| name_them(scan, span)).collect();
    if found.len() > MOST {
        let message = format!("{} more texts hold characters that are replaced", found.len() - MOST);
        let next = found.get(MOST).cloned().unwrap_or(0..0);
        out.push(Diagnostic::warning("replaced-characters", message).at(next).hint(HINT));
    }
    out
}

const HINT: &str =
    "the file stays as it is until the map is saved; delete them, or save to keep the substitutes";

fn name_them(tree: &Scan<'_>, span: &Range<usize>) -> Diagnostic {
    let text = lex::decode(tree.slice(span.clone())).unwrap_or_default();
    let (blanks, hidden): (BTreeSet<char>, BTreeSet<char>) =
        text.chars().filter(|c| is_forbidden(*c)).partition(|c| stands_for_blank(*c));
    let message = if hidden.is_empty() {
        let read_as = if blanks.iter().all(|c| *c == '\t') { "a blank" } else { "a blank or a line end" };
        format!("this text holds {}, read as {read_as}", names(&blanks))
    } else {
        format!("this text holds {}, replaced by “\u{fffd}”", names(&hidden))
    };
    Diagnostic::warning("replaced-characters", message).at(span.clone()).hint(HINT)
}

fn stands_for_blank(c: char) -> bool {
    matches!(c, '\t' | '\r' | '\u{2028}' | '\u{2029}')
}

fn names(chars: &BTreeSet<char>) -> String {
    let mut names: Vec<String> =
        chars.iter().take(3).map(|c| format!("U+{:04X}{}", u32::from(*c), word(*c))).collect();
    if chars.len() > 3 {
        names.push("others".to_owned());
    }
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

fn word(c: char) -> &'static str {
    match c {
        '\u{0}' => " (NUL)",
        '\u{7}' => " (bell)",
        '\u{8}' => " (backspace)",
        '\t' => " (tab)",
        '\r' => " (carriage return)",
        '\u{1b}' => " (escape)",
        '\u{200b}' => " (zero-width space)",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            " (writing direction)"
        }
        '\u{feff}' => " (byte order mark)",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_texts_are_not_looked_at_twice() {
        assert!(!may_be_replaced("(\n  a: \"x\\\"y\\\\z — “é”\",\n)\n"));
        for text in ["\t", "\"\u{202e}\"", "\"\\u{202e}\"", "\"\\x1b\"", "\u{85}", "\\\\u"] {
            assert!(may_be_replaced(text), "{text:?}");
        }
    }

    #[test]
    fn every_forbidden_character_is_seen() {
        for c in ('\0'..=char::MAX).filter(|c| is_forbidden(*c)) {
            assert!(may_be_replaced(c.encode_utf8(&mut [0; 4])), "{c:?}");
        }
    }

    #[test]
    fn the_edges_of_blocks_hide_nothing() {
        for bad in ["\u{202e}", "\\u{7}", "\t", "\\x07"] {
            for at in BLOCK - 8..BLOCK + 8 {
                let text = format!("{}{bad}{}", "a".repeat(at), "é".repeat(BLOCK));
                assert!(may_be_replaced(&text), "{bad:?} at {at}");
            }
        }
    }
}
