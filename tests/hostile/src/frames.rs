//! Frames as clients may send them.

use rondo_protocol::{
    ClientFrame,
    frames::FrameError,
    limits::{FRAME_BYTES_MAX, NUMBER_MAX},
};

/// Whatever a text is read as is written and read again as the same; what is no frame is refused,
/// by a number that JavaScript can hold or as a whole.
pub fn trial(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    match ClientFrame::parse(text) {
        Ok(frame) => {
            assert!(text.len() <= FRAME_BYTES_MAX, "too long");
            if let ClientFrame::Command { n, .. } = &frame {
                assert!(*n <= NUMBER_MAX);
            }
            let written = serde_json::to_string(&frame).unwrap();
            let again: ClientFrame = serde_json::from_str(&written).unwrap();
            assert_eq!(again, frame);
            assert_eq!(serde_json::to_string(&again).unwrap(), written);
        }
        Err(FrameError::Command { n }) => assert!(n <= NUMBER_MAX),
        Err(FrameError::Unreadable) => {}
    }
}
