//! Text on a grid of cells: how wide it is, cutting, padding and wrapping. ASCII takes a short way.
//!
//! Every width here is that of what [`clusters`] yields: presentation selectors (U+FE0F) are left out, because terminals
//! disagree about what they do to a width.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Whether every byte is a printable ASCII character, one column wide.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b' '..=b'~'))
}

/// Whether a character is one column wide and joins nothing before it: ASCII, Latin, general punctuation, money, lines and
/// blocks. For these the way through segmentation is not needed.
pub(super) fn is_simple(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '\u{20a0}'..='\u{20bf}'
        | '\u{2200}'..='\u{22ff}' | '\u{2500}'..='\u{25a0}')
}

/// Whether a character may reach the screen. Map text was cleaned on the way in; this is the second lock.
fn is_shown(c: char) -> bool {
    !c.is_control() && !crate::map::text::is_forbidden(c)
}

/// What is shown of one cluster, and how many columns it takes: 1 or 2. Nothing for one without width.
fn shown(cluster: &str) -> Option<(Cow<'_, str>, usize)> {
    let text: Cow<'_, str> = if cluster.chars().all(|c| c != '\u{fe0f}' && is_shown(c)) {
        Cow::Borrowed(cluster)
    } else {
        Cow::Owned(cluster.chars().filter(|c| *c != '\u{fe0f}' && is_shown(*c)).collect())
    };
    match text.width() {
        0 => None,
        width => Some((text, width.min(2))),
    }
}

/// Takes the first cluster off `text`: the cluster, whether it is a simple character, and the rest.
fn take_cluster(text: &str) -> Option<(&str, bool, &str)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let is_alone = is_simple(first) && chars.next().is_none_or(is_simple);
    let end = if is_alone { first.len_utf8() } else { first_cluster(text) };
    let (cluster, rest) = text.split_at_checked(end)?;
    Some((cluster, is_alone, rest))
}

fn first_cluster(text: &str) -> usize {
    text.graphemes(true).next().map_or(text.len(), str::len)
}

/// The visible clusters of `text` with their columns.
pub fn clusters(mut text: &str) -> impl Iterator<Item = (Cow<'_, str>, usize)> {
    std::iter::from_fn(move || {
        loop {
            let (cluster, is_simple, rest) = take_cluster(text)?;
            text = rest;
            if is_simple {
                return Some((Cow::Borrowed(cluster), 1));
            }
            if let Some(found) = shown(cluster) {
                return Some(found);
            }
        }
    })
}

/// Columns that `text` takes on one line.
pub fn width(text: &str) -> usize {
    if is_plain(text) { text.len() } else { clusters(text).map(|(_, columns)| columns).sum() }
}

/// The longest start of `text` that takes at most `room` columns, and the columns that it takes.
pub fn start(text: &str, room: usize) -> (&str, usize) {
    if is_plain(text) {
        let taken = text.len().min(room);
        return (text.get(..taken).unwrap_or_default(), taken);
    }
    let (mut taken, mut left) = (0, text);
    while let Some((cluster, is_simple, rest)) = take_cluster(left) {
        let columns = if is_simple { 1 } else { shown(cluster).map_or(0, |(_, columns)| columns) };
        if taken + columns > room {
            return (text.get(..text.len() - left.len()).unwrap_or_default(), taken);
        }
        taken += columns;
        left = rest;
    }
    (text, taken)
}

/// `text` where it fits into `room` columns, else its start and `ellipsis` (one column wide).
pub fn cut<'a>(text: &'a str, room: usize, ellipsis: &str) -> Cow<'a, str> {
    let (whole, _) = start(text, room);
    if whole.len() == text.len() {
        return Cow::Borrowed(text);
    }
    if room == 0 {
        return Cow::Borrowed("");
    }
    let (kept, _) = start(text, room - 1);
    Cow::Owned(format!("{}{ellipsis}", kept.trim_end()))
}

/// `text` with blanks after it up to `columns`; longer text stays whole.
pub fn pad_right(text: &str, columns: usize) -> String {
    let mut out = text.to_owned();
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(width(text))));
    out
}

/// `text` with blanks before it up to `columns`; longer text stays whole.
pub fn pad_left(text: &str, columns: usize) -> String {
    let mut out = " ".repeat(columns.saturating_sub(width(text)));
    out.push_str(text);
    out
}

