package dev.carousel.model;

import dev.carousel.data.Chunk;
import dev.carousel.data.Targets;
import dev.carousel.engine.Engine;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A loss summed over predictions, with other totals over them.
 *
 * @param sum of the losses: nats of cross-entropy, or squared errors averaged over the numbers of
 *     one prediction
 * @param predictions how many
 * @param correct how many of them chose the correct class; 0 in regression
 * @param absolute the sum of the absolute errors, averaged over the numbers of one prediction; 0 in
 *     classification
 */
public record Loss(double sum, long predictions, long correct, double absolute) {

  /** The loss of no predictions. */
  public static Loss none() {
    return new Loss(0, 0, 0, 0);
  }

  /** The sum of both. */
  public Loss plus(Loss other) {
    return new Loss(
        sum + other.sum,
        predictions + other.predictions,
        correct + other.correct,
        absolute + other.absolute);
  }

  /** The mean loss of one prediction; NaN if there is none. */
  public double mean() {
    return sum / predictions;
  }

  /**
   * Measures a head's outputs and replaces them by the gradient of {@code weight * sum}.
   *
   * @param outputs {@code [T, B, K]} or {@code [1, B, K]}
   */
  static Loss measure(Engine engine, Tensor outputs, Chunk chunk, double weight) {
    if (chunk.targets() instanceof Targets.Symbols symbols) {
      return crossEntropy(engine, outputs, realTargets(symbols, chunk), weight);
    }
    return squaredError(outputs, (Targets.Values) chunk.targets(), chunk, weight);
  }

  /**
   * The loss of each prediction, in the order of the targets; 0 where a step is masked.
   *
   * @param outputs {@code [T, B, K]} or {@code [1, B, K]}
   */
  static double[] each(Tensor outputs, Chunk chunk) {
    double[] losses = new double[chunk.targets().count()];
    boolean isMasked = chunk.targets().moment() == Targets.Moment.EVERY_STEP;
    for (int i = 0; i < losses.length; i++) {
      if (!isMasked || chunk.isReal(i / chunk.rows(), i % chunk.rows())) {
        losses[i] =
            chunk.targets() instanceof Targets.Symbols symbols
                ? crossEntropy(outputs, i * symbols.classes(), symbols.classes(), symbols.ids()[i])
                : squaredError(outputs, i, (Targets.Values) chunk.targets());
      }
    }
    return losses;
  }

  /** The logarithm of the sum of exponentials, minus the logit of the correct class. */
  private static double crossEntropy(Tensor logits, int from, int classes, int right) {
    double most = logits.get(from + largest(logits, from, classes));
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      sum += Math.exp(logits.get(from + k) - most);
    }
    return Math.log(sum) + most - logits.get(from + right);
  }

  private static double squaredError(Tensor outputs, int index, Targets.Values targets) {
    int features = targets.features();
    double squares = 0;
    for (int k = index * features; k < (index + 1) * features; k++) {
      double error = outputs.get(k) - targets.values()[k];
      squares += error * error / features;
    }
    return squares;
  }

  /** The correct classes; -1 where a step is masked. */
  private static int[] realTargets(Targets.Symbols symbols, Chunk chunk) {
    int[] ids = symbols.ids().clone();
    boolean[] mask = chunk.mask();
    if (symbols.moment() == Targets.Moment.EVERY_STEP && mask != null) {
      for (int i = 0; i < ids.length; i++) {
        ids[i] = mask[i] ? ids[i] : -1;
      }
    }
    return ids;
  }

  private static Loss crossEntropy(Engine engine, Tensor logits, int[] targets, double weight) {
    int classes = logits.extent(2);
    long correct = 0;
    long predictions = 0;
    for (int row = 0; row < targets.length; row++) {
      if (targets[row] >= 0) {
        predictions++;
        correct += largest(logits, row * classes, classes) == targets[row] ? 1 : 0;
      }
    }
    double sum = engine.softmaxCrossEntropy(logits, targets, weight);
    return new Loss(sum, predictions, correct, 0);
  }

  private static int largest(Tensor values, int from, int count) {
    int best = 0;
    if (values instanceof FloatTensor floats) {
      float[] array = floats.array();
      for (int k = 1; k < count; k++) {
        best = array[from + k] > array[from + best] ? k : best;
      }
      return best;
    }
    for (int k = 1; k < count; k++) {
      best = values.get(from + k) > values.get(from + best) ? k : best;
    }
    return best;
  }

  /**
   * Measures real predictions and replaces their outputs by gradients.
   *
   * @param outputs {@code [N, 1, K]}
   */
  static Loss measure(Engine engine, Tensor outputs, Targets targets) {
    return targets instanceof Targets.Symbols symbols
        ? crossEntropy(engine, outputs, symbols.ids(), 0)
        : squaredError(outputs, (Targets.Values) targets, null, 0);
  }

  private static Loss squaredError(
      Tensor outputs, Targets.Values targets, @Nullable Chunk chunk, double weight) {
    int features = targets.features();
    boolean isAtEnd = targets.moment() == Targets.Moment.END;
    double squares = 0;
    double absolute = 0;
    long predictions = 0;
    for (int row = 0; row < targets.count(); row++) {
      boolean counts =
          chunk == null || isAtEnd || chunk.isReal(row / chunk.rows(), row % chunk.rows());
      predictions += counts ? 1 : 0;
      for (int k = 0; k < features; k++) {
        int index = row * features + k;
        double error = counts ? outputs.get(index) - targets.values()[index] : 0;
        squares += error * error / features;
        absolute += Math.abs(error) / features;
        outputs.set(index, weight * 2 * error / features);
      }
    }
    return new Loss(squares, predictions, 0, absolute);
  }
}
