package dev.carousel.model;

import dev.carousel.data.Chunk;
import dev.carousel.data.Targets;
import dev.carousel.engine.Engine;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The predictions of a network, with their targets.
 *
 * @param outputs {@code [N, 1, K]}: the head's outputs; a copy that belongs to the caller
 * @param targets of the N predictions, in the same order; at least one of each is known
 * @param loss which says what the outputs stand for
 */
public record Predictions(Tensor outputs, Targets targets, HeadLoss loss) {

  /** The predictions at some places of a chunk: steps times rows, or rows if each row has one. */
  static Predictions at(int[] places, Tensor outputs, Targets targets, HeadLoss loss) {
    int size = outputs.extent(2);
    Tensor taken = outputs.precision().zeros(places.length, 1, size);
    for (int i = 0; i < places.length; i++) {
      copy(outputs, places[i] * size, taken, i * size, size);
    }
    return new Predictions(taken, at(places, targets), loss);
  }

  private static void copy(Tensor from, int at, Tensor to, int place, int size) {
    if (from instanceof FloatTensor a && to instanceof FloatTensor b) {
      System.arraycopy(a.array(), at, b.array(), place, size);
      return;
    }
    for (int k = 0; k < size; k++) {
      to.set(place + k, from.get(at + k));
    }
  }

  private static Targets at(int[] places, Targets targets) {
    if (targets instanceof Targets.Symbols symbols) {
      int[] ids = Arrays.stream(places).map(place -> symbols.ids()[place]).toArray();
      return new Targets.Symbols(Targets.Moment.EVERY_STEP, symbols.classes(), ids);
    }
    Targets.Values values = (Targets.Values) targets;
    int size = values.features();
    float[] taken = new float[places.length * size];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(values.values(), places[i] * size, taken, i * size, size);
    }
    return new Targets.Values(Targets.Moment.EVERY_STEP, size, taken);
  }

  /** The places of a chunk's predictions that count. */
  static int[] real(Chunk chunk) {
    return IntStream.range(0, chunk.targets().count()).filter(chunk::counts).toArray();
  }

  /** The number of predictions, N. */
  public int count() {
    return targets.count();
  }

  /** Only the predictions whose correct class is this one; none if numbers are predicted. */
  public Predictions ofClass(int id) {
    int[] places =
        targets instanceof Targets.Symbols symbols
            ? IntStream.range(0, count()).filter(i -> symbols.ids()[i] == id).toArray()
            : new int[0];
    return at(places, outputs, targets, loss);
  }

  /** The head's outputs for one prediction: {@code [K]}. */
  public double[] outputs(int index) {
    double[] own = new double[outputs.extent(2)];
    for (int k = 0; k < own.length; k++) {
      own[k] = outputs.get(index * own.length + k);
    }
    return own;
  }

  /** The numbers that one prediction stands for; see {@link HeadLoss#points}. */
  public double[] points(int index) {
    return loss.points(outputs(index));
  }

  /** The probabilities of one prediction; see {@link HeadLoss#probabilities}. */
  public double[] probabilities(int index) {
    return loss.probabilities(outputs(index));
  }

  /** Their loss. */
  public LossTotal total(Engine engine) {
    return loss.measure(engine, outputs.copy(), targets);
  }
}
