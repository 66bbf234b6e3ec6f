//! The last line: what can be done here, from the command table and the keys as they are bound now.

mod first;

use std::sync::OnceLock;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::app::App;
use crate::tui::commands::{self, Command, Context};
use crate::tui::keys::{Key, Keys, Lookup};
use crate::tui::layer::{Answer, Layer};
use crate::tui::reviewing::Face;
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::ink;

/// A key and what it does.
type Hint = (String, &'static str);

/// Blank columns between two hints.
const GAP: u16 = 3;
/// On fewer columns the menu is left out: the list of commands holds all that it does.
const MENU_FROM: u16 = 100;

/// Draws the line.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let inside = ink::indent(area, 1);
    if inside.is_empty() {
        return;
    }
    let (left, right) = match app.layers.last() {
        Some(Layer::Text(typing)) => return say(buf, inside, &typing.hint, look),
        Some(layer) => (of_layer(layer, super::room::ground(app, buf.area)), Vec::new()),
        None => (of_screen(app), always(app, inside.width)),
    };
    let room = inside.width.saturating_sub(1);
    let right = fitting(right, room);
    let free = room.saturating_sub(if right.is_empty() { 0 } else { wide(&right) + GAP });
    let next = onward(app).and_then(|words| left.iter().find(|(_, known)| *known == words).cloned());
    let left = keeping(next, fitting(left, free), free);
    put(buf, inside.x, inside.y, &left, look);
    let x = inside.x + room.saturating_sub(wide(&right));
    put(buf, x, inside.y, &right, look);
}

/// The words of the layer itself: what Enter does differs from text to text.
fn say(buf: &mut Buffer, inside: Rect, words: &str, look: Look<'_>) {
    let room = inside.width.saturating_sub(1);
    ink::put(buf, inside.x, inside.y, room, &look.cut(words, room), look.style(Role::HintText));
}

/// The commands of this screen that are hinted at and can be done now, with their words here: those that come first here,
/// then the rest.
pub(super) fn possible(app: &App) -> Vec<(&'static Command, &'static str)> {
    let (context, first) = (app.context(), first::of(app));
    let place = |c: &Command| first.iter().position(|(id, _)| *id == c.id);
    let words = |c: &Command| place(c).and_then(|at| first.get(at)).map(|(_, words)| *words).or(c.hint);
    let mut shown: Vec<_> = candidates(context)
        .iter()
        .copied()
        .filter_map(|c| Some((c, words(c)?)))
        .filter(|(c, _)| (c.when)(app) && app.allows(c))
        .collect();
    if app.room.is_some() && matches!(context, Context::Workshop | Context::Room) {
        // A room reads three hints, not ten.
        shown.retain(|(c, _)| place(c).is_some());
    }
    shown.sort_by_key(|(c, _)| (c.id != first::BACK, place(c).unwrap_or(first.len())));
    shown
}

/// The commands of a screen that are hinted at at all. They are looked for once: all commands are several times as many, and
/// this is asked at each key.
fn candidates(context: Context) -> &'static [&'static Command] {
    static FOUND: [OnceLock<Vec<&Command>>; Context::ALL.len()] =
        [const { OnceLock::new() }; Context::ALL.len()];
    let is_hinted = |c: &Command| {
        c.is_in(context) && !first::LEAVE.contains(&c.id) && (c.hint.is_some() || first::is_named(c.id))
    };
    let find = || commands::all().filter(|c| is_hinted(c)).collect();
    FOUND.get(context as usize).map_or(&[], |found| found.get_or_init(find))
}

/// They with their keys.
fn of_screen(app: &App) -> Vec<Hint> {
    possible(app).into_iter().filter_map(|(c, words)| Some((app.keymap.first_key(c)?, words))).collect()
}

/// What can always be done: the menu, all commands, help, the way out.
fn always(app: &App, width: u16) -> Vec<Hint> {
    let key = |id| commands::find(id).and_then(|c| app.keymap.first_key(c));
    let mut out = Vec::new();
    // In a workshop the menu holds what is needed next, and it reads better than a list of commands.
    let is_led = app.room.is_some() && matches!(app.context(), Context::Workshop | Context::Room);
    if let (Some(menu), true) = (menu_key(), (width >= MENU_FROM || is_led) && has_menu(app)) {
        out.push((menu.to_string(), "menu"));
    }
    if width >= MENU_FROM || !is_led {
        out.extend(key("app.palette").map(|k| (k, "commands")));
    }
    out.extend(key("app.help").map(|k| (k, "help")));
    let context = app.context();
    let leave = first::LEAVE.iter().filter_map(|id| commands::find(id)).find(|c| c.is_in(context));
    let words = |c: &Command| if app.past().is_some() { Some("back") } else { c.hint };
    out.extend(leave.and_then(|c| Some((app.keymap.first_key(c)?, words(c)?))));
    out
}

