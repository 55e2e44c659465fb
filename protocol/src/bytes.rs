//! Public bytes of the anonymity protocol, each kind its own type, in hexadecimal on the wire.
//!
//! They are group elements, proofs and digests: whoever reads them learns nothing about a person.
//! Their form follows RFC 9497 with ristretto255 and SHA-512. None of them is a secret; keys,
//! blinds and tokens have no type here because they never cross the wire.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use ts_rs::TS;

macro_rules! public_bytes {
    ($($(#[$doc:meta])* $name:ident($length:literal))*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, TS)]
        #[ts(type = "string")]
        pub struct $name(pub [u8; $length]);

        impl $name {
            /// Length in bytes; twice as many digits on the wire.
            pub const BYTES: usize = $length;
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({} bytes)", stringify!($name), $length)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&in_hexadecimal(&self.0))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let digits = String::deserialize(deserializer)?;
                from_hexadecimal(&digits).map(Self).ok_or_else(|| {
                    de::Error::custom(concat!("not ", $length, " bytes in lower-case hexadecimal"))
                })
            }
        }
    )*};
}

public_bytes! {
    /// The public key of one box.
    BoxKey(32)
    /// A nonce, hashed into the group and blinded by the client that drew it.
    BlindedElement(32)
    /// The same, evaluated with the box's key.
    EvaluatedElement(32)
    /// Proof that the key of an evaluation is the box's: challenge, then response.
    Proof(64)
    /// SHA-256 of an envelope as it was posted.
    Receipt(32)
}

fn in_hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// One form only, so that what is equal looks equal: two lower-case digits a byte.
fn from_hexadecimal<const N: usize>(digits: &str) -> Option<[u8; N]> {
    let digit = |d: u8| match d {
        b'0'..=b'9' => Some(d - b'0'),
        b'a'..=b'f' => Some(d - b'a' + 10),
        _ => None,
    };
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_as_they_were_written() {
        let key = BoxKey(std::array::from_fn(|i| u8::try_from(i * 8).unwrap()));
        let written = serde_json::to_string(&key).unwrap();
        assert!(written.starts_with("\"0008101820"));
        assert_eq!(serde_json::from_str::<BoxKey>(&written).unwrap(), key);
    }

    #[test]
    fn bytes_have_one_form() {
        let read = |digits: &str| serde_json::from_value::<BoxKey>(digits.into()).is_ok();
        assert!(read(&"0f".repeat(32)));
        for digits in [
            "0F".repeat(32),
            "0f".repeat(31),
            "0f".repeat(33),
            "é".repeat(32),
        ] {
            assert!(!read(&digits), "{digits}");
        }
    }
}
