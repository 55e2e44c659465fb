//! One frame of every kind there is, made in Rust, so that the wire has a canonical form.
//!
//! A sample stands beside its variant in `samples!`, whose match has no wildcard: a new variant
//! does not compile until it has a sample, and a new field not until it has a value. Where a
//! variant carries another enum, [`each`] makes one sample per variant of that one.

mod commands;
mod floor;
mod frames;
mod people;
mod updates;
mod words;

use rondo_protocol::{At, BoxId, ClientFrame, LogId, SeatId, ServerFrame, SessionId, SlipId, Text};

/// Something of which there are samples.
pub trait Samples: Sized {
    /// At least one value of every variant, in the order of the definition.
    fn samples() -> Vec<Self>;
}

/// Lists the samples of an enum by variant: `Enum { Variant => vec![..], .. }`, or `Enum { A, B }`
/// where the variants are bare.
macro_rules! samples {
    ($enum:ident { $($variant:ident => $samples:expr),+ $(,)? }) => {
        impl $crate::samples::Samples for $enum {
            fn samples() -> Vec<Self> {
                // Only here to fail to compile when the enum has a variant without samples.
                fn variant(value: &$enum) -> &'static str {
                    match value {
                        $($enum::$variant { .. } => stringify!($variant),)+
                    }
                }
                let mut all = Vec::new();
                $(
                    let samples: Vec<$enum> = $samples;
                    assert!(!samples.is_empty(), "no sample of {}", stringify!($variant));
                    assert!(samples.iter().all(|s| variant(s) == stringify!($variant)));
                    all.extend(samples);
                )+
                all
            }
        }
    };
    ($enum:ident { $($variant:ident),+ $(,)? }) => {
        samples! { $enum { $($variant => vec![$enum::$variant]),+ } }
    };
}
use samples;

/// One value for every sample of `T`.
pub fn each<T: Samples, U>(make: impl FnMut(T) -> U) -> Vec<U> {
    T::samples().into_iter().map(make).collect()
}

/// Nothing, then every sample of `T`.
fn maybe<T: Samples, U>(mut make: impl FnMut(Option<T>) -> U) -> Vec<U> {
    let mut all = vec![make(None)];
    all.extend(T::samples().into_iter().map(|value| make(Some(value))));
    all
}

/// `protocol/wire/client.jsonl`.
pub fn client_lines() -> Vec<String> {
    each(|frame: ClientFrame| serde_json::to_string(&frame).unwrap())
}

/// `protocol/wire/server.jsonl`.
pub fn server_lines() -> Vec<String> {
    each(|frame: ServerFrame| serde_json::to_string(&frame).unwrap())
}

/// A Tuesday evening: 2030-01-08 18:24 UTC.
const NOW: At = At(1_894_127_040_000);

/// The cast, by seat.
const HALE: SeatId = SeatId(1);
const MAREN: SeatId = SeatId(2);
const THEO: SeatId = SeatId(3);
const AYO: SeatId = SeatId(4);

fn text<const MAX: usize, const BREAKS: bool>(words: &str) -> Text<MAX, BREAKS> {
    Text::new(words).unwrap()
}

fn log() -> LogId {
    LogId(session().0)
}

fn session() -> SessionId {
    SessionId::from_random(0x5f0c_7d1e_1111_4222_8333_9444_4555_5666)
}

fn a_box() -> BoxId {
    BoxId::from_random(0x0b0c_0d0e_1111_4222_8333_9444_4555_5666)
}

fn slip(n: u128) -> SlipId {
    SlipId::from_random(0x51b0_0000_1111_4222_8333_0000_0000_0000 + n)
}

/// Bytes that tell one kind of field from another at a glance.
fn bytes<const N: usize>(kind: u8) -> [u8; N] {
    std::array::from_fn(|i| kind << 4 | u8::try_from(i % 16).unwrap())
}

/// Each sample once, in the order in which it first came.
fn unique<T: PartialEq>(all: Vec<T>) -> Vec<T> {
    let mut once = Vec::new();
    for sample in all {
        if !once.contains(&sample) {
            once.push(sample);
        }
    }
    once
}
