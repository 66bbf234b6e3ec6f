//! The board as a whole: real maps, every size, focus, looks.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::*;
use crate::insight::{Stake, map_stake};
use crate::map::id::{CardId, LaneId, MapId, PersonId, StageId};
use crate::map::{Card, CardKind, Emotion, Map, Stage, Workspace};
use crate::rules::{Facts, StageState, StateKind, stage_state};
use crate::store::document::{LoadContext, load_map, load_workspace};
use crate::tui::focus::Focus;
use crate::tui::testing::{styled_dump, text_of};
use crate::tui::theme::symbols::{ASCII, Symbols, UNICODE};
use crate::tui::theme::{Theme, Themes};
use crate::tui::threads::Talks;
use crate::tui::view::{View, Zoom};
use crate::workshop::voices::Voices;

/// A map with all that a scene borrows.
struct Kit {
    map: Map,
    workspace: Workspace,
    states: Vec<StageState>,
    stake: Stake,
    talks: Talks,
    theme: Theme,
    symbols: &'static Symbols,
    focus: Focus,
    view: View,
    today: Date,
    scores: Voices<Emotion>,
}

impl Kit {
    fn new(map: Map, workspace: Workspace) -> Self {
        let today = jiff::civil::date(2026, 11, 22);
        let judge = |s: &Stage| stage_state(Facts::new(&map, &workspace).stage(s), today);
        let states = map.stages.iter().map(judge).collect();
        Self {
            states,
            stake: map_stake(&map, &workspace),
            talks: Talks::default(),
            theme: Themes::default().standard(),
            symbols: &UNICODE,
            focus: Focus::Map,
            view: View::default(),
            map,
            workspace,
            today,
            scores: Voices::default(),
        }
    }

    /// The sample map that tells the story.
    fn sample() -> Self {
        let bytes = include_bytes!("../../../maps/order-to-doorstep.ron");
        let workspace = load_workspace(include_bytes!("../../../maps/milepost.ron")).value.unwrap();
        let context = LoadContext { people: &workspace.people };
        Self::new(load_map(bytes, "order-to-doorstep.ron", &context).value.unwrap(), workspace)
    }

    /// Two stages with letters of every width.
    fn small() -> Self {
        let mut map = Map::new(MapId::new("small").unwrap(), "旅 ❤\u{fe0f} e\u{301}tude");
        for (id, name) in [("one", "はじめに見る段階の名前"), ("two", "Two")] {
            map.stages.push(Stage::new(StageId::new(id).unwrap(), name));
        }
        let lane = LaneId::new("doing").unwrap();
        let texts = ["界界界界 界界界 界界", "👩\u{200d}🚀 goes", "plain", "d", "e"];
        for (at, text) in texts.iter().enumerate() {
            let card = Card::new(CardId::new(&format!("c{at}")).unwrap(), CardKind::Step, text);
            map.stages[0].cells.entry(lane.clone()).or_default().push(card);
        }
        Self::new(map, Workspace::default())
    }

