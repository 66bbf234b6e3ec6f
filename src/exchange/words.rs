//! A map as lines of words, one a field: what `git diff` compares when it is told to show maps in words.
//!
//! The same map gives the same lines on every machine: nothing depends on a width, a day or a workspace, people stand by their ids,
//! nothing is cut. Every element stands with its id, in the order of the file; lines of a longer text are lines here too.

use crate::map::edit::{
    CardField, InWords, LaneField, MapField, MetricField, Names, PolicyField, StageField,
};
use crate::map::id::PersonId;
use crate::map::text::visible;
use crate::map::{Card, Lane, Map, Policy, Stage};

/// The map, line by line.
pub fn words(map: &Map) -> Vec<String> {
    let mut out = Lines::default();
    out.put(0, &format!("map {} [{}]", map.title, map.id));
    let plain = Map::new(map.id.clone(), "");
    for (_, field) in MapField::differing(&plain, map) {
        let (word, policy) =
            (field.words(), if let MapField::Policy(p) = &field { p.as_ref() } else { None });
        match &field {
            MapField::Title(_) => {}
            MapField::Policy(_) => out.policy(1, policy),
            MapField::Segments(list) => out.list(1, word, list, |s| s.id.to_string()),
            MapField::Events(list) => out.list(1, word, list, |e| format!("{} {}", e.on, e.id)),
            MapField::Conflicts(list) => out.list(1, word, list, |c| c.id.to_string()),
            MapField::Snoozes(list) => out.list(1, word, list, snooze),
            field => out.field(1, word, field.value(NAMES)),
        }
    }
    for lane in &map.lanes {
        out.lane(lane);
    }
    for metric in &map.metrics {
        out.card(1, metric);
    }
    for stage in &map.stages {
        out.stage(map, stage);
    }
    out.0
}

/// People are told by their ids.
const NAMES: Names<'static> = &|id: &PersonId| id.to_string();

fn snooze(snooze: &crate::map::review::Snooze) -> String {
    let parts = [
        snooze.rule.as_ref().map(ToString::to_string),
        snooze.card.as_ref().map(ToString::to_string),
        snooze.part.as_ref().map(ToString::to_string),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "review".to_owned() } else { parts.join(" ") }
}

#[derive(Default)]
struct Lines(Vec<String>);

impl Lines {
    fn put(&mut self, depth: usize, text: &str) {
        self.0.push(format!("{}{}", "  ".repeat(depth), visible(text)));
    }

    /// A field; each further line of its value is a line of its own, deeper.
    fn field(&mut self, depth: usize, name: &str, value: Option<String>) {
        let Some(value) = value else { return };
        let mut lines = value.split('\n');
        self.put(depth, &format!("{name}: {}", lines.next().unwrap_or_default()));
        lines.for_each(|line| self.put(depth + 1, line));
    }

    fn list<T: InWords>(&mut self, depth: usize, name: &str, list: &[T], key: impl Fn(&T) -> String) {
        for part in list {
            let value = part.in_words(NAMES).unwrap_or_default();
            self.field(depth, &format!("{name} {}", key(part)), Some(value));
        }
    }

    fn policy(&mut self, depth: usize, policy: Option<&Policy>) {
        let Some(policy) = policy else { return };
        self.put(depth, "policy");
        for (_, field) in PolicyField::differing(&Policy::default(), policy) {
            match &field {
                PolicyField::Rules(rules) => self.list(depth + 1, "rule", rules, |rule| {
                    let kind = rule.kind.map_or_else(String::new, |kind| format!(" for {}", kind.plural()));
                    format!("{}{kind}", rule.rule)
                }),
                field => self.field(depth + 1, field.words(), field.value(NAMES)),
            }
        }
    }

    fn lane(&mut self, lane: &Lane) {
        self.put(1, &format!("lane {} [{}]", lane.name, lane.id));
        let plain = Lane::new(lane.id.clone(), lane.name.as_str(), lane.role);
        for (_, field) in LaneField::differing(&plain, lane) {
            self.field(2, field.words(), field.value(NAMES));
        }
    }

    fn stage(&mut self, map: &Map, stage: &Stage) {
        self.put(0, &format!("stage {} [{}]", stage.name, stage.id));
        for (_, field) in StageField::differing(&Stage::new(stage.id.clone(), ""), stage) {
            match &field {
                StageField::Name(_) => {}
                StageField::Policy(policy) => self.policy(1, policy.as_ref()),
                StageField::Snoozes(list) => self.list(1, field.words(), list, snooze),
                StageField::Evidence(list) => self.list(1, field.words(), list, |e| e.id.to_string()),
                StageField::Reviewed(Some(review)) => self.review(review),
                field => self.field(1, field.words(), field.value(NAMES)),
            }
        }
        for lane in &map.lanes {
            for card in stage.cell(&lane.id) {
                self.card(1, card);
            }
        }
    }

    fn review(&mut self, review: &crate::map::review::Review) {
        self.field(1, "review", review.in_words(NAMES));
        self.field(2, "note", review.note.as_ref().map(ToString::to_string));
        self.field(2, "seal", review.seal.as_ref().map(ToString::to_string));
    }

    fn card(&mut self, depth: usize, card: &Card) {
        let mut lines = card.text.lines();
        self.put(depth, &format!("{} {} [{}]", card.kind(), lines.next().unwrap_or_default(), card.id));
        lines.for_each(|line| self.put(depth + 1, line));
        let plain = Card::new(card.id.clone(), card.kind(), "");
        for (_, field) in CardField::differing(&plain, card) {
            let word = field.words();
            match &field {
                CardField::Text(_) => {}
                CardField::Metric(MetricField::Readings(list)) => {
                    self.list(depth + 1, "reading", list, |reading| reading.on.to_string());
                }
                CardField::Metric(MetricField::Leads(list)) => {
                    self.list(depth + 1, "lead", list, |lead| lead.id.to_string());
                }
                field => self.field(depth + 1, word, field.value(NAMES)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::change::diff;
    use crate::map::edit::testing::{cook, map as plain, recipes};
    use crate::map::id::CountingIds;

    #[test]
    fn a_line_a_field() {
        insta::assert_snapshot!(words(&plain()).iter().take(30).cloned().collect::<Vec<_>>().join("\n"));
    }

    proptest! {
        #[test]
        fn what_differs_shows(recipes in recipes()) {
            let old = plain();
            let mut new = old.clone();
            let mut ids = CountingIds::default();
            for recipe in recipes {
                if let Some(edit) = cook(&new, recipe, &mut ids) {
                    drop(edit.apply(&mut new));
                }
            }
            prop_assert_eq!(diff(&old, &new).is_empty(), words(&old) == words(&new));
            prop_assert!(words(&new).iter().all(|line| visible(line) == line.as_str()));
        }
    }
}
