//! What a policy can say, one thing after the other: its words, what holds where nothing is said, what holds here.

use super::days;
use super::roster::{RULES, rule};
use super::rule::Rule;
use crate::map::Policy;
use crate::map::policy::{DEFAULT_CADENCE, DEFAULT_GRACE, DEFAULT_NOTICE, RuleSetting};

/// One thing that a policy can say.
#[derive(Debug, Clone, Copy)]
pub enum Knob {
    /// The cadence where neither stage nor map has one.
    StaleAfter,
    /// Whether there is such a cadence.
    DefaultCadence,
    /// The age at which a stage is overdue.
    OverdueAfter,
    /// How long before its end a cadence is "due".
    Notice,
    /// How long a new stage may be without a review.
    Grace,
    /// How loud a rule is, and its limit.
    Rule(&'static Rule),
}

/// Who says what holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The stage.
    Stage,
    /// The map.
    Map,
    /// The workspace.
    Workspace,
    /// Nobody: it is so by itself.
    Default,
}

/// What holds at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// In words: `90 days`, `warning`, `off, 12 months`.
    pub words: String,
    /// Who says it.
    pub from: Source,
}

impl Source {
    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Map => "map",
            Self::Workspace => "workspace",
            Self::Default => "default",
        }
    }
}

impl Knob {
    /// All of them: the limits of reviews, then the rules in their order.
    pub fn all() -> Vec<Self> {
        let limits = [Self::StaleAfter, Self::DefaultCadence, Self::OverdueAfter, Self::Notice, Self::Grace];
        limits.into_iter().chain(RULES.iter().copied().map(Self::Rule)).collect()
    }

    /// The one with this name.
    pub fn called(name: &str) -> Option<Self> {
        Self::all().into_iter().find(|knob| knob.name() == name)
    }

    /// As it is called in `milepost.ron`.
    pub fn name(self) -> &'static str {
        match self {
            Self::StaleAfter => "stale_after",
            Self::DefaultCadence => "default_cadence",
            Self::OverdueAfter => "overdue_after",
            Self::Notice => "notice",
            Self::Grace => "grace",
            Self::Rule(rule) => rule.id,
        }
    }

    /// What it is about, in a sentence without a full stop.
    pub fn words(self) -> &'static str {
        match self {
            Self::StaleAfter => {
                "a stage is to be reviewed this often where neither it nor its map says how often"
            }
            Self::DefaultCadence => {
                "whether there is a cadence where nobody says one; without it, that is a gap"
            }
            Self::OverdueAfter => "the age of the last review at which a stage is overdue",
            Self::Notice => "how long before the end of its cadence a review is due",
            Self::Grace => "how long a new stage may be without its first review",
            Self::Rule(rule) => rule.title,
        }
    }

    /// The rule whose findings tell what it does.
    pub fn rule(self) -> Option<&'static Rule> {
        match self {
            Self::StaleAfter => rule("stale"),
            Self::DefaultCadence => rule("no-cadence"),
            Self::OverdueAfter => rule("overdue"),
            Self::Notice => rule("due"),
            Self::Grace => rule("unreviewed"),
            Self::Rule(rule) => Some(rule),
        }
    }

    /// What holds where no policy says anything.
    pub fn standard(self) -> String {
        self.held([None; 3]).words
    }

    /// What holds under these policies, inner first (stage, map, workspace).
    pub fn held(self, policies: [Option<&Policy>; 3]) -> Held {
        let number = |field: fn(&Policy) -> Option<u32>, standard: String| {
            let (said, from) = first(policies, field);
            Held { words: said.map_or(standard, |days| days::words(days.into())), from }
        };
        match self {
            Self::StaleAfter => number(|p| p.stale_after, days::words(DEFAULT_CADENCE.into())),
            Self::OverdueAfter => number(|p| p.overdue_after, "twice the cadence".to_owned()),
            Self::Notice => number(|p| p.notice, days::words(DEFAULT_NOTICE.into())),
            Self::Grace => number(|p| p.grace, days::words(DEFAULT_GRACE.into())),
            Self::DefaultCadence => {
                let (said, from) = first(policies, |p| p.default_cadence);
                Held { words: if said == Some(false) { "no" } else { "yes" }.to_owned(), from }
            }
            Self::Rule(rule) => of_rule(rule, policies),
        }
    }
}

/// The innermost word, and whose it is.
fn first<T>(policies: [Option<&Policy>; 3], field: impl Fn(&Policy) -> Option<T>) -> (Option<T>, Source) {
    let places = [Source::Stage, Source::Map, Source::Workspace];
    let mut said =
        policies.into_iter().zip(places).filter_map(|(policy, from)| Some((field(policy?)?, from)));
    said.next().map_or((None, Source::Default), |(value, from)| (Some(value), from))
}

