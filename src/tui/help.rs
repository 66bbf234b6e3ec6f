//! Help, from the command table and the keys as they are bound: a sheet in the editor, and a page of the docs.

use std::fmt::Write as _;

use super::app::App;
use super::commands::{self, Command, Context};
use super::keymap::Keymap;
use super::keymap::preset::PRESETS;
use super::layer::Layer;
use super::room::{Panel, capture};
use super::screens::{meaning, sign};
use super::theme::symbols::Symbols;
use super::widgets::sheet::{Row, Section, Sheet};
use crate::rules::StateKind;
use crate::workshop::shorthand::SIGNS;

/// The families of commands: what their ids begin with, and what they are called.
const FAMILIES: &[(&str, &str)] = &[
    ("go", "Move"),
    ("card", "Cards"),
    ("move", "Move things"),
    ("edit", "Cut, copy, paste, repeat"),
    ("mark", "Marks"),
    ("owner", "Owners"),
    ("stage", "Stages"),
    ("lane", "Lanes"),
    ("review", "Reviews"),
    ("finding", "Findings"),
    ("findings", "The list of findings"),
    ("history", "Undo"),
    ("macro", "Macros"),
    ("search", "Search"),
    ("filter", "Filter"),
    ("view", "View"),
    ("atlas", "Maps"),
    ("people", "People"),
    ("policy", "Policy"),
    ("conflict", "Conflicts"),
    ("changes", "Changes"),
    ("timeline", "Timeline"),
    ("workshop", "Workshop"),
    ("actions", "Workshop"),
    ("threads", "Threads"),
    ("map", "This map"),
    ("file", "File"),
    ("git", "Git"),
    ("app", "Milepost"),
];

/// Keys of every text field: they belong to the field, not to the table.
const TYPING: &[(&str, &str)] = &[
    ("Enter", "Keep what was typed"),
    ("Ctrl-J, Alt-Enter", "New line"),
    ("Esc", "Leave; asks once where something was typed"),
    ("Ctrl-U", "Clear to the start"),
    ("Ctrl-W", "Clear the word before"),
    ("Ctrl-_, Ctrl-/", "Undo in this text"),
    ("Ctrl-Y, Alt-_", "Redo in this text"),
    ("Ctrl-Left, Ctrl-Right", "Word by word"),
    ("Home, End", "Start and end of the line"),
];

/// Keys of every form.
const FORM: &[(&str, &str)] = &[
    ("Tab, S-Tab", "Next field, field before"),
    ("Ctrl-S", "Keep all fields"),
    ("Left, Right, 1-9", "Another of the allowed values"),
    ("Enter", "The list behind a field, else the next field"),
    ("Del", "Take an owner or a reference away"),
    ("Esc", "Leave; asks once where something was changed"),
];

/// What the keys of the capture line are called.
const WRITING: &str = "Writing cards in a workshop";

/// What the mouse does.
const MOUSE: &[(&str, &str)] = &[
    ("click", "Go there; in a list: pick"),
    ("click again", "In the list of maps: open"),
    ("wheel", "Up and down; sideways: stage by stage"),
    ("drag a card", "Move it to another cell"),
    ("Shift-drag", "Select text, as the terminal does"),
];

/// Help of the screen that is shown: its keys as they are bound, its signs.
pub fn sheet(app: &App) -> Sheet {
    let context = app.context();
    let mut sections = match context {
        Context::Room => of_list(app),
        Context::Workshop => of_board(app),
        _ => of_families(app, |c| c.is_in(context)),
    };
    // What can be done here comes first; of a workshop that is more than how one moves.
    let in_workshop = matches!(context, Context::Workshop | Context::Room);
    let at = if in_workshop { sections.len() } else { sections.len().min(1) };
    sections.insert(at, Section::new("Signs of a stage", states(app.symbols())));
    sections.push(Section::new("You", vec![Row::line(&you(app))]));
    if context == Context::Map {
        sections.insert(at + 1, Section::new("Signs of a card", cards(app.symbols())));
    }
    if matches!(context, Context::Workshop | Context::Room) {
        // Whoever asks while a card is typed asks about that.
        let at = if matches!(app.layers.last(), Some(Layer::Capture(_))) { 0 } else { sections.len() };
        sections.splice(at..at, writing(app.symbols()));
    }
    sections.push(pairs("While typing", TYPING));
    sections.push(pairs("In a form", FORM));
    sections.push(pairs("Mouse", MOUSE));
    Sheet::new(&format!("Help: {}", context.word()), sections)
}

