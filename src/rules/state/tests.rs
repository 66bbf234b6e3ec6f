use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::change::seal;
use crate::map::Person;
use crate::rules::example::{Example, person};

fn state(change: impl FnOnce(&mut Example)) -> StageState {
    let mut example = Example::default();
    change(&mut example);
    stage_state(example.stage_facts(), example.today)
}

fn said(change: impl FnOnce(&mut Example)) -> (StateKind, Option<i32>, String, String) {
    let StageState { kind, days, short, why, .. } = state(change);
    (kind, days, short, why)
}

fn is(change: impl FnOnce(&mut Example), kind: StateKind, days: Option<i32>, short: &str, why: &str) {
    assert_eq!(said(change), (kind, days, short.to_owned(), why.to_owned()));
}

#[test]
fn each_state_says_why() {
    is(
        |e| e.map.state = State::Future,
        StateKind::Exempt,
        None,
        "exempt",
        "shows a future state: there is nothing to review yet",
    );
    is(
        |e| e.map.policy = Some(Policy { never: Some("retired channel".into()), ..Policy::default() }),
        StateKind::Exempt,
        None,
        "exempt",
        "the policy says never: retired channel",
    );
    is(
        |e| e.stage_mut().owner = None,
        StateKind::Ungoverned,
        None,
        "ungoverned no owner",
        "no owner on the stage nor on its map",
    );
    is(
        |e| e.snooze(None, date(2026, 12, 1)),
        StateKind::Snoozed,
        Some(9),
        "snoozed until 2026-12-01",
        "put off until 2026-12-01 by Ana Ruiz: new carrier in December",
    );
    is(
        |e| e.reviewed(date(2026, 5, 25)),
        StateKind::Overdue,
        Some(91),
        "overdue 91 days late",
        "reviewed 2026-05-25 by Tom Okafor, every 90 days, overdue after 180 days: 91 days late",
    );
    is(
        |e| e.reviewed(date(2026, 6, 2)),
        StateKind::Stale,
        Some(83),
        "stale 83 days late",
        "reviewed 2026-06-02 by Tom Okafor, every 90 days: 83 days late",
    );
    is(
        |e| e.happens(date(2026, 11, 3)),
        StateKind::Changed,
        None,
        "changed release 2026-11-03",
        "release on 2026-11-03 after it was reviewed 2026-11-01 by Tom Okafor: New tracking page",
    );
    is(
        |e| e.stage_mut().reviewed = None,
        StateKind::Unreviewed,
        None,
        "unreviewed",
        "never reviewed, created 2025-11-03",
    );
    is(
        |e| e.reviewed(date(2026, 9, 2)),
        StateKind::Due,
        Some(9),
        "due in 9 days",
        "reviewed 2026-09-02 by Tom Okafor, every 90 days: due in 9 days",
    );
    is(
        |e| {
            e.stage_mut().reviewed = None;
            e.stage_mut().created = Some(date(2026, 11, 15));
        },
        StateKind::New,
        Some(7),
        "new",
        "never reviewed, created 2026-11-15: 7 days of grace left",
    );
    is(
        |_| (),
        StateKind::Fresh,
        Some(69),
        "fresh",
        "reviewed 2026-11-01 by Tom Okafor, every 90 days: due in 69 days",
    );
}

#[test]
fn limits_are_passed_the_day_after() {
    let on = |age: i32| {
        let mut example = Example::default();
        let day = example.today.checked_sub(jiff::SignedDuration::from_hours(i64::from(age) * 24)).unwrap();
        example.reviewed(day);
        stage_state(example.stage_facts(), example.today).kind
    };
    for (age, kind) in [
        (-1, StateKind::Fresh),
        (0, StateKind::Fresh),
        (75, StateKind::Fresh),
        (76, StateKind::Due),
        (90, StateKind::Due),
        (91, StateKind::Stale),
        (180, StateKind::Stale),
        (181, StateKind::Overdue),
    ] {
        assert_eq!(on(age), kind, "age {age}");
    }
}

#[test]
fn a_future_review_does_not_count() {
    let (kind, days, short, why) = said(|e| e.reviewed(date(2026, 11, 24)));
    assert_eq!((kind, days), (StateKind::Unreviewed, None));
    assert_eq!(short, "unreviewed date in the future");
    assert_eq!(why, "reviewed 2026-11-24 by Tom Okafor: that is in the future and does not count");
}

#[test]
fn grace_starts_at_creation_and_needs_one_that_can_be_true() {
    let kind = |created: Option<Date>, of_map: Option<Date>| {
        state(|e| {
            e.stage_mut().reviewed = None;
            e.stage_mut().created = created;
            e.map.created = of_map;
        })
        .kind
    };
    assert_eq!(kind(Some(date(2026, 11, 8)), None), StateKind::New);
    assert_eq!(kind(Some(date(2026, 11, 7)), None), StateKind::Unreviewed);
    assert_eq!(kind(None, Some(date(2026, 11, 20))), StateKind::New);
    assert_eq!(kind(None, None), StateKind::Unreviewed);
    assert_eq!(kind(Some(date(2026, 11, 23)), None), StateKind::New);
    assert_eq!(kind(Some(date(2036, 11, 8)), None), StateKind::Unreviewed);
}

