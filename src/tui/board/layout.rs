//! Where everything goes: whole numbers only, every size has an answer.

use ratatui::layout::Rect;

use super::scene::{Scene, Spot};
use crate::tui::text::width;
use crate::tui::view::Zoom;

/// Columns kept for a glimpse of the next stage where not all fit.
const PEEK: u16 = 6;

/// The parts of the board on the screen. A part without room has an empty area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    /// The title line.
    pub(super) title: Rect,
    /// The line above the stage headers.
    pub(super) top: Rect,
    /// The stage headers, and the corner left of them.
    pub(super) head: Rect,
    /// The line below the stage headers.
    pub(super) rule: Rect,
    /// The lanes.
    pub(super) body: Rect,
    /// The line below the lanes.
    pub(super) foot: Rect,
    /// The pane of the focused thing.
    pub(super) detail: Rect,
    /// Columns of the lane names; the line beside them stands after.
    pub(super) names: u16,
    /// The stages, left to right.
    pub(super) columns: Columns,
}

/// The stages side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    /// The first stage shown in full.
    pub(super) first: usize,
    /// How many are shown in full.
    pub(super) shown: usize,
    /// How many there are.
    pub(super) all: usize,
    /// From one to the next, with the line beside it.
    pub(super) pitch: u16,
    /// Where the first begins.
    pub(super) left: u16,
    /// Where the glimpse of a cut stage begins, its room, and which one it is.
    pub(super) peek: Option<(u16, u16, usize)>,
}

impl Columns {
    /// The stages shown in full, with the column at which each begins.
    pub(super) fn full(self) -> impl Iterator<Item = (usize, u16)> {
        (0..self.shown).map(move |at| (self.first + at, self.left + self.pitch * at as u16))
    }

    /// Columns inside a stage, blank ones at both sides included.
    pub(super) fn inner(self) -> u16 {
        self.pitch.saturating_sub(1)
    }

    /// The column of the last line, after the last full stage.
    pub(super) fn end(self) -> u16 {
        self.left + self.pitch * self.shown as u16
    }

    /// Where stage `index` begins, on the screen or beside it.
    pub(super) fn begin_of(self, index: usize) -> i32 {
        i32::from(self.left) + (index as i32 - self.first as i32) * i32::from(self.pitch)
    }
}

impl Layout {
    /// For this scene in this area.
    pub(super) fn new(scene: &Scene<'_>, area: Rect, spot: Spot) -> Self {
        let is_whole = scene.changes.is_none();
        let detail_rows = if is_whole { detail_rows(area, scene.view.zoom) } else { 0 };
        let mut rest = area;
        let title = take_top(&mut rest, u16::from(is_whole && area.height >= 3));
        let top = take_top(&mut rest, u16::from(area.height >= 17));
        let head = take_top(&mut rest, head_rows(area.height));
        let rule = take_top(&mut rest, u16::from(area.height >= 6));
        let detail = take_bottom(&mut rest, detail_rows);
        let foot = take_bottom(&mut rest, u16::from(area.height >= 9));
        let (names, columns) = across(scene, area, spot);
        Self { title, top, head, rule, body: rest, foot, detail, names, columns }
    }
}

fn detail_rows(area: Rect, zoom: Zoom) -> u16 {
    let rows = match (area.height, area.width) {
        (..9, _) => 0,
        (9..13, _) => 1,
        (13..20, _) | (20..28, 100..) => 2,
        (44.., _) => 4,
        // Below 28 rows too where lines are narrow: the arithmetic takes one more.
        _ => 3,
    };
    if zoom == Zoom::Stage { rows + area.height / 10 } else { rows }
}

fn head_rows(height: u16) -> u16 {
    match height {
        ..4 => 0,
        4..11 => 1,
        11..17 => 2,
        _ => 3,
    }
}

fn take_top(rest: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(rest.height);
    let taken = Rect { height: rows, ..*rest };
    *rest = Rect { y: rest.y + rows, height: rest.height - rows, ..*rest };
    taken
}

fn take_bottom(rest: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(rest.height);
    rest.height -= rows;
    Rect { y: rest.y + rest.height, height: rows, ..*rest }
}

