//! Which keys go on from here: a compact box at the end of the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::tui::theme::Role;

use super::ink::{self, Look};
use super::popup::{Anchor, Popup};

/// Blank columns between two columns of keys.
const GAP: u16 = 3;
/// Fewer rows have no frame, and so no title.
const LEAST_ROWS: u16 = 3;

/// A key that goes on, and where to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key, as it is written.
    pub keys: String,
    /// What it does.
    pub what: String,
    /// Whether more keys follow.
    pub is_group: bool,
}

impl Entry {
    /// A key that does something.
    pub fn new(keys: &str, what: &str) -> Self {
        Self { keys: keys.to_owned(), what: what.to_owned(), is_group: false }
    }

    /// A key with more keys behind it.
    pub fn group(keys: &str, what: &str) -> Self {
        Self { is_group: true, ..Self::new(keys, what) }
    }
}

/// Columns of the entries, and how they share the box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Grid {
    keys: u16,
    whole: u16,
    rows: u16,
}

impl Grid {
    fn of(entries: &[Entry], width: u16) -> Self {
        let widest = |of: fn(&Entry) -> u16| entries.iter().map(of).max().unwrap_or(0);
        let keys = widest(|entry| ink::width(&entry.keys));
        let what = widest(|entry| ink::width(&entry.what).saturating_add(2 * u16::from(entry.is_group)));
        let whole = keys.saturating_add(2).saturating_add(what).min(width.max(1));
        let columns = usize::from(width.saturating_add(GAP) / (whole.saturating_add(GAP))).max(1);
        let count = u16::try_from(entries.len()).unwrap_or(u16::MAX);
        let rows = u16::try_from(entries.len().div_ceil(columns)).unwrap_or(u16::MAX);
        Self { keys, whole, rows: rows.max(LEAST_ROWS.min(count)) }
    }
}

/// Draws the keys that go on after those in `title`; no cursor is in it.
pub fn draw(
    title: &str,
    entries: &[Entry],
    screen: Rect,
    buf: &mut Buffer,
    look: Look<'_>,
) -> Option<Position> {
    let grid = Grid::of(entries, screen.width.saturating_sub(4));
    let size = (screen.width.saturating_sub(4), grid.rows.min(screen.height / 2).max(LEAST_ROWS));
    let popup = Popup { title, hint: "Esc leaves", size, anchor: Anchor::Bottom, alarm: false };
    let inside = popup.open(screen, buf, look);
    let grid = Grid::of(entries, inside.width);
    let rows = grid.rows.min(inside.height);
    if rows == 0 {
        return None;
    }
    let mut shown = 0;
    for (column, chunk) in (0u16..).zip(entries.chunks(rows.into())) {
        let left = column.saturating_mul(grid.whole.saturating_add(GAP));
        if left > 0 && left.saturating_add(grid.whole) > inside.width {
            break;
        }
        let area = Rect { width: grid.whole.min(inside.width), ..ink::indent(inside, left) };
        for (offset, entry) in (0..rows).zip(chunk) {
            draw_entry(entry, grid.keys, ink::row(area, offset).unwrap_or_default(), buf, look);
        }
        shown += chunk.len();
    }
    say_cut(entries.len() - shown, inside, buf, look);
    None
}

fn draw_entry(entry: &Entry, keys: u16, row: Rect, buf: &mut Buffer, look: Look<'_>) {
    let before = keys.saturating_sub(ink::width(&entry.keys)).min(row.width);
    let at = ink::indent(row, before);
    ink::put(buf, at.x, at.y, at.width, &entry.keys, look.style(Role::HintKey));
    let words = ink::indent(row, keys.saturating_add(2));
    let sign = 2 * u16::from(entry.is_group);
    let text = look.cut(&entry.what, words.width.saturating_sub(sign));
    let role = if entry.is_group { Role::Text } else { Role::HintText };
    let taken = ink::put(buf, words.x, words.y, words.width, &text, look.style(role));
    if entry.is_group {
        let at = ink::indent(words, taken + 1);
        ink::put(buf, at.x, at.y, at.width, look.symbols.more_right, look.style(Role::Dim));
    }
}

/// The count of entries that found no room, in the last corner.
fn say_cut(hidden: usize, inside: Rect, buf: &mut Buffer, look: Look<'_>) {
    if hidden == 0 {
        return;
    }
    let words = format!(" +{hidden} more");
    let columns = ink::width(&words).min(inside.width);
    let corner = Rect { x: inside.right() - columns, y: inside.bottom() - 1, width: columns, height: 1 };
    ink::blank(buf, corner, look, Style::new());
    ink::put(buf, corner.x, corner.y, columns, &words, look.style(Role::Dim));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widgets::testing::{assert_fits, screen};

    fn leader() -> Vec<Entry> {
        vec![
            Entry::group("f", "file"),
            Entry::group("s", "stage"),
            Entry::group("l", "lane"),
            Entry::group("r", "review"),
            Entry::new("Enter", "open"),
            Entry::new("?", "all keys"),
            Entry::new("q", "close"),
        ]
    }

    #[test]
    fn drawn_wide_and_narrow() {
        let entries = leader();
        assert_eq!(
            screen(60, 10, |area, buf, look| draw("Space", &entries, area, buf, look)),
            [
                "",
                "",
                "",
                "",
                "",
                "┌ Space ───────────────────────────────────────────────────┐",
                "│     f  file ›         r  review ›       q  close         │",
                "│     s  stage ›    Enter  open                            │",
                "│     l  lane ›         ?  all keys                        │",
                "└ Esc leaves ──────────────────────────────────────────────┘"
            ]
        );
        assert_eq!(
            screen(24, 4, |area, buf, look| draw("Space", &entries, area, buf, look)),
            ["    f  file ›", "    s  stage ›", "    l  lane ›", "    r  review ›  +3 more"]
        );
    }

    #[test]
    fn a_few_keys_have_a_frame_with_their_title_too() {
        let few = [Entry::new("l", "lanes"), Entry::new("o", "outline")];
        assert_eq!(
            screen(44, 10, |area, buf, look| draw("Space v · view", &few, area, buf, look)),
            [
                "",
                "",
                "",
                "",
                "",
                "┌ Space v · view ──────────────────────────┐",
                "│ l  lanes                                 │",
                "│ o  outline                               │",
                "│                                          │",
                "└ Esc leaves ──────────────────────────────┘"
            ]
        );
    }

    #[test]
    fn any_size_will_do() {
        let many: Vec<Entry> = (0..60).map(|n| Entry::new(&format!("Ctrl-{n}"), "日本語 opens")).collect();
        for entries in [leader(), Vec::new(), many] {
            assert_fits(|area, buf, look| draw("Space", &entries, area, buf, look));
        }
    }
}
