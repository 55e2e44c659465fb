mod anonymous;
mod connections;
mod corridor;
mod doors;
mod entry;
mod ready;
mod stage;
