//! The keys that may follow those typed so far.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::app::App;
use crate::tui::commands::GROUPS;
use crate::tui::keymap::Bound;
use crate::tui::keys::{Leads, Lookup, Next};
use crate::tui::widgets::Look;
use crate::tui::widgets::menu::{self, Entry};

/// Draws them at the end of the screen; what cannot be done now is left out.
pub(super) fn draw(app: &App, buf: &mut Buffer, screen: Rect, look: Look<'_>) {
    let Lookup::Pending(next) = app.keymap.lookup(app.context(), &app.pending) else { return };
    let typed = app.pending.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let entries: Vec<Entry> = next.iter().filter_map(|n| entry(app, &typed, n)).collect();
    let title =
        group(&typed).map_or_else(|| typed.clone(), |words| format!("{typed} {} {words}", look.symbols.dot));
    menu::draw(&title, &entries, screen, buf, look);
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
