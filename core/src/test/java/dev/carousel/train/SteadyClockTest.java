package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
  @Test
  void goesOnFromTheTimeOfTheSystem() {
    Instant before = Instant.now();
    Clock clock = new SteadyClock();
    Instant shown = clock.instant();
    assertFalse(shown.isBefore(before), () -> shown + " before " + before);
    assertFalse(clock.instant().isBefore(shown));
    assertFalse(shown.isAfter(Instant.now().plus(Duration.ofSeconds(1))), shown::toString);
  }

  @Test
  void aZoneChangesOnlyTheZone() {
    ZoneId zone = ZoneId.of("Asia/Tokyo");
    Clock utc = new SteadyClock();
    Clock other = utc.withZone(zone);
    assertEquals(zone, other.getZone());
    Instant shown = utc.instant();
    assertFalse(other.instant().isBefore(shown));
  }
}
