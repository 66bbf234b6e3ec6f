use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::time::Duration;

use super::super::super::effect::SaveMode;
use super::super::super::event::{Arrived, Opened, SaveResult};
use super::super::testing::{Bed, GONE, add_pain, bed};
use super::*;
use crate::map::Map;
use crate::store::disk::journal::find_for;
use crate::tui::ask::Ask;
use crate::tui::effect::SaveJob;
use crate::tui::timeline::{self, Purpose, Reading, Then, Wanted};

const TODAY: Date = Date::constant(2026, 11, 22);

/// A world that knows a folder, and what its workers say.
struct Desk {
    world: World,
    inbox: Receiver<Message>,
}

impl Desk {
    fn at(bed: &Bed) -> Self {
        let (post, inbox) = super::super::testing::post();
        let folder = Folder::open(&bed.root);
        let setting =
            Setting { dirs: bed.dirs.clone(), post, folder, today: TODAY, to_find: ToFind::Person(None) };
        let mut world = World::new(setting);
        world.me.pid = GONE;
        Self { world, inbox }
    }

    /// The next event that `wanted` takes, waited for.
    fn wait<T>(&mut self, wanted: impl Fn(Event) -> Option<T>) -> T {
        loop {
            while let Some(event) = self.world.next_told() {
                if let Some(found) = wanted(event) {
                    return found;
                }
            }
            let message = self.inbox.recv_timeout(Duration::from_secs(20)).expect("nothing was told");
            self.world.hear(message);
        }
    }

    fn open(&mut self, bed: &Bed) -> Opened {
        self.world.run(Effect::Open(bed.map.clone()));
        self.wait(|event| if let Event::Opened(opened) = event { Some(*opened) } else { None })
    }

    /// What is told of the file the next time.
    fn arrived(&mut self) -> Arrived {
        self.wait(|event| match event {
            Event::Arrived(arrived) => Some(*arrived),
            Event::DiskGone => panic!("gone"),
            _ => None,
        })
    }

    fn edit(&mut self, map: &mut Map, text: &str) {
        let edit = add_pain(text);
        edit.clone().apply(map).unwrap();
        self.world.run(Effect::Journal(Box::new(Record::Edit(edit))));
    }

    fn save(&mut self, map: &Map, mode: SaveMode) -> SaveResult {
        self.world.run(Effect::Save(Box::new(SaveJob {
            map: map.clone(),
            revision: 1,
            mode,
            sealed: Vec::new(),
        })));
        self.wait(|event| if let Event::Saved(result) = event { Some(result) } else { None })
    }
}

fn draft(text: &str) -> Effect {
    Effect::Journal(Box::new(Record::Draft(Ask::MapTitle, text.to_owned())))
}

#[test]
fn edited_saved_and_left_nothing_is_left_over() {
    let bed = bed();
    let mut desk = Desk::at(&bed);
    let mut map = desk.open(&bed).map;
    desk.edit(&mut map, "No ETA");
    assert!(matches!(desk.save(&map, SaveMode::Careful), SaveResult::Done { revision: 1, .. }));
    desk.world.run(Effect::Close);
    assert!(std::fs::read_to_string(&bed.map).unwrap().contains("No ETA"));
    assert_eq!(std::fs::read_dir(bed.dirs.state.join("journal")).unwrap().count(), 0);
}

#[test]
fn what_a_killed_editor_had_is_offered_and_taken_over() {
    let bed = bed();
    let mut killed = Desk::at(&bed);
    let mut map = killed.open(&bed).map;
    killed.edit(&mut map, "No ETA");
    for text in ["h", "he", "hel"] {
        killed.world.run(draft(text));
    }
    killed.world.settle();
    // As a kill leaves it: no end, but the lock is gone.
    drop(killed);

    let mut desk = Desk::at(&bed);
    let opened = desk.open(&bed);
    let left = opened.leftover.unwrap();
    assert_eq!(
        (left.edits.as_slice(), left.draft.unwrap().1.as_str()),
        ([add_pain("No ETA")].as_slice(), "hel")
    );
    assert!(!left.file_changed);
    let mut map = opened.map;
    desk.edit(&mut map, "No ETA");
    desk.world.run(Effect::Leftover { taken: true });
    desk.world.end(End::Cut);
    drop(desk);
    let again = Desk::at(&bed).open(&bed).leftover.unwrap();
    assert_eq!(again.edits.len(), 1, "the new journal alone");
}

