//! The rows of the list: what everybody sees, and what is one's own.

use super::sent::{Fate, Sent};
use super::{Join, line};
use crate::map::Label;
use crate::map::id::{CardId, ItemId};
use crate::tui::theme::Role;
use crate::workshop::Verb;
use crate::workshop::slip::{Says, Shown};

/// What a row is about, where something can be done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Choice {
    /// A card that everybody sees.
    Card(CardId),
    /// A private card of one's own.
    Mine(ItemId),
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Before the text: dots, a number, a sign.
    pub lead: String,
    pub text: String,
    /// At the right: what became of it.
    pub note: String,
    pub role: Role,
    pub choice: Option<Choice>,
}

impl Row {
    fn heading(text: &str) -> Self {
        Self {
            lead: String::new(),
            text: text.to_owned(),
            note: String::new(),
            role: Role::Title,
            choice: None,
        }
    }

    /// A line that is only read.
    fn told(line: &Label) -> Self {
        Self {
            lead: String::new(),
            text: line.to_string(),
            note: String::new(),
            role: Role::Text,
            choice: None,
        }
    }

    /// A blank line.
    fn gap() -> Self {
        Self::heading("")
    }

    pub(super) fn is_heading(&self) -> bool {
        self.role == Role::Title
    }

    pub(super) fn can_be_chosen(&self) -> bool {
        self.choice.is_some()
    }
}

impl Join {
    /// All rows, top to bottom.
    pub(super) fn rows(&self) -> Vec<Row> {
        let Some(glance) = &self.glance else { return Vec::new() };
        if self.verb() == Verb::Capture || self.is_typing() {
            return self.writing_rows();
        }
        if glance.ended || matches!(self.verb_of_room(), Verb::Decide | Verb::FollowUp | Verb::Close) {
            return glance.results.iter().map(Row::told).collect();
        }
        glance.cards.iter().map(|card| self.card_row(card)).collect()
    }

    /// The row that is chosen: its position, and what it is about.
    pub(super) fn chosen(&self) -> Option<(usize, Choice)> {
        if self.is_typing() {
            return None;
        }
        let rows = self.rows();
        let mut all = rows.iter().enumerate().filter_map(|(at, row)| Some((at, row.choice.clone()?)));
        all.nth(self.at)
    }

    /// What the chosen row is about.
    pub(super) fn choice(&self) -> Option<Choice> {
        self.chosen().map(|(_, choice)| choice)
    }

    /// Stays on a card when the list changes, and inside of it.
    pub(super) fn follow(&mut self, card: Option<&CardId>) {
        let rows = self.rows();
        let choices: Vec<&Choice> = rows.iter().filter_map(|row| row.choice.as_ref()).collect();
        let is_it = |choice: &&Choice| matches!(choice, Choice::Card(id) if Some(id) == card);
        let at = choices.iter().position(is_it);
        self.at = at.unwrap_or(self.at).min(choices.len().saturating_sub(1));
    }

    fn card_row(&self, card: &Shown) -> Row {
        let note = if self.is_voting() { self.stage_name(card) } else { self.note(card) };
        let choice = Some(Choice::Card(card.id.clone()));
        Row { lead: self.lead(card), text: line(&card.text), note, role: Role::Text, choice }
    }

    /// What this person gave it.
    fn lead(&self, card: &Shown) -> String {
        let signs = self.symbols();
        match self.verb() {
            Verb::Vote => self.dots_lead(&card.id),
            Verb::Place => {
                let half = self.half.as_ref().filter(|(on, _)| *on == card.id);
                match (half, self.spot_on(&card.id)) {
                    (Some((_, impact)), _) => format!("{impact}/_"),
                    (None, Some(spot)) => format!("{}/{}", spot.impact, spot.effort),
                    (None, None) => format!("{0}/{0}", signs.dot),
                }
            }
            Verb::Score => {
                let score = self.score_on(&card.id).map(|score| score.to_string().replace('−', signs.minus));
                format!("{:>2}", score.as_deref().unwrap_or(signs.dot))
            }
            _ => String::new(),
        }
    }

    fn dots_lead(&self, card: &CardId) -> String {
        let Some(vote) = self.vote() else { return String::new() };
        let (mine, signs) = (self.dots_on(card), self.symbols());
        if vote.cap > 5 {
            return format!("{mine:>2}");
        }
        let empty = if vote.closed { " " } else { signs.new };
        let rest = vote.cap.saturating_sub(mine);
        signs.fresh.repeat(usize::from(mine)) + &empty.repeat(usize::from(rest))
    }

