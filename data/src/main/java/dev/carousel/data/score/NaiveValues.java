package dev.carousel.data.score;

import dev.carousel.data.Targets;
import dev.carousel.data.table.TableCodec;
import dev.carousel.data.table.TableOutput;
import dev.carousel.data.table.TableTruth;
import dev.carousel.metrics.Baseline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What naive baselines predict of a table. */
final class NaiveValues {
  private final TableCodec codec;
  private final TableTruth truth;
  private final @Nullable Integer season;
  private final List<Baseline> baselines = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();

  /**
   * @param season null for no seasonal baseline
   */
  NaiveValues(TableCodec codec, TableTruth truth, @Nullable Integer season) {
    this.codec = codec;
    this.truth = truth;
    this.season = season;
    codec.classes().forEach(name -> ids.put(name, ids.size()));
    if (!codec.labelsGroups()) {
      baselines.add(Baseline.LAST);
      if (season != null) {
        baselines.add(Baseline.SEASONAL);
      }
    }
    if (codec.outputs().stream().map(TableOutput::usual).noneMatch(usual -> usual == null)) {
      baselines.add(codec.predictsClasses() ? Baseline.MOST_FREQUENT : Baseline.MEAN);
    }
  }

  /**
   * Where a prediction belongs.
   *
   * @param group of the table
   * @param origin the step that was read last
   * @param target the step that is predicted
   * @param step of the horizon, from 1
   */
  record Spot(int group, int origin, int target, int step) {}

  /** The baselines that there are, in order. */
  List<Baseline> baselines() {
    return baselines;
  }

  /** The index of a class; {@link Targets#MISSING} if it is null or not one of the model's. */
  int id(@Nullable String name) {
    return name == null ? Targets.MISSING : ids.getOrDefault(name, Targets.MISSING);
  }

  /** The number that each baseline predicts; NaN for none. */
  double[] numbers(int output, Spot spot) {
    return baselines.stream()
        .mapToDouble(
            baseline ->
                switch (baseline) {
                  case LAST -> number(output, spot, null);
                  case SEASONAL -> number(output, spot, season);
                  case MEAN, MOST_FREQUENT -> usual(output);
                })
        .toArray();
  }

  /** The class that each baseline predicts; {@link Targets#MISSING} for none. */
  int[] classes(Spot spot) {
    return baselines.stream()
        .mapToInt(
            baseline ->
                switch (baseline) {
                  case LAST -> id(name(spot, null));
                  case SEASONAL -> id(name(spot, season));
                  case MEAN, MOST_FREQUENT -> (int) usual(0);
                })
        .toArray();
  }

  private double usual(int output) {
    Double usual = codec.outputs().get(output).usual();
    return usual == null ? Double.NaN : usual;
  }

  /** The latest number that is there; NaN if there is none. */
  private double number(int output, Spot spot, @Nullable Integer back) {
    double value = Double.NaN;
    int step = known(spot, back);
    while (step >= 0 && Double.isNaN(value)) {
      value = truth.number(output, spot.group(), step);
      step -= back == null ? 1 : back;
    }
    return value;
  }

  /** The latest class that is there; null if there is none. */
  private @Nullable String name(Spot spot, @Nullable Integer back) {
    String value = null;
    int step = known(spot, back);
    while (step >= 0 && value == null) {
      value = truth.name(spot.group(), step);
      step -= back == null ? 1 : back;
    }
    return value;
  }

  /**
   * The last step whose truth is known when a prediction is made, or one before it.
   *
   * @param back to stay in step with what is predicted; null for the last step itself
   * @return negative if there is none
   */
  private static int known(Spot spot, @Nullable Integer back) {
    int last = Math.min(spot.origin(), spot.target() - spot.step());
    if (back == null) {
      return last;
    }
    int seasons = Math.floorDiv(spot.target() - last + back - 1, back);
    return (int) Math.max(-1, spot.target() - (long) seasons * back);
  }
}
