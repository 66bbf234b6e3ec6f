//! `milepost completions`: what a shell needs to complete the command line.

use clap_complete::Shell;

use super::context::Context;
use super::error::Result;

/// Print the completions of a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost completions bash > ~/.local/share/bash-completion/completions/milepost
  milepost completions fish > ~/.config/fish/completions/milepost.fish")]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(), "milepost", &mut out);
    ctx.out.raw(&String::from_utf8_lossy(&out))
}
