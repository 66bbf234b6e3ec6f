//! Before and after of the chosen change, with what differs marked word by word.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::change::{Change, Element, Field, PieceKind, Spot, What, words};
use crate::map::edit::CardField;
use crate::map::id::{CardId, PersonId};
use crate::map::{Card, Map, Workspace};
use crate::tui::app::App;
use crate::tui::board::Rich;
use crate::tui::changes::{Compared, Item};
use crate::tui::reviewing::role_of;
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;

/// Longer lines are hard to read.
const WIDEST: u16 = 130;
/// So many words stay in sight beside what differs, where not all of a text fits.
const AROUND: usize = 6;

/// Draws it under a line across the screen.
pub(super) fn draw(app: &App, compared: &Compared, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let Some(item) = app.changes.chosen().filter(|_| area.height > 1) else { return };
    for x in area.left()..area.right() {
        ink::put(buf, x, area.y, 1, look.symbols.frame.horizontal, look.style(Role::Frame));
    }
    let inside = ink::indent(ink::between(area, 1, 0), 3);
    let room = usize::from(inside.width.saturating_sub(1).min(WIDEST));
    let paragraphs = Telling { compared, people: &app.place.data, look }.paragraphs(item);
    let mut y = inside.y;
    let all = paragraphs.len();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        // Each that follows keeps a line.
        let after = (all - at - 1).min(usize::from(u16::MAX)) as u16;
        let left = inside.bottom().saturating_sub(y);
        let most = left.saturating_sub(after).max(left.min(1));
        y += draw_paragraph(buf, Rect { y, height: most, ..inside }, paragraph, room, look);
    }
}

/// A sign, and text beside it.
struct Paragraph {
    sign: char,
    text: Rich,
}

fn draw_paragraph(buf: &mut Buffer, area: Rect, paragraph: &Paragraph, room: usize, look: Look<'_>) -> u16 {
    let sign = look.style(role_of(paragraph.sign)).remove_modifier(Modifier::CROSSED_OUT);
    let most = usize::from(area.height);
    let lines = paragraph.text.wrap(room.saturating_sub(2), most + 1);
    let is_cut = lines.len() > most;
    for (at, (y, line)) in (area.top()..area.bottom()).zip(&lines).enumerate() {
        if at == 0 && paragraph.sign != ' ' {
            ink::put(buf, area.x, y, 1, &paragraph.sign.to_string(), sign);
        }
        let mut x = area.x + 2;
        for (text, role) in line {
            let left = area.right().saturating_sub(x);
            x += ink::put(buf, x, y, left, text, word_style(*role, look));
        }
        if is_cut && at + 1 == most {
            let x = x.min(area.right().saturating_sub(1));
            ink::put(buf, x, y, 1, look.symbols.ellipsis, look.style(Role::Dim));
        }
    }
    lines.len().min(most) as u16
}

/// What went is struck through and what came is underlined, in every theme.
fn word_style(role: Role, look: Look<'_>) -> Style {
    let style = look.style(role);
    match role {
        Role::Removed => style.add_modifier(Modifier::CROSSED_OUT),
        Role::Added => style.add_modifier(Modifier::UNDERLINED),
        _ => style,
    }
}

struct Telling<'a> {
    compared: &'a Compared,
    people: &'a Workspace,
    look: Look<'a>,
}

