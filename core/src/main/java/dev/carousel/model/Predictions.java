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
 * @param outputs {@code [N, 1, K]}: logits of classes, or numbers; a copy that belongs to the
 *     caller
 * @param targets of the N predictions, in the same order
 */
public record Predictions(Tensor outputs, Targets targets) {

  /** The predictions at some places of a chunk: steps times rows, or rows if each row has one. */
  static Predictions at(int[] places, Tensor outputs, Targets targets) {
    int size = outputs.extent(2);
    Tensor taken = outputs.precision().zeros(places.length, 1, size);
    for (int i = 0; i < places.length; i++) {
      copy(outputs, places[i] * size, taken, i * size, size);
    }
    return new Predictions(taken, at(places, targets));
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

  /** The places of a chunk's real predictions. */
  static int[] real(Chunk chunk) {
    boolean isAtEnd = chunk.targets().moment() == Targets.Moment.END;
    return IntStream.range(0, chunk.targets().count())
        .filter(i -> isAtEnd || chunk.isReal(i / chunk.rows(), i % chunk.rows()))
        .toArray();
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
    return at(places, outputs, targets);
  }

  /** Their loss. */
  public Loss loss(Engine engine) {
    return Loss.measure(engine, outputs.copy(), targets);
  }
}
