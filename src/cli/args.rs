//! The arguments of the program.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use super::context::Global;
use super::{
    actions, add, changelog, check, comment, completions, conflicts, diff, digest, fix, fmt, git, import,
    join, keys, list, log, merge, minutes, new, owners, people, plan, policy, publish, relocate, remove,
    review, set, show, sync, themes, version, walk, workshop,
};

/// Living customer journey maps in the terminal: what is stale, what nobody owns, what hurts, what is done about it.
#[derive(Debug, Parser)]
#[command(
    name = "milepost",
    version,
    about = "Living customer journey maps in the terminal",
    subcommand_precedence_over_arg = true,
    disable_help_subcommand = true,
    after_help = "Examples:\n  milepost                       open the maps found from here upwards\n  milepost maps/order.ron        open one map\n  milepost check maps            say what is stale or ungoverned"
)]
pub(super) struct Cli {
    /// A map, or a folder of maps, to open; without it the workspace found from here upwards
    pub path: Option<PathBuf>,
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What can be done besides opening the editor.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    New(new::Args),
    List(list::Args),
    Show(show::Args),
    Add(Box<add::Args>),
    Set(set::Args),
    Move(relocate::Args),
    Remove(remove::Args),
    People(people::Args),
    Check(check::Args),
    Owners(owners::Args),
    Fix(fix::Args),
    Fmt(fmt::Args),
    Merge(merge::Args),
    Conflicts(conflicts::Args),
    Git(git::Args),
    Publish(publish::Args),
    Sync(sync::Args),
    Review(review::Args),
    Plan(plan::Args),
    Policy(policy::Args),
    Diff(diff::Args),
    Digest(digest::Args),
    Comment(comment::Args),
    Walk(walk::Args),
    Workshop(workshop::Args),
    Join(join::Args),
    Version(version::Args),
    Log(log::Args),
    Changelog(changelog::Args),
    Minutes(minutes::Args),
    Actions(actions::Args),
    Import(import::Args),
    Themes(themes::Args),
    Keys(keys::Args),
    Completions(completions::Args),
}

/// For people, or for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    /// Words for people
    #[default]
    Text,
    /// The shape of docs/json.md
    Json,
}
