package org.tandemvault.web.ui.part;

import com.vaadin.flow.component.UI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Times as people read them, in their browser's zone. */
public final class Times {

  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter DAY_AND_CLOCK =
      DateTimeFormatter.ofPattern("d MMM, HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  private static final Pattern INSTANT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

  private Times() {}

  /** To the minute. */
  public static String minute(Instant at) {
    return MINUTES.format(at.atZone(zone()));
  }

  /** To the second, sortable. */
  public static String second(Instant at) {
    return SECONDS.format(at.atZone(zone()));
  }

  /** The time of day, with the day if it is not today. */
  public static String clock(Instant at, Clock clock) {
    boolean today = date(at).equals(date(clock.instant()));
    return (today ? CLOCK : DAY_AND_CLOCK).format(at.atZone(zone()));
  }

  /**
   * A text whose times are written as {@code 2026-03-01T14:02:11.5Z}, with those as people read.
   */
  public static String inText(String text) {
    return INSTANT.matcher(text).replaceAll(found -> second(Instant.parse(found.group())));
  }

  /** {@code 3 s}, {@code 5 min}, {@code 7 h} or {@code 3 days}. */
  public static String span(double seconds) {
    long whole = Math.max(0, Math.round(seconds));
    if (whole < 120) {
      return whole + " s";
    }
    if (whole < 7_200) {
      return whole / 60 + " min";
    }
    return whole < 172_800 ? whole / 3_600 + " h" : count(whole / 86_400, "day");
  }

  /** The day alone. */
  public static String day(Instant at) {
    return DAY.format(at.atZone(zone()));
  }

  /** How long ago, roughly. */
  public static String ago(Instant at, Clock clock) {
    Duration age = Duration.between(at, clock.instant());
    if (age.toMinutes() < 1) {
      return "just now";
    }
    if (age.toHours() < 1) {
      return count(age.toMinutes(), "minute") + " ago";
    }
    if (age.toDays() < 1) {
      return count(age.toHours(), "hour") + " ago";
    }
    return age.toDays() < 60 ? count(age.toDays(), "day") + " ago" : "on " + day(at);
  }

  /** The day in the browser's zone. */
  public static LocalDate date(Instant at) {
    return at.atZone(zone()).toLocalDate();
  }

  /** The first moment of a day in the browser's zone. */
  public static Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone()).toInstant();
  }

  /** {@code 1 day}, {@code 2 days}. */
  public static String count(long n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }

  private static ZoneId zone() {
    UI ui = UI.getCurrent();
    if (ui == null || ui.getPage().getExtendedClientDetails() == null) {
      return ZoneOffset.UTC;
    }
    String id = ui.getPage().getExtendedClientDetails().getTimeZoneId();
    try {
      return id == null ? ZoneOffset.UTC : ZoneId.of(id);
    } catch (DateTimeException unknown) {
      return ZoneOffset.UTC;
    }
  }
}
