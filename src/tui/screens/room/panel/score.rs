//! Steps and how people score them: the middle, and how far they are apart.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::Drawn;
use super::Scene;
use super::list::{Line, List, cell};
use crate::map::card::Emotion;
use crate::map::id::CardId;
use crate::map::say::many;
use crate::tui::room::steps;
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::table::{Cell, Column};
use crate::workshop::voices::Spread;

/// Draws it.
pub(super) fn draw(scene: Scene<'_>, buf: &mut Buffer, area: Rect) -> Drawn {
    let map = &scene.doc.map;
    let (mut lines, mut count) = (Vec::new(), 0);
    for stage in &map.stages {
        let steps = steps(map, stage);
        if !steps.is_empty() {
            lines.push(Line::Heading(stage.name.to_string()));
        }
        count += steps.len();
        lines.extend(steps.iter().map(|id| Line::Row(row(scene, id))));
    }
    let at = scene.room.at.min(count.saturating_sub(1));
    let scored = scene.room.session.scores.cards().filter(|id| map.card(id).is_some()).count();
    let list = List {
        title: vec![
            ("How does the customer feel?".into(), Role::Title),
            (format!("   {scored} of {} scored", many(count, "step")), Role::Dim),
        ],
        columns: vec![
            Column::new("step", 20, 56, 9),
            own_column(scene),
            Column::new("middle", 6, 6, 8).right(),
            Column::new("−2     0    +2", 15, 15, 7),
            Column::new("", 10, 12, 5),
        ],
        lines,
        empty: vec!["The map has no step yet: a writes one.".into()],
        below: vec![(
            format!(
                "{} speaks. 1 to 5 give −2 to +2, + and - one more or less; Tab the next person. The middle goes into the map's curve.",
                scene.speaker()
            ),
            Role::Dim,
        )],
    };
    list.draw(Some(at), 0, buf, area, scene.look)
}

fn own_column(scene: Scene<'_>) -> Column {
    let mut column = Column::new("", 4, 8, 6).right();
    column.title = scene.speaker().into();
    column
}

pub(super) fn row<'a>(scene: Scene<'a>, id: &CardId) -> Vec<Cell<'a>> {
    let scores = &scene.room.session.scores;
    let spread = scores.scores(id);
    let own = scores.by(id, &scene.room.speaker).map_or_else(String::new, ToString::to_string);
    let on_map = scene.doc.map.card(id).and_then(|card| card.step()).and_then(|step| step.emotion);
    let middle = spread.map(|s| s.middle).or(on_map);
    let middle = middle.map_or_else(|| scene.look.symbols.none.to_owned(), |middle| middle.to_string());
    vec![
        cell(scene.text(id), Role::Text),
        cell(own, Role::Strong),
        cell(middle, if spread.is_some() { Role::Number } else { Role::Faint }),
        cell(spread.map_or_else(String::new, |spread| bar(spread, scene.look)), Role::Strong),
        said(spread),
    ]
}

/// `├──●─┤` on a scale of 13 columns, three a score.
fn bar(spread: Spread<Emotion>, look: Look<'_>) -> String {
    let at = |score: Emotion| usize::from(score.score().saturating_add(2).unsigned_abs()) * 3;
    let frame = look.symbols.frame;
    let (low, middle, high) = (at(spread.low), at(spread.middle), at(spread.high));
    let sign = |column: usize| match column {
        _ if column == middle => look.symbols.fresh,
        _ if column == low => frame.right,
        _ if column == high => frame.left,
        _ if (low..high).contains(&column) => frame.horizontal,
        _ if column.is_multiple_of(3) => look.symbols.dot,
        _ => " ",
    };
    (0..=12).map(sign).collect()
}

/// How many scored it; whether they agree.
fn said(spread: Option<Spread<Emotion>>) -> Cell<'static> {
    let Some(spread) = spread else { return Cell::default() };
    if spread.is_apart() {
        return cell("not agreed", Role::Due);
    }
    let voices = spread.voices;
    cell(if voices == 1 { "1 person".to_owned() } else { format!("{voices} people") }, Role::Dim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Themes;
    use crate::tui::theme::symbols::UNICODE;

    #[test]
    fn the_bar_spans_from_the_lowest_to_the_highest() {
        let (theme, _) = Themes::default().get("mono").unwrap();
        let look = Look { theme: &theme, symbols: &UNICODE };
        let shown =
            |scores: &[i64]| bar(Spread::of(scores.iter().map(|s| Emotion::clamped(*s))).unwrap(), look);
        assert_eq!(shown(&[-2, 1, 2]), "├────────●──┤");
        assert_eq!(shown(&[0]), "·  ·  ●  ·  ·");
        assert_eq!(shown(&[-1, 0]), "·  ●──┤  ·  ·");
    }
}
