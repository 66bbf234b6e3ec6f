//! What stays of a map's picture: while only the focus moves, or layers come and go over it, all else is as it was.

use std::path::PathBuf;

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::cover::Cover;
use super::status::Said;
use super::{Drawn, Parts, draw_under, hints, layers, look, map, status};
use crate::map::Workspace;
use crate::rules::StageState;
use crate::tui::app::App;
use crate::tui::board::{self, Hits};
use crate::tui::doc::Doc;
use crate::tui::effect::Settings;
use crate::tui::findings::Counts;
use crate::tui::focus::Focus;
use crate::tui::theme::Theme;
use crate::tui::view::View;

/// A map's picture, as far as it need not be drawn again.
#[derive(Debug)]
pub struct Kept {
    area: Rect,
    /// What can be drawn anew in part; `None` for a shape that cannot.
    board: Option<board::Kept>,
    focus: Focus,
    scroll: (usize, usize),
    /// Where the cursor belongs on the map.
    cursor: Option<Position>,
    /// What it was drawn from, the map itself by its revision.
    revision: u64,
    path: PathBuf,
    saved: String,
    version: Option<u32>,
    talks: u64,
    states: Vec<StageState>,
    findings: Counts,
    workspace: Workspace,
    today: Date,
    view: View,
    theme: Theme,
    settings: Settings,
    said: Said,
    hints: Option<Hinted>,
    /// What lies under the layers, the lowest first.
    covers: Vec<Cover>,
}

/// The commands whose hints are shown, by id, with their words.
type Hinted = Vec<(&'static str, &'static str)>;

impl Kept {
    /// Draws the whole screen into `area`, all of `buf`; gives what stays of it.
    pub fn draw(app: &App, buf: &mut Buffer, area: Rect) -> (Drawn, Option<Self>) {
        let mut drawn = draw_under(app, buf, area);
        let mut kept = Self::after(app, area, &mut drawn);
        let covers = layers::draw_all(app, buf, area, &mut drawn);
        if let Some(kept) = &mut kept {
            kept.covers = covers;
        }
        (drawn, kept)
    }

    /// What stays of a picture without its layers. `None` where something else lies over the map, or there is none.
    fn after(app: &App, area: Rect, drawn: &mut Drawn) -> Option<Self> {
        let said = Said::of(app);
        let doc = app.open_doc().filter(|_| app.room.is_none() && !is_written_over(app, &said, area))?;
        Some(Self {
            area,
            board: drawn.kept.take(),
            focus: doc.focus.clone(),
            scroll: drawn.scroll?,
            cursor: drawn.cursor,
            revision: doc.history.revision(),
            path: doc.path.clone(),
            saved: status::saved(doc, app.symbols()),
            version: doc.version,
            talks: doc.talks.stamp,
            states: doc.states.clone(),
            findings: doc.counts,
            workspace: app.place.data.clone(),
            today: app.today,
            view: doc.view.clone(),
            theme: app.theme.clone(),
            settings: app.settings.clone(),
            said,
            hints: hinted(app),
            covers: Vec::new(),
        })
    }

    /// Whether the picture would still be drawn from the same, but for focus, scroll and layers.
    fn holds(&self, app: &App, said: &Said, area: Rect) -> bool {
        app.open_doc().is_some_and(|doc| {
            !is_written_over(app, said, area)
                && (self.area, self.revision, self.version, self.today)
                    == (area, doc.history.revision(), doc.version, app.today)
                && is_same_look(&self.view, &doc.view)
                && self.path == doc.path
                && self.talks == doc.talks.stamp
                && self.saved == status::saved(doc, app.symbols())
                && self.states == doc.states
                && self.findings == doc.counts
                && self.workspace == app.place.data
                && self.theme == app.theme
                && self.settings == app.settings
        })
    }

    /// Changes the picture in `buf`, which this and `hits` are of, into that of `app`; gives it with the parts that may
    /// differ. `None`: all has to be drawn, for more than the focus is another; the picture may be spoilt.
    pub fn redraw(
        &mut self,
        app: &App,
        hits: Hits,
        buf: &mut Buffer,
        area: Rect,
    ) -> Option<(Drawn, Vec<Rect>)> {
        let said = Said::of(app);
        let doc = app.open_doc().filter(|_| self.holds(app, &said, area))?;
        let parts = Parts::of(area);
        let mut areas: Vec<Rect> = self.covers.iter().map(Cover::area).collect();
        self.covers.drain(..).rev().for_each(|cover| cover.lift(buf));
        let mut drawn = self.redraw_map(app, doc, hits, buf, (&parts, &mut areas))?;
        areas.extend(self.redraw_below(app, said, buf, &parts));
        self.covers = layers::draw_all(app, buf, area, &mut drawn);
        let covered = self.covers.iter().map(Cover::area).filter(|area| !areas.contains(area));
        let covered: Vec<Rect> = covered.collect();
        areas.extend(covered);
        Some((drawn, areas))
    }
}