#[test]
fn owners() {
    let short = |change: fn(&mut Example)| state(change).short;
    assert_eq!(short(|e| e.stage_mut().owner = Some(person("zoe"))), "ungoverned unknown owner");
    assert_eq!(short(|e| e.workspace.people[0].left = Some(date(2026, 11, 22))), "ungoverned owner left");
    assert_eq!(short(|e| e.workspace.people[0].left = Some(date(2026, 11, 23))), "fresh");
    let inherit = |e: &mut Example| {
        e.stage_mut().owner = None;
        e.map.owner = Some(person("ana"));
    };
    assert_eq!(state(inherit).kind, StateKind::Fresh);
    assert_eq!(
        state(|e| {
            inherit(e);
            e.workspace.people.pop();
        })
        .why,
        "the map's owner, inherited, ana is not in the people list"
    );
    assert_eq!(
        short(|e| {
            e.workspace.people.clear();
            e.stage_mut().owner = Some(person("zoe"));
        }),
        "fresh"
    );
    assert_eq!(
        short(|e| {
            e.stage_mut().review_every = None;
            e.workspace.policy.default_cadence = Some(false);
        }),
        "ungoverned no cadence"
    );
}

#[test]
fn the_seal_tells_an_edit_from_none() {
    let sealed = |e: &mut Example| {
        let seal = seal(&e.map, &e.map.stages[0]);
        e.stage_mut().reviewed.as_mut().unwrap().seal = Some(seal);
    };
    assert_eq!(state(sealed).kind, StateKind::Fresh);
    let edited = |e: &mut Example| {
        sealed(e);
        e.stage_mut().name = Label::new("Wait");
    };
    assert_eq!(state(edited).why, "edited since it was reviewed 2026-11-01 by Tom Okafor");
    let new_owner = |e: &mut Example| {
        sealed(e);
        e.stage_mut().owner = Some(person("ana"));
    };
    assert_eq!(state(new_owner).kind, StateKind::Changed);
    let of_another_version = |e: &mut Example| {
        edited(e);
        e.stage_mut().reviewed.as_mut().unwrap().seal.as_mut().unwrap().version = 7;
    };
    assert_eq!(state(of_another_version).kind, StateKind::Fresh);
}

#[test]
fn events_count_from_the_day_after_the_review_to_today_and_where_they_touch() {
    let on = |day| state(|e| e.happens(day)).kind;
    assert_eq!(on(date(2026, 11, 1)), StateKind::Fresh);
    assert_eq!(on(date(2026, 11, 2)), StateKind::Changed);
    assert_eq!(on(date(2026, 11, 22)), StateKind::Changed);
    assert_eq!(on(date(2026, 11, 23)), StateKind::Fresh);
    let elsewhere = |e: &mut Example| {
        e.happens(date(2026, 11, 3));
        e.map.events[0].stages = vec![crate::map::id::StageId::new("order-it").unwrap()];
    };
    assert_eq!(state(elsewhere).kind, StateKind::Fresh);
}

#[test]
fn snoozes_run_through_their_last_day_and_only_for_the_review() {
    let until = |day| state(|e| e.snooze(None, day)).kind;
    assert_eq!(until(date(2026, 11, 22)), StateKind::Snoozed);
    assert_eq!(until(date(2026, 11, 21)), StateKind::Fresh);
    assert_eq!(state(|e| e.snooze(Some("stale"), date(2026, 12, 1))).kind, StateKind::Fresh);
}

#[test]
fn feeds_and_commits_count_as_events_do() {
    let fed = |day| state(|e| e.feeds(day)).kind;
    assert_eq!(fed(date(2026, 11, 1)), StateKind::Fresh);
    assert_eq!(fed(date(2026, 11, 2)), StateKind::Changed);
    assert_eq!(fed(date(2026, 11, 23)), StateKind::Fresh);
    let elsewhere = |e: &mut Example| {
        e.feeds(date(2026, 11, 3));
        e.outside.events[0].stages = vec![crate::map::id::StageId::new("order-it").unwrap()];
    };
    assert_eq!(state(elsewhere).kind, StateKind::Fresh);
    is(
        |e| {
            e.commits(date(2026, 11, 3));
            e.commits(date(2026, 11, 5));
            e.commits(date(2026, 10, 5));
        },
        StateKind::Changed,
        None,
        "changed commit 2026-11-05",
        "2 commits on watched paths after it was reviewed 2026-11-01 by Tom Okafor: 1f0c2ab by Ana Ruiz on 2026-11-05: New basket",
    );
}