    fn stage_name(&self, card: &Shown) -> String {
        let stages = self.glance.as_ref().map_or(&[][..], |glance| &glance.stages);
        let found = stages.iter().find(|(id, _)| *id == card.stage);
        found.map_or_else(String::new, |(_, name)| name.to_string())
    }

    /// Whose it is and what came of it.
    fn note(&self, card: &Shown) -> String {
        let by = card.by.as_ref().filter(|by| **by != self.me.id && self.verb() == Verb::Capture);
        let by = by.map(|by| self.name_of(by).to_owned());
        let result = Some(card.result.to_string()).filter(|result| !result.is_empty());
        by.into_iter().chain(result).collect::<Vec<_>>().join(&format!(" {} ", self.symbols().dot))
    }

    /// One's own first, the newest on top; then what is there in the stage.
    fn writing_rows(&self) -> Vec<Row> {
        let Some(glance) = &self.glance else { return Vec::new() };
        let mine = |card: &&Shown| card.by.as_ref() == Some(&self.me.id);
        let mut rows: Vec<Row> = self.sent.iter().rev().filter_map(|sent| self.sent_row(sent)).collect();
        let piles = glance.piles.iter().rev().filter(|(by, ..)| *by == self.me.id);
        rows.extend(
            piles.map(|(_, id, line)| self.own_row(line, "only you see it", Choice::Mine(id.clone()))),
        );
        rows.extend(glance.cards.iter().filter(mine).rev().map(|card| {
            let note = Some(card.result.as_str()).filter(|it| !it.is_empty()).unwrap_or("taken in");
            self.own_row(&Label::new(&line(&card.text)), note, Choice::Card(card.id.clone()))
        }));
        if !rows.is_empty() {
            rows.insert(0, Row::heading("Yours"));
        }
        let Some((stage, name)) = self.stage() else { return rows };
        let others: Vec<&Shown> =
            glance.cards.iter().filter(|card| card.stage == *stage && !mine(card)).collect();
        if !others.is_empty() {
            if !rows.is_empty() {
                rows.push(Row::gap());
            }
            rows.push(Row::heading(&format!("In {name}")));
            rows.extend(others.into_iter().map(|card| self.card_row(card)));
        }
        rows
    }

    fn own_row(&self, line: &Label, note: &str, choice: Choice) -> Row {
        let lead = self.symbols().mark.to_owned();
        let (text, note) = (line.to_string(), note.to_owned());
        Row { lead, text, note, role: Role::Text, choice: Some(choice) }
    }

    /// A card sent from here, until it is seen among the cards of the room.
    fn sent_row(&self, sent: &Sent) -> Option<Row> {
        let Says::Card { line, .. } = &sent.slip.says else { return None };
        let signs = self.symbols();
        let (lead, note, role) = match &sent.fate {
            Fate::Writing => (signs.due, "being sent".to_owned(), Role::Dim),
            Fate::Stuck(why, _) => (signs.overdue, format!("not sent: {why}"), Role::Warning),
            Fate::Waiting | Fate::Fetched(..) | Fate::Taken if self.is_seen(line) => return None,
            Fate::Waiting | Fate::Fetched(..) => (signs.due, format!("sent{}", signs.ellipsis), Role::Dim),
            Fate::Refused(why) => (signs.ungoverned, format!("refused: {why}"), Role::Warning),
            Fate::Taken => (signs.mark, "taken in".to_owned(), Role::Text),
        };
        Some(Row { lead: lead.to_owned(), text: line.to_string(), note, role, choice: None })
    }

    /// Whether a card of this person's with that line is shown among those of the room.
    fn is_seen(&self, typed: &Label) -> bool {
        let Some(glance) = &self.glance else { return false };
        let read = self.read(typed.as_str());
        // A scribe's line is whoever's it names.
        let by = read.author.as_ref().filter(|_| self.is_scribe()).unwrap_or(&self.me.id);
        let is_card = |card: &&Shown| card.by.as_ref() == Some(by) && line(&card.text) == read.text.as_str();
        glance.piles.iter().any(|(whose, _, line)| whose == by && line == typed)
            || glance.cards.iter().any(|card| is_card(&card))
    }
}
