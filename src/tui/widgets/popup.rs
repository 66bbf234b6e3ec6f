//! Where a popup goes, and its frame.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::theme::Role;

use super::ink::{self, Look};

/// Below this a screen is too small to see anything beside a popup: it takes all of it.
const TINY: (u16, u16) = (40, 10);
/// Below this a frame costs more than it tells.
const FRAMED: (u16, u16) = (12, 5);

/// What a popup belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchor {
    /// The screen.
    #[default]
    Centre,
    /// A thing on the screen: over it, growing downwards, or upwards where there is no room.
    Over(Rect),
    /// The end of the screen, in its whole width.
    Bottom,
}

/// An empty popup.
#[derive(Debug, Clone, Copy, Default)]
pub struct Popup<'a> {
    /// In the line above.
    pub title: &'a str,
    /// In the line below: what can be done.
    pub hint: &'a str,
    /// Columns and rows that the inside wants.
    pub size: (u16, u16),
    /// Where it goes.
    pub anchor: Anchor,
    /// Whether the hint is a warning.
    pub alarm: bool,
}

impl Popup<'_> {
    /// Where it goes on `screen`, frame and all. The last line of a screen with room says what can be done: it is left in
    /// sight, or covered in its whole width.
    pub fn place(&self, screen: Rect) -> Rect {
        if screen.width < TINY.0 || screen.height < TINY.1 {
            return screen;
        }
        let words = ink::width(self.title).max(ink::width(self.hint)).saturating_add(4);
        let width = self.size.0.saturating_add(4).max(words).min(screen.width);
        let height = self.size.1.saturating_add(2).min(screen.height);
        let above = Rect { height: screen.height - 1, ..screen };
        match self.anchor {
            Anchor::Centre => centred(screen, width, height.min(above.height)),
            Anchor::Over(thing) => over(above, thing, width, height.min(above.height)),
            Anchor::Bottom => Rect { y: screen.bottom() - height, height, ..screen },
        }
    }

    /// Its inside at `place`: without frame and the blank column beside it.
    pub fn inside(place: Rect) -> Rect {
        if place.width < FRAMED.0 || place.height < FRAMED.1 {
            return place;
        }
        Rect { x: place.x + 2, y: place.y + 1, width: place.width - 4, height: place.height - 2 }
    }

    /// Clears its place, frames it, and returns its inside.
    pub fn open(&self, screen: Rect, buf: &mut Buffer, look: Look<'_>) -> Rect {
        self.open_at(self.place(screen), buf, look)
    }

    /// The same at a place that is known already.
    pub fn open_at(&self, place: Rect, buf: &mut Buffer, look: Look<'_>) -> Rect {
        let place = place.intersection(buf.area);
        let inside = Self::inside(place);
        let ground = look.theme.style(Role::Text).patch(look.style(Role::Popup));
        ink::clear(buf, place, ground);
        if inside != place {
            self.frame(place, buf, look, ground);
        }
        inside
    }

    /// Signs on the frame where the inside goes on above or below.
    pub fn mark_cuts(&self, screen: Rect, buf: &mut Buffer, look: Look<'_>, (above, below): (bool, bool)) {
        let place = self.place(screen).intersection(buf.area);
        let inside = Self::inside(place);
        if inside == place {
            return;
        }
        let style = look.style(Role::Strong);
        if above {
            ink::put(buf, place.right() - 1, inside.top(), 1, look.symbols.more_up, style);
        }
        if below {
            ink::put(buf, place.right() - 1, inside.bottom() - 1, 1, look.symbols.more_down, style);
        }
    }

    fn frame(&self, place: Rect, buf: &mut Buffer, look: Look<'_>, ground: Style) {
        let lines = look.symbols.frame;
        let style = ground.patch(look.style(Role::PopupFrame));
        let (left, right) = (place.left(), place.right() - 1);
        let (top, bottom) = (place.top(), place.bottom() - 1);
        for x in left..=right {
            ink::put(buf, x, top, 1, lines.horizontal, style);
            ink::put(buf, x, bottom, 1, lines.horizontal, style);
        }
        for y in top..=bottom {
            ink::put(buf, left, y, 1, lines.vertical, style);
            ink::put(buf, right, y, 1, lines.vertical, style);
        }
        for (x, y, corner) in [
            (left, top, lines.top_left),
            (right, top, lines.top_right),
            (left, bottom, lines.bottom_left),
            (right, bottom, lines.bottom_right),
        ] {
            ink::put(buf, x, y, 1, corner, style);
        }
        words(buf, place, top, self.title, look, ground.patch(look.style(Role::PopupTitle)));
        let hint = if self.alarm { Role::Warning } else { Role::HintText };
        words(buf, place, bottom, self.hint, look, ground.patch(look.style(hint)));
    }
}

