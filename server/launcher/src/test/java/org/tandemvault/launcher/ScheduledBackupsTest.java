package org.tandemvault.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduledBackupsTest {
  private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
  private static final LocalTime NIGHT = LocalTime.of(2, 30);

  @Test
  void theFirstOneIsDueAtOnce() {
    assertThat(isDue("2026-11-21T15:00", Optional.empty(), Optional.empty())).isTrue();
  }

  @Test
  void oneADayIsDueFromItsTimeOn() {
    Optional<Instant> lastNight = at("2026-11-20T02:31");

    assertThat(isDue("2026-11-21T02:29", lastNight, Optional.empty())).isFalse();
    assertThat(isDue("2026-11-21T02:30", lastNight, Optional.empty())).isTrue();
    assertThat(isDue("2026-11-21T02:40", at("2026-11-21T02:31"), Optional.empty())).isFalse();
  }

  @Test
  void oneThatWasMissedIsDueWhenTheNodeIsBack() {
    assertThat(isDue("2026-11-21T23:00", at("2026-11-18T02:31"), Optional.empty())).isTrue();
  }

  @Test
  void oneThatFailedIsTriedAgainAfterAnHour() {
    Optional<Instant> before = at("2026-11-20T02:31");

    assertThat(isDue("2026-11-21T03:00", before, at("2026-11-21T02:31"))).isFalse();
    assertThat(isDue("2026-11-21T03:32", before, at("2026-11-21T02:31"))).isTrue();
  }

  @Test
  void aTimeThatTheClockLeavesOutInSpringIsNotMissed() {
    assertThat(isDue("2026-03-29T04:00", at("2026-03-28T02:31"), Optional.empty())).isTrue();
  }

  private static boolean isDue(String now, Optional<Instant> made, Optional<Instant> failed) {
    return ScheduledBackups.isDue(
        java.time.LocalDateTime.parse(now).atZone(VIENNA), NIGHT, made, failed);
  }

  private static Optional<Instant> at(String local) {
    return Optional.of(ZonedDateTime.of(java.time.LocalDateTime.parse(local), VIENNA).toInstant());
  }
}