/// The keys of a screen, family by family.
fn of_families(app: &App, is_here: impl Fn(&Command) -> bool) -> Vec<Section> {
    let section =
        |(title, commands): (&str, Vec<&Command>)| Section::new(title, rows(&commands, &app.keymap));
    families(is_here).into_iter().map(section).collect()
}

/// The board of a workshop: what leads it, then what a map has.
fn of_board(app: &App) -> Vec<Section> {
    let leads = |c: &Command| c.contexts.contains(&Context::Workshop) && family(c.id) == "Workshop";
    let (own, rest): (Vec<_>, Vec<_>) =
        families(|c| c.is_in(Context::Workshop)).into_iter().partition(|(title, _)| *title == "Workshop");
    let own: Vec<&Command> = own.into_iter().flat_map(|(_, commands)| commands).collect();
    let (now, others): (Vec<&Command>, Vec<&Command>) =
        own.into_iter().partition(|c| leads(c) && (c.when)(app));
    let mut sections = vec![Section::new("Workshop", rows(&now, &app.keymap))];
    sections
        .extend(rest.into_iter().map(|(title, commands)| Section::new(title, rows(&commands, &app.keymap))));
    sections.push(Section::new("Workshop, not now", rows(&others, &app.keymap)));
    sections.retain(|section| !section.rows.is_empty());
    sections
}

/// A list of a workshop: what can be done to its rows now, then what leads the workshop, then the rest.
fn of_list(app: &App) -> Vec<Section> {
    let panel = app.room.as_ref().map(|room| room.panel).unwrap_or_default();
    let is_own = |c: &Command| c.contexts == [Context::Room];
    let is_move = |c: &Command| c.id.starts_with("workshop.row-");
    let is_digit = |c: &Command| c.id.starts_with("workshop.digit-");
    let own = |is: &dyn Fn(&Command) -> bool| -> Vec<&'static Command> {
        commands::all().filter(|c| is_own(c) && is(c)).collect()
    };
    let mut here = rows(&own(&|c| (c.when)(app) && !is_move(c) && !is_digit(c)), &app.keymap);
    here.insert(1.min(here.len()), Row::pair(digits(panel).0, digits(panel).1));
    let leads = |c: &Command| c.is_in(Context::Room) && !is_own(c) && family(c.id) == "Workshop";
    let mut sections = vec![
        Section::new(&format!("This list: {}", panel.words()), here),
        Section::new("Move in the list", rows(&own(&is_move), &app.keymap)),
        Section::new(
            "Workshop",
            rows(&commands::all().filter(|c| leads(c)).collect::<Vec<_>>(), &app.keymap),
        ),
    ];
    sections.extend(of_families(app, |c| c.is_in(Context::Room) && family(c.id) != "Workshop"));
    let not_now = own(&|c| !(c.when)(app) && !is_move(c) && !is_digit(c));
    sections.push(Section::new("Other lists and other rows", rows(&not_now, &app.keymap)));
    sections.retain(|section| !section.rows.is_empty());
    sections
}

/// The digits of a list, and what they do there.
fn digits(panel: Panel) -> (&'static str, &'static str) {
    match panel {
        Panel::Place => ("1 to 5", "Impact, then effort, of whoever speaks"),
        Panel::Score => ("1 to 5", "The score of whoever speaks: 1 is \u{2212}2, 3 is 0, 5 is +2"),
        Panel::Vote => ("1 to 9", "The person with this digit votes"),
        _ => ("1 to 9", "The person with this digit speaks"),
    }
}

