//! `milepost join`: taking part in a workshop from one's own terminal.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::context::Context;
use super::error::{CliError, Kind, Result};
use super::file;
use super::place::Place;
use crate::map::id::{LaneId, StageId};
use crate::map::{Label, Map};
use crate::store::clock;
use crate::store::diagnostic::nearest;
use crate::store::disk::words::reason;
use crate::store::live::{self, Live};
use crate::store::whoami::{Who, guest, person};
use crate::tui::driver::{self, JoinStart};
use crate::tui::join::SILENCE;
use crate::workshop::clock::span;
use crate::workshop::pad::{LONGEST_LINE, Pad};
use crate::workshop::roster::Act;
use crate::workshop::slip::{Glance, Says};
use crate::workshop::{Attendee, Part, Verb};

/// How often it is looked whether a workshop has begun.
const AWAIT: Duration = Duration::from_millis(500);

/// Take part in a workshop that somebody else facilitates
///
/// Opens a terminal of your own on a workshop that runs on a map, or waits for one to begin: the phase's prompt, the time left, your cards, your dots. The workshop
/// is joined through files in the workspace's folder (on the same machine, over NFS, in a synchronised folder); there is no server. In a
/// shared folder roles and privacy are courtesy, not protection, and a synchronised folder may take longer than a second. --as may name
/// somebody whom the workspace does not know: a guest. With --send one card is sent without a terminal; it ends with 1 where no
/// workshop takes cards now.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost join order --as ana
  milepost join --as \"Guest of Ops\" --observe
  milepost join order --as ana --send \"! No call before the van comes\" --stage wait")]
pub(super) struct Args {
    /// The map: a file or its name; without it the only workshop that runs
    map: Option<PathBuf>,
    /// Look on only
    #[arg(long, conflicts_with = "send")]
    observe: bool,
    /// Send one card, and open no terminal
    #[arg(long, value_name = "LINE")]
    send: Option<String>,
    /// The stage of that card: its id or name; without it the one that the room looks at
    #[arg(long, requires = "send")]
    stage: Option<String>,
    /// The lane of that card: its id or name; without it the first one of the phase
    #[arg(long, requires = "send")]
    lane: Option<String>,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    if let Some(line) = &args.send {
        let (place, live) = find(ctx, args.map.as_deref())?;
        let me = me(ctx, &place, args.observe)?;
        return send(ctx, args, line, (&place, &live), me);
    }
    if !(std::io::stdin().is_terminal() && std::io::stdout().is_terminal()) {
        find(ctx, args.map.as_deref())?;
        return Err(CliError::trouble("a terminal is needed to join a workshop")
            .hint("send one card without: --send LINE"));
    }
    let (place, live) = await_begin(ctx, args.map.as_deref())?;
    let me = me(ctx, &place, args.observe)?;
    let people = place.workspace.people.iter().map(|p| (p.id.clone(), p.name.clone())).collect();
    let today = ctx.today(&place.workspace);
    let start = JoinStart { place: live::Place::of(&place.root, &live.session), me, people, today };
    driver::join(start).map_err(|error| CliError::trouble(error.to_string()))
}

/// The workshop that is meant, once it has begun: people sit down before whoever leads does.
fn await_begin(ctx: &mut Context, map: Option<&Path>) -> Result<(Place, Live)> {
    let mut is_told = false;
    loop {
        match find(ctx, map) {
            Err(error) if error.kind == Kind::No => {
                if !std::mem::replace(&mut is_told, true) {
                    ctx.warn(format!("{}: waiting for one to begin (Ctrl-C leaves)", error.message));
                    error.hints.iter().skip(1).for_each(|hint| ctx.warn(hint));
                }
                std::thread::sleep(AWAIT);
            }
            done => return done,
        }
    }
}

/// The workshop that is meant, and its workspace.
fn find(ctx: &mut Context, map: Option<&Path>) -> Result<(Place, Live)> {
    if let Some(map) = map {
        let opened = file::open(ctx, map)?;
        let found = live::running(&opened.place.root, &opened.map.id, clock::millis());
        let live = found.ok_or_else(|| none_on(&opened.place, &opened.map))?;
        return Ok((opened.place, live));
    }
    let place = ctx.place(Path::new("."))?;
    let mut all = all(&place);
    match (all.pop(), all.is_empty()) {
        (Some(live), true) => Ok((place, live)),
        (None, _) => Err(no_workshop("no workshop runs in this workspace")),
        (Some(last), false) => {
            let ids: Vec<&str> = all.iter().chain([&last]).map(|live| live.glance.map.as_str()).collect();
            let error = CliError::trouble("more than one workshop runs: which one?");
            Err(error.hint(format!("milepost join MAP, where MAP is one of {}", ids.join(", "))))
        }
    }
}