    fn scene(&self) -> Scene<'_> {
        Scene {
            map: &self.map,
            workspace: &self.workspace,
            states: &self.states,
            findings: crate::tui::findings::Counts::default(),
            talks: &self.talks,
            focus: &self.focus,
            view: &self.view,
            theme: &self.theme,
            symbols: self.symbols,
            today: self.today,
            version: Some(12),
            saved: "saved",
            stake: &self.stake,
            notice: None,
            keys: Keys::default(),
            changes: None,
            scores: Some(&self.scores),
        }
    }

    fn draw(&self, columns: u16, rows: u16) -> (Buffer, Painted) {
        let area = Rect::new(0, 0, columns, rows);
        let mut buf = Buffer::empty(area);
        let painted = draw(&mut buf, area, &self.scene());
        (buf, painted)
    }

    fn text(&self, columns: u16, rows: u16) -> String {
        text_of(&self.draw(columns, rows).0)
    }

    fn on(mut self, focus: Focus) -> Self {
        self.focus = focus;
        self
    }

    fn card(&self, stage: usize, lane: &str, at: usize) -> Focus {
        Focus::Card(self.map.stages[stage].cell(&LaneId::new(lane).unwrap())[at].id.clone())
    }

    /// Everything that can have focus.
    fn foci(&self) -> Vec<Focus> {
        let stages = self.map.stages.iter().map(|s| Focus::Stage(s.id.clone()));
        let lanes = self.map.lanes.iter().map(|l| Focus::Lane(l.id.clone()));
        let cards = self.map.cards().map(|c| Focus::Card(c.id.clone()));
        let cells = self.map.stages.iter().flat_map(|s| {
            let empty = self.map.lanes.iter().filter(|l| s.cell(&l.id).is_empty());
            empty.map(|l| Focus::Cell(s.id.clone(), l.id.clone()))
        });
        [Focus::Map].into_iter().chain(stages).chain(lanes).chain(cards).chain(cells).collect()
    }
}

const SIZES: [(u16, u16); 9] =
    [(10, 5), (30, 8), (59, 14), (60, 14), (60, 15), (80, 23), (120, 39), (200, 59), (300, 100)];

#[test]
fn every_size_is_survived() {
    let sizes = (0..4).flat_map(|w| (0..4).map(move |h| (w, h)));
    let thin = (0..70).flat_map(|n| [(n, 1), (1, n), (n, 2), (2, n), (n, 20), (80, n)]);
    for (columns, rows) in sizes.chain(thin).chain(SIZES) {
        for mut kit in [Kit::sample(), Kit::small()] {
            kit.view.zoom = [Zoom::Normal, Zoom::Compact, Zoom::Stage][usize::from(rows) % 3];
            kit.view.shape = Shape::ALL[usize::from(columns) % 4];
            kit.focus = kit.foci()[usize::from(columns) % kit.foci().len()].clone();
            let (_, painted) = kit.draw(columns, rows);
            assert_eq!(painted.cursor.is_some(), columns > 0 && rows > 0);
        }
    }
}

#[test]
fn a_map_without_anything_is_drawn() {
    let map = Map::new(MapId::new("m").unwrap(), "");
    let kit = Kit::new(map, Workspace::default());
    for (columns, rows) in SIZES {
        kit.draw(columns, rows);
    }
    assert!(kit.text(80, 23).contains("Press a to add the first one"));
}

#[test]
fn the_cursor_is_on_the_reversed_focus_everywhere() {
    for zoom in [Zoom::Compact, Zoom::Normal, Zoom::Stage] {
        let mut kit = Kit::sample();
        kit.view.zoom = zoom;
        for focus in kit.foci() {
            if let Focus::Card(id) = &focus
                && kit.map.metrics.iter().any(|c| c.id == *id)
            {
                continue;
            }
            kit.focus = focus;
            for (columns, rows) in SIZES.into_iter().filter(|(c, r)| *c >= 60 && *r >= 14) {
                let (buf, painted) = kit.draw(columns, rows);
                let at = painted.cursor.unwrap();
                assert!(
                    buf[at].modifier.contains(Modifier::REVERSED),
                    "{:?} at {at} of {columns}x{rows}\n{}",
                    kit.focus,
                    text_of(&buf)
                );
                assert_eq!(painted.hits.at(at.x, at.y), Some(&kit.focus), "{columns}x{rows}");
                kit.view.scroll = painted.scroll;
            }
        }
    }
}

#[test]
fn the_outline_shows_every_focus() {
    let mut kit = Kit::sample();
    for focus in kit.foci() {
        kit.focus = focus;
        for (columns, rows) in [(59, 14), (30, 8), (40, 30)] {
            let (buf, painted) = kit.draw(columns, rows);
            let at = painted.cursor.unwrap();
            let has_reverse = (0..columns).any(|x| buf[(x, at.y)].modifier.contains(Modifier::REVERSED));
            assert!(
                has_reverse,
                "{:?}
{}",
                kit.focus,
                text_of(&buf)
            );
            kit.view.scroll = painted.scroll;
        }
    }
}