/// The capture line of a workshop, and what can be typed in it.
fn writing(symbols: &Symbols) -> [Section; 2] {
    [pairs(WRITING, capture::KEYS), typed_signs(symbols)]
}

/// What can be typed in the line of a card, and what it means.
pub(super) fn typed_signs(symbols: &Symbols) -> Section {
    let row =
        |(typed, means): &(&[&str], &str)| Row::pair(&typed.join("  ").replace('…', symbols.ellipsis), means);
    Section::new("In front of a card, or in it", SIGNS.iter().map(row).collect())
}

/// Who sits here, and how to say that it is somebody else.
fn you(app: &App) -> String {
    let key = commands::find("view.me").and_then(|c| app.keymap.first_key(c)).unwrap_or_default();
    match &app.me {
        Some(me) => {
            let name = app.place.data.name_of(me);
            format!("{name}: reviews, snoozes and versions carry this name; {key} changes it")
        }
        None => format!("Nobody knows who you are yet; {key} says it, else the first review asks"),
    }
}

fn pairs(title: &str, rows: &[(&str, &str)]) -> Section {
    Section::new(title, rows.iter().map(|(left, right)| Row::pair(left, right)).collect())
}

/// A row a command; the stages by number are one.
fn rows(commands: &[&Command], keymap: &Keymap) -> Vec<Row> {
    let is_numbered = |c: &&&Command| c.id.starts_with("go.stage-");
    let numbered: Vec<String> =
        commands.iter().filter(is_numbered).filter_map(|c| keymap.first_key(c)).collect();
    let mut out: Vec<Row> = commands.iter().filter(|c| !is_numbered(c)).map(|c| key_row(c, keymap)).collect();
    if !numbered.is_empty() {
        out.push(Row::pair(&numbered.join(" "), "Go to the stage with this number"));
    }
    out
}

fn key_row(command: &Command, keymap: &Keymap) -> Row {
    let keys = keys(command, keymap);
    Row::pair(if keys.is_empty() { ":" } else { &keys }, command.words)
}

/// All keys of a command; empty where it has none.
fn keys(command: &Command, keymap: &Keymap) -> String {
    keymap.keys_of(command).iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// The commands of a screen by family, families in the order of the table.
fn families(is_here: impl Fn(&Command) -> bool) -> Vec<(&'static str, Vec<&'static Command>)> {
    let mut out: Vec<(&'static str, Vec<&'static Command>)> = Vec::new();
    for command in commands::all().filter(|c| is_here(c)) {
        let title = family(command.id);
        match out.iter_mut().find(|(known, _)| *known == title) {
            Some((_, commands)) => commands.push(command),
            None => out.push((title, vec![command])),
        }
    }
    out
}

fn family(id: &str) -> &'static str {
    let prefix = id.split('.').next().unwrap_or(id);
    FAMILIES.iter().find(|(known, _)| *known == prefix).map_or("More", |(_, title)| *title)
}

fn states(symbols: &Symbols) -> Vec<Row> {
    let row =
        |kind: &StateKind| Row::pair(sign(*kind, symbols), &format!("{}: {}", kind.word(), meaning(*kind)));
    StateKind::ALL.iter().rev().map(row).collect()
}