impl Kept {
    /// Draws the map where its focus or its scroll is another; most keys in a layer change nothing of it.
    fn redraw_map(
        &mut self,
        app: &App,
        doc: &Doc,
        hits: Hits,
        buf: &mut Buffer,
        (parts, areas): (&Parts, &mut Vec<Rect>),
    ) -> Option<Drawn> {
        if (&self.focus, self.scroll) == (&doc.focus, doc.view.scroll) {
            return Some(Drawn { cursor: self.cursor, scroll: Some(self.scroll), hits, ..Drawn::default() });
        }
        let board = self.board.take()?;
        let redraw = |scene: &board::Scene<'_>| board::redraw(buf, parts.body, scene, &board, hits);
        let mut redrawn = map::with_scene(app, doc, redraw)?;
        self.board = redrawn.painted.kept.take();
        self.focus.clone_from(&doc.focus);
        (self.scroll, self.cursor) = (redrawn.painted.scroll, redrawn.painted.cursor);
        areas.append(&mut redrawn.areas);
        Some(map::drawn(redrawn.painted))
    }

    /// Draws what is new below the map, and gives where that is.
    fn redraw_below(
        &mut self,
        app: &App,
        said: Said,
        buf: &mut Buffer,
        parts: &Parts,
    ) -> impl Iterator<Item = Rect> {
        let hinted = hinted(app);
        let status = (said != self.said).then_some(parts.status);
        let hints = (hinted.is_none() || hinted != self.hints).then_some(parts.hints);
        if let Some(area) = status {
            board::blank(buf, area, &app.theme);
            status::draw(&said, buf, area, look(app));
        }
        if let Some(area) = hints {
            board::blank(buf, area, &app.theme);
            hints::draw(app, buf, area, look(app));
        }
        (self.said, self.hints) = (said, hinted);
        status.into_iter().chain(hints)
    }
}

/// What is hinted at on the map; `None` while a layer says what can be done in it.
fn hinted(app: &App) -> Option<Hinted> {
    let is_map = app.layers.is_empty();
    is_map.then(|| hints::possible(app).into_iter().map(|(command, words)| (command.id, words)).collect())
}

/// Whether something that is no layer lies over the map.
fn is_written_over(app: &App, said: &Said, area: Rect) -> bool {
    app.which_key || said.is_long(Parts::of(area).status)
}

