//! What differs in what all maps share: people, policy and the other settings of a workspace.

use super::sheet::{FieldRow, Row, Section, Sheet};
use crate::change::Turn;
use crate::map::edit::{InWords as _, PersonField, PolicyField, WorkspaceField};
use crate::map::id::PersonId;
use crate::map::policy::RuleSetting;
use crate::map::say::{many, quote};
use crate::map::{Person, Workspace};

/// The longest name, in characters.
const NAME: usize = 80;

/// The differences of two states of a `milepost.ron`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// Its file.
    pub name: String,
    pub(super) sheet: Sheet,
}

impl Shared {
    /// What differs; `None`: nothing does.
    pub fn of(name: &str, old: &Workspace, new: &Workspace) -> Option<Self> {
        let names = |id: &PersonId| {
            let known = if new.person(id).is_some() { new } else { old };
            known.name_of(id).to_owned()
        };
        let fields = settings(old, new, &names);
        let policy = policy(old, new, &names);
        let people = people(old, new, &names);
        let count = fields.len() + policy.len();
        if count == 0 && people.is_empty() {
            return None;
        }
        let mut parts: Vec<String> = Vec::new();
        for (sign, word) in [('+', "added"), ('-', "removed"), ('~', "changed")] {
            match people.iter().filter(|row| row.sign == sign).count() {
                0 => {}
                1 => parts.push(format!("1 person {word}")),
                n => parts.push(format!("{n} people {word}")),
            }
        }
        if count > 0 {
            parts.push(format!("{} changed", many(count, "setting")));
        }
        let row = |name: &str, fields| Row { sign: '~', name: name.to_owned(), id: None, note: None, fields };
        let policy = (!policy.is_empty()).then(|| row("policy", policy));
        let section =
            Section { head: row("workspace", fields), rows: policy.into_iter().chain(people).collect() };
        let sheet = Sheet { summary: parts.join(", "), sections: vec![section], unchanged: None };
        Some(Self { name: name.to_owned(), sheet })
    }

    /// Each element that differs, the workspace itself first.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        let sections = self.sheet.sections.iter();
        sections
            .flat_map(|section| [&section.head].into_iter().chain(&section.rows))
            .filter(|row| row.is_change())
    }
}

impl Row {
    /// Whether it says that something differs; the head of a section may only say where.
    fn is_change(&self) -> bool {
        self.sign != '~' || !self.fields.is_empty()
    }
}

/// How a value differs.
fn turn(old: Option<String>, new: Option<String>) -> Turn {
    match (old, new) {
        (Some(old), Some(new)) if old != new => Turn::From(old, new),
        (None, Some(new)) => Turn::Set(new),
        (Some(old), None) => Turn::Gone(old),
        _ => Turn::Said("changed".to_owned()),
    }
}

type Names<'a> = &'a dyn Fn(&PersonId) -> String;

fn settings(old: &Workspace, new: &Workspace, names: Names<'_>) -> Vec<FieldRow> {
    let differing = WorkspaceField::differing(old, new);
    let is_own =
        |field: &WorkspaceField| !matches!(field, WorkspaceField::People(_) | WorkspaceField::Policy(_));
    let row = |(was, is): (WorkspaceField, WorkspaceField)| {
        let turn = match &is {
            WorkspaceField::Conflicts(open) => {
                Turn::Said(format!("{} to decide", many(open.len(), "conflict")))
            }
            _ => turn(was.value(names), is.value(names)),
        };
        FieldRow { field: is.words(), turn }
    };
    differing.into_iter().filter(|(_, is)| is_own(is)).map(row).collect()
}

fn policy(old: &Workspace, new: &Workspace, names: Names<'_>) -> Vec<FieldRow> {
    let row = |(was, is): (PolicyField, PolicyField)| {
        let turn = match (&was, &is) {
            (PolicyField::Rules(was), PolicyField::Rules(is)) => rules(was, is, names),
            _ => turn(was.value(names), is.value(names)),
        };
        FieldRow { field: is.words(), turn }
    };
    PolicyField::differing(&old.policy, &new.policy).into_iter().map(row).collect()
}

fn rules(old: &[RuleSetting], new: &[RuleSetting], names: Names<'_>) -> Turn {
    let words = |rule: &RuleSetting| {
        let kind = rule.kind.map_or_else(String::new, |kind| format!(" of a {kind}"));
        format!("{}{kind}: {}", rule.rule, rule.in_words(names).unwrap_or_default())
    };
    let without = |all: &[RuleSetting], other: &[RuleSetting]| {
        all.iter().filter(|rule| !other.contains(rule)).map(words).collect()
    };
    Turn::Members(without(new, old), without(old, new))
}

