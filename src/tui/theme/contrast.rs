//! How well two colours can be told apart, after WCAG 2.1 ("contrast ratio", "relative luminance").

use ratatui::style::{Color, Modifier};

use super::{Role, Theme};

/// The themes with colours of their own, and the least contrast of their text: 4.5 is level AA, 7 is AAA.
pub(super) const TRUECOLOUR: [(&str, f64); 4] =
    [("dark", 4.5), ("light", 4.5), ("high-contrast", 7.0), ("colour-blind", 4.5)];

/// From 1 (the same) to 21 (black on white).
pub(super) fn ratio(one: Color, other: Color) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Foreground and background that `role` has on the screen of `theme`.
pub(super) fn seen(theme: &Theme, role: Role) -> (Color, Color) {
    let style = theme.style(Role::Text).patch(theme.style(role));
    let pair = (style.fg.unwrap(), style.bg.unwrap());
    if style.add_modifier.contains(Modifier::REVERSED) { (pair.1, pair.0) } else { pair }
}

fn luminance(colour: Color) -> f64 {
    let Color::Rgb(red, green, blue) = colour else { panic!("{colour:?} is no truecolour") };
    let linear = |channel: u8| {
        let part = f64::from(channel) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

#[test]
fn black_on_white_is_21_to_1() {
    let ratio = ratio(Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255));
    assert!((ratio - 21.0).abs() < 1e-9);
}
