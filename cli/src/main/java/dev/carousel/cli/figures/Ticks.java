package dev.carousel.cli.figures;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Round numbers for an axis: 1, 2 and 5 times powers of ten, as many as there is room for. */
final class Ticks {
  private static final List<Integer> ROUND = List.of(1, 2, 5);
  private static final List<Integer> DECADES = List.of(1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300);
  private static final int FEWEST = 2;
  private static final int FINER = 1;

  /** A value at the end of a scale is on it, whatever rounding did. */
  private static final double SLACK = 1e-9;

  private Ticks() {}

  /**
   * The finest of those that fit well, or of those that just fit, or the first and the last of
   * coarse ones.
   */
  static List<Tick> of(Scale scale, Predicate<List<Tick>> fitWell, Predicate<List<Tick>> fit) {
    List<List<Tick>> all =
        Stream.concat(
                scale.isLog() ? ratios(scale) : Stream.of(),
                steps(scale).map(step -> even(scale, step)))
            .filter(ticks -> ticks.size() >= FEWEST)
            .toList();
    List<List<Tick>> ends = new ArrayList<>(all.stream().map(Ticks::ends).toList());
    Collections.reverse(ends);
    return Stream.of(
            all.stream().filter(fitWell), all.stream().filter(fit), ends.stream().filter(fit))
        .flatMap(some -> some)
        .findFirst()
        .orElse(List.of());
  }

  private static List<Tick> ends(List<Tick> ticks) {
    return List.of(ticks.get(0), ticks.get(ticks.size() - 1));
  }

  /** Steps from fine ones to coarse ones. */
  private static Stream<BigDecimal> steps(Scale scale) {
    int exponent = (int) Math.floor(StrictMath.log10(scale.high() - scale.low()));
    return IntStream.rangeClosed(exponent - FINER, exponent)
        .boxed()
        .flatMap(power -> ROUND.stream().map(round -> BigDecimal.valueOf(round, -power)));
  }

  /** Multiples of a step. */
  private static List<Tick> even(Scale scale, BigDecimal step) {
    double width = step.doubleValue();
    double first = Math.ceil(scale.low() / width - SLACK);
    double last = Math.floor(scale.high() / width + SLACK);
    if (last - first > Lettering.SIZE * Column.TWO.width()
        || Math.abs(first) > Long.MAX_VALUE / 2) {
      return List.of(); // more than could ever be told apart
    }
    return LongStream.rangeClosed((long) first, (long) last)
        .mapToObj(i -> step.multiply(BigDecimal.valueOf(i)))
        .map(value -> new Tick(value.doubleValue(), Label.of(value)))
        .toList();
  }

  /** For a logarithmic scale: 1, 2 and 5 times each power, then each power, then every second. */
  private static Stream<List<Tick>> ratios(Scale scale) {
    return Stream.concat(
        Stream.of(powers(scale, 1, ROUND)),
        DECADES.stream().map(every -> powers(scale, every, List.of(1))));
  }

  private static List<Tick> powers(Scale scale, int every, List<Integer> rounds) {
    int first = (int) Math.floor(StrictMath.log10(scale.low()));
    int last = (int) Math.ceil(StrictMath.log10(scale.high()));
    List<BigDecimal> values = new ArrayList<>();
    IntStream.rangeClosed(first, last)
        .filter(power -> power % every == 0)
        .forEach(power -> rounds.forEach(round -> values.add(BigDecimal.valueOf(round, -power))));
    boolean isPlain = Label.isPlain(scale.low()) && Label.isPlain(scale.high());
    return values.stream()
        .filter(value -> scale.low() <= value.doubleValue() && value.doubleValue() <= scale.high())
        .map(value -> new Tick(value.doubleValue(), label(value, isPlain)))
        .toList();
  }

  /** All numbers of a logarithmic axis are alike. */
  private static Label label(BigDecimal value, boolean isPlain) {
    return isPlain ? Label.of(value) : Label.scientific(value);
  }
}
