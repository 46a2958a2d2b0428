package dev.carousel.data.score;

import dev.carousel.data.Targets;
import dev.carousel.data.score.NaiveValues.Spot;
import dev.carousel.data.table.PartRows;
import dev.carousel.data.table.TableCodec;
import dev.carousel.metrics.ClassScoring;
import dev.carousel.metrics.NumberScoring;
import dev.carousel.model.HeadLoss;
import dev.carousel.model.Predictions;
import dev.carousel.train.Tally;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores the predictions of a part of a table in its own units, while it is evaluated. */
final class TableTally implements Tally {
  private final PartRows rows;
  private final TableCodec codec;
  private final NaiveValues naive;
  private final @Nullable Origins origins;
  private final Board whole;
  private final @Nullable Sampler sampler;
  private final List<Board> byOrigin = new ArrayList<>();

  /**
   * @param whole gathers all predictions
   * @param origins of a backtest; null for none
   * @param sampler keeps some predictions; null if none are to be kept
   */
  TableTally(
      PartRows rows,
      NaiveValues naive,
      Board whole,
      @Nullable Origins origins,
      @Nullable Sampler sampler) {
    this.rows = rows;
    this.codec = rows.table().codec();
    this.naive = naive;
    this.whole = whole;
    this.origins = origins;
    this.sampler = sampler;
    for (int i = 0; origins != null && i < origins.count(); i++) {
      byOrigin.add(whole.another());
    }
  }

  Board whole() {
    return whole;
  }

  /** One for each origin of the backtest. */
  List<Board> byOrigin() {
    return byOrigin;
  }

  @Override
  public Tally another() {
    Sampler own = sampler == null ? null : sampler.another();
    return new TableTally(rows, naive, whole.another(), origins, own);
  }

  @Override
  public void addAll(Tally other) {
    TableTally tally = (TableTally) other;
    whole.addAll(tally.whole);
    for (int i = 0; i < byOrigin.size(); i++) {
      byOrigin.get(i).addAll(tally.byOrigin.get(i));
    }
    if (sampler != null && tally.sampler != null) {
      sampler.addAll(tally.sampler);
    }
  }

  @Override
  public void add(Predictions made, int[] sequences, int[] steps) {
    for (int i = 0; i < sequences.length; i++) {
      int group = rows.group(sequences[i]);
      int origin = rows.origin(sequences[i], steps[i]);
      int index = origins == null ? -1 : origins.index(group, origin, steps[i]);
      List<Board> boards = index < 0 ? List.of(whole) : List.of(whole, byOrigin.get(index));
      Sampler own = rows.isInUse(steps[i]) ? wanting(group, origin) : null;
      if (codec.predictsClasses()) {
        addClass(made, i, group, origin, boards, own);
      } else {
        addNumbers(made, i, group, origin, boards, own);
      }
    }
  }

  private @Nullable Sampler wanting(int group, int origin) {
    return sampler != null && sampler.isWanted(group, origin) ? sampler : null;
  }

  private void addClass(
      Predictions made, int i, int group, int origin, List<Board> boards, @Nullable Sampler own) {
    int truth = ((Targets.Symbols) made.targets()).ids()[i];
    double[] probabilities = made.probabilities(i);
    Spot spot = new Spot(group, origin, origin + codec.ahead(), 1);
    int[] beside = naive.classes(spot);
    if (own != null) {
      own.probabilities(spot, probabilities);
    }
    for (Board board : boards) {
      ClassScoring to = board.classes();
      if (to != null) {
        to.add(truth, probabilities, beside);
      }
    }
  }

  private void addNumbers(
      Predictions made,
      int i,
      int group,
      int origin,
      List<Board> boards,
      @Nullable Sampler sampled) {
    HeadLoss loss = made.loss();
    double[] outputs = made.outputs(i);
    double[] points = loss.points(outputs);
    List<double[]> quantiles =
        loss.levels().stream().map(level -> loss.quantiles(outputs, level)).toList();
    int count = codec.outputs().size();
    for (int h = 0; h < codec.horizon(); h++) {
      Spot spot = new Spot(group, origin, origin + codec.ahead() + h, h + 1);
      for (int k = 0; k < count; k++) {
        double truth = rows.truth().number(k, group, spot.target());
        if (sampled != null || !Double.isNaN(truth)) {
          int at = h * count + k;
          int output = k;
          double value = decoded(group, k, points[at]);
          double[] own =
              quantiles.stream().mapToDouble(each -> decoded(group, output, each[at])).toArray();
          addNumber(k, spot, truth, value, own, boards, sampled);
        }
      }
    }
  }

  private void addNumber(
      int output,
      Spot spot,
      double truth,
      double value,
      double[] quantiles,
      List<Board> boards,
      @Nullable Sampler sampled) {
    double[] beside = naive.numbers(output, spot);
    if (sampled != null) {
      sampled.number(output, spot, value, quantiles, beside);
    }
    for (Board board : boards) {
      NumberScoring to = board.numbers();
      if (to != null && !Double.isNaN(truth)) {
        to.add(output, spot.step(), truth, value, quantiles, beside);
      }
    }
  }

  private double decoded(int group, int output, double scaled) {
    return rows.table().decode(group, output, scaled);
  }
}
