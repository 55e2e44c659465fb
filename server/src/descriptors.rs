//! File descriptors: every connection takes one, and the store needs its own.
//!
//! Many systems start a program with a thousand. A thousand silent sockets would then take all of
//! them, and with them the store's. So the limit is raised as far as the system lets anybody raise
//! it, and no more connections are taken at once than leave the store its share.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::limits::{CONNECTIONS_MAX, DESCRIPTORS_KEPT};

/// Raises the limit as far as is of use, and tells how many connections fit under it.
#[must_use]
pub fn raise() -> u32 {
    let limit = getrlimit(Resource::Nofile);
    let raised = raised(&limit);
    // If the system does not let us after all, the old limit is what there is.
    let limit = match setrlimit(Resource::Nofile, raised) {
        Ok(()) => raised,
        Err(_) => limit,
    };
    let connections = connections(&limit);
    if connections < CONNECTIONS_MAX {
        tracing::warn!(
            connections,
            "the system allows fewer connections than Rondo would take; raise its limit of open \
             files"
        );
    }
    connections
}

/// As many as all connections and the store need, if the system allows that.
fn raised(limit: &Rlimit) -> Rlimit {
    let wanted = u64::from(CONNECTIONS_MAX + DESCRIPTORS_KEPT);
    let current = limit.current.map(|current| {
        let allowed = limit.maximum.unwrap_or(wanted);
        current.max(wanted.min(allowed))
    });
    Rlimit {
        current,
        maximum: limit.maximum,
    }
}

fn connections(limit: &Rlimit) -> u32 {
    let left = limit.current.map_or(u64::MAX, |current| {
        current.saturating_sub(u64::from(DESCRIPTORS_KEPT))
    });
    u32::try_from(left).map_or(CONNECTIONS_MAX, |left| left.clamp(1, CONNECTIONS_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(current: Option<u64>, maximum: Option<u64>) -> Rlimit {
        Rlimit { current, maximum }
    }

    #[test]
    fn the_limit_is_raised_as_far_as_is_of_use_and_never_lowered() {
        let wanted = u64::from(CONNECTIONS_MAX + DESCRIPTORS_KEPT);
        for (before, after) in [
            (limit(Some(1_024), Some(524_288)), Some(wanted)),
            (limit(Some(1_024), None), Some(wanted)),
            (limit(Some(1_024), Some(2_048)), Some(2_048)),
            (limit(Some(1_024), Some(1_024)), Some(1_024)),
            (limit(Some(20_000), Some(20_000)), Some(20_000)),
            (limit(None, None), None),
        ] {
            assert_eq!(raised(&before).current, after, "{before:?}");
        }
    }

    #[test]
    fn connections_leave_the_store_its_share() {
        let kept = u64::from(DESCRIPTORS_KEPT);
        for (current, connections) in [
            (Some(1_024), 1_024 - DESCRIPTORS_KEPT),
            (Some(20_000), CONNECTIONS_MAX),
            (Some(kept + 1), 1),
            (Some(3), 1),
            (None, CONNECTIONS_MAX),
        ] {
            assert_eq!(
                super::connections(&limit(current, None)),
                connections,
                "{current:?}"
            );
        }
    }
}
