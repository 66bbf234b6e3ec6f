//! What is wrong in a policy: a rule that there is not, words that contradict each other. The rest of it holds.

use super::trouble::{At, Trouble};
use crate::map::Map;
use crate::map::policy::{Policy, RuleSetting};
use crate::rules::{RULES, rule};
use crate::store::diagnostic::nearest;
use crate::store::ron::scan::Step;

/// Whose policy it is: the id of a stage; `None` for the map's and the workspace's.
type Owner<'a> = Option<&'a str>;

/// What is wrong in the policies of a map and its stages.
pub(super) fn of_map(map: &Map, out: &mut Vec<Trouble>) {
    let own = map.policy.iter().map(|policy| (None, policy));
    let stages =
        map.stages.iter().filter_map(|stage| Some((Some(stage.id.as_str()), stage.policy.as_ref()?)));
    own.chain(stages).for_each(|(owner, policy)| of(policy, owner, out));
}

/// What is wrong in one policy.
pub(super) fn of(policy: &Policy, owner: Owner<'_>, out: &mut Vec<Trouble>) {
    if let (Some(stale), Some(overdue)) = (policy.stale_after, policy.overdue_after)
        && overdue < stale
    {
        let message =
            format!("a stage would be overdue after {overdue} days, before it is stale after {stale}");
        let hint = format!("write {stale} or more for `overdue_after`");
        out.push(Trouble::new("contradiction", message, hint, at(owner, vec![field("overdue_after")])));
    }
    for (index, setting) in policy.rules.iter().enumerate() {
        let place = |name: &str| at(owner, vec![field("rules"), Step::Index(index), field(name)]);
        let is_again = policy.rules.iter().take(index).any(|before| before.says_the_same_as(setting));
        out.extend(unknown(setting, &place));
        out.extend(contradiction(setting, &place));
        if is_again {
            let message = format!("the rule `{}` is set twice in this policy", setting.rule);
            out.push(Trouble::new("set-twice", message, "keep one of the two", place("rule")));
        }
    }
}

fn unknown(setting: &RuleSetting, place: &dyn Fn(&str) -> At) -> Option<Trouble> {
    let name = setting.rule.as_str();
    if rule(name).is_some() {
        return None;
    }
    let hint = match nearest(name, RULES.iter().map(|rule| rule.id)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "docs/rules.md lists the rules; until it names one of them this setting does nothing".to_owned()
        }
    };
    Some(Trouble::new("unknown-rule", format!("there is no rule `{name}`"), hint, place("rule")))
}

fn contradiction(setting: &RuleSetting, place: &dyn Fn(&str) -> At) -> Option<Trouble> {
    let told = |name: &str, message: String, hint: &str| {
        Some(Trouble::new("contradiction", message, hint, place(name)))
    };
    let known = rule(setting.rule.as_str())?;
    match (setting.warn_after, setting.error_after, setting.limit) {
        (Some(warn), Some(error), _) if warn > error => told(
            "warn_after",
            format!("it would warn after {warn} days, and be an error after {error} already"),
            "write a smaller number for `warn_after`, or a larger one for `error_after`",
        ),
        (_, _, Some(0)) => told(
            "limit",
            format!("a limit of 0 finds everything that the rule `{}` looks at", known.id),
            "write 1 or more, or `level: Off` to hear nothing of it",
        ),
        _ => None,
    }
}

fn field(name: &str) -> Step {
    Step::Field(name.to_owned())
}

fn at(owner: Owner<'_>, below: Vec<Step>) -> At {
    let top = match owner {
        Some(id) => At::element(id, "policy"),
        None => At::top("policy"),
    };
    At { below, ..top }
}
