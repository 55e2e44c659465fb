//! What the demo's people say. Written for this project; gentle, and about everyday burdens.

/// The group's ground rules.
pub const GROUND_RULES: &str = "What is said here stays here.\n\
    One person speaks at a time, and nobody has to speak.\n\
    We speak about ourselves and listen without giving marks.\n\
    Be somewhere quiet where nobody listens in.\n\
    If you need to go, say so before you leave.";

/// The group's crisis text.
pub const CRISIS: &str = "This is a demo: the people in it are simulated, and nobody answers here.\n\
    In a real group you would read here whom to call: your therapist's own number, the crisis line \
    of your country, and the emergency number (112 or 911) when a life is at risk.";

/// What Dr. Hale says while the demo keeps her seat.
pub const WELCOME: [&str; 2] = [
    "Good evening, everyone. It is good to see you all.",
    "Let us start slowly. Raise your hand whenever you would like a few minutes.",
];

/// Answers to a therapist who writes to everyone.
pub const REPLIES: &[&str] = &[
    "That makes sense to me.",
    "I would like to think about that for a moment.",
    "Yes. I noticed that too.",
    "Thank you for asking.",
    "I am not sure yet, but I am listening.",
    "It helps to hear it put like that.",
    "Could we come back to this later?",
    "Hm. That one stays with me.",
];

/// Answers to a therapist who writes to this person alone.
pub const PRIVATE_REPLIES: &[&str] = &[
    "Thank you, I am all right. It is good that you ask.",
    "A bit tired, but I would like to stay.",
    "I might say something about it later, just not first.",
    "Thanks. That helps.",
];

pub mod maren {
    pub const CHAT: &[&str] = &[
        "I actually took the lunch break I said I would take. Twice.",
        "The phone call I kept putting off took four minutes in the end.",
        "I notice I am already planning tomorrow while sitting here.",
        "It is strange how quiet my flat is since my sister moved out.",
        "I wrote my worries on paper last night and slept better for it.",
        "I like it when we leave a little silence after somebody has spoken.",
        "Saying no to the extra shift was harder than doing it would have been.",
        "I brought tea this time. Small victory.",
        "I had not thought of it that way before today.",
    ];
    pub const TURNS: &[&str] = &[
        "I have been making lists again, and then lists of lists. When I stop, I get restless. \
         I would like to learn to sit with that for five minutes.",
        "At work everybody comes to me when something goes wrong. I am proud of it and I am tired \
         of it, both at once.",
        "I told my friend that I could not help with the move. She was fine with it. I was the one \
         who was not.",
    ];
    pub const ANSWERS: &[&str] = &[
        "Restless, and glad to be here.",
        "That I may stop before everything is finished.",
        "Steadier",
    ];
    pub const CONFIDES: &[&str] = &["I have something for today, but I need a push to begin."];
    pub const SLIPS: &[&str] = &[
        "I felt included today, even when I said little.",
        "I wish we had more time after each turn before the next one starts.",
    ];
}

pub mod theo {
    pub const CHAT: &[&str] = &[
        "Slept five hours. For me that is almost a record this month.",
        "My neighbour has discovered the drums. I have discovered patience. Somewhat.",
        "I nearly did not come today, and now I am glad that I did.",
        "I am better at fixing other people's bicycles than my own evenings.",
        "Somebody asked me how I was and I told them the truth by accident.",
        "I left the tax form on the kitchen table. It looks at me.",
        "I can be funny about it or I can talk about it. Not both, it seems.",
        "It helps that nobody here tries to cheer me up at once.",
    ];
    pub const TURNS: &[&str] = &[
        "I lie awake and go through the day like a film with commentary. The commentary is not \
         kind. I would like a different commentator.",
        "My brother called. We talked about the weather for twenty minutes, and both of us knew \
         what we were not talking about.",
        "I went for the walk. It was raining. I went anyway, and I would like that to count.",
    ];
    pub const ANSWERS: &[&str] = &["Tired, but present.", "One walk counts as a walk.", "Foggy"];
    pub const CONFIDES: &[&str] =
        &["Could we do a round later? I find that easier than raising my hand."];
    pub const SLIPS: &[&str] = &[
        "When things get serious I make jokes. I would like to be asked about it.",
        "I did not understand the last question, and I nodded anyway.",
    ];
}

