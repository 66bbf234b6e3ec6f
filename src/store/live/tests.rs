use std::time::Duration;

use super::testing::{Bed, card, glance, session};
use super::*;
use crate::map::Label;
use crate::workshop::Part;
use crate::workshop::slip::Says;
use crate::workshop::testing::TEN;

fn s(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn lines(collected: &Collected) -> Vec<String> {
    let line = |slip: &Slip| match &slip.says {
        Says::Card { line, .. } => line.as_str().to_owned(),
        other => format!("{other:?} {}", slip.by),
    };
    collected.slips.iter().map(line).collect()
}

#[test]
fn papers_are_given_out_once_in_the_order_of_writing_and_go_when_they_are_taken() {
    let mut bed = Bed::new();
    let (first, second) = (bed.card("bo", "one"), bed.card("ana", "two"));
    let mut inbox = Inbox::new(bed.place.clone());
    assert_eq!(lines(&inbox.collect(s(0))), ["one", "two"]);
    assert_eq!(inbox.collect(s(1)), Collected::default(), "given out already");
    bed.place.offer(&first).unwrap();
    assert_eq!(inbox.collect(s(1)), Collected::default(), "the same paper");
    inbox.taken(&first.id).unwrap();
    inbox.taken(&first.id).unwrap();
    assert_eq!((bed.place.is_waiting(&first.id), bed.place.is_waiting(&second.id)), (false, true));
    // An editor that comes back finds what the one before it had not taken; one that is told twice gives out twice.
    assert_eq!(lines(&Inbox::new(bed.place.clone()).collect(s(0))), ["two"]);
    bed.place.offer(&first).unwrap();
    assert_eq!(lines(&inbox.collect(s(2))), ["one"]);
}

#[test]
fn one_persons_papers_keep_their_order_whatever_the_clock_of_the_files_says() {
    let mut bed = Bed::new();
    let by = crate::map::id::PersonId::new("ana").unwrap();
    let mut pad = crate::workshop::pad::Pad::new(session(), by, Label::new("Ana"));
    let mut ids = crate::map::id::CountingIds::default();
    let old = std::time::UNIX_EPOCH + Duration::from_secs(9_000);
    for (at, line) in ["first", "second", "third"].iter().enumerate() {
        let slip = pad.slip(card(line), TEN, &mut ids);
        bed.place.offer(&slip).unwrap();
        let file = std::fs::File::options().write(true).open(bed.place.paper(&slip.id)).unwrap();
        file.set_modified(old - Duration::from_secs(at as u64)).unwrap();
    }
    bed.card("bo", "last");
    assert_eq!(lines(&Inbox::new(bed.place.clone()).collect(s(0))), ["first", "second", "third", "last"]);
}

#[test]
fn what_is_no_paper_is_moved_aside_and_said_once_after_a_while() {
    let mut bed = Bed::new();
    let slip = bed.slip("ana", card("fine"));
    let text = paper::text(&slip).unwrap();
    bed.put("half.ron", text.get(..40).unwrap());
    bed.put("other-name.ron", &text);
    bed.put("newer.ron", "(format: 2, what: 1)");
    bed.put("no paper.txt", "\u{1b}]0;x\u{7}");
    bed.put("deep.ron", &format!("(format: 1, id: {}", "[".repeat(5_000)));
    bed.put("large.ron", &"x".repeat(70_000));
    for unfinished in [".half.ron.1f.new", ".sync-7.tmp", "~copy~x.ron.tmp"] {
        bed.put(unfinished, "(");
    }
    std::fs::create_dir(bed.place.inbox().join("folder.ron")).unwrap();
    let elsewhere = Slip { session: SessionId::new("other").unwrap(), ..slip.clone() };
    bed.put(&format!("{}.ron", slip.id), &paper::text(&elsewhere).unwrap());
    let mut inbox = Inbox::new(bed.place.clone());
    assert_eq!(inbox.collect(s(0)), Collected::default(), "it may be being copied");
    let problems = inbox.collect(s(2)).problems;
    assert_eq!(problems.len(), 8, "{problems:#?}");
    assert!(problems.iter().all(|words| !words.contains('\u{1b}')), "{problems:?}");
    assert!(
        problems.iter().any(|words| words.contains("format 2, this Milepost knows format 1")),
        "{problems:?}"
    );
    assert_eq!(inbox.collect(s(9)), Collected::default());
    assert_eq!(bed.names("inbox"), [".half.ron.1f.new", ".sync-7.tmp", "~copy~x.ron.tmp"]);
    assert_eq!(bed.names("refused").len(), 8);
}

#[test]
fn a_paper_that_comes_in_pieces_is_taken_when_it_is_whole() {
    let mut bed = Bed::new();
    let slip = bed.slip("ana", card("whole"));
    let (text, name) = (paper::text(&slip).unwrap(), format!("{}.ron", slip.id));
    let mut inbox = Inbox::new(bed.place.clone());
    bed.put(&name, text.get(..20).unwrap());
    assert_eq!(inbox.collect(s(0)), Collected::default());
    bed.put(&name, text.get(..50).unwrap());
    assert_eq!(inbox.collect(s(3)), Collected::default(), "it grew: it gets its time anew");
    bed.put(&name, &text);
    assert_eq!(lines(&inbox.collect(s(9))), ["whole"]);
}

#[test]
fn hostile_text_is_cleaned_and_endless_text_refused() {
    let mut bed = Bed::new();
    let mut slip = bed.slip("ana", card("x"));
    let text = paper::text(&slip).unwrap();
    bed.put(&format!("{}.ron", slip.id), &text.replace("\"x\"", "\"a\\u{1b}[2J\\nb\""));
    slip = bed.slip("ana", card(&"y".repeat(1_001)));
    bed.place.offer(&slip).unwrap();
    let mut inbox = Inbox::new(bed.place.clone());
    assert_eq!(lines(&inbox.collect(s(0))), ["a\u{fffd}[2J b"]);
    assert!(inbox.collect(s(5)).problems[0].contains("longer than 1000"));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_in_either_direction() {
    let mut bed = Bed::new();
    let slip = bed.slip("ana", card("x"));
    let victim = bed.root.path().join("secret.ron");
    std::fs::write(&victim, paper::text(&slip).unwrap()).unwrap();
    std::os::unix::fs::symlink(&victim, bed.place.paper(&slip.id)).unwrap();
    let mut inbox = Inbox::new(bed.place.clone());
    assert_eq!(inbox.collect(s(0)).slips, []);
    assert_eq!(inbox.collect(s(5)).problems.len(), 1);
    std::fs::remove_dir_all(bed.place.inbox()).unwrap();
    std::os::unix::fs::symlink(bed.root.path(), bed.place.inbox()).unwrap();
    assert!(bed.place.offer(&slip).is_err());
    assert!(victim.exists());
}

#[cfg(unix)]
#[test]
fn what_is_old_is_not_cleared_away_through_a_link() {
    let (bed, other) = (Bed::new(), tempfile::tempdir().unwrap());
    bed.place.show(&glance()).unwrap();
    let far = i64::MAX;
    std::os::unix::fs::symlink(bed.root.path().join(".milepost"), other.path().join(".milepost")).unwrap();
    let _ = sessions(other.path(), far);
    assert!(bed.place.folder().exists());
    let _ = sessions(bed.root.path(), far);
    assert!(!bed.place.folder().exists());
}

#[test]
fn what_everybody_sees_comes_back_and_only_when_it_is_new() {
    let bed = Bed::new();
    let mut seen = None;
    assert_eq!(bed.place.look_again(&mut seen), None);
    bed.place.show(&glance()).unwrap();
    assert_eq!(bed.place.look_again(&mut seen), Some(glance()));
    assert_eq!(bed.place.look_again(&mut seen), None);
    bed.place.show(&Glance { turn: 2, ..glance() }).unwrap();
    assert_eq!(bed.place.look_again(&mut seen).unwrap().turn, 2);
    std::fs::write(bed.place.glance(), "(format: 1,").unwrap();
    assert_eq!(bed.place.look(), None);
}

#[test]
fn the_running_workshop_of_a_map_is_found_and_old_ones_go() {
    let bed = Bed::new();
    let (root, map) = (bed.root.path(), glance().map);
    let written = || millis(small::facts(&bed.place.glance()).unwrap().mtime_ns);
    assert_eq!(running(root, &map, TEN), None);
    bed.place.show(&glance()).unwrap();
    assert_eq!(running(root, &map, written()).unwrap().session, session());
    assert_eq!(running(root, &MapId::new("other").unwrap(), written()), None);
    let day = 24 * 3_600_000;
    assert!(running(root, &map, written() + 20 * day).is_some(), "it may go on");
    bed.place.show(&Glance { ended: true, ..glance() }).unwrap();
    assert_eq!(running(root, &map, written()), None);
    assert_eq!(sessions(root, written()).len(), 1, "who joins now is told that it has ended");
    assert_eq!(sessions(root, written() + day), []);
    assert!(!bed.place.folder().exists());
}

#[test]
fn nothing_is_offered_where_no_workshop_is() {
    let mut bed = Bed::new();
    let slip = bed.slip("ana", Says::Here(Part::Participant));
    std::fs::remove_dir_all(bed.place.folder()).unwrap();
    assert!(bed.place.offer(&slip).is_err());
    assert!(bed.place.beat(&slip).is_err());
    assert!(bed.place.rest(&slip.by).is_ok());
}

mod desk {
    use super::*;

    fn here(bed: &mut Bed, by: &str) {
        let slip = bed.slip(by, Says::Here(Part::Participant));
        bed.place.beat(&slip).unwrap();
    }

    fn open(bed: &Bed) -> Desk {
        Desk::open(bed.root.path(), &session()).unwrap()
    }

    #[test]
    fn who_comes_and_who_is_silent_for_long_is_told_once() {
        let mut bed = Bed::new();
        let mut desk = open(&bed);
        here(&mut bed, "ana");
        assert_eq!(lines(&desk.collect(s(0))), ["Here(Participant) ana"]);
        here(&mut bed, "ana");
        assert_eq!(lines(&desk.collect(s(15))), [""; 0]);
        assert_eq!(lines(&desk.collect(s(34))), [""; 0]);
        assert_eq!(lines(&desk.collect(s(35))), ["Gone ana"]);
        assert_eq!(lines(&desk.collect(s(60))), [""; 0]);
        here(&mut bed, "ana");
        assert_eq!(lines(&desk.collect(s(61))), ["Here(Participant) ana"], "and is back");
        let slip = bed.slip("ana", Says::Gone);
        bed.place.offer(&slip).unwrap();
        bed.place.rest(&slip.by).unwrap();
        assert_eq!(lines(&desk.collect(s(62))), ["Gone ana"]);
        assert_eq!(lines(&desk.collect(s(99))), [""; 0]);
    }

    #[test]
    fn a_glance_is_written_at_once_then_with_a_breath_and_renewed() {
        let bed = Bed::new();
        bed.place.show(&Glance { turn: 40, ..glance() }).unwrap();
        let mut desk = open(&bed);
        let ms = Duration::from_millis;
        assert!(!desk.tick(ms(0)).unwrap(), "nothing to show");
        desk.show(glance(), ms(0));
        assert!(desk.tick(ms(0)).unwrap());
        assert_eq!(bed.place.look().unwrap().turn, 41, "newer than that of the editor before");
        desk.show(Glance { left: 299_950, ..glance() }, ms(50));
        assert!(!desk.tick(ms(400)).unwrap(), "that the time goes on is no news");
        desk.show(Glance { ended: true, ..glance() }, ms(450));
        desk.show(Glance { private: true, ..glance() }, ms(460));
        assert!(desk.tick(ms(460)).unwrap());
        assert!(bed.place.look().unwrap().private);
        desk.show(glance(), ms(470));
        assert_eq!((desk.tick(ms(500)).unwrap(), desk.due(ms(500))), (false, Some(ms(60))));
        assert!(desk.tick(ms(560)).unwrap());
        assert!(desk.tick(ms(5_560)).unwrap());
        let seen = bed.place.look().unwrap();
        assert_eq!(
            (seen.left, seen.turn),
            (300_000 - 5_090, 44),
            "a renewed one says the time as it is then"
        );
    }

    #[test]
    fn the_end_is_shown_and_what_is_not_needed_goes() {
        let mut bed = Bed::new();
        let mut desk = open(&bed);
        here(&mut bed, "ana");
        desk.show(glance(), s(0));
        desk.tick(s(0)).unwrap();
        desk.show(Glance { ended: true, ..glance() }, s(0));
        desk.close(s(0)).unwrap();
        assert!(bed.place.look().unwrap().ended);
        assert_eq!(bed.names("."), ["glance.ron"]);
        let late = bed.slip("ana", card("late"));
        assert!(bed.place.offer(&late).is_err());
    }

    #[test]
    fn an_editor_that_only_leaves_takes_nothing_away() {
        let mut bed = Bed::new();
        let mut desk = open(&bed);
        desk.show(glance(), s(0));
        desk.close(s(0)).unwrap();
        assert!(bed.place.look().unwrap().away, "terminals say that nobody leads");
        bed.card("ana", "meanwhile");
        assert_eq!(lines(&open(&bed).collect(s(0))), ["meanwhile"]);
    }
}

#[test]
fn an_inbox_that_did_not_come_along_is_made_as_long_as_the_workshop_goes_on() {
    let mut bed = Bed::new();
    std::fs::remove_dir_all(bed.place.inbox()).unwrap();
    let slip = bed.slip("ana", card("x"));
    assert!(bed.place.offer(&slip).is_err(), "nothing says that a workshop goes on here");
    bed.place.show(&glance()).unwrap();
    bed.place.offer(&slip).unwrap();
    assert_eq!(lines(&Inbox::new(bed.place.clone()).collect(s(0))), ["x"]);
    std::fs::remove_dir_all(bed.place.inbox()).unwrap();
    bed.place.show(&Glance { ended: true, ..glance() }).unwrap();
    assert!(bed.place.offer(&slip).is_err() && bed.place.beat(&slip).is_err(), "it has ended");
}