/// Workshops that run, the one written last first.
fn all(place: &Place) -> Vec<Live> {
    let all = live::sessions(&place.root, clock::millis());
    all.into_iter().filter(|live| !live.glance.ended).collect()
}

fn no_workshop(words: impl Into<String>) -> CliError {
    CliError::no(words).hint("somebody has to facilitate one, in this folder: milepost workshop MAP")
}

fn none_on(place: &Place, map: &Map) -> CliError {
    let error = no_workshop(format!("no workshop runs on “{}”", map.title));
    match all(place).first() {
        Some(other) => {
            error.hint(format!("one runs on “{}”: milepost join {}", other.glance.title, other.glance.map))
        }
        None => error,
    }
}

/// Who sits here: one of the workspace's people, or a guest.
fn me(ctx: &mut Context, place: &Place, observe: bool) -> Result<Attendee> {
    let variable = std::env::var("MILEPOST_AS").ok().filter(|name| !name.trim().is_empty());
    let known = |who: &crate::map::Person| Who { id: who.id.clone(), name: who.name.clone(), known: true };
    let who = match ctx.global.person.clone().or(variable) {
        Some(name) => person(&place.workspace.people, &name).map(known).or_else(|| guest(&name)),
        None => Some(ctx.who(place)?).filter(|who| !who.name.is_empty()),
    };
    let who = who.ok_or_else(|| CliError::trouble("who are you?").hint("say it: --as NAME"))?;
    let part = if observe { Part::Observer } else { Part::Participant };
    Ok(Attendee { id: who.id, name: who.name, part })
}

/// Sends one card.
fn send(
    ctx: &mut Context,
    args: &Args,
    line: &str,
    (place, live): (&Place, &Live),
    me: Attendee,
) -> Result<()> {
    let glance = &live.glance;
    let part = glance.roster.get(&me.id).map_or(me.part, |who| who.part);
    if !part.may(Act::TakePart(Verb::Capture), glance.verb) {
        return Err(CliError::no(format!(
            "no cards are written now: the phase “{}” is for {}",
            glance.phase, glance.verb
        )));
    }
    let line = Label::new(line);
    if line.is_empty() || line.as_str().chars().nth(LONGEST_LINE).is_some() {
        return Err(CliError::trouble(format!("a card has 1 to {LONGEST_LINE} characters")));
    }
    let (stage, lane) = goal(glance, args)?;
    let says = Says::Card { stage, lane, line: line.clone() };
    let mut pad = Pad::new(live.session.clone(), me.id, me.name);
    let slip = pad.slip(says, clock::millis(), &mut ctx.ids);
    let papers = live::Place::of(&place.root, &live.session);
    papers
        .offer(&slip)
        .map_err(|error| CliError::trouble(format!("the card was not sent: {}", reason(&error))))?;
    let silence = clock::millis().saturating_sub(live.written);
    if u128::try_from(silence).is_ok_and(|silence| silence > SILENCE.as_millis()) {
        let words = format!(
            "nothing from the facilitator's editor for {}: the card waits in the folder",
            span(silence)
        );
        ctx.warn(words);
    }
    ctx.out.say(format!("sent: {line}"))
}

/// Where the card goes.
fn goal(glance: &Glance, args: &Args) -> Result<(StageId, LaneId)> {
    let none = |what: &str| CliError::trouble(format!("this workshop has no {what} for cards"));
    let stage = match &args.stage {
        Some(wanted) => named(&glance.stages, wanted, "stage")?,
        None => glance
            .stage
            .clone()
            .or_else(|| Some(glance.stages.first()?.0.clone()))
            .ok_or_else(|| none("stage"))?,
    };
    let lane = match &args.lane {
        Some(wanted) => named(&glance.lanes, wanted, "lane of this phase")?,
        None => glance.lanes.first().map(|(id, _)| id.clone()).ok_or_else(|| none("lane"))?,
    };
    Ok((stage, lane))
}

/// The one with this id or name, or the only one whose name or id begins so.
fn named<T: Clone + ToString>(all: &[(T, Label)], wanted: &str, what: &str) -> Result<T> {
    let lower = wanted.trim().to_lowercase();
    let is = |(id, name): &&(T, Label)| id.to_string() == wanted || name.as_str().to_lowercase() == lower;
    let begins = |(id, name): &&(T, Label)| {
        !lower.is_empty()
            && (id.to_string().starts_with(&lower) || name.as_str().to_lowercase().starts_with(&lower))
    };
    let mut near = all.iter().filter(begins);
    let only = match (near.next(), near.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    };
    if let Some((id, _)) = all.iter().find(is).or(only) {
        return Ok(id.clone());
    }
    let error = CliError::trouble(format!("there is no {what} `{wanted}`"));
    let names = || all.iter().map(|(_, name)| name.as_str());
    Err(match nearest(wanted, names()) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint(format!("there are: {}", names().collect::<Vec<_>>().join(", "))),
    })
}
