//! Macros: record, play once, play often.

use super::super::app::App;
use super::super::ask::Ask;
use super::super::status::Tone;
use super::Command;

const NONE_YET: &str = "no macro yet; Q starts recording one and Q ends it";

pub(super) const COMMANDS: &[Command] = &[
    Command::new("macro.record", "Record a macro; again: end the recording", App::record_macro)
        .keys(&["Q", "Space q r"]),
    Command::new("macro.play", "Play the macro here", |a| a.play_macro(1))
        .keys(&["&", "Space q p"])
        .when(has_one)
        .unless(NONE_YET),
    Command::new("macro.play-often", "Play the macro several times", often)
        .keys(&["Space q n"])
        .when(has_one)
        .unless(NONE_YET),
];

fn often(app: &mut App) {
    if app.macros.recorded().is_some() {
        app.say(Tone::Info, "a macro cannot play while one is recorded");
    } else {
        app.ask(Ask::PlayMacro);
    }
}

fn has_one(app: &App) -> bool {
    !app.macros.last().is_empty() || app.macros.recorded().is_some()
}
