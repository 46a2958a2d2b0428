package dev.carousel.cli.diagnose;

import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import dev.carousel.flow.Growth;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.measured.BestState;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.words.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a script demands of a measurement: {@code horizon>=50}, {@code growth<0.01}.
 *
 * <p>Every layer of every network has to meet it, each by its best state: the one with the longest
 * horizon, for through it the error comes back. A gradient that does not fall has an infinite
 * horizon; among several of those the one that grows most is taken, so that an explosion is not
 * overlooked. A layer of which nothing could be measured meets no demand.
 *
 * @param text as it was given
 * @param property what is looked at
 * @param operator how it is compared
 * @param threshold with what
 */
record Requirement(String text, Property property, Operator operator, double threshold) {
  private static final Pattern FORM =
      Pattern.compile("\\s*([A-Za-z0-9_-]+)\\s*(<=|>=|<|>)\\s*(\\S+)\\s*");

  /** What can be demanded something of. */
  enum Property {
    /** In steps. */
    HORIZON,
    /** In natural log per step. */
    GROWTH;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private double of(Growth growth) {
      return this == HORIZON ? growth.horizon() : growth.perStep();
    }

    private String describe(double value) {
      if (this == GROWTH) {
        return "growth is " + Numbers.decimals(value, 5) + " per step";
      }
      return Double.isInfinite(value)
          ? "the gradient does not fall, so the horizon is infinite"
          : "horizon is " + Numbers.decimals(value, 1) + " steps";
    }
  }

  /** How two numbers are compared. */
  enum Operator {
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    private boolean holds(double value, double threshold) {
      return switch (this) {
        case LESS -> value < threshold;
        case AT_MOST -> value <= threshold;
        case MORE -> value > threshold;
        case AT_LEAST -> value >= threshold;
      };
    }
  }

  /**
   * Reads an expression.
   *
   * @throws CarouselException if it is not of the form, or names something else
   */
  static Requirement parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw malformed(text).found("'" + text + "'").build();
    }
    Property property = property(text, matcher.group(1));
    Operator operator =
        Stream.of(Operator.values())
            .filter(candidate -> candidate.sign.equals(matcher.group(2)))
            .findFirst()
            .orElseThrow();
    return new Requirement(text.strip(), property, operator, number(text, matcher.group(3)));
  }

  private static Property property(String text, String word) {
    for (Property property : Property.values()) {
      if (property.word().equals(word)) {
        return property;
      }
    }
    List<String> words = Stream.of(Property.values()).map(Property::word).toList();
    throw malformed(text).found("'" + word + "'").mend(NearestWord.hint(word, words)).build();
  }

  private static double number(String text, String digits) {
    try {
      double number = Double.parseDouble(digits);
      if (!Double.isNaN(number)) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // told below, as NaN is
    }
    throw malformed(text).found("'" + digits + "', which is not a number").build();
  }

  private static CarouselException.Builder malformed(String text) {
    return CarouselException.usage("The requirement '" + text + "' is malformed.")
        .expected(
            "horizon or growth, then < <= > or >=, then a number, as in horizon>=50 or "
                + "growth<0.01");
  }

  /** A line for each layer of each network that does not meet it; empty if all do. */
  List<String> unmet(List<Run> runs) {
    List<String> unmet = new ArrayList<>();
    for (Run run : runs) {
      if (run.hasFailed()) {
        String how =
            run.isBroken()
                ? "exploded"
                : run.isUseless() ? "left it worse than a constant prediction" : "diverged";
        unmet.add("requirement " + text + " is not met by " + run.cell() + ": its training " + how);
        continue;
      }
      for (LayerFlow layer : run.flow().layers()) {
        String fault = fault(layer);
        if (fault != null) {
          unmet.add("requirement " + text + " is not met by " + run.cell() + ", " + fault);
        }
      }
    }
    return unmet;
  }

  private @Nullable String fault(LayerFlow layer) {
    Optional<BestState> best = BestState.of(layer);
    if (best.isEmpty()) {
      return layer.name() + ": too little of the gradient is left to measure it";
    }
    double value = property.of(best.get().growth());
    return operator.holds(value, threshold)
        ? null
        : layer.name() + ", state " + best.get().state().state() + ": " + property.describe(value);
  }
}