#[test]
fn an_editor_that_was_killed_is_seen_to_be_gone_at_the_next_key() {
    let bed = bed();
    let others = |event| if let Event::Others(others) = event { Some(others) } else { None };
    let (mut desk, mut killed) = (Desk::at(&bed), Desk::at(&bed));
    desk.open(&bed);
    desk.world.after_paint();
    assert_eq!(desk.wait(others), [""; 0]);
    killed.open(&bed);
    killed.world.after_paint();
    killed.wait(others);
    while desk.wait(others).is_empty() {}
    let start = std::time::Instant::now();
    // As a kill leaves it: the announcement is there, and nobody holds it.
    killed.world.open.as_mut().unwrap().surroundings.as_mut().unwrap().presence.forget();
    desk.world.look_for_others(start);
    assert!(desk.world.next_told().is_none(), "not at every key");
    // Another test's child may hold the lock for a moment.
    for seconds in 6.. {
        desk.world.look_for_others(start + Duration::from_secs(seconds * 6));
        match desk.world.next_told() {
            Some(Event::Others(others)) => {
                assert_eq!(others, [""; 0]);
                break;
            }
            told => assert!(told.is_none() && seconds < 1_000_000, "{told:?}"),
        }
    }
}

#[test]
fn the_workspaces_file_is_watched_without_an_open_map_too() {
    let bed = bed();
    let mut desk = Desk::at(&bed);
    desk.world.after_paint();
    while desk.world.watch.is_none() {
        let message = desk.inbox.recv_timeout(Duration::from_secs(20)).expect("nothing was told");
        desk.world.hear(message);
    }
    let file = bed.root.join("milepost.ron");
    std::fs::write(&file, "(format: 1, name: \"new\")").unwrap();
    let name = desk.wait(|event| if let Event::Workspace(found) = event { found.name } else { None });
    assert_eq!(name.as_str(), "new");
    std::fs::write(&file, "(format: 1, nmae: \"newer\")").unwrap();
    let words = desk.wait(|event| if let Event::Failed(words) = event { Some(words) } else { None });
    assert!(words.starts_with("milepost.ron:1:13: error"), "{words}");
    desk.open(&bed);
    desk.world.after_paint();
    desk.wait(|event| matches!(event, Event::Others(_)).then_some(()));
    assert!(desk.world.watch.is_none(), "the map's own watch sees it now");
}

#[test]
fn leaving_without_saving_puts_the_journal_aside() {
    let bed = bed();
    let mut desk = Desk::at(&bed);
    let mut map = desk.open(&bed).map;
    desk.edit(&mut map, "No ETA");
    desk.world.run(Effect::Close);
    assert!(find_for(&bed.dirs, &bed.map).unwrap().is_empty());
    assert_eq!(std::fs::read_dir(bed.dirs.state.join("journal-discarded")).unwrap().count(), 1);
    assert!(desk.open(&bed).leftover.is_none());
}