#[test]
fn focus_is_seen_in_every_theme() {
    let themes = Themes::default();
    for name in themes.names() {
        let mut kit = Kit::sample();
        kit.theme = themes.get(name).unwrap().0;
        let plain = kit.draw(120, 39).0;
        for focus in [kit.card(3, "pains", 0), Focus::Stage(kit.map.stages[2].id.clone())] {
            let before = kit.focus.clone();
            kit.focus = focus;
            let (buf, painted) = kit.draw(120, 39);
            let at = painted.cursor.unwrap();
            assert!(buf[at].modifier.contains(Modifier::REVERSED), "{name}");
            assert_ne!(buf, plain);
            kit.focus = before;
        }
    }
}

#[test]
fn nothing_outside_the_area_is_touched() {
    let kit = Kit::sample();
    let whole = Rect::new(0, 0, 100, 40);
    let part = Rect::new(7, 3, 80, 24);
    let mut buf = Buffer::empty(whole);
    for cell in &mut buf.content {
        cell.set_symbol("#");
    }
    let painted = draw(&mut buf, part, &kit.scene());
    for y in 0..40 {
        for x in 0..100 {
            let is_inside = part.contains(Position::new(x, y));
            assert!(is_inside || buf[(x, y)].symbol() == "#", "({x}, {y})");
        }
    }
    assert!(part.contains(painted.cursor.unwrap()));
}

#[test]
fn a_fresh_stage_has_no_colour_and_a_stale_one_has() {
    let kit = Kit::sample();
    let (buf, painted) = kit.draw(200, 59);
    let kind = |at: usize| kit.states[at].kind;
    let area = |at: usize| painted.hits.area_of(&Focus::Stage(kit.map.stages[at].id.clone())).unwrap();
    let coloured = |at: usize| area(at).positions().any(|p| buf[p].fg != ratatui::style::Color::Reset);
    for at in 0..kit.states.len() {
        let is_calm = matches!(kind(at), StateKind::Fresh | StateKind::New);
        assert_eq!(coloured(at), !is_calm, "stage {at} is {:?}", kind(at));
    }
}

#[test]
fn the_pane_does_the_arithmetic() {
    let kit = Kit::sample();
    let focus = kit.card(3, "pains", 0);
    let text = kit.on(focus).text(160, 45);
    assert!(text.contains("1,240 contacts a month × 6.5 min × €0.90 = €7,254"), "{text}");
    assert!(text.contains("treated by: Shipping SMS with a live link (crawl"), "{text}");
}

#[test]
fn a_sentence_of_the_pane_does_not_wrap_for_the_hint_beside_it() {
    let kit = Kit::sample();
    let at = (0..kit.states.len())
        .find(|at| kit.scene().state(*at).is_some_and(|s| s.why.contains("every") && s.why.contains("late")));
    let focus = Focus::Stage(kit.map.stages[at.unwrap()].id.clone());
    let kit = kit.on(focus);
    for (columns, rows) in [(80, 23), (100, 30), (120, 39), (200, 59)] {
        let text = kit.text(columns, rows);
        assert!(text.lines().any(|l| l.contains("days late") && l.contains("every 90 days")), "{text}");
        assert!(text.contains("reviews it"), "{text}");
    }
}

