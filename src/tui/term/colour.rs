//! How many colours the terminal has, and the nearest one that it can show. The one place that knows.

use ratatui::style::Color;

/// What the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColorProfile {
    /// 24 bits a colour.
    TrueColor,
    /// The 256 colours of xterm.
    Ansi256,
    /// The 16 colours that the user's terminal theme defines.
    Ansi16,
    /// No colour; bold, underline and reverse stay.
    None,
}

impl ColorProfile {
    /// Reads the usual variables: a non-empty `NO_COLOR` first, then `TERM=dumb`, `COLORTERM`, and `TERM`.
    pub fn from_vars(var: impl Fn(&str) -> Option<String>) -> Self {
        let var = |name| var(name).unwrap_or_default();
        let term = var("TERM");
        if !var("NO_COLOR").is_empty() || term == "dumb" {
            return Self::None;
        }
        let direct = matches!(var("COLORTERM").as_str(), "truecolor" | "24bit") || term.ends_with("-direct");
        match (direct, term.contains("256color")) {
            (true, _) => Self::TrueColor,
            (false, true) => Self::Ansi256,
            (false, false) if term.is_empty() && cfg!(windows) => Self::TrueColor,
            (false, false) => Self::Ansi16,
        }
    }

    /// Whether any colour can be shown.
    pub fn has_colour(self) -> bool {
        self != Self::None
    }

    /// Foreground and background as the terminal can show them. Two colours that differ stay different.
    pub(super) fn pair(self, fg: Color, bg: Color) -> (Color, Color) {
        let (text, ground) = (self.nearest(fg), self.nearest(bg));
        if self != Self::Ansi16 || text != ground || fg == bg {
            return (text, ground);
        }
        match rgb(bg).map(brightness) {
            Some(light) if light > 127 => (Color::Black, ground),
            Some(_) => (Color::White, ground),
            None => (text, ground),
        }
    }

    fn nearest(self, colour: Color) -> Color {
        match (self, colour) {
            (Self::None, _) => Color::Reset,
            (Self::Ansi256, Color::Rgb(r, g, b)) => Color::Indexed(nearest_256([r, g, b])),
            (Self::Ansi16, Color::Rgb(..) | Color::Indexed(16..)) => {
                rgb(colour).map_or(Color::Reset, |rgb| Color::Indexed(nearest_16(rgb)))
            }
            _ => colour,
        }
    }
}

type Rgb = [u8; 3];

/// The usual values of the first 16 colours (xterm's); a user's may differ.
const ANSI: [Rgb; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

/// The six levels of a channel in xterm's colour cube.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The value of a colour that has a known one.
fn rgb(colour: Color) -> Option<Rgb> {
    match colour {
        Color::Rgb(r, g, b) => Some([r, g, b]),
        Color::Indexed(at @ 0..=15) => ANSI.get(usize::from(at)).copied(),
        Color::Indexed(at @ 16..=231) => {
            let at = usize::from(at - 16);
            let level = |step: usize| LEVELS.get(at / step % 6).copied().unwrap_or_default();
            Some([level(36), level(6), level(1)])
        }
        Color::Indexed(at) => Some([8 + (at - 232) * 10; 3]),
        _ => None,
    }
}

fn brightness([r, g, b]: Rgb) -> u32 {
    (u32::from(r) * 299 + u32::from(g) * 587 + u32::from(b) * 114) / 1000
}

/// Squared distance, weighted roughly as the eye weighs.
fn distance(one: Rgb, other: Rgb) -> u32 {
    let weights = [3, 6, 1];
    one.iter().zip(other).zip(weights).map(|((a, b), weight)| u32::from(a.abs_diff(b)).pow(2) * weight).sum()
}

fn nearest_16(wanted: Rgb) -> u8 {
    (0_u8..).zip(ANSI).min_by_key(|(_, known)| distance(wanted, *known)).map_or(0, |(at, _)| at)
}

/// The nearest of the cube and the greys; the first 16 are left out, since users redefine them.
fn nearest_256(wanted: Rgb) -> u8 {
    let step = |channel: u8| {
        (0_u8..).zip(LEVELS).min_by_key(|(_, level)| channel.abs_diff(*level)).map_or(0, |(at, _)| at)
    };
    let [r, g, b] = wanted.map(step);
    let cube = 16 + 36 * r + 6 * g + b;
    let average = wanted.iter().map(|channel| u16::from(*channel)).sum::<u16>() / 3;
    let grey = 232 + (average.saturating_sub(3) / 10).min(23) as u8;
    let far = |at| rgb(Color::Indexed(at)).map_or(u32::MAX, |known| distance(wanted, known));
    if far(grey) < far(cube) { grey } else { cube }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(vars: &[(&str, &str)]) -> ColorProfile {
        ColorProfile::from_vars(|name| {
            vars.iter().find(|(known, _)| *known == name).map(|(_, v)| (*v).to_owned())
        })
    }

    #[test]
    fn the_environment_decides_in_order() {
        let full = [("NO_COLOR", "1"), ("COLORTERM", "truecolor"), ("TERM", "xterm-256color")];
        assert_eq!(profile(&full), ColorProfile::None);
        assert_eq!(profile(&[("NO_COLOR", ""), ("COLORTERM", "24bit")]), ColorProfile::TrueColor);
        assert_eq!(profile(&[("TERM", "screen-256color")]), ColorProfile::Ansi256);
        assert_eq!(profile(&[("TERM", "linux")]), ColorProfile::Ansi16);
        assert_eq!(profile(&[("TERM", "dumb"), ("COLORTERM", "truecolor")]), ColorProfile::None);
    }

    #[test]
    fn every_palette_colour_is_its_own_nearest() {
        for at in 16..=255_u8 {
            let Some([r, g, b]) = rgb(Color::Indexed(at)) else { panic!() };
            let (near, _) = ColorProfile::Ansi256.pair(Color::Rgb(r, g, b), Color::Reset);
            assert_eq!(rgb(Color::Indexed(at)), rgb(near), "{at}");
        }
        assert_eq!(nearest_16([250, 10, 10]), 9);
    }

    #[test]
    fn text_never_melts_into_its_ground() {
        let (dark, darker) = (Color::Rgb(20, 20, 20), Color::Rgb(10, 10, 10));
        let (fg, bg) = ColorProfile::Ansi16.pair(dark, darker);
        assert_ne!(fg, bg);
        assert_eq!(ColorProfile::None.pair(dark, darker), (Color::Reset, Color::Reset));
        assert_eq!(ColorProfile::TrueColor.pair(dark, darker), (dark, darker));
    }
}
