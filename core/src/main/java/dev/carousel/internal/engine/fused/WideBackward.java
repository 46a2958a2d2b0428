package dev.carousel.internal.engine.fused;

import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.PackedMatrix;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The way back of a {@link WidePass}. The gradient of W is computed a part of its rows at a time,
 * over all pieces, so that the sums stay in the cache; that of the input a piece at a time.
 */
final class WideBackward {
  /** The rows of W whose gradient one thread sums up. */
  private static final int PART = 128;

  /** The outputs that a piece of the input's gradient is summed over at a time. */
  private static final int DEPTH = 512;

  private final WideLayer layer;
  private final WidePass pass;
  private final Kernels kernels;
  private final PackedMatrix[] read;
  private final PackedMatrix[] scratch;
  private final float[][] edges;
  private final NamedTensors parameters;
  private final float[] ofMatrix;
  private final float @Nullable [] ofBias;
  private final IntConsumer packTask = this::pack;
  private final IntConsumer sumTask = this::sum;
  private final LayerGradients withoutInput;
  private @Nullable LayerGradients withInput;

  /** W from each row on with which a part of the sum over the outputs begins. */
  private PackedMatrix[] weights = {};

  private final float[] none = {};
  private float[] above = none;
  private int inputTasks;

  WideBackward(WideLayer layer, WidePass pass) {
    this.layer = layer;
    this.pass = pass;
    kernels = layer.engine().kernelsInUse();
    read = new PackedMatrix[pass.pieces()];
    Arrays.setAll(read, i -> new PackedMatrix(WidePass.PIECE, layer.inputs()));
    scratch = new PackedMatrix[(layer.outputs() + PART - 1) / PART];
    Arrays.setAll(scratch, i -> new PackedMatrix(WidePass.PIECE, PART));
    edges = new float[read.length + scratch.length][Kernels.EDGE];
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    for (ParameterSpec spec : layer.graph().parameters()) {
      zeros.put(spec.name(), spec.zeros(Precision.FLOAT32));
    }
    parameters = new NamedTensors(zeros);
    withoutInput = new LayerGradients(null, pass.finalStates(), parameters);
    Node.Matrices affine = layer.graph().output().matrices();
    ofMatrix = array(affine.uses().get(0).matrix());
    ofBias = affine.bias() == null ? null : array(affine.bias());
  }

  private float[] array(ParameterSpec spec) {
    return array(parameters.get(spec.name()));
  }

  private static float[] array(@Nullable Tensor tensor) {
    return ((FloatTensor) Objects.requireNonNull(tensor)).array();
  }

  /**
   * The gradients.
   *
   * @param outputGradients null for zeros
   */
  LayerGradients run(@Nullable FloatTensor outputGradients, boolean findsInputGradient) {
    LayerGradients found = findsInputGradient ? withInput() : withoutInput;
    if (outputGradients == null) {
      parameters.forEach((name, tensor) -> tensor.fill(0));
      if (found.input() != null) {
        found.input().fill(0);
      }
    } else {
      above = outputGradients.array();
      readyWeights();
      inputTasks = findsInputGradient ? read.length : 0;
      layer.engine().runAll(read.length, packTask);
      layer.engine().runAll(inputTasks + scratch.length, sumTask);
      above = none;
    }
    return found;
  }

  private void readyWeights() {
    PackedMatrix all = layer.readyBackward();
    if (weights.length == 0) {
      weights = new PackedMatrix[(layer.outputs() + DEPTH - 1) / DEPTH];
      Arrays.setAll(weights, i -> all.rowsFrom(i * DEPTH));
    }
  }

  private LayerGradients withInput() {
    LayerGradients known = withInput;
    if (known == null) {
      FloatTensor ofInput = pass.tensor(layer.inputs());
      known = new LayerGradients(ofInput, withoutInput.initialStates(), parameters);
      withInput = known;
    }
    return known;
  }

  private void pack(int piece) {
    int size = layer.inputs();
    int from = piece * WidePass.PIECE * size;
    read[piece].place(pass.read(), from, size, pass.rowsOf(piece), size, 0, 0);
  }

  private void sum(int task) {
    if (task < inputTasks) {
      sumInput(task);
    } else {
      sumPart(task - inputTasks);
    }
  }

  private void sumInput(int piece) {
    float[] found = array(withInput().input());
    int size = layer.inputs();
    int width = layer.outputs();
    int rows = pass.rowsOf(piece);
    int first = piece * WidePass.PIECE;
    Arrays.fill(found, first * size, (first + rows) * size, 0f);
    for (int k = 0; k < width; k += DEPTH) {
      kernels.multiply(
          rows,
          Math.min(DEPTH, width - k),
          above,
          first * width + k,
          width,
          1,
          weights[k / DEPTH],
          found,
          first * size,
          size,
          edges[piece]);
    }
  }

  private void sumPart(int part) {
    int from = part * PART;
    int count = Math.min(PART, layer.outputs() - from);
    int size = layer.inputs();
    Arrays.fill(ofMatrix, from * size, (from + count) * size, 0f);
    if (ofBias != null) {
      Arrays.fill(ofBias, from, from + count, 0f);
    }
    for (int piece = 0; piece < read.length; piece++) {
      addPiece(piece, scratch[part], from, count, edges[read.length + part]);
    }
  }

  private void addPiece(int piece, PackedMatrix left, int from, int count, float[] edge) {
    int width = layer.outputs();
    int size = layer.inputs();
    int rows = pass.rowsOf(piece);
    int at = piece * WidePass.PIECE * width + from;
    left.place(above, at, width, rows, count, 0, 0);
    for (int i = 0; i < count; i += Kernels.PANEL) {
      kernels.multiply(
          Math.min(Kernels.PANEL, count - i),
          rows,
          left.values(),
          left.panelOffset(i / Kernels.PANEL),
          1,
          Kernels.PANEL,
          read[piece],
          ofMatrix,
          (from + i) * size,
          size,
          edge);
    }
    if (ofBias != null) {
      kernels.add(rows, count, above, at, width, ofBias, from, 0);
    }
  }
}
