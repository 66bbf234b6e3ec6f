//! The screens: pure functions from the editor's state to a picture.

mod actions;
mod atlas;
mod changes;
mod conflicts;
mod cover;
mod findings;
mod hints;
mod kept;
mod layers;
mod legend;
mod levels;
mod map;
mod people;
mod policy;
#[cfg(test)]
mod readme;
mod room;
mod start;
mod status;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod threads;
mod timeline;
pub(in crate::tui) mod which_key;

pub use kept::Kept;
pub(super) use legend::{meaning, sign};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
pub(super) use room::ground;

use super::app::{App, Screen};
use super::board::{self, Hits};
use super::widgets::Look;

/// What a picture answers.
#[derive(Debug, Clone, Default)]
pub struct Drawn {
    /// Where the hardware cursor belongs; `None` only where there is no room at all.
    pub cursor: Option<Position>,
    /// The first stage and line shown of a map: the next picture's `view.scroll`. `None` where no map was drawn.
    pub scroll: Option<(usize, usize)>,
    /// What is where on a map.
    pub hits: Hits,
    /// Rows of the atlas, the people or the policy: where, and which.
    pub rows: Vec<(Rect, usize)>,
    /// What stays of a map while only the focus moves.
    pub kept: Option<board::Kept>,
}

/// Draws the whole screen into `area` of `buf`; nothing outside is touched.
pub fn draw(app: &App, buf: &mut Buffer, area: Rect) -> Drawn {
    let area = area.intersection(buf.area);
    let mut drawn = draw_under(app, buf, area);
    layers::draw_all(app, buf, area, &mut drawn);
    drawn
}

/// Draws all that lies under the layers.
fn draw_under(app: &App, buf: &mut Buffer, area: Rect) -> Drawn {
    if area.is_empty() {
        return Drawn::default();
    }
    let look = look(app);
    let parts = Parts::of(area);
    // A map blanks its own area.
    let bare = if app.open_doc().is_some() { parts.below() } else { area };
    board::blank(buf, bare, &app.theme);
    let mut drawn = match app.screen {
        Screen::Map | Screen::Room if app.room.is_some() => room::draw(app, buf, parts.body, look),
        Screen::Room | Screen::Map => map::draw(app, buf, parts.body),
        Screen::People => people::draw(app, buf, parts.body, look),
        Screen::Findings => findings::draw(app, buf, parts.body, look),
        Screen::Policy => policy::draw(app, buf, parts.body, look),
        Screen::Changes => changes::draw(app, buf, parts.body, look),
        Screen::Timeline => timeline::draw(app, buf, parts.body, look),
        Screen::Threads => threads::draw(app, buf, parts.body, look),
        Screen::Conflicts => conflicts::draw(app, buf, parts.body, look),
        Screen::Actions => actions::draw(app, buf, parts.body, look),
        Screen::Atlas if start::is_wanted(app) => start::draw(app, buf, parts.body, look),
        Screen::Atlas => atlas::draw(app, buf, parts.body, look),
    };
    let said = status::Said::of(app);
    status::draw(&said, buf, parts.status, look);
    status::draw_long(&said, buf, parts.body, parts.status, look);
    hints::draw(app, buf, parts.hints, look);
    if app.which_key && !app.pending.is_empty() {
        which_key::draw(app, buf, area, look);
    }
    drawn.cursor.get_or_insert(area.as_position());
    drawn
}

/// How everything looks now.
fn look(app: &App) -> Look<'_> {
    Look { theme: &app.theme, symbols: app.symbols() }
}

/// The parts of every screen, from top to bottom. A part without room is empty.
struct Parts {
    /// The screen itself.
    body: Rect,
    /// What happened.
    status: Rect,
    /// What can be done here.
    hints: Rect,
}

impl Parts {
    /// The lines below the screen itself.
    fn below(&self) -> Rect {
        Rect { height: self.status.height + self.hints.height, ..self.status }
    }

    fn of(area: Rect) -> Self {
        let hints = u16::from(area.height >= 5);
        let status = u16::from(area.height >= 4);
        let body = area.height - hints - status;
        Self {
            body: Rect { height: body, ..area },
            status: Rect { y: area.y + body, height: status, ..area },
            hints: Rect { y: area.y + body + status, height: hints, ..area },
        }
    }
}