#[test]
fn a_change_on_the_disk_is_told_once_and_our_own_never() {
    let bed = bed();
    let mut desk = Desk::at(&bed);
    let mut map = desk.open(&bed).map;
    desk.world.after_paint();
    desk.wait(|event| matches!(event, Event::Others(_)).then_some(()));
    desk.edit(&mut map, "No ETA");
    assert!(matches!(desk.save(&map, SaveMode::Careful), SaveResult::Done { .. }));
    std::fs::write(&bed.map, super::super::testing::MAP).unwrap();
    // The first that is told of the disk is this, and it is told by the watch.
    let arrived = desk.arrived();
    assert!(arrived.base.unwrap().cards().any(|c| c.text.as_str() == "No ETA"));
    assert_eq!(arrived.map.cards().count(), 0);
    assert!(matches!(desk.save(&map, SaveMode::Careful), SaveResult::Changed));
    std::fs::remove_file(&bed.map).unwrap();
    let gone = desk.wait(|event| match event {
        Event::DiskChanged => Some(false),
        Event::DiskGone => Some(true),
        _ => None,
    });
    assert!(gone);
    assert!(matches!(desk.save(&map, SaveMode::KeepMine), SaveResult::Done { .. }));
}

#[test]
fn a_copy_is_the_open_map_from_then_on() {
    let bed = bed();
    let mut desk = Desk::at(&bed);
    let mut map = desk.open(&bed).map;
    let SaveResult::Copied { path, .. } = desk.save(&map, SaveMode::Copy) else { panic!("no copy") };
    desk.edit(&mut map, "No ETA");
    assert!(matches!(desk.save(&map, SaveMode::Careful), SaveResult::Done { .. }));
    assert!(std::fs::read_to_string(&path).unwrap().contains("No ETA"));
    assert_eq!(std::fs::read_to_string(&bed.map).unwrap(), super::super::testing::MAP);
}

#[test]
fn reading_again_takes_what_is_there_and_a_broken_file_leaves_the_open_map() {
    let bed = bed();
    let mut desk = Desk::at(&bed);
    desk.open(&bed);
    std::fs::write(&bed.map, "(format: 1").unwrap();
    desk.world.run(Effect::Reload);
    let lines = desk.wait(|event| if let Event::NotOpened(lines) = event { Some(lines) } else { None });
    assert!(lines.iter().any(|line| line.contains("order.ron:1:")), "{lines:?}");
    std::fs::write(&bed.map, super::super::testing::MAP.replace("Wait", "Waiting")).unwrap();
    desk.world.run(Effect::Reload);
    let opened = desk.wait(|event| if let Event::Opened(opened) = event { Some(*opened) } else { None });
    assert_eq!(opened.map.stages[0].name.as_str(), "Waiting");
    assert!(matches!(desk.save(&opened.map, SaveMode::Careful), SaveResult::Done { .. }));
}

#[test]
fn a_made_map_is_opened() {
    let bed = bed();
    let mut desk = Desk::at(&bed);
    let map = Map::new(crate::map::id::MapId::new("new").unwrap(), "Brand new");
    desk.world.run(Effect::Create(Box::new(map)));
    let opened = desk.wait(|event| if let Event::Opened(opened) = event { Some(*opened) } else { None });
    assert_eq!(opened.path, bed.root.join("brand-new.ron"));
}

