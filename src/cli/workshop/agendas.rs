//! The agendas that a workshop can have.

use serde::Serialize;

use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::json::Envelope;
use crate::cli::out::{Line, Tone, many};
use crate::cli::place::Place;
use crate::store::agendas::{Offer, list};
use crate::store::diagnostic::{Source, render};
use crate::store::disk::words::shown;
use crate::workshop::{Agenda, Phase};

pub(super) fn run(ctx: &mut Context, place: &Place, format: Format) -> Result<()> {
    let offers = list(Some(&place.root));
    match format {
        Format::Json => {
            ctx.out.json(&Envelope::new(Shape { agendas: offers.iter().map(shape).collect() }))?;
        }
        Format::Text => {
            for offer in &offers {
                text(ctx, offer)?;
            }
        }
    }
    ctx.out.flush()?;
    for (offer, problem) in offers.iter().flat_map(|offer| offer.problems.iter().map(move |p| (offer, p))) {
        let name = offer.path.as_ref().map_or_else(|| offer.stem.clone(), |path| shown(path));
        let source = Source { name: &name, text: &problem.text };
        let color = ctx.out.error_color();
        ctx.out.report(&render(&problem.diagnostic, &source, color));
    }
    match offers.iter().filter(|offer| offer.agenda.is_none()).count() {
        0 => Ok(()),
        wrong => Err(CliError::trouble(format!("{} cannot be used", many(wrong, "agenda")))),
    }
}

fn text(ctx: &mut Context, offer: &Offer) -> Result<()> {
    let Some(agenda) = &offer.agenda else { return Ok(()) };
    let from = offer.path.as_ref().map_or_else(String::new, |path| format!("  {}", shown(path)));
    let head = Line::default().with(Tone::Strong, agenda.name.as_str());
    let minutes = format!("  {} min, {}", agenda.minutes(), many(agenda.phases.len(), "phase"));
    ctx.out.line(&head.plain(minutes).with(Tone::Faint, format!("  [{}]{from}", offer.stem)))?;
    for phase in &agenda.phases {
        let words = format!("  {:>3} min  {}: {}{}", phase.minutes, phase.name, phase.verb, extra(phase));
        ctx.out.say(words)?;
    }
    Ok(())
}

fn extra(phase: &Phase) -> String {
    let private = if phase.private { ", private" } else { "" };
    let lanes: Vec<&str> = phase.lanes.iter().map(AsRef::as_ref).collect();
    if lanes.is_empty() { private.to_owned() } else { format!(" {}{private}", lanes.join(", ")) }
}

#[derive(Serialize)]
struct Shape<'a> {
    agendas: Vec<OneAgenda<'a>>,
}

#[derive(Serialize)]
struct OneAgenda<'a> {
    id: &'a str,
    path: Option<String>,
    name: Option<&'a str>,
    minutes: Option<u32>,
    phases: Vec<OnePhase<'a>>,
    problems: Vec<String>,
}

#[derive(Serialize)]
struct OnePhase<'a> {
    name: &'a str,
    minutes: u32,
    verb: &'static str,
    lanes: Vec<&'a str>,
    private: bool,
    prompt: &'a str,
}

fn shape(offer: &Offer) -> OneAgenda<'_> {
    let agenda = offer.agenda.as_ref();
    OneAgenda {
        id: &offer.stem,
        path: offer.path.as_ref().map(|path| shown(path)),
        name: agenda.map(|agenda| agenda.name.as_str()),
        minutes: agenda.map(Agenda::minutes),
        phases: agenda.map_or_else(Vec::new, |agenda| agenda.phases.iter().map(phase).collect()),
        problems: offer.problems.iter().map(crate::store::threads::Problem::line).collect(),
    }
}

fn phase(phase: &Phase) -> OnePhase<'_> {
    OnePhase {
        name: phase.name.as_str(),
        minutes: phase.minutes,
        verb: phase.verb.word(),
        lanes: phase.lanes.iter().map(AsRef::as_ref).collect(),
        private: phase.private,
        prompt: phase.asks(),
    }
}
