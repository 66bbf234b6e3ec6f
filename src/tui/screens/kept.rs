//! What stays of a map's picture: while only the focus moves, all else is as it was.

use std::path::PathBuf;

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::status::Said;
use super::{Drawn, Parts, hints, look, map, status};
use crate::insight::Stake;
use crate::map::Workspace;
use crate::rules::StageState;
use crate::tui::app::App;
use crate::tui::board::{self, Hits};
use crate::tui::effect::Settings;
use crate::tui::findings::Counts;
use crate::tui::theme::Theme;
use crate::tui::view::View;

/// A map's picture, as far as it need not be drawn again.
#[derive(Debug)]
pub struct Kept {
    area: Rect,
    board: board::Kept,
    /// What it was drawn from, the map itself by its revision.
    revision: u64,
    path: PathBuf,
    saved: String,
    version: Option<u32>,
    states: Vec<StageState>,
    findings: Counts,
    workspace: Workspace,
    today: Date,
    view: View,
    theme: Theme,
    settings: Settings,
    /// What the pains of the map cost.
    stake: Stake,
    said: Said,
    /// The commands whose hints are shown, by id, with their words.
    hints: Vec<(&'static str, &'static str)>,
}

impl Kept {
    /// What stays of a picture just drawn into `area`. `None` where something lies over the map, or there is none.
    pub fn after(app: &App, area: Rect, drawn: &mut Drawn) -> Option<Self> {
        let board = drawn.kept.take()?;
        let doc = app.open_doc().filter(|_| !has_cover(app, area))?;
        Some(Self {
            area,
            board,
            revision: doc.history.revision(),
            path: doc.path.clone(),
            saved: status::saved(doc, app.symbols()),
            version: doc.version,
            states: doc.states.clone(),
            findings: doc.counts,
            workspace: app.place.data.clone(),
            today: app.today,
            view: doc.view.clone(),
            theme: app.theme.clone(),
            settings: app.settings.clone(),
            stake: map::stake(app, doc),
            said: Said::of(app),
            hints: hinted(app),
        })
    }

    /// Whether the picture would still be drawn from the same, but for focus and scroll.
    fn holds(&self, app: &App, area: Rect) -> bool {
        app.open_doc().is_some_and(|doc| {
            !has_cover(app, area)
                && (self.area, self.revision, self.version, self.today)
                    == (area, doc.history.revision(), doc.version, app.today)
                && is_same_look(&self.view, &doc.view)
                && self.path == doc.path
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
        let doc = app.open_doc().filter(|_| self.holds(app, area))?;
        let parts = Parts::of(area);
        let redraw = |scene: &board::Scene<'_>| board::redraw(buf, parts.body, scene, &self.board, hits);
        let mut redrawn = map::with_scene(app, doc, &self.stake, redraw)?;
        self.board = redrawn.painted.kept.take()?;
        redrawn.areas.extend(self.redraw_below(app, buf, &parts));
        Some((map::drawn(redrawn.painted), redrawn.areas))
    }
}

impl Kept {
    /// Draws what is new below the map, and gives where that is.
    fn redraw_below(&mut self, app: &App, buf: &mut Buffer, parts: &Parts) -> impl Iterator<Item = Rect> {
        let (said, hinted) = (Said::of(app), hinted(app));
        let status = (said != self.said).then_some(parts.status);
        let hints = (hinted != self.hints).then_some(parts.hints);
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

fn hinted(app: &App) -> Vec<(&'static str, &'static str)> {
    hints::possible(app).into_iter().map(|(command, words)| (command.id, words)).collect()
}

/// Whether something lies over the map.
fn has_cover(app: &App, area: Rect) -> bool {
    !app.layers.is_empty() || app.which_key || Said::of(app).is_long(Parts::of(area).status)
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

        fn paint(&mut self) {
            let area = self.buf.area;
            let before = self.buf.clone();
            let mut whole = Buffer::empty(area);
            let mut anew = draw(&self.app, &mut whole, area);
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
                self.kept = Kept::after(&self.app, area, &mut anew);
                self.buf = whole;
                anew
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

    #[test]
    fn what_is_kept_is_what_would_be_drawn() {
        let mut random: u64 = 7;
        let themes = crate::tui::theme::Themes::default();
        for name in themes.names() {
            for size in [(120, 40), (200, 60), (80, 24)] {
                let mut pair = Pair::new(name, size);
                for turn in 0..90 {
                    if let Some(doc) = pair.app.doc.as_mut().filter(|_| turn == 60) {
                        doc.view.filter.severity = Some(Severity::High);
                    }
                    random = random
                        .wrapping_mul(6_364_136_223_846_793_005)
                        .wrapping_add(1_442_695_040_888_963_407);
                    press(&mut pair.app, KEYS[(random >> 33) as usize % KEYS.len()]);
                    pair.paint();
                    pair.app.layers.clear();
                }
                assert!(pair.redrawn > 10, "{name} at {size:?}: {}", pair.redrawn);
            }
        }
    }

    #[test]
    fn what_lies_over_a_map_is_not_kept() {
        let mut pair = Pair::new("terminal", (120, 40));
        pair.paint();
        assert!(pair.kept.is_some());
        press(&mut pair.app, ":");
        pair.paint();
        assert!(pair.kept.is_none());
    }
}
