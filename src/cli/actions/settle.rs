//! What became of an action, who does it now and until when: a line more in its workshop's record.

use std::sync::Arc;

use jiff::civil::Date;

use super::Args;
use super::print::Ids;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::place::Place;
use crate::cli::value::date;
use crate::map::{Label, day};
use crate::store::clock::millis;
use crate::store::diagnostic::nearest;
use crate::store::disk::fs::RealFs;
use crate::store::sessions::append_later;
use crate::workshop::minutes::{Is, Todo};
use crate::workshop::{Deed, Later, Outcome, Said};

/// What is said of which action.
pub(super) struct Wish<'a> {
    wanted: &'a str,
    what: What<'a>,
}

/// What is said of it.
enum What<'a> {
    /// What became of it, and why.
    Becomes(Is, Option<&'a str>),
    /// Who does it, until when.
    Changes(&'a Args),
}

impl<'a> Wish<'a> {
    /// What the arguments say; `None`: they only ask.
    pub(super) fn of(args: &'a Args) -> Option<Self> {
        let given = [(&args.done, Is::Done), (&args.drop, Is::Dropped), (&args.reopen, Is::Open)];
        let becomes = given.into_iter().find_map(|(id, is)| {
            Some(Self { wanted: id.as_deref()?, what: What::Becomes(is, args.why.as_deref()) })
        });
        becomes.or_else(|| Some(Self { wanted: args.change.as_deref()?, what: What::Changes(args) }))
    }

    /// Whether it can be said of an action: among several that could be meant, these are.
    fn fits(&self, todo: &Todo) -> bool {
        match self.what {
            What::Becomes(is, _) => todo.state != is,
            What::Changes(_) => todo.state == Is::Open,
        }
    }

    /// What is said, once the action is found.
    fn said(&self, ctx: &mut Context, place: &Place) -> Result<Vec<Said>> {
        let today = ctx.today(&place.workspace);
        match self.what {
            What::Becomes(Is::Open, _) => Ok(vec![Said::Is(Outcome::Open)]),
            What::Becomes(Is::Done, _) => Ok(vec![Said::Is(Outcome::Done(today))]),
            What::Becomes(Is::Dropped, why) => match Label::new(why.unwrap_or_default()) {
                why if why.is_empty() => Err(CliError::trouble("say why it will not be done: --why TEXT")),
                why => Ok(vec![Said::Is(Outcome::Dropped(today, why))]),
            },
            What::Changes(args) => changes(ctx, place, args, today),
        }
    }
}

fn changes(ctx: &mut Context, place: &Place, args: &Args, today: Date) -> Result<Vec<Said>> {
    let owner = super::whose(ctx, place, args)?.map(|who| Said::Owner(Some(who)));
    let due = match args.due.as_deref().map(str::trim) {
        None => None,
        Some("none") => Some(Said::Due(None)),
        Some(text) => {
            let due = day::read_coming(text, today).map_or_else(|| date(text, today), Ok);
            Some(Said::Due(Some(due.map_err(CliError::trouble)?)))
        }
    };
    let said: Vec<Said> = owner.into_iter().chain(due).collect();
    if said.is_empty() {
        return Err(CliError::trouble("say what changes: --owner PERSON, --due DAY, or both"));
    }
    Ok(said)
}

pub(super) fn run(ctx: &mut Context, place: &Place, todos: &[Todo], wish: &Wish<'_>) -> Result<()> {
    let todo = find(todos, wish)?;
    let said = wish.said(ctx, place)?;
    match wish.what {
        What::Becomes(is, _) if todo.state == is => {
            return Err(CliError::trouble(format!("{} is {} already", about(todo), todo.state.word())));
        }
        What::Changes(_) if todo.state != Is::Open => {
            let error = CliError::trouble(format!("{} is {}", about(todo), todo.state.word()));
            return Err(error.hint(format!("open it again first: milepost actions --reopen {}", todo.id)));
        }
        _ => {}
    }
    let by = ctx.person(place)?.id;
    let later = Later { session: todo.session.clone(), action: todo.id.clone(), said, by };
    let entries = append_later(Arc::new(RealFs), &place.root, &later, millis())?;
    let Some(entry) = entries.last() else {
        return ctx.out.say(format!("nothing changes: {} is so already", about(todo)));
    };
    ctx.out.say(match &entry.deed {
        Deed::Action(action) => {
            let owner = action.owner.as_ref().map_or("nobody", |who| place.workspace.name_of(who));
            let due = action.due.map_or_else(|| "no date".to_owned(), |day| format!("until {day}"));
            format!("changed: {}: {owner}, {due}", about(todo))
        }
        Deed::ActionIs(_, Outcome::Open) => format!("open again: {}", about(todo)),
        Deed::ActionIs(_, Outcome::Dropped(..)) => format!("dropped: {}", about(todo)),
        _ => format!("done: {}", about(todo)),
    })
}

fn about(todo: &Todo) -> String {
    format!("action “{}” [{}]", todo.text, todo.id)
}

/// The action with this id, or the only one whose id begins so; where several do, those that it can be said of come first.
/// `SESSION/ID` says which workshop's.
fn find<'a>(todos: &'a [Todo], wish: &Wish<'_>) -> Result<&'a Todo> {
    let wanted = wish.wanted;
    let (session, id) = wanted.split_once('/').map_or((None, wanted), |(session, id)| (Some(session), id));
    let of_session = |todo: &&Todo| session.is_none_or(|session| todo.session.as_str() == session);
    let known: Vec<&Todo> = todos.iter().filter(of_session).collect();
    let exact: Vec<&Todo> = known.iter().copied().filter(|todo| todo.id.as_str() == id).collect();
    let begins = |todo: &&Todo| !id.is_empty() && todo.id.as_str().starts_with(id);
    let found = if exact.is_empty() { known.iter().copied().filter(begins).collect() } else { exact };
    let fitting: Vec<&Todo> = found.iter().copied().filter(|todo| wish.fits(todo)).collect();
    match (fitting.as_slice(), found.as_slice()) {
        ([only], _) | ([], [only]) => Ok(only),
        ([], []) => Err(unknown(&known, wanted, id)),
        ([], several) | (several, _) => Err(ambiguous(todos, several, wanted)),
    }
}

fn unknown(known: &[&Todo], wanted: &str, id: &str) -> CliError {
    let error = CliError::trouble(format!("there is no action `{wanted}`"));
    match nearest(id, known.iter().map(|todo| todo.id.as_str())) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("`milepost actions --all` lists those that there are"),
    }
}

fn ambiguous(todos: &[Todo], several: &[&Todo], wanted: &str) -> CliError {
    let ids = Ids::of(todos);
    let names: Vec<String> = several.iter().map(|todo| ids.shown(todo)).collect();
    CliError::trouble(format!("`{wanted}` could be {}", names.join(" or "))).hint("write more of the id")
}