fn of_rule(rule: &Rule, policies: [Option<&Policy>; 3]) -> Held {
    let setting = |policy: &Policy| {
        policy.rules.iter().find(|s| s.rule.as_str() == rule.id && s.kind.is_none()).cloned()
    };
    let (loudness, loud_from) = first(policies, |policy| setting(policy).and_then(|s| loudness(rule, &s)));
    let (limit, limit_from) = first(policies, |policy| setting(policy).and_then(|s| s.limit));
    let level = if rule.fixed { None } else { loudness };
    let mut words = level.unwrap_or_else(|| rule.level.word().to_owned());
    if let Some(own) = rule.limit {
        words = format!("{words}, {} {}", limit.unwrap_or(own.default), own.unit);
    }
    let loud_from = if rule.fixed { Source::Default } else { loud_from };
    let limit_from = if rule.limit.is_some() { limit_from } else { Source::Default };
    Held { words, from: loud_from.min(limit_from) }
}

/// How loud a setting says that a rule is; `None`: it says nothing of that.
fn loudness(rule: &Rule, setting: &RuleSetting) -> Option<String> {
    if let Some(why) = setting.never.as_ref().filter(|why| !why.is_empty()) {
        return Some(format!("never: {why}"));
    }
    let level = setting.level.unwrap_or(rule.level).word();
    let after =
        |word: &str, days: Option<u32>| days.map(|days| format!("{word} after {}", days::words(days.into())));
    let ages: Vec<String> = [after("warning", setting.warn_after), after("error", setting.error_after)]
        .into_iter()
        .flatten()
        .collect();
    match (ages.is_empty(), setting.level) {
        (false, _) => Some(ages.join(", ")),
        (true, Some(_)) => Some(level.to_owned()),
        (true, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Label;
    use crate::map::policy::Level;

    fn held(knob: &str, policies: [Option<&Policy>; 3]) -> (String, &'static str) {
        let held = Knob::called(knob).unwrap().held(policies);
        (held.words, held.from.word())
    }

    #[test]
    fn every_one_has_its_name_once_and_a_rule_that_shows_what_it_does() {
        let all = Knob::all();
        let mut names: Vec<&str> = all.iter().map(|knob| knob.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all.len());
        assert!(all.iter().all(|knob| knob.rule().is_some() && !knob.words().is_empty()));
    }

    #[test]
    fn the_innermost_word_holds_and_says_where_it_is_from() {
        let policy = |stale_after| Policy { stale_after, ..Policy::default() };
        let (workspace, map, silent) = (policy(Some(60)), policy(Some(1)), policy(None));
        assert_eq!(held("stale_after", [None; 3]), ("90 days".into(), "default"));
        assert_eq!(held("stale_after", [None, None, Some(&workspace)]), ("60 days".into(), "workspace"));
        assert_eq!(
            held("stale_after", [Some(&silent), Some(&map), Some(&workspace)]),
            ("1 day".into(), "map")
        );
        assert_eq!(held("overdue_after", [None; 3]).0, "twice the cadence");
    }

    #[test]
    fn a_rule_with_its_level_ages_and_limit() {
        let setting = |change: fn(&mut RuleSetting)| {
            let mut setting = RuleSetting::new(Label::new("too-many-stages"));
            change(&mut setting);
            Policy { rules: vec![setting], ..Policy::default() }
        };
        let standard = Knob::called("too-many-stages").unwrap().standard();
        let limited = setting(|s| s.limit = Some(5));
        let (words, from) = held("too-many-stages", [None, None, Some(&limited)]);
        assert!(words != standard && words.contains(", 5 ") && from == "workspace", "{words}");
        let off = setting(|s| s.level = Some(Level::Off));
        assert!(held("too-many-stages", [Some(&off), None, Some(&limited)]).0.starts_with("off, 5 "));
        assert_eq!(held("too-many-stages", [Some(&off), None, Some(&limited)]).1, "stage");
        let aged = setting(|s| (s.warn_after, s.error_after) = (Some(1), Some(30)));
        let words = held("too-many-stages", [None, None, Some(&aged)]).0;
        assert!(words.starts_with("warning after 1 day, error after 30 days"), "{words}");
        let never = setting(|s| s.never = Some(Label::new("small team")));
        assert!(held("too-many-stages", [None, Some(&never), None]).0.starts_with("never: small team"));
    }
}
