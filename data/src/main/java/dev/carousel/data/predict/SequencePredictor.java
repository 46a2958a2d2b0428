package dev.carousel.data.predict;

import dev.carousel.data.Batches;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataCodec;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Sizes;
import dev.carousel.data.Targets;
import dev.carousel.data.arrays.ArraysCodec;
import dev.carousel.data.arrays.Sequences;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.HeadLoss;
import dev.carousel.model.Outputs;
import dev.carousel.model.SavedModel;
import dev.carousel.plugin.Plugins;
import dev.carousel.tensor.Largest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Predicts with a model that was trained on {@link Sequences}: from arrays, as the program made
 * them for the training.
 *
 * <pre>{@code
 * SequencePredictor predictor = SequencePredictor.of(SavedModel.read(file), engine, plugins);
 * String name = predictor.predict(recordings).get(0).get(0).name();
 * }</pre>
 *
 * <p>Each sequence is read whole, from zero states. Sequences of similar length are read together,
 * which does not change the bits. Immutable and thread-safe. The engine must stay open.
 */
public final class SequencePredictor {
  /** As many sequences as evaluation reads at once. */
  private static final int ROWS = 32;

  private final BoundNetwork network;
  private final ArraysCodec codec;

  private SequencePredictor(BoundNetwork network, ArraysCodec codec) {
    this.network = network;
    this.codec = codec;
  }

  /**
   * A predictor with a saved model.
   *
   * @param plugins where its cell and its loss are found
   * @throws CarouselException if the model is not one of arrays, or a plugin is missing
   */
  public static SequencePredictor of(SavedModel model, Engine engine, Plugins plugins) {
    return of(model.bind(engine, plugins), model.codec());
  }

  /**
   * A predictor with a network in memory.
   *
   * @param codec of the dataset that it was trained on
   * @throws CarouselException if that was not one of arrays
   */
  public static SequencePredictor of(BoundNetwork network, DataCodec codec) {
    if (codec instanceof ArraysCodec arrays) {
      return new SequencePredictor(network, arrays);
    }
    throw CarouselException.usage("The model does not predict from arrays.")
        .expected("a model that was trained on Sequences")
        .found("a model of " + codec.getClass().getSimpleName())
        .mend("Predictor predicts with a model of a table")
        .build();
  }

  /** What the network reads and predicts. */
  public DataShape shape() {
    return codec.read();
  }

  /** The names of the numbers of a step; empty if the dataset had none. */
  public List<String> inputs() {
    return codec.inputs();
  }

  /** The names of the classes; empty if the dataset had none, or numbers are predicted. */
  public List<String> classes() {
    return codec.classes();
  }

  /** The levels of the predicted quantiles, ascending; empty if the loss has none. */
  public List<Double> levels() {
    return network.network().loss().levels();
  }

  /**
   * Predicts from sequences of numbers.
   *
   * @param sequences {@code [N][T][I]}; T may differ
   * @return {@code [N]}: for each sequence one prediction at its end, or one after each of its
   *     steps, as the network was trained
   * @throws CarouselException if there is no sequence, one has no step, a step has another number
   *     of inputs, one is not finite, or a prediction is not
   */
  public List<List<StepPrediction>> predict(float[][][] sequences) {
    int expected = shape().inputFeatures();
    Sequences.of(sequences); // refuses what is not finite, or uneven
    if (sequences[0][0].length != expected) {
      throw CarouselException.usage("A step has another number of inputs than in training.")
          .expected(expected + (inputs().isEmpty() ? "" : ": " + String.join(", ", inputs())))
          .found(sequences[0][0].length)
          .build();
    }
    return predict(Arrays.stream(sequences).map(steps -> (Inputs) Inputs.of(steps)).toList());
  }

  /**
   * Predicts from sequences of numbers, symbols, or numbers with categories.
   *
   * @param sequences each of one row
   * @throws CarouselException if one does not fit the network, or a prediction is not finite
   */
  public List<List<StepPrediction>> predict(List<? extends Inputs> sequences) {
    List<List<StepPrediction>> made = new ArrayList<>();
    sequences.forEach(each -> made.add(List.of()));
    int[] byLength =
        IntStream.range(0, sequences.size())
            .boxed()
            .sorted((a, b) -> Integer.compare(sequences.get(a).steps(), sequences.get(b).steps()))
            .mapToInt(each -> each)
            .toArray();
    for (int at = 0; at < byLength.length; at += ROWS) {
      int[] some = Arrays.copyOfRange(byLength, at, Math.min(byLength.length, at + ROWS));
      Chunk chunk = Batches.of(IntStream.of(some).mapToObj(i -> row(sequences.get(i))).toList());
      Outputs outputs = network.predict(chunk.inputs(), chunk.mask());
      for (int row = 0; row < some.length; row++) {
        made.set(some[row], steps(outputs, row, sequences.get(some[row]).steps()));
      }
    }
    return made;
  }

  /** A chunk with targets that are never read. */
  private Chunk row(Inputs sequence) {
    DataShape shape = shape();
    int count = shape.moment() == Targets.Moment.END ? 1 : sequence.steps();
    int size = shape.outputFeatures();
    Targets targets =
        shape.symbolsOut()
            ? new Targets.Symbols(shape.moment(), size, new int[count])
            : new Targets.Values(shape.moment(), size, new float[Sizes.product(count, size)]);
    return new Chunk(sequence, targets, Chunk.allFresh(1));
  }

  private List<StepPrediction> steps(Outputs outputs, int row, int steps) {
    int count = shape().moment() == Targets.Moment.END ? 1 : steps;
    List<StepPrediction> made = new ArrayList<>(count);
    for (int step = 0; step < count; step++) {
      made.add(answer(outputs.at(step, row), step));
    }
    return made;
  }

  private StepPrediction answer(double[] outputs, int step) {
    Answers.requireFinite(outputs, () -> "after step " + (step + 1));
    HeadLoss loss = network.network().loss();
    if (shape().symbolsOut()) {
      double[] probabilities = loss.probabilities(outputs);
      int best = Largest.of(probabilities);
      String name = classes().isEmpty() ? null : classes().get(best);
      List<Double> all = Arrays.stream(probabilities).boxed().toList();
      return new StepPrediction(List.of(), List.of(), all, best, name);
    }
    double[] points = loss.points(outputs);
    List<double[]> levels = levels().stream().map(q -> loss.quantiles(outputs, q)).toList();
    List<List<Double>> quantiles = new ArrayList<>();
    for (int k = 0; k < points.length; k++) {
      int output = k;
      quantiles.add(levels.stream().map(each -> each[output]).toList());
    }
    List<Double> values = Arrays.stream(points).boxed().toList();
    return new StepPrediction(values, quantiles, List.of(), -1, null);
  }
}
