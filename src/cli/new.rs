//! `milepost new`: a map from a template, or the samples.

use std::path::{Path, PathBuf};

use super::context::Context;
use super::error::{CliError, Result};
use super::file;
use super::import::map_id;
use super::out::{Line, Tone, many};
use crate::map::Label;
use crate::map::edit::{Edit, MapField};
use crate::store::diagnostic::nearest;
use crate::store::disk::fs::RealFs;
use crate::store::disk::words::shown;
use crate::store::document::write_map;
use crate::store::from_template::from_template;
use crate::store::ron::comments::Comments;
use crate::store::samples::{copy_samples, count_maps};
use crate::store::templates::TEMPLATES;

/// Make a map from a template, or copy the sample maps
///
/// The samples are copied as if they had been written today: their dates are moved, nothing is overwritten.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost new \"Order to doorstep\" --template \"customer journey\" --owner maya
  milepost new \"Clinic visit\" -o maps/clinic.ron
  milepost new --templates
  milepost new --samples maps")]
pub(super) struct Args {
    /// The map's title
    #[arg(required_unless_present_any = ["templates", "samples"])]
    title: Option<String>,
    /// What to start from
    #[arg(long, short, value_name = "NAME", default_value = "customer journey")]
    template: String,
    /// Who answers for it
    #[arg(long, value_name = "PERSON")]
    owner: Option<String>,
    /// The file; without it a name made from the title, in the workspace
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// List the templates
    #[arg(long, exclusive = true)]
    templates: bool,
    /// Copy the sample maps into this folder, which is made if need be
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["title", "template", "owner", "output"])]
    samples: Option<PathBuf>,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    if args.templates {
        for (name, words, _) in TEMPLATES {
            ctx.out.line(&Line::default().with(Tone::Strong, format!("{name:<20}")).plain(words))?;
        }
        return Ok(());
    }
    if let Some(folder) = &args.samples {
        return samples(ctx, folder);
    }
    let title = Label::new(args.title.as_deref().unwrap_or_default());
    if title.is_empty() {
        return Err(CliError::trouble("a map needs a title").hint("milepost new \"Order to doorstep\""));
    }
    let place = ctx.place(Path::new("."))?;
    let today = ctx.today(&place.workspace);
    let id = map_id(title.as_str(), &place.maps()?, &mut ctx.ids)?;
    let mut map = from_template(&template(&args.template)?, id.clone(), title.as_str(), today)
        .ok_or_else(|| CliError::trouble(format!("there is no template `{}`", args.template)))?;
    if let Some(owner) = &args.owner {
        let scope = super::value::Scope { map: &map, workspace: &place.workspace, today, who: None };
        let owner = super::value::find_person(&scope, owner)?;
        Edit::SetMap(MapField::Owner(Some(owner))).apply(&mut map)?;
    }
    let path = args.output.clone().unwrap_or_else(|| place.root.join(format!("{id}.ron")));
    let text = write_map(&map, &Comments::default())?;
    if path == Path::new(file::DASH) {
        return ctx.out.raw(&text);
    }
    file::create(ctx, &path, &text)?;
    let stages = many(map.stages.len(), "stage");
    ctx.out.say(format!("{} made: {stages}; `milepost {}` opens it", shown(&path), shown(&path)))
}

/// The template whose name this is, or begins so; blanks may be hyphens.
fn template(wanted: &str) -> Result<String> {
    let plain = wanted.trim().to_lowercase().replace(['-', '_'], " ");
    let names = || TEMPLATES.iter().map(|(name, _, _)| *name);
    let mut fits = names().filter(|name| name.starts_with(&plain) && !plain.is_empty());
    if let (Some(only), None) = (fits.next(), fits.next()) {
        return Ok(only.to_owned());
    }
    let error = CliError::trouble(format!("there is no template `{wanted}`"));
    let list = names().collect::<Vec<_>>().join(", ");
    Err(match nearest(&plain, names()) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint(format!("there are: {list}")),
    })
}

fn samples(ctx: &mut Context, folder: &Path) -> Result<()> {
    let today = ctx.today(&crate::map::Workspace::default());
    std::fs::create_dir_all(folder).map_err(|error| {
        CliError::trouble(format!(
            "{} cannot be made: {}",
            shown(folder),
            crate::store::disk::words::reason(&error)
        ))
    })?;
    let paths =
        copy_samples(&RealFs, &ctx.dirs()?, folder, today).map_err(|e| CliError::trouble(e.to_string()))?;
    let maps = count_maps(&paths);
    ctx.out.say(format!("{maps} sample maps copied to {}, dated as of {today}", shown(folder)))?;
    ctx.out.say(format!("`milepost {}` opens them", shown(folder)))
}
