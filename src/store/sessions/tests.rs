use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::map::edit::testing::{cook, map, recipes};
use crate::map::edit::{Edit, MapField};
use crate::map::id::{CardId, CountingIds, ItemId, LaneId, PersonId, StageId};
use crate::map::{Label, Text, card::Emotion};
use crate::store::disk::faulty::FaultyFs;
use crate::store::disk::fs::{Fs, RealFs};
use crate::workshop::deed::{Decision, Jot, Parked, Voting};
use crate::workshop::testing::{TEN, head, record, who};
use crate::workshop::voices::Spot;
use crate::workshop::{Action, Deed, Entry, Head, Later, Outcome, Part, Said, Session, Settled};

/// No space left on the device, on every unix.
const ENOSPC: i32 = 28;

fn real() -> Arc<dyn Fs> {
    Arc::new(RealFs)
}

fn item(id: &str) -> ItemId {
    ItemId::new(id).unwrap()
}

fn card(id: &str) -> CardId {
    CardId::new(id).unwrap()
}

fn person(id: &str) -> PersonId {
    PersonId::new(id).unwrap()
}

fn action(id: &str) -> Action {
    Action {
        id: item(id),
        text: Text::new("Ask the carriers\nfor a time window"),
        owner: Some(person("bo")),
        due: Some(date(2026, 12, 1)),
        cards: vec![card("no-eta")],
    }
}

/// One of every deed that there is since the first record of format 1.
fn newer_deeds() -> Vec<Deed> {
    vec![Deed::ReviewSkipped(StageId::new("wait").unwrap())]
}

/// One of every other deed.
fn deeds() -> Vec<Deed> {
    let jot = Jot {
        id: item("j"),
        stage: StageId::new("wait").unwrap(),
        lane: LaneId::new("pains").unwrap(),
        line: Label::new("ana: slow \"really\" \\ slow"),
    };
    let voting = |open, again| Voting { id: item("v"), on: vec![card("a")], dots: 3, cap: 2, open, again };
    vec![
        Deed::Came(who("ana", Part::Participant)),
        Deed::Went(person("ana")),
        Deed::Phase(3),
        Deed::Extended(-2),
        Deed::Paused,
        Deed::WentOn,
        Deed::CameBack,
        Deed::Jotted(jot),
        Deed::Unjotted(item("j")),
        Deed::Revealed(vec![(item("j"), card("a")), (item("k"), card("b"))]),
        Deed::Captured(card("a")),
        Deed::Seconded(card("a")),
        Deed::Grouped { id: item("g"), name: Label::new("Where is it?"), cards: vec![card("a")] },
        Deed::Ungrouped(item("g")),
        Deed::VoteOpened(voting(false, None)),
        Deed::VoteOpened(voting(true, Some(item("u")))),
        Deed::Voted { ballot: item("v"), dots: vec![(card("a"), 2)] },
        Deed::VoteClosed(item("v")),
        Deed::Placed(card("a"), Spot { impact: 5, effort: 1 }),
        Deed::Scored(card("a"), Emotion::new(-2).unwrap()),
        Deed::Arrived(Label::new("saved by Bo")),
        Deed::Decided(Decision { id: item("d"), text: Text::new("a\n\nb"), cards: vec![] }),
        Deed::Undecided(item("d")),
        Deed::Action(action("x")),
        Deed::Action(Action { owner: None, due: None, ..action("y") }),
        Deed::ActionIs(item("x"), Outcome::Open),
        Deed::ActionIs(item("x"), Outcome::Done(date(2026, 12, 1))),
        Deed::ActionIs(item("x"), Outcome::Dropped(date(2026, 12, 1), Label::new("no money"))),
        Deed::Parked(Parked::new(item("p"), Text::new("?"))),
        Deed::Unparked(item("p"), Settled::Action(item("x"))),
        Deed::Unparked(item("p"), Settled::CarriedOver),
        Deed::Edited(Label::new("moved “A”")),
        Deed::TakenBack(7),
        Deed::Closed { version: Some(4), despite: Some(Label::new("later")) },
        Deed::Closed { version: None, despite: None },
    ]
}

