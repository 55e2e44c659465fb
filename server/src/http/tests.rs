mod anonymous;
mod connections;
mod corridor;
mod doors;
mod stage;
