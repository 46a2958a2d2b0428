package dev.carousel.model;

import dev.carousel.data.Chunk;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.SequenceContext;
import dev.carousel.spi.StateGradient;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A network's run over one chunk, forward and backward. Used by one thread. The tensors that it
 * returns, except the {@linkplain #carry() carry}, are valid until it is released.
 */
public final class NetworkPass {
  private final BoundNetwork bound;
  private final Network network;
  private final Chunk chunk;
  private final Carry carry;
  private final PassBuffers buffers;
  private final int takenForward;
  private final InputStage bottom;
  private final List<ForwardPass> recurrent = new ArrayList<>();
  private final List<Inputs> inputs = new ArrayList<>();
  private final List<@Nullable NamedTensors> masks = new ArrayList<>();
  private final List<@Nullable LayerBackward> ways = new ArrayList<>();
  private final @Nullable Dropout dropout;
  private final @Nullable DroppedWeights weights;
  private final List<Tensor> dropped = new ArrayList<>();
  private @Nullable Tensor inputFactors;
  private final @Nullable ForwardPass pool;
  private final ForwardPass head;
  private final boolean isAtEnd;
  private final PassMode mode;
  private boolean isReplaced;

  /**
   * @param mode what the pass is for
   */
  NetworkPass(
      BoundNetwork bound, Chunk chunk, Carry carry, PassMode mode, @Nullable Dropout dropout) {
    this.bound = bound;
    this.mode = mode;
    network = bound.network();
    this.chunk = chunk;
    this.carry = carry;
    isAtEnd = chunk.targets().moment() == Targets.Moment.END;
    buffers = bound.buffers().borrow(chunk.steps(), chunk.rows());
    bottom = new InputStage(bound, network.adopt(chunk.inputs()), mode, buffers);
    this.dropout = dropout;
    weights = dropout != null && dropout.kinds().weights() > 0 ? bound.borrow() : null;
    if (weights != null && dropout != null) {
      weights.drop(dropout);
    }
    Inputs input = dropInput(bottom.outputs());
    for (int index = 0; index < network.spec().layers(); index++) {
      List<Tensor> outputs = new ArrayList<>();
      for (Layer layer : network.layers().at(index)) {
        ForwardPass pass = run(layer, input, carry);
        recurrent.add(pass);
        inputs.add(input);
        ways.add(null);
        outputs.add(pass.outputs());
      }
      if (index + 1 < network.spec().layers()) {
        input = new Inputs.Values(drop(index, Features.join(outputs, buffers)));
      }
    }
    pool =
        network.pool() == null
            ? null
            : run(network.pool(), new Inputs.Values(topOutputs(false)), carry);
    Tensor read =
        pool == null ? topOutputs(isAtEnd) : Features.atEnd(pool.outputs(), chunk, false, buffers);
    Tensor top = drop(network.spec().layers() - 1, read);
    head = run(network.head(), new Inputs.Values(top), Carry.zero());
    takenForward = buffers.taken();
  }

  private ForwardPass run(Layer layer, Inputs input, Carry carry) {
    // The head too: 0 times what a cell hands up at a masked step need not be 0.
    boolean isSequence =
        layer.index() >= 0 || layer == network.pool() || (layer == network.head() && !isAtEnd);
    boolean drops = dropout != null && layer.index() >= 0;
    NamedTensors own = drops ? masks(layer, input) : null;
    if (layer.index() >= 0) {
      masks.add(own);
    }
    SequenceContext context =
        new SequenceContext(
            layer.reverse() ? null : carry.of(layer.name()),
            isSequence ? chunk.mask() : null,
            layer.reverse(),
            own);
    boolean isPassedOn = layer.index() != 0 || !network.layers().embeddings().isEmpty();
    return mode.run(drops ? training(layer) : bound.layer(layer), input, context, isPassedOn);
  }

  private BoundLayer training(Layer layer) {
    return weights == null ? bound.training(layer) : weights.bound(layer);
  }

  private @Nullable NamedTensors masks(Layer layer, Inputs input) {
    return Objects.requireNonNull(dropout).within(layer, input.steps(), input.rows(), buffers);
  }

  /** What the first recurrent layer reads. */
  private Inputs dropInput(Inputs input) {
    if (dropout == null || dropout.kinds().input() == 0) {
      return input;
    }
    if (input instanceof Inputs.Symbols symbols) {
      return dropout.ofSymbols(symbols, buffers);
    }
    Tensor vectors = ((Inputs.Values) input).tensor();
    inputFactors = dropout.ofInput(vectors, buffers);
    return new Inputs.Values(Dropout.apply(vectors, inputFactors, buffers));
  }

  /** A layer's outputs as the next layer, or the head, reads them. */
  private Tensor drop(int index, Tensor outputs) {
    if (dropout == null || dropout.share() == 0) {
      return outputs;
    }
    Tensor factors = dropout.factors(index, outputs, buffers);
    dropped.add(factors);
    return Dropout.apply(outputs, factors, buffers);
  }

  /** The top layer's outputs at every step, or at each row's end. */
  private Tensor topOutputs(boolean onlyEnd) {
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < recurrent.size(); i++) {
      Layer layer = network.recurrentLayers().get(i);
      if (layer.index() == network.spec().layers() - 1) {
        Tensor all = recurrent.get(i).outputs();
        outputs.add(onlyEnd ? Features.atEnd(all, chunk, layer.reverse(), buffers) : all);
      }
    }
    return Features.join(outputs, buffers);
  }

  /** The run of one recurrent layer, in the order of {@link Network#recurrentLayers()}. */
  public ForwardPass layer(int position) {
    return recurrent.get(position);
  }

  /** What a recurrent layer reads, in the order of {@link Network#recurrentLayers()}. */
  public Inputs layerInput(int position) {
    return inputs.get(position);
  }

  /** How a recurrent layer was run, in the order of {@link Network#recurrentLayers()}. */
  public LayerRun layerRun(int position) {
    Layer layer = network.recurrentLayers().get(position);
    NamedTensors given = masks.get(position);
    return weights == null
        ? new LayerRun(given, null, null)
        : new LayerRun(given, weights.all(layer), weights.factors(layer));
  }

  /**
   * How a layer was run, for whoever runs some of its steps again.
   *
   * @param masks that it was given, to the program that is trained; null for none
   * @param thinned its parameters without what was dropped of them; null if nothing was
   * @param factors of the recurrent matrices among them; null if nothing was dropped
   */
  public record LayerRun(
      @Nullable NamedTensors masks,
      @Nullable NamedTensors thinned,
      @Nullable NamedTensors factors) {

    /** Makes gradients of thinned parameters those of the whole ones, in place. */
    public void toWhole(NamedTensors gradients) {
      if (factors != null) {
        factors.forEach(
            (name, factor) -> {
              Tensor gradient = gradients.get(name);
              for (int i = 0; i < factor.size(); i++) {
                gradient.set(i, gradient.get(i) * factor.get(i));
              }
            });
      }
    }
  }

  /** A state of a recurrent layer before the chunk, {@code [B, size]}; null for zeros. */
  public @Nullable Tensor initialState(int position, String state) {
    Layer layer = network.recurrentLayers().get(position);
    NamedTensors states = layer.reverse() ? null : carry.of(layer.name());
    return states == null ? null : states.get(state);
  }

  /**
   * The gradients of a recurrent layer in the last backward run: the one from above, and the
   * result.
   *
   * @throws IllegalStateException if there was none
   */
  public LayerBackward layerBackward(int position) {
    LayerBackward way = ways.get(position);
    if (way == null) {
      throw new IllegalStateException("the network has not been run backwards");
    }
    return way;
  }

  /**
   * One layer's part of a backward run.
   *
   * @param above the gradient of the layer's outputs, {@code [T, B, O]}
   * @param found the resulting gradients of the layer
   */
  public record LayerBackward(Tensor above, LayerGradients found) {}

  /**
   * The head's outputs: logits or numbers, {@code [T, B, K]}, or {@code [1, B, K]} at the end.
   *
   * @throws IllegalStateException if their gradient has taken their place; see {@link
   *     #backward(Consumer)}. This holds for all that is read from them: predictions and losses
   */
  public Tensor outputs() {
    if (isReplaced) {
      throw new IllegalStateException(
          "backward has put the gradient of the loss in the place of the outputs:"
              + " read outputs, predictions and losses before it");
    }
    return head.outputs();
  }

  /** The states after the chunk, for the next one. */
  public Carry carry() {
    return carry(Carry.zero());
  }

  /**
   * The same, in the tensors of states that are no longer needed, if they are of as many rows.
   *
   * @param spent the states after another chunk; not those before this one
   */
  public Carry carry(Carry spent) {
    if (spent.rows() != chunk.rows()) {
      return copiedCarry();
    }
    for (int i = 0; i < recurrent.size(); i++) {
      assign(spent.of(network.recurrentLayers().get(i).name()), recurrent.get(i));
    }
    if (network.pool() != null && pool != null) {
      assign(spent.of(network.pool().name()), pool);
    }
    return spent;
  }

  private static void assign(@Nullable NamedTensors states, ForwardPass pass) {
    if (states != null) {
      states.assign(pass.finalStates());
    }
  }

  private Carry copiedCarry() {
    Map<String, NamedTensors> states = new LinkedHashMap<>();
    for (int i = 0; i < recurrent.size(); i++) {
      Layer layer = network.recurrentLayers().get(i);
      if (!layer.reverse() && !layer.program().states().isEmpty()) {
        states.put(layer.name(), recurrent.get(i).finalStates().copy());
      }
    }
    if (network.pool() != null && pool != null) {
      states.put(network.pool().name(), pool.finalStates().copy());
    }
    return new Carry(states);
  }

  /** All predictions that count: step by step, and row by row at each step; or one for each row. */
  public Predictions predictions() {
    return Predictions.at(Predictions.real(chunk), outputs(), chunk.targets(), network.loss());
  }

  /**
   * The predictions of one row that count, at consecutive real steps, for a network that predicts
   * at every step.
   *
   * @param from the first step
   * @param to the step after the last, exclusive
   */
  public Predictions predictions(int row, int from, int to) {
    int rows = chunk.rows();
    return predictions(IntStream.range(from, to).map(step -> step * rows + row).toArray());
  }

  /**
   * Some of the predictions of a network that predicts at every step: those of them that count.
   *
   * @param places of real steps: step times rows, plus the row
   */
  public Predictions predictions(int[] places) {
    int[] counted = IntStream.of(places).filter(chunk::counts).toArray();
    return Predictions.at(counted, outputs(), chunk.targets(), network.loss());
  }

  /** The loss, without its gradient. */
  public LossTotal loss() {
    return network.loss().measure(network.engine(), outputs().copy(), chunk, 0);
  }

  /** The loss of each prediction, in the order of the targets; 0 where none counts. */
  public double[] losses() {
    return network.loss().each(outputs(), chunk);
  }

  /**
   * The gradient of each prediction's own loss with respect to the head's outputs, of the shape of
   * {@link #outputs()}; zero where none counts.
   */
  public Tensor lossGradients() {
    Tensor gradients = outputs().copy();
    network.loss().measure(network.engine(), gradients, chunk, 1);
    return gradients;
  }

  /**
   * The mean loss of the chunk, and its gradient. The gradient of the loss takes the place of the
   * outputs, which may be large; they can no longer be read.
   *
   * @param watcher receives the total gradient of every state; see {@link ForwardPass#backward}
   */
  public Gradients backward(@Nullable Consumer<StateGradient> watcher) {
    Tensor outputs = outputs();
    isReplaced = true;
    LossTotal loss =
        network
            .loss()
            .measure(
                network.engine(),
                outputs,
                chunk,
                1.0 / Math.max(1, chunk.predictions()),
                buffers::ids);
    return new Gradients(loss, backward(outputs, watcher));
  }

  /**
   * A chunk's loss and the gradient of its mean.
   *
   * @param parameters one tensor for each parameter of the network, in its order
   */
  public record Gradients(LossTotal loss, NamedTensors parameters) {}

  /**
   * Runs the network backwards from a gradient of the head's outputs.
   *
   * @param headGradient of the shape of {@link #outputs()}
   * @return one tensor for each parameter of the network, in its order
   */
  public NamedTensors backward(Tensor headGradient, @Nullable Consumer<StateGradient> watcher) {
    buffers.rewind(takenForward);
    Map<String, NamedTensors> byLayer = new LinkedHashMap<>();
    LayerGradients fromHead = head.backward(headGradient, null, null);
    byLayer.put(network.head().name(), fromHead.parameters());
    Tensor above = Objects.requireNonNull(fromHead.input());
    for (int index = network.spec().layers() - 1; index >= 0; index--) {
      boolean isTop = index == network.spec().layers() - 1;
      if (!dropped.isEmpty()) {
        above = Dropout.apply(above, dropped.get(index), buffers);
      }
      above = isTop ? pooled(above, byLayer) : above;
      boolean isFromEnd = isTop && isAtEnd && pool == null;
      Tensor below = backwardAt(index, above, isFromEnd, watcher, byLayer);
      above = below == null ? above : below;
    }
    Tensor factors = network.layers().embeddings().isEmpty() ? null : inputFactors;
    bottom.backward(factors == null ? above : Dropout.apply(above, factors, buffers), byLayer);
    TiedHead.join(network, byLayer, buffers);
    return inOrder(byLayer);
  }

  /** The gradient of what is pooled; what it is given if nothing is. */
  private Tensor pooled(Tensor above, Map<String, NamedTensors> byLayer) {
    if (network.pool() == null || pool == null) {
      return above;
    }
    LayerGradients found =
        pool.backward(Features.fromEnd(above, chunk, false, buffers), null, null);
    byLayer.put(network.pool().name(), found.parameters());
    return Objects.requireNonNull(found.input());
  }

  /** Runs all directions of one layer backward and adds up their gradients of the input. */
  private @Nullable Tensor backwardAt(
      int index,
      Tensor above,
      boolean fromEnd,
      @Nullable Consumer<StateGradient> watcher,
      Map<String, NamedTensors> byLayer) {
    Tensor below = null;
    int column = 0;
    for (int i = 0; i < recurrent.size(); i++) {
      Layer layer = network.recurrentLayers().get(i);
      if (layer.index() == index) {
        int size = layer.program().outputSize();
        Tensor part = Features.columns(above, column, size, buffers);
        column += size;
        Tensor gradient = fromEnd ? Features.fromEnd(part, chunk, layer.reverse(), buffers) : part;
        LayerGradients gradients = recurrent.get(i).backward(gradient, null, watcher);
        layerRun(i).toWhole(gradients.parameters());
        ways.set(i, new LayerBackward(gradient, gradients));
        byLayer.put(layer.name(), gradients.parameters());
        below = sum(below, gradients.input());
      }
    }
    return below;
  }

  private static @Nullable Tensor sum(@Nullable Tensor a, @Nullable Tensor b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    a.addScaled(1, b);
    return a;
  }

  /** Returns working memory to the engine; see {@link ForwardPass#release}. */
  public void release() {
    bottom.release();
    recurrent.forEach(ForwardPass::release);
    if (pool != null) {
      pool.release();
    }
    head.release();
    if (weights != null) {
      bound.giveBack(weights);
    }
    bound.buffers().giveBack(buffers);
  }

  private NamedTensors inOrder(Map<String, NamedTensors> byLayer) {
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    for (Layer layer : network.allLayers()) {
      NamedTensors own = Objects.requireNonNull(byLayer.get(layer.name()));
      own.forEach(
          (name, tensor) -> {
            if (!TiedHead.isShared(network, layer, name)) {
              ordered.put(layer.parameterName(name), tensor);
            }
          });
    }
    return new NamedTensors(ordered);
  }
}
