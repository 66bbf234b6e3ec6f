//! Steps with git that are said before they are done, and can be stopped.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::Path;

use super::context::Context;
use super::error::{CliError, Result};
use super::out::{Line, Tone};
use super::place::Place;
use crate::map::Label;
use crate::map::text::visible;
use crate::store::git::setup::program;
use crate::store::share::{Desk, Plan, Step, Trouble};

/// How the steps are gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// Each is asked for.
    Asking,
    /// Each is done.
    All,
    /// Each is only said.
    DryRun,
}

impl How {
    /// As the options say.
    pub(super) fn of(yes: bool, dry_run: bool) -> Self {
        match (dry_run, yes) {
            (true, _) => Self::DryRun,
            (false, true) => Self::All,
            (false, false) => Self::Asking,
        }
    }
}

/// The workspace around `folder`, and who works there. Somebody whom the workspace does not know is only refused where a version is kept.
pub(super) fn desk(ctx: &mut Context, folder: Option<&Path>) -> Result<(Desk, Place)> {
    let place = ctx.place(folder.unwrap_or(Path::new(".")))?;
    let author = match ctx.who(&place)? {
        who if who.known => Label::new(who.id.as_str()),
        who => who.name,
    };
    let desk = Desk {
        root: place.root.clone(),
        workspace: place.workspace.clone(),
        dirs: ctx.dirs()?,
        today: ctx.today(&place.workspace),
        author,
        may_ask: std::io::stdin().is_terminal(),
        program: program(),
    };
    Ok((desk, place))
}

/// A plan; where only the reason is missing, and somebody can be asked for it, made with their answer.
pub(super) fn planned(
    ctx: &mut Context,
    how: How,
    why: Option<&str>,
    plan: impl Fn(Option<&str>) -> std::result::Result<Plan, Trouble>,
) -> Result<Plan> {
    match plan(why) {
        Err(trouble) if trouble.is_reason && how == How::Asking && std::io::stdin().is_terminal() => {
            let why = answer(ctx, "What changed, and why? ")?;
            Ok(plan(Some(&why))?)
        }
        made => Ok(made?),
    }
}

/// Goes through the steps.
pub(super) fn go(ctx: &mut Context, desk: &Desk, place: &Place, plan: &Plan, how: How) -> Result<()> {
    if plan.steps.iter().any(|step| matches!(step, Step::Version { .. })) {
        ctx.person(place)?;
    }
    if how == How::Asking && !std::io::stdin().is_terminal() && !plan.steps.is_empty() {
        return Err(CliError::trouble("nobody can be asked whether to go on")
            .hint("--yes does all, --dry-run only says it"));
    }
    for note in &plan.notes {
        ctx.warn(note);
    }
    plan.steps.iter().try_for_each(|step| one(ctx, desk, step, how))
}

fn one(ctx: &mut Context, desk: &Desk, step: &Step, how: How) -> Result<()> {
    match how {
        How::DryRun => return dry(ctx, step),
        How::All => ctx.out.line(&Line::default().with(Tone::Strong, step.words()))?,
        How::Asking => {
            let said = answer(ctx, &format!("{}? [Y/n] ", step.words()))?;
            if !matches!(said.to_lowercase().as_str(), "" | "y" | "yes") {
                let message = format!("stopped before: {}", step.words());
                return Err(CliError::no(message).hint("what was done before stays; run this again to go on"));
            }
        }
    }
    ctx.out.flush()?;
    for line in desk.run(step)? {
        ctx.out.say(format!("  {line}"))?;
    }
    Ok(())
}

fn dry(ctx: &mut Context, step: &Step) -> Result<()> {
    ctx.out.line(&Line::default().with(Tone::Faint, "would be done: ").plain(step.words()))?;
    if let Step::Commit { message, .. } | Step::FinishMerge { message: Some(message) } = step {
        for line in message.lines() {
            let bar = if line.is_empty() { "  |" } else { "  | " };
            ctx.out.line(&Line::default().with(Tone::Faint, bar).plain(line))?;
        }
    }
    Ok(())
}

/// What the person at the terminal says. The end of what is typed is a no.
fn answer(ctx: &mut Context, question: &str) -> Result<String> {
    ctx.out.flush()?;
    let _ = write!(std::io::stderr(), "{}", visible(question));
    let mut answer = String::new();
    if std::io::stdin().lock().read_line(&mut answer)? == 0 {
        return Ok("no".to_owned());
    }
    Ok(answer.trim().to_owned())
}

impl From<Trouble> for CliError {
    fn from(trouble: Trouble) -> Self {
        let error =
            if trouble.is_decision { Self::no(trouble.message) } else { Self::trouble(trouble.message) };
        trouble.hints.into_iter().fold(error, Self::hint)
    }
}
