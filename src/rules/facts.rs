//! What the rules look at: a map with what its workspace says, and what is known beside its file.

use super::outside::Outside;
use crate::map::id::PersonId;
use crate::map::{Map, Policy, Stage, Workspace};

/// Nothing is known beside the file.
static NOTHING: Outside = Outside::NOTHING;

/// What is known about a map.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Facts<'a> {
    /// The map.
    pub map: &'a Map,
    /// The people, policy and cost defaults of its workspace.
    pub workspace: &'a Workspace,
    /// What is known beside its file.
    pub outside: &'a Outside,
}

impl<'a> Facts<'a> {
    /// A map in a workspace; nothing is known beside its file.
    pub fn new(map: &'a Map, workspace: &'a Workspace) -> Self {
        Self { map, workspace, outside: &NOTHING }
    }

    /// The same with what is known beside its file.
    #[must_use]
    pub fn with(self, outside: &'a Outside) -> Self {
        Self { outside, ..self }
    }

    /// What is known about one of its stages.
    pub fn stage(self, stage: &'a Stage) -> StageFacts<'a> {
        StageFacts { map: self.map, stage, workspace: self.workspace, outside: self.outside }
    }

    /// The policies that hold for the map itself, inner first.
    pub fn policies(self) -> [Option<&'a Policy>; 3] {
        [None, self.map.policy.as_ref(), Some(&self.workspace.policy)]
    }

    /// Whether a person is not in the people list, where there is one.
    pub fn is_unknown(self, id: &PersonId) -> bool {
        !self.workspace.people.is_empty() && self.workspace.person(id).is_none()
    }
}

/// What is known about a stage.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct StageFacts<'a> {
    /// The map that it stands in.
    pub map: &'a Map,
    /// The stage.
    pub stage: &'a Stage,
    /// The people and policy of the workspace.
    pub workspace: &'a Workspace,
    /// What is known beside the map's file.
    pub outside: &'a Outside,
}

impl<'a> StageFacts<'a> {
    /// What is known about the map.
    pub fn whole(self) -> Facts<'a> {
        Facts::new(self.map, self.workspace).with(self.outside)
    }

    /// The policies that hold for the stage, inner first.
    pub fn policies(self) -> [Option<&'a Policy>; 3] {
        [self.stage.policy.as_ref(), self.map.policy.as_ref(), Some(&self.workspace.policy)]
    }

    /// Who answers for the stage, and whether that is inherited from the map.
    pub fn owner(self) -> Option<(&'a PersonId, bool)> {
        let own = self.stage.owner.as_ref().map(|o| (o, false));
        own.or_else(|| self.map.owner.as_ref().map(|o| (o, true)))
    }

    /// What to call a person.
    pub fn name_of(self, id: &'a PersonId) -> &'a str {
        self.workspace.name_of(id)
    }
}
