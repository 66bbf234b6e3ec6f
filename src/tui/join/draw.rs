//! The picture: a head with phase and time, what is to be done, a list, what is to be known, and the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::rows::Row;
use super::{Hand, Join};
use crate::map::say::many;
use crate::tui::board;
use crate::tui::text;
use crate::tui::theme::Role;
use crate::tui::widgets::ink;
use crate::workshop::clock::{MINUTE, left_in_words, span};
use crate::workshop::{Part, Verb};

/// What a shared folder cannot give, in one line, the longest that fits.
const COURTESY: [&str; 3] = [
    "A shared folder: roles and privacy are courtesy here, not protection; a synchronised one may be slow",
    "A shared folder: roles and privacy are courtesy, not protection",
    "Privacy is courtesy here",
];
/// Lines of the terminal from which on there are words where nothing is to be said.
const LEAST_WITH_WORDS: u16 = 8;
/// Lines above the keys from which on the question stands over the line that is typed.
const LEAST_WITH_PROMPT: u16 = 6;
/// Blank columns between two keys.
const GAP: u16 = 2;

type Hint = (&'static str, &'static str);

impl Join {
    /// Paints the screen; gives where the cursor is.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let area = area.intersection(buf.area);
        board::blank(buf, area, &self.theme);
        if area.is_empty() {
            return None;
        }
        self.draw_keys(buf, ink::row(area, area.height - 1)?);
        let above = ink::between(area, 0, 1);
        if above.is_empty() {
            return Some(area.as_position());
        }
        // What is typed is worth more than a line of words that nobody needs now.
        let has_words = area.height >= LEAST_WITH_WORDS
            || self.said.is_some()
            || self.silence().is_some()
            || self.is_left();
        if has_words {
            self.draw_words(buf, ink::row(above, above.height - 1)?);
        }
        let inside = ink::between(above, 0, u16::from(has_words));
        let cursor = self.draw_inside(buf, inside).unwrap_or(area.as_position());
        match &self.help {
            Some(help) => help.draw(area, buf, self.look()).or(Some(cursor)),
            None => Some(cursor),
        }
    }

    fn draw_inside(&self, buf: &mut Buffer, area: Rect) -> Option<Position> {
        self.draw_head(buf, ink::row(area, 0)?);
        let has_prompt = area.height >= LEAST_WITH_PROMPT || !self.is_typing();
        let prompt = if has_prompt { self.draw_prompt(buf, ink::between(area, 1, 0)) } else { 0 };
        let used = 1 + prompt;
        let body = ink::between(area, used, 0);
        if self.verb() == Verb::Capture || self.is_typing() {
            let line = self.draw_line(buf, body);
            let list = self.draw_rows(buf, ink::between(body, 4, 0));
            return if self.hand == Hand::Typing { line } else { list.or(line) };
        }
        let facts = self.facts();
        let at = u16::from(!facts.is_empty());
        self.put(buf, ink::row(body, 0)?, &facts, Role::Dim);
        let first = Position::new(body.x, body.y);
        Some(self.draw_rows(buf, ink::between(body, at, 0)).unwrap_or(first))
    }

    /// The phase and the time left.
    fn draw_head(&self, buf: &mut Buffer, area: Rect) {
        let (clock, role) = self.clock();
        let inside = ink::indent(area, 1);
        let right = ink::width(&clock).min(inside.width);
        let x = inside.right().saturating_sub(right.saturating_add(1));
        let room = x.saturating_sub(inside.x).saturating_sub(2);
        let Some(glance) = &self.glance else {
            return self.put(buf, area, "Waiting for the workshop", Role::Title);
        };
        let (number, of) = glance.number;
        let phase = format!("{number}/{of} {}", glance.phase);
        let taken = ink::put(
            buf,
            inside.x,
            inside.y,
            room,
            &self.look().cut(&phase, room),
            self.look().style(Role::Title),
        );
        let rest = room.saturating_sub(taken.saturating_add(3));
        if rest > 6 {
            let title = format!(" {} {}", self.symbols().dot, glance.title);
            let title = self.look().cut(&title, rest).into_owned();
            ink::put(buf, inside.x + taken, inside.y, rest, &title, self.look().style(Role::Dim));
        }
        ink::put(buf, x, inside.y, right, &clock, self.look().style(role));
    }

    /// The time left in words; the last minute and what is over have a sign.
    fn clock(&self) -> (String, Role) {
        let signs = self.symbols();
        let is_paused = self.glance.as_ref().is_some_and(|glance| glance.paused);
        match self.left() {
            None => (String::new(), Role::Text),
            Some(left) if is_paused => (format!("paused {} {}", signs.dot, left_in_words(left)), Role::Dim),
            Some(left) if left <= MINUTE => {
                (format!("{} {}", signs.overdue, left_in_words(left)), Role::Warning)
            }
            Some(left) => (left_in_words(left), Role::Number),
        }
    }

    /// What people are asked, in at most two lines; gives how many rows it took, with the rule below.
    fn draw_prompt(&self, buf: &mut Buffer, area: Rect) -> u16 {
        let words = self.asked();
        let most = if area.height < 9 { 1 } else { 2 };
        let room = usize::from(area.width.saturating_sub(2));
        let mut rows = 0;
        for (at, line) in text::wrap(&words, room).take(most).enumerate() {
            let Some(row) = ink::row(area, rows) else { return rows };
            let is_cut = at + 1 == most && text::wrap(&words, room).count() > most;
            let line = if is_cut { format!("{line} {}", self.symbols().ellipsis) } else { line.to_owned() };
            self.put(buf, row, &line, Role::Strong);
            rows += 1;
        }
        if let Some(row) = ink::row(area, rows) {
            let rule = self.symbols().frame.horizontal.repeat(row.width.into());
            ink::put(buf, row.x, row.y, row.width, &rule, self.look().style(Role::Frame));
            rows += 1;
        }
        rows
    }

    /// What is to be done now.
    fn asked(&self) -> String {
        let Some(glance) = &self.glance else {
            return "Nothing came from the facilitator's editor yet.".to_owned();
        };
        if glance.ended {
            return "The workshop has ended. Thank you.".to_owned();
        }
        let prompt = glance.prompt.to_string();
        if glance.private && glance.verb == Verb::Capture {
            format!("{prompt} (private until it is revealed)")
        } else {
            prompt
        }
    }

    /// What is to be known about the list.
    fn facts(&self) -> String {
        let dot = self.symbols().dot;
        let Some(glance) = self.glance.as_ref().filter(|glance| !glance.ended) else { return String::new() };
        if self.part() == Part::Observer {
            let here = match glance.roster.here().count() {
                1 => "1 person is here".to_owned(),
                several => format!("{several} people are here"),
            };
            return format!("You look on {dot} {here}");
        }
        match (glance.verb, &glance.vote) {
            (Verb::Vote, None) => "The vote has not begun".to_owned(),
            (Verb::Vote, Some(vote)) if vote.closed => {
                format!("The vote has ended {dot} {} gave dots", vote.voted)
            }
            (Verb::Vote, Some(vote)) => {
                let dots = many(usize::from(vote.dots), "dot");
                format!(
                    "{} of {dots} left {dot} at most {} a card {dot} {} voted",
                    self.dots_left(),
                    vote.cap,
                    vote.voted
                )
            }
            (Verb::Place, _) => "Impact 1 to 5, then effort 1 to 5".to_owned(),
            (Verb::Score, _) => {
                let minus = self.symbols().minus;
                format!("1: {minus}2   2: {minus}1   3: 0   4: +1   5: +2")
            }
            _ if self.is_scribe() => "You write for everybody: a opens a line".to_owned(),
            (_, _) => "Nothing to type in this phase: listen and talk".to_owned(),
        }
    }

    /// Stage, lane, the line being typed, and what it is recognised as: four rows.
    fn draw_line(&self, buf: &mut Buffer, area: Rect) -> Option<Position> {
        if area.height < 3 {
            return self.draw_input(buf, ink::row(area, 0)?);
        }
        let signs = self.symbols();
        let stage = self.stage().map_or(signs.none, |(_, name)| name.as_str());
        let lane = self.lane().map_or(signs.none, |(_, name)| name.as_str());
        let place = format!("{stage} {} {lane}", signs.path);
        let place =
            if self.is_scribe() { format!("{} {} {place}", self.speaks(), signs.arrow) } else { place };
        self.put(buf, ink::row(area, 0)?, &place, Role::StageName);
        let cursor = self.draw_input(buf, ink::row(area, 1)?);
        let words = match self.recognised() {
            words if words.is_empty() => "type a card, Enter sends it".to_owned(),
            words => words,
        };
        if let Some(row) = ink::row(area, 2) {
            self.put(buf, ink::indent(row, 2), &words, Role::Dim);
        }
        cursor
    }

    /// The line itself.
    fn draw_input(&self, buf: &mut Buffer, row: Rect) -> Option<Position> {
        let row = ink::indent(row, 1);
        let pointer = if self.hand == Hand::Typing { self.symbols().pointer } else { " " };
        ink::put(buf, row.x, row.y, 1, pointer, self.look().style(Role::Strong));
        let field = ink::indent(row, 2);
        let field = Rect { width: field.width.saturating_sub(1), ..field };
        self.input.draw(field, buf, self.look())
    }

    /// Whose the line is: whoever is named in it, else whoever speaks.
    fn speaks(&self) -> &str {
        let named = self.understood().author;
        let room = self.glance.as_ref().map(|glance| &glance.roster);
        let named = named.and_then(|id| room.and_then(|room| room.get(&id)));
        named.map_or_else(|| self.name_of(self.speaker()), |who| who.name.as_str())
    }

    /// The list, so far down that what is chosen is seen; gives where that is.
    fn draw_rows(&self, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let rows = self.rows();
        let chosen = self.chosen().map(|(at, _)| at);
        let height = usize::from(area.height);
        let first = ink::first_shown(chosen.unwrap_or(0), rows.len(), height);
        let lead = rows.iter().map(|row| ink::width(&row.lead)).max().unwrap_or(0);
        let mut cursor = None;
        for (at, row) in rows.iter().enumerate().skip(first).take(height) {
            let Some(place) = ink::row(area, u16::try_from(at - first).unwrap_or(u16::MAX)) else { break };
            self.draw_row(buf, place, row, lead, chosen == Some(at));
            if chosen == Some(at) {
                cursor = Some(Position::new(
                    place.x.saturating_add(1).min(place.right().saturating_sub(1)),
                    place.y,
                ));
            }
        }
        ink::mark_cuts(buf, area, (first > 0, first + height < rows.len()), self.look());
        cursor
    }

    fn draw_row(&self, buf: &mut Buffer, area: Rect, row: &Row, lead: u16, is_chosen: bool) {
        let look = self.look();
        let inside = ink::indent(area, 1);
        if row.is_heading() {
            return self.put(buf, area, &row.text, Role::Title);
        }
        if is_chosen {
            ink::put(buf, inside.x, inside.y, 1, look.symbols.pointer, look.style(Role::Strong));
        }
        let style = look.style(row.role);
        ink::put(buf, inside.x + 2, inside.y, inside.width.saturating_sub(2), &row.lead, style);
        let rest = ink::indent(inside, 2 + lead + u16::from(lead > 0));
        let rest = Rect { width: rest.width.saturating_sub(1), ..rest };
        let note = look.cut(&row.note, rest.width / if self.is_voting() { 3 } else { 2 }).into_owned();
        let right = ink::width(&note);
        let room = rest.width.saturating_sub(right + if right > 0 { 2 } else { 0 });
        ink::put(buf, rest.x, rest.y, room, &look.cut(&row.text, room), style);
        let quiet = if row.role == Role::Warning { style } else { look.style(Role::Dim) };
        ink::put(buf, rest.right().saturating_sub(right), rest.y, right, &note, quiet);
        if is_chosen {
            ink::tint(buf, area, look.style(Role::Select));
        }
    }

    /// What wants attention; else what was done; else what a shared folder cannot give.
    fn draw_words(&self, buf: &mut Buffer, area: Rect) {
        let signs = self.symbols();
        let room = area.width.saturating_sub(2);
        let silence = self.silence().map(|time| {
            let (sign, time) = (signs.overdue, span(super::millis(time)));
            let long = format!(
                "{sign} nothing from the facilitator's editor for {time}: what you send waits in the folder"
            );
            let middle = format!("{sign} no word from the facilitator for {time}: what you send waits");
            let short = format!("{sign} no word for {time}: cards wait");
            [long, middle].into_iter().find(|words| ink::width(words) <= room).unwrap_or(short)
        });
        let (words, role) = match (&self.said, silence) {
            (Some((words, true, _)), _) => (format!("{} {words}", signs.overdue), Role::Warning),
            (_, Some(words)) => (words, Role::Warning),
            (None, _) if self.is_left() => {
                let words = "whoever leads has left: the workshop can go on, what you send waits until then";
                (format!("{} {words}", signs.overdue), Role::Warning)
            }
            (Some((words, false, _)), _) => (words.clone(), Role::Info),
            (None, None) => {
                let me = format!("You are {} {} ", self.me.name, signs.dot);
                let fits = COURTESY.iter().find(|words| ink::width(words) + ink::width(&me) <= room);
                (format!("{me}{}", fits.unwrap_or(&COURTESY[2])), Role::Faint)
            }
        };
        self.put(buf, area, &words, role);
    }

    /// The keys that mean something now.
    fn draw_keys(&self, buf: &mut Buffer, area: Rect) {
        let (look, mut x) = (self.look(), area.x.saturating_add(1));
        let end = area.right().saturating_sub(1);
        for (key, what) in self.hints() {
            let wide = ink::width(key) + 1 + ink::width(what);
            if x.saturating_add(wide) > end {
                break;
            }
            x += ink::put(buf, x, area.y, wide, key, look.style(Role::HintKey)) + 1;
            x += ink::put(buf, x, area.y, wide, what, look.style(Role::HintText)) + GAP;
        }
    }

    fn hints(&self) -> Vec<Hint> {
        let own: &[Hint] = match (self.verb(), self.hand) {
            _ if self.is_typing() && self.is_scribe() => {
                return vec![
                    ("Enter", "send"),
                    ("1-9", "who"),
                    ("Tab", "lane"),
                    ("F1", "help"),
                    ("Up Down", "stage"),
                    ("Esc", "list"),
                    ("Ctrl-Q", "leave"),
                ];
            }
            (Verb::Capture, Hand::Typing) => {
                return vec![
                    ("Enter", "send"),
                    ("Tab", "lane"),
                    ("F1", "help"),
                    ("Up Down", "stage"),
                    ("Esc", "list"),
                    ("Ctrl-Q", "leave"),
                ];
            }
            (Verb::Capture, Hand::List) => &[("a", "write"), ("d", "take away"), ("+", "same")],
            (Verb::Vote, _) if self.is_voting() => &[("+", "dot"), ("-", "take back"), ("j k", "card")],
            (Verb::Place, _) => &[("1-5", "impact, effort"), ("j k", "card")],
            (Verb::Score, _) => &[("1-5", "score"), ("j k", "card")],
            _ => &[],
        };
        let writes = (self.is_scribe() && self.verb() != Verb::Capture).then_some(("a", "write"));
        own.iter().copied().chain(writes).chain([("?", "help"), ("q", "leave")]).collect()
    }

    /// A line of text, cut, with a blank column on both sides.
    fn put(&self, buf: &mut Buffer, area: Rect, words: &str, role: Role) {
        let inside = ink::indent(area, 1);
        let room = inside.width.saturating_sub(1);
        let look = self.look();
        ink::put(buf, inside.x, inside.y, room, &look.cut(words, room), look.style(role));
    }
}
