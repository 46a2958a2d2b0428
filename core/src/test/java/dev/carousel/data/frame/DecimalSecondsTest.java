package dev.carousel.data.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.Refusal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seconds since 1970 with decimals. */
class DecimalSecondsTest {
  private static final TimeFormat SECONDS = TimeFormat.EPOCH_SECONDS;

  @Test
  void decimalsAreKeptToTheNanosecond() {
    assertEquals(Optional.of(SECONDS), TimeFormat.of("1795685400.25"));
    assertEquals(1_795_685_400_250_000_000L, SECONDS.ticks("1795685400.25"));
    assertEquals(1_795_685_400_000_000_001L, SECONDS.ticks("1795685400.000000001"));
    assertEquals(-500_000_000L, SECONDS.ticks("-0.5"));
    assertEquals(SECONDS.ticks("1795685400"), SECONDS.ticks("1795685400.0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1795685400", "1795685400.25", "1795685400.000000001", "-0.5", "-3", "0"})
  void timesAreWrittenAsTheyWere(String cell) {
    assertEquals(cell, SECONDS.text(SECONDS.ticks(cell)));
  }

  /** A small number with decimals is no time. */
  @Test
  void otherNumbersAreNoSeconds() {
    assertTrue(TimeFormat.of("1.5").isEmpty());
    for (String cell :
        new String[] {"1795685400.0000000001", "1.79e9", "1795685400.", "0x1.8", "99999999999.5"}) {
      assertTrue(SECONDS.find(cell).isEmpty(), cell);
      Refusal.of(cell, () -> SECONDS.ticks(cell), "not a time like those before it", cell);
    }
  }
}
