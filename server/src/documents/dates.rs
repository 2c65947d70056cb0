//! Dates and times of day as text, in the station's zone. Phones never use their own zone: whatever a
//! resident reads as a date was written here.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use meeting::Moment;

/// Writes moments as dates of a zone.
#[derive(Clone, Debug)]
pub struct Calendar {
    zone: TimeZone,
}

impl Calendar {
    /// The calendar of a zone by its name; the default zone when the name is unknown.
    #[must_use]
    pub fn of(zone: &str) -> Self {
        let named = |name: &str| TimeZone::get(name).ok();
        let zone = named(zone).or_else(|| named("Asia/Shanghai")).unwrap_or(TimeZone::UTC);
        Self { zone }
    }

    fn zoned(&self, moment: Moment) -> Zoned {
        let stamp = Timestamp::from_millisecond(moment.0).unwrap_or(Timestamp::UNIX_EPOCH);
        stamp.to_zoned(self.zone.clone())
    }

    /// `2026年3月8日`.
    #[must_use]
    pub fn day(&self, moment: Moment) -> String {
        let at = self.zoned(moment);
        format!("{}年{}月{}日", at.year(), at.month(), at.day())
    }

    /// `19:05`.
    #[must_use]
    pub fn time(&self, moment: Moment) -> String {
        let at = self.zoned(moment);
        format!("{}:{:02}", at.hour(), at.minute())
    }

    /// `2026年3月8日 19:05`.
    #[must_use]
    pub fn day_and_time(&self, moment: Moment) -> String {
        format!("{} {}", self.day(moment), self.time(moment))
    }

    /// The day for a file's properties.
    #[must_use]
    pub fn dated(&self, moment: Moment) -> Option<papers::Dated> {
        let at = self.zoned(moment);
        Some(papers::Dated {
            year: u16::try_from(at.year()).ok()?,
            month: u8::try_from(at.month()).ok()?,
            day: u8::try_from(at.day()).ok()?,
        })
    }

    /// The moment of a date `2026-03-08` and a time `19:05` of this zone.
    #[must_use]
    pub fn moment(&self, date: &str, time: &str) -> Option<Moment> {
        let date: jiff::civil::Date = date.trim().parse().ok()?;
        let (hour, minute) = time.trim().split_once(':')?;
        let minute = minute.split(':').next()?;
        let (hour, minute) = (hour.parse::<i8>().ok()?, minute.parse::<i8>().ok()?);
        let time = jiff::civil::Time::new(hour, minute, 0, 0).ok()?;
        let at = date.to_datetime(time).to_zoned(self.zone.clone()).ok()?;
        Some(Moment(at.timestamp().as_millisecond()))
    }

    /// A moment as the fields of a form: `2026-03-08` and `19:05`.
    #[must_use]
    pub fn fields(&self, moment: Moment) -> (String, String) {
        let at = self.zoned(moment);
        (at.date().to_string(), format!("{:02}:{:02}", at.hour(), at.minute()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_in_the_stations_zone_without_leading_zeros() {
        let calendar = Calendar::of("Asia/Shanghai");
        let moment = calendar.moment("2026-03-08", "19:05").expect("a good date");
        assert_eq!(calendar.day_and_time(moment), "2026年3月8日 19:05");
        assert_eq!(moment, Moment(1_772_967_900_000));
        assert_eq!(calendar.fields(moment), ("2026-03-08".to_owned(), "19:05".to_owned()));
    }

    #[test]
    fn a_date_that_does_not_exist_is_none() {
        let calendar = Calendar::of("no/such zone");
        for (date, time) in [("2026-02-30", "19:00"), ("", ""), ("2026-03-08", "25:00"), ("昨天", "七点")]
        {
            assert_eq!(calendar.moment(date, time), None, "{date} {time}");
        }
    }
}
