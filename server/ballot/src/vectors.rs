//! The vectors that the clients in every language read: those of RFC 9497, and our own, from the
//! seed of a box's key to the receipt of an envelope.
//!
//! `RONDO_UPDATE=1 cargo test -p rondo-ballot` writes our own anew, from fixed seeds. If a byte in
//! them changes, clients already in the field cannot take part any more.

use std::{convert::Infallible, fs, path::PathBuf};

use rand_core::{TryCryptoRng, TryRng};
use rondo_protocol::{
    BlindedElement, BoxId, SeatId,
    checkins::Answer,
    feedback::{Ask, Content},
    limits::SLIP_BYTES_MAX,
    text::SlipText,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha512};
use voprf::{EvaluationElement, Group, Proof, Ristretto255, VoprfClient, VoprfServer};

use crate::{Ballot, BoxSecret, Request, chance::Older};

/// Chance that is written down.
struct Fixed(Vec<u8>);

impl Fixed {
    fn of(bytes: &[&[u8]]) -> Self {
        Self(bytes.concat())
    }
}

impl TryRng for Fixed {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        unreachable!("only bytes are drawn")
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        unreachable!("only bytes are drawn")
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        bytes.copy_from_slice(&self.0.drain(..bytes.len()).collect::<Vec<_>>());
        Ok(())
    }
}

impl TryCryptoRng for Fixed {}

/// Scalars are drawn as 64 bytes, little-endian, modulo the group's order: these give this one.
const ZEROS: &[u8] = &[0; 32];

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(digits: &Value) -> Vec<u8> {
    let digits = digits.as_str().unwrap().as_bytes();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks_exact(2).map(byte).collect()
}

fn path(file: &str) -> PathBuf {
    let wire = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../protocol/wire");
    wire.join(file)
}

fn committed(file: &str) -> Value {
    serde_json::from_slice(&fs::read(path(file)).unwrap()).unwrap()
}

