//! How far people are apart about a step: an upright bar through its point of the curve, from the lowest to the highest score.

use ratatui::layout::Rect;

use super::{Field, MOST_ROWS, depth, place, set};
use crate::insight::curve::stage_curve;
use crate::map::Emotion;
use crate::tui::board::canvas::Canvas;
use crate::tui::board::layout::Columns;
use crate::tui::board::scene::Scene;
use crate::tui::theme::Role;
use crate::workshop::voices::Spread;

/// The bar of one step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bar {
    /// Its column, from the left of the curve.
    pub(super) cell: usize,
    spread: Spread<Emotion>,
}

impl Bar {
    /// Its dots, row by row: an upright line down the left of the column, with an end that is as wide as the column.
    pub(super) fn bits(&self, height: u16) -> [u8; MOST_ROWS] {
        let mut bits = [0; MOST_ROWS];
        let [high, low] = self.ends(height.saturating_mul(4));
        for dot in high..=low {
            set(&mut bits, 0, dot);
        }
        set(&mut bits, 1, high);
        set(&mut bits, 1, low);
        bits
    }

    /// The highest and the lowest score, in `steps` from the top.
    fn ends(&self, steps: u16) -> [i32; 2] {
        [self.spread.high, self.spread.low].map(|score| depth(f64::from(score.score()), steps))
    }

    /// What it means: whether people agree.
    pub(super) fn role(&self) -> Role {
        if self.spread.is_apart() { Role::Due } else { Role::Dim }
    }
}

/// The bars of the steps on the screen about which people do not say the same.
pub(super) fn bars(scene: &Scene<'_>, columns: Columns, area: Rect) -> Vec<Bar> {
    if scene.scores.is_none() {
        return Vec::new();
    }
    let shown = columns.full().map(|(stage, _)| stage).chain(columns.peek.map(|(_, _, stage)| stage));
    let points = shown.flat_map(|stage| stage_curve(scene.map, stage));
    let bar = |point: crate::insight::CurvePoint<'_>| {
        let x = (place(columns, &point).x / 2.0).floor() as i32;
        let cell =
            usize::try_from(x - i32::from(area.left())).ok().filter(|_| x < i32::from(area.right()))?;
        let spread = scene.spread_of(point.card).filter(|spread| spread.low < spread.high)?;
        Some(Bar { cell, spread })
    };
    points.filter_map(bar).collect()
}

/// The bars in ASCII, under the curve.
pub(super) fn plain(canvas: &mut Canvas<'_>, scene: &Scene<'_>, bars: &[Bar], field: Field) {
    for bar in bars {
        let x = i32::from(field.area.left()) + bar.cell as i32;
        let [high, low] = bar.ends(field.height);
        for line in high..=low {
            canvas.set(x, field.y + line, ":", scene.style(bar.role()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(scores: &[i64]) -> Bar {
        let spread = Spread::of(scores.iter().map(|score| Emotion::clamped(*score))).unwrap();
        Bar { cell: 0, spread }
    }

    fn shown(scores: &[i64], height: u16) -> String {
        let bits = bar(scores).bits(height);
        let sign = |bits: &u8| char::from_u32(0x2800 + u32::from(*bits)).unwrap();
        bits.iter().take(height.into()).map(sign).collect()
    }

    #[test]
    fn a_bar_spans_from_the_highest_to_the_lowest() {
        assert_eq!(shown(&[-2, 0, 2], 3), "⡏⡇⣇");
        assert_eq!(shown(&[1, 2], 3), "⣏⠀⠀");
        assert_eq!(shown(&[-2, 0], 5), "⠀⠀⡤⡇⣇");
        assert_eq!(bar(&[-2, 0]).role(), Role::Due);
        assert_eq!(bar(&[-1, 0]).role(), Role::Dim);
    }
}
