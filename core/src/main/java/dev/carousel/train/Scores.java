package dev.carousel.train;

import dev.carousel.data.Targets;
import dev.carousel.engine.Engine;
import dev.carousel.model.LossTotal;
import dev.carousel.model.Predictions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * How well a network predicts a part of the data.
 *
 * @param loss over all predictions
 * @param unseen the part of the loss at symbols that are not in the vocabulary
 * @param squares the sum of the squared errors of each number of a prediction, in the order of the
 *     targets, in the network's units; empty for classes
 * @param absolutes the same sums of the absolute errors
 * @param known how many of each number are known, so that it has an error
 */
public record Scores(
    LossTotal loss,
    LossTotal unseen,
    List<Double> squares,
    List<Double> absolutes,
    List<Long> known) {
  /** Copies the lists. */
  public Scores {
    squares = List.copyOf(squares);
    absolutes = List.copyOf(absolutes);
    known = List.copyOf(known);
  }

  /** The scores of no predictions. */
  public static Scores none() {
    return new Scores(LossTotal.none(), LossTotal.none(), List.of(), List.of(), List.of());
  }

  /** The scores of predictions. */
  static Scores of(Engine engine, Predictions predictions, OptionalInt unknownClass) {
    LossTotal unseen = LossTotal.none();
    if (unknownClass.isPresent()) {
      Predictions unknown = predictions.ofClass(unknownClass.getAsInt());
      unseen = unknown.count() == 0 ? unseen : unknown.total(engine);
    }
    return new Scores(
        predictions.total(engine),
        unseen,
        errors(predictions, 2),
        errors(predictions, 1),
        known(predictions));
  }

  private static List<Long> known(Predictions predictions) {
    return errors(predictions, 0).stream().map(Double::longValue).toList();
  }

  /** The sum of a power of the absolute errors of each number of a prediction that is known. */
  private static List<Double> errors(Predictions predictions, int power) {
    if (!(predictions.targets() instanceof Targets.Values targets)) {
      return List.of();
    }
    double[] sums = new double[targets.features()];
    for (int i = 0; i < predictions.count(); i++) {
      double[] points = predictions.points(i);
      for (int k = 0; k < sums.length; k++) {
        double error = Math.abs(points[k] - targets.values()[i * sums.length + k]);
        if (!Float.isNaN(targets.values()[i * sums.length + k])) {
          sums[k] += power == 2 ? error * error : power == 1 ? error : 1;
        }
      }
    }
    List<Double> errors = new ArrayList<>();
    for (double sum : sums) {
      errors.add(sum);
    }
    return errors;
  }

  /** The sum of both. */
  public Scores plus(Scores other) {
    return new Scores(
        loss.plus(other.loss),
        unseen.plus(other.unseen),
        sum(squares, other.squares),
        sum(absolutes, other.absolutes),
        counts(known, other.known));
  }

  private static List<Double> sum(List<Double> a, List<Double> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    List<Double> sums = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      sums.add(a.get(i) + b.get(i));
    }
    return sums;
  }

  private static List<Long> counts(List<Long> a, List<Long> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    return IntStream.range(0, a.size()).mapToObj(i -> a.get(i) + b.get(i)).toList();
  }

  /** The mean loss at symbols of the vocabulary; NaN if there are none. */
  public double seenMean() {
    return (loss.sum() - unseen.sum()) / (loss.predictions() - unseen.predictions());
  }

  /** The share of the loss at symbols that are not in the vocabulary, 0 to 1. */
  public double unseenShare() {
    return unseen.predictions() == 0 ? 0 : unseen.sum() / loss.sum();
  }
}
