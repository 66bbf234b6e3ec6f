//! `milepost themes`: the colour themes that there are.

use super::context::Context;
use super::error::{CliError, Result};
use super::file::read_bytes;
use super::out::{Line, Tone};
use crate::store::diagnostic::nearest;
use crate::store::disk::dirs::Dirs;
use crate::tui::theme::{DEFAULT, Themes};

/// List the themes, or print one to start your own from
///
/// Your own themes stand as NAME.ron in the folder `themes` of your configuration.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost themes
  milepost themes --print dark > my-theme.ron")]
pub(super) struct Args {
    /// Print the file of this theme
    #[arg(long, value_name = "NAME")]
    print: Option<String>,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let themes = Themes::new(own(ctx));
    if let Some(name) = &args.print {
        let Some(text) = themes.text(name) else {
            let error = CliError::trouble(format!("there is no theme `{name}`"));
            let names = themes.names();
            return Err(match nearest(name, names.iter().copied()) {
                Some(near) => error.hint(format!("did you mean `{near}`?")),
                None => error.hint(format!("there are: {}", names.join(", "))),
            });
        };
        for line in text.lines() {
            ctx.out.say(line)?;
        }
        return Ok(());
    }
    for name in themes.names() {
        let warnings = themes.get(name).map(|(_, warnings)| warnings).unwrap_or_default();
        let mark = if name == DEFAULT { "  (default)" } else { "" };
        ctx.out.line(&Line::default().plain(name).with(Tone::Faint, mark))?;
        for warning in warnings {
            ctx.warn(format!("{name}.ron:{}: {}", warning.line, warning.text));
        }
    }
    Ok(())
}

/// The themes in the person's configuration folder; one that cannot be read is told.
fn own(ctx: &mut Context) -> Vec<(String, String)> {
    let Some(folder) = Dirs::from_env().map(|dirs| dirs.config.join("themes")) else { return Vec::new() };
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut own = Vec::new();
    for path in entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "ron"))
    {
        let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        match read_bytes(&path) {
            Ok((bytes, _)) => own.push((name, String::from_utf8_lossy(&bytes).into_owned())),
            Err(error) => ctx.warn(error.message),
        }
    }
    own.sort();
    own
}
