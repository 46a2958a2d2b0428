package dev.carousel.benchmarks.forecast;

import dev.carousel.data.Dataset;
import dev.carousel.model.HeadLoss;
import dev.carousel.train.ConstantPrediction;
import java.util.List;
import java.util.Locale;

/** What a network is to learn, at several lengths. */
enum Problem {
  /** Lengths are those of the sequences; the first number may lie at their first step. */
  ADDING(List.of(10, 20, 35, 50, 75, 100), "length"),
  /** Lengths are the least of the sequences; the first symbol lies a tenth to a fifth in. */
  TEMPORAL_ORDER(List.of(10, 20, 35, 50, 75, 100), "length"),
  /** Lengths are delays. */
  COPYING(List.of(1, 10), "delay");

  private static final int COPIED = 10;
  private static final int LETTERS = 8;
  private static final int VALIDATED = 512;

  private final List<Integer> lengths;
  private final String option;

  Problem(List<Integer> lengths, String option) {
    this.lengths = lengths;
    this.option = option;
  }

  /** Those that are tried. */
  List<Integer> lengths() {
    return lengths;
  }

  /** As {@code --task} has it. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Problem of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The task with its options, with as many fresh sequences in an epoch as training takes. */
  String task(int length, long sequences) {
    return id() + ":" + option + "=" + length + ",sequences=" + sequences + ",valid=" + VALIDATED;
  }

  /** How far back lies what must be known, in steps. */
  int lag(int length) {
    return switch (this) {
      case ADDING -> length - 1;
      case TEMPORAL_ORDER -> length * 9 / 10;
      case COPYING -> length + COPIED;
    };
  }

  /**
   * The loss of a network that remembers nothing: of the best constant prediction, or where blanks
   * are to be told too, of one that knows when to be blank.
   */
  double baseline(Dataset data, int length) {
    return this == COPYING
        ? COPIED * Math.log(LETTERS) / (length + 2.0 * COPIED)
        : ConstantPrediction.loss(data.validation(), HeadLoss.of(data.shape()));
  }
}
