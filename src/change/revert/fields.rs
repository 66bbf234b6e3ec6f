//! Fields of the map and of its stages, and the lists and groups in them.

use super::super::diff::{Change, Element, Field, What};
use super::Reverting;
use super::cards::with;
use super::lists::reverted;
use crate::map::CardKind;
use crate::map::edit::{Edit, MapField, MetricField, PolicyField, StageField};
use crate::map::id::StageId;
use crate::map::policy::{Policy, RuleSetting};
use crate::map::review::Snooze;
use crate::map::text::Label;

/// Sets the old value of a part's field, where it is one of that part.
macro_rules! put {
    ($variant:ident) => {
        |field, part| match field {
            Field::$variant(field) => {
                field.clone().put(part);
                Some(())
            }
            _ => None,
        }
    };
}

impl Reverting<'_> {
    pub(super) fn field_of_map(self, before: &Field) -> Option<Edit> {
        let (old, new) = (self.old, self.new);
        Some(Edit::SetMap(match before {
            Field::Map(field) => field.clone(),
            Field::Flow(field) => {
                MapField::Flow(with(old.flow.clone(), new.flow.clone(), |flow| field.clone().put(flow)))
            }
            Field::Priority(field) => {
                let put = |priority: &mut _| field.clone().put(priority);
                MapField::Priority(with(old.priority.clone(), new.priority.clone(), put))
            }
            Field::Policy(field) => MapField::Policy(policy(old.policy.as_ref(), new.policy.as_ref(), field)),
            _ => return None,
        }))
    }

    pub(super) fn field_of_stage(self, id: &StageId, before: &Field) -> Option<Edit> {
        let (was, is) = (self.old.stage(id)?, self.new.stage(id)?);
        let field = match before {
            Field::Stage(field) => field.clone(),
            Field::Policy(field) => {
                StageField::Policy(policy(was.policy.as_ref(), is.policy.as_ref(), field))
            }
            _ => return None,
        };
        Some(Edit::SetStage { stage: id.clone(), field })
    }

    /// A change of something that stands in a list of the map, of a stage or of a metric.
    pub(super) fn part(self, change: &Change) -> Option<Edit> {
        let (old, new, what) = (self.old, self.new, &change.what);
        let map = |field| Some(Edit::SetMap(field));
        match &change.at {
            Element::Segment(id) => {
                let key = |s: &crate::map::segment::Segment| s.id.to_string();
                let list = reverted(&old.segments, &new.segments, key, id.as_str(), what, put!(Segment))?;
                map(MapField::Segments(list))
            }
            Element::Event(id) => {
                let key = |e: &crate::map::event::Event| e.id.to_string();
                map(MapField::Events(reverted(
                    &old.events,
                    &new.events,
                    key,
                    id.as_str(),
                    what,
                    put!(Event),
                )?))
            }
            Element::Conflict(id) => {
                let key = |c: &crate::map::conflict::Conflict| c.id.to_string();
                let list = reverted(&old.conflicts, &new.conflicts, key, id.as_str(), what, put!(Conflict))?;
                map(MapField::Conflicts(list))
            }
            Element::Lead(card, id) => self.metric(card, |was, is| {
                let key = |l: &crate::map::card::Lead| l.id.to_string();
                reverted(&was.leads, &is.leads, key, id.as_str(), what, put!(Lead)).map(MetricField::Leads)
            }),
            Element::Reading(card, on) => self.metric(card, |was, is| {
                let key = |r: &crate::map::card::Reading| r.on.to_string();
                reverted(&was.readings, &is.readings, key, &on.to_string(), what, put!(Reading))
                    .map(MetricField::Readings)
            }),
            Element::Snooze { rule, card, part } => {
                let card = card.as_ref().map(ToString::to_string);
                self.snooze(change, &snooze_key(rule.as_ref(), card.as_deref(), part.as_ref()))
            }
            Element::Rule { rule, kind } => self.rule(change, &rule_key(rule, *kind)),
            _ => None,
        }
    }

    fn snooze(self, change: &Change, wanted: &str) -> Option<Edit> {
        let key = |s: &Snooze| {
            snooze_key(s.rule.as_ref(), s.card.as_ref().map(crate::map::id::CardId::as_str), s.part.as_ref())
        };
        let list =
            |old: &[Snooze], new: &[Snooze]| reverted(old, new, key, wanted, &change.what, put!(Snooze));
        let Some(id) = change.stage.home() else {
            return Some(Edit::SetMap(MapField::Snoozes(list(&self.old.snoozes, &self.new.snoozes)?)));
        };
        let (was, is) = (self.old.stage(id)?, self.new.stage(id)?);
        let field = StageField::Snoozes(list(&was.snoozes, &is.snoozes)?);
        Some(Edit::SetStage { stage: id.clone(), field })
    }

    fn rule(self, change: &Change, wanted: &str) -> Option<Edit> {
        let Some(id) = change.stage.home() else {
            let policy = rules(self.old.policy.as_ref(), self.new.policy.as_ref(), wanted, &change.what)?;
            return Some(Edit::SetMap(MapField::Policy(policy)));
        };
        let (was, is) = (self.old.stage(id)?, self.new.stage(id)?);
        let field = StageField::Policy(rules(was.policy.as_ref(), is.policy.as_ref(), wanted, &change.what)?);
        Some(Edit::SetStage { stage: id.clone(), field })
    }
}

fn snooze_key(rule: Option<&Label>, card: Option<&str>, part: Option<&Label>) -> String {
    let label = |l: Option<&Label>| l.map_or_else(String::new, Label::to_string);
    format!("{}/{}/{}", label(rule), card.unwrap_or_default(), label(part))
}

fn rule_key(rule: &Label, kind: Option<CardKind>) -> String {
    format!("{rule}/{}", kind.map_or("", CardKind::word))
}

fn policy(was: Option<&Policy>, is: Option<&Policy>, field: &PolicyField) -> Option<Policy> {
    with(was.cloned(), is.cloned(), |policy| field.clone().put(policy))
}

/// A policy with one change of its rules taken back.
#[allow(
    clippy::option_option,
    reason = "outside: whether it can be; inside: a policy that says nothing is none"
)]
fn rules(was: Option<&Policy>, is: Option<&Policy>, wanted: &str, what: &What) -> Option<Option<Policy>> {
    let of = |policy: Option<&Policy>| policy.map_or_else(Vec::new, |p| p.rules.clone());
    let key = |rule: &RuleSetting| rule_key(&rule.rule, rule.kind);
    let list = reverted(&of(was), &of(is), key, wanted, what, put!(Rule))?;
    Some(with(was.cloned(), is.cloned(), |policy: &mut Policy| policy.rules = list))
}
