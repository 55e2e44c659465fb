//! Bounded text that people wrote, which never shows itself in a log.
//!
//! A text is made clean when it enters: what can hide in it or make it read as another is dropped
//! (`clean.rs` says what), the ends are trimmed, and neither an empty text nor one over its bound
//! exists. `Debug` prints the length only, so a stray `{:?}` cannot expose anybody.

use std::{borrow::Cow, fmt, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use ts_rs::TS;

use crate::clean::clean;

/// One to `MAX` characters (Unicode scalar values) of plain text, on one line unless it may have
/// `BREAKS`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<const MAX: usize, const BREAKS: bool = true>(Arc<str>);

/// Why a text was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing was left after cleaning.
    #[error("the text is empty")]
    Empty,
    /// More characters than allowed.
    #[error("the text is longer than {max} characters")]
    TooLong {
        /// The bound, in characters.
        max: usize,
    },
}

impl<const MAX: usize, const BREAKS: bool> Text<MAX, BREAKS> {
    /// The longest this text may be, in characters.
    pub const CHARS_MAX: usize = MAX;

    /// Cleans and bounds `raw`.
    ///
    /// # Errors
    /// [`TextError::Empty`] if nothing is left, [`TextError::TooLong`] over `MAX` characters.
    pub fn new(raw: &str) -> Result<Self, TextError> {
        let clean = clean(raw, BREAKS);
        if clean.is_empty() {
            return Err(TextError::Empty);
        }
        if clean.chars().count() > MAX {
            return Err(TextError::TooLong { max: MAX });
        }
        Ok(Self(clean.into()))
    }

    /// The words themselves: for the wire and the log store only.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Length in characters.
    #[must_use]
    pub fn chars(&self) -> usize {
        self.0.chars().count()
    }
}

impl<const MAX: usize, const BREAKS: bool> fmt::Debug for Text<MAX, BREAKS> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} chars)", self.chars())
    }
}

impl<const MAX: usize, const BREAKS: bool> Serialize for Text<MAX, BREAKS> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de, const MAX: usize, const BREAKS: bool> Deserialize<'de> for Text<MAX, BREAKS> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// From where it lies, if it can stay there until it is clean.
        #[derive(Deserialize)]
        struct Raw<'a>(#[serde(borrow)] Cow<'a, str>);
        let Raw(raw) = Raw::deserialize(deserializer)?;
        Self::new(&raw).map_err(de::Error::custom)
    }
}

impl<const MAX: usize, const BREAKS: bool> TS for Text<MAX, BREAKS> {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;
    fn name(_: &ts_rs::Config) -> String {
        "string".into()
    }
    fn inline(cfg: &ts_rs::Config) -> String {
        <Self as TS>::name(cfg)
    }
}

/// A name shown in the room or on a roster.
pub type Name = Text<40, false>;
/// A line of the conversation.
pub type LineText = Text<2_000>;
/// A question put to the group.
pub type Prompt = Text<300>;
/// One word or short phrase of a list to choose from.
pub type Word = Text<60, false>;
/// Ground rules, or the crisis text.
pub type PageText = Text<4_000>;
/// A place or telephone number left for the therapists.
pub type ContactText = Text<200, false>;
/// A slip in a feedback box. Its other bound, 1,500 bytes of UTF-8, is the envelope's.
pub type SlipText = Text<1_500>;
/// What a therapist answers to a box, before the whole group.
pub type ResponseText = Text<1_000>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_clean_and_has_no_blanks_at_its_ends() {
        let text = Text::<20>::new("  a\u{202E}b\u{0007}c\nd\u{2066} ").unwrap();
        assert_eq!(text.reveal(), "abc\nd");
    }

    #[test]
    fn a_name_stands_on_one_line() {
        assert_eq!(
            Name::new("Maren\nDr. Hale").unwrap().reveal(),
            "Maren Dr. Hale"
        );
    }

    #[test]
    fn a_text_that_cleans_to_nothing_is_empty() {
        assert_eq!(Text::<20>::new(" \u{202E}\t "), Err(TextError::Empty));
    }

    #[test]
    fn the_bound_counts_characters_not_bytes() {
        assert!(Text::<3>::new("äöü").is_ok());
        assert_eq!(Text::<3>::new("äöüß"), Err(TextError::TooLong { max: 3 }));
    }

    #[test]
    fn debug_never_shows_the_words() {
        let text = Text::<40>::new("the hardest thing").unwrap();
        assert_eq!(format!("{text:?}"), "Text(17 chars)");
    }
}
