//! Everybody who is connected, on one thread: sends what is due, reads what comes.
//!
//! It has to cost far less than what it measures: one read for whatever a socket holds, no copy of
//! it, no task for each connection. Latency is counted from the moment at which a line was *meant* to
//! be sent, so that a generator or a server that falls behind cannot hide it.

mod hearing;
mod link;
pub mod plan;
mod tally;

use std::{
    io,
    os::fd::AsRawFd,
    time::{Duration, Instant},
};

use anyhow::Result;
use mio::{Events, Interest, Poll, Token, unix::SourceFd};
use rustix::{
    fd::OwnedFd,
    time::{
        Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create,
        timerfd_settime,
    },
};

use self::plan::Shape;
pub use self::{link::Link, link::Rondo, tally::Tally};
use crate::{
    dialogue::{Dialogue, Place},
    stop,
    wire::marker::Marker,
};

const TIMER: Token = Token(usize::MAX);
/// Events taken from the system at once.
const EVENTS: usize = 1_024;
/// Bytes read from a socket at once.
const READ_BYTES: usize = 256 * 1024;
/// Nothing is waited for longer than this without looking whether to stop.
const LOOK_UP_NS: u64 = 100_000_000;

/// A room as the generator knows it.
struct Room {
    /// Its connections, by member.
    links: Vec<usize>,
    /// Lines said in it.
    lines: u32,
}

/// All connections and their rooms.
pub struct Crowd {
    pub links: Vec<Link>,
    pub tally: Tally,
    /// Connections whose commands were answered since this was last emptied.
    pub answered: Vec<usize>,
    rooms: Vec<Room>,
    poll: Poll,
    events: Events,
    timer: OwnedFd,
    buffer: Vec<u8>,
    began: Instant,
    /// Bytes of each line.
    line_bytes: usize,
}

impl Crowd {
    /// Takes connections over. Members of a room come in the order of their places.
    pub fn of(joined: Vec<(Place, Dialogue)>, line_bytes: usize) -> Result<Self> {
        let poll = Poll::new()?;
        let timer = timerfd_create(
            TimerfdClockId::Monotonic,
            TimerfdFlags::NONBLOCK | TimerfdFlags::CLOEXEC,
        )?;
        let mut source = SourceFd(&timer.as_raw_fd());
        poll.registry()
            .register(&mut source, TIMER, Interest::READABLE)?;
        let mut crowd = Self {
            links: Vec::with_capacity(joined.len()),
            tally: Tally::default(),
            answered: Vec::new(),
            rooms: Vec::new(),
            poll,
            events: Events::with_capacity(EVENTS),
            timer,
            buffer: vec![0; READ_BYTES],
            began: Instant::now(),
            line_bytes,
        };
        for (place, dialogue) in joined {
            crowd.add(place, dialogue)?;
        }
        Ok(crowd)
    }

    /// Takes one more connection over.
    pub fn add(&mut self, place: Place, dialogue: Dialogue) -> Result<()> {
        let mut link = Link::of(place, dialogue)?;
        let at = self.links.len();
        let both = Interest::READABLE | Interest::WRITABLE;
        self.poll
            .registry()
            .register(&mut link.stream, Token(at), both)?;
        self.links.push(link);
        while self.rooms.len() <= place.room {
            self.rooms.push(Room {
                links: Vec::new(),
                lines: 0,
            });
        }
        let links = &mut self.rooms[place.room].links;
        assert_eq!(links.len(), place.member, "members come in order");
        links.push(at);
        Ok(())
    }

    /// Nanoseconds since the crowd began.
    pub fn now_ns(&self) -> u64 {
        since(self.began)
    }

    /// The connection at a place.
    pub fn at(&self, place: Place) -> usize {
        self.rooms[place.room].links[place.member]
    }

    /// Words a line that was meant to be sent at this time. It goes out with [`Crowd::send`].
    pub fn word_line(&mut self, place: Place, at_ns: u64) {
        let room = &mut self.rooms[place.room];
        let marker = Marker {
            room: u32::try_from(place.room).unwrap_or(u32::MAX),
            sender: u32::try_from(place.member).unwrap_or(u32::MAX),
            n: room.lines,
            at_ns,
        };
        room.lines += 1;
        let mut line = String::with_capacity(self.line_bytes);
        marker.write(&mut line);
        while line.len() < self.line_bytes {
            line.push_str(" I have thought about it for days and still cannot say what it was.");
        }
        line.truncate(self.line_bytes);
        self.links[room.links[place.member]].word_line(&line);
    }

    /// Sends what was worded at a place.
    pub fn send(&mut self, place: Place) {
        let at = self.at(place);
        self.links[at].write(&mut self.tally);
    }

    /// Says a line at once.
    pub fn say(&mut self, place: Place, at_ns: u64) {
        self.word_line(place, at_ns);
        self.send(place);
    }

    /// Everybody says so many lines at once, all meant to be sent now.
    pub fn all_say(&mut self, shape: Shape, lines: usize) {
        let now = self.now_ns();
        for place in shape.places() {
            (0..lines).for_each(|_| self.word_line(place, now));
        }
        shape.places().for_each(|place| self.send(place));
    }

    /// Says a command of Rondo's at once.
    pub fn ask(&mut self, at: usize, command: &str) {
        self.links[at].word_command(command);
        self.links[at].write(&mut self.tally);
    }

    /// A connection reads no more, and is excused from hearing.
    pub fn stop_reading(&mut self, place: Place) -> Result<()> {
        let at = self.at(place);
        self.links[at].reads = false;
        self.poll
            .registry()
            .deregister(&mut self.links[at].stream)?;
        Ok(())
    }

    /// Waits for something to happen, until this time at most, and takes it in.
    pub fn turn(&mut self, until_ns: u64) -> Result<()> {
        stop::asked()?;
        let wait = until_ns.saturating_sub(self.now_ns()).min(LOOK_UP_NS);
        if wait > 0 {
            self.wake_in(wait)?;
        }
        let longest = (wait == 0).then_some(Duration::ZERO);
        match self.poll.poll(&mut self.events, longest) {
            Err(error) if error.kind() != io::ErrorKind::Interrupted => return Err(error.into()),
            Err(_) | Ok(()) => {}
        }
        let began = self.began;
        for event in &self.events {
            if event.token() == TIMER {
                continue;
            }
            let link = &mut self.links[event.token().0];
            let before = link.done + link.refused;
            if event.is_readable() {
                link.read(&mut self.buffer, || since(began), &mut self.tally);
            }
            if event.is_writable() {
                link.write(&mut self.tally);
            }
            if link.done + link.refused > before {
                self.answered.push(event.token().0);
            }
        }
        Ok(())
    }

    /// Takes in what comes until this time.
    pub fn listen(&mut self, until_ns: u64) -> Result<()> {
        while self.now_ns() < until_ns {
            self.turn(until_ns)?;
        }
        Ok(())
    }

    fn wake_in(&self, ns: u64) -> Result<()> {
        let value = Timespec {
            tv_sec: i64::try_from(ns / 1_000_000_000)?,
            tv_nsec: i64::try_from(ns % 1_000_000_000)?,
        };
        let never_again = Timespec {
            tv_sec: 0,
            tv_nsec: 0,
        };
        let spec = Itimerspec {
            it_interval: never_again,
            it_value: value,
        };
        timerfd_settime(&self.timer, TimerfdTimerFlags::empty(), &spec)?;
        Ok(())
    }
}

fn since(began: Instant) -> u64 {
    u64::try_from(began.elapsed().as_nanos()).unwrap_or(u64::MAX)
}