#[test]
fn the_pane_tells_open_resolved_and_accepted_apart() {
    use crate::map::card::PainStatus;
    for (status, words) in [
        (PainStatus::Open, "open"),
        (PainStatus::Resolved, "resolved: it is gone"),
        (PainStatus::Accepted("rare".into()), "accepted as it is: rare"),
    ] {
        let kit = Kit::sample();
        let focus = kit.card(0, "pains", 0);
        let mut kit = kit.on(focus.clone());
        let Focus::Card(id) = focus else { panic!("a card") };
        for opportunity in kit.map.stages.iter_mut().flat_map(|s| s.cells.values_mut()).flatten() {
            match &mut opportunity.body {
                crate::map::Body::Opportunity(o) => o.treats.retain(|pain| *pain != id),
                crate::map::Body::Pain(pain) if opportunity.id == id => pain.status = status.clone(),
                _ => {}
            }
        }
        let text = kit.text(80, 23);
        assert!(text.contains(words), "{words}: {text}");
        assert_eq!(text.contains("Space a t adds one"), words == "open", "{words}: {text}");
    }
}

#[test]
fn cards_of_all_cells_that_are_cut_are_counted() {
    let kit = Kit::small();
    let focus = kit.card(0, "doing", 3);
    let text = kit.on(focus).text(60, 14);
    assert!(text.contains("↑") && text.contains("more"), "{text}");
}

#[test]
fn what_is_searched_for_stands_out() {
    let mut kit = Kit::sample();
    kit.view.search = Some("eta".into());
    let dump = styled_dump(&kit.draw(200, 59).0);
    assert!(dump.contains("bold, underlined") || dump.contains("bold underlined"), "{dump}");
}

#[test]
fn what_the_filter_leaves_out_is_hidden_and_counted() {
    let mut kit = Kit::sample();
    kit.view.filter.severity = Some(crate::map::card::Severity::High);
    let (buf, painted) = kit.draw(200, 59);
    assert_eq!(painted.hits.area_of(&kit.card(2, "pains", 0)), None);
    let shown = painted.hits.area_of(&kit.card(3, "pains", 0)).unwrap();
    assert!(!buf[(shown.x + 5, shown.y)].modifier.contains(Modifier::DIM));
    let text = text_of(&buf);
    let (kept, all) = kit.scene().sieve().count();
    assert!(
        text.contains("only high or worse") && text.contains(&format!("{kept} of {all} cards")),
        "{text}"
    );
    assert!(text.contains("3 hidden") && kit.map.stages.iter().all(|s| text.contains(s.name.as_str())));
    // What has the focus is seen, whatever the filter says.
    kit.focus = kit.card(2, "pains", 0);
    let (buf, painted) = kit.draw(200, 59);
    assert!(buf[painted.cursor.unwrap()].modifier.contains(Modifier::REVERSED));
}

#[test]
fn the_filter_is_said_at_every_width() {
    let mut kit = Kit::sample();
    kit.view.filter.severity = Some(crate::map::card::Severity::High);
    kit.view.filter.tag = Some("a very long tag that nobody would give to anything at all".into());
    for (columns, rows) in [(40, 12), (59, 14), (60, 15), (80, 23), (120, 39), (200, 59)] {
        let text = kit.text(columns, rows);
        assert!(text.lines().next().unwrap().contains("only high"), "{text}");
    }
}

#[test]
fn the_curve_leaves_out_a_stage_without_steps() {
    let mut kit = Kit::sample();
    kit.map.stages[2].cells.remove(&LaneId::new("doing").unwrap());
    let (buf, painted) = kit.draw(200, 59);
    let lane = LaneId::new("emotion").unwrap();
    let has_curve = |stage: usize| {
        let focus = Focus::Cell(kit.map.stages[stage].id.clone(), lane.clone());
        let area = painted.hits.area_of(&focus).unwrap();
        area.positions().any(|at| buf[at].symbol().chars().any(|c| ('\u{2801}'..='\u{28ff}').contains(&c)))
    };
    let drawn: Vec<bool> = (0..7).map(has_curve).collect();
    assert_eq!(drawn, [true, true, false, true, true, true, true]);
}

