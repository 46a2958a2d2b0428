package dev.carousel.data.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.DataIdentity;
import dev.carousel.refusal.Refusal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {
  private final Frame frame =
      Frame.of("x", 1, Double.NaN, 2.5).withText("sky", "sun", null, "sun").with("y", 1, 2, 3);

  @Test
  void columnsKeepTheirOrderAndTheirMissingCells() {
    assertEquals(List.of("x", "sky", "y"), frame.names());
    assertEquals(3, frame.rows());
    assertEquals(1, frame.column("x").missing());
    assertTrue(frame.column("sky").isMissing(1));
    assertEquals("sun", frame.column("sky").text(2));
    assertEquals(List.of("1", "", "2.5"), List.of(text("x", 0), text("x", 1), text("x", 2)));
    assertEquals("a frame in memory: 3 rows of x, sky, y", frame.toString());
    assertFalse(frame.find("z").isPresent());
  }

  private String text(String column, int row) {
    return frame.column(column).text(row);
  }

  @Test
  void unknownColumnIsNamedWithTheNearest() {
    Refusal.of(() -> frame.column("sly"), "no column 'sly'", "did you mean 'sky'");
  }

  @Test
  void columnsThatFormNoTableAreRefused() {
    Refusal.of(() -> frame.with("x", 1, 2, 3), "unique names", "'x' twice");
    Refusal.of(() -> frame.with("z", 1, 2), "equally many rows", "3 in 'x', 2 in 'z'");
    Refusal.of(
        () -> Frame.of("f.csv", List.of(), DataIdentity.none()), "at least one column", "f.csv");
    Refusal.of(() -> Frame.of("x", 1, 1 / 0.0), "'x' has an infinite number", "row 1");
    assertThrows(
        IllegalArgumentException.class, () -> new TextColumn("a", List.of("b"), new int[] {1}));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-26, DATE, 2026-11-26",
    "2026-11-26T09:30, DATE_TIME, 2026-11-26T09:30:00",
    "2026-11-26 09:30:15.5, DATE_TIME, 2026-11-26T09:30:15.5",
    "2026-11-26T10:30:00+01:00, INSTANT, 2026-11-26T09:30:00Z",
    "1795685400, EPOCH_SECONDS, 1795685400",
    "-1, NUMBER, -1",
    "1795685400000, EPOCH_MILLIS, 1795685400000",
    "42, NUMBER, 42"
  })
  void timesAreRecognised(String cell, TimeFormat format, String written) {
    assertEquals(Optional.of(format), TimeFormat.of(cell));
    assertEquals(written, format.text(format.ticks(cell)));
  }

  @Test
  void timesLieOnOneLine() {
    long seconds = TimeFormat.EPOCH_SECONDS.ticks("1795685400");
    assertEquals(seconds, TimeFormat.EPOCH_MILLIS.ticks("1795685400000"));
    assertEquals(seconds, TimeFormat.DATE_TIME.ticks("2026-11-26T09:30:00"));
    assertEquals(LocalDateTime.of(2026, 11, 26, 9, 30), TimeFormat.local(seconds));
    assertEquals(LocalDateTime.of(1969, 12, 31, 23, 59, 59), TimeFormat.local(-1_000_000_000L));
  }

  @Test
  void whatIsNoTimeIsRefused() {
    assertEquals(Optional.empty(), TimeFormat.of("soon"));
    assertEquals(Optional.empty(), TimeFormat.of("1.5"));
    Refusal.of(() -> TimeFormat.DATE.ticks("26.11.2026"), "not a time", "2026-11-26", "26.11.2026");
    Refusal.of(() -> TimeFormat.DATE.ticks("9999-01-01"), "not a time");
  }
}
