//! Text of other formats to and from a map.
