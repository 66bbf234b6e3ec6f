//! The command line: one file a subcommand; an end becomes an exit code.
//!
//! 0: fine. 1: the answer is "no" (findings, a file that is not canonical). 2: it could not be done.

mod actions;
mod add;
mod args;
mod change;
mod changelog;
mod check;
mod comment;
mod completions;
mod conflicts;
mod context;
mod diff;
mod digest;
mod edit;
mod error;
mod fields;
mod file;
mod find;
mod fix;
mod fmt;
mod git;
mod import;
mod join;
mod json;
mod keys;
mod list;
mod log;
mod merge;
mod minutes;
mod new;
mod out;
mod owners;
mod people;
mod place;
mod plan;
mod policy;
mod publish;
mod relocate;
mod remove;
mod review;
mod sessions;
mod set;
mod several;
mod show;
mod side_by_side;
mod since;
mod steps;
mod sync;
mod themes;
mod value;
mod version;
mod walk;
mod workshop;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use args::{Cli, Command};
use context::Context;
use error::{Kind, Result};
use out::{Line, Tone};

/// The whole program: reads the arguments of the process, does what they say, gives the exit code.
pub fn main() -> ExitCode {
    run(std::env::args_os())
}

/// The same with these arguments, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match parse(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let mut ctx = Context::new(cli.global.clone());
    let done = dispatch(&mut ctx, cli).and_then(|()| ctx.out.flush());
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // What was printed so far belongs before the error.
            let _ = ctx.out.flush();
            tell(&mut ctx, &error);
            error.exit_code()
        }
    }
}

/// What applies to every command may stand before it, a path may not: it would say nothing there.
fn parse(arguments: impl IntoIterator<Item = OsString>) -> std::result::Result<Cli, clap::Error> {
    let cli = Cli::try_parse_from(arguments)?;
    match &cli.path {
        Some(path) if cli.command.is_some() => {
            let words = format!("what to work on stands after the command: `{}`", path.display());
            Err(Cli::command().error(clap::error::ErrorKind::ArgumentConflict, words))
        }
        _ => Ok(cli),
    }
}

/// The command that clap knows, for documentation and completions.
pub fn command() -> clap::Command {
    Cli::command()
}

fn dispatch(ctx: &mut Context, cli: Cli) -> Result<()> {
    match cli.command {
        None => edit::run(ctx, cli.path.as_ref()),
        Some(Command::New(args)) => new::run(ctx, &args),
        Some(Command::List(args)) => list::run(ctx, &args),
        Some(Command::Show(args)) => show::run(ctx, &args),
        Some(Command::Add(args)) => add::run(ctx, &args),
        Some(Command::Set(args)) => set::run(ctx, &args),
        Some(Command::Move(args)) => relocate::run(ctx, &args),
        Some(Command::Remove(args)) => remove::run(ctx, &args),
        Some(Command::People(args)) => people::run(ctx, &args),
        Some(Command::Walk(args)) => walk::run(ctx, &args),
        Some(Command::Workshop(args)) => workshop::run(ctx, &args),
        Some(Command::Comment(args)) => comment::run(ctx, &args),
        Some(Command::Check(args)) => check::run(ctx, &args),
        Some(Command::Owners(args)) => owners::run(ctx, &args),
        Some(Command::Fix(args)) => fix::run(ctx, &args),
        Some(Command::Fmt(args)) => fmt::run(ctx, &args),
        Some(Command::Merge(args)) => merge::run(ctx, &args),
        Some(Command::Conflicts(args)) => conflicts::run(ctx, &args),
        Some(Command::Git(args)) => git::run(ctx, &args),
        Some(Command::Publish(args)) => publish::run(ctx, &args),
        Some(Command::Sync(args)) => sync::run(ctx, &args),
        Some(Command::Review(args)) => review::run(ctx, &args),
        Some(Command::Plan(args)) => plan::run(ctx, &args),
        Some(Command::Policy(args)) => policy::run(ctx, &args),
        Some(Command::Diff(args)) => diff::run(ctx, &args),
        Some(Command::Digest(args)) => digest::run(ctx, &args),
        Some(Command::Join(args)) => join::run(ctx, &args),
        Some(Command::Version(args)) => version::run(ctx, &args),
        Some(Command::Log(args)) => log::run(ctx, &args),
        Some(Command::Changelog(args)) => changelog::run(ctx, &args),
        Some(Command::Minutes(args)) => minutes::run(ctx, &args),
        Some(Command::Actions(args)) => actions::run(ctx, &args),
        Some(Command::Import(args)) => import::run(ctx, &args),
        Some(Command::Themes(args)) => themes::run(ctx, &args),
        Some(Command::Keys(args)) => keys::run(ctx, &args),
        Some(Command::Completions(args)) => completions::run(ctx, &args),
    }
}

/// Help and version go to standard output and are fine; a wrong argument is trouble. What was typed is quoted in the
/// message: it is made harmless.
fn usage(error: &clap::Error) -> ExitCode {
    use clap::error::ErrorKind;
    let mut out = out::Out::new();
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let text = if out.color() { error.render().ansi().to_string() } else { error.render().to_string() };
        let _ = out.raw(&text).and_then(|()| out.flush());
        return ExitCode::SUCCESS;
    }
    for line in error.render().to_string().trim_end().split('\n') {
        out.note(&Line::new(line));
    }
    ExitCode::from(2)
}

fn tell(ctx: &mut Context, error: &error::CliError) {
    if error.kind == Kind::Quiet {
        return;
    }
    if let Some(report) = &error.report {
        ctx.out.report(report);
    } else if !error.message.is_empty() {
        let mut lines = error.message.split('\n');
        let first = lines.next().unwrap_or_default();
        ctx.out.note(&Line::default().with(Tone::Bad, "error: ").plain(first));
        lines.for_each(|line| ctx.out.note(&Line::new(line)));
    }
    for hint in &error.hints {
        ctx.out.note(&Line::default().with(Tone::Faint, "  hint: ").plain(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &str) -> std::result::Result<Cli, clap::Error> {
        parse(arguments.split(' ').map(OsString::from))
    }

    #[test]
    fn what_applies_to_every_command_stands_before_or_after_it() {
        for arguments in ["milepost --as maya --today 2026-01-01 list maps", "milepost list maps --as maya"] {
            let cli = parsed(arguments).unwrap();
            assert_eq!(cli.global.person.as_deref(), Some("maya"), "{arguments}");
            assert!(matches!(cli.command, Some(Command::List(_))), "{arguments}");
            assert_eq!(cli.path, None, "{arguments}");
        }
        let cli = parsed("milepost --as maya maps").unwrap();
        assert!(cli.command.is_none() && cli.path.is_some_and(|path| path.ends_with("maps")));
    }

    #[test]
    fn a_path_before_a_command_is_not_passed_over() {
        let error = parsed("milepost maps list").unwrap_err();
        assert_eq!(error.kind(), clap::error::ErrorKind::ArgumentConflict);
        assert!(error.to_string().contains("stands after the command: `maps`"), "{error}");
    }

    #[test]
    fn the_definition_is_sound_and_every_command_has_an_example() {
        let command = command();
        command.clone().debug_assert();
        for sub in command.get_subcommands() {
            let after = sub.get_after_help().or(sub.get_after_long_help()).map(ToString::to_string);
            let name = sub.get_name();
            assert!(after.is_some_and(|text| text.contains(&format!("milepost {name}"))), "{name}");
        }
    }
}