#[test]
fn the_vectors_of_rfc_9497_come_out_on_both_sides() {
    let rfc = committed("rfc9497-voprf.json");
    let server = VoprfServer::new_from_seed(&unhex(&rfc["seed"]), &unhex(&rfc["keyInfo"]));
    let server = server.unwrap();
    assert_eq!(hex(&server.serialize()[..32]), rfc["skSm"]);
    let secret = BoxSecret::of(server);
    assert_eq!(hex(&secret.key().0), rfc["pkSm"]);

    let vectors = rfc["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), 2);
    for vector in vectors {
        let input = unhex(&vector["input"]);
        let mut blind = Fixed::of(&[&unhex(&vector["blind"]), ZEROS]);
        let client = VoprfClient::<Ristretto255>::blind(&input, &mut Older(&mut blind)).unwrap();
        let blinded = BlindedElement(client.message.serialize().into());
        assert_eq!(hex(&blinded.0), vector["blindedElement"]);

        let mut chance = Fixed::of(&[&unhex(&vector["proofRandomScalar"]), ZEROS]);
        let evaluation = secret.evaluate(&blinded, &mut chance).unwrap();
        assert_eq!(hex(&evaluation.evaluated.0), vector["evaluationElement"]);
        assert_eq!(hex(&evaluation.proof.0), vector["proof"]);

        let evaluated = EvaluationElement::deserialize(&evaluation.evaluated.0).unwrap();
        let proof = Proof::deserialize(&evaluation.proof.0).unwrap();
        let key = Ristretto255::deserialize_elem(&secret.key().0).unwrap();
        let output = client.state.finalize(&input, &evaluated, &proof, key);
        assert_eq!(hex(&output.unwrap()), vector["output"]);
        let opened = secret.output_of(&input).unwrap();
        assert_eq!(hex(opened.bytes()), vector["output"]);
    }
}

#[test]
fn the_committed_envelopes_are_the_ones_that_are_made() {
    let fresh = serde_json::to_string_pretty(&own()).unwrap() + "\n";
    if std::env::var_os("RONDO_UPDATE").is_some() {
        fs::write(path("envelope.json"), &fresh).unwrap();
    }
    let held = fs::read_to_string(path("envelope.json")).unwrap();
    assert!(
        held == fresh,
        "envelope.json is stale, see this file's head"
    );
}

/// With nothing but what a server has.
#[test]
fn the_committed_envelopes_are_counted_by_a_box_with_that_key() {
    let held = committed("envelope.json");
    let secret = BoxSecret::of(VoprfServer::new_with_key(&unhex(&held["secret"])).unwrap());
    assert_eq!(hex(&secret.key().0), held["key"]);
    let box_id = held["box_id"].as_str().unwrap().parse().unwrap();
    let mut ballot = Ballot::new(box_id, Ask::Words {}, secret);
    let vectors = held["envelopes"].as_array().unwrap();
    for (vector, seat) in vectors.iter().zip(1..) {
        let blinded = BlindedElement(unhex(&vector["blinded"]).try_into().unwrap());
        let mut chance = Fixed::of(&[&unhex(&vector["proof_random"]), ZEROS]);
        let (_, issued) = ballot.issue(SeatId(seat), blinded, &mut chance).unwrap();
        assert_eq!(hex(&issued.proof.0), vector["proof"]);
    }
    ballot.collect();
    for vector in vectors {
        ballot.post(&unhex(&vector["envelope"]));
    }
    let opened = ballot.seal(5, &mut Fixed((0..80).collect()));
    let sorted = |mut texts: Vec<String>| {
        texts.sort();
        texts
    };
    let said = |field: &str| {
        let texts = vectors
            .iter()
            .map(|v| v[field].as_str().unwrap().to_owned());
        sorted(texts.filter(|text| !text.is_empty()).collect())
    };
    let receipts: Vec<_> = opened.receipts.iter().map(|r| hex(&r.0)).collect();
    assert_eq!(receipts, said("receipt"));
    let slips = opened.slips.iter().map(|(_, slip)| slip.written());
    assert_eq!(sorted(slips.collect()), said("content"));
}

/// Our own vectors.
fn own() -> Value {
    let seed = [0xb0; 32];
    let server = VoprfServer::new_from_seed(&seed, &[]).unwrap();
    let sk = hex(&server.serialize()[..32]);
    let secret = BoxSecret::of(server);
    assert!(secret.key() == BoxSecret::draw(&mut Fixed::of(&[&seed])).key());
    let box_id: BoxId = "0b0c0d0e-1111-4222-8333-944445555666".parse().unwrap();
    let words = |text: &str| Content::Words(SlipText::new(text).unwrap()).written();
    let contents = [
        (
            "words",
            words("It was hard to come today – naïve of me to wait. ☕"),
        ),
        ("nothing written", String::new()),
        (
            "an answer",
            Content::Answer(Answer::Scale { value: 7 }).written(),
        ),
        ("me too", Content::MeToo.written()),
        (
            "as many words as fit",
            words(&"é".repeat(SLIP_BYTES_MAX / 2)),
        ),
    ];
    let envelopes = contents.iter().zip(1..);
    let envelopes =
        envelopes.map(|((what, content), n)| envelope(&secret, box_id, what, content, n));
    json!({
        "about": "One box's key, and envelopes from nonce to receipt; docs/protocol.md, section 10. \
                  Bytes are in hexadecimal, scalars little-endian. `proof_random` is the scalar \
                  drawn for the proof. In real envelopes the padding is random; here its byte at \
                  place j, counted from 0 behind the content, is j modulo 251.",
        "seed": hex(&seed),
        "secret": sk,
        "key": hex(&secret.key().0),
        "words": four_words(box_id, &secret.key().0),
        "box_id": box_id.to_string(),
        "envelopes": envelopes.collect::<Vec<_>>(),
    })
}

fn envelope(secret: &BoxSecret, box_id: BoxId, what: &str, content: &str, n: u8) -> Value {
    let seeded = |label: &str| -> [u8; 32] {
        let digest = Sha512::digest([label.as_bytes(), &[n]].concat());
        digest[..32].try_into().unwrap()
    };
    let scalar = |label: &str| {
        let mut bytes = seeded(label);
        // Below the group's order, which is a little over 2^252.
        bytes[31] &= 0x0f;
        bytes
    };
    let nonce = seeded("nonce");
    let (blind, proof_random) = (scalar("blind"), scalar("proof"));
    let request = Request::draw(&mut Fixed::of(&[&nonce, &blind, ZEROS]));
    let blinded = request.blinded();
    let mut chance = Fixed::of(&[&proof_random, ZEROS]);
    let evaluation = secret.evaluate(&blinded, &mut chance).unwrap();
    let token = request.finish(&blinded, Some(&evaluation), &secret.key());
    let token = token.ok().unwrap();
    let output = hex(secret.output_of(&nonce).unwrap().bytes());
    assert_eq!(hex(token.output().bytes()), output);
    let mut padding = Fixed(
        (0..2_048)
            .map(|j: usize| u8::try_from(j % 251).unwrap())
            .collect(),
    );
    let envelope = token
        .seal(box_id, content.as_bytes(), &mut padding)
        .ok()
        .unwrap();
    json!({
        "what": what,
        "nonce": hex(&nonce),
        "blind": hex(&blind),
        "blinded": hex(&blinded.0),
        "proof_random": hex(&proof_random),
        "evaluated": hex(&evaluation.evaluated.0),
        "proof": hex(&evaluation.proof.0),
        "output": output,
        "content": content,
        "mac": hex(&envelope.bytes()[32..96]),
        "envelope": hex(envelope.bytes()),
        "receipt": hex(&envelope.receipt().0),
    })
}

/// The first 44 bits derived from box and key, as four words of BIP 39's English list.
fn four_words(box_id: BoxId, key: &[u8]) -> Vec<&'static str> {
    let named = [&box_id.0.as_bytes()[..], key].concat();
    let mut derived = [0; 8];
    pbkdf2::pbkdf2_hmac::<Sha512>(&named, b"rondo box words v1", 100_000, &mut derived);
    let bits = u64::from_be_bytes(derived) >> 20;
    let list = bip39::Language::English.word_list();
    let word = |shift: u32| list[usize::try_from(bits >> shift & 0x7ff).unwrap()];
    [33, 22, 11, 0].map(word).to_vec()
}
