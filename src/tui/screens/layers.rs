//! What lies over a screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Drawn;
use super::cover::Cover;
use crate::tui::app::App;
use crate::tui::ask::Ask;
use crate::tui::focus::Focus;
use crate::tui::layer::{Layer, Typing};
use crate::tui::nav;
use crate::tui::reviewing::Face;
use crate::tui::widgets::Look;
use crate::tui::widgets::popup::{Anchor, Popup};

/// A text box is at least this wide where there is room,
const LEAST: u16 = 44;
/// and at most this wide: longer lines are hard to read.
const WIDEST: u16 = 72;

/// Draws all layers over a picture, and says in it where the cursor is now; gives what they cover, the lowest first.
pub(super) fn draw_all(app: &App, buf: &mut Buffer, screen: Rect, picture: &mut Drawn) -> Vec<Cover> {
    if screen.is_empty() {
        return Vec::new();
    }
    let look = super::look(app);
    let screen = super::room::ground(app, screen);
    let draw = |layer| {
        let cover = Cover::over(buf, place(app, layer, screen, picture));
        picture.cursor = draw(app, layer, buf, screen, look, picture).or(picture.cursor);
        cover
    };
    app.layers.iter().map(draw).collect()
}

/// Draws one layer; gives where the cursor is in it.
fn draw(
    app: &App,
    layer: &Layer,
    buf: &mut Buffer,
    screen: Rect,
    look: Look<'_>,
    under: &Drawn,
) -> Option<Position> {
    match layer {
        Layer::Text(typing) => {
            let inside = popup(app, typing, screen, under).open(screen, buf, look);
            typing.text.draw(inside, buf, look)
        }
        Layer::Pick(picker) => picker.draw(screen, Anchor::Centre, buf, look),
        Layer::Form(layer) => layer.form.draw(screen, Anchor::Centre, buf, look),
        Layer::Confirm(confirm) => confirm.draw(screen, Anchor::Centre, buf, look),
        Layer::Review(review) => match &review.face {
            Face::Ask(confirm) => confirm.draw(screen, Anchor::Centre, buf, look),
            Face::Read(sheet) => sheet.draw(screen, buf, look),
        },
        Layer::Sheet(sheet) => sheet.draw(screen, buf, look),
        Layer::Capture(line) => super::room::capture::draw(app, line, buf, screen, look),
    }
}

/// Where a layer is drawn.
fn place(app: &App, layer: &Layer, screen: Rect, under: &Drawn) -> Rect {
    match layer {
        Layer::Text(typing) => popup(app, typing, screen, under).place(screen),
        Layer::Pick(picker) => picker.place(screen, Anchor::Centre),
        Layer::Form(layer) => layer.form.place(screen, Anchor::Centre),
        Layer::Confirm(confirm) => confirm.place(screen, Anchor::Centre),
        Layer::Review(review) => match &review.face {
            Face::Ask(confirm) => confirm.place(screen, Anchor::Centre),
            Face::Read(sheet) => sheet.place(screen),
        },
        Layer::Sheet(sheet) => sheet.place(screen),
        Layer::Capture(_) => super::room::capture::place(screen),
    }
}

/// The box of a text lies over what it is about, so that the eye need not move.
fn popup<'a>(app: &App, typing: &'a Typing, screen: Rect, under: &Drawn) -> Popup<'a> {
    let thing = subject(app, &typing.ask).and_then(|focus| under.hits.area_of(&focus));
    let wide =
        thing.map_or(LEAST, |r| r.width).clamp(LEAST, WIDEST).min(screen.width.saturating_sub(4)).max(1);
    let most = (screen.height / 2).max(3);
    // Less than three lines would have no frame, and so no title.
    let tall = typing.text.height(wide).clamp(3, most);
    let anchor = thing.map_or(Anchor::Centre, Anchor::Over);
    Popup { title: &typing.title, hint: &typing.hint, size: (wide, tall), anchor, ..Popup::default() }
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
