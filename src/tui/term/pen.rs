//! The style that the terminal writes in, and the shortest way from one to another.

use std::io::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::colour::ColorProfile;

/// Colours and attributes as the terminal has them, after quantising.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// Each attribute with its codes for on and off. Bold and dim share the code for off.
const ATTRIBUTES: [(Modifier, &str, &str); 6] = [
    (Modifier::BOLD, "1", "22"),
    (Modifier::DIM, "2", "22"),
    (Modifier::ITALIC, "3", "23"),
    (Modifier::UNDERLINED, "4", "24"),
    (Modifier::REVERSED, "7", "27"),
    (Modifier::CROSSED_OUT, "9", "29"),
];

/// Attributes that show on a blank too.
const ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

impl Pen {
    /// What the terminal has after a reset.
    pub(super) const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    /// The pen for a cell. Hidden and blinking text is shown plainly.
    pub(super) fn of(cell: &Cell, profile: ColorProfile) -> Self {
        let (fg, bg) = profile.pair(cell.fg, cell.bg);
        let known = ATTRIBUTES.iter().fold(Modifier::empty(), |all, (one, _, _)| all | *one);
        Self { fg, bg, modifier: cell.modifier & known }
    }

    /// Whether a blank looks the same with both.
    pub(super) fn blanks_like(self, other: Self) -> bool {
        let quiet = |pen: Self| !pen.modifier.intersects(ON_BLANKS);
        self == other || (self.bg == other.bg && quiet(self) && quiet(other))
    }

    /// Writes what makes the terminal's pen this one; it was `before`.
    pub(super) fn write(self, before: Self, out: &mut Vec<u8>) {
        if self == before {
            return;
        }
        if self == Self::PLAIN {
            out.extend_from_slice(b"\x1b[m");
            return;
        }
        let mut change = Codes::default();
        self.attributes_from(before, &mut change);
        self.colours_from(before, &mut change);
        let mut fresh = Codes::default();
        fresh.push("0");
        self.attributes_from(Self::PLAIN, &mut fresh);
        self.colours_from(Self::PLAIN, &mut fresh);
        let shorter = if fresh.0.len() < change.0.len() { fresh } else { change };
        out.extend_from_slice(b"\x1b[");
        out.extend_from_slice(&shorter.0);
        out.push(b'm');
    }

    fn attributes_from(self, before: Self, codes: &mut Codes) {
        let gone = before.modifier - self.modifier;
        let intensity = Modifier::BOLD | Modifier::DIM;
        let mut kept = before.modifier & self.modifier;
        if gone.intersects(intensity) {
            codes.push("22");
            kept -= intensity;
        }
        for (attribute, on, off) in ATTRIBUTES {
            if gone.contains(attribute) && !intensity.contains(attribute) {
                codes.push(off);
            } else if self.modifier.contains(attribute) && !kept.contains(attribute) {
                codes.push(on);
            }
        }
    }

    fn colours_from(self, before: Self, codes: &mut Codes) {
        if self.fg != before.fg {
            codes.colour(self.fg, 30);
        }
        if self.bg != before.bg {
            codes.colour(self.bg, 40);
        }
    }
}

/// The parameters of one SGR sequence.
#[derive(Default)]
struct Codes(Vec<u8>);

impl Codes {
    fn push(&mut self, code: &str) {
        if !self.0.is_empty() {
            self.0.push(b';');
        }
        self.0.extend_from_slice(code.as_bytes());
    }

    /// A colour; `base` is 30 for foreground and 40 for background.
    fn colour(&mut self, colour: Color, base: u8) {
        self.push("");
        let out = &mut self.0;
        // Writing to a vector cannot fail.
        let _ = match (basic(colour), colour) {
            (Some(at @ 0..=7), _) => write!(out, "{}", base + at),
            (Some(at), _) => write!(out, "{}", base + 52 + at),
            (None, Color::Indexed(at)) => write!(out, "{};5;{at}", base + 8),
            (None, Color::Rgb(r, g, b)) => write!(out, "{};2;{r};{g};{b}", base + 8),
            (None, _) => write!(out, "{}", base + 9),
        };
    }
}

/// The number of one of the first 16 colours.
fn basic(colour: Color) -> Option<u8> {
    Some(match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Indexed(at @ 0..=15) => at,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pen(fg: Color, bg: Color, modifier: Modifier) -> Pen {
        Pen { fg, bg, modifier }
    }

    fn written(from: Pen, to: Pen) -> String {
        let mut out = Vec::new();
        to.write(from, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_shortest_way_is_taken() {
        let bold = pen(Color::Reset, Color::Reset, Modifier::BOLD);
        let red = pen(Color::Red, Color::Reset, Modifier::BOLD);
        assert_eq!(written(bold, bold), "");
        assert_eq!(written(red, Pen::PLAIN), "\x1b[m");
        assert_eq!(written(bold, red), "\x1b[31m");
        let dim = pen(Color::Reset, Color::Reset, Modifier::DIM);
        assert_eq!(written(red, dim), "\x1b[0;2m");
        assert_eq!(
            written(pen(Color::LightRed, Color::Rgb(1, 2, 3), Modifier::empty()), red),
            "\x1b[0;1;31m"
        );
        assert_eq!(
            written(Pen::PLAIN, pen(Color::LightRed, Color::Indexed(200), Modifier::REVERSED)),
            "\x1b[7;91;48;5;200m"
        );
    }

    #[test]
    fn blanks_ignore_what_does_not_show_on_them() {
        let bold = pen(Color::Red, Color::Reset, Modifier::BOLD);
        assert!(bold.blanks_like(Pen::PLAIN));
        assert!(!bold.blanks_like(pen(Color::Red, Color::Blue, Modifier::BOLD)));
        assert!(!bold.blanks_like(pen(Color::Red, Color::Reset, Modifier::REVERSED)));
    }
}
