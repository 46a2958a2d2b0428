package dev.carousel.cli.compare;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is compared of a report of {@code diagnose --json}. A section that is not there is an empty
 * list or null, a number that is not there or was not measured is NaN.
 *
 * @param carousel the version that wrote it
 * @param date when it was written; reports of older versions do not say
 * @param commandLine that wrote it; reports of older versions do not say
 * @param seed of everything random
 * @param data in one line
 * @param lag the longest that was measured, in steps
 * @param runs the networks, in their order
 */
record Report(
    @Nullable String carousel,
    @Nullable String date,
    @Nullable String commandLine,
    @Nullable Long seed,
    @Nullable String data,
    @Nullable Integer lag,
    List<Network> runs) {
  Report {
    runs = orEmpty(runs);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  private static String orUnknown(@Nullable String name) {
    return name == null ? "?" : name;
  }

  /** One network. */
  record Network(
      @Nullable String cell,
      double parameters,
      @Nullable Boolean trained,
      @Nullable Long updates,
      double validLoss,
      List<Layer> layers,
      @Nullable Truncation truncation,
      @Nullable Clipping clipping,
      List<Finding> findings) {
    Network {
      layers = orEmpty(layers);
      findings = orEmpty(findings);
    }

    /** The updates that it was trained for; null if that is not said. */
    @Nullable Long trainedFor() {
      return Boolean.FALSE.equals(trained) ? Long.valueOf(0) : updates;
    }
  }

  /** One recurrent layer. */
  record Layer(
      String name,
      List<State> states,
      double spectralRadius,
      @Nullable Lyapunov lyapunov,
      List<TimeScales> timeScales,
      List<Gate> gates,
      List<StateUse> stateUse) {
    Layer {
      name = orUnknown(name);
      states = orEmpty(states);
      timeScales = orEmpty(timeScales);
      gates = orEmpty(gates);
      stateUse = orEmpty(stateUse);
    }
  }

  /** One state's gradient by lag; 0 pieces if it is not told of how many the interval is. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
  record State(
      String state,
      double[] lags,
      double[] gradient,
      double[] carousel,
      double growthPerStep,
      double[] growthCi95,
      int growthPieces,
      double horizon,
      double horizonOnePercent,
      double meanLag,
      @Nullable String verdict) {
    State {
      state = orUnknown(state);
    }
  }

  /** The exponents, falling, and their standard deviations over sequences. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
  record Lyapunov(double[] exponents, double[] spread, int sequences) {}

  /** By unit; NaN where nothing is lost. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
  record TimeScales(String state, double[] steps) {
    TimeScales {
      state = orUnknown(state);
    }
  }

  /** By unit, the shares of steps at which a gate is all but shut and all but open. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
  record Gate(String gate, double[] left, double[] right) {
    Gate {
      gate = orUnknown(gate);
    }
  }

  /** By unit, the shares of steps below -0.9 and above 0.9; the norm by step. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
  record StateUse(
      String state, double[] left, double[] right, double[] norms, double drift, double deadUnits) {
    StateUse {
      state = orUnknown(state);
    }
  }

  /** What shorter chunks make of the gradient; no shortest one if none tried is long enough. */
  record Truncation(List<Chunk> chunks, double shortest) {
    Truncation {
      chunks = orEmpty(chunks);
    }
  }

  /** A length of chunks that was tried. */
  record Chunk(double steps) {}

  /** The books of clipping. */
  record Clipping(double clippedShare) {}

  /** Something that was found wrong. */
  record Finding(
      String rule, @Nullable String title, @Nullable String layer, @Nullable String subject) {
    Finding {
      rule = orUnknown(rule);
    }

    /**
     * Whether it is the same finding, whatever its figures. That a gradient vanishes or explodes is
     * said of a layer; the state named with it is the one that decides.
     */
    boolean isSameAs(Finding other) {
      boolean isOfLayer = rule.equals("vanishing") || rule.equals("exploding");
      return rule.equals(other.rule)
          && Objects.equals(layer, other.layer)
          && (isOfLayer || Objects.equals(subject, other.subject));
    }

    /** What it says, or its rule. */
    String words() {
      return title == null ? rule : title;
    }
  }
}
