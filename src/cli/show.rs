//! `milepost show`: a map as text.

use std::io::IsTerminal as _;
use std::path::PathBuf;

use jiff::civil::Date;
use serde::Serialize;

use super::context::Context;
use super::error::Result;
use super::file::{self, Opened};
use super::find::candidates;
use super::json::{Envelope, StageState, states};
use super::out::{Line, Tone};
use crate::exchange::words::words;
use crate::insight::map_stake;
use crate::map::{Body, Card};
use crate::rules::{Facts, StateKind, stage_state};
use crate::store::disk::fs::RealFs;
use crate::store::format1::MapFile;
use crate::store::versions;
use crate::tui::board::{Keys, Scene, grid_text, plain_text, whole_grid_text};
use crate::tui::findings::Counts;
use crate::tui::focus::Focus;
use crate::tui::theme::Themes;
use crate::tui::theme::symbols::Symbols;
use crate::tui::threads::Talks;
use crate::tui::view::View;

/// Show a map: its stages with their state and why, and what stands in them
///
/// On a terminal of 60 columns or more, and wherever --width or --grid is given, it is the board: stages side by side, those that
/// do not fit below. Into a pipe or a file, on a narrow or dumb terminal, and with --plain it is the outline: one stage after the
/// other, every card in full.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  milepost show maps/order.ron
  milepost show order --width 200 > order.txt
  milepost show order --outline
  milepost show order --ids      every id, for `set`, `move` and `remove`
  milepost show order --format words      for git: diff.milepost.textconv
  milepost show order --format json")]
pub(super) struct Args {
    /// The map: a file, its name, or - for standard input
    map: PathBuf,
    /// The outline in ASCII signs, for dumb terminals and screen readers; the map's own text stays as it is
    #[arg(long)]
    plain: bool,
    /// Columns to fill; without it those of the terminal, else 100
    #[arg(long, value_name = "COLUMNS")]
    width: Option<u16>,
    /// The board, wherever it goes; with --plain in ASCII signs
    #[arg(long)]
    grid: bool,
    /// The outline, wherever it goes
    #[arg(long, conflicts_with = "grid")]
    outline: bool,
    /// The board as the editor draws it in so many rows; what does not fit is counted
    #[arg(long, value_name = "ROWS", conflicts_with = "outline", value_parser = clap::value_parser!(u16).range(1..=1000))]
    height: Option<u16>,
    /// Every element on a line: what it is, its id, its text
    #[arg(long)]
    ids: bool,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Form,
}

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Form {
    /// The board or the outline
    #[default]
    Text,
    /// A line a field, all of it, the same on every day and in every width: for comparing
    Words,
    /// The shape of docs/json.md
    Json,
}

impl Args {
    /// Whether it is the board: where that was asked for, or a terminal shows it.
    fn is_board(&self) -> bool {
        let is_asked = self.grid || self.height.is_some();
        let is_outline = self.outline || self.plain;
        is_asked || (!is_outline && (self.width.is_some() || is_board_terminal()))
    }

    /// To show a map as it is shown by default.
    pub(super) fn of(map: &std::path::Path) -> Self {
        Self {
            map: map.to_owned(),
            plain: false,
            width: None,
            grid: false,
            outline: false,
            height: None,
            ids: false,
            format: Form::Text,
        }
    }
}

/// A map with the states of its stages.
#[derive(Serialize)]
struct Shown {
    path: String,
    today: String,
    states: Vec<StageState>,
    map: MapFile,
}

pub(super) fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    let opened = file::open(ctx, &args.map)?;
    let today = opened.today(ctx);
    let outside = opened.outside(ctx);
    let facts = Facts::new(&opened.map, &opened.place.workspace).with(&outside);
    if args.format == Form::Json {
        return ctx.out.json(&Envelope::new(Shown {
            path: opened.name.clone(),
            today: today.to_string(),
            states: states(&facts, today),
            map: MapFile::from(&opened.map),
        }));
    }
    if args.format == Form::Words {
        for line in words(&opened.map) {
            ctx.out.say(line)?;
        }
        return Ok(());
    }
    if args.ids {
        for candidate in candidates(&opened.map) {
            let line = Line::default().with(Tone::Faint, format!("{:<12} ", candidate.what));
            ctx.out.line(&line.plain(format!("{:<24} ", candidate.id)).plain(candidate.text))?;
        }
        return Ok(());
    }
    let version = latest_version(&opened);
    let text = drawn(&facts, today, version, args);
    for line in text.lines() {
        ctx.out.say(line)?;
    }
    Ok(())
}

