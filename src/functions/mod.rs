//! Room: functions.
