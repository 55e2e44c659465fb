//! What may stand in a text: all that people write with, and nothing that hides or pretends.
//!
//! A name must not read as another one, a line must not carry what nobody sees, and nobody's
//! writing may be broken by it. So of the characters without a picture of their own (Unicode 17,
//! property `Default_Ignorable_Code_Point` in `DerivedCoreProperties.txt`) only those are kept that
//! spelling and emoji need, and only where they do something:
//!
//! - the zero width joiner and non-joiner (Persian, the scripts of India, emoji of several parts):
//!   one, after a sign;
//! - variation selectors, the ideographic ones of Japanese names and the Mongolian ones included:
//!   one, after a sign.
//!
//! Dropped with the others are all bidirectional formatting characters (UAX #9, section 2; screens
//! isolate each text instead), soft hyphens, blank Hangul letters, tags and byte order marks. Flags
//! of England, Scotland and Wales are spelled with tags and become a black flag: tags can carry
//! whole hidden sentences. Dropped too are controls, interlinear annotation and noncharacters (The
//! Unicode Standard, sections 23.1, 23.7 and 23.8). Every end of a line (section 5.8) becomes a line
//! feed, and a tab a space, so that words do not run together.
//!
//! It must be idempotent: texts are cleaned again when they are read from the log.

use std::borrow::Cow;

/// What a character does in a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Sign,
    Blank,
    LineEnd,
    Joiner,
    Selector,
    Hidden,
}

fn part(c: char) -> Part {
    match c {
        '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Part::LineEnd,
        '\t' | '\u{2800}' => Part::Blank,
        '\u{200C}' | '\u{200D}' => Part::Joiner,
        '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => {
            Part::Selector
        }
        _ if c.is_control() || is_ignorable(c) || is_noncharacter(c) => Part::Hidden,
        '\u{FFF9}'..='\u{FFFB}' => Part::Hidden,
        _ if c.is_whitespace() => Part::Blank,
        _ => Part::Sign,
    }
}

/// The property `Default_Ignorable_Code_Point`, whole.
fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFF8}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

