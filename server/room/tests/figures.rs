//! R-BOX: what is told of answers and taps, who is told, and what nobody is told.

use rondo_protocol::{
    RefusalCode,
    checkins::{Answer, AnswerKind, CheckinsCommand, ShownTo, Template},
    feedback::{BoxStage, Content, Outcome, Share, Spread},
};

use crate::cast::*;

fn chose(option: u8) -> Option<Content> {
    answered(Answer::Choice { option })
}

fn felt(places: &[u8]) -> Option<Content> {
    let words = places.to_vec();
    answered(Answer::Feelings { words })
}

fn skipped() -> Option<Content> {
    answered(Answer::Skip {})
}

fn told(kind: AnswerKind, envelopes: impl IntoIterator<Item = Option<Content>>) -> Outcome {
    let mut s = Session::live(&MEMBERS);
    s.seals(an_answer(kind), envelopes);
    assert_eq!(s.stage(), BoxStage::Settled);
    assert_eq!(s.outcome(MAREN), s.outcome(DR_HALE));
    s.outcome(MAREN)
}

fn shares<const N: usize>(shares: [Share; N]) -> Outcome {
    Outcome::Shares {
        shares: shares.into(),
    }
}

/// R-BOX-14
#[test]
fn of_five_answers_on_a_scale_mean_and_spread_are_told() {
    let values = [6, 6, 7, 7, 7].map(|v| answered(on(v)));
    let expected = Outcome::Scale {
        mean_halves: 13,
        spread: Spread::Close,
    };
    assert_eq!(told(ten(), values), expected);
    let apart = [0, 0, 10, 10, 5].map(|v| answered(on(v)));
    let expected = Outcome::Scale {
        mean_halves: 10,
        spread: Spread::Wide,
    };
    assert_eq!(told(ten(), apart), expected);
}

/// R-BOX-14, R-CHK-3
#[test]
fn who_rather_does_not_say_is_not_in_the_mean() {
    let four = [on(1), on(2), on(3), on(4)].map(answered);
    let with = |other| told(ten(), four.clone().into_iter().chain([other, None]));
    assert_eq!(with(skipped()), Outcome::TooFew {});
    assert_eq!(with(answered(on(11))), Outcome::TooFew {}, "off the scale");
    assert_ne!(with(answered(on(10))), Outcome::TooFew {});
}

/// R-BOX-15
#[test]
fn of_a_list_it_is_told_what_five_or_more_chose() {
    let options = || choice(&["stay", "move", "end"]);
    let five = [0, 0, 0, 0, 0].map(chose);
    let most = shares([Share::Most, Share::Untold, Share::Untold]);
    for sixth in [0, 1, 2] {
        let all = five.clone().into_iter().chain([chose(sixth)]);
        assert_eq!(told(options(), all), most, "six of six, or five");
    }
    let with_skip = five.into_iter().chain([skipped()]);
    assert_eq!(told(options(), with_skip), Outcome::TooFew {});
    let untold = shares([Share::Untold; 3]);
    for four in [[0, 0, 0, 0, 1, 2], [0, 0, 1, 1, 2, 2], [0, 0, 0, 0, 1, 1]] {
        assert_eq!(told(options(), four.map(chose)), untold);
    }
}

/// R-BOX-15
#[test]
fn feelings_are_told_as_a_list_of_which_one_may_have_several() {
    let list = feelings(&["calm", "sad", "torn"], 3);
    let all = [
        felt(&[0]),
        felt(&[0, 1]),
        felt(&[0, 1]),
        felt(&[0, 1]),
        felt(&[0, 1, 2]),
    ];
    let all = all.into_iter().chain([felt(&[1])]);
    let expected = shares([Share::Most, Share::Most, Share::Untold]);
    assert_eq!(told(list, all), expected);
}

