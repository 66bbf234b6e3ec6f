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
/// Narrower columns are not made, whatever their words: a key needs some of them.
const LEAST_WIDE: u16 = 32;

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
    /// In columns as wide as their words; in more and narrower ones where that takes more than `most` rows.
    fn of(entries: &[Entry], width: u16, most: u16) -> Self {
        let widest = |of: fn(&Entry) -> u16| entries.iter().map(of).max().unwrap_or(0);
        let keys = widest(|entry| ink::width(&entry.keys));
        let what = widest(|entry| ink::width(&entry.what).saturating_add(2 * u16::from(entry.is_group)));
        let whole = keys.saturating_add(2).saturating_add(what).min(width.max(1));
        let fit = |wide: u16| (width.saturating_add(GAP) / wide.saturating_add(GAP)).max(1);
        let count = u16::try_from(entries.len()).unwrap_or(u16::MAX);
        let columns = fit(whole).max(count.div_ceil(most.max(1)).min(fit(LEAST_WIDE.min(whole))));
        let each = (width.saturating_add(GAP) / columns).saturating_sub(GAP);
        let rows = count.div_ceil(columns).max(LEAST_ROWS.min(count));
        Self { keys, whole: whole.min(each.max(1)), rows }
    }
}

/// The box and its columns on `screen`: half of it is enough where it can be, most of it is taken where it must.
fn laid_out<'a>(title: &'a str, entries: &[Entry], screen: Rect) -> (Popup<'a>, Rect, Grid) {
    let width = screen.width.saturating_sub(4);
    let rows = Grid::of(entries, width, screen.height / 2).rows;
    let size = (width, rows.min(screen.height.saturating_sub(3)).max(LEAST_ROWS));
    let popup = Popup { title, hint: "Esc leaves", size, anchor: Anchor::Bottom, alarm: false };
    let inside = Popup::inside(popup.place(screen));
    let grid = Grid::of(entries, inside.width, inside.height);
    let hint = if grid.rows > inside.height { "Down PgDn more  Esc leaves" } else { popup.hint };
    (Popup { hint, ..popup }, inside, grid)
}

/// The last row that may be the first one shown; 0: all are in sight.
pub fn last_top(entries: &[Entry], screen: Rect) -> u16 {
    let (_, inside, grid) = laid_out("", entries, screen);
    grid.rows.saturating_sub(inside.height)
}

/// Draws the keys that go on after those in `title`, from the row `top` on; no cursor is in it.
pub fn draw(
    (title, top): (&str, u16),
    entries: &[Entry],
    screen: Rect,
    buf: &mut Buffer,
    look: Look<'_>,
) -> Option<Position> {
    let (popup, _, grid) = laid_out(title, entries, screen);
    let inside = popup.open(screen, buf, look);
    if inside.is_empty() {
        return None;
    }
    let top = top.min(grid.rows.saturating_sub(inside.height));
    let mut shown = 0;
    for (column, chunk) in (0u16..).zip(entries.chunks(grid.rows.max(1).into())) {
        let left = column.saturating_mul(grid.whole.saturating_add(GAP));
        let area = Rect { width: grid.whole.min(inside.width), ..ink::indent(inside, left) };
        for (offset, entry) in (0..inside.height).zip(chunk.iter().skip(top.into())) {
            draw_entry(entry, grid.keys, ink::row(area, offset).unwrap_or_default(), buf, look);
            shown += 1;
        }
    }
    say_cut(entries.len().saturating_sub(shown), inside, buf, look);
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
            screen(60, 10, |area, buf, look| draw(("Space", 0), &entries, area, buf, look)),
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
            screen(24, 4, |area, buf, look| draw(("Space", 0), &entries, area, buf, look)),
            ["    f  file ›", "    s  stage ›", "    l  lane ›", "    r  review ›  +3 more"]
        );
    }

    #[test]
    fn a_few_keys_have_a_frame_with_their_title_too() {
        let few = [Entry::new("l", "lanes"), Entry::new("o", "outline")];
        assert_eq!(
            screen(44, 10, |area, buf, look| draw(("Space v · view", 0), &few, area, buf, look)),
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
    fn what_does_not_fit_takes_more_and_narrower_columns_then_more_rows_then_scrolls() {
        let many: Vec<Entry> = (0..28)
            .map(|n| Entry::new(&format!("{n}"), &format!("does the thing number {n} {}", "x".repeat(50))))
            .collect();
        let shown = |width, height, top| {
            screen(width, height, |area, buf, look| draw(("Space", top), &many, area, buf, look)).join("\n")
        };
        for (width, height) in [(120, 40), (80, 24)] {
            let all = shown(width, height, 0);
            assert!((0..28).all(|n| all.contains(&format!("thing number {n} "))), "{all}");
            assert!(!all.contains("more") && last_top(&many, Rect::new(0, 0, width, height)) == 0, "{all}");
        }
        let first = shown(60, 16, 0);
        assert!(
            first.contains("Down PgDn more") && first.contains("+15 more") && !first.contains("number 27"),
            "{first}"
        );
        let last = last_top(&many, Rect::new(0, 0, 60, 16));
        assert!(last > 0 && shown(60, 16, last).contains("number 27"), "{}", shown(60, 16, last));
        assert_eq!(shown(60, 16, u16::MAX), shown(60, 16, last));
    }

    #[test]
    fn any_size_will_do() {
        let many: Vec<Entry> = (0..60).map(|n| Entry::new(&format!("Ctrl-{n}"), "日本語 opens")).collect();
        for entries in [leader(), Vec::new(), many] {
            assert_fits(|area, buf, look| draw(("Space", 0), &entries, area, buf, look));
        }
    }
}
