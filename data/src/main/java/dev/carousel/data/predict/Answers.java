package dev.carousel.data.predict;

import dev.carousel.data.table.EncodedTable;
import dev.carousel.data.table.TableCodec;
import dev.carousel.error.CarouselException;
import dev.carousel.model.HeadLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Turns the outputs of a network's head into predictions in the units of the data. */
final class Answers {
  private final EncodedTable table;
  private final TableCodec codec;
  private final Truth truth;
  private final HeadLoss loss;
  private final List<Double> levels;

  Answers(EncodedTable table, Truth truth, HeadLoss loss) {
    this.table = table;
    this.codec = table.codec();
    this.truth = truth;
    this.loss = loss;
    this.levels = loss.levels();
  }

  /**
   * The predictions from one row, in the order of the horizon.
   *
   * @param outputs {@code [K]}
   */
  void each(int sequence, int origin, double[] outputs, Consumer<Prediction> action) {
    requireFinite(sequence, origin, outputs);
    if (codec.predictsClasses()) {
      action.accept(classes(place(sequence, origin, 0), outputs));
      return;
    }
    double[] points = loss.points(outputs);
    List<double[]> quantiles = new ArrayList<>();
    levels.forEach(level -> quantiles.add(loss.quantiles(outputs, level)));
    for (int h = 0; h < codec.horizon(); h++) {
      action.accept(numbers(place(sequence, origin, h), h, points, quantiles));
    }
  }

  private Place place(int sequence, int origin, int h) {
    int target = origin + codec.ahead() + h;
    boolean isRow = target < table.length(sequence) && !codec.labelsGroups();
    return new Place(
        sequence,
        table.group(sequence),
        origin,
        target,
        isRow ? table.row(sequence, target) : -1,
        h + 1,
        table.timeText(sequence, target));
  }

  private ClassPrediction classes(Place place, double[] outputs) {
    double[] probabilities = loss.probabilities(outputs);
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return new ClassPrediction(
        place,
        codec.classes().get(best),
        Arrays.stream(probabilities).boxed().toList(),
        truth.name(place.sequence(), place.target()));
  }

  private NumberPrediction numbers(Place place, int h, double[] points, List<double[]> quantiles) {
    int sequence = place.sequence();
    int count = codec.outputs().size();
    List<Double> values = new ArrayList<>(count);
    List<List<Double>> spread = new ArrayList<>(count);
    List<Double> truths = new ArrayList<>(count);
    for (int k = 0; k < count; k++) {
      int output = k;
      int at = h * count + k;
      values.add(table.decode(sequence, output, points[at]));
      spread.add(quantiles.stream().map(q -> table.decode(sequence, output, q[at])).toList());
      truths.add(truth.number(output, sequence, place.target()));
    }
    return new NumberPrediction(place, values, spread, truths);
  }

  private void requireFinite(int sequence, int origin, double[] outputs) {
    for (double output : outputs) {
      if (!Double.isFinite(output)) {
        String group = table.group(sequence);
        throw CarouselException.failure("The network's prediction is not finite.")
            .expected("finite numbers")
            .found(output)
            .where(
                "after step " + (origin + 1) + (group.isEmpty() ? "" : " of group '" + group + "'"))
            .mend("use inputs like those of the training, or train again with a smaller step size")
            .build();
      }
    }
  }
}
