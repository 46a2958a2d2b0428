package dev.carousel.internal.engine.fused;

import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerGradients;
import dev.carousel.internal.engine.LayerChecks;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.PackedMatrix;
import dev.carousel.spi.StateGradient;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A run of a {@link WideLayer}. A row is a step of a sequence; a piece is some rows, a part some
 * columns of the outputs. They are the same for any number of threads, and so are the bits.
 */
final class WidePass implements ForwardPass {
  /** The rows of a piece: what it reads and writes of a part fits into a core's cache. */
  static final int PIECE = 256;

  /** The columns that are computed at a time. */
  private static final int PART = 1024;

  private final WideLayer layer;
  private final Kernels kernels;
  private final int steps;
  private final int rows;
  private final FloatTensor outputs;
  private final NamedTensors nothing = new NamedTensors(Map.of());
  private final PackedMatrix[] parts;
  private final float[][] edges;
  private final IntConsumer task = this::computePart;
  private final FloatTensor none = new FloatTensor(0);
  private FloatTensor input = none;
  private @Nullable WideBackward way;
  private boolean findsInputGradient;
  private boolean isReleased;

  WidePass(WideLayer layer, int steps, int rows) {
    this.layer = layer;
    this.steps = steps;
    this.rows = rows;
    kernels = layer.engine().kernelsInUse();
    outputs = new FloatTensor(steps, rows, layer.outputs());
    parts = new PackedMatrix[(layer.outputs() + PART - 1) / PART];
    for (int i = 0; i < parts.length; i++) {
      int count = Math.min(PART, layer.outputs() - i * PART);
      parts[i] = layer.forwardSide().columns(i * PART, count);
    }
    edges = new float[pieces()][Kernels.EDGE];
  }

  boolean is(int otherSteps, int otherRows) {
    return steps == otherSteps && rows == otherRows;
  }

  /** How many rows all steps have. */
  int allRows() {
    return steps * rows;
  }

  int pieces() {
    return (allRows() + PIECE - 1) / PIECE;
  }

  /** How many rows a piece has. */
  int rowsOf(int piece) {
    return Math.min(PIECE, allRows() - piece * PIECE);
  }

  float[] read() {
    return input.array();
  }

  void forward(FloatTensor vectors, boolean withInputGradient) {
    isReleased = false;
    input = vectors;
    findsInputGradient = withInputGradient;
    layer.engine().runAll(parts.length * pieces(), task);
  }

  /** Neighbouring tasks read the same part of W. */
  private void computePart(int i) {
    PackedMatrix part = parts[i / pieces()];
    int piece = i % pieces();
    int from = i / pieces() * PART;
    int first = piece * PIECE;
    int width = layer.outputs();
    float[] y = outputs.array();
    int at = first * width + from;
    for (int r = 0; r < rowsOf(piece); r++) {
      System.arraycopy(layer.bias(), from, y, at + r * width, part.columns());
    }
    int size = layer.inputs();
    kernels.multiply(
        rowsOf(piece), size, read(), first * size, size, 1, part, y, at, width, edges[piece]);
  }

  @Override
  public LayerGradients backward(
      @Nullable Tensor outputGradients,
      @Nullable NamedTensors finalStateGradients,
      @Nullable Consumer<StateGradient> watcher) {
    requireLive();
    String name = layer.name();
    LayerChecks.backward(name, layer.graph(), outputs, outputGradients, finalStateGradients);
    LayerChecks.precision(name, "the outputs' gradient", Precision.FLOAT32, outputGradients);
    WideBackward known = way;
    if (known == null) {
      known = new WideBackward(layer, this);
      way = known;
    }
    return known.run((FloatTensor) outputGradients, findsInputGradient);
  }

  private void requireLive() {
    if (isReleased) {
      throw new IllegalStateException("the pass has been released");
    }
  }

  @Override
  public Tensor outputs() {
    requireLive();
    return outputs;
  }

  @Override
  public NamedTensors finalStates() {
    requireLive();
    return nothing;
  }

  @Override
  public Tensor states(String name) {
    throw new IllegalArgumentException("no state " + name);
  }

  @Override
  public Tensor observed(String name) {
    throw new IllegalArgumentException("nothing is observed under the name " + name);
  }

  /** An empty tensor {@code [T, B, size]}. */
  FloatTensor tensor(int size) {
    return new FloatTensor(steps, rows, size);
  }

  @Override
  public void release() {
    requireLive();
    isReleased = true;
    input = none;
    layer.giveBack(this);
  }
}