/// R-BOX-16
#[test]
fn of_taps_the_circle_is_told_a_share_and_therapists_the_number() {
    let share = |taps: u16, envelopes: u16| {
        let mut s = Session::live(&MEMBERS);
        let empty = envelopes - taps;
        let all = vec![TAP; taps.into()]
            .into_iter()
            .chain(vec![None; empty.into()]);
        s.seals(ME_TOO, all);
        let Outcome::MeToo { share, taps: None } = s.outcome(MAREN) else {
            panic!("{:?}", s.outcome(MAREN));
        };
        let number = Some(taps);
        assert_eq!(
            s.outcome(DR_HALE),
            Outcome::MeToo {
                share,
                taps: number
            }
        );
        s.comes_in(LUCIA);
        assert_eq!(s.outcome(LUCIA), s.outcome(MAREN));
        share
    };
    let of_five = [0, 1, 2, 3, 4, 5].map(|taps| share(taps, 5));
    let (untold, some, most) = (Share::Untold, Share::Some, Share::Most);
    assert_eq!(of_five, [untold, untold, untold, most, most, most]);
    let of_six = [0, 1, 2, 3, 4, 5, 6].map(|taps| share(taps, 6));
    assert_eq!(of_six, [untold, untold, untold, some, most, most, most]);
}

/// R-BOX-18, R-BOX-10
#[test]
fn no_event_holds_an_answer() {
    // Values that stand nowhere else: neither in the scale, nor in the mean, nor in a time.
    let wide = scale(0, 30_000, 300);
    let values = [12_300, 17_700, 900, 21_300, 27_900, 2_100];
    let mut s = Session::live(&MEMBERS);
    s.seals(an_answer(wide), values.map(|v| answered(on(v))));
    s.seals(ME_TOO, [TAP, None, None, None, None]);
    let options = choice(&["stay", "move"]);
    s.seals(an_answer(options), [1, 1, 1, 1, 1, 0].map(chose));
    let screens = [MAREN, DR_HALE].map(|who| serde_json::to_string(s.screen(who)).unwrap());
    let log = serde_json::to_string(&s.log).unwrap();
    for json in screens.iter().chain([&log]) {
        for value in values {
            assert!(!json.contains(&format!(":{value}")), "{value}");
        }
        for key in ["\"value\"", "\"option\":", "me too"] {
            assert!(!json.contains(key), "{key}");
        }
    }
    let debug = format!("{:?}", s.room);
    for value in values {
        assert!(
            !debug.contains(&format!("value: {value}")),
            "{value} in the room"
        );
    }
}

/// R-BOX-18
#[test]
fn counted_envelopes_need_no_decision() {
    for ask in every_kind().into_iter().filter(|ask| *ask != WORDS) {
        let mut s = Session::live(&FIVE);
        s.seals(ask.clone(), vec![something_for(&ask); 5]);
        assert_eq!(s.seen_box(MAREN).stage, BoxStage::Settled);
        assert!(s.seen_box(DR_HALE).slips.is_empty());
        assert_eq!(s.seen_box(MAREN).receipts.len(), 5);
        s.opens(WORDS);
    }
}

/// R-ALERT-2, R-BOX-10
#[test]
fn a_low_answer_without_a_name_raises_no_alert() {
    let mut s = Session::live(&MEMBERS);
    s.seals(an_answer(ten()), vec![answered(on(0)); 6]);
    s.leaves(MAREN);
    assert!(s.alerts().is_empty());
}

/// R-CHK-9
#[test]
fn a_check_in_without_names_is_opened_as_a_box() {
    let mut s = Session::live(&FIVE);
    for answer in [
        ten(),
        choice(&["stay", "move"]),
        AnswerKind::Text { chars: 20 },
    ] {
        let template = Template {
            prompt: text("How are you?"),
            answer,
            shown_to: ShownTo::Anonymous,
        };
        let open = CheckinsCommand::Open { template };
        s.refused(DR_HALE, RefusalCode::OutOfBounds, open);
    }
    s.opens(an_answer(ten()));
}
