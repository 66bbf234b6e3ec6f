//! Which findings are asked for: of some rules, of one person.

use super::gather::Gathered;
use super::item::Seen;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::place::Place;
use crate::cli::since::Since;
use crate::map::Person;
use crate::map::id::PersonId;
use crate::rules::{Finding, RULES, Rule, Target, rule};
use crate::store::diagnostic::nearest;
use crate::store::whoami;

/// The rule with this id.
///
/// # Errors
/// When there is none; with the nearest one.
pub(in crate::cli) fn rule_called(id: &str) -> Result<&'static Rule> {
    let wanted = id.trim().replace('_', "-");
    rule(&wanted).ok_or_else(|| {
        let error = CliError::trouble(format!("there is no rule `{}`", id.trim()));
        match nearest(&wanted, RULES.iter().map(|rule| rule.id)) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint("docs/rules.md lists them all"),
        }
    })
}

/// Keeps what these rules find, and what makes a file unreadable.
pub(super) fn keep_rules(gathered: &mut Gathered, rules: &[&'static Rule]) {
    for file in &mut gathered.files {
        file.findings.retain(|found| rules.iter().any(|rule| rule.id == found.rule.id));
        if !file.is_refused {
            file.diagnostics.clear();
        }
    }
}

/// Keeps what one person answers for, and what makes a file unreadable.
///
/// # Errors
/// When no workspace knows the person, or it is not known who `me` is.
pub(in crate::cli) fn keep_owner(ctx: &mut Context, gathered: &mut Gathered, wanted: &str) -> Result<()> {
    let mut people = Vec::new();
    for place in &gathered.places {
        people.push(person(ctx, place, wanted)?);
    }
    if people.iter().all(Option::is_none) {
        return Err(nobody(gathered, wanted));
    }
    for file in &mut gathered.files {
        let person = people.get(file.place).and_then(Option::as_ref);
        let Some(place) = gathered.places.get(file.place) else { continue };
        let (today, workspace) = (ctx.today(&place.workspace), &place.workspace);
        let answers = |owner: &PersonId| {
            let stands_in = |p: &Person| p.is_away(today) && p.deputy.as_ref() == person;
            Some(owner) == person || workspace.person(owner).is_some_and(stands_in)
        };
        let seen = Seen::new(file.map.as_ref(), workspace);
        file.findings.retain(|found| is_up_to(found, &seen).as_ref().is_some_and(answers));
        let owns_map = file.map.as_ref().and_then(|map| map.owner.as_ref()).is_some_and(answers);
        if !file.is_refused && !owns_map {
            file.diagnostics.clear();
        }
    }
    Ok(())
}

/// Keeps what is about elements that changed since a commit, and what makes a file unreadable. Who answers otherwise than then
/// (somebody left) makes a difference to all that they answer for.
///
/// # Errors
/// When the files are in no repository, or it has no such commit.
pub(super) fn keep_since(ctx: &mut Context, gathered: &mut Gathered, rev: &str) -> Result<()> {
    let mut since = Since::new(rev);
    let mut workspaces = Vec::new();
    for place in &gathered.places {
        let changed = since.workspace(&place.folder.file_path(), &place.workspace);
        workspaces.push(changed?);
    }
    let total = gathered.files.len();
    for (number, file) in gathered.files.iter_mut().enumerate() {
        ctx.out.progress(&format!("{} of {total} files compared", number + 1));
        let Some(place) = gathered.places.get(file.place) else { continue };
        let Some((of_workspace, people)) = workspaces.get(file.place) else { continue };
        let of_map = match &file.map {
            Some(map) => Some(since.map(&file.path, &file.bytes(), map, &place.workspace.people)?),
            None => None,
        };
        let touched = of_map.as_ref().unwrap_or(of_workspace);
        let seen = Seen::new(file.map.as_ref(), &place.workspace);
        let is_new = |found: &Finding| {
            let owner = is_up_to(found, &seen);
            touched.holds(&found.target) || owner.is_some_and(|owner| people.contains(&owner))
        };
        file.findings.retain(is_new);
        if !file.is_refused && !touched.any() {
            file.diagnostics.clear();
        }
    }
    ctx.out.progress_done();
    Ok(())
}

/// The person that is meant in one workspace: with a people list somebody in it, else the id as it is.
fn person(ctx: &mut Context, place: &Place, wanted: &str) -> Result<Option<PersonId>> {
    if wanted == "me" {
        return Ok(Some(ctx.who(place)?.id));
    }
    let people = &place.workspace.people;
    if people.is_empty() {
        return Ok(PersonId::new(wanted).ok());
    }
    Ok(whoami::person(people, wanted).map(|person| person.id.clone()))
}

fn nobody(gathered: &Gathered, wanted: &str) -> CliError {
    let error =
        CliError::trouble(format!("there is nobody called `{wanted}` in the people of the workspace"));
    let people = gathered.places.iter().flat_map(|place| &place.workspace.people);
    match nearest(wanted, people.map(|person| person.id.as_str())) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("`milepost people` lists them; `me` is you"),
    }
}

/// Whose it is to close a finding: whom the rule names, else whoever answers for the element.
pub(super) fn is_up_to(found: &Finding, seen: &Seen<'_>) -> Option<PersonId> {
    found.owner.clone().or_else(|| answers_for(&found.target, seen))
}

/// Who answers for an element: its own owner, else that of its stage, else that of the map; a person for themselves.
fn answers_for(target: &Target, seen: &Seen<'_>) -> Option<PersonId> {
    if let Target::Person(id) = target {
        return Some(id.clone());
    }
    let map = seen.map?;
    let card = target.card().and_then(|id| seen.card(id)).and_then(|card| card.owner.as_ref());
    let stage = target.stage().and_then(|id| map.stage(id)).and_then(|stage| stage.owner.as_ref());
    card.or(stage).or(map.owner.as_ref()).cloned()
}
