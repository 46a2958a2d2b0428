package dev.carousel.data.score;

import dev.carousel.metrics.Baseline;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Some predictions of a table beside the truth, to be drawn. Each row is predicted once: from
 * origins a horizon apart, the last origin of the group among them. Immutable and thread-safe.
 *
 * @param horizon how many rows are predicted from each origin
 * @param levels of the quantiles, ascending; empty if the loss has none
 * @param baselines that the samples have; empty if none were asked for
 * @param groups how many groups have predictions, not only those that are kept
 * @param isOfLabels whether whole groups are labelled: then there is one sample, whose places are
 *     groups instead of rows
 * @param samples of those groups that are kept
 */
public record PredictionSamples(
    int horizon,
    List<Double> levels,
    List<Baseline> baselines,
    int groups,
    boolean isOfLabels,
    List<Sample> samples) {
  /** Copies the lists. */
  public PredictionSamples {
    levels = List.copyOf(levels);
    baselines = List.copyOf(baselines);
    samples = List.copyOf(samples);
  }

  /**
   * The last rows of a group. Immutable and thread-safe.
   *
   * @param group its name; empty if the table has no groups
   * @param left how many earlier rows with predictions are left out
   * @param places {@code [N]}: the time of each row or, without times, its number from 1; the name
   *     of each group, for labels
   * @param steps {@code [N]}: the step of the horizon that is predicted there, from 1; 0 for none
   * @param numbers one for each target; empty for classes
   * @param classes null for numbers
   */
  public record Sample(
      String group,
      int left,
      List<String> places,
      List<Integer> steps,
      List<Numbers> numbers,
      @Nullable Classes classes) {
    /** Copies the lists. */
    public Sample {
      Objects.requireNonNull(group);
      places = List.copyOf(places);
      steps = List.copyOf(steps);
      numbers = List.copyOf(numbers);
    }
  }

  /**
   * One target, in its own units; NaN where nothing is known. Immutable and thread-safe.
   *
   * @param name of the column
   * @param truth {@code [N]}
   * @param values {@code [N]}: the predictions
   * @param quantiles {@code [Q][N]}
   * @param baselines {@code [B][N]}
   */
  public record Numbers(
      String name,
      List<Double> truth,
      List<Double> values,
      List<List<Double>> quantiles,
      List<List<Double>> baselines) {
    /** Copies the lists. */
    public Numbers {
      Objects.requireNonNull(name);
      truth = List.copyOf(truth);
      values = List.copyOf(values);
      quantiles = quantiles.stream().map(List::copyOf).toList();
      baselines = baselines.stream().map(List::copyOf).toList();
    }
  }

  /**
   * The probabilities of classes. Immutable and thread-safe.
   *
   * @param names of the likeliest classes, in the order of the model
   * @param others how many classes are taken together, as one more row of probabilities
   * @param probabilities {@code [K][N]}, with those of the others {@code [K + 1][N]}; NaN where
   *     nothing is predicted
   * @param predicted {@code [N]}: the row of the likeliest class; -1 for none
   * @param truth {@code [N]}: the row of the true class; -1 where it is not known
   */
  public record Classes(
      List<String> names,
      int others,
      List<List<Double>> probabilities,
      List<Integer> predicted,
      List<Integer> truth) {
    /** Copies the lists. */
    public Classes {
      names = List.copyOf(names);
      probabilities = probabilities.stream().map(List::copyOf).toList();
      predicted = List.copyOf(predicted);
      truth = List.copyOf(truth);
    }
  }
}
