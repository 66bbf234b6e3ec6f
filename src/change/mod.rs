//! What differs between two states of a map. So far: the seal, which tells whether a stage changed since its review.

pub mod seal;

pub use seal::seal;
