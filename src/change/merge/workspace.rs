//! The merge of what two sides say for all maps of a workspace.

use super::fields::Fields;
use super::note::{Note, SideNames};
use crate::map::Workspace;
use crate::map::edit::{Three, WorkspaceField};

/// What a conflict of the workspace itself names as its element.
pub const WORKSPACE: &str = "workspace";

/// What two sides make together.
#[derive(Debug, Clone, PartialEq)]
pub struct MergedWorkspace {
    /// The workspace, with its open conflicts.
    pub workspace: Workspace,
    /// What gave way or was put together.
    pub notes: Vec<Note>,
    /// How many conflicts it has that none of the sides had.
    pub new_conflicts: usize,
}

/// Merges what two sides made of `base`, as [`merge`](super::merge) does maps.
pub fn merge_workspace(
    base: &Workspace,
    ours: &Workspace,
    theirs: &Workspace,
    names: &SideNames,
) -> MergedWorkspace {
    let mut fields = Fields::new(names);
    let mut workspace = ours.clone();
    let three = Three { base: Some(base), ours, theirs };
    fields.at(WORKSPACE.into(), |fields| WorkspaceField::merge(fields, three, &mut workspace));
    let before = workspace.conflicts.len();
    let notes = fields.finish(&mut workspace.conflicts);
    let new_conflicts = workspace.conflicts.len() - before;
    MergedWorkspace { workspace, notes, new_conflicts }
}

#[cfg(test)]
mod tests {
    use super::super::testing::names;
    use super::*;
    use crate::change::{Choice, resolve_workspace};
    use crate::map::id::PersonId;
    use crate::map::{Label, Person, Policy, Text};

    fn workspace(people: &[(&str, &str)], stale_after: u32) -> Workspace {
        let person = |(id, name): &(&str, &str)| Person::new(PersonId::new(id).unwrap(), name);
        let policy = Policy { stale_after: Some(stale_after), ..Policy::default() };
        Workspace { people: people.iter().map(person).collect(), policy, ..Workspace::default() }
    }

    #[test]
    fn people_by_id_and_limits_one_by_one() {
        let base = workspace(&[("maya", "Maya"), ("tom", "Tom")], 90);
        let mut ours = workspace(&[("maya", "Maya Chen"), ("tom", "Tom"), ("ana", "Ana")], 60);
        let mut theirs = workspace(&[("maya", "Maya"), ("luis", "Luis")], 90);
        ours.policy.grace = Some(3);
        theirs.policy.notice = Some(7);
        let merged = merge_workspace(&base, &ours, &theirs, &names());
        let people: Vec<&str> = merged.workspace.people.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(people, ["Maya Chen", "Ana", "Luis"]);
        let policy = &merged.workspace.policy;
        assert_eq!((policy.stale_after, policy.grace, policy.notice), (Some(60), Some(3), Some(7)));
        assert_eq!((merged.new_conflicts, merged.notes), (0, vec![]));
    }

    #[test]
    fn what_both_changed_is_asked_and_can_be_closed() {
        let base = workspace(&[("maya", "Maya")], 90);
        let ours = workspace(&[("maya", "Mayan")], 60);
        let theirs = workspace(&[("maya", "Maja")], 30);
        let mut workspace = merge_workspace(&base, &ours, &theirs, &names()).workspace;
        let asked: Vec<(&str, &str)> = workspace
            .conflicts
            .iter()
            .map(|c| (c.at.as_str(), c.field.as_ref().map_or("", Label::as_str)))
            .collect();
        assert_eq!(asked, [(WORKSPACE, "policy/stale_after"), ("maya", "name")]);
        for choice in [Choice::Theirs, Choice::Value(Some(Text::new("Maia")))] {
            let id = workspace.conflicts[0].id.clone();
            resolve_workspace(&workspace, &id, &choice).unwrap().apply(&mut workspace).unwrap();
        }
        assert_eq!(workspace.conflicts, []);
        assert_eq!((workspace.policy.stale_after, workspace.people[0].name.as_str()), (Some(30), "Maia"));
    }

    #[test]
    fn who_was_taken_off_and_changed_stays_until_somebody_chooses() {
        let base = workspace(&[("maya", "Maya"), ("tom", "Tom")], 90);
        let (ours, theirs) =
            (workspace(&[("maya", "Maya")], 90), workspace(&[("maya", "Maya"), ("tom", "Thomas")], 90));
        let mut workspace = merge_workspace(&base, &ours, &theirs, &names()).workspace;
        assert_eq!(workspace.people[1].name.as_str(), "Thomas");
        let id = workspace.conflicts[0].id.clone();
        resolve_workspace(&workspace, &id, &Choice::Ours).unwrap().apply(&mut workspace).unwrap();
        assert_eq!((workspace.people.len(), workspace.conflicts.len()), (1, 0));
    }
}
