//! The style that the terminal writes in, and the shortest way from one to another.

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
const ATTRIBUTES: [(Modifier, &[u8], &[u8]); 6] = [
    (Modifier::BOLD, b"1;", b"22;"),
    (Modifier::DIM, b"2;", b"22;"),
    (Modifier::ITALIC, b"3;", b"23;"),
    (Modifier::UNDERLINED, b"4;", b"24;"),
    (Modifier::REVERSED, b"7;", b"27;"),
    (Modifier::CROSSED_OUT, b"9;", b"29;"),
];

/// All of them.
const KNOWN: Modifier = Modifier::BOLD.union(Modifier::DIM).union(Modifier::ITALIC).union(ON_BLANKS);

/// Attributes that show on a blank too.
const ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

impl Pen {
    /// What the terminal has after a reset.
    pub(super) const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    /// The pen for a cell. Hidden and blinking text is shown plainly.
    pub(super) fn of(cell: &Cell, profile: ColorProfile) -> Self {
        let (fg, bg) = profile.pair(cell.fg, cell.bg);
        Self { fg, bg, modifier: cell.modifier & KNOWN }
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
        out.extend_from_slice(b"\x1b[");
        let change = out.len();
        self.codes_from(before, out);
        let fresh = out.len();
        out.extend_from_slice(b"0;");
        self.codes_from(Self::PLAIN, out);
        if out.len() - fresh < fresh - change {
            out.drain(change..fresh);
        } else {
            out.truncate(fresh);
        }
        if let Some(last) = out.last_mut() {
            *last = b'm';
        }
    }

    /// The codes that lead from another pen to this one, a semicolon after each.
    fn codes_from(self, before: Self, out: &mut Vec<u8>) {
        self.attributes_from(before, out);
        if self.fg != before.fg {
            colour(self.fg, 30, out);
        }
        if self.bg != before.bg {
            colour(self.bg, 40, out);
        }
    }

    fn attributes_from(self, before: Self, out: &mut Vec<u8>) {
        if self.modifier == before.modifier {
            return;
        }
        let gone = before.modifier - self.modifier;
        let intensity = Modifier::BOLD | Modifier::DIM;
        let mut kept = before.modifier & self.modifier;
        if gone.intersects(intensity) {
            out.extend_from_slice(b"22;");
            kept -= intensity;
        }
        for (attribute, on, off) in ATTRIBUTES {
            if gone.contains(attribute) && !intensity.contains(attribute) {
                out.extend_from_slice(off);
            } else if self.modifier.contains(attribute) && !kept.contains(attribute) {
                out.extend_from_slice(on);
            }
        }
    }
}

/// The codes of a colour, a semicolon after each; `base` is 30 for foreground and 40 for background.
fn colour(colour: Color, base: u8, out: &mut Vec<u8>) {
    let mut push = |codes: &[u8]| {
        for code in codes {
            number(out, u16::from(*code));
            out.push(b';');
        }
    };
    match (basic(colour), colour) {
        (Some(at @ 0..=7), _) => push(&[base + at]),
        (Some(at), _) => push(&[base + 52 + at]),
        (None, Color::Indexed(at)) => push(&[base + 8, 5, at]),
        (None, Color::Rgb(r, g, b)) => push(&[base + 8, 2, r, g, b]),
        (None, _) => push(&[base + 9]),
    }
}

/// Writes a number in decimal; formatting it would take many times as long, and a picture is full of them.
pub(super) fn number(out: &mut Vec<u8>, value: u16) {
    if value > 9 {
        number(out, value / 10);
    }
    out.push(b'0' + (value % 10) as u8);
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
