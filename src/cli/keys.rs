//! `milepost keys`: the editor's keys, from the table that the editor itself uses.

use serde::Serialize;

use super::args::Format;
use super::context::Context;
use super::error::Result;
use super::json::Envelope;
use super::out::{Line, Tone};
use crate::tui::commands::{Context as Place, all};
use crate::tui::keymap::{Keymap, Overlay};

/// Print the keys of the editor
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost keys
  milepost keys --format json")]
pub(super) struct Args {
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Serialize)]
struct Row {
    command: &'static str,
    words: &'static str,
    contexts: Vec<&'static str>,
    keys: Vec<String>,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    #[derive(Serialize)]
    struct Commands {
        commands: Vec<Row>,
    }
    let (keymap, _) = Keymap::new(&Overlay::new());
    let row = |command: &'static crate::tui::commands::Command| Row {
        command: command.id,
        words: command.words,
        contexts: command.contexts.iter().map(|c| c.word()).collect(),
        keys: keymap.keys_of(command).iter().map(ToString::to_string).collect(),
    };
    let rows: Vec<Row> = all().map(row).collect();
    if args.format == Format::Json {
        return ctx.out.json(&Envelope::new(Commands { commands: rows }));
    }
    for (number, place) in Place::ALL.into_iter().enumerate() {
        if number > 0 {
            ctx.out.say("")?;
        }
        ctx.out.line(&Line::default().with(Tone::Strong, place.word()))?;
        for row in rows.iter().filter(|row| row.contexts.contains(&place.word())) {
            let keys = format!("  {:<18}", row.keys.join(", "));
            let line = Line::default().with(Tone::Good, keys).plain(format!(" {}", row.words));
            ctx.out.line(&line.with(Tone::Faint, format!("  {}", row.command)))?;
        }
    }
    Ok(())
}
