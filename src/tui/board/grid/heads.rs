//! The headers of the stages, and the signs of those that are cut.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::Grid;
use crate::map::Stage;
use crate::rules::StageState;
use crate::tui::board::canvas::Canvas;
use crate::tui::board::hits::Painted;
use crate::tui::board::scene::Spot;
use crate::tui::focus::Focus;
use crate::tui::text::width;
use crate::tui::theme::Role;

impl Grid<'_, '_> {
    pub(super) fn draw_heads(&self, canvas: &mut Canvas<'_>, painted: &mut Painted) {
        let columns = self.layout.columns;
        let area = self.layout.head;
        let y = i32::from(area.y);
        for (index, x) in columns.full() {
            if let Some(stage) = self.scene.map.stages.get(index) {
                let area = Rect::new(x, area.y, columns.inner(), area.height).intersection(canvas.clip());
                painted.hits.add(area, Focus::Stage(stage.id.clone()));
                self.draw_head(&mut canvas.within(area), (index, stage), (i32::from(x), y), painted);
            }
        }
        self.draw_corner(canvas, (i32::from(area.x), y));
        self.draw_peek(canvas, painted);
    }

    fn draw_head(
        &self,
        canvas: &mut Canvas<'_>,
        (index, stage): (usize, &Stage),
        (x, y): (i32, i32),
        painted: &mut Painted,
    ) {
        let scene = self.scene;
        let room = usize::from(self.layout.columns.inner().saturating_sub(2));
        let has_focus = self.spot == Spot::Stage(index);
        let role = if has_focus { Role::Focus } else { Role::StageName };
        let mark = scene.mark_of_stage(&stage.id);
        let is_ghost = mark.is_some_and(|mark| mark.is_ghost);
        let style = match (has_focus, is_ghost) {
            (false, true) => scene.ghost_style(),
            (true, true) => scene.style(role).add_modifier(Modifier::CROSSED_OUT),
            (true, false) => scene.style(role),
            (false, false) if scene.sieve().keeps_stage(index) => scene.style(role),
            (false, false) => scene.style(Role::Faint),
        };
        if has_focus {
            canvas.row(x, y, room + 2, " ", style);
            if canvas.shows(x, y) {
                painted.cursor = Some(Position::new((x + i32::from(room > 0)) as u16, y as u16));
            }
        }
        if let Some(mark) = mark {
            let sign = if has_focus { scene.style(Role::Focus) } else { scene.style(mark.role()) };
            canvas.set(x, y, mark.sign, sign.remove_modifier(Modifier::CROSSED_OUT));
        }
        let name = format!("{}{}", scene.number(index), stage.name);
        let only_line = self.layout.head.height == 1;
        let badge = scene.state(index).filter(|_| !is_ghost).map(|state| scene.badge(state.kind));
        let name_room = if only_line { room.saturating_sub(2) } else { room };
        let name_room = self.draw_talk(canvas, stage, (x + 1, y, style), name_room);
        canvas.put_cut(x + 1, y, &name, name_room, (style, scene.symbols.ellipsis));
        self.highlight_name(canvas, &name, (x + 1, y), name_room);
        match badge {
            Some((sign, role)) if only_line => {
                canvas.set(
                    x + 1 + room as i32 - 1,
                    y,
                    sign,
                    if has_focus { style } else { scene.style(role) },
                );
            }
            Some((sign, role)) => self.draw_state(canvas, (index, stage), (x + 1, y + 1), (sign, role)),
            None if is_ghost && !only_line => {
                canvas.put_cut(
                    x + 1,
                    y + 1,
                    "removed",
                    room,
                    (scene.style(Role::Removed), scene.symbols.ellipsis),
                );
            }
            None => {}
        }
    }

    /// How many threads are open in the stage, at the end of its name's room; gives the room that is left.
    fn draw_talk(
        &self,
        canvas: &mut Canvas<'_>,
        stage: &Stage,
        (x, y, style): (i32, i32, Style),
        room: usize,
    ) -> usize {
        let count = self.scene.talks.within(&stage.id);
        let Some(talk) = self.scene.talk(count).filter(|talk| width(talk) + 8 < room) else { return room };
        canvas.put_before(x + room as i32, y, &talk, room, style);
        room - width(&talk) - 1
    }

    fn highlight_name(&self, canvas: &mut Canvas<'_>, name: &str, (x, y): (i32, i32), room: usize) {
        let Some(needle) = self.scene.view.search.as_deref() else { return };
        let Some((from, to)) = crate::tui::board::sieve::find(name, needle) else { return };
        let before = width(name.get(..from).unwrap_or_default());
        let columns = width(name.get(from..to).unwrap_or_default()).min(room.saturating_sub(before));
        canvas.tint(x + before as i32, y, columns, self.scene.theme.style(Role::Match));
    }

