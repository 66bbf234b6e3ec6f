//! What lies over a screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Drawn;
use crate::tui::app::App;
use crate::tui::ask::Ask;
use crate::tui::focus::Focus;
use crate::tui::layer::{Layer, Typing};
use crate::tui::nav;
use crate::tui::widgets::Look;
use crate::tui::widgets::popup::{Anchor, Popup};

/// A text box is at least this wide where there is room,
const LEAST: u16 = 44;
/// and at most this wide: longer lines are hard to read.
const WIDEST: u16 = 72;

/// Draws one layer; gives where the cursor is in it.
pub(super) fn draw(
    app: &App,
    layer: &Layer,
    buf: &mut Buffer,
    screen: Rect,
    look: Look<'_>,
    under: &Drawn,
) -> Option<Position> {
    match layer {
        Layer::Text(typing) => draw_typing(app, typing, buf, screen, look, under),
        Layer::Pick(picker) => picker.draw(screen, Anchor::Centre, buf, look),
        Layer::Form(layer) => layer.form.draw(screen, Anchor::Centre, buf, look),
        Layer::Confirm(confirm) => confirm.draw(screen, Anchor::Centre, buf, look),
        Layer::Sheet(sheet) => sheet.draw(screen, buf, look),
    }
}

/// The box lies over what it is about, so that the eye need not move.
fn draw_typing(
    app: &App,
    typing: &Typing,
    buf: &mut Buffer,
    screen: Rect,
    look: Look<'_>,
    under: &Drawn,
) -> Option<Position> {
    let thing = subject(app, &typing.ask).and_then(|focus| under.hits.area_of(&focus));
    let wide =
        thing.map_or(LEAST, |r| r.width).clamp(LEAST, WIDEST).min(screen.width.saturating_sub(4)).max(1);
    let most = (screen.height / 2).max(3);
    // Less than three lines would have no frame, and so no title.
    let tall = typing.text.height(wide).clamp(3, most);
    let anchor = thing.map_or(Anchor::Centre, Anchor::Over);
    let popup =
        Popup { title: &typing.title, hint: &typing.hint, size: (wide, tall), anchor, ..Popup::default() };
    let inside = popup.open(screen, buf, look);
    typing.text.draw(inside, buf, look)
}

/// What on the map a text is about.
fn subject(app: &App, ask: &Ask) -> Option<Focus> {
    let doc = app.open_doc()?;
    match ask {
        Ask::CardText(id) => Some(Focus::Card(id.clone())),
        Ask::StageName(id) | Ask::Cadence(id) | Ask::StageTags(id) => Some(Focus::Stage(id.clone())),
        Ask::LaneName(id) => Some(Focus::Lane(id.clone())),
        Ask::MapTitle => Some(Focus::Map),
        Ask::NewCard { place, .. } => {
            let stage = doc.map.stage(place.stage.as_ref()?)?;
            Some(nav::in_cell(stage, &place.lane, place.index))
        }
        Ask::CardTags(_) | Ask::Treatment { .. } => Some(doc.focus.clone()),
        _ => None,
    }
}
