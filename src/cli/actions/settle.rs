//! What became of an action: a line more in its workshop's record.

use std::sync::Arc;

use jiff::civil::Date;

use super::Args;
use super::print::Ids;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::place::Place;
use crate::map::Label;
use crate::store::clock::millis;
use crate::store::diagnostic::nearest;
use crate::store::disk::fs::RealFs;
use crate::store::sessions::append_later;
use crate::workshop::minutes::{Is, Todo};
use crate::workshop::{Deed, Outcome};

/// What is said of which action.
pub(super) struct Wish<'a> {
    wanted: &'a str,
    becomes: Is,
    why: Option<&'a str>,
}

impl<'a> Wish<'a> {
    /// What the arguments say; `None`: they only ask.
    pub(super) fn of(args: &'a Args) -> Option<Self> {
        let given = [(&args.done, Is::Done), (&args.drop, Is::Dropped), (&args.reopen, Is::Open)];
        let (wanted, becomes) = given.into_iter().find_map(|(id, is)| Some((id.as_deref()?, is)))?;
        Some(Self { wanted, becomes, why: args.why.as_deref() })
    }

    fn outcome(&self, today: Date) -> Result<Outcome> {
        match self.becomes {
            Is::Open => Ok(Outcome::Open),
            Is::Done => Ok(Outcome::Done(today)),
            Is::Dropped => match Label::new(self.why.unwrap_or_default()) {
                why if why.is_empty() => Err(CliError::trouble("say why it will not be done: --why TEXT")),
                why => Ok(Outcome::Dropped(today, why)),
            },
        }
    }
}

pub(super) fn run(ctx: &mut Context, place: &Place, todos: &[Todo], wish: &Wish<'_>) -> Result<()> {
    let todo = find(todos, wish.wanted, wish.becomes)?;
    let outcome = wish.outcome(ctx.today(&place.workspace))?;
    if todo.state == wish.becomes {
        return Err(CliError::trouble(format!("{} is {} already", about(todo), todo.state.word())));
    }
    let by = ctx.person(place)?.id;
    let deed = Deed::ActionIs(todo.id.clone(), outcome);
    append_later(Arc::new(RealFs), &place.root, &todo.session, deed, by, millis())?;
    let words = match wish.becomes {
        Is::Open => "open again",
        Is::Done => "done",
        Is::Dropped => "dropped",
    };
    ctx.out.say(format!("{words}: {}", about(todo)))
}

fn about(todo: &Todo) -> String {
    format!("action “{}” [{}]", todo.text, todo.id)
}

/// The action with this id, or the only one whose id begins so; where several do, those that it can be said of come first.
/// `SESSION/ID` says which workshop's.
fn find<'a>(todos: &'a [Todo], wanted: &str, becomes: Is) -> Result<&'a Todo> {
    let (session, id) = wanted.split_once('/').map_or((None, wanted), |(session, id)| (Some(session), id));
    let of_session = |todo: &&Todo| session.is_none_or(|session| todo.session.as_str() == session);
    let known: Vec<&Todo> = todos.iter().filter(of_session).collect();
    let exact: Vec<&Todo> = known.iter().copied().filter(|todo| todo.id.as_str() == id).collect();
    let begins = |todo: &&Todo| !id.is_empty() && todo.id.as_str().starts_with(id);
    let found = if exact.is_empty() { known.iter().copied().filter(begins).collect() } else { exact };
    let fitting: Vec<&Todo> = found.iter().copied().filter(|todo| todo.state != becomes).collect();
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
