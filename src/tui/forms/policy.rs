//! The form of one word of the policy, and back from it.

use jiff::civil::Date;

use crate::map::policy::{Level, RuleSetting};
use crate::map::{Label, Policy};
use crate::rules::{Knob, Rule};
use crate::tui::widgets::form::{Field, Form, Kind, Value};

/// More days than this no policy waits.
const LONGEST: i64 = 36_500;

/// The form of one word of a policy. `inherited`: what holds where it says nothing, in words.
pub fn policy_form(knob: Knob, policy: &Policy, inherited: &str, today: Date) -> Form {
    let fields = match knob {
        Knob::Rule(rule) => of_rule(rule, policy, inherited),
        Knob::DefaultCadence => vec![
            choice("there is one", &["yes", "no"], policy.default_cadence.map(|yes| usize::from(!yes)))
                .words(&format!("{}; none: {inherited}", knob.words())),
        ],
        _ => vec![days(knob, policy, inherited)],
    };
    Form::new(&format!("Policy: {}", knob.name()), fields, today)
}

/// The number of days that one of the limits of reviews is.
fn days(knob: Knob, policy: &Policy, inherited: &str) -> Field {
    let most_of = |days: Option<u32>| days.map_or(LONGEST, i64::from);
    let (value, min, max) = match knob {
        // A stage cannot be overdue before it is stale.
        Knob::StaleAfter => (policy.stale_after, 1, most_of(policy.overdue_after)),
        Knob::OverdueAfter => (policy.overdue_after, policy.stale_after.map_or(1, i64::from), LONGEST),
        Knob::Notice => (policy.notice, 0, LONGEST),
        _ => (policy.grace, 0, LONGEST),
    };
    let words = format!("{}; empty: {inherited}", knob.words());
    number("days", value, min, max).words(&words).unit("days")
}

fn of_rule(rule: &Rule, policy: &Policy, inherited: &str) -> Vec<Field> {
    let setting = setting_of(policy, rule);
    let levels: Vec<&str> = Level::ALL.iter().map(|level| level.word()).collect();
    let chosen = setting.level.and_then(|level| Level::ALL.iter().position(|l| *l == level));
    let level = choice("level", &levels, chosen)
        .words(&format!("how loud it is; where nothing is said: {inherited}"));
    let after = |name: &str, value: Option<u32>, words: &str| {
        number(name, value, 0, LONGEST).words(words).unit("days")
    };
    let mut fields = vec![
        level,
        after(
            "warning after",
            setting.warn_after,
            "younger it is only worth knowing; empty: whatever its age",
        ),
        after("error after", setting.error_after, "younger it warns at most; empty: never by its age"),
        Field::new("never, because", Kind::Line, text(setting.never.as_ref()))
            .words("the reason why it is never looked at"),
    ];
    if let Some(limit) = rule.limit {
        fields
            .push(number("limit", setting.limit, 1, i64::from(u32::MAX)).words(limit.words).unit(limit.unit));
    }
    fields
}

fn choice(name: &str, words: &[&str], chosen: Option<usize>) -> Field {
    let words = words.iter().map(|word| (*word).to_owned()).collect();
    let value = chosen.map_or(Value::Empty, Value::Choice);
    Field::new(name, Kind::Choice { words, none: true }, value)
}

fn number(name: &str, value: Option<u32>, min: i64, max: i64) -> Field {
    let value = value.map_or(Value::Empty, |number| Value::Integer(number.into()));
    Field::new(name, Kind::Integer { min, max }, value)
}

fn text(label: Option<&Label>) -> Value {
    label.map_or(Value::Empty, |label| Value::Text(label.to_string()))
}

/// What a policy says of a rule whatever the kind of card; nothing said: as it is by itself.
fn setting_of(policy: &Policy, rule: &Rule) -> RuleSetting {
    let said = policy.rules.iter().find(|s| s.rule.as_str() == rule.id && s.kind.is_none());
    said.cloned().unwrap_or_else(|| RuleSetting::new(Label::new(rule.id)))
}

/// The policy with what was filled in.
///
/// # Errors
/// When its words contradict each other, in words.
pub fn policy_of(knob: Knob, policy: &Policy, values: &[(usize, Value)]) -> Result<Policy, String> {
    let mut new = policy.clone();
    match knob {
        Knob::Rule(rule) => return with_rule(rule, new, values),
        Knob::DefaultCadence => {
            for (_, value) in values {
                new.default_cadence = if let Value::Choice(at) = value { Some(*at == 0) } else { None };
            }
        }
        Knob::StaleAfter => values.iter().for_each(|(_, value)| new.stale_after = whole(value)),
        Knob::OverdueAfter => values.iter().for_each(|(_, value)| new.overdue_after = whole(value)),
        Knob::Notice => values.iter().for_each(|(_, value)| new.notice = whole(value)),
        Knob::Grace => values.iter().for_each(|(_, value)| new.grace = whole(value)),
    }
    Ok(new)
}

