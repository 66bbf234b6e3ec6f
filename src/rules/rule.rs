//! A rule: its words, and how it looks. One file a rule, one line in the list of rules.

use super::field::Field;
use super::sink::Sink;
use super::view::{CardView, MapView, StageView, WorkspaceView};
use crate::map::policy::Level;

/// A rule: its id, its words, and how it looks.
#[derive(Debug)]
pub struct Rule {
    /// Its id in policies, findings and documentation.
    pub id: &'static str,
    /// What it finds, in a few words.
    pub title: &'static str,
    /// How loud it is where no policy says otherwise.
    pub level: Level,
    /// Whether no policy can make it quieter.
    pub fixed: bool,
    /// Whether it has nothing to say about a map of a future state.
    pub only_current: bool,
    /// Where it speaks without being asked.
    pub speaks: When,
    /// What a policy can set, if it has a limit.
    pub limit: Option<Limit>,
    /// Why it matters.
    pub matters: &'static str,
    /// How to fix what it finds.
    pub fix: &'static str,
    /// A case that it finds, in words.
    pub finds: &'static str,
    /// One close to it that is fine, in words.
    pub lets_pass: &'static str,
    /// The field that closes what it finds, where it is always the same.
    pub field: Option<Field>,
    /// How it looks.
    pub looks: &'static [Look],
    /// Makes an example that it finds something in.
    #[cfg(test)]
    pub(crate) fails: fn(&mut super::example::Example),
    /// Makes an example that is close to the other, and fine.
    #[cfg(test)]
    pub(crate) passes: fn(&mut super::example::Example),
}

impl Rule {
    /// What most rules have in common; each says the rest itself.
    pub(super) const BASE: Self = Self {
        id: "",
        title: "",
        level: Level::Warning,
        fixed: false,
        only_current: false,
        speaks: When::Always,
        limit: None,
        matters: "",
        fix: "",
        finds: "",
        lets_pass: "",
        field: None,
        looks: &[],
        #[cfg(test)]
        fails: |_| (),
        #[cfg(test)]
        passes: |_| (),
    };
}

/// Where a rule speaks without being asked. A policy asks by naming it with a level other than `Off`, or an age.
#[derive(Debug, Clone, Copy)]
pub enum When {
    /// In every map.
    Always,
    /// Only in a map that uses the optional field that the rule is about.
    Used {
        /// Where that is: `where the map has evidence`.
        words: &'static str,
        /// Whether this map does.
        is_used: fn(&MapView<'_>) -> bool,
    },
}

/// A number that a policy can set for a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// What it is where no policy says otherwise.
    pub default: u32,
    /// What one of it is: `days`.
    pub unit: &'static str,
    /// What it limits: `how old a piece of evidence may be`.
    pub words: &'static str,
}

/// Where a rule looks.
#[derive(Debug, Clone, Copy)]
pub enum Look {
    /// Once at the whole workspace.
    Workspace(fn(&WorkspaceView<'_>, &mut Sink<'_>)),
    /// Once at each map.
    Map(fn(&MapView<'_>, &mut Sink<'_>)),
    /// At each stage.
    Stage(fn(&StageView<'_>, &mut Sink<'_>)),
    /// At each card, those of the map itself too.
    Card(fn(&CardView<'_>, &mut Sink<'_>)),
}
