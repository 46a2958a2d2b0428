package dev.carousel.data.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.data.frame.Wanted.As;
import dev.carousel.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WantedTest {
  private final Wanted some =
      Wanted.nothing().column("load", As.NUMBERS).columnIfThere("sky", As.TEXT);

  @Test
  void columnsThatAreNotNamedAreSkippedOrGuessed() {
    assertEquals(
        List.of(As.NUMBERS, As.TEXT, As.SKIP),
        List.of(some.of("load"), some.of("sky"), some.of("x")));
    assertEquals(As.ANY, Wanted.everything().of("x"));
    assertEquals(As.SKIP, Wanted.everything().column("x", As.SKIP).of("x"));
    assertEquals(As.SKIP, Wanted.nothing().of("load"), "another is not changed");
  }

  @Test
  void aTableThatLacksARequiredColumnIsRefusedWithTheNearest() {
    some.requireIn("f.csv", List.of("load"));
    Refusal.of(
        () -> some.requireIn("f.csv", List.of("lead", "sky")),
        "The table has no column 'load'",
        "f.csv",
        "did you mean 'lead'?");
    Refusal.of(
        () -> some.column("y", As.ANY).requireIn("f.csv", List.of("sky")),
        "no column 'load' and no column 'y'");
  }

  @Test
  void aReadingSaysWhatWasSkipped() {
    Frame frame = Frame.of("b", 1);
    FrameReading reading = new FrameReading(frame, List.of("a", "b", "c"), List.of("guessed"));
    assertEquals(List.of("a", "c"), reading.skipped());
  }

  @Test
  void aStreamIsNotClosedByItsReader() throws IOException {
    boolean[] closed = new boolean[1];
    InputStream stream =
        new ByteArrayInputStream(new byte[] {1, 2}) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    SourceInput input = SourceInput.of("standard input", stream);
    try (InputStream in = input.open()) {
      assertArrayEquals(new byte[] {1, 2}, in.readAllBytes());
    }
    assertEquals(false, closed[0]);
    assertEquals("standard input", input.name());
    assertEquals(Path.of("a.csv"), SourceInput.of(Path.of("a.csv")).path().orElseThrow());
  }
}