#[test]
fn where_people_are_apart_the_curve_and_the_pane_say_so() {
    let mut kit = Kit::sample();
    let step = kit.map.stages[1].cells[&LaneId::new("doing").unwrap()][0].id.clone();
    for (who, score) in [("ana", -2), ("bo", 1), ("lee", 2)] {
        kit.scores.put(step.clone(), PersonId::new(who).unwrap(), Emotion::clamped(score));
    }
    kit.focus = Focus::Card(step);
    for (columns, rows) in [(80, 23), (120, 39), (200, 59)] {
        for shape in [Shape::Board, Shape::Emotion] {
            kit.view.shape = shape;
            let (buf, _) = kit.draw(columns, rows);
            let with = text_of(&buf);
            let bars = with.matches(['⡇', '⡏', '⣇']).count();
            let scores = std::mem::take(&mut kit.scores);
            let before = kit.text(columns, rows).matches(['⡇', '⡏', '⣇']).count();
            kit.scores = scores;
            assert!(bars >= before + 2, "{shape:?} {columns}x{rows}: {before} {bars}\n{with}");
            let words = with.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(words.contains("3 people say −2 to +2, not agreed"), "{with}");
        }
    }
}

#[test]
fn the_pane_and_the_outline_show_what_was_found() {
    let mut kit = Kit::sample();
    kit.focus = kit.card(3, "pains", 0);
    kit.view.search = Some("treated by".into());
    let found =
        |buf: &Buffer| buf.content.iter().filter(|c| c.modifier.contains(Modifier::UNDERLINED)).count();
    let before = found(&{
        let mut kit = Kit::sample();
        kit.focus = kit.card(3, "pains", 0);
        kit.draw(160, 45).0
    });
    assert_eq!(found(&kit.draw(160, 45).0), before + "treated by".len() + "/treated by".len());
    kit.view.search = Some("once the van".into());
    assert!(found(&kit.draw(59, 14).0) >= "once the van".len());
}

#[test]
fn every_view_shows_every_focus_at_every_size() {
    for shape in [Shape::Emotion, Shape::Table] {
        for mut kit in [Kit::sample(), Kit::small()] {
            kit.view.shape = shape;
            for focus in kit.foci() {
                kit.focus = focus;
                for (columns, rows) in [(59, 14), (60, 15), (80, 23), (200, 59)] {
                    let (buf, painted) = kit.draw(columns, rows);
                    kit.view.scroll = painted.scroll;
                    let at = painted.cursor.unwrap();
                    let is_card = matches!(kit.focus, Focus::Card(_));
                    if shape == Shape::Table && is_card && columns >= 60 && rows >= 14 {
                        assert!(buf[at].modifier.contains(Modifier::REVERSED), "{:?}", kit.focus);
                        assert_eq!(painted.hits.at(at.x, at.y), Some(&kit.focus));
                    }
                }
            }
        }
    }
}

#[test]
fn the_emotion_line_has_its_focus_reversed() {
    let mut kit = Kit::sample();
    kit.view.shape = Shape::Emotion;
    let on_line: Vec<Focus> =
        crate::insight::curve(&kit.map).points.iter().map(|p| Focus::Card(p.card.clone())).collect();
    let headers: Vec<Focus> = kit.map.stages.iter().map(|s| Focus::Stage(s.id.clone())).collect();
    for focus in on_line.into_iter().chain(headers) {
        kit.focus = focus;
        for (columns, rows) in [(80, 23), (120, 39), (200, 59)] {
            let (buf, painted) = kit.draw(columns, rows);
            let at = painted.cursor.unwrap();
            assert!(buf[at].modifier.contains(Modifier::REVERSED), "{:?} {columns}x{rows}", kit.focus);
            assert_eq!(painted.hits.at(at.x, at.y), Some(&kit.focus), "{columns}x{rows}");
        }
    }
}

