//! `milepost digest`: what is new since a day or a commit, then what is still open. Made for a weekly mail or a chat.

mod print;
mod then;

use std::collections::HashSet;
use std::path::PathBuf;

use clap::ValueEnum;
use jiff::civil::Date;

use super::check::gather::Gathered;
use super::check::item::Item;
use super::check::report::Report;
use super::check::select::keep_owner;
use super::context::Context;
use super::error::{CliError, Result};
use then::Then;

/// Say what is new since a day or a commit, and what is still open
///
/// A finding is new when the rules would not have said it then, of the maps as they were: as the commit has them, with a day
/// as the last commit before it has them, else as their last versions before it. What was closed since is counted, too. Where
/// nothing from then is known, the maps as they are now are judged by that day.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost digest --owner me --since -7
  milepost digest --owner maya --since 2026-11-15 --format markdown
  milepost digest --since v1.2 --format json")]
pub(super) struct Args {
    /// Maps or folders of maps; without any, the workspace
    paths: Vec<PathBuf>,
    /// Only what this person answers for: an id, a name, or `me`
    #[arg(long, value_name = "PERSON")]
    owner: Option<String>,
    /// A day (2026-11-15, or -7 for a week ago), or a commit: a branch, a tag, a hash
    #[arg(long, value_name = "DATE|REV", allow_hyphen_values = true)]
    since: String,
    /// For people, for a mail or a chat, or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// Words for people
    #[default]
    Text,
    /// For a mail or a chat
    Markdown,
    /// The shape of docs/json.md
    Json,
}

/// What is said.
#[derive(Debug)]
struct Digest {
    /// Whose, by id and name; `None`: everybody's.
    owner: Option<(String, String)>,
    /// What it is compared with.
    since: Then,
    today: Date,
    /// What did not hold then, loudest first.
    new: Vec<Entry>,
    /// What held then, and holds.
    open: Vec<Entry>,
    /// How many held then and do not now; `None`: the maps of then are not known.
    closed: Option<usize>,
}

/// A finding with the map that it is in.
#[derive(Debug, Clone)]
struct Entry {
    path: String,
    map: Option<String>,
    title: String,
    item: Item,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let (then, before) = then::look(ctx, &args.paths, &args.since)?;
    let held: HashSet<String> = fingerprints(&before);
    let mut now = Gathered::read(ctx, &args.paths)?;
    now.examine(ctx);
    let holds = fingerprints(&now);
    let mut of_then = before;
    if let Some(owner) = &args.owner {
        keep_owner(ctx, &mut now, owner)?;
        // Whom the list of then did not know had nothing to close.
        if keep_owner(ctx, &mut of_then, owner).is_err() {
            of_then.files.iter_mut().for_each(|file| file.findings.clear());
        }
    }
    let closed = fingerprints(&of_then).difference(&holds).count();
    let reports = now.reports(false);
    let (new, open) = entries(&reports).into_iter().partition(|entry| is_new(entry, &held));
    let digest = Digest {
        owner: whose(ctx, &now, args.owner.as_deref())?,
        closed: (then.known > 0).then_some(closed),
        since: then,
        today: now.places.first().map(|place| ctx.today(&place.workspace)).unwrap_or_default(),
        new,
        open,
    };
    match args.format {
        Format::Text => print::text(ctx, &digest)?,
        Format::Markdown => ctx.out.raw(&print::markdown(&digest))?,
        Format::Json => print::json(ctx, &digest)?,
    }
    match reports.iter().find(|report| report.is_refused) {
        Some(report) => {
            let error = format!("{} cannot be read: what is found in it is not among these", report.name);
            Err(CliError::trouble(error).hint("`milepost check` says what is wrong in it"))
        }
        None => Ok(()),
    }
}

fn fingerprints(gathered: &Gathered) -> HashSet<String> {
    gathered.files.iter().flat_map(|file| &file.findings).map(crate::rules::Finding::fingerprint).collect()
}

/// All findings, loudest first, then in the order of the maps.
fn entries(reports: &[Report]) -> Vec<Entry> {
    let of = |report: &Report, item: &Item| Entry {
        path: report.name.clone(),
        map: report.id.clone(),
        title: report.title.clone(),
        item: item.clone(),
    };
    let all = reports.iter().flat_map(|report| report.items.iter().map(move |item| (report, item)));
    let mut out: Vec<Entry> =
        all.filter(|(_, item)| item.is_finding()).map(|(report, item)| of(report, item)).collect();
    out.sort_by_key(|entry| std::cmp::Reverse(entry.item.level));
    out
}

fn is_new(entry: &Entry, held: &HashSet<String>) -> bool {
    entry.item.fingerprint.as_ref().is_some_and(|fingerprint| !held.contains(fingerprint))
}

/// Whose it is, by id and name.
fn whose(ctx: &mut Context, now: &Gathered, wanted: Option<&str>) -> Result<Option<(String, String)>> {
    let Some(wanted) = wanted else { return Ok(None) };
    for place in &now.places {
        let id = if wanted == "me" {
            ctx.who(place)?.id
        } else {
            match crate::store::whoami::person(&place.workspace.people, wanted) {
                Some(person) => person.id.clone(),
                None => continue,
            }
        };
        return Ok(Some((id.to_string(), place.workspace.name_of(&id).to_owned())));
    }
    Ok(Some((wanted.to_owned(), wanted.to_owned())))
}