#[test]
fn what_is_over_is_listed_read_and_restored_after_a_version_of_what_is_there() {
    let bed = bed();
    let mut desk = Desk::at(&bed);
    let before = desk.open(&bed).map;
    let mut map = before.clone();
    desk.world.run(Effect::WriteVersion { map: Box::new(map.clone()), why: "first".into() });
    desk.wait(|event| if let Event::VersionWritten(1) = event { Some(()) } else { None });
    super::super::testing::add_pain("No ETA").apply(&mut map).unwrap();
    let list = |desk: &mut Desk| {
        desk.world.run(Effect::ReadTimeline { map: Box::new(map.clone()), purpose: Purpose::Look });
        desk.wait(|event| if let Event::Timeline(_, line) = event { Some(*line) } else { None }).moments
    };
    let moments = list(&mut desk);
    assert_eq!(moments.len(), 1);
    let read = |desk: &mut Desk, wanted: Wanted, then| {
        let (path, current) = (bed.map.clone(), map.clone());
        desk.world.run(Effect::ReadStates(Box::new(Reading { path, current, wanted: vec![wanted], then })));
        desk.wait(|event| match event {
            Event::States(read) => Some(Ok(read.states[0].map.clone())),
            Event::Failed(words) => Some(Err(words)),
            _ => None,
        })
    };
    let first = timeline::wanted(&moments[0]).unwrap();
    assert_eq!(read(&mut desk, first.clone(), Then::Look), Ok(before.clone()));
    assert_eq!(list(&mut desk).len(), 1, "to look writes nothing");
    assert_eq!(read(&mut desk, first, Then::Restore), Ok(before.clone()));
    let kept = list(&mut desk);
    assert!(timeline::why(&kept[0]).contains("before version 1 of"), "{kept:?}");
    let named = |name: &str| {
        let from = timeline::From::Named(name.into());
        Wanted { words: name.into(), on: None, from }
    };
    let with_pain = read(&mut desk, named("order@2"), Then::Compare).unwrap();
    assert_eq!(with_pain, map);
    let file = bed.map.to_string_lossy().into_owned();
    assert_eq!(read(&mut desk, named(&file), Then::Compare), Ok(before));
    for (name, said) in [("order@9", "no version 9"), ("-", "standard input"), ("nothing", "neither a file")]
    {
        let words = read(&mut desk, named(name), Then::Compare).unwrap_err();
        assert!(words.contains(said) && words.starts_with(name), "{words}");
    }
}

#[test]
fn an_end_waits_for_what_was_asked_for() {
    let bed = bed();
    let mut desk = Desk::at(&bed);
    let mut map = desk.open(&bed).map;
    desk.edit(&mut map, "No ETA");
    desk.world.run(Effect::Save(Box::new(SaveJob {
        map,
        revision: 1,
        mode: SaveMode::Careful,
        sealed: Vec::new(),
    })));
    desk.world.end(End::Left);
    assert!(std::fs::read_to_string(&bed.map).unwrap().contains("No ETA"));
    drop(desk);
    assert!(Desk::at(&bed).open(&bed).leftover.is_none());
}

#[test]
fn a_feed_that_is_written_while_a_map_is_open_is_gathered() {
    let bed = bed();
    let mut desk = Desk::at(&bed);
    desk.open(&bed);
    let mut events = || loop {
        // What is wanted starts after a paint.
        desk.world.after_paint();
        while let Some(event) = desk.world.next_told() {
            if let Event::Outside(known) = event {
                return known.outside.events.len();
            }
        }
        let message = desk.inbox.recv_timeout(Duration::from_secs(20)).expect("nothing was told");
        desk.world.hear(message);
    };
    assert_eq!(events(), 0);
    let feed = "date,text,stages\n2026-11-02,New app,wait\n2026-11-03,Newer app,*\n";
    std::fs::write(bed.root.join("events.csv"), feed).unwrap();
    // A file is seen while it is being written, too.
    while events() != 2 {}
}