    /// State and owner, on two lines or on one.
    fn draw_state(
        &self,
        canvas: &mut Canvas<'_>,
        (index, stage): (usize, &Stage),
        (x, y): (i32, i32),
        (sign, role): (&str, Role),
    ) {
        let scene = self.scene;
        let room = usize::from(self.layout.columns.inner().saturating_sub(2));
        let style = scene.style(role);
        let words =
            scene.state(index).map(|state| state_words(state, room.saturating_sub(2))).unwrap_or_default();
        canvas.set(x, y, sign, style);
        let taken =
            2 + canvas.put_cut(x + 2, y, &words, room.saturating_sub(2), (style, scene.symbols.ellipsis));
        let owner = scene.owner(stage);
        let role = if owner.is_some() { Role::Owner } else { Role::Missing };
        let owner = owner.unwrap_or_else(|| scene.symbols.none.to_owned());
        let look = (scene.style(role), scene.symbols.ellipsis);
        if self.layout.head.height > 2 {
            canvas.put_cut(x, y + 1, &owner, room, look);
        } else if room > taken + 6 {
            let owner_room = room - taken - 2;
            canvas.put_cut(x + taken as i32 + 2, y, &owner, owner_room, look);
        }
    }

    /// How many stages are cut at the left.
    fn draw_corner(&self, canvas: &mut Canvas<'_>, (x, y): (i32, i32)) {
        let columns = self.layout.columns;
        let is_told = columns.peek.is_some_and(|(at, ..)| at < columns.left);
        if columns.first == 0 || is_told {
            return;
        }
        let words = match columns.first {
            1 => format!("{} 1", self.scene.symbols.more_left),
            last => format!("{} 1-{last}", self.scene.symbols.more_left),
        };
        let room = usize::from(self.layout.names.saturating_sub(2));
        let end = x + i32::from(self.layout.names) - 1;
        canvas.put_before(end, y, &words, room, self.scene.style(Role::Dim));
        let signs = columns.first.min(room);
        self.draw_signs(canvas, (columns.first - signs, signs), (end - signs as i32, y + 1));
    }

    /// The signs of stages that are cut, so that one sees from here where somebody is needed.
    fn draw_signs(&self, canvas: &mut Canvas<'_>, (first, count): (usize, usize), (x, y): (i32, i32)) {
        if self.layout.head.height < 2 {
            return;
        }
        let states = self.scene.states.iter().skip(first).take(count);
        for (at, state) in states.enumerate() {
            let (sign, role) = self.scene.badge(state.kind);
            canvas.set(x + at as i32, y, sign, self.scene.style(role));
        }
    }

    /// The glimpse of the stage that is cut: `7 ›`, and its state's sign under it.
    fn draw_peek(&self, canvas: &mut Canvas<'_>, painted: &mut Painted) {
        let columns = self.layout.columns;
        let Some((x, room, index)) = columns.peek else { return };
        let Some(stage) = self.scene.map.stages.get(index) else { return };
        let scene = self.scene;
        let area =
            Rect::new(x, self.layout.head.y, room, self.layout.head.height).intersection(canvas.clip());
        painted.hits.add(area, Focus::Stage(stage.id.clone()));
        let mut canvas = canvas.within(area);
        let is_right = x >= columns.left;
        let (first, last) = if is_right { (index + 1, columns.all) } else { (1, index + 1) };
        let range = if first == last { first.to_string() } else { format!("{first}-{last}") };
        let words = if is_right {
            format!("{range} {}", scene.symbols.more_right)
        } else {
            format!("{} {range}", scene.symbols.more_left)
        };
        let (x, y) = (i32::from(x) + 1, i32::from(self.layout.head.y));
        canvas.put(x, y, &words, usize::from(room.saturating_sub(1)), scene.style(Role::Dim));
        let signs = (last + 1 - first).min(usize::from(room.saturating_sub(1)));
        let from = if is_right { index } else { last - signs };
        self.draw_signs(&mut canvas, (from, signs), (x, y + 1));
    }
}

/// What a state says in this room: in full, else its word and days, else cut by who draws it.
pub(in super::super) fn state_words(state: &StageState, room: usize) -> std::borrow::Cow<'_, str> {
    match state.days {
        Some(days) if width(&state.short) > room => {
            let brief = format!("{} {days} d", state.kind.word());
            if brief.len() > room { state.kind.word().into() } else { brief.into() }
        }
        _ => state.short.as_str().into(),
    }
}