fn people(old: &Workspace, new: &Workspace, names: Names<'_>) -> Vec<Row> {
    let row = |sign, person: &Person, fields| {
        let name = format!("person {}", quote(person.name.as_str(), NAME));
        Row { sign, name, id: Some(person.id.to_string()), note: None, fields }
    };
    let mut out = Vec::new();
    for person in &new.people {
        let Some(was) = old.person(&person.id) else {
            out.push(row('+', person, Vec::new()));
            continue;
        };
        let field = |(was, is): (PersonField, PersonField)| FieldRow {
            field: is.words(),
            turn: turn(was.value(names), is.value(names)),
        };
        let fields: Vec<FieldRow> = PersonField::differing(was, person).into_iter().map(field).collect();
        if !fields.is_empty() {
            out.push(row('~', person, fields));
        }
    }
    let gone = old.people.iter().filter(|person| new.person(&person.id).is_none());
    out.extend(gone.map(|person| row('-', person, Vec::new())));
    out
}

#[cfg(test)]
mod tests {
    use super::super::testing::{compared, same};
    use super::super::{Compared, html, json, markdown, stat, text};
    use super::*;
    use crate::map::Person;

    fn workspaces() -> (Workspace, Workspace) {
        let person = |id: &str, name: &str| Person::new(PersonId::new(id).unwrap(), name);
        let old = Workspace {
            people: vec![person("maya", "Maya Chen"), person("tom", "Tom Okafor")],
            currency: Some("€".into()),
            ..Workspace::default()
        };
        let mut new = old.clone();
        new.people[0].name = "Maya Lee".into();
        new.people[0].deputy = PersonId::new("zoe").ok();
        new.people[1] = person("zoe", "Zoë <Lang>");
        new.currency = Some("$".into());
        new.policy.stale_after = Some(60);
        (old, new)
    }

    #[test]
    fn in_every_form() {
        let (old, new) = workspaces();
        let pair = same();
        let compared = Compared { shared: Shared::of("maps/milepost.ron", &old, &new), ..compared(&pair) };
        assert!(!compared.is_same());
        let lines: Vec<String> = text(&compared)
            .iter()
            .map(|line| line.iter().map(|piece| piece.text.as_str()).collect())
            .collect();
        insta::assert_snapshot!(lines.join("\n"), @r#"
        maps/milepost.ron  HEAD..working file  1 person added, 1 person removed, 1 person changed, 2 settings changed
        ~ workspace
            currency  € -> $
          ~ policy
              days until stale  set to 60
          ~ person “Maya Lee” [maya]
              name    Maya Chen -> Maya Lee
              deputy  set to Zoë <Lang>
          + person “Zoë <Lang>” [zoe]
          - person “Tom Okafor” [tom]
        "#);
        insta::assert_snapshot!(stat(&compared).join("\n"), @r#"
        maps/milepost.ron  1 person added, 1 person removed, 1 person changed, 2 settings changed
        "#);
        insta::assert_snapshot!(markdown(&compared), @r#"
        ### Journey maps: HEAD..working file

        #### maps/milepost.ron

        1 person added, 1 person removed, 1 person changed, 2 settings changed

        **Workspace**

        - `~` currency: <del>€</del> → <ins>\$</ins>
        - `~` policy
          - days until stale: set to <ins>60</ins>
        - `~` person “Maya Lee” `maya`
          - name: <del>Maya Chen</del> → <ins>Maya Lee</ins>
          - deputy: set to <ins>Zoë &lt;Lang&gt;</ins>
        - `+` person “Zoë &lt;Lang&gt;” `zoe`
        - `-` person “Tom Okafor” `tom`
        "#);
        let page = html(&compared);
        assert!(page.contains("Zoë &lt;Lang&gt;") && page.contains("<del>€</del> → <ins>$</ins>"), "{page}");
        let shape = serde_json::to_value(json(&compared)).unwrap();
        let shape = serde_json::to_string_pretty(&shape["workspace"]["changes"][2]).unwrap();
        insta::assert_snapshot!(shape, @r#"
        {
          "element": "person",
          "fields": [
            {
              "after": "Maya Lee",
              "before": "Maya Chen",
              "field": "name"
            },
            {
              "after": "Zoë <Lang>",
              "before": null,
              "field": "deputy"
            }
          ],
          "id": "maya",
          "name": "person “Maya Lee”",
          "sign": "~"
        }
        "#);
    }

    #[test]
    fn nothing_differs() {
        let (old, _) = workspaces();
        assert_eq!(Shared::of("milepost.ron", &old, &old), None);
    }
}
