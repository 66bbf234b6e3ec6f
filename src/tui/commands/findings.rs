//! The list of findings: go there, or close one from here.

use super::super::act::Verb;
use super::super::app::{App, Screen};
use super::super::ask::Ask;
use super::{Command, Context};
use crate::map::id::StageId;
use crate::map::policy::Level;

const HERE: &[Context] = &[Context::Findings];
/// What is said of a verb where there is nothing to act on.
const NONE: &str = "no finding is shown here";

pub(super) const COMMANDS: &[Command] = &[
    Command::new("finding.list", "List all findings: of this map, or of all maps", |a| a.open_findings(None))
        .keys(&["!"])
        .on(&[Context::Atlas, Context::Map])
        .when(|a| a.screen == Screen::Map || !a.atlas.rows.is_empty())
        .unless("there is no map here yet; a makes one"),
    Command::new("finding.stage", "List the findings of this stage", |a| a.open_findings(stage(a)))
        .keys(&["r f", "Space r f"])
        .when(|a| stage(a).is_some())
        .unless("go to a stage first"),
    Command::new("findings.go-down", "Go to the next finding", |a| a.findings.go(1))
        .keys(&["Down", "j", "]", "Alt-n"])
        .on(HERE),
    Command::new("findings.go-up", "Go to the finding before", |a| a.findings.go(-1))
        .keys(&["Up", "k", "[", "Alt-p"])
        .on(HERE),
    Command::new("findings.go-page-down", "Go ten findings down", |a| a.findings.go(10))
        .keys(&["PgDn"])
        .on(HERE),
    Command::new("findings.go-page-up", "Go ten findings up", |a| a.findings.go(-10))
        .keys(&["PgUp"])
        .on(HERE),
    Command::new("findings.go-first", "Go to the first finding", |a| a.findings.go(isize::MIN))
        .keys(&["Home", "g"])
        .on(HERE),
    Command::new("findings.go-last", "Go to the last finding", |a| a.findings.go(isize::MAX))
        .keys(&["End", "G"])
        .on(HERE),
    Command::new("findings.go-next-group", "Go to the next group", |a| a.findings.go_group(true))
        .keys(&["Tab"])
        .on(HERE),
    Command::new("findings.go-group-before", "Go to the group before", |a| a.findings.go_group(false))
        .keys(&["S-Tab"])
        .on(HERE),
    Command::new("findings.open", "Go to what it is about, in the field that closes it", App::go_to_found)
        .keys(&["Enter", "e"])
        .hint("go there")
        .on(HERE)
        .when(has_one)
        .unless(NONE),
    Command::new("findings.review", "Review the stage that it is about", |a| a.do_to_found(Verb::Review))
        .keys(&["r"])
        .on(HERE)
        .when(has_one)
        .unless(NONE),
    Command::new("findings.owner", "Give what it is about another owner", |a| a.do_to_found(Verb::Assign))
        .keys(&["@"])
        .on(HERE)
        .when(has_one)
        .unless(NONE),
    Command::new("findings.cadence", "How often the stage that it is about is to be reviewed", |a| {
        a.do_to_found(Verb::Cadence);
    })
    .keys(&["c"])
    .on(HERE)
    .when(has_one)
    .unless(NONE),
    Command::new("findings.snooze", "Put it off until a date, and say why", |a| a.do_to_found(Verb::PutOff))
        .keys(&["s"])
        .on(HERE)
        .when(|a| chosen(a).is_some_and(|is_put_off| !is_put_off))
        .unless("this one is put off already"),
    Command::new("findings.wake", "Take away that it is put off", |a| a.do_to_found(Verb::Wake))
        .keys(&["w"])
        .on(HERE)
        .when(|a| chosen(a) == Some(true))
        .unless("this one is not put off"),
    Command::new("findings.mend", "Fix it where that takes no typing", |a| a.do_to_found(Verb::Mend))
        .keys(&["f"])
        .on(HERE)
        .when(App::can_mend)
        .unless("a person has to write something to close this one; Enter goes there"),
    Command::new("findings.mark", "Mark it, or take the mark away", App::mark_finding)
        .keys(&["x"])
        .on(HERE)
        .when(has_one)
        .unless(NONE),
    Command::new("findings.mark-all", "Mark all shown, or take all marks away", App::mark_findings)
        .keys(&["X"])
        .on(HERE)
        .when(has_one)
        .unless(NONE),
    Command::new("findings.group", "Group by stage, by owner, by rule", App::group_findings)
        .keys(&["v"])
        .on(HERE),
    Command::new("findings.mine", "Show only what I own, or all again", App::narrow_to_mine)
        .keys(&["m"])
        .on(HERE),
    Command::new("findings.level", "Show only the louder ones, or all again", |a| {
        let least = match a.findings.least {
            Level::Off | Level::Info => Level::Warning,
            Level::Warning => Level::Error,
            Level::Error => Level::Info,
        };
        a.narrow_to_level(least);
    })
    .keys(&["+"])
    .on(HERE),
    Command::new("findings.search", "Show only findings that say something", |a| a.ask(Ask::FilterFindings))
        .keys(&["/"])
        .on(HERE),
    Command::new("findings.put-off", "Show those that are put off too, or hide them", App::show_put_off)
        .keys(&["z"])
        .on(HERE),
    Command::new("findings.all", "Show all again", App::widen_findings).keys(&["F"]).on(HERE),
    Command::new(
        "findings.out",
        "Back out: of marks, of what is left out, of the list",
        App::back_out_of_findings,
    )
    .keys(&["Esc"])
    .on(HERE),
    Command::new("findings.close", "Back", App::close_findings).keys(&["q"]).hint("back").on(HERE),
];

fn stage(app: &App) -> Option<StageId> {
    app.doc.as_ref()?.stage().map(|stage| stage.id.clone())
}

/// Whether the chosen one is put off.
fn chosen(app: &App) -> Option<bool> {
    app.findings.chosen().map(|item| item.is_put_off)
}

fn has_one(app: &App) -> bool {
    app.findings.chosen().is_some()
}
