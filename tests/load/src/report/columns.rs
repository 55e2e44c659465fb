//! Which figures of a profile are shown, under which words.

/// A figure as it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub figure: &'static str,
    pub title: &'static str,
    pub digits: usize,
    /// Shown as so many of these.
    pub scale: f64,
    pub latency: bool,
    /// Whether a ratio to it means something.
    pub compared: bool,
}

/// The figures of a kind of profile; the first is what subjects are compared by.
pub fn columns(profile: &str) -> &'static [Column] {
    match profile.split(' ').next() {
        Some("relay") => RELAY,
        Some("burst") => BURST,
        Some("idle") => IDLE,
        Some("stalled") => STALLED,
        Some("mixed") => MIXED,
        Some("durable") => DURABLE,
        Some("comeback") => COMEBACK,
        Some("opening") => OPENING,
        Some("instructions") => INSTRUCTIONS,
        Some(_) | None => &[],
    }
}

const fn plain(figure: &'static str, title: &'static str, digits: usize) -> Column {
    scaled(figure, title, digits, 1.0)
}

const fn scaled(figure: &'static str, title: &'static str, digits: usize, scale: f64) -> Column {
    Column {
        figure,
        title,
        digits,
        scale,
        latency: false,
        compared: true,
    }
}

/// Microseconds, shown in milliseconds.
const fn latency(figure: &'static str, title: &'static str) -> Column {
    Column {
        figure,
        title,
        digits: 2,
        scale: 1e-3,
        latency: true,
        compared: false,
    }
}

const OTHERS: Column = plain("others_cpus", "others' CPUs", 2);

const RELAY: &[Column] = &[
    plain("cpu_s_per_million", "CPU-s / million", 1),
    plain("user_s_per_million", "user", 1),
    plain("system_s_per_million", "system", 1),
    plain("log_share", "log's share", 2),
    plain("deliveries_per_s", "deliveries/s", 0),
    latency("p50_us", "p50 ms"),
    latency("p99_us", "p99 ms"),
    latency("p999_us", "p99.9 ms"),
    plain("lines_per_sync", "lines/sync", 1),
    OTHERS,
];

const BURST: &[Column] = &[
    scaled("deliveries_per_s", "million deliveries/s", 3, 1e-6),
    plain("cpu_s_per_million", "CPU-s / million", 2),
    plain("user_s_per_million", "user", 2),
    plain("lines_per_sync", "lines/sync", 1),
    plain("deliveries_per_packet", "deliveries/packet", 1),
    OTHERS,
];

const IDLE: &[Column] = &[
    plain("kib_per_connection", "KiB / connection", 1),
    plain("connections", "connections", 0),
    scaled("resident_kib", "resident MiB", 1, 1.0 / 1024.0),
];

const STALLED: &[Column] = &[
    latency("p99_moved_us", "p99 moved by ms"),
    latency("max_moved_us", "longest moved by ms"),
    latency("p99_us", "p99 before ms"),
    latency("stalled_p99_us", "p99 after ms"),
];

const MIXED: &[Column] = &[
    plain("cpu_s_per_million_updates", "CPU-s / million updates", 1),
    plain("updates_per_s", "updates/s", 0),
    plain("log_share", "log's share", 2),
    latency("p50_us", "p50 ms"),
    latency("p99_us", "p99 ms"),
    latency("p999_us", "p99.9 ms"),
    OTHERS,
];

const DURABLE: &[Column] = &[
    plain("appends_per_sync", "appends / sync", 2),
    plain("commands_per_s", "commands/s", 0),
    plain("syncs_per_s", "syncs/s", 0),
    plain("commands_per_append", "commands / append", 2),
    plain("cpu_us_per_command", "CPU µs / command", 0),
    plain("log_share", "log's share", 2),
    OTHERS,
];

const COMEBACK: &[Column] = &[
    scaled("p99_ms", "p99 s", 2, 1e-3),
    scaled("p50_ms", "p50 s", 2, 1e-3),
    scaled("last_ms", "last s", 2, 1e-3),
    scaled("listens_after_ms", "listens after s", 2, 1e-3),
    plain("tries_each", "tries each", 2),
    plain("people", "people", 0),
];

const OPENING: &[Column] = &[
    plain("opened_in_ms", "opened in ms", 0),
    plain("events", "events", 0),
    plain("start_ms", "start ms", 0),
    plain("start_of_fresh_ms", "start of a fresh one ms", 0),
];

const INSTRUCTIONS: &[Column] = &[
    plain("instructions_per_delivery", "instructions / delivery", 0),
    plain("deliveries_per_send", "deliveries / send in a burst", 1),
    plain(
        "instructions_per_burst_delivery",
        "instructions / delivery in a burst",
        0,
    ),
];