#[test]
fn what_was_taken_in_is_what_the_next_save_expects_and_what_a_crash_leaves_is_made_on_it() {
    let bed = bed();
    let mut desk = Desk::at(&bed);
    let mut map = desk.open(&bed).map;
    desk.edit(&mut map, "No ETA");
    desk.world.run(draft("half a title"));
    let theirs = super::super::testing::MAP.replace("Wait", "Waiting");
    std::fs::write(&bed.map, &theirs).unwrap();
    assert!(matches!(desk.save(&map, SaveMode::Careful), SaveResult::Changed));
    desk.world.run(Effect::LookAtDisk);
    let arrived = desk.arrived();
    let names = crate::change::SideNames::new("here", "disk");
    let merged = crate::change::merge(&arrived.base.unwrap(), &map, &arrived.map, &names).map;
    let rest = Some(Box::new(merged.clone()));
    desk.world.run(Effect::TakenIn { hash: arrived.hash, map: rest });
    desk.world.settle();
    // Killed here: all of it comes back, on the file as it is.
    let left = find_for(&bed.dirs, &bed.map).unwrap();
    assert!(left.is_empty(), "this editor lives");
    desk.world.end(End::Cut);
    drop(desk);
    let mut desk = Desk::at(&bed);
    let opened = desk.open(&bed);
    let left = opened.leftover.unwrap();
    assert!(!left.file_changed);
    assert_eq!(left.draft.unwrap().1, "half a title");
    let mut back = opened.map;
    for edit in left.edits {
        edit.apply(&mut back).unwrap();
    }
    assert_eq!(back, merged);
    desk.world.run(Effect::Leftover { taken: true });
    assert!(matches!(desk.save(&back, SaveMode::Careful), SaveResult::Done { .. }));
    let text = std::fs::read_to_string(&bed.map).unwrap();
    assert!(text.contains("Waiting") && text.contains("No ETA"), "{text}");
}

#[test]
fn a_second_editor_that_saved_first_is_merged_with() {
    let bed = bed();
    let (mut first, mut second) = (Desk::at(&bed), Desk::at(&bed));
    let (mut ours, mut theirs) = (first.open(&bed).map, second.open(&bed).map);
    first.edit(&mut ours, "No ETA");
    second.edit(&mut theirs, "No call");
    assert!(matches!(second.save(&theirs, SaveMode::Careful), SaveResult::Done { .. }));
    assert!(matches!(first.save(&ours, SaveMode::Careful), SaveResult::Changed));
    first.world.run(Effect::LookAtDisk);
    let arrived = first.arrived();
    let names = crate::change::SideNames::new("here", "disk");
    let merged = crate::change::merge(&arrived.base.unwrap(), &ours, &arrived.map, &names).map;
    first.world.run(Effect::TakenIn { hash: arrived.hash, map: Some(Box::new(merged.clone())) });
    assert!(matches!(first.save(&merged, SaveMode::Careful), SaveResult::Done { .. }));
    let text = std::fs::read_to_string(&bed.map).unwrap();
    assert!(text.contains("No ETA") && text.contains("No call"), "{text}");
}

#[test]
fn a_file_that_cannot_be_read_is_told_as_a_change_and_again_when_it_can() {
    let bed = bed();
    let mut desk = Desk::at(&bed);
    desk.open(&bed);
    let whole = super::super::testing::MAP.replace("Wait", "Waiting");
    let half: String = whole.chars().take(40).collect();
    std::fs::write(&bed.map, half).unwrap();
    desk.world.look_at_file();
    desk.wait(|event| matches!(event, Event::DiskChanged).then_some(()));
    desk.world.look_at_file();
    assert!(desk.world.next_told().is_none(), "told once");
    std::fs::write(&bed.map, whole).unwrap();
    desk.world.look_at_file();
    assert_eq!(desk.arrived().map.stages[0].name.as_str(), "Waiting");
}

#[test]
fn work_of_a_crash_knows_the_file_it_was_made_on() {
    let bed = bed();
    let mut desk = Desk::at(&bed);
    let mut map = desk.open(&bed).map;
    desk.edit(&mut map, "No ETA");
    assert!(matches!(desk.save(&map, SaveMode::Careful), SaveResult::Done { .. }));
    desk.edit(&mut map, "No call");
    drop(desk);
    std::fs::write(&bed.map, super::super::testing::MAP.replace("Wait", "Waiting")).unwrap();
    let left = Desk::at(&bed).open(&bed).leftover.unwrap();
    assert!(left.file_changed);
    assert_eq!(left.edits, [add_pain("No call")]);
    assert!(left.base.unwrap().cards().any(|c| c.text.as_str() == "No ETA"), "as it was saved");
}

mod records;
mod sharing;
mod workshop;
