//! The forms in which findings are written: one file each.

mod concise;
mod github;
mod gitlab;
mod json;
mod junit;
pub(in crate::cli) mod markdown;
mod sarif;
#[cfg(test)]
mod testing;
mod text;

use clap::ValueEnum;

use super::Args;
use super::report::Report;
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::store::diagnostic::visible;

/// For people, or for programs that show findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    /// For people: by map and stage, with the line in the file
    #[default]
    Text,
    /// One line each: `path:line:column: level[rule] message`
    Concise,
    /// The shape of docs/json.md
    Json,
    /// Annotations of GitHub Actions, and a summary of the step
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// A test report (XML): a suite a file
    Junit,
    /// The code quality report of GitLab
    Gitlab,
    /// A table for a comment on a change
    Markdown,
}

/// Prints the reports in the form that was asked for.
pub(super) fn print(ctx: &mut Context, reports: &[Report], args: &Args) -> Result<()> {
    match args.format {
        Format::Text => text::print(ctx, reports),
        Format::Json => json::print(ctx, reports),
        Format::Concise => ctx.out.raw(&concise::render(reports)),
        Format::Github => github::print(ctx, reports),
        Format::Sarif => ctx.out.json(&sarif::Log::of(reports)),
        Format::Junit => ctx.out.raw(&junit::render(reports, args.fail_on)),
        Format::Gitlab => ctx.out.json(&gitlab::issues(reports)),
        Format::Markdown => ctx.out.raw(&markdown::render(reports, usize::MAX)),
    }
}

/// On one line, and with nothing that a terminal would act on.
fn plain(text: &str) -> String {
    visible(text).into_owned()
}
