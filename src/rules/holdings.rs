//! Who holds what in all maps of a workspace.

use std::collections::{BTreeMap, HashSet};

use super::facts::Facts;
use super::limits::Limits;
use super::roster::rule;
use super::voice::Voice;
use crate::map::card::PainStatus;
use crate::map::id::PersonId;
use crate::map::{Body, Card, Map, State, Workspace};

/// What one person answers for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Load {
    /// Stages, also those whose map they own and that have no owner of their own. Exempt ones do not count.
    pub stages: u32,
    /// Pains that are open.
    pub pains: u32,
    /// Opportunities that are still to be done.
    pub opportunities: u32,
}

impl Load {
    /// All of it.
    pub fn total(self) -> u32 {
        self.stages.saturating_add(self.pains).saturating_add(self.opportunities)
    }

    /// This and another one together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            stages: self.stages.saturating_add(other.stages),
            pains: self.pains.saturating_add(other.pains),
            opportunities: self.opportunities.saturating_add(other.opportunities),
        }
    }

    /// `3 stages, 2 pains and 1 opportunity`.
    pub fn words(self) -> String {
        let many = |n: u32, one: &str, more: &str| format!("{n} {}", if n == 1 { one } else { more });
        format!(
            "{}, {} and {}",
            many(self.stages, "stage", "stages"),
            many(self.pains, "open pain", "open pains"),
            many(self.opportunities, "open opportunity", "open opportunities")
        )
    }
}

/// How much one person may answer for in a workspace; `None`: its policy does not ask.
pub fn owner_limit(workspace: &Workspace) -> Option<u32> {
    let rule = rule("owner-overloaded")?;
    let voice = Voice::of(rule, [None, None, Some(&workspace.policy)], None);
    voice.limit().or(rule.limit.map(|limit| limit.default)).filter(|_| !voice.is_off())
}

/// Who holds what, and who is named anywhere.
#[derive(Debug, Default)]
pub struct Holdings<'a> {
    loads: BTreeMap<&'a PersonId, Load>,
    named: HashSet<&'a PersonId>,
}

impl<'a> Holdings<'a> {
    /// Looks through all maps once.
    pub fn of(maps: &'a [Facts<'a>], workspace: &'a Workspace) -> Self {
        let mut out = Self::default();
        out.named.extend(workspace.people.iter().filter_map(|p| p.deputy.as_ref()));
        for facts in maps {
            out.add_stages(*facts);
            out.add_names(facts.map);
            facts.map.cards().for_each(|card| out.add_card(card));
        }
        out
    }

    /// What somebody answers for.
    pub fn load(&self, person: &PersonId) -> Load {
        self.loads.get(person).copied().unwrap_or_default()
    }

    /// Everybody who answers for something, by id.
    pub fn loads(&self) -> impl Iterator<Item = (&'a PersonId, Load)> {
        self.loads.iter().map(|(id, load)| (*id, *load))
    }

    /// Whether a map names somebody: as an owner, reviewer, or who put something off or asked; or a person as deputy.
    pub fn names(&self, person: &PersonId) -> bool {
        self.named.contains(person)
    }

    fn add_stages(&mut self, facts: Facts<'a>) {
        if facts.map.state == State::Future {
            return;
        }
        for stage in &facts.map.stages {
            let facts = facts.stage(stage);
            if let Some((owner, _)) = facts.owner().filter(|_| Limits::of(facts).never.is_none()) {
                self.loads.entry(owner).or_default().stages += 1;
            }
        }
    }

    fn add_names(&mut self, map: &'a Map) {
        self.named.extend(&map.owner);
        self.named.extend(map.snoozes.iter().map(|s| &s.by));
        for stage in &map.stages {
            self.named.extend(&stage.owner);
            self.named.extend(stage.reviewed.iter().map(|r| &r.by));
            self.named.extend(stage.snoozes.iter().map(|s| &s.by));
        }
    }

    fn add_card(&mut self, card: &'a Card) {
        self.named.extend(&card.owner);
        if let Some(metric) = card.metric() {
            self.named.extend(metric.leads.iter().filter_map(|l| l.by.as_ref()));
        }
        let Some(owner) = &card.owner else { return };
        let (pain, opportunity) = match &card.body {
            Body::Pain(pain) => (u32::from(pain.status == PainStatus::Open), 0),
            Body::Opportunity(opportunity) => (0, u32::from(opportunity.status.is_open())),
            Body::Step(_) | Body::Note | Body::Metric(_) => (0, 0),
        };
        if pain + opportunity > 0 {
            let load = self.loads.entry(owner).or_default();
            load.pains += pain;
            load.opportunities += opportunity;
        }
    }
}
