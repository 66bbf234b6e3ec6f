//! `milepost keys`: the editor's keys, from the table that the editor itself uses.

use serde::Serialize;

use super::args::Format;
use super::context::Context;
use super::error::{CliError, Result};
use super::json::Envelope;
use super::out::{Line, Tone};
use crate::store::diagnostic::nearest;
use crate::store::own;
use crate::tui::commands::{Context as Place, all};
use crate::tui::keymap::preset::{self, DEFAULT, PRESETS};
use crate::tui::keymap::{Keymap, Own};

/// Print the keys of the editor
///
/// Without --preset: as they are bound for you, your own keys.ron laid over its preset.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost keys
  milepost keys --preset emacs
  milepost keys --format json")]
pub(super) struct Args {
    /// The keys of this preset, without your own: vim+arrows, emacs or colemak
    #[arg(long, value_name = "NAME")]
    preset: Option<String>,
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
        preset: String,
        commands: Vec<Row>,
    }
    let own = asked(ctx, args)?;
    let (keymap, warnings) = Keymap::new(&own);
    for warning in warnings {
        ctx.out.note(&Line::new(warning));
    }
    let row = |command: &'static crate::tui::commands::Command| Row {
        command: command.id,
        words: command.words,
        contexts: command.contexts.iter().map(|c| c.word()).collect(),
        keys: keymap.keys_of(command).iter().map(ToString::to_string).collect(),
    };
    let rows: Vec<Row> = all().map(row).collect();
    if args.format == Format::Json {
        let preset = own.preset.as_deref().and_then(preset::find).map_or(DEFAULT, |p| p.name).to_owned();
        return ctx.out.json(&Envelope::new(Commands { preset, commands: rows }));
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

/// A preset as it is, else what this person's own file says.
fn asked(ctx: &mut Context, args: &Args) -> Result<Own> {
    if let Some(name) = &args.preset {
        return match preset::find(name) {
            Some(preset) => Ok(Own::preset(preset.name)),
            None => Err(no_preset(name)),
        };
    }
    let Ok(dirs) = ctx.dirs() else { return Ok(Own::default()) };
    Ok(match own::read(&dirs.config.join("keys.ron")) {
        Ok(own) => own.unwrap_or_default(),
        Err(warning) => {
            ctx.out.note(&Line::new(warning));
            Own::default()
        }
    })
}

fn no_preset(name: &str) -> CliError {
    let names: Vec<&str> = PRESETS.iter().map(|p| p.name).collect();
    let error = CliError::trouble(format!("there is no preset `{}`", crate::map::text::clean(name)));
    match nearest(name, names.iter().copied()) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint(format!("there are: {}", names.join(", "))),
    }
}