/// The number of the latest version; none where there is none, or they cannot be listed.
fn latest_version(opened: &Opened) -> Option<u32> {
    opened.path.as_ref()?;
    let listing = versions::list(&RealFs, &opened.place.root, &opened.map.id).ok()?;
    listing.latest().map(|v| v.number)
}

fn drawn(facts: &Facts<'_>, today: Date, version: Option<u32>, args: &Args) -> String {
    let (map, workspace) = (facts.map, facts.workspace);
    let states: Vec<_> = map.stages.iter().map(|s| stage_state(facts.stage(s), today)).collect();
    let theme = Themes::default().standard();
    let stake = map_stake(map, workspace);
    let (focus, view, talks) = (Focus::default(), View::default(), Talks::default());
    let scene = Scene {
        map,
        workspace,
        states: &states,
        findings: Counts::default(),
        talks: &talks,
        focus: &focus,
        view: &view,
        theme: &theme,
        symbols: Symbols::choose(args.plain),
        today,
        version,
        saved: "",
        stake: &stake,
        notice: None,
        keys: Keys::default(),
        changes: None,
        scores: None,
    };
    let width = args.width.unwrap_or_else(terminal_width).clamp(20, 1000);
    let board = match args.height {
        _ if !args.is_board() => None,
        Some(rows) => Some(grid_text(&scene, width, rows)),
        None => whole_grid_text(&scene, width),
    };
    board.unwrap_or_else(|| plain_text(&scene, width.into()))
}

/// Whether standard output is a terminal that can show more than lines.
fn is_board_terminal() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("TERM").is_none_or(|kind| kind != "dumb")
}

/// The columns of the terminal that standard output is; 100 elsewhere.
fn terminal_width() -> u16 {
    let is_terminal = std::io::stdout().is_terminal();
    let size = is_terminal.then(crossterm::terminal::size).and_then(std::result::Result::ok);
    size.map_or(100, |(columns, _)| columns)
}

/// How a state looks.
pub(super) fn tone(kind: StateKind) -> Tone {
    match kind {
        StateKind::Ungoverned | StateKind::Overdue => Tone::Bad,
        StateKind::Stale | StateKind::Changed | StateKind::Unreviewed | StateKind::Due => Tone::Warning,
        StateKind::Fresh | StateKind::New => Tone::Good,
        StateKind::Exempt | StateKind::Snoozed => Tone::Faint,
    }
}

/// What only its kind has, in a few words.
pub(super) fn remarks(card: &Card) -> String {
    let words: Vec<String> = match &card.body {
        Body::Step(step) => {
            let emotion = step.emotion.map(|e| format!("emotion {e}"));
            let truth = step.moment_of_truth.then(|| "moment of truth".to_owned());
            [step.channel.as_ref().map(ToString::to_string), emotion, truth].into_iter().flatten().collect()
        }
        Body::Note => Vec::new(),
        Body::Pain(pain) => {
            let contacts = pain.contacts.as_ref().and_then(|c| c.per_month);
            let contacts = contacts.map(|n| format!("{n} contacts a month"));
            [Some(format!("{} · {}", pain.severity, pain.status.word())), contacts]
                .into_iter()
                .flatten()
                .collect()
        }
        Body::Opportunity(opportunity) => {
            let horizon = opportunity.horizon.map(|h| h.to_string());
            let due = opportunity.due.map(|day| format!("due {day}"));
            [horizon, Some(opportunity.status.to_string()), due].into_iter().flatten().collect()
        }
        Body::Metric(metric) => {
            let unit = metric.unit.as_ref().map(|u| format!(" {u}")).unwrap_or_default();
            let latest = metric.latest().map(|r| format!("{}{unit} on {}", r.value, r.on));
            latest.into_iter().collect()
        }
    };
    if words.is_empty() { String::new() } else { format!("  ({})", words.join(", ")) }
}
