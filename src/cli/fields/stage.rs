//! Fields of a stage.

use super::super::error::{CliError, Result};
use super::super::value::{Given, Scope};
use super::map::some;
use super::{Field, policy, snooze};
use crate::map::edit::{Edit, StageField};
use crate::map::id::StageId;
use crate::map::{Label, Stage};

pub(super) const FIELDS: &[Field] = &[
    ("name", "words"),
    ("goal", "a text"),
    ("owner", "a person"),
    ("team", "words"),
    ("created", "a day"),
    ("review_every", "days"),
    ("tags", "words, several"),
    ("watches", "paths, several"),
    ("policy.stale_after", "days"),
    ("policy.default_cadence", "yes, no"),
    ("policy.overdue_after", "days"),
    ("policy.notice", "days"),
    ("policy.grace", "days"),
    ("policy.never", "why"),
    ("policy.rule.RULE.level", "off, info, warning, error"),
    ("policy.rule.RULE.KIND.level", "off, info, warning, error"),
    ("policy.rule.RULE.limit", "how many"),
    ("policy.rule.RULE.warn_after", "days"),
    ("policy.rule.RULE.error_after", "days"),
    ("policy.rule.RULE.never", "why"),
    ("snooze", "a day, then why"),
    ("snooze.RULE", "a day, then why"),
    ("snooze.RULE/PART", "a day, then why"),
];

pub(super) fn set(scope: &Scope<'_>, id: &StageId, given: &Given<'_>) -> Result<Option<Edit>> {
    let Some(stage) = scope.map.stage(id) else { return Ok(None) };
    Ok(field(scope, stage, given)?.map(|field| Edit::SetStage { stage: id.clone(), field }))
}

fn field(scope: &Scope<'_>, stage: &Stage, given: &Given<'_>) -> Result<Option<StageField>> {
    Ok(Some(match given.field.as_str() {
        "name" => StageField::Name(given.needed_label()?),
        "goal" => StageField::Goal(given.text()),
        "owner" => StageField::Owner(given.person(scope)?),
        "team" => StageField::Team(given.label()?),
        "created" => StageField::Created(given.date(scope.today)?),
        "review_every" => StageField::ReviewEvery(given.days()?),
        "tags" => StageField::Tags(given.list(&stage.tags, |t| Ok(Label::new(t)))?),
        "watches" => StageField::Watches(given.list(&stage.watches, |t| Ok(Label::new(t)))?),
        "reviewed" => {
            return Err(CliError::trouble("a review is not set by hand: it holds a seal of what was seen")
                .hint(format!("milepost review MAP {}", stage.id)));
        }
        _ => {
            if let Some(inner) = given.below("policy") {
                let mut changed = stage.policy.clone().unwrap_or_default();
                return Ok(policy::set(&mut changed, &inner)?.then(|| StageField::Policy(some(changed))));
            }
            let list = snooze::set(scope, given, &stage.snoozes, None)?;
            return Ok(list.map(StageField::Snoozes));
        }
    }))
}
