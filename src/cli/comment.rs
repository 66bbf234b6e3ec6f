//! `milepost comment`: review threads, opened, answered, settled, listed.

mod list;

use std::path::PathBuf;

use super::args::Format;
use super::context::Context;
use super::error::{CliError, Result};
use super::file::{self, Opened};
use super::find;
use super::out::{Line, Tone};
use crate::map::id::{ElementId, PersonId, ThreadId, mint};
use crate::map::thread::{Anchor, Deed, Entry, Refused, Resolution, Thread, fields_of};
use crate::store::clock::Today;
use crate::store::diagnostic::nearest;
use crate::store::disk::fs::RealFs;
use crate::store::disk::words::shown;
use crate::store::threads::{self, ThreadError};

/// Comment on an element of a map, answer, resolve, or list the threads
///
/// A thread is a file of its own under threads/, beside the map: two branches that talk never conflict. It remembers what it is
/// about (an element, or a field of it) and the text that stood there. A thread whose element is gone is listed as an orphan.
/// Without a text the threads are listed: the open ones, and with --all the resolved ones, too.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost comment maps/order.ron no-eta-7f \"Do we know since when?\"
  milepost comment maps/order.ron no-eta-7f --field severity \"Still high?\"
  milepost comment maps/order.ron --reply no-eta \"Since June\"
  milepost comment maps/order.ron --resolve no-eta
  milepost comment maps/order.ron --list --all")]
pub(super) struct Args {
    /// The map: a file or its name
    map: PathBuf,
    /// What to comment on (an id, a name, or the beginning of one) and the text; with a thread, the text alone
    #[arg(num_args = 0..=2, value_names = ["ELEMENT", "TEXT"])]
    words: Vec<String>,
    /// The field that it is about
    #[arg(long)]
    field: Option<String>,
    /// Answer in this thread
    #[arg(long, value_name = "THREAD", conflicts_with_all = ["field", "resolve", "reopen"])]
    reply: Option<String>,
    /// This thread is settled; a text is its last word
    #[arg(long, value_name = "THREAD", conflicts_with_all = ["field", "reopen"])]
    resolve: Option<String>,
    /// This thread is not settled after all; a text says why
    #[arg(long, value_name = "THREAD", conflicts_with = "field")]
    reopen: Option<String>,
    /// List the threads, of one element if it is named
    #[arg(long, short, conflicts_with_all = ["field", "reply", "resolve", "reopen"])]
    list: bool,
    /// The resolved ones, too
    #[arg(long, conflicts_with_all = ["field", "reply", "resolve", "reopen"])]
    all: bool,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What was asked for.
enum Wish<'a> {
    /// To see threads: of one element, or all.
    List(Option<&'a str>),
    /// A new thread: element and text.
    New(&'a str, &'a str),
    /// Something in a thread: which, and a text.
    In(&'a str, Option<&'a str>, What),
}

/// What is done in a thread.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Reply,
    Resolve,
    Reopen,
}

impl Args {
    fn wish(&self) -> Result<Wish<'_>> {
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        let given =
            [(&self.reply, What::Reply), (&self.resolve, What::Resolve), (&self.reopen, What::Reopen)];
        let thread = given.iter().find_map(|(thread, what)| Some((thread.as_deref()?, *what)));
        match (thread, words.as_slice()) {
            (Some((thread, What::Reply)), []) => {
                Err(CliError::trouble("what is the answer?").hint(format!("--reply {thread} \"the text\"")))
            }
            (Some((thread, what)), []) => Ok(Wish::In(thread, None, what)),
            (Some((thread, what)), [text]) => Ok(Wish::In(thread, Some(text), what)),
            (Some(_), _) => {
                Err(CliError::trouble("a thread knows its element: the text alone stands after it"))
            }
            (None, []) if self.field.is_none() => Ok(Wish::List(None)),
            (None, [element]) if self.field.is_none() => Ok(Wish::List(Some(element))),
            (None, [element, text]) if !self.list => Ok(Wish::New(element, text)),
            (None, [_, _, ..]) => Err(CliError::trouble("--list takes an element, and no text")),
            (None, _) => Err(CliError::trouble("what is said about the field?")
                .hint("the element and the text stand after the map")),
        }
    }
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let wish = args.wish()?;
    let opened = file::open(ctx, &args.map)?;
    if opened.path.is_none() {
        return Err(CliError::trouble("threads are kept beside a file; standard input has none"));
    }
    match wish {
        Wish::List(element) => list::run(ctx, &opened, element, args),
        Wish::New(element, text) => open(ctx, &opened, (element, args.field.as_deref()), text),
        Wish::In(thread, text, what) => go_on(ctx, &opened, thread, (text, what)),
    }
}

/// An entry by whoever works here, now.
fn entry(ctx: &mut Context, opened: &Opened, text: &str) -> Result<Entry> {
    let by = ctx.person(&opened.place)?.id;
    let at = Today::of(ctx.global.today, opened.place.workspace.today).moment();
    Ok(Entry::new(at, by, text)?)
}

