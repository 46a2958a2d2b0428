package dev.carousel.cli.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Axes have few, round numbers that do not touch. */
class AxisTest {
  private static final double BOTH = 2;

  /** Ranges of every size: also of large numbers that hardly differ. */
  private static List<Scale> scales() {
    Random random = new Random(1);
    return IntStream.range(0, 400)
        .mapToObj(
            i -> {
              double low = Math.pow(10, random.nextInt(16) - 8) * (random.nextDouble() + 0.01);
              double width = low * Math.pow(10, random.nextInt(7) - 3);
              boolean isNegative = i % 4 == 1;
              return i % 4 == 0
                  ? Scale.log(low, low * (1.2 + Math.pow(10, random.nextInt(12) - 2)))
                  : Scale.linear(isNegative ? -low : low, low + width);
            })
        .toList();
  }

  @ParameterizedTest
  @ValueSource(doubles = {110, 237.6, 504})
  void numbersSideBySideDoNotTouch(double width) {
    for (Scale scale : scales()) {
      List<Tick> ticks = new Axis(scale, 0, width).across();
      Axis axis = new Axis(scale, 0, width);
      assertTrue(ticks.size() >= 2 && ticks.size() <= 15, () -> scale + ": " + ticks);
      for (int i = 1; i < ticks.size(); i++) {
        Tick one = ticks.get(i - 1);
        Tick next = ticks.get(i);
        double end = axis.position(one.value()) + one.label().width() / BOTH;
        double start = axis.position(next.value()) - next.label().width() / BOTH;
        assertTrue(end + 4 < start, () -> one + " touches " + next + " on " + scale);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {60, 130, 300})
  void numbersOneAboveAnotherDoNotTouch(double height) {
    for (Scale scale : scales()) {
      Axis axis = new Axis(scale, height, 0);
      List<Tick> ticks = axis.upward();
      assertTrue(ticks.size() >= 2, () -> scale + ": " + ticks);
      for (int i = 1; i < ticks.size(); i++) {
        double apart =
            axis.position(ticks.get(i - 1).value()) - axis.position(ticks.get(i).value());
        assertTrue(apart >= Lettering.LINE, () -> ticks + " on " + scale);
      }
    }
  }

  @Test
  void numbersAreRoundAndLabelledAsTheyAre() {
    for (Scale scale : scales()) {
      for (Tick tick : new Axis(scale, 0, 400).across()) {
        BigDecimal digits = new BigDecimal(Double.toString(tick.value())).stripTrailingZeros();
        assertTrue(digits.precision() <= 10, () -> tick + " on " + scale);
        String words =
            tick.label().base()
                + (tick.label().power().isEmpty() ? "" : "^" + tick.label().power());
        double said = new Drawing.Text(0, 0, "start", words).number().orElseThrow();
        assertEquals(tick.value(), said, Math.abs(tick.value()) * 1e-12, tick::toString);
        assertTrue(tick.value() >= scale.low() && tick.value() <= scale.high(), tick::toString);
      }
    }
  }

  private static List<String> labels(Scale scale) {
    return new Axis(scale, 0, 300)
        .across().stream()
            .map(
                tick ->
                    tick.label().base()
                        + (tick.label().power().isEmpty() ? "" : "^" + tick.label().power()))
            .toList();
  }

  @Test
  void knownAxes() {
    assertEquals(List.of("0", "0.2", "0.4", "0.6", "0.8", "1"), labels(Scale.linear(0, 1)));
    assertEquals(
        List.of("0", "10,000", "20,000", "30,000", "40,000"), labels(Scale.linear(0, 45_000)));
    assertEquals(List.of("−1", "−0.5", "0", "0.5", "1"), labels(Scale.linear(-1, 1)));
    assertEquals(
        List.of("0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1"), labels(Scale.log(0.01, 1)));
    assertEquals(List.of("10^−8", "10^−6", "10^−4", "10^−2", "10^0"), labels(Scale.log(1e-8, 1)));
    assertEquals(
        List.of("2×10^−5", "4×10^−5", "6×10^−5", "8×10^−5"), labels(Scale.linear(1e-5, 9e-5)));
  }

  @Test
  void aScaleHasAllItsValuesAndNoMore() {
    Scale wide = Scale.around(Stream.of(1e-3, 1.0, Double.NaN, Double.POSITIVE_INFINITY), 50);
    assertTrue(wide.isLog() && wide.low() < 1e-3 && wide.low() > 5e-4 && wide.high() < 2);
    Scale narrow = Scale.around(Stream.of(2.0, 4.0), 50);
    assertEquals(new Scale(false, 1.92, 4.08), narrow);
    assertEquals(0, narrow.place(1.92));
    Scale extended = narrow.extended(Stream.of(-50.0, 4.5, Double.NaN), 0.5);
    assertEquals(0.84, extended.low(), 1e-12);
    assertEquals(4.5, extended.high(), 1e-12);
    Scale positive = Scale.around(Stream.of(0.1, 1.0), 50).extended(Stream.of(-5.0), 0.5);
    assertEquals(0, positive.low(), "what is not negative has no negative numbers");
    assertTrue(Scale.around(Stream.of(3.0), 50).low() < 3);
    assertTrue(Scale.around(Stream.empty(), 50).high() > 0);
    assertTrue(Scale.around(Stream.of(-1e308, 1.0, 2.0), 50).low() > 0, "too large to be drawn");
    assertTrue(Scale.around(Stream.of(Double.MIN_VALUE, 1.0), 5).low() > 0);
  }
}
