//! The editor in the terminal.
