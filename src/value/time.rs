//! Moments and spans of time as text, in the forms that Puppet prints by default.

/// Nanoseconds in a second.
pub const SECOND: i128 = 1_000_000_000;
/// Nanoseconds in a day.
pub const DAY: i128 = 86_400 * SECOND;

/// The calendar ends here.
const LAST_DAY: i128 = 1_000_000_000_000_000_000;

/// A moment in the calendar, in UTC or shifted by the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    pub year: i64,
    pub month: u32,
    pub day: u32,
    pub hour: u32,
    pub minute: u32,
    pub second: u32,
    pub nanosecond: u32,
    /// Days since 1970-01-01.
    pub day_number: i64,
}

/// Splits nanoseconds since 1970-01-01 into calendar fields.
pub fn civil(nanoseconds: i128) -> Civil {
    let day_number = nanoseconds.div_euclid(DAY).clamp(-LAST_DAY, LAST_DAY) as i64;
    let rest = nanoseconds.rem_euclid(DAY);
    let seconds = (rest / SECOND) as u32;
    let (year, month, day) = date(day_number);
    let nanosecond = (rest % SECOND) as u32;
    Civil { year, month, day, hour: seconds / 3600, minute: seconds / 60 % 60, second: seconds % 60, nanosecond, day_number }
}

/// Year, month and day of a day number, in the proleptic Gregorian calendar.
pub fn date(day_number: i64) -> (i64, u32, u32) {
    // Years are counted from 1 March of year 0, so that the leap day is the last of its year.
    let shifted = day_number + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let day = (day_of_year - (153 * month_index + 2) / 5 + 1) as u32;
    let month = if month_index < 10 { month_index + 3 } else { month_index - 9 } as u32;
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The day number of a date; the inverse of [`date`].
pub fn day_number(year: i64, month: u32, day: u32) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_index = (i64::from(month) + 9) % 12;
    let day_of_year = (153 * month_index + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// `2020-01-02T03:04:05.000000000 UTC`.
pub fn timestamp(nanoseconds: i128) -> String {
    let Civil { year, month, day, hour, minute, second, nanosecond, .. } = civil(nanoseconds);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{nanosecond:09} UTC")
}

/// `1-02:03:04.5`: days, hours, minutes, seconds, and the fraction without trailing zeros.
pub fn timespan(nanoseconds: i128) -> String {
    let (sign, rest) = if nanoseconds < 0 { ("-", nanoseconds.saturating_neg()) } else { ("", nanoseconds) };
    let (days, seconds) = (rest / DAY, rest % DAY / SECOND);
    // the digits of the nanoseconds, not their place behind the point
    let fraction = (rest % SECOND).to_string();
    let fraction = match fraction.trim_end_matches('0') {
        "" => "0",
        digits => digits,
    };
    format!("{sign}{days}-{:02}:{:02}:{:02}.{fraction}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
