//! Nothing says how often a stage is to be reviewed.

use super::stage_of;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::Sink;
use crate::rules::state::{Gap, gaps};
use crate::rules::view::StageView;

pub(super) const RULE: Rule = Rule {
    id: "no-cadence",
    title: "Nothing says how often a stage is to be reviewed",
    level: Level::Warning,
    matters: "Without a date nobody is late, and the map dies without anybody noticing",
    fix: "give the stage or its map a number of days, or switch the default cadence on in the policy",
    finds: "a stage without a cadence where the policy has switched the default off",
    lets_pass: "the same where the default holds",
    field: Some(Field::ReviewEvery),
    looks: &[Look::Stage(find)],
    #[cfg(test)]
    fails: |e| {
        e.stage_mut().review_every = None;
        e.workspace.policy.default_cadence = Some(false);
    },
    #[cfg(test)]
    passes: |e| e.stage_mut().review_every = None,
    ..Rule::BASE
};

fn find(view: &StageView<'_>, sink: &mut Sink<'_>) {
    if view.exempt.is_some() {
        return;
    }
    for gap in gaps(view.facts, &view.limits, view.today).filter(|g| matches!(g, Gap::NoCadence)) {
        sink.say(stage_of(view), gap.sentence());
    }
}
