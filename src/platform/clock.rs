//! The current time, and unique keys.

use js_sys::Date;

fn two(number: u32) -> String {
    format!("{number:02}")
}

/// Today on this machine, as `2022-12-31`; used only when a person asks for it.
pub fn today() -> String {
    let now = Date::new_0();
    format!("{}-{}-{}", now.get_full_year(), two(now.get_month().saturating_add(1)), two(now.get_date()))
}

/// The time on this machine, as `2022-12-31 17:05:09`.
pub fn now_text() -> String {
    let now = Date::new_0();
    format!("{} {}:{}:{}", today(), two(now.get_hours()), two(now.get_minutes()), two(now.get_seconds()))
}

/// A key for a new workspace: the time and a random part.
pub fn new_id() -> String {
    let random = (0..4).map(|_| {
        let part = js_sys::Math::random() * 65536.0;
        format!("{:04x}", part.clamp(0.0, 65535.0) as u16)
    });
    format!("{}-{}", Date::now(), random.collect::<String>())
}
