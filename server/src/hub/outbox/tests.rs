//! An outbox with and without a socket at its end.

use std::{future::ready, io::Read};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream, tcp::OwnedReadHalf},
};

use super::*;

const SYSTEM_BYTES: u32 = 16 * 1024;

/// An outbox whose frames go to the other end of a connection over the loopback.
async fn connected() -> (Outbox, Inbox, TcpStream, OwnedReadHalf) {
    // The system takes little at once, on every machine the same.
    let (listening, calling) = (TcpSocket::new_v4().unwrap(), TcpSocket::new_v4().unwrap());
    listening.set_send_buffer_size(SYSTEM_BYTES).unwrap();
    calling.set_recv_buffer_size(SYSTEM_BYTES).unwrap();
    listening.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = listening.listen(1).unwrap();
    let far = calling.connect(listener.local_addr().unwrap());
    let far = far.await.unwrap();
    let (near, _) = listener.accept().await.unwrap();
    near.writable().await.unwrap();
    let (read, write) = near.into_split();
    let (outbox, inbox) = outbox(Some(write));
    (outbox, inbox, far, read)
}

async fn is_ending(inbox: &Inbox) -> Option<Option<CloseCode>> {
    tokio::select! {
        biased;
        code = inbox.ending() => Some(code),
        () = ready(()) => None,
    }
}

#[tokio::test]
async fn a_reader_that_falls_behind_is_cut_off_and_the_writer_never_waits() {
    let (outbox, inbox) = outbox(None);
    for _ in 0..OUTBOX_FRAMES {
        outbox.send(&["x"]);
    }
    assert_eq!(is_ending(&inbox).await, None);
    outbox.send(&["x"]);
    assert_eq!(inbox.ending().await, Some(CloseCode::FellBehind));
}

#[tokio::test]
async fn what_was_written_no_longer_counts() {
    let (outbox, inbox) = outbox(None);
    for _ in 0..10 * OUTBOX_FRAMES {
        outbox.send(&["x"]);
        assert_eq!(inbox.next().await, "x");
    }
    assert_eq!(is_ending(&inbox).await, None, "kept up, and was cut off");
}

#[tokio::test]
async fn a_room_closes_after_what_it_said_before() {
    let (outbox, inbox) = outbox(None);
    outbox.send(&["x"]);
    outbox.close(CloseCode::Over);
    drop(outbox);
    assert_eq!(is_ending(&inbox).await, None);
    assert_eq!(inbox.next().await, "x");
    assert_eq!(inbox.ending().await, Some(CloseCode::Over));
}

#[tokio::test]
async fn a_room_that_is_gone_without_a_word_is_to_be_come_back_to() {
    let (outbox, inbox) = outbox(None);
    drop(outbox);
    assert_eq!(inbox.ending().await, Some(CloseCode::ComeBack));
}

#[tokio::test]
async fn what_is_sent_goes_out_by_itself_and_in_order() {
    let (outbox, _inbox, mut far, _read) = connected().await;
    outbox.send(&["own, ", "then ", "to all"]);
    outbox.send(&["an answer"]);
    let mut read = [0; 29];
    far.read_exact(&mut read).await.unwrap();
    assert_eq!(&read, b"\x81\x10own, then to all\x81\x09an answer");
}

#[tokio::test]
async fn what_is_held_back_goes_out_together() {
    let (outbox, _inbox, far, _read) = connected().await;
    outbox.cork();
    outbox.send(&["one"]);
    outbox.send(&["two"]);
    let mut far = far.into_std().unwrap();
    let mut read = [0; 20];
    let nothing = far.read(&mut read).unwrap_err();
    assert_eq!(nothing.kind(), io::ErrorKind::WouldBlock);
    outbox.uncork();
    far.set_nonblocking(false).unwrap();
    far.read_exact(&mut read[..10]).unwrap();
    assert_eq!(&read[..10], b"\x81\x03one\x81\x03two");
    outbox.send(&["three"]);
    assert_eq!(far.read(&mut read).unwrap(), 7);
}

/// More than the system takes at once, of frames of many sizes: all of it comes, in order, and
/// what is written by the connection in between stands between frames.
#[tokio::test]
async fn what_the_system_does_not_take_at_once_follows() {
    let (outbox, inbox, mut far, _read) = connected().await;
    let mut expected = Vec::new();
    let long = "s".repeat(70_000);
    for n in 0..OUTBOX_FRAMES / 4 {
        let own = "o".repeat(n * 7);
        let said = [own.as_str(), if n % 3 > 0 { long.as_str() } else { "" }];
        let mut frame = BytesMut::new();
        TextFrame::of(&said).put(&mut frame);
        expected.extend(frame);
        outbox.send(&said);
        if n % 5 == 0 {
            inbox.aside().write(b"\x8a\x00");
            expected.extend(b"\x8a\x00");
        }
    }
    outbox.close(CloseCode::Over);
    assert_eq!(is_ending(&inbox).await, None, "nothing had to wait");
    let mut came = vec![0; expected.len()];
    let code = tokio::select! {
        () = inbox.write_on() => panic!("stuck"),
        (read, code) = async { tokio::join!(far.read_exact(&mut came), inbox.ending()) } => {
            read.unwrap();
            code
        }
    };
    assert!(came == expected);
    assert_eq!(code, Some(CloseCode::Over));
}

#[tokio::test]
async fn whoever_is_given_up_hears_the_end_of_what_was_begun_and_no_more() {
    let (outbox, inbox, mut far, _read) = connected().await;
    let long = "x".repeat(100_000);
    while is_ending(&inbox).await.is_none() {
        outbox.send(&[&long]);
    }
    assert_eq!(inbox.ending().await, Some(CloseCode::FellBehind));
    inbox.give_up();
    inbox.aside().write(b"\x88\x00");
    outbox.send(&["too late"]);
    let mut came = Vec::new();
    tokio::select! {
        () = inbox.write_on() => panic!("stuck"),
        () = async {
            while !came.ends_with(b"\x88\x00") {
                far.read_buf(&mut came).await.unwrap();
            }
        } => {}
    }
    let whole = TextFrame::of(&[&long]).len();
    assert_eq!((came.len() - 2) % whole, 0);
}

#[tokio::test]
async fn a_connection_that_is_gone_takes_nothing_and_says_so() {
    let (outbox, inbox, far, _read) = connected().await;
    drop(far);
    // The first write may still be taken; its answer is that nobody is there.
    while is_ending(&inbox).await.is_none() {
        outbox.send(&["x"]);
        tokio::task::yield_now().await;
    }
    assert_eq!(inbox.ending().await, None);
}

#[tokio::test]
async fn the_socket_goes_with_the_connection_and_not_with_the_room() {
    let (outbox, inbox, mut far, _read) = connected().await;
    drop(inbox);
    assert_eq!(far.read(&mut [0; 1]).await.unwrap(), 0);
    far.write_all(b"x").await.unwrap();
    outbox.send(&["x"]);
}
