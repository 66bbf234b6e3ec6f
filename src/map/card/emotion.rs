//! How the customer feels at a step.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A score from −2 (worst) to +2 (best).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Emotion(i8);

impl Emotion {
    /// Every score, worst first.
    pub const ALL: [Self; 5] = [Self(-2), Self(-1), Self(0), Self(1), Self(2)];

    /// The score, if it is from −2 to +2.
    pub fn new(score: i64) -> Option<Self> {
        i8::try_from(score).ok().filter(|s| (-2..=2).contains(s)).map(Self)
    }

    /// The nearest score that there is.
    pub fn clamped(score: i64) -> Self {
        Self(score.clamp(-2, 2) as i8)
    }

    /// −2 to +2.
    pub fn score(self) -> i8 {
        self.0
    }

    /// `by` better or worse, staying in range.
    #[must_use]
    pub fn shifted(self, by: i8) -> Self {
        Self::clamped(i64::from(self.0) + i64::from(by))
    }

    /// In a word.
    pub fn word(self) -> &'static str {
        match self.0 {
            ..=-2 => "very negative",
            -1 => "negative",
            0 => "neutral",
            1 => "positive",
            2.. => "very positive",
        }
    }
}

/// With its sign: `+2`, `0`, `−1` (a real minus).
impl fmt::Display for Emotion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => f.pad("0"),
            score if score > 0 => f.pad(&format!("+{score}")),
            score => f.pad(&format!("−{}", -score)),
        }
    }
}

impl fmt::Debug for Emotion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Serialize for Emotion {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_i8(self.0)
    }
}

impl<'de> Deserialize<'de> for Emotion {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let score = i64::deserialize(d)?;
        Self::new(score).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "emotion {score} is out of range\nwrite a whole number from -2 (worst) to 2 (best)"
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn range() {
        assert_eq!(Emotion::new(3), None);
        assert_eq!(Emotion::clamped(9).shifted(1).to_string(), "+2");
        assert_eq!(Emotion::clamped(-1).to_string(), "−1");
    }
}
