//! What a row says about the stages that it touches: an id, a tag, a pattern.

use std::fmt;

use super::wild::Wild;
use crate::map::{Label, Map, Stage};

/// Stages that a row touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    /// Those whose map's id and own id fit.
    Place {
        /// The map's.
        map: Wild,
        /// The stage's.
        stage: Wild,
    },
    /// Those with this tag, or whose map has it; whatever the case.
    Tag(Label),
}

impl Selector {
    /// `wait`, `pay-*`, `order-*/wait`, `*/wait` or `#delivery`; `None`: none of them.
    pub fn new(text: &str) -> Option<Self> {
        if let Some(tag) = text.strip_prefix('#') {
            return Self::tag(tag);
        }
        match text.split_once('/') {
            Some((map, stage)) => Some(Self::Place { map: Wild::new(map)?, stage: Wild::new(stage)? }),
            None => Some(Self::Place { map: Wild::any(), stage: Wild::new(text)? }),
        }
    }

    /// The stages with a tag, written with or without its sign.
    pub fn tag(text: &str) -> Option<Self> {
        let tag = Label::new(text.strip_prefix('#').unwrap_or(text));
        (!tag.is_empty()).then_some(Self::Tag(tag))
    }

    /// Whether it means a stage of a map.
    pub fn means(&self, map: &Map, stage: &Stage) -> bool {
        match self {
            Self::Place { map: wanted, stage: own } => {
                own.fits(stage.id.as_str()) && wanted.fits(map.id.as_str())
            }
            Self::Tag(tag) => map.tags.iter().chain(&stage.tags).any(|has| is_same(has, tag)),
        }
    }
}

fn is_same(a: &Label, b: &Label) -> bool {
    let bare = |label: &Label| label.as_str().trim_start_matches('#').to_lowercase();
    a == b || bare(a) == bare(b)
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Place { map, stage } if *map == Wild::any() => write!(f, "{stage}"),
            Self::Place { map, stage } => write!(f, "{map}/{stage}"),
            Self::Tag(tag) => write!(f, "#{tag}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_comes_back() {
        for text in ["wait", "pay-*", "order-*/wait", "#delivery"] {
            assert_eq!(Selector::new(text).unwrap().to_string(), text);
        }
        assert_eq!(Selector::new("*/wait").unwrap().to_string(), "wait");
        assert_eq!(Selector::tag("#big things").unwrap().to_string(), "#big things");
        for text in ["", "#", "a/b/c", "/wait", "order/", "the stage"] {
            assert_eq!(Selector::new(text), None, "{text}");
        }
    }
}