/// Words within a line of the frame, a blank on both sides.
fn words(buf: &mut Buffer, place: Rect, y: u16, text: &str, look: Look<'_>, style: Style) {
    if !text.is_empty() {
        let text = format!(" {} ", look.cut(text, place.width - 4));
        ink::put(buf, place.x + 1, y, place.width - 2, &text, style);
    }
}

fn centred(screen: Rect, width: u16, height: u16) -> Rect {
    let x = screen.x + (screen.width - width) / 2;
    // A little above the middle looks like the middle.
    let y = screen.y + (screen.height - height) * 2 / 5;
    Rect { x, y, width, height }
}

fn over(screen: Rect, thing: Rect, width: u16, height: u16) -> Rect {
    let x = thing.x.min(screen.right() - width).max(screen.x);
    let downwards = thing.y.saturating_add(height) <= screen.bottom();
    let y = if downwards { thing.y } else { thing.bottom().min(screen.bottom()).saturating_sub(height) };
    Rect { x, y: y.max(screen.y), width, height }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tui::widgets::testing::screen;

    const SCREEN: Rect = Rect { x: 0, y: 0, width: 80, height: 24 };

    fn anchored(anchor: Anchor) -> Rect {
        Popup { size: (20, 6), anchor, ..Popup::default() }.place(SCREEN)
    }

    #[test]
    fn it_covers_its_thing_or_flips() {
        assert_eq!(anchored(Anchor::Centre), Rect::new(28, 6, 24, 8));
        assert_eq!(anchored(Anchor::Over(Rect::new(10, 5, 20, 1))), Rect::new(10, 5, 24, 8));
        assert_eq!(anchored(Anchor::Over(Rect::new(70, 5, 10, 1))), Rect::new(56, 5, 24, 8));
        assert_eq!(anchored(Anchor::Over(Rect::new(10, 20, 20, 2))), Rect::new(10, 14, 24, 8));
        assert_eq!(anchored(Anchor::Bottom), Rect::new(0, 16, 80, 8));
    }

    #[test]
    fn a_tall_one_ends_above_the_last_line() {
        let tall = |anchor| Popup { size: (20, 90), anchor, ..Popup::default() }.place(SCREEN);
        assert_eq!(tall(Anchor::Centre), Rect::new(28, 0, 24, 23));
        assert_eq!(tall(Anchor::Over(Rect::new(10, 20, 20, 2))), Rect::new(10, 0, 24, 23));
    }

    #[test]
    fn a_tiny_screen_is_taken_whole() {
        let tiny = Rect::new(0, 0, 30, 30);
        assert_eq!(Popup { size: (20, 6), ..Popup::default() }.place(tiny), tiny);
    }

    fn sample(width: u16, height: u16) -> Vec<String> {
        let popup = Popup { title: "Owner", hint: "Enter picks", size: (14, 3), ..Popup::default() };
        screen(width, height, |area, buf, look| {
            let inside = popup.open(area, buf, look);
            ink::put(buf, inside.x, inside.y, inside.width, "Maya Chen", Style::new());
            None
        })
    }

    #[test]
    fn framed_with_title_and_hint() {
        assert_eq!(
            sample(40, 10),
            [
                "",
                "",
                "           ┌ Owner ─────────┐",
                "           │ Maya Chen      │",
                "           │                │",
                "           │                │",
                "           └ Enter picks ───┘"
            ]
        );
        assert_eq!(sample(11, 2), ["Maya Chen"]);
    }

    proptest! {
        #[test]
        fn it_stays_on_the_screen(
            (w, h) in (0u16..200, 0u16..60),
            size in any::<(u16, u16)>(),
            thing in (0u16..250, 0u16..90, 0u16..50, 0u16..20),
        ) {
            let screen = Rect::new(0, 0, w, h);
            let thing = Rect::new(thing.0, thing.1, thing.2, thing.3);
            for anchor in [Anchor::Centre, Anchor::Over(thing), Anchor::Bottom] {
                let place = Popup { size, anchor, title: "a", hint: "b", alarm: false }.place(screen);
                prop_assert_eq!(place.intersection(screen), place);
                prop_assert_eq!(Popup::inside(place).intersection(place), Popup::inside(place));
            }
        }
    }
}
