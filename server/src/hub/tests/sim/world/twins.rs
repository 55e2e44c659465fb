//! Other devices of people in a run. They knock, which takes the seat from the page, and only read.

use rondo_client::Screen;
use rondo_protocol::ServerFrame;

use super::{
    super::{
        cast::{admit, place},
        checks::Rule,
        link::Link,
        operations::Who,
    },
    World,
};

/// Somebody's other device.
pub(super) struct Twin {
    who: Who,
    link: Link,
    /// What it shows, once it is welcomed.
    screen: Option<Screen>,
}

impl World {
    pub(super) fn twin(&mut self, who: Who) {
        let Some(process) = self.processes.iter().rev().find(|p| p.ready) else {
            return;
        };
        self.links += 1;
        let (id, lag_ms) = ((self.links, process.id), self.people[place(who)].lag_ms);
        let tell = self.tell.clone();
        let link = Link::open(id, &process.hub, admit(who), None, lag_ms, tell);
        self.twins.push(Twin {
            who,
            link,
            screen: None,
        });
    }

    /// Another device of somebody is told something.
    pub(super) fn twin_hears(&mut self, link: u64, text: &str) {
        let elapsed = self.elapsed_ms();
        let Some(twin) = self.twins.iter_mut().find(|twin| twin.link.id == link) else {
            return;
        };
        let who = twin.who;
        self.witness
            .note(elapsed, || format!("{who:?}, elsewhere < {text}"));
        let frame: ServerFrame = serde_json::from_str(text).unwrap();
        self.witness.hears(who, twin.screen.as_ref(), &frame, text);
        let heard = match &mut twin.screen {
            Some(screen) => screen.hear(frame).map(|_| ()),
            None => Screen::welcomed(frame, None).map(|screen| twin.screen = screen),
        };
        if let Err(closed) = heard {
            let about = format!("{who:?}, elsewhere: {closed}");
            self.witness.objects(Rule::OneOrder, about);
        }
        self.witness
            .meets(format!("elsewhere: {}", twin.screen.is_some()));
        self.witness.sees(who, twin.screen.as_ref());
    }

    pub(super) fn twin_is_closed(&mut self, link: u64) {
        self.twins.retain(|twin| twin.link.id != link);
    }

    /// The process at the other end of these is no more.
    pub(super) fn tear_twins(&mut self, process: u64) {
        let of = |twin: &mut Twin| twin.link.process == process;
        for twin in self.twins.extract_if(.., of) {
            twin.link.tear();
        }
    }
}
