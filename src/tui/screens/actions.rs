//! The actions of all workshops.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Drawn;
use super::room::panel::list::{Line, List, cell};
use super::room::panel::results::until;
use crate::map::say::{many, quote};
use crate::tui::actions::Given;
use crate::tui::app::App;
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;
use crate::tui::widgets::table::{Cell, Column};
use crate::workshop::deed::Outcome;

/// The least columns of an action's text.
const NARROWEST: u16 = 30;
/// The most characters of a title or a card that are told.
const MOST: usize = 40;

/// Draws them.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let view = &app.actions;
    let open = view.given.iter().filter(|one| one.outcome == Outcome::Open).count();
    let late = view.given.iter().filter(|one| one.is_late(app.today)).count();
    let late_words = if late > 0 { format!(", {late} over their day") } else { String::new() };
    let counts = match view.given.len() {
        0 => String::new(),
        all => format!("   {}, {open} open{late_words}", many(all, "action")),
    };
    let empty: &[&str] = if view.is_read {
        &["No workshop gave anybody anything to do yet.", "", "Space w w on a map begins one."]
    } else {
        &["The records of the workshops are being read."]
    };
    let mut below = vec![(view.problems.first().cloned().unwrap_or_default(), Role::Warning)];
    below.extend(view.chosen().into_iter().flat_map(|one| about(app, one)));
    let list = List {
        title: vec![("Actions of all workshops".into(), Role::Title), (counts, Role::Dim)],
        columns: vec![
            Column::new("action", NARROWEST, 56, 9),
            Column::new("who", 14, 18, 7),
            Column::new("until", 27, 32, 6),
            Column::new("map", 18, 26, 3),
        ],
        lines: lines(app),
        empty: empty.iter().map(ToString::to_string).collect(),
        below,
    };
    list.draw(Some(view.at), 0, buf, area, look)
}

/// What there is to know of the chosen one: in full what may be cut in its row, and where it comes from.
fn about(app: &App, one: &Given) -> Vec<(String, Role)> {
    let text = one.action.text.one_line();
    let text = if ink::width(&text) > NARROWEST { text.into_owned() } else { String::new() };
    let why = match &one.outcome {
        Outcome::Dropped(on, why) => format!("Dropped on {on}: {why}"),
        _ => String::new(),
    };
    let cards: Vec<String> = card_texts(app, one).collect();
    let cards = if cards.is_empty() { String::new() } else { format!("About {}", cards.join(", ")) };
    let from = format!("Given by {}, on {}.", one.session, quote(one.title.as_str(), MOST));
    vec![(text, Role::Text), (why, Role::Dim), (from, Role::Dim), (cards, Role::Dim)]
}

/// The cards that it is about, as far as they are on the open map.
fn card_texts<'a>(app: &'a App, one: &'a Given) -> impl Iterator<Item = String> + 'a {
    let map = app.doc.as_ref().map(|doc| &doc.map).filter(|map| map.id == one.map);
    let cards = map.into_iter().flat_map(|map| one.action.cards.iter().filter_map(|id| map.card(id)));
    cards.map(|card| quote(&card.text.one_line(), MOST))
}

/// What waits, then what is settled, each under its heading.
fn lines(app: &App) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut before = None;
    for one in &app.actions.given {
        let heading = if one.outcome == Outcome::Open { "To be done" } else { "Settled" };
        if before.replace(heading) != Some(heading) {
            lines.push(Line::Heading(heading.to_owned()));
        }
        lines.push(Line::Row(row(app, one)));
    }
    lines
}

fn row<'a>(app: &'a App, one: &'a Given) -> Vec<Cell<'a>> {
    let is_open = one.outcome == Outcome::Open;
    let quiet = |role: Role| if is_open { role } else { Role::Faint };
    let owner = match &one.action.owner {
        Some(who) => cell(app.place.data.name_of(who), quiet(Role::Owner)),
        None => cell("nobody yet", quiet(Role::Missing)),
    };
    let (due, role) = until(one.action.due, &one.outcome, app.today);
    vec![
        cell(one.action.text.one_line(), quiet(Role::Text)),
        owner,
        cell(due, role),
        cell(one.title.as_str(), Role::Dim),
    ]
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::map::{Label, Text};
    use crate::store::sessions::Listing;
    use crate::tui::act::actions::testing::listing;
    use crate::tui::event::Event;
    use crate::tui::screens::testing::{TODAY, open, picture, press};
    use crate::tui::testing::styled_dump;
    use crate::tui::update::update;

    const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

    fn snapshots(name: &str, listing: fn() -> Listing, keys: &str) {
        for theme in ["terminal", "mono"] {
            let mut app = open(theme, "order-to-doorstep.ron");
            press(&mut app, "Space w a");
            let _ = update(&mut app, Event::Actions(Box::new(listing())));
            if !keys.is_empty() {
                press(&mut app, keys);
            }
            for (width, height) in SIZES {
                app.size = (width, height);
                let shown = styled_dump(&picture(&app, width, height));
                assert_snapshot!(format!("actions{name}-{theme}-{width}x{height}"), shown);
            }
        }
    }

    /// Texts that no column holds, in letters that are twice as wide, and a reason as long.
    fn long() -> Listing {
        let mut all = listing();
        let words = "Ask every carrier for a time window of two hours and put it into the mail, the app and the voice menu";
        let wide = "配送業者に二時間の時間枠を確認し、メールとアプリと音声メニューに表示する 🚚👩‍👩‍👧 e\u{301}";
        let [later, was_done, late] = &mut all.sessions[0].actions[..] else { panic!("three") };
        later.0.text = Text::new(wide);
        later.0.owner = crate::map::id::PersonId::new("a-guest-with-a-very-long-name-indeed").ok();
        late.0.text = Text::new(words);
        was_done.0.text = Text::new(&format!("{words}\n{wide}"));
        was_done.1 = Outcome::Dropped(TODAY, Label::new(&format!("it was not worth it: {wide}")));
        all.sessions[0].title = Label::new(&format!("Order to doorstep, {wide}"));
        all
    }

    #[test]
    fn a_list_of_each_kind() {
        snapshots("", listing, "Down");
    }

    #[test]
    fn nothing_yet() {
        snapshots("-empty", Listing::default, "");
    }

    #[test]
    fn long_and_wide_texts_are_cut_and_told_in_full_below() {
        snapshots("-long", long, "Down");
        snapshots("-dropped", long, "End");
    }
}
