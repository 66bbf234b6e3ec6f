//! For tests: editors with the sample maps in them.

use jiff::civil::{Date, date};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draw;
use crate::change::{SideNames, merge};
use crate::map::card::Severity;
use crate::map::edit::{CardField, Edit, PainField, StageField, remove_card};
use crate::map::id::{CardId, CountingIds, PersonId};
use crate::map::{CardKind, Map, Person, Text, Workspace};
use crate::rules::Facts;
use crate::store::document::{LoadContext, load_map, load_workspace};
use crate::tui::app::{App, Screen, Start};
use crate::tui::doc::Doc;
use crate::tui::effect::Settings;
use crate::tui::event::{AtlasRow, Event, MapRow};
use crate::tui::keymap::Keymap;
use crate::tui::keys::Keys;
use crate::tui::theme::Themes;
use crate::tui::update::update;

/// The day of the samples.
pub(crate) const TODAY: Date = date(2026, 11, 22);

/// The sample maps, each with its file's name.
pub(crate) const MAPS: [(&str, &[u8]); 5] = [
    ("clinic-appointment.ron", include_bytes!("../../../maps/clinic-appointment.ron")),
    ("loan-application.ron", include_bytes!("../../../maps/loan-application.ron")),
    ("order-to-doorstep-next-spring.ron", include_bytes!("../../../maps/order-to-doorstep-next-spring.ron")),
    ("order-to-doorstep.ron", include_bytes!("../../../maps/order-to-doorstep.ron")),
    ("planned-maintenance.ron", include_bytes!("../../../maps/planned-maintenance.ron")),
];

fn workspace() -> Workspace {
    load_workspace(include_bytes!("../../../maps/milepost.ron")).value.unwrap()
}

fn map(name: &str, people: &[Person]) -> Map {
    let (_, bytes) = MAPS.iter().find(|(file, _)| *file == name).unwrap();
    load_map(bytes, name, &LoadContext { people }).value.unwrap()
}

/// An editor in a folder without maps; the theme `mono` is without colours.
pub(crate) fn bare(theme: &str) -> App {
    let mut app = App::new(Start {
        root: "/home/ana/maps".into(),
        workspace: Workspace::default(),
        today: TODAY,
        pinned: true,
        settings: Settings { theme: theme.to_owned(), ..Settings::default() },
        themes: Themes::default(),
        colour: theme != "mono",
        keymap: Keymap::default(),
        me: None,
        ids: Box::new(CountingIds::default()),
        size: (120, 40),
    });
    app.atlas.complete = true;
    app
}

/// An editor with the sample workspace read.
pub(crate) fn atlas(theme: &str) -> App {
    let mut app = bare(theme);
    app.place.data = workspace();
    for (name, _) in MAPS {
        let map = map(name, &app.place.data.people);
        let row = MapRow::new(Facts::new(&map, &app.place.data), TODAY);
        app.atlas.put(AtlasRow { path: app.place.root.join(name), content: Ok(row) });
    }
    app.atlas.go(isize::MIN);
    app.atlas.go(3);
    app
}

/// An editor with a sample map open.
pub(crate) fn open(theme: &str, name: &str) -> App {
    let mut app = atlas(theme);
    let map = map(name, &app.place.data.people);
    app.doc = Some(Doc::new(map, app.place.root.join(name)));
    app.screen = Screen::Map;
    app.me = app.place.data.people.first().map(|p| p.id.clone());
    app.examine();
    app
}

/// An editor with the sample map open as a merge of two branches left it: three conflicts over fields, and one over whether
/// a pain stays.
pub(crate) fn conflicted(theme: &str) -> App {
    let mut app = open(theme, "order-to-doorstep.ron");
    let Some(doc) = &mut app.doc else { return app };
    let base = doc.map.clone();
    let pains: Vec<CardId> = base.cards_of(CardKind::Pain).map(|pain| pain.id.clone()).collect();
    let stage = base.stages[3].id.clone();
    let side = |owner: &str, text: &str, severity, last: Edit| {
        let owner = StageField::Owner(Some(PersonId::new(owner).unwrap()));
        let edits = [
            Edit::SetStage { stage: stage.clone(), field: owner },
            Edit::SetCard { card: pains[0].clone(), field: CardField::Text(Text::new(text)) },
            Edit::SetCard { card: pains[1].clone(), field: CardField::Pain(PainField::Severity(severity)) },
            last,
        ];
        let mut map = base.clone();
        for edit in edits {
            edit.apply(&mut map).unwrap();
        }
        map
    };
    let reworded = CardField::Text(Text::new("Nobody says when the van comes, and the line is busy"));
    let was = base.card(&pains[0]).unwrap().text.to_string();
    let ours = side(
        "ana",
        &format!("{was}, and nobody calls back before the evening of that day"),
        Severity::Low,
        remove_card(&base, &pains[2]),
    );
    let theirs = side(
        "maya",
        &format!("{was}; the chat answers within an hour on weekdays"),
        Severity::Critical,
        Edit::SetCard { card: pains[2].clone(), field: reworded },
    );
    doc.map = merge(&base, &ours, &theirs, &SideNames::new("main", "spring-review")).map;
    app.examine();
    app
}

/// An editor with the sample map open in a workshop that just began, with this shipped agenda; Maya leads, Ana and Tom are there.
pub(crate) fn workshop(theme: &str, agenda: &str) -> App {
    let mut app = open(theme, "order-to-doorstep.ron");
    app.me = PersonId::new("maya").ok();
    app.offer.agendas = crate::store::agendas::list(None);
    let (at, _) = crate::store::agendas::find_in(&app.offer.agendas, agenda).unwrap();
    app.begin_workshop(at, "Ana Ruiz, Tom Okafor");
    let begin = app.take_effects().into_iter().find_map(|effect| match effect {
        crate::tui::effect::Effect::BeginWorkshop(head) => Some(*head),
        _ => None,
    });
    let head = crate::workshop::Head { began: TEN, ..begin.unwrap() };
    let record = crate::workshop::Record { head, entries: Vec::new() };
    let _ = update(&mut app, Event::Workshop(Box::new(record), TEN));
    app
}

/// When the workshops of tests begin.
pub(crate) const TEN: i64 = 1_795_341_600_000;

/// Presses keys, blanks between them.
pub(crate) fn press(app: &mut App, keys: &str) {
    for key in keys.parse::<Keys>().unwrap().iter() {
        let _ = update(app, Event::Key(*key));
    }
}

/// What is on the screen at this size.
pub(crate) fn picture(app: &App, width: u16, height: u16) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    let _ = draw(app, &mut buf, area);
    buf
}