/// Whether two views differ at most in their scroll.
fn is_same_look(one: &View, other: &View) -> bool {
    let View { zoom, shape, sort, filter, marks, search, scroll: _ } = one;
    (*zoom, *shape, *sort) == (other.zoom, other.shape, other.sort)
        && (filter, marks, search) == (&other.filter, &other.marks, &other.search)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{open, press};
    use super::*;
    use crate::map::card::Severity;
    use crate::tui::layer::Layer;
    use crate::tui::screens::draw;

    /// An editor painted twice: from what is kept, and anew.
    struct Pair {
        app: App,
        buf: Buffer,
        kept: Option<Kept>,
        /// How many pictures were changed only where they had to be.
        redrawn: usize,
    }

    impl Pair {
        fn new(theme: &str, (width, height): (u16, u16)) -> Self {
            let mut app = open(theme, "order-to-doorstep.ron");
            app.size = (width, height);
            Self { app, buf: Buffer::empty(Rect::new(0, 0, width, height)), kept: None, redrawn: 0 }
        }

        /// Cards in wide letters: a layer's edge cuts some in two.
        fn write_wide(&mut self) {
            let Some(doc) = &mut self.app.doc else { return };
            for card in doc.map.stages.iter_mut().flat_map(|s| s.cells.values_mut()).flatten() {
                card.text = "界世界世 世界世界世界世".into();
            }
        }

        fn resize(&mut self, (width, height): (u16, u16)) {
            self.app.size = (width, height);
            self.buf = Buffer::empty(Rect::new(0, 0, width, height));
        }

        fn paint(&mut self) {
            let area = self.buf.area;
            let before = self.buf.clone();
            let mut whole = Buffer::empty(area);
            let anew = draw(&self.app, &mut whole, area);
            let hits = std::mem::take(&mut self.app.pointer.hits);
            let redrawn = self.kept.as_mut().and_then(|k| k.redraw(&self.app, hits, &mut self.buf, area));
            let drawn = if let Some((drawn, areas)) = redrawn {
                self.redrawn += 1;
                assert_eq!(self.buf, whole);
                for at in area.positions().filter(|at| !areas.iter().any(|a| a.contains(*at))) {
                    assert_eq!(before[at], self.buf[at], "{at}");
                }
                assert_eq!((drawn.cursor, drawn.scroll), (anew.cursor, anew.scroll));
                assert_eq!(drawn.hits, anew.hits);
                drawn
            } else {
                let (drawn, kept) = Kept::draw(&self.app, &mut self.buf, area);
                assert_eq!(self.buf, whole);
                self.kept = kept;
                drawn
            };
            self.app.pointer.hits = drawn.hits;
            if let (Some(doc), Some(scroll)) = (&mut self.app.doc, drawn.scroll) {
                doc.view.scroll = scroll;
            }
        }
    }

    /// Moves mostly, and now and then something that changes more.
    const KEYS: [&str; 28] = [
        "j", "k", "h", "l", "j", "k", "l", "j", "k", "h", "l", "j", "l", "g g", "G", "J", "K", "x", "z i",
        "z o", "x", "u", "d d", "Tab", "0", "$", "j", "}",
    ];

    /// Numbers that are the same in each run.
    struct Dice(u64);

    impl Dice {
        fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            from[(self.0 >> 33) as usize % from.len()]
        }
    }

    #[test]
    fn what_is_kept_is_what_would_be_drawn() {
        let mut dice = Dice(7);
        let themes = crate::tui::theme::Themes::default();
        for name in themes.names() {
            for size in [(120, 40), (200, 60), (80, 24)] {
                let mut pair = Pair::new(name, size);
                for turn in 0..90 {
                    if let Some(doc) = pair.app.doc.as_mut().filter(|_| turn == 60) {
                        doc.view.filter.severity = Some(Severity::High);
                    }
                    press(&mut pair.app, dice.pick(&KEYS));
                    pair.paint();
                    pair.app.layers.clear();
                }
                assert!(pair.redrawn > 10, "{name} at {size:?}: {}", pair.redrawn);
            }
        }
    }

    /// What opens layers, and moves under none.
    const OPENING: [&str; 14] =
        ["e", "a", ":", "@", "?", "Enter", "f", "/", "Space", "j", "l", "k", "h", "Space s e"];
    /// In a text.
    const TYPED: [&str; 12] =
        ["t", "e", "界", "Space", "t", "Ctrl-J", "Left", "Backspace", "Enter", "Esc", "Esc", "t"];
    /// In a list, a form, a question: what picks nothing.
    const BROWSED: [&str; 8] = ["t", "Down", "Up", "t", "Backspace", "Tab", "Esc", "Esc"];

    #[test]
    fn layers_come_and_go_over_what_is_kept() {
        let mut dice = Dice(11);
        for (size, wide) in
            [((120, 40), false), ((120, 40), true), ((200, 60), true), ((80, 24), false), ((34, 9), true)]
        {
            let mut pair = Pair::new("terminal", size);
            if wide {
                pair.write_wide();
            }
            let mut over = 0;
            for turn in 0..240 {
                if turn % 60 == 59 {
                    pair.resize((size.0 + 1 - 2 * (turn / 60 % 2), size.1));
                }
                let keys: &[&str] = match pair.app.layers.last() {
                    None => &OPENING,
                    Some(Layer::Text(_)) => &TYPED,
                    Some(_) => &BROWSED,
                };
                press(&mut pair.app, dice.pick(keys));
                let before = pair.redrawn;
                pair.paint();
                over += usize::from(pair.redrawn > before && !pair.app.layers.is_empty());
            }
            assert!(over > 80, "{size:?}: {over} of {}", pair.redrawn);
        }
    }

    #[test]
    fn a_letter_typed_over_a_map_is_drawn_in_its_box_alone() {
        let mut pair = Pair::new("terminal", (200, 60));
        for key in ["j", "e", "t"] {
            press(&mut pair.app, key);
            pair.paint();
        }
        press(&mut pair.app, "t");
        let hits = std::mem::take(&mut pair.app.pointer.hits);
        let area = pair.buf.area;
        let (_, areas) = pair.kept.unwrap().redraw(&pair.app, hits, &mut pair.buf, area).unwrap();
        let cells: u32 = areas.iter().map(|area| area.area()).sum();
        assert!(cells < 200 * 60 / 10, "{areas:?}");
    }
}