fn entry(seq: u64, deed: Deed) -> Entry {
    Entry { seq, at: TEN + seq as i64, by: person("maya"), deed, edits: vec![], slip: None }
}

fn entries() -> Vec<Entry> {
    record(deeds().into_iter().map(|deed| ("maya", deed)).collect()).entries
}

/// A workspace with a record of these entries.
fn written(entries: &[Entry]) -> (tempfile::TempDir, PathBuf, Head) {
    let temp = tempfile::tempdir().unwrap();
    let (mut recorder, head) = begin(real(), temp.path(), head()).unwrap();
    for entry in entries {
        recorder.append(entry).unwrap();
    }
    let path = recorder.path().to_owned();
    (temp, path, head)
}

fn round_trip(entry: &Entry) -> Entry {
    let text = line::of_entry(entry).unwrap();
    assert_eq!(text.matches('\n').count(), 1, "{text}");
    line::entry(text.trim_end()).unwrap_or_else(|d| panic!("{d:?} in {text}"))
}

#[test]
fn every_deed_comes_back_from_its_line() {
    let newer = newer_deeds().into_iter().map(|deed| entry(9, deed));
    for entry in entries().into_iter().chain(newer) {
        assert_eq!(round_trip(&entry), entry);
    }
    let entry = Entry { slip: Some(item("paper")), ..entry(9, Deed::Captured(card("a"))) };
    assert_eq!(
        line::of_entry(&entry).unwrap(),
        "(seq: 9, at: 1795341600009, by: \"maya\", deed: Captured(\"a\"), slip: \"paper\")\n"
    );
}

proptest! {
    #[test]
    fn any_edits_come_back_from_their_line(recipes in recipes(), text in ".*") {
        let (mut map, mut ids) = (map(), CountingIds::default());
        let mut edits = vec![Edit::SetMap(MapField::Title(Label::new(&text)))];
        for recipe in recipes {
            let Some(edit) = cook(&map, recipe, &mut ids) else { continue };
            edits.extend(edit.clone().apply(&mut map));
            edits.push(edit);
        }
        let all = Edit::Together(vec![Edit::Together(edits.clone()), Edit::Replace(Box::new(map))]);
        edits.push(all);
        let entry = Entry { edits, ..entry(1, Deed::Edited(Label::new(&text))) };
        prop_assert_eq!(round_trip(&entry), entry);
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let raw = super::read::parse(Path::new("x.log"), &bytes);
        prop_assert!(raw.head.is_none());
    }

    #[test]
    fn a_record_with_any_line_in_it_is_read(text in "[^\n]*") {
        let head = line::of_head(&head()).unwrap();
        let lines = format!("{head}{text}\n(seq: 99, at: 1, by: \"bo\", deed: Paused)\n");
        let raw = super::read::parse(Path::new("x.log"), lines.as_bytes());
        prop_assert!(raw.head.is_some());
        prop_assert_eq!(raw.entries.len(), 1);
        prop_assert_eq!(raw.problems.len(), usize::from(!text.trim().is_empty()));
    }
}

#[test]
fn what_was_written_is_read() {
    let (temp, path, head) = written(&entries());
    assert!(path.ends_with("sessions/2026-11-22-order.log"));
    let loaded = read(&path);
    assert_eq!(loaded.problems, []);
    let record = loaded.record.unwrap();
    assert_eq!(record.head, head);
    assert_eq!(record.entries, entries());
    assert_eq!(std::fs::read_dir(temp.path().join("sessions")).unwrap().count(), 1);
}

/// Records live long: what a released program wrote is read by every later one. A new field of the map needs
/// `#[serde(default)]`, else this fails; the file is not to be changed.
#[test]
fn the_first_record_of_format_1_is_still_read() {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/sessions/format1.log"));
    let loaded = read(path);
    assert_eq!(loaded.problems, []);
    let record = loaded.record.unwrap();
    let (edited, others): (Vec<&Entry>, Vec<&Entry>) =
        record.entries.iter().partition(|entry| entry.seq == 99);
    assert!(others.into_iter().eq(&entries()));
    assert_eq!(edited[0].edits.len(), 8);
    assert_eq!(record.map().title.as_str(), "Fine");
}

