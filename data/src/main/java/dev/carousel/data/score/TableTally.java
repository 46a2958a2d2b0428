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
  private final List<Board> byOrigin = new ArrayList<>();

  /**
   * @param whole gathers all predictions
   * @param origins of a backtest; null for none
   */
  TableTally(PartRows rows, NaiveValues naive, Board whole, @Nullable Origins origins) {
    this.rows = rows;
    this.codec = rows.table().codec();
    this.naive = naive;
    this.whole = whole;
    this.origins = origins;
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
    return new TableTally(rows, naive, whole.another(), origins);
  }

  @Override
  public void addAll(Tally other) {
    TableTally tally = (TableTally) other;
    whole.addAll(tally.whole);
    for (int i = 0; i < byOrigin.size(); i++) {
      byOrigin.get(i).addAll(tally.byOrigin.get(i));
    }
  }

  @Override
  public void add(Predictions made, int[] sequences, int[] steps) {
    for (int i = 0; i < sequences.length; i++) {
      int group = rows.group(sequences[i]);
      int origin = rows.origin(sequences[i], steps[i]);
      int index = origins == null ? -1 : origins.index(group, origin, steps[i]);
      List<Board> boards = index < 0 ? List.of(whole) : List.of(whole, byOrigin.get(index));
      if (codec.predictsClasses()) {
        addClass(made, i, group, origin, boards);
      } else {
        addNumbers(made, i, group, origin, boards);
      }
    }
  }

  private void addClass(Predictions made, int i, int group, int origin, List<Board> boards) {
    int truth = ((Targets.Symbols) made.targets()).ids()[i];
    double[] probabilities = made.probabilities(i);
    int[] beside = naive.classes(new Spot(group, origin, origin + codec.ahead(), 1));
    for (Board board : boards) {
      ClassScoring to = board.classes();
      if (to != null) {
        to.add(truth, probabilities, beside);
      }
    }
  }

  private void addNumbers(Predictions made, int i, int group, int origin, List<Board> boards) {
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
        if (!Double.isNaN(truth)) {
          int at = h * count + k;
          double value = decoded(group, k, points[at]);
          int output = k;
          double[] own =
              quantiles.stream().mapToDouble(each -> decoded(group, output, each[at])).toArray();
          double[] beside = naive.numbers(k, spot);
          for (Board board : boards) {
            NumberScoring to = board.numbers();
            if (to != null) {
              to.add(k, spot.step(), truth, value, own, beside);
            }
          }
        }
      }
    }
  }

  private double decoded(int group, int output, double scaled) {
    return rows.table().decode(group, output, scaled);
  }
}