/// Takes the next line of at most `room` columns off `text`: broken at a blank where there is one, within a word where
/// not, and at a line feed always. At least one cluster is taken.
fn take_line(text: &str, room: usize) -> (&str, &str) {
    let (paragraph, after) = text.split_once('\n').map_or((text, None), |(line, rest)| (line, Some(rest)));
    let (kept, _) = start(paragraph, room);
    if kept.len() == paragraph.len() {
        return (paragraph, after.unwrap_or_default());
    }
    let rest_at = kept.len();
    let next_is_blank = paragraph.get(rest_at..).is_some_and(|rest| rest.starts_with(' '));
    let at = if next_is_blank { Some(rest_at) } else { kept.rfind(' ').filter(|at| *at > 0) };
    let at = at.or_else(|| (rest_at > 0).then_some(rest_at)).unwrap_or_else(|| first_cluster(paragraph));
    let (line, _) = paragraph.split_at_checked(at).unwrap_or((paragraph, ""));
    (line.trim_end(), text.get(at..).unwrap_or_default().trim_start_matches(' '))
}

/// The lines of `text` in `room` columns, without end blanks. An empty text has none.
pub fn wrap(text: &str, room: usize) -> Wrapped<'_> {
    Wrapped { rest: text, room: room.max(1), first_room: None }
}

/// As [`wrap`], with another room on the first line.
pub fn wrap_after(text: &str, first: usize, room: usize) -> Wrapped<'_> {
    Wrapped { rest: text, room: room.max(1), first_room: Some(first.max(1)) }
}

/// Lines of a wrapped text.
#[derive(Debug, Clone)]
pub struct Wrapped<'a> {
    rest: &'a str,
    room: usize,
    first_room: Option<usize>,
}

impl<'a> Wrapped<'a> {
    /// What is not yet on a line.
    pub fn rest(&self) -> &'a str {
        self.rest
    }
}

impl<'a> Iterator for Wrapped<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if self.rest.is_empty() {
            return None;
        }
        let room = self.first_room.take().unwrap_or(self.room);
        let (line, rest) = take_line(self.rest, room);
        self.rest = rest;
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn widths() {
        for (text, columns) in [
            ("", 0),
            ("abc", 3),
            ("界", 2),
            ("e\u{301}", 1),
            ("❤\u{fe0f}x", 2),
            ("👩\u{200d}🚀", 2),
            ("a\u{1b}b", 2),
            ("▮▮▯", 3),
        ] {
            assert_eq!(width(text), columns, "{text:?}");
        }
    }

    #[test]
    fn cutting_never_halves_a_wide_letter() {
        assert_eq!(cut("日本語", 6, "…"), "日本語");
        assert_eq!(cut("日本語", 5, "…"), "日本…");
        assert_eq!(cut("日本語", 4, "…"), "日…");
        assert_eq!(cut("a long word", 7, "…"), "a long…");
        assert_eq!(cut("ab", 1, "…"), "…");
        assert_eq!(cut("ab", 0, "…"), "");
    }

    #[test]
    fn padding() {
        assert_eq!(pad_right("界", 4), "界  ");
        assert_eq!(pad_left("ab", 4), "  ab");
        assert_eq!(pad_left("abc", 2), "abc");
    }

    #[test]
    fn wrapping_breaks_at_blanks_first() {
        let lines: Vec<&str> = wrap("Waits at home all day", 9).collect();
        assert_eq!(lines, ["Waits at", "home all", "day"]);
        assert_eq!(wrap("Donaudampf", 4).collect::<Vec<_>>(), ["Dona", "udam", "pf"]);
        assert_eq!(wrap("a\n\nb", 4).collect::<Vec<_>>(), ["a", "", "b"]);
        assert_eq!(wrap("日本語", 1).collect::<Vec<_>>(), ["日", "本", "語"]);
        assert_eq!(wrap_after("one two three", 4, 9).collect::<Vec<_>>(), ["one", "two three"]);
        assert_eq!(wrap("", 4).count(), 0);
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_its_room(text in "\\PC{0,40}", room in 0usize..20) {
            prop_assert!(width(&cut(&text, room, "…")) <= room);
            let (kept, columns) = start(&text, room);
            prop_assert!(columns <= room && text.starts_with(kept));
            for line in wrap(&text, room.max(2)) {
                prop_assert!(width(line) <= room.max(2), "{line:?}");
            }
        }

        #[test]
        fn wrapping_loses_no_letter(text in "[a-z界 ]{0,40}", room in 2usize..20) {
            let letters = |s: &str| s.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&wrap(&text, room).collect::<String>()), letters(&text));
        }
    }
}