#[test]
fn a_second_workshop_of_the_day_has_a_record_of_its_own() {
    let (temp, first, _) = written(&[]);
    let before = std::fs::read(&first).unwrap();
    let (recorder, second) = begin(real(), temp.path(), head()).unwrap();
    assert_eq!((second.id.as_str(), recorder.id()), ("2026-11-22-order-2", &second.id));
    assert_eq!(std::fs::read(&first).unwrap(), before);
    let long = MapId::new(&"m".repeat(64)).unwrap();
    assert_eq!(ids(date(2026, 11, 22), &long).count(), 99);
}

#[test]
fn a_second_facilitator_is_told_who_leads() {
    let temp = tempfile::tempdir().unwrap();
    let (recorder, head) = begin(real(), temp.path(), head()).unwrap();
    let busy = resume(real(), temp.path(), &head.id).unwrap_err().to_string();
    assert!(busy.starts_with("the workshop 2026-11-22-order is being led by "), "{busy}");
    assert!(busy.contains(&format!("(process {})", std::process::id())) && busy.contains("milepost join"));
    drop(recorder);
    resume(real(), temp.path(), &head.id).unwrap();
    let none = SessionId::new("nothing").unwrap();
    assert!(matches!(resume(real(), temp.path(), &none), Err(SessionError::Missing(_))));
}

/// The whole lines of `bytes`, and whether what is behind them is a whole line without its end.
fn whole_lines(bytes: &[u8], all: &[u8]) -> usize {
    let whole = memchr::memchr_iter(b'\n', bytes).count();
    whole + usize::from(!bytes.ends_with(b"\n") && all.get(bytes.len()) == Some(&b'\n'))
}

#[test]
fn torn_at_every_byte_the_whole_lines_are_read_and_gone_on_with() {
    let some = &entries()[7..11];
    let (temp, path, head) = written(some);
    let all = std::fs::read(&path).unwrap();
    let first = all.iter().position(|b| *b == b'\n').unwrap();
    for end in (0..first).step_by(97).chain(first..=all.len()) {
        std::fs::write(&path, &all[..end]).unwrap();
        let loaded = read(&path);
        if end < first {
            assert!(loaded.record.is_none() && resume(real(), temp.path(), &head.id).is_err());
            continue;
        }
        let lines = whole_lines(&all[..end], &all) - 1;
        assert_eq!(loaded.problems, [], "torn at {end}");
        assert_eq!(loaded.record.unwrap().entries, some[..lines], "torn at {end}");
        let (mut recorder, resumed) = resume(real(), temp.path(), &head.id).unwrap();
        assert_eq!(resumed.record.unwrap().entries.len(), lines);
        recorder.append(&some[0]).unwrap();
        let again = read(&path);
        assert_eq!(again.problems, [], "torn at {end}");
        assert_eq!(again.record.unwrap().entries.len(), lines + 1, "torn at {end}");
    }
}

#[test]
fn a_disk_that_fails_at_any_call_leaves_whole_lines_and_a_second_try_works() {
    let temp = tempfile::tempdir().unwrap();
    let counting = Arc::new(FaultyFs::counting());
    let (mut recorder, _) = begin(counting.clone(), temp.path(), head()).unwrap();
    let begun = counting.calls();
    recorder.append(&entries()[0]).unwrap();
    for k in 1..=begun {
        let temp = tempfile::tempdir().unwrap();
        let failed = begin(Arc::new(FaultyFs::once(k, ENOSPC)), temp.path(), head());
        if let Err(error) = failed {
            assert!(error.to_string().contains("no space left"), "{error}");
            assert_eq!(std::fs::read_dir(temp.path().join("sessions")).unwrap().count(), 0);
        }
        begin(real(), temp.path(), head()).unwrap();
    }
    for k in begun + 1..=counting.calls() {
        let temp = tempfile::tempdir().unwrap();
        let (mut recorder, _) = begin(Arc::new(FaultyFs::once(k, ENOSPC)), temp.path(), head()).unwrap();
        let error = recorder.append(&entries()[0]).unwrap_err().to_string();
        assert!(error.starts_with("2026-11-22-order.log was not written on: no space left"), "{error}");
        assert!(error.contains("free some space"), "{error}");
        assert_eq!(read(recorder.path()).record.unwrap().entries, []);
        recorder.append(&entries()[1]).unwrap();
        assert_eq!(read(recorder.path()).record.unwrap().entries, entries()[1..2]);
    }
}

