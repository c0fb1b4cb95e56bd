//! `timezone`: the abbreviation that the host's clock uses now.

use super::Facts;
use jiff::tz::TimeZone;
use std::path::Path;

pub(super) fn add(facts: &mut Facts<'_>) {
    let known = facts.look.read(Path::new("/etc/localtime")).ok().and_then(|data| TimeZone::tzif("Local", &data).ok());
    let now = jiff::Timestamp::from_second(facts.look.now() as i64).unwrap_or_default();
    let abbreviation = known.map(|zone| zone.to_offset_info(now).abbreviation().to_string());
    facts.set("timezone", abbreviation.unwrap_or_else(|| "UTC".to_string()));
}
