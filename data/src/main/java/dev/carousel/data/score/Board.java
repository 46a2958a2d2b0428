package dev.carousel.data.score;

import dev.carousel.data.table.TableCodec;
import dev.carousel.data.table.TableOutput;
import dev.carousel.metrics.Baseline;
import dev.carousel.metrics.ClassScoring;
import dev.carousel.metrics.EvaluationScores;
import dev.carousel.metrics.NumberScoring;
import dev.carousel.model.HeadLoss;
import dev.carousel.spi.NumberLoss;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers scores of what a table predicts: numbers or classes, of which one is null.
 *
 * @param naive of each target, the naive error of the training data
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
record Board(@Nullable NumberScoring numbers, @Nullable ClassScoring classes, double[] naive) {
  private static final double OUTSIDE = 1e-3;

  static Board of(TableCodec codec, HeadLoss loss, List<Baseline> baselines, double[] naive) {
    if (codec.predictsClasses()) {
      return new Board(null, new ClassScoring(codec.classes(), baselines), naive);
    }
    List<String> names = codec.outputs().stream().map(TableOutput::name).toList();
    return new Board(
        new NumberScoring(
            names, codec.horizon(), loss.levels(), baselines, predictsProbabilities(loss)),
        null,
        naive);
  }

  /** Whether a loss is of numbers from 0 to 1, so that its predictions are probabilities of 1. */
  static boolean predictsProbabilities(HeadLoss head) {
    return head.loss() instanceof NumberLoss loss
        && loss.unfit(0) == null
        && loss.unfit(1) == null
        && loss.unfit(-OUTSIDE) != null
        && loss.unfit(1 + OUTSIDE) != null;
  }

  Board another() {
    return new Board(
        numbers == null ? null : numbers.another(),
        classes == null ? null : classes.another(),
        naive);
  }

  void addAll(Board other) {
    if (numbers != null && other.numbers != null) {
      numbers.addAll(other.numbers);
    }
    if (classes != null && other.classes != null) {
      classes.addAll(other.classes);
    }
  }

  EvaluationScores scores() {
    if (numbers != null) {
      return numbers.scores(naive);
    }
    if (classes != null) {
      return classes.scores();
    }
    throw new IllegalStateException("neither numbers nor classes");
  }
}