/// Facts for every line of the table at once; each is then taken away in turn, and the next line wins.
#[test]
fn the_first_line_that_holds_wins() {
    let mut e = Example::default();
    let sealed = seal(&e.map, &e.map.stages[0]);
    e.map.state = State::Future;
    e.stage_mut().owner = None;
    e.snooze(None, date(2026, 12, 1));
    e.reviewed(date(2026, 5, 1));
    e.happens(date(2026, 11, 3));
    let kind = |e: &Example| stage_state(e.stage_facts(), e.today).kind;
    let mut kinds = vec![kind(&e)];
    let steps: [fn(&mut Example); 9] = [
        |e| e.map.state = State::Current,
        |e| e.stage_mut().owner = Some(person("tom")),
        |e| e.stage_mut().snoozes.clear(),
        |e| e.workspace.policy.overdue_after = Some(400),
        |e| e.reviewed(date(2026, 8, 26)),
        |e| e.stage_mut().reviewed = None,
        |e| {
            e.reviewed(date(2026, 8, 26));
            e.map.events.clear();
        },
        |e| {
            e.stage_mut().reviewed = None;
            e.stage_mut().created = Some(e.today);
        },
        |e| e.reviewed(date(2026, 11, 20)),
    ];
    for step in steps {
        step(&mut e);
        kinds.push(kind(&e));
    }
    assert_eq!(kinds, StateKind::ALL);
    e.stage_mut().reviewed.as_mut().unwrap().seal = Some(sealed);
    assert_eq!(kind(&e), StateKind::Fresh);
}

#[test]
fn symbols_are_all_different() {
    for set in [StateKind::symbol as fn(StateKind) -> &'static str, StateKind::ascii] {
        let all: std::collections::BTreeSet<_> = StateKind::ALL.iter().map(|k| set(*k)).collect();
        assert_eq!(all.len(), StateKind::ALL.len());
    }
    assert!(StateKind::ALL.iter().all(|k| k.ascii().is_ascii()));
}

fn day() -> impl Strategy<Value = Date> {
    (0_u32..1500).prop_map(|n| days::after(date(2023, 1, 1), n).unwrap())
}

prop_compose! {
    fn example()(
        reviewed in proptest::option::of(day()),
        created in proptest::option::of(day()),
        event in proptest::option::of(day()),
        fed in proptest::option::of(day()),
        commit in proptest::option::of(day()),
        away in proptest::option::of(day()),
        cadence in proptest::option::of(0_u32..400),
        overdue in proptest::option::of(0_u32..800),
        notice in proptest::option::of(0_u32..60),
        left in proptest::option::of(day()),
        off in any::<bool>(),
        broken in any::<bool>(),
    ) -> Example {
        let mut e = Example::default();
        let sealed = seal(&e.map, &e.map.stages[0]);
        e.stage_mut().reviewed = None;
        if let Some(day) = reviewed {
            e.reviewed(day);
            e.stage_mut().reviewed.as_mut().unwrap().seal = Some(sealed);
        }
        if broken {
            e.stage_mut().name = Label::new("Another name");
        }
        e.stage_mut().created = created;
        e.stage_mut().review_every = cadence;
        if let Some(day) = event {
            e.happens(day);
        }
        if let Some(on) = fed {
            e.feeds(on);
        }
        if let Some(on) = commit {
            e.commits(on);
        }
        e.workspace.people[0] = Person { left, away_until: away, ..e.workspace.people[0].clone() };
        e.workspace.policy =
            Policy { overdue_after: overdue, notice, default_cadence: off.then_some(false), ..Policy::default() };
        e
    }
}

proptest! {
    #[test]
    fn a_later_day_never_makes_an_old_review_young(e in example(), today in day(), later in 0_u32..900) {
        let then = days::after(today, later).unwrap();
        let before = Judged::new(e.stage_facts(), today);
        let after = Judged::new(e.stage_facts(), then);
        // A date that was in the future may come true; all else is fixed.
        let came_true = e.map.stages[0].reviewed.as_ref().is_some_and(|r| days::is_future(r.on, today));
        if !came_true && matches!(before.kind(), StateKind::Overdue | StateKind::Stale | StateKind::Due) {
            prop_assert!(!matches!(after.kind(), StateKind::Fresh | StateKind::New), "{:?} then {:?}", before.kind(), after.kind());
        }
        if before.kind() == StateKind::Overdue {
            prop_assert!(matches!(after.kind(), StateKind::Overdue | StateKind::Ungoverned));
        }
    }

    #[test]
    fn every_state_has_its_words(e in example(), today in day()) {
        let state = stage_state(e.stage_facts(), today);
        prop_assert!(!state.why.is_empty() && !state.why.ends_with('.'));
        prop_assert!(state.short.starts_with(state.kind.word()));
        prop_assert!(state.days.is_none_or(|d| d >= 0));
    }
}
