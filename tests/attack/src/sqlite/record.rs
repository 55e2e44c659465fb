//! Records: a header of types, then the values.

/// A number of one to nine bytes, and how many they are.
pub(super) fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut value = 0_u64;
    for (i, &byte) in bytes.iter().enumerate().take(8) {
        value = value << 7 | u64::from(byte & 0x7f);
        if byte < 0x80 {
            return Some((value, i + 1));
        }
    }
    let last = bytes.get(8)?;
    Some((value << 8 | u64::from(*last), 9))
}

/// The values of a record, written one after the other: text and blobs as they are, numbers in
/// digits. What is cut off or makes no sense ends it.
pub(super) fn written_out(payload: &[u8], into: &mut Vec<u8>) -> Option<()> {
    let (header_bytes, mut at) = varint(payload)?;
    let header_bytes = usize::try_from(header_bytes).ok()?;
    let mut value_at = header_bytes;
    while at < header_bytes {
        let (kind, bytes) = varint(payload.get(at..)?)?;
        at += bytes;
        let length = match kind {
            0 | 8 | 9 => 0,
            1..=4 => usize::try_from(kind).ok()?,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return None,
            blob_or_text => usize::try_from((blob_or_text - 12) / 2).ok()?,
        };
        // Of a long value only the part on this page may be there.
        let end = payload.len().min(value_at.checked_add(length)?);
        let value = payload.get(value_at..end)?;
        match kind {
            0 => {}
            1..=6 => into.extend(integer(value).to_string().bytes()),
            8 | 9 => into.push(if kind == 8 { b'0' } else { b'1' }),
            _real_blob_or_text => into.extend(value),
        }
        into.push(b'\n');
        value_at += length;
    }
    Some(())
}

fn integer(bytes: &[u8]) -> i64 {
    let negative = bytes.first().is_some_and(|b| b & 0x80 != 0);
    let start = if negative { -1 } else { 0 };
    bytes.iter().fold(start, |n, b| n << 8 | i64::from(*b))
}