impl Telling<'_> {
    fn paragraphs(&self, item: &Item) -> Vec<Paragraph> {
        let change = &item.change;
        let mut out = vec![Paragraph { sign: change.sign(), text: self.heading(item) }];
        match &change.what {
            What::Edited { before, after } => out.extend(self.edited(before, after)),
            What::Moved { from, to } => {
                out.push(said('-', self.spot(change, from, &self.compared.old)));
                out.push(said('+', self.spot(change, to, &self.compared.new)));
            }
            What::Reordered { from, to } => {
                let place = |after: Option<&str>, map| behind(&change.at, after, map);
                out.push(said('-', place(from.as_deref(), &self.compared.old)));
                out.push(said('+', place(to.as_deref(), &self.compared.new)));
            }
            What::Added => out.extend(self.content(change, &self.compared.new, '+')),
            What::Removed => out.extend(self.content(change, &self.compared.old, '-')),
            What::Outdated => {}
        }
        out
    }

    /// What it is about, and in which stage.
    fn heading(&self, item: &Item) -> Rich {
        let change = &item.change;
        let mut out = match &change.what {
            What::Edited { after, .. } => {
                let mut out = Rich::of(format!("{} of ", after.words()), Role::Text);
                out.say(item.about.clone(), Role::Strong);
                out
            }
            _ => Rich::of(item.words.clone(), Role::Strong),
        };
        let is_in = !matches!(change.at, Element::Stage(_)) && !matches!(change.what, What::Moved { .. });
        if let Some(id) = change.stage.home().filter(|_| is_in) {
            let compared = self.compared;
            let stage = compared.new.stage(id).or_else(|| compared.old.stage(id));
            let name = stage.map_or_else(|| id.to_string(), |s| s.name.to_string());
            out.say(format!(" {} {name}", self.look.symbols.dot), Role::Dim);
        }
        out
    }

    fn edited(&self, before: &Field, after: &Field) -> Vec<Paragraph> {
        let names = |id: &PersonId| self.people.name_of(id).to_owned();
        match (before.value(&names), after.value(&names)) {
            (Some(old), Some(new)) if old != new => self.both(&old, &new),
            (old, new) => {
                let side = |sign, value: Option<String>| value.map(|value| said(sign, value));
                let nothing = || "nothing".to_owned();
                if old.is_none() && new.is_none() || old == new {
                    return Vec::new();
                }
                let sides =
                    [side('-', old.or_else(|| Some(nothing()))), side('+', new.or_else(|| Some(nothing())))];
                sides.into_iter().flatten().collect()
            }
        }
    }

    /// Both texts, what differs marked in each.
    fn both(&self, old: &str, new: &str) -> Vec<Paragraph> {
        let pieces = words(old, new);
        let side = |sign, other: PieceKind, role: Role, marks: (&str, &str)| {
            let mut text = Rich::default();
            let last = pieces.len().saturating_sub(1);
            for (at, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.kind != other) {
                if piece.kind == PieceKind::Same {
                    text.say(self.shortened(&piece.text, at == 0, at == last), Role::Text);
                } else if self.is_ascii() {
                    text.say(format!("{}{}{}", marks.0, piece.text, marks.1), role);
                } else {
                    text.say(piece.text.clone(), role);
                }
            }
            Paragraph { sign, text }
        };
        vec![
            side('-', PieceKind::New, Role::Removed, ("[-", "-]")),
            side('+', PieceKind::Gone, Role::Added, ("{+", "+}")),
        ]
    }

    /// A long piece that is in both texts: only what stands beside the changes.
    fn shortened(&self, text: &str, is_first: bool, is_last: bool) -> String {
        let blanks: Vec<&str> = text.split_inclusive(' ').collect();
        if blanks.len() <= 3 * AROUND {
            return text.to_owned();
        }
        let start = if is_first { String::new() } else { blanks.iter().take(AROUND).copied().collect() };
        let from = blanks.len() - AROUND;
        let end = if is_last { String::new() } else { blanks.iter().skip(from).copied().collect() };
        format!("{start}{} {end}", self.look.symbols.ellipsis)
    }

    fn is_ascii(&self) -> bool {
        self.look.symbols.fresh.is_ascii()
    }

    fn spot(&self, change: &Change, spot: &Spot, map: &Map) -> String {
        let stage = spot.stage.as_ref().and_then(|id| map.stage(id)).map(|s| s.name.to_string());
        let lane = spot.lane.as_ref().and_then(|id| map.lane(id)).map(|l| l.name.to_string());
        let mut parts = vec![stage.unwrap_or_else(|| "the map itself".to_owned())];
        parts.extend(lane);
        if change.at.card().is_some() {
            parts.push(behind(&change.at, spot.after.as_deref(), map));
        }
        parts.join(&format!(" {} ", self.look.symbols.dot))
    }

    /// What came or went.
    fn content(&self, change: &Change, map: &Map, sign: char) -> Vec<Paragraph> {
        match &change.at {
            Element::Card(id) => map.card(id).map_or_else(Vec::new, |card| self.card(card, sign)),
            Element::Stage(id) => {
                let texts = map.stage(id).into_iter().flat_map(crate::map::Stage::cards);
                let texts: Vec<String> = texts.map(|c| c.text.one_line().into_owned()).collect();
                let dot = format!(" {} ", self.look.symbols.dot);
                if texts.is_empty() { Vec::new() } else { vec![said(sign, texts.join(&dot))] }
            }
            _ => Vec::new(),
        }
    }

    fn card(&self, card: &Card, sign: char) -> Vec<Paragraph> {
        let names = |id: &PersonId| self.people.name_of(id).to_owned();
        let plain = Card::new(card.id.clone(), card.kind(), card.text.as_str());
        let said_of = |(_, field): (CardField, CardField)| {
            Some(format!("{} {}", field.words(), field.value(&names)?.replace('\n', " ")))
        };
        let fields: Vec<String> =
            CardField::differing(&plain, card).into_iter().filter_map(said_of).collect();
        let mut out = vec![said(sign, card.text.to_string())];
        if !fields.is_empty() {
            let dot = format!(" {} ", self.look.symbols.dot);
            out.push(Paragraph { sign: ' ', text: Rich::of(fields.join(&dot), Role::Dim) });
        }
        out
    }
}

fn said(sign: char, text: String) -> Paragraph {
    Paragraph { sign, text: Rich::of(text, Role::Text) }
}

/// The place behind something in its list.
fn behind(at: &Element, after: Option<&str>, map: &Map) -> String {
    let Some(id) = after else { return "first".to_owned() };
    let name = match at {
        Element::Stage(_) => map.stages.iter().find(|s| s.id.as_str() == id).map(|s| s.name.to_string()),
        Element::Lane(_) => map.lanes.iter().find(|l| l.id.as_str() == id).map(|l| l.name.to_string()),
        Element::Card(_) => {
            CardId::new(id).ok().and_then(|id| map.card(&id).map(|c| c.text.one_line().into_owned()))
        }
        _ => None,
    };
    format!("behind {}", crate::map::say::quote(&name.unwrap_or_else(|| id.to_owned()), 40))
}
