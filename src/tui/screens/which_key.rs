//! The keys that may follow those typed so far.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::app::App;
use crate::tui::commands::GROUPS;
use crate::tui::keymap::Bound;
use crate::tui::keys::{Code, Key, Leads, Lookup, Next};
use crate::tui::widgets::Look;
use crate::tui::widgets::menu::{self, Entry};

/// Draws them at the end of the screen; what cannot be done now is left out.
pub(super) fn draw(app: &App, buf: &mut Buffer, screen: Rect, look: Look<'_>) {
    let typed = typed(app);
    let entries = entries(app, &typed);
    let title =
        group(&typed).map_or_else(|| typed.clone(), |words| format!("{typed} {} {words}", look.symbols.dot));
    menu::draw((&title, app.which_key_top), &entries, screen, buf, look);
}

fn typed(app: &App) -> String {
    app.pending.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn entries(app: &App, typed: &str) -> Vec<Entry> {
    let Lookup::Pending(next) = app.keymap.lookup(app.context(), &app.pending) else { return Vec::new() };
    next.iter().filter_map(|n| entry(app, typed, n)).collect()
}

/// The first row shown after this key, which goes on no sequence; `None`: it moves nothing here.
pub(in crate::tui) fn scrolled(app: &App, key: Key) -> Option<u16> {
    const PAGE: u16 = 8;
    let (columns, rows) = app.size;
    let last = menu::last_top(&entries(app, &typed(app)), Rect::new(0, 0, columns, rows));
    let top = app.which_key_top.min(last);
    let to = match key.code() {
        Code::Down => top.saturating_add(1),
        Code::Up => top.saturating_sub(1),
        Code::PgDn => top.saturating_add(PAGE),
        Code::PgUp => top.saturating_sub(PAGE),
        _ => return None,
    };
    Some(to.min(last))
}

fn entry(app: &App, typed: &str, next: &Next<'_, Bound>) -> Option<Entry> {
    let key = next.key.to_string();
    match &next.leads {
        Leads::To(bound) => (bound.0.when)(app).then(|| Entry::new(&key, bound.0.words)),
        Leads::Group(_) => Some(Entry::group(&key, group(&format!("{typed} {key}")).unwrap_or("more"))),
    }
}

/// The name of a group of keys.
fn group(keys: &str) -> Option<&'static str> {
    GROUPS.iter().find(|(known, _)| *known == keys).map(|(_, words)| *words)
}
