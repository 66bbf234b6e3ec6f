//! What everybody sees: one file, written anew.

use std::io;

use super::{Live, Place, millis, paper};
use crate::store::disk::fs::Facts;
use crate::store::disk::small;
use crate::workshop::slip::Glance;

/// The most bytes of a glance.
const MOST_BYTES: u64 = 8 << 20;

impl Place {
    /// Writes what everybody sees.
    ///
    /// # Errors
    /// Those of the disk; what was there stays whole then.
    pub fn show(&self, glance: &Glance) -> io::Result<()> {
        let text = ron::to_string(glance).map_err(io::Error::other)?;
        small::write(&self.folder(), "glance.ron", text.as_bytes(), small::How::Quick)
    }

    /// What everybody sees; `None` where there is nothing that can be read.
    pub fn look(&self) -> Option<Glance> {
        self.read_glance().map(|(glance, _)| glance)
    }

    /// The same, unless the file is as it was when `seen` was noted.
    pub fn look_again(&self, seen: &mut Option<Facts>) -> Option<Glance> {
        let now = small::facts(&self.glance());
        if now.is_none() || now == *seen {
            *seen = now;
            return None;
        }
        let (glance, facts) = self.read_glance()?;
        *seen = Some(facts);
        Some(glance)
    }

    pub(super) fn live(&self) -> Option<Live> {
        let (glance, facts) = self.read_glance()?;
        Some(Live { session: self.session.clone(), glance, written: millis(facts.mtime_ns) })
    }

    fn read_glance(&self) -> Option<(Glance, Facts)> {
        let (bytes, facts) = small::read(&self.glance(), MOST_BYTES).ok()?;
        let glance: Glance = paper::parse(&bytes).ok()?;
        (glance.session == self.session).then_some((glance, facts))
    }
}