#[test]
fn the_emotion_line_marks_moments_and_says_what_is_highest_and_lowest() {
    let mut kit = Kit::sample();
    kit.view.shape = Shape::Emotion;
    let text = kit.text(200, 59);
    let moments = kit.map.cards().filter(|c| c.step().is_some_and(|s| s.moment_of_truth)).count();
    assert_eq!(text.matches('★').count(), moments);
    for words in ["+2 Pays by card", "−2 Sits at home; the map", "▲ stale 83 days late", "✗ ungoverned"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn the_emotion_line_of_many_stages_and_of_none() {
    let mut kit = Kit::sample();
    kit.view.shape = Shape::Emotion;
    let more: Vec<Stage> = kit.map.stages.clone();
    for n in 0..4 {
        kit.map.stages.extend(more.iter().cloned().map(|mut stage| {
            stage.id = StageId::new(&format!("{}-{n}", stage.id)).unwrap();
            stage
        }));
    }
    assert!(kit.text(80, 23).contains("more ›"), "{}", kit.text(80, 23));
    kit.map.stages.iter_mut().for_each(|stage| stage.cells.clear());
    assert!(kit.text(80, 23).contains("No step of these stages has an emotion"));
    kit.map.stages.clear();
    assert!(kit.text(80, 23).contains("No stage yet"));
}

#[test]
fn the_overview_has_twelve_stages_and_their_states_at_80_columns() {
    let mut kit = Kit::sample();
    let five: Vec<Stage> = kit.map.stages.iter().take(5).cloned().collect();
    kit.map.stages.extend(five.into_iter().map(|mut stage| {
        stage.id = StageId::new(&format!("{}-again", stage.id)).unwrap();
        stage.cells.values_mut().flatten().for_each(|c| c.id = CardId::new(&format!("{}-2", c.id)).unwrap());
        stage
    }));
    let mut kit = Kit::new(kit.map, kit.workspace);
    kit.view.zoom = Zoom::Compact;
    kit.focus = kit.card(3, "pains", 0);
    let (buf, painted) = kit.draw(80, 23);
    for stage in &kit.map.stages {
        assert!(painted.hits.area_of(&Focus::Stage(stage.id.clone())).is_some());
    }
    let stale = painted.hits.area_of(&Focus::Stage(kit.map.stages[3].id.clone())).unwrap();
    let look = |x: u16| buf[(x, stale.y + 1)].clone();
    assert!((stale.x..stale.right()).all(|x| look(x).modifier.contains(Modifier::REVERSED)));
    insta::assert_snapshot!("overview_80x23", styled_dump(&buf));
    insta::assert_snapshot!("overview_60x15", kit.text(60, 15));
    kit.symbols = &ASCII;
    kit.theme = Themes::default().get("mono").unwrap().0;
    insta::assert_snapshot!("overview_ascii_mono_80x23", styled_dump(&kit.draw(80, 23).0));
}

#[test]
fn the_table_is_sorted_filtered_and_says_so() {
    let mut kit = Kit::sample();
    kit.view.shape = Shape::Table;
    kit.view.sort = crate::tui::cards::CardSort::Cost;
    kit.view.filter.severity = Some(crate::map::card::Severity::High);
    let text = kit.text(120, 39);
    let at = |words: &str| text.lines().position(|l| l.contains(words)).unwrap_or_else(|| panic!("{text}"));
    assert!(at("€7.3k") < at("€5.9k") && at("↓a month") < at("€7.3k"));
    let (kept, all) = kit.scene().sieve().count();
    assert!(
        text.contains(&format!("{kept} of {all} cards")) && text.contains(&format!("{kept} cards, by cost"))
    );
    kit.view.filter.tag = Some("nobody has this".into());
    assert!(kit.text(120, 39).contains("the filter hides all"));
}

#[test]
fn a_marked_card_has_its_sign() {
    let mut kit = Kit::sample();
    let Focus::Card(id) = kit.card(3, "pains", 0) else { panic!("a card") };
    kit.view.marks.insert(id);
    assert!(kit.text(200, 59).contains("│✓▮▮▮ No ETA"));
}

#[test]
fn ascii_signs_are_ascii() {
    let mut map = Map::new(MapId::new("m").unwrap(), "Plain");
    map.stages.push(Stage::new(StageId::new("one").unwrap(), "One"));
    let mut card = Card::new(CardId::new("c").unwrap(), CardKind::Step, "walks");
    if let crate::map::Body::Step(step) = &mut card.body {
        step.emotion = crate::map::Emotion::new(-2);
    }
    map.stages[0].cells.insert(LaneId::new("doing").unwrap(), vec![card]);
    let mut kit = Kit::new(map, Workspace::default());
    kit.symbols = &ASCII;
    for (columns, rows) in SIZES {
        let text = kit.text(columns, rows);
        assert!(text.is_ascii(), "{text}");
    }
}

#[test]
fn stages_scroll_with_the_focus_and_keep_their_place() {
    let mut kit = Kit::sample();
    let mut firsts = Vec::new();
    for at in (0..7).chain((0..7).rev()) {
        kit.focus = Focus::Stage(kit.map.stages[at].id.clone());
        let (_, painted) = kit.draw(120, 39);
        kit.view.scroll = painted.scroll;
        firsts.push(painted.scroll.0);
    }
    assert_eq!(firsts, [0, 0, 0, 1, 2, 3, 3, 3, 3, 3, 2, 1, 0, 0]);
}

#[test]
fn plain_text_says_all_and_fits() {
    let kit = Kit::sample();
    for columns in [20, 40, 72, 120] {
        let text = plain_text(&kit.scene(), columns);
        for line in text.lines() {
            assert!(crate::tui::text::width(line) <= columns, "{columns}: {line}");
        }
        if columns >= 72 {
            assert!(text.contains("stale 83 days late"));
            assert!(text.contains("no owner") || text.contains("owner left"), "{text}");
        }
    }
}

#[test]
fn pictures() {
    let kit = Kit::sample();
    let focus = kit.card(3, "pains", 0);
    let kit = kit.on(focus);
    insta::assert_snapshot!("board_80x23", styled_dump(&kit.draw(80, 23).0));
    insta::assert_snapshot!("board_120x39", styled_dump(&kit.draw(120, 39).0));
    insta::assert_snapshot!("board_200x59", kit.text(200, 59));
    insta::assert_snapshot!("outline_59x14", styled_dump(&kit.draw(59, 14).0));
    for (name, shape) in [("emotion", Shape::Emotion), ("table", Shape::Table)] {
        let mut kit = Kit::sample();
        kit.view.shape = shape;
        kit.focus = kit.card(3, "doing", 1);
        insta::assert_snapshot!(format!("{name}_80x23"), styled_dump(&kit.draw(80, 23).0));
        insta::assert_snapshot!(format!("{name}_120x39"), styled_dump(&kit.draw(120, 39).0));
        insta::assert_snapshot!(format!("{name}_200x59"), kit.text(200, 59));
        kit.symbols = &ASCII;
        insta::assert_snapshot!(format!("{name}_ascii_80x23"), kit.text(80, 23));
        kit.theme = Themes::default().get("mono").unwrap().0;
        insta::assert_snapshot!(format!("{name}_mono_80x23"), styled_dump(&kit.draw(80, 23).0));
    }
    let mut mono = Kit::sample();
    mono.theme = Themes::default().get("mono").unwrap().0;
    mono.focus = Focus::Cell(mono.map.stages[3].id.clone(), LaneId::new("emotion").unwrap());
    insta::assert_snapshot!("mono_80x23", styled_dump(&mono.draw(80, 23).0));
    let mut ascii = Kit::small();
    ascii.symbols = &ASCII;
    ascii.focus = Focus::Cell(StageId::new("two").unwrap(), LaneId::new("pains").unwrap());
    insta::assert_snapshot!("small_ascii_60x14", styled_dump(&ascii.draw(60, 14).0));
}
