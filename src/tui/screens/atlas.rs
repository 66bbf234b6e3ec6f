//! All maps of the workspace: one row each, one cell a stage.

mod about;
mod strip;
mod table;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Drawn, conflicts, levels};
use crate::map::Decimal;
use crate::tui::app::App;
use crate::tui::event::MapRow;
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;

/// Below this many rows there is no room for what the chosen map is about.
const ROOM_FOR_ABOUT: u16 = 14;

/// Draws it.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let title = ink::row(area, 0).unwrap_or_default();
    draw_title(app, buf, title, look);
    let below = ink::between(area, if area.height > 6 { 2 } else { 1 }, 0);
    let about = about::lines(app);
    let wanted = if area.height < ROOM_FOR_ABOUT { 0 } else { about.len() as u16 + 2 };
    // The list comes first: what is said about one map has at most what the list leaves, or half.
    let rows = if app.atlas.is_strip { strip::rows(app) } else { app.atlas.shown.len().saturating_add(3) };
    let rows = u16::try_from(rows).unwrap_or(u16::MAX);
    // A strip is to be seen whole.
    let least = if app.atlas.is_strip { 0 } else { below.height / 2 };
    let most = below.height.saturating_sub(rows).max(least);
    let wanted = wanted.min(most);
    let list = ink::between(below, 0, wanted);
    let list = Rect { height: list.height.min(rows), ..list };
    let drawn = if app.atlas.is_strip {
        strip::draw(app, buf, list, look)
    } else {
        table::draw(app, buf, list, look)
    };
    about::draw(
        &about,
        buf,
        Rect { y: below.bottom().saturating_sub(wanted), height: wanted, ..below },
        look,
    );
    drawn
}

/// The readable maps among those shown.
fn maps(app: &App) -> impl Iterator<Item = &MapRow> {
    app.atlas
        .shown
        .iter()
        .filter_map(|at| app.atlas.rows.get(*at))
        .filter_map(|row| row.content.as_ref().ok())
}

/// What is at stake in all maps shown, as far as it is known.
fn stake(app: &App) -> Option<Decimal> {
    maps(app).filter_map(|m| m.summary.stake.known()).reduce(Decimal::plus)
}

/// Where one is at the left; the day, and how much there is, at the right.
fn draw_title(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let inside = ink::indent(area, 1);
    let inside = Rect { width: inside.width.saturating_sub(1), ..inside };
    let inside = conflicts::draw_badge(app, buf, inside, look);
    let inside = levels::draw(app.atlas.counts(), buf, inside, 110, look);
    let room = inside.width;
    let facts = facts(app);
    let right = facts.join("   ");
    let right =
        if ink::width(&right) + 16 > room { facts.first().cloned().unwrap_or_default() } else { right };
    let right_room = ink::width(&right).min(room);
    let name = app.place.data.name.as_ref().map_or("maps", |n| n.as_str());
    let left = room.saturating_sub(right_room + 3);
    let taken = ink::put(buf, inside.x, inside.y, left, &look.cut(name, left), look.style(Role::Title));
    if !app.atlas.filter.is_empty() {
        let words =
            format!("only {}{}{}", look.symbols.quote_open, app.atlas.filter, look.symbols.quote_close);
        let room = left.saturating_sub(taken + 3);
        ink::put(buf, inside.x + taken + 3, inside.y, room, &look.cut(&words, room), look.style(Role::Match));
    }
    let x = inside.x + room.saturating_sub(right_room);
    ink::put(buf, x, inside.y, right_room, &right, look.style(Role::Dim));
}

/// What stands at the right of the title, the most needed first.
fn facts(app: &App) -> Vec<String> {
    let mut out = Vec::new();
    if app.place.is_unread {
        out.push(super::status::unread(app));
    }
    if !app.atlas.complete {
        out.push(format!("reading maps {}", app.symbols().ellipsis));
    }
    if app.pinned {
        out.push(format!("today {} (pinned)", app.today));
    }
    let (shown, all) = (app.atlas.shown.len(), app.atlas.rows.len());
    if shown < all {
        out.push(format!("{shown} of {all} maps"));
    }
    out.push(format!("by {}", app.atlas.sort.word()));
    out
}
