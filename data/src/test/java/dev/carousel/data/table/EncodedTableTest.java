package dev.carousel.data.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.data.Inputs;
import dev.carousel.data.frame.Frame;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EncodedTableTest {
  private static final int ROWS = 40;

  /** Two groups with every kind of input: numbers, categories, missing cells, the calendar. */
  private static EncodedTable table() {
    String[] group = texts(i -> i < ROWS / 2 ? "a" : "b");
    String[] day = texts(i -> "2026-01-%02d".formatted(1 + i % (ROWS / 2)));
    Frame frame =
        Frame.of(
                "x",
                IntStream.range(0, ROWS).mapToDouble(i -> i % 3 == 1 ? Double.NaN : i).toArray())
            .with("price", IntStream.range(0, ROWS).mapToDouble(i -> 100 + i).toArray())
            .withText("sky", texts(i -> "sky" + i * i % 5))
            .withText("id", group)
            .withText("day", day);
    Roles roles =
        Roles.of("x")
            .withKnown("price")
            .withCategories("sky")
            .withGroup("id")
            .withTime("day")
            .withCalendar(Calendar.WEEKDAY)
            .withMissing(Missing.MASK)
            .withHorizon(2)
            .withWindow(3);
    return TableDataset.of(frame, roles, SplitPlan.NONE).codec().encode(frame);
  }

  private static String[] texts(IntFunction<String> text) {
    return IntStream.range(0, ROWS).mapToObj(text).toArray(String[]::new);
  }

  private static float[] numbers(Inputs inputs, int row) {
    Inputs.Values all = Objects.requireNonNull(((Inputs.Mixed) inputs).numbers());
    int width = all.features();
    float[] own = new float[inputs.steps() * width];
    for (int step = 0; step < inputs.steps(); step++) {
      System.arraycopy(
          all.values(), (step * inputs.rows() + row) * width, own, step * width, width);
    }
    return own;
  }

  private static int[] codes(Inputs inputs, int row) {
    int[] ids = ((Inputs.Mixed) inputs).categories().get(0).ids();
    return IntStream.range(0, inputs.steps())
        .map(step -> ids[step * inputs.rows() + row])
        .toArray();
  }

  /** Windows that overlap are read together; each must hold what it holds alone. */
  @Test
  void windowsReadTogetherHoldWhatTheyHoldAlone() {
    EncodedTable table = table();
    int[] sequences = {0, 0, 0, 0, 1, 1, 1, 0, 0};
    int[] from = {0, 1, 2, 7, 3, 4, 5, 9, 10};
    int[] steps = {3, 3, 3, 3, 3, 3, 3, 3, 2};
    Inputs together = table.inputs(sequences, from, steps);
    for (int row = 0; row < from.length; row++) {
      Inputs alone = table.inputs(sequences[row], from[row], steps[row]);
      float[] expected = numbers(alone, 0);
      float[] found = Arrays.copyOf(numbers(together, row), expected.length);
      assertArrayEquals(expected, found, "row " + row);
      int[] read = Arrays.copyOf(codes(together, row), steps[row]);
      assertArrayEquals(codes(alone, 0), read, "row " + row);
    }
    float[] shorter = numbers(together, 8);
    for (int i = shorter.length / 3 * 2; i < shorter.length; i++) {
      assertEquals(0, shorter[i], "beyond the end of a row");
    }
  }

  /** What is read again and again is kept. It must be what a table reads that keeps nothing yet. */
  @Test
  void everyReadingHoldsTheSame() {
    EncodedTable table = table();
    for (int time = 0; time < 3; time++) {
      for (int sequence = 0; sequence < table.sequences(); sequence++) {
        for (int from = 0; from + 3 <= table.readable(sequence); from++) {
          Inputs first = table().inputs(sequence, from, 3);
          Inputs again = table.inputs(sequence, from, 3);
          String place = "reading " + time + ", sequence " + sequence + ", from " + from;
          assertArrayEquals(numbers(first, 0), numbers(again, 0), place);
          assertArrayEquals(codes(first, 0), codes(again, 0), place);
        }
      }
    }
  }
}
