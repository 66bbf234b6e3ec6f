//! What lies under a layer: kept, so that a key in the layer draws no more than the layer again.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

/// A part of a picture that something is drawn over.
#[derive(Debug, Clone)]
pub(super) struct Cover {
    area: Rect,
    /// The cells under it, line by line.
    under: Vec<Cell>,
}

impl Cover {
    /// Keeps what is at `place`, before it is covered. A cover mends the wide letter that its left edge cuts in two: the
    /// column before belongs to it.
    pub(super) fn over(buf: &Buffer, place: Rect) -> Self {
        let x = place.x.saturating_sub(1);
        let area = Rect { x, width: place.right() - x, ..place }.intersection(buf.area);
        let under = area.positions().filter_map(|at| buf.cell(at)).cloned().collect();
        Self { area, under }
    }

    /// Puts back what was there.
    pub(super) fn lift(self, buf: &mut Buffer) {
        for (at, cell) in self.area.positions().zip(self.under) {
            if let Some(place) = buf.cell_mut(at) {
                *place = cell;
            }
        }
    }

    /// The part of the screen.
    pub(super) fn area(&self) -> Rect {
        self.area
    }
}
