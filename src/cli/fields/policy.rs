//! What a policy says, field by field.

use super::super::check::select::rule_called;
use super::super::error::{CliError, Result};
use super::super::value::{Given, word};
use crate::map::policy::{Level, RuleSetting};
use crate::map::{CardKind, Label, Policy};

/// Sets a field below `policy.`; whether there is such a field.
pub(in crate::cli) fn set(policy: &mut Policy, given: &Given<'_>) -> Result<bool> {
    match given.field.as_str() {
        "stale_after" => policy.stale_after = given.days()?,
        "overdue_after" => policy.overdue_after = given.days()?,
        "notice" => policy.notice = given.count()?,
        "grace" => policy.grace = given.count()?,
        "never" => policy.never = given.label()?,
        "default_cadence" if given.values.is_empty() => policy.default_cadence = None,
        "default_cadence" => policy.default_cadence = Some(given.yes()?),
        _ => return set_rule(policy, given),
    }
    Ok(true)
}

fn set_rule(policy: &mut Policy, given: &Given<'_>) -> Result<bool> {
    let Some((named, field)) = given.field.strip_prefix("rule.").and_then(|rest| rest.rsplit_once('.'))
    else {
        return Ok(false);
    };
    // One for the cards of a kind stands beside the one for all: `rule.RULE.KIND.FIELD`.
    let (name, kind) = match named.split_once('.') {
        Some((name, kind)) => (
            name,
            Some(word!(CardKind)(kind).map_err(|why| CliError::trouble(format!("{}: {why}", given.said)))?),
        ),
        None => (named, None),
    };
    // Rules are named with hyphens; the name of a field was brought to underscores.
    let empty = RuleSetting { kind, ..RuleSetting::new(Label::new(&name.replace('_', "-"))) };
    let mut setting =
        policy.rules.iter().find(|s| s.says_the_same_as(&empty)).cloned().unwrap_or_else(|| empty.clone());
    match field {
        "level" => setting.level = given.optional(word!(Level))?,
        "limit" => setting.limit = given.count()?,
        "warn_after" => setting.warn_after = given.days()?,
        "error_after" => setting.error_after = given.days()?,
        "never" => setting.never = given.label()?,
        _ => return Ok(false),
    }
    if setting != empty {
        let rule = rule_called(setting.rule.as_str())?;
        if setting.limit.is_some() && rule.limit.is_none() {
            return Err(CliError::trouble(format!("the rule `{}` has no limit", rule.id)));
        }
    }
    match policy.rules.iter().position(|s| s.says_the_same_as(&empty)) {
        Some(at) if setting == empty => drop(policy.rules.remove(at)),
        Some(at) => policy.rules[at] = setting,
        None if setting == empty => {}
        None => policy.rules.push(setting),
    }
    Ok(true)
}
