//! Changes in words.

mod edited;
mod names;
mod row;
mod summary;
#[cfg(test)]
mod tests;

use super::diff::{Change, Diff, Element, Index, Spot, What};
use crate::map::card::{Card, Lead};
use crate::map::id::{CardId, LeadId};
use crate::map::review::Snooze;
use crate::map::text::Label;
use crate::map::{Map, Stage, Workspace};
use names::quote;
pub use row::{Turn, card_facts, stage_facts};

/// What a change is said with: both maps, looked up once, and the people of the workspace.
#[derive(Debug)]
pub struct Wording<'a> {
    old: Index<'a>,
    new: Index<'a>,
    people: &'a Workspace,
}

/// One change in words. For several, one [`Wording`] looks things up once.
pub fn describe(change: &Change, old: &Map, new: &Map, people: &Workspace) -> String {
    Wording::new(old, new, people).line(change)
}

impl<'a> Wording<'a> {
    /// For the changes from `old` to `new`.
    pub fn new(old: &'a Map, new: &'a Map, people: &'a Workspace) -> Self {
        Self { old: Index::new(old), new: Index::new(new), people }
    }

    /// The change on one line, without its id and its sign: for a reader who has no file before them.
    pub fn words(&self, change: &Change) -> String {
        self.said(change)
    }

    /// What a change is about: the kind and the name of the element.
    pub fn about(&self, change: &Change) -> String {
        self.thing(change)
    }

    /// The change on one line, its id in brackets, without its sign. It does not say in which stage: that is its heading.
    pub fn line(&self, change: &Change) -> String {
        let said = self.said(change);
        match change.at.id() {
            Some(id) => format!("{said} [{id}]"),
            None => said,
        }
    }

    /// As [`Wording::line`], the stage's name before it, where the change is about something in a stage.
    pub fn line_with_stage(&self, change: &Change) -> String {
        let is_in = !matches!(change.at, Element::Stage(_) | Element::Snooze { .. });
        match change.stage.home().filter(|_| is_in) {
            Some(stage) => format!("{}: {}", self.stage_label(stage), self.line(change)),
            None => self.line(change),
        }
    }

    /// All changes in a line: how many stages are touched, what came and went, whose it is now.
    pub fn summary(&self, diff: &Diff) -> String {
        summary::summary(self, diff)
    }

    /// The lines of a list under their headings, signs in front; what only came along with something is left out.
    pub fn lines<'d>(&'d self, diff: &'d Diff) -> impl Iterator<Item = String> + 'd {
        diff.principal().map(|change| format!("{} {}", change.sign(), self.line_with_stage(change)))
    }

    fn said(&self, change: &Change) -> String {
        match &change.what {
            What::Added => self.added(change),
            What::Removed => self.removed(change),
            What::Edited { before, after } => self.edited(change, before, after),
            What::Moved { from, to } => self.moved(change, from, to),
            What::Reordered { to, .. } => self.reordered(change, to.as_deref()),
            What::Outdated => self.outdated(change),
        }
    }

    fn added(&self, change: &Change) -> String {
        match &change.at {
            Element::Stage(id) => {
                let cards = self.new.stages.get(id).map_or(0, |s| s.cards().count());
                format!("{} added{}", self.thing(change), with_cards(cards))
            }
            Element::Lead(card, lead) => {
                let question = self.new.card(card).and_then(|c| lead_of(c, lead));
                let question =
                    question.map_or_else(String::new, |l| format!(" {}", quote(&l.question.one_line())));
                format!("lead{question} added to {}", self.card(card))
            }
            Element::Reading(card, _) => format!("{} added to {}", self.reading(change), self.card(card)),
            Element::Snooze { .. } => self.snoozed(change),
            _ => format!("{} added", self.thing(change)),
        }
    }

    fn removed(&self, change: &Change) -> String {
        match &change.at {
            Element::Stage(id) => {
                let cards = self.old.stages.get(id).map_or(0, |s| s.cards().count());
                format!("{} removed{}", self.thing(change), with_cards(cards))
            }
            Element::Lead(card, _) => format!("{} removed from {}", self.thing(change), self.card(card)),
            Element::Reading(card, _) => format!("{} removed from {}", self.reading(change), self.card(card)),
            Element::Snooze { .. } => format!("{} is no longer put off", self.put_off(change)),
            Element::Conflict(_) => format!("{} settled", self.thing(change)),
            _ => format!("{} removed", self.thing(change)),
        }
    }

    fn moved(&self, change: &Change, from: &Spot, to: &Spot) -> String {
        let mut out = format!("{} moved", self.thing(change));
        if from.stage != to.stage {
            out.extend([" from ", &self.place(from), " to ", &self.place(to)]);
        }
        if from.lane != to.lane
            && let (Some(old), Some(new)) = (&from.lane, &to.lane)
        {
            let name = |index: &Index<'_>, id| {
                index.lanes.get(id).map_or_else(String::new, |l| quote(l.name.as_str()))
            };
            let comma = if from.stage == to.stage { "" } else { "," };
            out.extend([comma, " from lane ", &name(&self.old, old), " to ", &name(&self.new, new)]);
        }
        out
    }

    fn place(&self, spot: &Spot) -> String {
        spot.stage.as_ref().map_or_else(|| "the map itself".to_owned(), |id| quote(&self.stage_label(id)))
    }

    fn reordered(&self, change: &Change, after: Option<&str>) -> String {
        let thing = self.thing(change);
        match after {
            None => format!("{thing} moved to the beginning"),
            Some(id) => format!("{thing} moved behind {}", self.by_id(&change.at, id)),
        }
    }

    fn outdated(&self, change: &Change) -> String {
        format!("{}: {}", self.thing(change), self.no_longer(change))
    }

    fn no_longer(&self, change: &Change) -> String {
        let review =
            change.stage.home().and_then(|id| self.new.stages.get(id)).and_then(|s| s.reviewed.as_ref());
        let of =
            review.map_or_else(String::new, |r| format!(" of {} by {}", r.on, self.people.name_of(&r.by)));
        format!("its review{of} no longer holds")
    }

    /// What a snooze puts off, of the new map, else of the old one.
    fn put_off(&self, change: &Change) -> String {
        let Element::Snooze { rule, card, .. } = &change.at else { return String::new() };
        let whose = match (card, change.stage.home()) {
            (Some(card), _) => self.card(card),
            (None, Some(stage)) => format!("stage {}", quote(&self.stage_label(stage))),
            (None, None) => "the map".to_owned(),
        };
        match rule {
            None => format!("the review of {whose}"),
            Some(rule) => format!("rule {rule} of {whose}"),
        }
    }

    fn snoozed(&self, change: &Change) -> String {
        let list: &[Snooze] = match change.stage.new.as_ref().and_then(|id| self.new.stages.get(id)) {
            Some(stage) => &stage.snoozes,
            None => &self.new.map.snoozes,
        };
        let Element::Snooze { rule, card, part } = &change.at else { return String::new() };
        let found = list.iter().find(|s| s.rule == *rule && s.card == *card && s.part == *part);
        let until = found.map_or_else(String::new, |s| {
            format!(" until {} by {}: {}", s.until, self.people.name_of(&s.by), quote(s.why.as_str()))
        });
        format!("{} put off{until}", self.put_off(change))
    }
}

fn with_cards(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => " with its card".to_owned(),
        n => format!(" with its {n} cards"),
    }
}

fn lead_of<'a>(card: &'a Card, id: &LeadId) -> Option<&'a Lead> {
    card.metric()?.leads.iter().find(|l| l.id == *id)
}
