package dev.carousel.data.predict;

import dev.carousel.data.table.TableCodec;
import dev.carousel.error.CarouselException;
import dev.carousel.model.HeadLoss;
import dev.carousel.tensor.Largest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Turns the outputs of a network's head into predictions in the units of the data. */
final class Answers {
  private final TableCodec codec;
  private final HeadLoss loss;
  private final List<Double> levels;

  Answers(TableCodec codec, HeadLoss loss) {
    this.codec = codec;
    this.loss = loss;
    this.levels = loss.levels();
  }

  /**
   * The predictions from one row, in the order of the horizon.
   *
   * @param outputs {@code [K]}
   * @param where the row is, for messages
   */
  void each(Origin origin, double[] outputs, Supplier<String> where, Consumer<Prediction> action) {
    requireFinite(outputs, where);
    if (codec.predictsClasses()) {
      action.accept(classes(origin, outputs));
      return;
    }
    double[] points = loss.points(outputs);
    List<double[]> quantiles = new ArrayList<>();
    levels.forEach(level -> quantiles.add(loss.quantiles(outputs, level)));
    for (int h = 0; h < codec.horizon(); h++) {
      action.accept(numbers(origin, h, points, quantiles));
    }
  }

  private ClassPrediction classes(Origin origin, double[] outputs) {
    double[] probabilities = loss.probabilities(outputs);
    int best = Largest.of(probabilities);
    Place place = origin.place(codec, 0);
    return new ClassPrediction(
        place,
        codec.classes().get(best),
        Arrays.stream(probabilities).boxed().toList(),
        origin.trueClass(place));
  }

  private NumberPrediction numbers(
      Origin origin, int h, double[] points, List<double[]> quantiles) {
    Place place = origin.place(codec, h);
    int count = codec.outputs().size();
    List<Double> values = new ArrayList<>(count);
    List<List<Double>> spread = new ArrayList<>(count);
    List<Double> truths = new ArrayList<>(count);
    for (int k = 0; k < count; k++) {
      int output = k;
      int at = h * count + k;
      values.add(origin.decode(output, points[at]));
      spread.add(quantiles.stream().map(q -> origin.decode(output, q[at])).toList());
      truths.add(origin.truth(output, place));
    }
    return new NumberPrediction(place, values, spread, truths);
  }

  /** Refuses outputs that are not finite. */
  static void requireFinite(double[] outputs, Supplier<String> where) {
    for (double output : outputs) {
      if (!Double.isFinite(output)) {
        throw CarouselException.failure("The network's prediction is not finite.")
            .expected("finite numbers")
            .found(output)
            .where(where.get())
            .mend("use inputs like those of the training, or train again with a smaller step size")
            .build();
      }
    }
  }
}
