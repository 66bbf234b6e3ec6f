//! Numbers, each with its formula and its inputs. A missing input is named, never guessed.

pub mod cost;
pub mod curve;
pub mod money;
pub mod prevention;
pub mod stake;

pub use cost::{Cost, Input, Missing, contact_cost};
pub use curve::{Curve, CurvePoint, curve};
pub use money::Money;
pub use prevention::{Prevention, combined, pain_prevented, prevention};
pub use stake::{Stake, map_stake, stage_stake};