/// The text without what hides or pretends, and without blanks at its ends. Empty if nobody would
/// see anything. Where it may not have `breaks`, each becomes a space.
pub(crate) fn clean(raw: &str, breaks: bool) -> Cow<'_, str> {
    // Most of what is written in a line; none of it hides, and a blank is a space. All bytes are looked
    // at, since many at once are sooner done than one after the other up to one that is something else.
    let is_plain = |plain, byte| plain & matches!(byte, b' '..=b'~');
    if raw.bytes().fold(true, is_plain) {
        return raw.trim_matches(' ').into();
    }
    let mut clean = String::with_capacity(raw.len());
    let mut before = Part::Blank;
    let mut seen = false;
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        let part = part(c);
        let kept = match part {
            Part::Hidden => None,
            Part::Sign => Some(c),
            Part::Blank => Some(if c == '\t' { ' ' } else { c }),
            Part::LineEnd if c == '\r' && chars.peek() == Some(&'\n') => None,
            Part::LineEnd => Some(if breaks { '\n' } else { ' ' }),
            Part::Joiner => matches!(before, Part::Sign | Part::Selector).then_some(c),
            Part::Selector => (before == Part::Sign).then_some(c),
        };
        if let Some(c) = kept {
            seen |= part == Part::Sign;
            before = part;
            clean.push(c);
        }
    }
    if seen {
        clean.trim().to_owned().into()
    } else {
        "".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(raw: &str) -> Cow<'_, str> {
        clean(raw, true)
    }

    #[test]
    fn names_and_words_of_all_scripts_stay_as_they_are() {
        for name in [
            "Zoë-Marie O’Neill",
            "Nguyễn Thị Ánh",
            "محمد\u{200C}رضا", // Persian, with a zero width non-joiner
            "می\u{200C}خواهم", // the same inside a word
            "ක්\u{200D}රිෂ්ණ",    // Sinhala, with a zero width joiner
            "ন্\u{200D}",       // Bengali, the joiner at the end of a word
            "辻\u{E0100}本",   // Japanese, with an ideographic variation selector
            "ᠨᠠᠭᠠᠴ\u{180E}ᠠ",  // Mongolian, with a vowel separator
            "יִצְחָק",
            "Ⓐlex 🏳\u{FE0F}\u{200D}🌈 👩🏽\u{200D}🌾 ❤\u{FE0F}\u{200D}🔥 1\u{FE0F}⃣ 👁\u{FE0F}\u{200D}🗨\u{FE0F}",
            "Jean\u{A0}: «\u{202F}oui\u{202F}»",
        ] {
            assert_eq!(line(name), name);
        }
    }

    #[test]
    fn what_turns_a_line_around_is_dropped() {
        let marks = ['\u{61C}', '\u{200E}', '\u{200F}']
            .into_iter()
            .chain('\u{202A}'..='\u{202E}')
            .chain('\u{2066}'..='\u{2069}');
        for mark in marks {
            assert_eq!(
                line(&format!("Ma{mark}ren")),
                "Maren",
                "{:x}",
                u32::from(mark)
            );
        }
    }

    #[test]
    fn what_nobody_sees_is_dropped() {
        for hidden in [
            '\0',
            '\u{7}',
            '\u{1B}',
            '\u{7F}',
            '\u{9B}',
            '\u{AD}',
            '\u{34F}',
            '\u{1160}',
            '\u{17B4}',
            '\u{200B}',
            '\u{2060}',
            '\u{2063}',
            '\u{2065}',
            '\u{206A}',
            '\u{3164}',
            '\u{FEFF}',
            '\u{FFA0}',
            '\u{FFF0}',
            '\u{FFF9}',
            '\u{FFFA}',
            '\u{FFFB}',
            '\u{FFFE}',
            '\u{FFFF}',
            '\u{FDD0}',
            '\u{1BCA0}',
            '\u{1D173}',
            '\u{E0001}',
            '\u{E0041}',
            '\u{E007F}',
            '\u{E0FFF}',
            '\u{10FFFF}',
        ] {
            assert_eq!(
                line(&format!("Ma{hidden}ren")),
                "Maren",
                "{:x}",
                u32::from(hidden)
            );
        }
    }

    #[test]
    fn joiners_and_selectors_stand_once_and_only_after_a_sign() {
        assert_eq!(line("Ma\u{200D}\u{200C}\u{200D}ren"), "Ma\u{200D}ren");
        assert_eq!(line("A\u{FE0F}\u{FE01}\u{E0100}\u{E0120}B"), "A\u{FE0F}B");
        assert_eq!(line("\u{200D}\u{FE0F}Maren \u{200C}Theo"), "Maren Theo");
    }

    #[test]
    fn a_text_of_which_nobody_sees_anything_is_empty() {
        for raw in [
            "",
            " \t\n",
            "\u{200D}",
            "\u{FE0F}\u{200D}",
            "\u{3164}",
            "\u{2800} \u{2800}",
            "\u{E0041}",
        ] {
            assert_eq!(line(raw), "");
        }
    }

    #[test]
    fn every_end_of_a_line_is_a_line_feed_or_a_space_in_a_name() {
        let raw = "a\r\nb\rc\u{2028}d\u{2029}e\u{85}f\u{B}g\u{C}h\ti";
        assert_eq!(clean(raw, true), "a\nb\nc\nd\ne\nf\ng\nh i");
        assert_eq!(clean(raw, false), "a b c d e f g h i");
    }

    /// The browser cleans what goes into an envelope before anybody else sees it.
    #[test]
    fn the_cases_shared_with_the_browser_come_out_as_written() {
        #[derive(serde::Deserialize)]
        struct Case {
            what: String,
            raw: String,
            clean: String,
        }
        let cases: Vec<Case> = serde_json::from_str(include_str!("../wire/clean.json")).unwrap();
        for case in cases {
            assert_eq!(line(&case.raw), case.clean, "{}", case.what);
            assert_eq!(line(&case.clean), case.clean, "{}, again", case.what);
        }
    }
}
