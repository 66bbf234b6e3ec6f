//! Lines of a difference on standard output.

use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::out::{Line, Tone};
use crate::exchange::difference::{Look, Piece};

/// Prints lines; without colours where that was asked for.
pub(in crate::cli) fn print(ctx: &mut Context, lines: &[Vec<Piece>], plain: bool) -> Result<()> {
    for pieces in lines {
        let mut line = Line::default();
        for piece in pieces {
            line = line.with(if plain { Tone::Plain } else { tone(piece.look) }, &piece.text);
        }
        ctx.out.line(&line)?;
    }
    Ok(())
}

fn tone(look: Look) -> Tone {
    match look {
        Look::Plain => Tone::Plain,
        Look::Strong => Tone::Strong,
        Look::Faint => Tone::Faint,
        Look::Came => Tone::Good,
        Look::Went | Look::Alarm => Tone::Bad,
        Look::Changed => Tone::Warning,
    }
}
