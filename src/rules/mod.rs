//! What the rules say: the state of each stage, and findings.
