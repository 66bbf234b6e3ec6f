//! Publishing, syncing and setting up git, on a worker: git may take its time, and ask the network.

use std::path::Path;

use super::super::event::Event;
use super::super::sharing::{Share, Shared, Stepped, Way};
use super::super::term::panics;
use super::post::Post;
use crate::store::disk::fs::RealFs;
use crate::store::disk::words::{reason, shown};
use crate::store::git::setup::{Setup, is_missing};
use crate::store::share::{Desk, Plan, Step, Trouble, publish, sync};
use crate::store::versions;
use crate::store::workspace::Folder;

/// Does it, and tells how it ended.
pub(super) fn run(desk: &Desk, share: Share, post: &Post) {
    post.event(Event::Shared(Box::new(match share {
        Share::Plan(way, why) => Shared::Planned(way, caught(desk, || plan(desk, way, why.as_deref()))),
        Share::Step(step) => Shared::Stepped(caught(desk, || take(desk, &step))),
        Share::LookAtSetup => Shared::Setup(caught(desk, || look_at_setup(desk))),
        Share::SetUp => Shared::IsSetUp(caught(desk, || set_up(desk))),
    })));
}

/// Tells where maps ask for a merge driver that this clone has not.
pub(super) fn notice(root: &Path, post: &Post) {
    if is_missing(root) {
        post.event(Event::Shared(Box::new(Shared::NoDriver)));
    }
}

/// The editor waits for an answer, whatever happens. Files are named as seen from the workspace.
fn caught<T>(desk: &Desk, work: impl FnOnce() -> Result<T, Trouble>) -> Result<T, Trouble> {
    let done = panics::catch(work).unwrap_or_else(|panicked| Err(Trouble::new(panicked.to_string())));
    done.map_err(|trouble| Trouble {
        message: short(desk, &trouble.message),
        hints: trouble.hints.iter().map(|hint| short(desk, hint)).collect(),
        ..trouble
    })
}

fn short(desk: &Desk, words: &str) -> String {
    words.replace(&format!("{}{}", shown(&desk.root), std::path::MAIN_SEPARATOR), "")
}

fn plan(desk: &Desk, way: Way, why: Option<&str>) -> Result<Plan, Trouble> {
    let planned = match way {
        Way::Publish => publish(desk, why, true)?,
        Way::Sync => sync(desk, why)?,
    };
    Ok(Plan { notes: planned.notes.iter().map(|note| short(desk, note)).collect(), ..planned })
}

fn take(desk: &Desk, step: &Step) -> Result<Stepped, Trouble> {
    let lines = desk.run(step)?;
    let version = if let Step::Version { path, .. } = step { newest(desk, path) } else { None };
    Ok(Stepped { lines: lines.iter().map(|line| short(desk, line)).collect(), version })
}

/// The number of the newest version of the map in a file.
fn newest(desk: &Desk, path: &Path) -> Option<u32> {
    let map = Folder::open(&desk.root).read_map(path).ok()?.loaded.value?;
    versions::newest(&RealFs, &desk.root, &map.id)
}

fn look_at_setup(desk: &Desk) -> Result<Vec<String>, Trouble> {
    let setup = Setup::of(&desk.root, desk.program.clone())?;
    let state = setup.state()?;
    let mut lines = Vec::new();
    if !state.is_configured {
        lines.push("Into this clone's own git configuration, which nobody else sees:".to_owned());
        lines.extend(setup.settings().iter().map(|(key, _)| format!("  {key}")));
    }
    if !state.has_attributes {
        lines.push(
            "Into .gitattributes beside the maps, which is for everybody once it is published:".to_owned(),
        );
        lines.extend(setup.attribute_lines().iter().map(|line| format!("  {line}")));
    }
    if !lines.is_empty() {
        lines.push("Where this program is not installed, git merges lines as before.".to_owned());
    }
    Ok(lines)
}

fn set_up(desk: &Desk) -> Result<Vec<String>, Trouble> {
    let setup = Setup::of(&desk.root, desk.program.clone())?;
    setup.configure()?;
    let mut lines = vec!["written into this clone's git configuration:".to_owned()];
    lines.extend(setup.settings().iter().map(|(key, _)| format!("  {key}")));
    let path = setup.attributes_file();
    lines.push(match setup.attributes() {
        None => "there already: .gitattributes beside the maps".to_owned(),
        Some(text) => {
            let failed =
                |error| Trouble::new(format!("{} cannot be written: {}", shown(&path), reason(&error)));
            std::fs::write(&path, text).map_err(failed)?;
            "written: .gitattributes beside the maps (publish it: it is for everybody)".to_owned()
        }
    });
    lines.push(
        "`milepost git setup --hook` adds a check before each commit, `--remove` takes all away".to_owned(),
    );
    Ok(lines)
}