fn menu_key() -> Option<Key> {
    "Space".parse::<Keys>().ok().and_then(|keys| keys.first().copied())
}

fn has_menu(app: &App) -> bool {
    menu_key().is_some_and(|key| matches!(app.keymap.lookup(app.context(), &[key]), Lookup::Pending(_)))
}

/// What can be done in a layer: there no letter is a command of the screen.
fn of_layer(layer: &Layer, screen: Rect) -> Vec<Hint> {
    let hints: &[(&str, &'static str)] = match layer {
        // It says its own words.
        Layer::Text(_) => &[],
        Layer::Pick(picker) if picker.is_menu() => {
            &[("a letter", "picks"), ("Up Down", "choose"), ("Enter", "pick"), ("Esc", "cancel")]
        }
        Layer::Pick(picker) if picker.allows_new() => &[
            ("type", "to narrow"),
            ("Up Down", "choose"),
            ("Enter", "pick, last row: add new"),
            ("Esc", "cancel"),
        ],
        Layer::Pick(_) => {
            &[("type", "to narrow"), ("Up Down", "choose"), ("Enter", "pick"), ("Esc", "cancel")]
        }
        Layer::Form(_) => {
            &[("Ctrl-S", "keep all"), ("Tab", "next field"), ("S-Tab", "field before"), ("Esc", "leave")]
        }
        Layer::Confirm(confirm) => of_question(confirm, screen),
        Layer::Review(review) => match &review.face {
            Face::Ask(confirm) => of_question(confirm, screen),
            Face::Read(_) => &[("Up Down PgUp PgDn", "scroll"), ("Esc", "close")],
        },
        Layer::Sheet(_) => &[("Up Down", "scroll"), ("letters", "search"), ("Esc", "close")],
        Layer::Capture(_) => {
            &[("Enter", "keep"), ("Tab", "lane"), ("PgDn", "stage"), ("1-9", "who"), ("Esc", "end")]
        }
    };
    hints.iter().map(|(key, words)| ((*key).to_owned(), *words)).collect()
}

fn of_question(confirm: &Confirm<Answer>, screen: Rect) -> &'static [(&'static str, &'static str)] {
    if confirm.is_long_on(screen) {
        return &[
            ("Up Down PgUp PgDn", "scroll"),
            ("Tab", "choose"),
            ("Enter", "take it"),
            ("Esc", "the safe answer"),
        ];
    }
    &[("Up Down", "choose"), ("Enter", "take it"), ("Esc", "the safe answer")]
}

/// The words of the hint that whoever leads a workshop needs in every phase.
fn onward(app: &App) -> Option<&'static str> {
    app.room.as_ref().and(commands::find("workshop.next")).and_then(|c| c.hint)
}

/// With this hint among them, in place of the last ones.
fn keeping(hint: Option<Hint>, mut hints: Vec<Hint>, room: u16) -> Vec<Hint> {
    let Some(hint) = hint.filter(|hint| !hints.contains(hint) && one(hint) <= room) else { return hints };
    while !hints.is_empty() && wide(&hints) + GAP + one(&hint) > room {
        hints.pop();
    }
    hints.push(hint);
    hints
}

/// As many as fit into the room.
fn fitting(hints: Vec<Hint>, room: u16) -> Vec<Hint> {
    let mut taken = 0;
    let mut out = Vec::new();
    for hint in hints {
        let next = one(&hint) + if out.is_empty() { 0 } else { GAP };
        if taken + next > room {
            break;
        }
        taken += next;
        out.push(hint);
    }
    out
}

fn one((key, words): &Hint) -> u16 {
    ink::width(key).saturating_add(1).saturating_add(ink::width(words))
}

fn wide(hints: &[Hint]) -> u16 {
    let gaps = GAP * (hints.len().saturating_sub(1) as u16);
    hints.iter().map(one).fold(gaps, u16::saturating_add)
}

fn put(buf: &mut Buffer, x: u16, y: u16, hints: &[Hint], look: Look<'_>) {
    let mut x = x;
    for hint in hints {
        let taken = ink::put(buf, x, y, u16::MAX, &hint.0, look.style(Role::HintKey));
        ink::put(buf, x + taken + 1, y, u16::MAX, hint.1, look.style(Role::HintText));
        x += one(hint) + GAP;
    }
}
