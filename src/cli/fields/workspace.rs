//! Fields of a workspace: what `milepost.ron` says for all its maps.

use super::super::error::Result;
use super::super::value::{Given, Scope};
use super::{Field, policy, snooze};
use crate::map::edit::WorkspaceEdit;

pub(super) const FIELDS: &[Field] = &[
    ("name", "words"),
    ("currency", "a sign or a code"),
    ("cost_per_minute", "an amount of money"),
    ("cost_per_contact", "an amount of money"),
    ("today", "a day"),
    ("policy.stale_after", "days"),
    ("policy.default_cadence", "yes, no"),
    ("policy.overdue_after", "days"),
    ("policy.notice", "days"),
    ("policy.grace", "days"),
    ("policy.rule.RULE.level", "off, info, warning, error"),
    ("policy.rule.RULE.KIND.level", "off, info, warning, error"),
    ("policy.rule.RULE.limit", "how many"),
    ("policy.rule.RULE.warn_after", "days"),
    ("policy.rule.RULE.error_after", "days"),
    ("policy.rule.RULE.never", "why"),
    ("snooze.RULE", "a day, then why"),
    ("snooze.RULE/PART", "a day, then why"),
];

/// The edit that sets a field; nothing: there is no such field.
pub(super) fn set(scope: &Scope<'_>, given: &Given<'_>) -> Result<Option<WorkspaceEdit>> {
    let workspace = scope.workspace;
    Ok(Some(match given.field.as_str() {
        "name" => WorkspaceEdit::SetName(given.label()?),
        "currency" => WorkspaceEdit::SetCurrency(given.label()?),
        "cost_per_minute" => WorkspaceEdit::SetCostPerMinute(given.amount()?),
        "cost_per_contact" => WorkspaceEdit::SetCostPerContact(given.amount()?),
        "today" => WorkspaceEdit::SetToday(given.date(scope.today)?),
        // A whole workspace is never exempt, and its review is not put off: both are said of a map or a stage.
        "policy.never" | "snooze" => return Ok(None),
        _ => {
            if let Some(inner) = given.below("policy") {
                let mut changed = workspace.policy.clone();
                let is_known = policy::set(&mut changed, &inner)?;
                return Ok(is_known.then(|| WorkspaceEdit::SetPolicy(Box::new(changed))));
            }
            let list = snooze::set(scope, given, &workspace.snoozes, None)?;
            return Ok(list.map(WorkspaceEdit::SetSnoozes));
        }
    }))
}