fn with_rule(rule: &Rule, mut policy: Policy, values: &[(usize, Value)]) -> Result<Policy, String> {
    let mut setting = setting_of(&policy, rule);
    for (at, value) in values {
        match at {
            0 => {
                setting.level =
                    if let Value::Choice(at) = value { Level::ALL.get(*at).copied() } else { None }
            }
            1 => setting.warn_after = whole(value),
            2 => setting.error_after = whole(value),
            3 => setting.never = if let Value::Text(why) = value { Some(Label::new(why)) } else { None },
            _ => setting.limit = whole(value),
        }
    }
    if let (Some(warn), Some(error)) = (setting.warn_after, setting.error_after)
        && warn > error
    {
        return Err(format!("it would warn after {warn} days, and be an error after {error} already"));
    }
    put(&mut policy, setting);
    Ok(policy)
}

/// Puts a setting in place of what was said; one that says nothing goes.
fn put(policy: &mut Policy, setting: RuleSetting) {
    let is_empty = setting == RuleSetting::new(setting.rule.clone());
    let known = policy.rules.iter().position(|s| s.says_the_same_as(&setting));
    match known {
        Some(at) if is_empty => {
            policy.rules.remove(at);
        }
        Some(at) => policy.rules.splice(at..=at, [setting]).for_each(drop),
        None if is_empty => {}
        None => policy.rules.push(setting),
    }
}

/// The policy without what it says of one thing.
pub fn policy_without(knob: Knob, policy: &Policy) -> Policy {
    let mut new = policy.clone();
    match knob {
        Knob::StaleAfter => new.stale_after = None,
        Knob::DefaultCadence => new.default_cadence = None,
        Knob::OverdueAfter => new.overdue_after = None,
        Knob::Notice => new.notice = None,
        Knob::Grace => new.grace = None,
        Knob::Rule(rule) => put(&mut new, RuleSetting::new(Label::new(rule.id))),
    }
    new
}

fn whole(value: &Value) -> Option<u32> {
    if let Value::Integer(number) = value { u32::try_from(*number).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn knob(name: &str) -> Knob {
        Knob::called(name).unwrap()
    }

    #[test]
    fn what_was_filled_in_and_taken_out_again() {
        let none = Policy::default();
        let limited = policy_of(knob("stale_after"), &none, &[(0, Value::Integer(60))]).unwrap();
        assert_eq!(limited, Policy { stale_after: Some(60), ..Policy::default() });
        assert_eq!(policy_without(knob("stale_after"), &limited), none);
        let rule = knob("too-many-stages");
        let values = [(0, Value::Choice(3)), (4, Value::Integer(7))];
        let loud = policy_of(rule, &limited, &values).unwrap();
        assert_eq!((loud.rules[0].level, loud.rules[0].limit), (Some(Level::Error), Some(7)));
        assert_eq!(policy_of(rule, &loud, &[(0, Value::Empty), (4, Value::Empty)]).unwrap(), limited);
        assert_eq!(policy_without(rule, &loud), limited);
        let cadence = policy_of(knob("default_cadence"), &none, &[(0, Value::Choice(1))]).unwrap();
        assert_eq!(cadence.default_cadence, Some(false));
    }

    #[test]
    fn what_contradicts_itself_is_told() {
        let values = [(1, Value::Integer(30)), (2, Value::Integer(10))];
        let said = policy_of(knob("stale"), &Policy::default(), &values).unwrap_err();
        assert_eq!(said, "it would warn after 30 days, and be an error after 10 already");
    }

    #[test]
    fn a_setting_for_a_kind_of_card_stays() {
        let kind = Some(crate::map::CardKind::Pain);
        let of_kind =
            RuleSetting { kind, level: Some(Level::Off), ..RuleSetting::new(Label::new("assumption")) };
        let policy = Policy { rules: vec![of_kind.clone()], ..Policy::default() };
        let new = policy_of(knob("assumption"), &policy, &[(0, Value::Choice(2))]).unwrap();
        assert_eq!(new.rules.len(), 2);
        assert_eq!(policy_without(knob("assumption"), &new).rules, [of_kind]);
    }
}