fn open(
    ctx: &mut Context,
    opened: &Opened,
    (element, field): (&str, Option<&str>),
    text: &str,
) -> Result<()> {
    let element = find::id_of(&opened.map, element)?;
    let field = field.map(|field| known_field(opened, &element, field)).transpose()?;
    let entry = entry(ctx, opened, text)?;
    let workspace = &opened.place.workspace;
    let names = |id: &PersonId| workspace.name_of(id).to_owned();
    let anchor = Anchor::of(&opened.map, element, field, &names);
    let slug = anchor.element.as_str().to_owned();
    let taken = |id: &str| {
        ThreadId::new(id).is_ok_and(|id| threads::path(&opened.place.root, &opened.map.id, &id).exists())
    };
    let id = ThreadId::new(&mint(&slug, "thread", &mut ctx.ids, &taken))?;
    let about = list::about(&opened.map, &anchor);
    does(ctx, opened, &Deed::Open(Box::new(Thread::new(id.clone(), anchor, entry))))?;
    let path = threads::path(&opened.place.root, &opened.map.id, &id);
    let line = Line::new(format!("commented on {about}: thread {id}"));
    ctx.out.line(&line.with(Tone::Faint, format!("  {}", shown(&path))))
}

/// The field that is meant, as people call it: in the words of a difference, with blanks or `_`.
fn known_field(opened: &Opened, element: &ElementId, wanted: &str) -> Result<&'static str> {
    let fields = fields_of(&opened.map, element.as_str());
    let plain = |text: &str| text.trim().to_lowercase().replace(['_', '-'], " ");
    if let Some(found) = fields.iter().find(|field| plain(field) == plain(wanted)) {
        return Ok(found);
    }
    let error = CliError::trouble(format!("`{element}` has no field `{wanted}`"));
    Err(match nearest(wanted, fields.iter().copied()) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint(format!("it has: {}", fields.join(", "))),
    })
}

fn go_on(ctx: &mut Context, opened: &Opened, wanted: &str, (text, what): (Option<&str>, What)) -> Result<()> {
    let thread = find_thread(ctx, opened, wanted)?;
    let id = thread.id.clone();
    let entry = text.map(|text| entry(ctx, opened, text)).transpose()?;
    // What cannot be done is said before anything is.
    let state = match what {
        What::Reply => None,
        What::Reopen => Some(Deed::Reopen(id.clone())),
        What::Resolve => {
            let by = ctx.person(&opened.place)?.id;
            Some(Deed::Resolve(id.clone(), Resolution { on: opened.today(ctx), by }))
        }
    };
    if let Some(deed) = &state {
        deed.apply(Some(thread.clone()))?;
    }
    if let Some(entry) = entry {
        does(ctx, opened, &Deed::Reply(id.clone(), entry))?;
    }
    if let Some(deed) = &state {
        does(ctx, opened, deed)?;
    }
    let words = state.as_ref().map_or("answered", Deed::words);
    ctx.out.say(format!("{words}: thread {id} on {}", list::about(&opened.map, &thread.anchor)))
}

fn does(ctx: &mut Context, opened: &Opened, deed: &Deed) -> Result<()> {
    let dirs = ctx.dirs()?;
    threads::change(&RealFs, &dirs, &opened.place.root, &opened.map.id, deed)?;
    Ok(())
}

/// The thread with this id, or the only one whose id begins so.
fn find_thread(ctx: &mut Context, opened: &Opened, wanted: &str) -> Result<Thread> {
    let listing = threads::list(&RealFs, &opened.place.root, &opened.map.id);
    if let Some(exact) = listing.threads.iter().find(|t| t.id.as_str() == wanted) {
        return Ok(exact.clone());
    }
    let begins = |t: &&Thread| !wanted.is_empty() && t.id.as_str().starts_with(wanted);
    let found: Vec<&Thread> = listing.threads.iter().filter(begins).collect();
    match found.as_slice() {
        [only] => Ok((*only).clone()),
        [] => {
            list::tell_problems(ctx, &listing);
            let error = CliError::trouble(format!("there is no thread `{wanted}`"));
            let ids = listing.threads.iter().map(|t| t.id.as_str());
            Err(match nearest(wanted, ids) {
                Some(near) => error.hint(format!("did you mean `{near}`?")),
                None => error.hint("`milepost comment MAP --list --all` shows those that there are"),
            })
        }
        several => {
            let ids: Vec<&str> = several.iter().map(|t| t.id.as_str()).collect();
            Err(CliError::trouble(format!("`{wanted}` could be {}", ids.join(" or ")))
                .hint("write more of the id"))
        }
    }
}

impl From<ThreadError> for CliError {
    fn from(error: ThreadError) -> Self {
        match error {
            ThreadError::Save(error) => error.into(),
            ThreadError::Refused(error) => error.into(),
            error => Self::trouble(error.to_string()),
        }
    }
}

impl From<Refused> for CliError {
    fn from(error: Refused) -> Self {
        Self::trouble(error.to_string())
    }
}
