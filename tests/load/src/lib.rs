//! What runs of Rondo have in common, whatever they are for: the machine they ran on, a bar while one
//! waits, and plots of what came of them. The load generator itself is the program beside it.

pub mod machine;
pub mod plot;
pub mod progress;
