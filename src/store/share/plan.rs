//! What publishing and syncing would do, step by step.

use std::path::PathBuf;

use super::changes::message;
use super::standing::read;
use super::{Desk, Standing, Step, Trouble};
use crate::map::Label;
use crate::store::disk::fs::RealFs;
use crate::store::disk::journal;
use crate::store::disk::words::{printable, shown};
use crate::store::document::write_map;
use crate::store::git::share::{Remote, Upstream, remote};
use crate::store::versions;

/// What would be done, and what is to be known about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// In this order.
    pub steps: Vec<Step>,
    /// What is not done, and why: one line each, safe to print.
    pub notes: Vec<String>,
}

/// What publishing does: keep versions, commit the workspace, push. `why`: the reason, of which only a commit has need.
///
/// # Errors
/// When something is to be decided first, or a reason is missing.
pub fn publish(desk: &Desk, why: Option<&str>, with_push: bool) -> Result<Plan, Trouble> {
    let standing = Standing::of(desk)?;
    let mut plan = Plan { steps: committing(desk, &standing, why, true)?, notes: unsaved(desk, &standing) };
    if with_push {
        pushing(&standing, &mut plan)?;
    }
    Ok(plan)
}

/// What syncing does: commit the workspace where it is not, fetch, merge the upstream.
///
/// # Errors
/// When something is to be decided first, the branch follows no other, or a reason is missing.
pub fn sync(desk: &Desk, why: Option<&str>) -> Result<Plan, Trouble> {
    let standing = Standing::of(desk)?;
    let upstream = upstream(&standing)?;
    let mut steps = committing(desk, &standing, why, false)?;
    if upstream.remote != "." {
        steps.push(Step::Fetch { remote: upstream.remote });
    }
    steps.push(Step::Merge { from: upstream.name });
    Ok(Plan { steps, notes: unsaved(desk, &standing) })
}

/// Versions and a commit, where something is not committed.
fn committing(
    desk: &Desk,
    standing: &Standing,
    why: Option<&str>,
    is_publish: bool,
) -> Result<Vec<Step>, Trouble> {
    let why = why.map(Label::new).filter(|why| !why.is_empty());
    if standing.is_merging {
        let message = why.map(|why| message(desk, standing, why.as_str()));
        return Ok(vec![Step::FinishMerge { message }]);
    }
    let files = standing.changed.own.len();
    if files == 0 {
        return Ok(Vec::new());
    }
    let Some(why) = why else { return Err(no_reason(is_publish)) };
    let mut steps = Vec::new();
    for path in standing.maps().filter(|path| path.is_file()) {
        let (map, comments) = read(&path)?;
        let text = write_map(&map, &comments).map_err(|error| Trouble::new(error.to_string()))?;
        let listing = versions::list(&RealFs, &desk.root, &map.id).unwrap_or_default();
        let is_kept =
            listing.latest().is_some_and(|v| versions::read(&RealFs, v).is_ok_and(|kept| kept == text));
        if !is_kept {
            steps.push(Step::Version { path, title: map.title, why: why.clone() });
        }
    }
    steps.push(Step::Commit { files, message: message(desk, standing, why.as_str()) });
    Ok(steps)
}

/// Maps that an editor ended without saving: what was typed there is not in the file.
fn unsaved(desk: &Desk, standing: &Standing) -> Vec<String> {
    let has_leftover =
        |path: &PathBuf| journal::find_for(&desk.dirs, path).is_ok_and(|found| !found.is_empty());
    let said = |path: PathBuf| {
        let name = shown(&path);
        format!(
            "an editor ended without saving {name}: `milepost {name}` offers that back; it is not in this"
        )
    };
    standing.maps().filter(|path| path.is_file()).filter(has_leftover).map(said).collect()
}

fn no_reason(is_publish: bool) -> Trouble {
    let hint = if is_publish {
        "say why in a few words: milepost publish \"after the June workshop\""
    } else {
        "say why in a few words, and it is committed first: milepost sync \"after the June workshop\""
    };
    let trouble =
        Trouble::decision("the workspace has changes that are not committed, and nobody said why").hint(hint);
    Trouble { is_reason: true, ..trouble }
}

fn pushing(standing: &Standing, plan: &mut Plan) -> Result<(), Trouble> {
    match remote(&standing.repository)? {
        Remote::Upstream(Upstream { ahead: Some(0), .. }) if plan.steps.is_empty() => {}
        Remote::Upstream(upstream) if upstream.remote == "." => {
            plan.notes.push("not pushed: the branch follows another one of this clone".to_owned());
        }
        Remote::Upstream(upstream) => plan.steps.push(Step::Push { to: upstream.name, new: None }),
        Remote::New { remote, branch } => {
            let to = printable(&format!("{remote}/{branch}"));
            plan.steps.push(Step::Push { to, new: Some(remote) });
        }
        Remote::None => {
            plan.notes.push("not pushed: this clone has no remote (`git remote add` names one)".to_owned());
        }
        Remote::Several(names) => {
            let names = names.join(", ");
            plan.notes.push(format!(
                "not pushed: the branch has no upstream, and there are {names}; `git push -u` says which"
            ));
        }
        Remote::Detached => plan.notes.push("not pushed: no branch is checked out".to_owned()),
    }
    Ok(())
}

fn upstream(standing: &Standing) -> Result<Upstream, Trouble> {
    match remote(&standing.repository)? {
        Remote::Upstream(upstream) => Ok(upstream),
        Remote::New { remote, branch } => {
            Err(Trouble::new("the branch follows no other: there is nothing to bring")
                .hint(format!("`milepost publish` sends it to {remote} and follows it there"))
                .hint(format!("or `git branch --set-upstream-to={remote}/{branch}` follows what is there")))
        }
        Remote::None => Err(Trouble::new("this clone has no remote: there is nothing to bring")
            .hint("`git remote add origin ADDRESS` names one")),
        Remote::Several(_) => Err(Trouble::new("the branch follows no other: there is nothing to bring")
            .hint("`git branch --set-upstream-to=REMOTE/BRANCH` says which one")),
        Remote::Detached => {
            Err(Trouble::new("no branch is checked out").hint("`git switch BRANCH` goes to one"))
        }
    }
}
