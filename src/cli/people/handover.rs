//! `milepost people handover`: everything that somebody owns, given to somebody else.

use jiff::civil::Date;

use super::{find, write};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::out::{Line, Tone, many};
use crate::cli::place::Place;
use crate::cli::several::{self, Several};
use crate::map::edit::{Handover, hand_over, hand_over_deputies};
use crate::map::id::PersonId;
use crate::map::{Map, Person, Workspace};
use crate::store::workspace::FILE;

/// Give everything that somebody owns to somebody else, in all maps of the workspace
///
/// Maps, stages, cards, and being somebody's deputy. All maps are read before the first is written; each is written whole
/// or not at all, and one that fails is told. Reviews keep the name of who reviewed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost people handover tom maya --dry-run
  milepost people handover tom maya")]
pub(super) struct Args {
    /// Whose: id or name; an id that maps name and the list does not know, too
    from: String,
    /// Who takes it over: id or name
    to: String,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
}

/// The maps first, each in one save, then the deputies in `milepost.ron`.
pub(super) fn run(ctx: &mut Context, place: &Place, args: &Args, today: Date) -> Result<()> {
    let Args { from, to, dry_run } = args;
    let dry_run = *dry_run;
    let paths = place.maps()?;
    let maps = several::read(ctx, &paths)?;
    let from = giver(&place.workspace, maps.iter().map(|opened| &opened.map), from, today)?;
    let to = taker(&place.workspace, &from, to, today)?;
    if let Some(until) = to.away_until.filter(|_| to.is_away(today)) {
        ctx.warn(format!("{} is away until {until}", to.name));
    }
    let (mut several, mut total, mut owned) = (Several::default(), Total::default(), 0);
    for opened in &maps {
        let given = hand_over(&opened.map, &from, &to.id);
        let Some(edit) = given.edit.clone() else { continue };
        owned += 1;
        total.add(&given);
        say(ctx, dry_run, &opened.name, &given.words())?;
        several.add(ctx, opened, edit)?;
    }
    let (deputies, edit) = hand_over_deputies(&place.workspace, &from, &to.id);
    if deputies > 0 {
        say(ctx, dry_run, FILE, &many_deputies(deputies))?;
    }
    if !dry_run {
        several.save(ctx)?;
        if let Some(edit) = edit {
            let mut workspace = place.workspace.clone();
            edit.apply(&mut workspace)?;
            write(ctx, place, &workspace)?;
        }
    }
    let name = place.workspace.name_of(&from).to_owned();
    sum(ctx, dry_run, &name, &to, &total.words(deputies), owned)
}

/// What changes hands in all maps together.
#[derive(Debug, Default)]
struct Total {
    maps: usize,
    stages: usize,
    cards: usize,
}

impl Total {
    fn add(&mut self, given: &Handover) {
        self.maps += usize::from(given.map);
        self.stages += given.stages;
        self.cards += given.cards;
    }

    fn words(&self, deputies: usize) -> String {
        let counts = [(self.maps, "map"), (self.stages, "stage"), (self.cards, "card")];
        let mut parts: Vec<String> =
            counts.iter().filter(|(n, _)| *n > 0).map(|(n, one)| many(*n, one)).collect();
        if deputies > 0 {
            parts.push(many_deputies(deputies));
        }
        parts.join(", ")
    }
}

/// For how many people they stand in.
fn many_deputies(count: usize) -> String {
    if count == 1 { "deputy of 1 person".to_owned() } else { format!("deputy of {count} people") }
}

fn say(ctx: &mut Context, dry_run: bool, name: &str, words: &str) -> Result<()> {
    let head = if dry_run { "would be done: " } else { "" };
    ctx.out.line(&Line::default().with(Tone::Faint, head).plain(format!("{name}: {words}")))
}

fn sum(ctx: &mut Context, dry_run: bool, from: &str, to: &Person, words: &str, maps: usize) -> Result<()> {
    if words.is_empty() {
        return ctx.out.say(format!("{from} owns nothing here"));
    }
    let verb = if dry_run { "would go" } else { "went" };
    ctx.out.say(format!("{words} {verb} from {from} to {}", to.name))?;
    if maps == 0 || dry_run {
        return Ok(());
    }
    // A changed owner breaks the seal of a reviewed stage: the new one is asked to look.
    let words = format!("what changed hands asks {} for a review: milepost check --owner {}", to.name, to.id);
    ctx.out.line(&Line::default().with(Tone::Faint, words))
}

/// Who gives: somebody of the list, or whom the list does not know (any more) and maps name.
fn giver<'a>(
    workspace: &Workspace,
    mut maps: impl Iterator<Item = &'a Map>,
    text: &str,
    today: Date,
) -> Result<PersonId> {
    let known = find(workspace, text, today);
    let Err(error) = known else { return known.map(|person| person.id) };
    let id = PersonId::new(text.trim()).ok();
    let owns = |map: &Map, id: &PersonId| hand_over(map, id, id).edit.is_some();
    id.filter(|id| maps.any(|map| owns(map, id))).ok_or(error)
}

fn taker(workspace: &Workspace, from: &PersonId, text: &str, today: Date) -> Result<Person> {
    let to = find(workspace, text, today)?;
    if to.id == *from {
        return Err(CliError::trouble(format!("{} has it already: name two people", to.name)));
    }
    match to.left.filter(|_| to.has_left(today)) {
        Some(day) => Err(CliError::trouble(format!("{} left on {day} and cannot answer for it", to.name))
            .hint(format!("milepost people left {} --back, if they did not", to.id))),
        None => Ok(to),
    }
}
