//! Characters that the model does not keep: which strings hold them, in words.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::map::text::is_forbidden;
use crate::store::diagnostic::Diagnostic;
use crate::store::ron::lex;
use crate::store::ron::scan::Scan;

/// How many strings are named one by one.
const MOST: usize = 20;
/// Bytes looked at together: small enough to find most of a text plain.
const BLOCK: usize = 4096;

/// Whether some string of the text may hold a character that is replaced: a cheap look that misses none.
pub(super) fn may_be_replaced(text: &str) -> bool {
    text.as_bytes()
        .chunks(BLOCK)
        .enumerate()
        .any(|(at, block)| !is_plain(block) && suspicious(text, at * BLOCK))
}

/// Whether a block has nothing but printable ASCII, line ends and no escapes.
fn is_plain(block: &[u8]) -> bool {
    block.iter().fold(true, |plain, b| plain & matches!(b, b' '..=b'[' | b']'..=b'~' | b'\n'))
}

/// Looks at every character from the block at `start` on, as far as it goes.
fn suspicious(text: &str, start: usize) -> bool {
    let start = floor(text, start);
    let end = floor(text, (start + BLOCK + 4).min(text.len()));
    let block = text.get(start..end).unwrap_or_default();
    // An escape may be cut by the block's end: what it stands for is then in the next four bytes, and looked at here.
    block.chars().any(is_forbidden) || has_odd_escape(block)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Whether a backslash is followed by anything but what stands for a quote, a backslash or a line feed.
/// Pairs of backslashes may be read out of step: that only makes the look less cheap, never blind.
fn has_odd_escape(block: &str) -> bool {
    let bytes = block.as_bytes();
    memchr::memchr_iter(b'\\', bytes)
        .any(|at| matches!(bytes.get(at + 1), Some(b'u' | b'x' | b'r' | b't' | b'0' | b'\n' | b'\r')))
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
    fn the_edges_of_blocks_hide_nothing() {
        for bad in ["\u{202e}", "\\u{7}", "\t", "\\x07"] {
            for at in BLOCK - 8..BLOCK + 8 {
                let text = format!("{}{bad}{}", "a".repeat(at), "é".repeat(BLOCK));
                assert!(may_be_replaced(&text), "{bad:?} at {at}");
            }
        }
    }
}
