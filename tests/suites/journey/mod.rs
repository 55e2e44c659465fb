//! From the invitation to the end, over the wire: what a group does in an evening.

mod door;
mod feedback;
mod floor;
mod words;
