package dev.carousel.model;

import dev.carousel.data.Inputs;
import dev.carousel.engine.MaskSpec;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.random.RandomStreams;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Drops elements and scales up the others, so that the mean is kept (inverted dropout: Srivastava
 * and others, 2014). The seed, the update, the layer, the row and the step determine what is
 * dropped. It belongs to one pass, as the buffers do that it writes to.
 */
final class Dropout {
  private final double share;
  private final DropoutKinds kinds;
  private final long seed;
  private final long update;

  /** Restarted for each stream: a new one for each would take longer than what is drawn. */
  private final RandomGenerator random;

  /**
   * Dropout of one update.
   *
   * @param share of the outputs of layers
   */
  Dropout(double share, DropoutKinds kinds, long seed, long update) {
    this.share = share;
    this.kinds = kinds;
    this.seed = seed;
    this.update = update;
    random = RandomStreams.stream(seed, "dropout");
  }

  /** The dropout of an update; null if the network has none. */
  static @Nullable Dropout of(NetworkSpec spec, long seed, long update) {
    boolean isNone = spec.dropout() == 0 && spec.dropouts().isNone();
    return isNone ? null : new Dropout(spec.dropout(), spec.dropouts(), seed, update);
  }

  /** The share of the outputs of layers. */
  double share() {
    return share;
  }

  DropoutKinds kinds() {
    return kinds;
  }

  /** Factors for the outputs of a layer: 0, or 1 / (1 - share). For all steps, or for each. */
  Tensor factors(int layer, Tensor like, PassBuffers buffers) {
    RandomStreams.restart(random, seed, "dropout", update, layer);
    int steps = kinds.variational() ? 1 : like.extent(0);
    Tensor factors = buffers.tensor(steps, like.extent(1), like.extent(2));
    for (int i = 0; i < factors.size(); i++) {
      factors.set(i, factor(share));
    }
    return factors;
  }

  private double factor(double share) {
    return random.nextDouble() < share ? 0 : 1 / (1 - share);
  }

  /** Factors for vectors that the first recurrent layer reads. */
  Tensor ofInput(Tensor vectors, PassBuffers buffers) {
    int steps = kinds.variational() ? 1 : vectors.extent(0);
    Tensor factors = buffers.tensor(steps, vectors.extent(1), vectors.extent(2));
    fill(factors, "dropout input", kinds.input(), false);
    return factors;
  }

  /**
   * Symbols of which some are dropped: zeros without a one. A variational mask drops the same
   * symbols at all steps of a row.
   */
  Inputs.Values ofSymbols(Inputs.Symbols symbols, PassBuffers buffers) {
    boolean isForAll = kinds.variational();
    int features = symbols.features();
    Tensor factors =
        buffers.tensor(isForAll ? 1 : symbols.steps(), symbols.rows(), isForAll ? features : 1);
    fill(factors, "dropout input", kinds.input(), false);
    Tensor vectors = buffers.zeros(symbols.steps(), symbols.rows(), features);
    for (int place = 0; place < symbols.ids().length; place++) {
      int id = symbols.ids()[place];
      int row = place % symbols.rows();
      vectors.set(place * features + id, factors.get(isForAll ? row * features + id : place));
    }
    return new Inputs.Values(vectors);
  }

  /** The masks within a layer's cell. */
  @Nullable NamedTensors within(Layer layer, int steps, int rows, PassBuffers buffers) {
    Map<String, Tensor> masks = new LinkedHashMap<>();
    for (MaskSpec spec : layer.training().masks()) {
      Tensor mask = buffers.tensor(isForAll(spec, kinds) ? 1 : steps, rows, spec.size());
      boolean isZoneout = spec.kind() == MaskSpec.Kind.ZONEOUT;
      fill(mask, "dropout " + spec.name(), share(spec), isZoneout, layer.index(), direction(layer));
      masks.put(spec.name(), mask);
    }
    return masks.isEmpty() ? null : new NamedTensors(masks);
  }

  /** Whether a mask is the same at all steps. */
  static boolean isForAll(MaskSpec spec, DropoutKinds kinds) {
    return switch (spec.kind()) {
      case RECURRENT -> true;
      case CANDIDATE -> kinds.variational();
      case ZONEOUT -> false;
    };
  }

  private double share(MaskSpec spec) {
    return switch (spec.kind()) {
      case RECURRENT -> kinds.recurrent();
      case CANDIDATE -> kinds.candidate();
      case ZONEOUT -> kinds.zoneout();
    };
  }

  private static int direction(Layer layer) {
    return layer.reverse() ? 1 : 0;
  }

  /** Draws factors {@code [T, B, size]}, step by step, each row from a stream of its own. */
  private void fill(Tensor factors, String purpose, double share, boolean isKept, long... layer) {
    int rows = factors.extent(1);
    int size = factors.extent(2);
    for (int row = 0; row < rows; row++) {
      RandomStreams.restart(random, seed, purpose, indices(row, layer));
      for (int step = 0; step < factors.extent(0); step++) {
        for (int i = 0; i < size; i++) {
          double drawn = isKept ? (random.nextDouble() < share ? 1 : 0) : factor(share);
          factors.set((step * rows + row) * size + i, drawn);
        }
      }
    }
  }

  private long[] indices(int row, long... layer) {
    long[] indices = new long[layer.length + 2];
    indices[0] = update;
    indices[1] = row;
    System.arraycopy(layer, 0, indices, 2, layer.length);
    return indices;
  }

  /** Draws factors for a recurrent matrix. */
  void fillWeights(Tensor factors, Layer layer, ParameterSpec matrix) {
    String purpose = "dropout weights " + matrix.name();
    RandomStreams.restart(random, seed, purpose, update, layer.index(), direction(layer));
    for (int i = 0; i < factors.size(); i++) {
      factors.set(i, factor(kinds.weights()));
    }
  }

  /**
   * {@code x * factors}, element by element, in a tensor of its own.
   *
   * @param factors as many as elements, or those of one step
   */
  static Tensor apply(Tensor x, Tensor factors, PassBuffers buffers) {
    Tensor y = buffers.tensor(x.extent(0), x.extent(1), x.extent(2));
    for (int i = 0; i < y.size(); i++) {
      y.set(i, x.get(i) * factors.get(i % factors.size()));
    }
    return y;
  }
}
