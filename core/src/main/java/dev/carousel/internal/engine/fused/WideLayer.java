package dev.carousel.internal.engine.fused;

import dev.carousel.data.Inputs;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.WeightFormat;
import dev.carousel.internal.engine.LayerChecks;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import dev.carousel.internal.graph.StepGraph;
import dev.carousel.internal.kernel.PackedMatrix;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A layer {@code y = W x + b} with so many outputs that a block of them does not stay in the cache:
 * the head of a model of words. Its steps do not depend on each other, so that all of them run as
 * one product, a part of the columns at a time.
 *
 * <p>A training step with 10,000 words and 256 units spent most of its time here; the way of all
 * other layers, which goes over blocks of steps with all columns, waits for the memory.
 */
final class WideLayer implements BoundLayer {
  /** The fewest outputs for which this pays. */
  private static final int LEAST_OUTPUTS = 2048;

  /** The rows of W that one thread packs at a time. */
  private static final int PACKED_ROWS = 256;

  /** More than the passes of one training step. */
  private static final int KEPT = 4;

  private final StepGraph graph;
  private final String name;
  private final FusedEngine engine;
  private final float[] matrix;
  private final float @Nullable [] givenBias;
  private final float[] bias;
  private final List<WidePass> free = new ArrayList<>(KEPT + 1);
  private final IntConsumer forwardTask = this::packForward;
  private final IntConsumer backwardTask = this::packBackward;
  private final PackedMatrix forwardSide;
  private @Nullable PackedMatrix backwardSide;
  private boolean isForwardFresh;
  private boolean isBackwardFresh;

  private WideLayer(String name, StepGraph graph, FusedEngine engine, NamedTensors parameters) {
    this.name = name;
    this.graph = graph;
    this.engine = engine;
    Node.Matrices affine = graph.output().matrices();
    matrix = array(affine.uses().get(0).matrix(), parameters);
    givenBias = affine.bias() == null ? null : array(affine.bias(), parameters);
    bias = new float[outputs()];
    forwardSide = new PackedMatrix(inputs(), outputs());
  }

  private static float[] array(ParameterSpec parameter, NamedTensors parameters) {
    return ((FloatTensor) parameters.get(parameter.name())).array();
  }

  /** The layer of a cell that is such a map and nothing else; null for all others. */
  static @Nullable WideLayer of(FusedProgram program, NamedTensors parameters) {
    StepGraph graph = program.plan().cell().forward();
    boolean isWide =
        graph.output().size() >= LEAST_OUTPUTS
            && program.engine().weights() == WeightFormat.FLOAT32
            && isAffineOfInput(graph);
    String name = program.plan().cell().layer();
    return isWide ? new WideLayer(name, graph, program.engine(), parameters) : null;
  }

  private static boolean isAffineOfInput(StepGraph graph) {
    Node output = graph.output();
    if (output.op() != Op.AFFINE || output.arguments().size() != 1) {
      return false;
    }
    Node.MatrixUse use = output.matrices().uses().get(0);
    int known = output.matrices().bias() == null ? 1 : 2;
    return output.argument(0).op() == Op.INPUT
        && use.blocks() == 1
        && !use.transposed()
        && graph.parameters().size() == known
        && graph.parameters().contains(use.matrix())
        && graph.states().isEmpty()
        && graph.observed().isEmpty()
        && graph.masks().isEmpty();
  }

  /** Whether it can read such a sequence: vectors, all steps real. */
  static boolean reads(Inputs input, SequenceContext context) {
    return input instanceof Inputs.Values && context.mask() == null;
  }

  String name() {
    return name;
  }

  StepGraph graph() {
    return graph;
  }

  FusedEngine engine() {
    return engine;
  }

  int inputs() {
    return graph.inputSize();
  }

  int outputs() {
    return graph.output().size();
  }

  float[] bias() {
    return bias;
  }

  /** W turned: what inputs are multiplied with. */
  PackedMatrix forwardSide() {
    return forwardSide;
  }

  @Override
  public ForwardPass forward(Inputs input, SequenceContext context) {
    return run(input, context, true);
  }

  @Override
  public ForwardPass forwardToTrain(Inputs input, SequenceContext context) {
    return run(input, context, false);
  }

  private ForwardPass run(Inputs input, SequenceContext context, boolean findsInputGradient) {
    LayerChecks.input(name, graph, List.of(), input, context);
    FloatTensor vectors = requireFloats(((Inputs.Values) input).tensor());
    readyForward();
    WidePass pass = borrow(input.steps(), input.rows());
    pass.forward(vectors, findsInputGradient);
    return pass;
  }

  private FloatTensor requireFloats(Tensor input) {
    LayerChecks.precision(name, "the input", Precision.FLOAT32, input);
    return (FloatTensor) input;
  }

  @Override
  public synchronized void refresh() {
    isForwardFresh = false;
    isBackwardFresh = false;
  }

  private int packs() {
    return (outputs() + PACKED_ROWS - 1) / PACKED_ROWS;
  }

  private synchronized void readyForward() {
    if (!isForwardFresh) {
      if (givenBias != null) {
        System.arraycopy(givenBias, 0, bias, 0, bias.length);
      }
      engine.runAll(packs(), forwardTask);
      isForwardFresh = true;
    }
  }

  private void packForward(int i) {
    int from = i * PACKED_ROWS;
    int rows = Math.min(PACKED_ROWS, outputs() - from);
    forwardSide.placeTransposed(matrix, from * inputs(), inputs(), rows, inputs(), 0, from);
  }

  /** W: what gradients of outputs are multiplied with. Agrees with the parameters. */
  synchronized PackedMatrix readyBackward() {
    PackedMatrix known = backwardSide;
    if (known == null) {
      known = new PackedMatrix(outputs(), inputs());
      backwardSide = known;
    }
    if (!isBackwardFresh) {
      engine.runAll(packs(), backwardTask);
      isBackwardFresh = true;
    }
    return known;
  }

  private void packBackward(int i) {
    PackedMatrix to = backwardSide;
    int from = i * PACKED_ROWS;
    int rows = Math.min(PACKED_ROWS, outputs() - from);
    if (to != null) {
      to.place(matrix, from * inputs(), inputs(), rows, inputs(), from, 0);
    }
  }

  private WidePass borrow(int steps, int rows) {
    synchronized (free) {
      for (int i = free.size() - 1; i >= 0; i--) {
        if (free.get(i).is(steps, rows)) {
          return free.remove(i);
        }
      }
    }
    return new WidePass(this, steps, rows);
  }

  /** Takes a pass back. */
  void giveBack(WidePass pass) {
    synchronized (free) {
      free.add(pass);
      if (free.size() > KEPT) {
        free.remove(0);
      }
    }
  }
}
