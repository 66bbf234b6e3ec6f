//! A review was put off, the date has passed, and nobody has reviewed.

use super::stage_of;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::Sink;
use crate::rules::view::StageView;

pub(super) const RULE: Rule = Rule {
    id: "snooze-expired",
    title: "A review was put off until a date that has passed",
    level: Level::Info,
    matters: "What was put off for a reason is forgotten when the reason is gone",
    fix: "review the stage now, or put it off again with a new reason",
    finds: "a stale stage whose review was put off until yesterday",
    lets_pass: "a fresh one whose review was once put off",
    field: Some(Field::Snooze),
    looks: &[Look::Stage(find)],
    #[cfg(test)]
    fails: |e| {
        e.reviewed(jiff::civil::date(2026, 6, 2));
        e.snooze(None, jiff::civil::date(2026, 11, 21));
    },
    #[cfg(test)]
    passes: |e| e.snooze(None, jiff::civil::date(2026, 10, 1)),
    ..Rule::BASE
};

fn find(view: &StageView<'_>, sink: &mut Sink<'_>) {
    if view.exempt.is_some() || view.snooze.is_some() || !view.reading.kind.asks() {
        return;
    }
    let of_review = view.facts.stage.snoozes.iter().filter(|s| s.rule.is_none() && s.card.is_none());
    let Some(snooze) = of_review.max_by_key(|s| s.until) else { return };
    if view.facts.stage.reviewed.as_ref().is_some_and(|r| r.on > snooze.until) {
        return;
    }
    let who = view.facts.name_of(&snooze.by);
    sink.say(stage_of(view), format!("put off until {} by {who}: {}", snooze.until, snooze.why));
}
