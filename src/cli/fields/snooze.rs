//! Putting a finding off: `snooze DATE WHY`, `snooze.RULE DATE WHY`; one of several of a rule: `snooze.RULE/PART DATE WHY`.

use super::super::error::{CliError, Result};
use super::super::value::{Given, Scope, date};
use crate::map::Label;
use crate::map::id::CardId;
use crate::map::review::Snooze;

/// The snoozes of an element with one set or taken away; nothing when the field is not about snoozes.
pub(super) fn set(
    scope: &Scope<'_>,
    given: &Given<'_>,
    now: &[Snooze],
    card: Option<&CardId>,
) -> Result<Option<Vec<Snooze>>> {
    let field = given.field.split_once('/').map_or(given.field.as_str(), |(field, _)| field);
    let rule = match field.strip_prefix("snooze") {
        Some("") => None,
        Some(rest) => match rest.strip_prefix('.') {
            Some(rule) => Some(Label::new(&rule.replace('_', "-"))),
            None => return Ok(None),
        },
        None => return Ok(None),
    };
    let part = given.said.split_once('/').map(|(_, part)| Label::new(part)).filter(|part| !part.is_empty());
    if rule.is_none() && part.is_some() {
        return Err(CliError::trouble(format!("{}: a review has no parts", given.said))
            .hint("snooze.RULE/PART puts one of several findings of a rule off"));
    }
    let same = |s: &&Snooze| s.rule == rule && s.card.as_ref() == card && s.part == part;
    let old = now.iter().find(same);
    let mut list: Vec<Snooze> = now.iter().filter(|s| !same(s)).cloned().collect();
    if let Some((until, why)) = given.values.split_first() {
        let until =
            date(until, scope.today).map_err(|e| CliError::trouble(format!("{}: {e}", given.field)))?;
        let why = Label::new(&why.join(" "));
        if why.is_empty() {
            return Err(CliError::trouble(format!("{}: say why, after the day", given.field)).hint(
                "milepost set maps/order.ron wait snooze 2026-12-31 \"the new carrier starts in December\"",
            ));
        }
        let Some(who) = scope.who else {
            return Err(CliError::trouble("it is not known who puts it off").hint("say so: --as PERSON"));
        };
        let again = old.map_or(0, |s| s.again.saturating_add(1));
        let card = card.cloned();
        list.push(Snooze { rule, card, part, until, by: who.id.clone(), why, again });
    }
    Ok(Some(list))
}
