//! Looks at maps with every rule, in one pass.

use jiff::civil::Date;

use super::facts::Facts;
use super::finding::Finding;
use super::holdings::Holdings;
use super::index::Index;
use super::roster::RULES;
use super::rule::{Look, Rule, When};
use super::sink::Sink;
use super::state::Judged;
use super::view::{CardView, MapView, WorkspaceView};
use super::voice::{Voice, tells_kinds_apart};
use crate::map::review::Snooze;
use crate::map::{Card, CardKind, Policy, Stage, State, Workspace};

/// What the rules found, in the order of the maps. Of each map: its own, then stage by stage, each with its cards lane by lane.
#[derive(Debug, Default)]
pub struct Found {
    /// What asks for somebody.
    pub open: Vec<Finding>,
    /// What was put off and not yet forgotten.
    pub put_off: Vec<Finding>,
}

/// What the rules say about a map on a day, without what is put off.
pub fn examine(facts: &Facts<'_>, today: Date) -> Vec<Finding> {
    examine_all(facts, today).open
}

/// What the rules say about a map on a day.
pub fn examine_all(facts: &Facts<'_>, today: Date) -> Found {
    let mut out = Found::default();
    examine_map(facts, today, &mut out);
    out
}

/// What the rules say about a whole workspace on a day: what only all maps together show, then map by map.
pub fn examine_workspace(maps: &[Facts<'_>], workspace: &Workspace, today: Date) -> Found {
    let mut out = examine_across(maps, workspace, today);
    for facts in maps {
        examine_map(facts, today, &mut out);
    }
    out
}

/// What only all maps of a workspace together show on a day.
pub fn examine_across(maps: &[Facts<'_>], workspace: &Workspace, today: Date) -> Found {
    let mut out = Found::default();
    let holdings = Holdings::of(maps, workspace);
    let view = WorkspaceView { workspace, maps, holdings: &holdings, today };
    for rule in RULES.iter().copied() {
        let voice = Voice::of(rule, [None, None, Some(&workspace.policy)], None);
        let mut sink = Sink { rule, voice, map: None, snoozes: &workspace.snoozes, today, out: &mut out };
        for look in rule.looks {
            if let (Look::Workspace(find), false) = (look, voice.is_off()) {
                find(&view, &mut sink);
            }
        }
    }
    out
}

fn examine_map(facts: &Facts<'_>, today: Date, out: &mut Found) {
    let index = Index::of(facts.map);
    let view = MapView { facts: *facts, index: &index, today };
    let rules = RULES.iter().copied().filter(|rule| !rule.only_current || facts.map.state == State::Current);
    let speaking = |rule: &'static Rule| match rule.speaks {
        When::Always => (rule, true),
        When::Used { is_used, .. } => (rule, is_used(&view)),
    };
    let rules: Vec<(&'static Rule, bool)> = rules.map(speaking).collect();
    let mut pass = Pass { view, rules: &rules, out };
    pass.map();
    for stage in &facts.map.stages {
        pass.stage(stage);
    }
}

/// A map under the eyes of all rules.
struct Pass<'a, 'o> {
    view: MapView<'a>,
    /// The rules, and whether each speaks without being asked.
    rules: &'o [(&'static Rule, bool)],
    out: &'o mut Found,
}

/// A rule that looks at each card of one place.
struct CardRule {
    rule: &'static Rule,
    find: fn(&CardView<'_>, &mut Sink<'_>),
    voices: Voices,
}

/// How loud a rule is at one place.
enum Voices {
    /// For every card.
    One(Voice),
    /// By the kind of card: the order of [`CardKind::ALL`].
    ByKind([Option<Voice>; 5]),
}

impl Voices {
    fn of(&self, kind: CardKind) -> Option<Voice> {
        match self {
            Self::One(voice) => Some(*voice),
            Self::ByKind(voices) => voices.get(kind as usize).copied().flatten(),
        }
    }
}

impl<'a> Pass<'a, '_> {
    fn map(&mut self) {
        let facts = self.view.facts;
        let (policies, snoozes) = (facts.policies(), facts.map.snoozes.as_slice());
        let view = self.view;
        self.run(policies, snoozes, |look, sink| {
            if let Look::Map(find) = look {
                find(&view, sink);
            }
        });
        let cards = self.card_rules(policies);
        for card in &facts.map.metrics {
            self.card(card, None, &cards, snoozes);
        }
    }

    fn stage(&mut self, stage: &'a Stage) {
        let (facts, today) = (self.view.facts, self.view.today);
        let judged = Judged::new(facts.stage(stage), today);
        let (policies, snoozes) = (judged.facts.policies(), stage.snoozes.as_slice());
        self.run(policies, snoozes, |look, sink| {
            if let Look::Stage(find) = look {
                find(&judged, sink);
            }
        });
        let rules = self.card_rules(policies);
        for card in facts.map.lanes.iter().flat_map(|lane| stage.cell(&lane.id)) {
            self.card(card, Some(&judged), &rules, snoozes);
        }
    }

    /// Every rule that has something to say at a place, on the place itself.
    fn run(
        &mut self,
        policies: [Option<&Policy>; 3],
        snoozes: &[Snooze],
        mut look_with: impl FnMut(Look, &mut Sink<'_>),
    ) {
        let (map, today) = (Some(&self.view.facts.map.id), self.view.today);
        for (rule, speaks) in self.rules {
            let Some(voice) = voice(rule, *speaks, policies, None) else { continue };
            let mut sink = Sink { rule, voice, map, snoozes, today, out: &mut *self.out };
            rule.looks.iter().for_each(|look| look_with(*look, &mut sink));
        }
    }

    /// The rules that look at the cards of a place.
    fn card_rules(&self, policies: [Option<&Policy>; 3]) -> Vec<CardRule> {
        let mut out = Vec::new();
        for (rule, speaks) in self.rules {
            for look in rule.looks {
                let Look::Card(find) = *look else { continue };
                let voices = if tells_kinds_apart(rule, policies) {
                    let mut by_kind = [None; 5];
                    for (slot, kind) in by_kind.iter_mut().zip(CardKind::ALL) {
                        *slot = voice(rule, *speaks, policies, Some(*kind));
                    }
                    Voices::ByKind(by_kind)
                } else {
                    let Some(voice) = voice(rule, *speaks, policies, None) else { continue };
                    Voices::One(voice)
                };
                out.push(CardRule { rule, find, voices });
            }
        }
        out
    }

    fn card(&mut self, card: &'a Card, judged: Option<&Judged<'a>>, rules: &[CardRule], snoozes: &[Snooze]) {
        let MapView { facts, index, today } = self.view;
        let view = CardView { card, judged, facts, index, today };
        for CardRule { rule, find, voices } in rules {
            let Some(voice) = voices.of(card.kind()) else { continue };
            let map = Some(&facts.map.id);
            find(&view, &mut Sink { rule, voice, map, snoozes, today, out: &mut *self.out });
        }
    }
}

/// How loud a rule is; `None` where it has nothing to say: it is off, or about what the map does not use and nobody asks for.
fn voice(
    rule: &'static Rule,
    speaks: bool,
    policies: [Option<&Policy>; 3],
    kind: Option<CardKind>,
) -> Option<Voice> {
    let voice = Voice::of(rule, policies, kind);
    (!voice.is_off() && (speaks || voice.is_asked())).then_some(voice)
}

#[cfg(test)]
mod tests;