fn cards(symbols: &Symbols) -> Vec<Row> {
    let Symbols { bar_full: full, bar_empty: empty, .. } = symbols;
    [
        (symbols.moment.to_owned(), "moment of truth: this step makes or breaks the journey"),
        (format!("{full}{empty}{empty}"), "pain of low severity"),
        (format!("{full}{full}{empty}"), "pain of medium severity"),
        (format!("{full}{full}{full}"), "pain of high severity"),
        (format!("{full}{full}{full}{}", symbols.overdue), "pain of critical severity"),
        (format!("{empty}{empty}{empty}"), "pain that is resolved, or accepted as it is"),
        (symbols.horizon_near.to_owned(), "opportunity, crawl: now, with what there is"),
        (symbols.horizon_far.to_owned(), "opportunity, walk or run: later"),
        (format!("{}2", symbols.talk), "comments: so many threads are open"),
        (symbols.mark.to_owned(), "marked: verbs act on all that are"),
    ]
    .iter()
    .map(|(sign, words)| Row::pair(sign, words))
    .collect()
}

/// The default keys as a page of the docs.
pub fn keys_markdown() -> String {
    let keymap = Keymap::default();
    let mut out = String::from(
        "# Keys\n\nMade from the command table; `milepost keys` prints the keys as they are bound on your machine.\n\
         Every command can also be found by its words with `:`.\n",
    );
    own_keys(&mut out);
    for context in Context::ALL {
        let _ = write!(out, "\n## {}\n", heading(context));
        for (title, commands) in families(|c| c.contexts.contains(&context)) {
            let _ = write!(out, "\n### {title}\n\n| keys | does | command |\n| --- | --- | --- |\n");
            for command in commands {
                let keys: Vec<String> = keymap
                    .keys_of(command)
                    .iter()
                    .map(|k| format!("`{}`", escaped(&k.to_string())))
                    .collect();
                let _ =
                    writeln!(out, "| {} | {} | `{}` |", keys.join(" "), escaped(command.words), command.id);
            }
        }
    }
    let fixed = [(WRITING, capture::KEYS), ("While typing", TYPING), ("In a form", FORM), ("Mouse", MOUSE)];
    for (title, rows) in fixed {
        let _ = write!(out, "\n## {title}\n\n| keys | does |\n| --- | --- |\n");
        for (keys, words) in rows {
            let _ = writeln!(out, "| {keys} | {words} |");
        }
    }
    out
}

/// How keys are changed, and what each preset changes.
fn own_keys(out: &mut String) {
    out.push_str(
        "\n## Your own keys\n\nWrite `keys.ron` into the folder of your configuration (`milepost` says its place when \
         something in it is wrong): a preset, and commands with their keys in place of the preset's. A key that two \
         commands want is said at the start, with both names; an empty list takes the keys away.\n\n```ron\n{\n  \
         \"preset\": \"emacs\",\n  \"card.add\": [\"a\", \"Ctrl-J\"],\n  \"edit.duplicate\": \"W\",\n}\n```\n\n\
         Keys look like `j`, `J`, `S-Tab`, `Ctrl-S`, `Alt-n`, `Space`, `Enter`, `F2`, `PgUp`; keys one after the other \
         have blanks between them: `Ctrl-X Ctrl-S`. `milepost keys` prints the keys with your own, `milepost keys \
         --preset emacs` those of a preset.\n\n| preset | what it is |\n| --- | --- |\n",
    );
    for preset in PRESETS {
        let _ = writeln!(out, "| `{}` | {} |", preset.name, preset.words);
    }
    for preset in PRESETS.iter().filter(|p| !p.keys.is_empty()) {
        let _ = write!(out, "\n### What `{}` changes\n\n| command | keys |\n| --- | --- |\n", preset.name);
        for (id, keys) in preset.keys {
            let keys: Vec<String> = keys.iter().map(|k| format!("`{}`", escaped(k))).collect();
            let _ = writeln!(out, "| `{id}` | {} |", keys.join(" "));
        }
        let means: Vec<String> =
            preset.means.iter().map(|(from, to)| format!("`{from}` is `{to}`")).collect();
        if !means.is_empty() {
            let _ = writeln!(out, "\nIn texts and lists {}.", means.join(", "));
        }
    }
}

/// A bar would end a cell of a table.
fn escaped(text: &str) -> String {
    text.replace('|', "\\|")
}

