//! Actions for people and for programs.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::json::Envelope;
use crate::cli::out::{Line, Tone, many};
use crate::cli::place::Place;
use crate::workshop::minutes::{Is, Todo};

/// By owner, each by date.
pub(super) fn text(ctx: &mut Context, place: &Place, todos: &[Todo]) -> Result<()> {
    let today = ctx.today(&place.workspace);
    ctx.out.say(counts(todos, today))?;
    let ids = Ids::of(todos);
    let mut last = None;
    for todo in todos {
        let owner = todo.owner.as_ref().map(|owner| &owner.id);
        if last != Some(owner) {
            let name = todo.owner.as_ref().map_or("nobody", |owner| owner.name.as_str());
            ctx.out.line(&Line::default().with(Tone::Strong, name))?;
            last = Some(owner);
        }
        ctx.out.line(&one(todo, &ids, today))?;
    }
    Ok(())
}

fn counts(todos: &[Todo], today: Date) -> String {
    let count = |is: Is| todos.iter().filter(|todo| todo.state == is).count();
    let late = todos.iter().filter(|todo| todo.is_late(today)).count();
    let parts = [(late, "overdue"), (count(Is::Done), "done"), (count(Is::Dropped), "dropped")];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts = parts.map(|(count, word)| format!("{count} {word}"));
    let words: Vec<String> = std::iter::once(many(count(Is::Open), "open action")).chain(parts).collect();
    words.join(", ")
}

fn one(todo: &Todo, ids: &Ids<'_>, today: Date) -> Line {
    let due = todo.due.map_or_else(|| "no date   ".to_owned(), |due| due.to_string());
    let (sign, tone) = match todo.state {
        Is::Open if todo.is_late(today) => ('!', Tone::Bad),
        Is::Open => ('○', Tone::Plain),
        Is::Done => ('✓', Tone::Good),
        Is::Dropped => ('–', Tone::Faint),
    };
    let line = Line::default().with(tone, format!("  {sign} {due}")).plain(format!("  {}", todo.text));
    let line = match (todo.state, todo.due) {
        (Is::Open, Some(due)) if due < today => {
            line.with(Tone::Bad, format!("  {} overdue", days(due, today)))
        }
        (Is::Open, _) => line,
        _ => line.with(Tone::Faint, format!("  {}", todo.became())),
    };
    line.with(Tone::Faint, format!("  [{}]  {}, {}", ids.shown(todo), todo.title, todo.session))
}

fn days(due: Date, today: Date) -> String {
    let days = crate::rules::days::between(due, today);
    many(usize::try_from(days).unwrap_or(0), "day")
}

/// How actions are called: by their own id where only one workshop has it.
pub(super) struct Ids<'a>(HashMap<&'a str, usize>);

impl<'a> Ids<'a> {
    pub(super) fn of(todos: &'a [Todo]) -> Self {
        let mut counts = HashMap::new();
        for todo in todos {
            *counts.entry(todo.id.as_str()).or_default() += 1;
        }
        Self(counts)
    }

    pub(super) fn shown(&self, todo: &Todo) -> String {
        match self.0.get(todo.id.as_str()) {
            Some(1) => todo.id.to_string(),
            _ => format!("{}/{}", todo.session, todo.id),
        }
    }
}

#[derive(Serialize)]
struct Shape<'a> {
    today: Date,
    actions: Vec<OneAction<'a>>,
}

#[derive(Serialize)]
struct OneAction<'a> {
    #[serde(flatten)]
    todo: &'a Todo,
    overdue: bool,
}

/// The shape of `docs/json.md`.
pub(super) fn json(ctx: &mut Context, place: &Place, todos: &[Todo]) -> Result<()> {
    let today = ctx.today(&place.workspace);
    let actions = todos.iter().map(|todo| OneAction { todo, overdue: todo.is_late(today) }).collect();
    ctx.out.json(&Envelope::new(Shape { today, actions }))
}
