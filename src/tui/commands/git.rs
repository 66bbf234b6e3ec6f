//! Git: publishing, syncing, setting up a clone.

use super::super::app::App;
use super::super::sharing::Way;
use super::{Command, Context};

const EVERYWHERE: &[Context] = &Context::ALL;

pub(super) const COMMANDS: &[Command] = &[
    Command::new("git.publish", "Publish: save, keep a version, commit the maps alone, push", |a| {
        a.share(Way::Publish);
    })
    .keys(&["Space g p"])
    .on(EVERYWHERE),
    Command::new("git.sync", "Sync: bring what others published, and merge it", |a| a.share(Way::Sync))
        .keys(&["Space g s"])
        .on(EVERYWHERE),
    Command::new(
        "git.setup",
        "Set up git in this clone: maps are merged by their elements",
        App::look_at_setup,
    )
    .keys(&["Space g u"])
    .on(EVERYWHERE),
];