fn heading(context: Context) -> &'static str {
    match context {
        Context::Atlas => "All maps",
        Context::Map => "A map",
        Context::Conflicts => "Conflicts",
        Context::People => "People",
        Context::Findings => "Findings",
        Context::Policy => "Policy",
        Context::Changes => "Changes",
        Context::Timeline => "Timeline",
        Context::Threads => "Threads",
        Context::Workshop => "A workshop (with all of a map)",
        Context::Room => "Lists of a workshop",
        Context::Actions => "Actions of all workshops",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_keys_is_in_sync() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keys.md");
        let made = keys_markdown();
        if std::env::var_os("MILEPOST_BLESS").is_some() {
            std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).unwrap();
            std::fs::write(path, &made).unwrap();
        }
        let there = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            there == made,
            "docs/keys.md is not what the command table says; MILEPOST_BLESS=1 cargo test writes it"
        );
    }

    #[test]
    fn every_command_stands_in_a_family() {
        for command in commands::all() {
            assert_ne!(family(command.id), "More", "{}", command.id);
        }
    }

    #[test]
    fn a_bar_does_not_end_a_cell() {
        assert_eq!(escaped("a|b"), "a\\|b");
    }

    fn titles(app: &App) -> Vec<(String, String)> {
        let shown = sheet(app);
        let text = crate::tui::testing::text_of(&crate::tui::screens::testing::picture(app, 100, 60));
        assert!(text.contains(shown.sections()[0].title.as_str()), "{text}");
        let keys = |section: &Section| format!("{:?}", section.rows);
        shown.sections().iter().map(|section| (section.title.clone(), keys(section))).collect()
    }

    fn place(sections: &[(String, String)], title: &str) -> usize {
        sections.iter().position(|(known, _)| known.starts_with(title)).unwrap()
    }

    #[test]
    fn help_of_a_workshops_list_begins_with_what_can_be_done_to_its_rows_now() {
        let mut app = crate::tui::room::testing::workshop("terminal", crate::workshop::Verb::Vote);
        crate::tui::screens::testing::press(&mut app, "v ?");
        let sections = titles(&app);
        let (title, keys) = &sections[0];
        assert_eq!(title, "This list: the vote");
        for (key, does) in [("\"p\"", "Type whole papers"), ("\"E", "End the vote"), ("1 to 9", "votes")] {
            assert!(keys.contains(key) && keys.contains(does), "{keys}");
        }
        assert!(!keys.contains("carry") && !keys.contains("Begin the vote"), "not here, not now: {keys}");
        assert!(place(&sections, "Workshop") < place(&sections, "Signs of a stage"));
        assert!(place(&sections, "Signs of a stage") > place(&sections, "Milepost"));
    }

    #[test]
    fn help_of_a_workshops_board_begins_with_the_workshop_then_the_map() {
        let mut app = crate::tui::room::testing::workshop("terminal", crate::workshop::Verb::Talk);
        crate::tui::screens::testing::press(&mut app, "?");
        let sections = titles(&app);
        assert_eq!(sections[0].0, "Workshop");
        assert!(sections[0].1.contains("Go on to the next phase") && !sections[0].1.contains("Reveal"));
        assert!(place(&sections, "Move") < place(&sections, "Signs of a stage"));
        assert!(place(&sections, "Workshop, not now") < place(&sections, "Signs of a stage"));
    }

    #[test]
    fn every_command_of_a_workshops_list_is_in_its_help() {
        let app = crate::tui::room::testing::workshop("terminal", crate::workshop::Verb::Place);
        let all = format!("{:?}", sheet(&app).sections());
        let is_digit = |c: &Command| c.id.starts_with("workshop.digit-");
        for command in commands::all().filter(|c| c.is_in(Context::Room) && !is_digit(c)) {
            assert!(all.contains(command.words), "{}", command.id);
        }
    }
}
