//! `milepost check`: what is wrong in the files, and what the rules find.

mod beside;
pub(super) mod formats;
pub(super) mod gather;
pub(super) mod item;
mod paths;
mod places;
pub(super) mod report;
pub(super) mod select;

use std::path::PathBuf;

use clap::ValueEnum;

use super::context::Context;
use super::error::{CliError, Result};
use crate::rules::explain;
use crate::store::diagnostic::Level;
use crate::store::git::setup::is_missing;
use formats::Format;
use gather::Gathered;
use report::Report;

/// Check maps: what is wrong in their files, what is stale, ungoverned or invisible
///
/// Ends with 1 when something is at least as loud as --fail-on says, with 2 when a file could not be read at all.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost check
  milepost check maps --fail-on warning
  milepost check maps --since origin/main --format github
  milepost check maps --owner me --rule stale,overdue
  milepost check maps/order.ron --today 2026-12-24 --format json
  milepost check --explain stale")]
pub(super) struct Args {
    /// Maps or folders of maps; without any, the workspace; - for standard input
    paths: Vec<PathBuf>,
    /// How loud a finding must be for exit code 1
    #[arg(long, value_enum, default_value_t)]
    fail_on: FailOn,
    /// Only what these rules find
    #[arg(long = "rule", value_name = "ID", value_delimiter = ',')]
    rules: Vec<String>,
    /// Only what this person answers for: an id, a name, or `me`
    #[arg(long, value_name = "PERSON")]
    owner: Option<String>,
    /// Only what is about elements that changed since this commit: a branch, a tag, a hash
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// For people, or for programs that show findings
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Say what a rule finds, why it matters and how to fix it, and check nothing
    #[arg(long, value_name = "RULE", conflicts_with_all = ["paths", "rules", "owner", "since"])]
    explain: Option<String>,
}

/// How loud a finding must be for the answer to be "no".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum FailOn {
    /// Only what must not stay
    #[default]
    Error,
    /// What somebody should act on, too
    Warning,
    /// Nothing: report only
    Never,
}

impl FailOn {
    fn is_loud(self, level: Level) -> bool {
        match self {
            Self::Error => level == Level::Error,
            Self::Warning => level >= Level::Warning,
            Self::Never => false,
        }
    }
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    if let Some(id) = &args.explain {
        let text = explain(select::rule_called(id)?);
        return ctx.out.raw(&text);
    }
    let rules = args.rules.iter().map(|id| select::rule_called(id)).collect::<Result<Vec<_>>>()?;
    let mut gathered = Gathered::read(ctx, &args.paths)?;
    gathered.examine(ctx);
    if !rules.is_empty() {
        select::keep_rules(&mut gathered, &rules);
    }
    if let Some(rev) = &args.since {
        select::keep_since(ctx, &mut gathered, rev)?;
    }
    if let Some(owner) = &args.owner {
        select::keep_owner(ctx, &mut gathered, owner)?;
    }
    let reports = gathered.reports(args.format == Format::Text);
    formats::print(ctx, &reports, args)?;
    if args.format == Format::Text && gathered.places.iter().any(|place| is_missing(&place.root)) {
        ctx.out.flush()?;
        ctx.warn("git in this clone merges maps line by line: `milepost git setup` has it merge them by their elements");
    }
    let verdict = verdict(&reports, args.fail_on);
    // The process ends here: the system takes back at once what would be freed card by card.
    std::mem::forget((gathered, reports));
    verdict
}

fn verdict(reports: &[Report], fail_on: FailOn) -> Result<()> {
    if reports.iter().any(|report| report.is_refused) {
        return Err(CliError::trouble(""));
    }
    if reports.iter().flat_map(|report| &report.items).any(|item| fail_on.is_loud(item.level)) {
        return Err(CliError::no(""));
    }
    Ok(())
}
