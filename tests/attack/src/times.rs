//! Times as they stand in logs and records.

/// Digits of a time in milliseconds since 1970, from 2001 to 2286.
const DIGITS: usize = 13;

/// The first time in some bytes, in microseconds since 1970: as programs log it at the start of a
/// line (RFC 3339, in UTC), or milliseconds in 13 digits.
#[must_use]
pub fn first_time(bytes: &[u8]) -> Option<u64> {
    at_the_start(bytes).or_else(|| in_digits(bytes))
}

fn in_digits(bytes: &[u8]) -> Option<u64> {
    let mut run = 0;
    for (i, byte) in bytes.iter().chain(b" ").enumerate() {
        if byte.is_ascii_digit() {
            run += 1;
            continue;
        }
        if run == DIGITS && bytes[i - run] == b'1' {
            return Some(number(&bytes[i - run..i])? * 1_000);
        }
        run = 0;
    }
    None
}

/// Bytes that may stand before the time in a line, such as a colour.
const BEFORE_MAX: usize = 16;

fn at_the_start(line: &[u8]) -> Option<u64> {
    let starts = 0..line.len().min(BEFORE_MAX);
    starts.into_iter().find_map(|start| moment(&line[start..]))
}

/// Reads `2026-07-30T17:33:54.123456Z`.
fn moment(line: &[u8]) -> Option<u64> {
    for (at, sign) in [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')] {
        if *line.get(at)? != sign {
            return None;
        }
    }
    let part = |from: usize, to: usize| number(line.get(from..to)?);
    let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
    let (hour, minute, second) = (part(11, 13)?, part(14, 16)?, part(17, 19)?);
    let micros = if line.get(19) == Some(&b'.') {
        let fraction = line[20..].iter().take_while(|b| b.is_ascii_digit()).take(6);
        fraction.fold((0, 100_000), |(sum, place), digit| {
            (sum + u64::from(digit - b'0') * place, place / 10)
        })
    } else {
        (0, 0)
    };
    let seconds = ((days(year, month, day)? * 24 + hour) * 60 + minute) * 60 + second;
    Some(seconds * 1_000_000 + micros.0)
}

/// Days since 1970 of a date in the Gregorian calendar: Howard Hinnant, "chrono-Compatible Low-Level
/// Date Algorithms", `days_from_civil`.
fn days(year: u64, month: u64, day: u64) -> Option<u64> {
    let year = if month <= 2 {
        year.checked_sub(1)?
    } else {
        year
    };
    let (era, of_era) = (year / 400, year % 400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day.checked_sub(1)?;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    days.checked_sub(719_468)
}

fn number(digits: &[u8]) -> Option<u64> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_from_log_lines_and_from_records() {
        let noon = 1_784_894_400_000_000;
        let read = |text: &str| first_time(text.as_bytes());
        assert_eq!(read("2026-07-24T12:00:00Z INFO a"), Some(noon));
        let colours = "\u{1b}[2m2026-07-24T12:00:00.25Z\u{1b}[0m";
        assert_eq!(read(colours), Some(noon + 250_000));
        let record = "7\n{\"n\":12345678901234,\"at\":1784894400000}";
        assert_eq!(read(record), Some(noon));
        assert_eq!(read("12 lines, none with a time"), None);
    }
}
