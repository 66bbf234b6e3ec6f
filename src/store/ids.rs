//! New ids from the machine's randomness.

use std::hash::{BuildHasher, Hasher, RandomState};

use crate::map::id::IdSource;

/// Random bits for new ids, so that two branches do not make the same one.
#[derive(Debug, Default, Clone, Copy)]
pub struct RandomIds;

impl IdSource for RandomIds {
    fn bits(&mut self) -> u64 {
        // A machine that has no randomness to give still has differently keyed hash maps.
        getrandom::u64().unwrap_or_else(|_| RandomState::new().build_hasher().finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_differ() {
        let mut ids = RandomIds;
        let drawn: std::collections::BTreeSet<u64> = (0..100).map(|_| ids.bits()).collect();
        assert_eq!(drawn.len(), 100);
    }
}