pub mod ayo {
    pub const CHAT: &[&str] = &[
        "Third week in the new job. I know where the good coffee is now.",
        "I practised saying my opinion first in a meeting. My voice shook, and nothing happened.",
        "What you said last time about asking for help stayed with me all week.",
        "I wonder why it is easier to be kind to all of you than to myself.",
        "I cooked for one, with a tablecloth and all. It felt silly, and then nice.",
        "I have been homesick for a place that does not exist any more.",
        "May I say that I find it brave how openly we speak here?",
        "My plants are alive. I take that as a good sign.",
        "I keep a list of small good things. Today has two so far.",
    ];
    pub const TURNS: &[&str] = &[
        "In the new team I laugh when I have not understood something. By the evening I am worn out \
         from all the laughing. Tomorrow I want to ask one question.",
        "My parents ask on the phone whether I am eating well. I say yes. What I want to say is \
         that I miss them.",
        "I was asked for my opinion and I had one. I said it. I am still a little surprised.",
    ];
    pub const ANSWERS: &[&str] = &[
        "Curious, a bit shy.",
        "To ask one question out loud this week.",
        "Lighter",
    ];
    pub const SLIPS: &[&str] = &[
        "I am often afraid of taking up too much time. Today I was not.",
        "Thank you for not hurrying me.",
    ];
}

pub mod river {
    pub const CHAT: &[&str] = &[
        "If I drop out for a moment it is the tunnel, not you.",
        "I moved three boxes out of the cellar. Only forty to go.",
        "I have noticed that I say sorry before I have done anything.",
        "The train is full of people going home. I like watching them.",
        "I let a message wait until the morning. The world is still there.",
        "It is easier to say this to a screen than across a table.",
        "I would like to be somebody who answers slowly.",
        "Back again. Did I miss much?",
    ];
    pub const TURNS: &[&str] = &[
        "I travel so much for work that every place feels like a waiting room. I would like one \
         place that feels like mine. Maybe I start with a chair.",
        "We sold my grandmother's house. Everybody was practical about it, and so was I. I think \
         I am sad about it now, two months late.",
        "I said I was fine so often this week that I started to hear it.",
    ];
    pub const ANSWERS: &[&str] = &[
        "Between two places.",
        "That being late with a feeling is allowed.",
        "Moving",
    ];
    pub const SLIPS: &[&str] = &[
        "When my connection fails I worry that you think I left on purpose.",
        "I felt close to the group today.",
    ];
}

pub mod noor {
    pub const CHAT: &[&str] = &[
        "My mother slept well, so I slept well.",
        "I sat on the balcony for ten minutes and nobody needed anything.",
        "I am short of patience today. I wanted to say it before it shows.",
        "The pharmacy, the bank, the doctor, the shop. That was my Saturday.",
        "I used to sing. I thought of it again this week.",
        "Hearing that others are tired too makes me feel less strange.",
        "I asked my cousin to take one evening a week. She said yes straight away.",
        "I am allowed to be here. I keep telling myself that.",
    ];
    pub const TURNS: &[&str] = &[
        "I look after my mother and I do it gladly, most days. What I miss is being asked how I \
         am by somebody who has time for the answer.",
        "I shouted because of a broken cup. It was never about the cup. I apologised, and then I \
         cried a little, and then we had soup.",
        "I had one free evening and did not know what to do with it. Next time I want to know.",
    ];
    pub const ANSWERS: &[&str] = &[
        "Worn thin, and relieved to sit.",
        "An evening of my own is not a theft.",
        "Heavy",
    ];
    pub const SLIPS: &[&str] = &[
        "It did me good that somebody noticed I had become quiet.",
        "I wish we spoke about guilt some time. I think I am not the only one.",
    ];
}

pub mod sam {
    pub const CHAT: &[&str] = &[
        "Hello. I am new at this, so I will mostly listen at first.",
        "It took me three attempts to press the button to come in.",
        "I did not expect it to feel this ordinary. In a good way.",
        "I recognise a lot of what has been said.",
        "I changed my mind about leaving early.",
        "Is it all right to say that I am a little nervous?",
    ];
    pub const TURNS: &[&str] = &[
        "I moved here in spring and know a lot of people by their dogs' names. I would like to know \
         somebody by their own.",
        "I always arrive early and then walk around the block. Today I stayed. That is all I have, \
         and it feels like enough.",
    ];
    pub const ANSWERS: &[&str] = &["Nervous, a bit hopeful.", "I can come in.", "New"];
    pub const CONFIDES: &[&str] = &["I may be a little quiet today. It is nothing bad."];
    pub const SLIPS: &[&str] = &[
        "You made it easy to be new.",
        "I had something to say and did not dare. Maybe next time.",
    ];
}
