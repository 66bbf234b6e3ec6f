//! A stage came into the map in the future.

use super::stage_of;
use crate::map::policy::Level;
use crate::rules::days;
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::Sink;
use crate::rules::view::StageView;

pub(super) const RULE: Rule = Rule {
    id: "created-in-future",
    title: "A stage is dated as created in the future",
    level: Level::Warning,
    matters: "A wrong clock or a slip of the pen would stretch its grace period for ever; such a date gives no grace",
    fix: "correct the day on which the stage came into the map",
    finds: "a stage that comes into the map the day after tomorrow",
    lets_pass: "one of tomorrow, as another time zone may have it",
    field: Some(Field::Created),
    looks: &[Look::Stage(find)],
    #[cfg(test)]
    fails: |e| e.stage_mut().created = Some(jiff::civil::date(2026, 11, 24)),
    #[cfg(test)]
    passes: |e| e.stage_mut().created = Some(jiff::civil::date(2026, 11, 23)),
    ..Rule::BASE
};

fn find(view: &StageView<'_>, sink: &mut Sink<'_>) {
    if let Some(day) = view.facts.stage.created.filter(|day| days::is_future(*day, view.today)) {
        sink.say(stage_of(view), format!("created {day}, and today is {}", view.today));
    }
}