/// The room of the lane names, and the stages beside them.
fn across(scene: &Scene<'_>, area: Rect, spot: Spot) -> (u16, Columns) {
    let names = names_width(scene, area.width);
    let all = scene.map.stages.len();
    let room = area.width.saturating_sub(names + 1);
    let (shown, pitch) = fit(room, all, scene.view.zoom);
    let is_cut = shown < all;
    let spare = room.saturating_sub(pitch * shown as u16);
    // What is left over when all stages fit makes the lane names wider, as far as that looks well.
    let names = if is_cut || spare > 8 { names } else { names + spare };
    let left = area.x + names.min(area.width) + u16::from(area.width > names);
    let first = first_stage(scene.view.scroll.0, spot.stage(), shown, all);
    let mut columns = Columns { first, shown, all, pitch, left, peek: None };
    if is_cut && spare > 1 {
        if first + shown < all {
            columns.peek = Some((columns.end(), spare, first + shown));
        } else {
            columns.peek = Some((left, spare - 1, first.saturating_sub(1)));
            columns.left += spare;
        }
    }
    (names, columns)
}

fn names_width(scene: &Scene<'_>, width_of_all: u16) -> u16 {
    let longest = scene.map.lanes.iter().map(|lane| width(lane.name.as_str())).max().unwrap_or(0) as u16;
    let most = match width_of_all {
        ..24 => return width_of_all / 4,
        24..110 => 12,
        _ if scene.view.zoom == Zoom::Compact => 12,
        _ => 18,
    };
    (longest.min(40) + 2).clamp(9, most)
}

/// How many stages are shown in full, and how far one is from the next.
fn fit(room: u16, all: usize, zoom: Zoom) -> (usize, u16) {
    if all == 0 || room == 0 {
        return (0, 0);
    }
    let (least, most) = match zoom {
        Zoom::Compact => (13, 24),
        Zoom::Normal => (22, 44),
        Zoom::Stage => (room.saturating_sub(2 * PEEK).max(1), room),
    };
    let most_stages = usize::from(room / least).max(1);
    if all <= most_stages {
        return (all, (room / all as u16).min(most));
    }
    if room < least + PEEK {
        return (1, room);
    }
    let shown = (room - PEEK) / least;
    (usize::from(shown), (room - PEEK) / shown)
}

/// The first stage shown so that the focused one and, where there is room, both its neighbours are.
pub(super) fn first_stage(before: usize, focus: Option<usize>, shown: usize, all: usize) -> usize {
    let end = all.saturating_sub(shown);
    let Some(focus) = focus else { return before.min(end) };
    let margin = usize::from(shown >= 3);
    let most = focus.saturating_sub(margin);
    let least = (focus + margin + 1).saturating_sub(shown);
    before.clamp(least.min(most), most).min(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_focus_keeps_its_neighbours() {
        assert_eq!(first_stage(0, Some(0), 4, 7), 0);
        assert_eq!(first_stage(0, Some(3), 4, 7), 1);
        assert_eq!(first_stage(3, Some(3), 4, 7), 2);
        assert_eq!(first_stage(9, Some(6), 4, 7), 3);
        assert_eq!(first_stage(0, Some(5), 1, 7), 5);
        assert_eq!(first_stage(9, None, 2, 7), 5);
    }

    #[test]
    fn stages_have_one_width_and_leave_a_glimpse() {
        assert_eq!(fit(108, 7, Zoom::Normal), (4, 25));
        assert_eq!(fit(68, 7, Zoom::Normal), (2, 31));
        assert_eq!(fit(187, 7, Zoom::Normal), (7, 26));
        assert_eq!(fit(187, 2, Zoom::Normal), (2, 44));
        assert_eq!(fit(108, 7, Zoom::Compact), (7, 15));
        assert_eq!(fit(108, 7, Zoom::Stage), (1, 102));
        assert_eq!(fit(10, 7, Zoom::Normal), (1, 10));
        assert_eq!(fit(0, 7, Zoom::Normal), (0, 0));
    }

    #[test]
    fn sizes_add_up() {
        for height in 0..70 {
            let mut rest = Rect::new(0, 0, 80, height);
            let taken = take_top(&mut rest, 3).height + take_bottom(&mut rest, 2).height;
            assert_eq!(taken + rest.height, height);
        }
    }
}