#[test]
fn a_disk_that_stays_full_keeps_what_it_had() {
    let temp = tempfile::tempdir().unwrap();
    let counting = Arc::new(FaultyFs::counting());
    let (mut recorder, _) = begin(counting.clone(), temp.path(), head()).unwrap();
    let begun = counting.calls();
    recorder.append(&entries()[0]).unwrap();
    for k in begun + 1..=counting.calls() {
        let temp = tempfile::tempdir().unwrap();
        let (mut recorder, head) =
            begin(Arc::new(FaultyFs::from_then_on(k, ENOSPC)), temp.path(), head()).unwrap();
        assert!(recorder.append(&entries()[0]).is_err());
        assert!(recorder.append(&entries()[0]).is_err());
        drop(recorder);
        let (mut recorder, loaded) = resume(real(), temp.path(), &head.id).unwrap();
        // What was written to its last letter counts, though nobody was told so.
        assert!(entries().starts_with(&loaded.record.unwrap().entries) && loaded.problems.is_empty());
        recorder.append(&entries()[1]).unwrap();
        assert_eq!(read(recorder.path()).problems, []);
    }
}

#[test]
fn a_record_that_was_replaced_is_not_written_on() {
    let (temp, path, head) = written(&[]);
    let (mut recorder, _) = resume(real(), temp.path(), &head.id).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(recorder.append(&entries()[0]), Err(SessionError::Replaced(_))));
    std::fs::write(&path, &bytes).unwrap();
    assert!(matches!(recorder.append(&entries()[0]), Err(SessionError::Replaced(_))));
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let temp = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), temp.path().join("sessions")).unwrap();
    assert!(matches!(begin(real(), temp.path(), head()), Err(SessionError::Folder { .. })));
    assert_eq!(list(&RealFs, temp.path()).problems.len(), 1);
    let (temp, path, head) = written(&[]);
    std::fs::rename(&path, temp.path().join("x")).unwrap();
    std::os::unix::fs::symlink(temp.path().join("x"), &path).unwrap();
    assert!(read(&path).record.is_none());
    assert!(resume(real(), temp.path(), &head.id).is_err());
}

#[test]
fn what_cannot_be_understood_is_said_with_its_place_and_passed_over() {
    let (_temp, path, _) = written(&entries()[..1]);
    let mut text = std::fs::read_to_string(&path).unwrap();
    text.push_str("<<<<<<< HEAD\n(seq: 2, att: 3)\n\n(seq: 3, at: 3, by: \"bo\", deed: Pausd)\n");
    text.push_str(
        "(seq: 4, at: 3, by: \"b\u{1b}o\", deed: Paused)\n(seq: 5, at: 3, by: \"bo\", deed: Paused)\r\n",
    );
    text.push_str(&("(".repeat(5000) + "\n"));
    std::fs::write(&path, &text).unwrap();
    let loaded = read(&path);
    let said: Vec<String> = loaded.problems.iter().map(Problem::line).collect();
    assert_eq!(loaded.record.unwrap().entries.len(), 2);
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn hostile_text_in_a_record_is_made_harmless() {
    let (_temp, path, _) = written(&[]);
    let mut text = std::fs::read_to_string(&path).unwrap();
    text = text.replace("Order to doorstep", "Order\\u{1b}[2J\\u{202e}to");
    text.push_str(
        "(seq: 1, at: 1, by: \"bo\", deed: Decided((id: \"d\", text: \"a\\u{1b}]52;c;x\\u{7}b\")))\n",
    );
    std::fs::write(&path, text).unwrap();
    let record = read(&path).record.unwrap();
    assert_eq!(record.head.title.as_str(), "Order\u{fffd}[2J\u{fffd}to");
    assert_eq!(record.head.start.title.as_str(), "Order\u{fffd}[2J\u{fffd}to");
    assert_eq!(Session::of(&record).decisions[0].1.text.as_str(), "a\u{fffd}]52;c;x\u{fffd}b");
}

#[test]
fn a_newer_format_is_refused_by_name() {
    let (temp, path, head) = written(&[]);
    let text = std::fs::read_to_string(&path).unwrap().replacen("format: 1", "format: 2", 1);
    std::fs::write(&path, text).unwrap();
    let error = resume(real(), temp.path(), &head.id).unwrap_err().to_string();
    assert!(
        error.contains(":1:1: error[newer-format] the record has format 2, and this Milepost"),
        "{error}"
    );
}

#[test]
fn workshops_are_listed_newest_first() {
    let (temp, ..) = written(&[
        entry(1, Deed::Action(action("x"))),
        entry(2, Deed::Action(action("y"))),
        entry(3, Deed::Closed { version: Some(2), despite: None }),
        entry(4, Deed::ActionIs(item("y"), Outcome::Done(date(2026, 11, 30)))),
    ]);
    let later = Head { day: date(2026, 12, 6), began: TEN + 14 * 86_400_000, ..head() };
    begin(real(), temp.path(), later).unwrap();
    std::fs::write(temp.path().join("sessions/notes.log"), "hello\n").unwrap();
    std::fs::write(temp.path().join("sessions/notes.txt"), "hello\n").unwrap();
    let listing = list(&RealFs, temp.path());
    let ids: Vec<_> = listing.sessions.iter().map(|b| (b.id.as_str(), b.is_ended, b.open())).collect();
    assert_eq!(ids, [("2026-12-06-order", false, 0), ("2026-11-22-order", true, 1)]);
    assert_eq!(listing.problems.len(), 1);
    let quick = with_actions(&RealFs, temp.path());
    assert_eq!(quick.len(), 1, "those without actions are left out");
    assert_eq!((&quick[0].actions, quick[0].is_ended), (&listing.sessions[1].actions, true));
    assert_eq!(list(&RealFs, &temp.path().join("nowhere")), Listing::default());
}

#[test]
fn actions_live_on_after_the_end() {
    let (temp, path, head) = written(&[
        entry(1, Deed::Action(action("x"))),
        entry(2, Deed::Closed { version: None, despite: None }),
    ]);
    let say = |id: &str, said: Vec<Said>| {
        let later = Later { session: head.id.clone(), action: item(id), said, by: person("ana") };
        append_later(real(), temp.path(), &later, TEN)
    };
    let done = Outcome::Done(date(2026, 11, 30));
    let added = say("x", vec![Said::Owner(Some(person("ana"))), Said::Is(done.clone())]).unwrap();
    assert_eq!(added.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [3, 4]);
    assert_eq!(say("x", vec![Said::Is(done.clone())]).unwrap(), [], "it is so already");
    assert_eq!(say("x", vec![Said::Due(None)]).unwrap()[0].seq, 5);
    let session = Session::of(&read(&path).record.unwrap());
    let now = Action { owner: Some(person("ana")), due: None, ..action("x") };
    assert_eq!(session.actions, [(now, done)]);
    let refused = say("z", vec![Said::Is(Outcome::Open)]).unwrap_err();
    assert_eq!(refused.to_string(), "there is no action `z` in this workshop");
}

#[test]
fn lines_of_two_branches_are_in_the_order_of_their_times_whichever_came_first() {
    let end = [entry(1, Deed::Action(action("x"))), entry(2, Deed::Closed { version: None, despite: None })];
    let done =
        Entry { at: TEN + 50, ..entry(3, Deed::ActionIs(item("x"), Outcome::Done(date(2026, 12, 1)))) };
    let open = Entry { at: TEN + 90, ..entry(3, Deed::ActionIs(item("x"), Outcome::Open)) };
    let read_of = |after: [&Entry; 3]| {
        let (_temp, path, _) = written(&[&end[..], &after.map(Clone::clone)[..]].concat());
        read(&path).record.unwrap().entries
    };
    assert_eq!(read_of([&done, &open, &open]), read_of([&open, &done, &done]));
    assert_eq!(read_of([&done, &open, &open]).len(), 4);
}
