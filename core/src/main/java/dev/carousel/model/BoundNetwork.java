package dev.carousel.model;

import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Sizes;
import dev.carousel.data.Targets;
import dev.carousel.engine.BoundLayer;
import dev.carousel.tensor.NamedTensors;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A network with its parameters, ready to run. What the engine prepares from them, and working
 * memory, are kept from one chunk to the next; see {@link BoundLayer}. Thread-safe.
 */
public final class BoundNetwork {
  private final Network network;
  private final NamedTensors parameters;
  private final @Nullable TiedHead tied;
  private final Map<Layer, BoundLayer> layers = new IdentityHashMap<>();
  private final Map<Layer, BoundLayer> training = new IdentityHashMap<>();

  /** Those that no pass uses at the moment. */
  private final Deque<DroppedWeights> dropped = new ArrayDeque<>();

  private final FreeBuffers buffers;

  BoundNetwork(Network network, NamedTensors parameters) {
    NetworkChecks.parameters(network, parameters);
    tied = TiedHead.of(network, parameters);
    this.network = network;
    buffers = new FreeBuffers(network.engine().precision());
    this.parameters = parameters;
    for (Layer layer : network.allLayers()) {
      NamedTensors own =
          tied != null && layer == network.head() ? tied.ofHead() : layer.own(parameters);
      BoundLayer bound = layer.program().bind(own);
      layers.put(layer, bound);
      boolean isTheSame = !layer.drops() || network.spec().dropouts().weights() > 0;
      training.put(layer, isTheSame ? bound : layer.training().bind(own));
    }
  }

  /** The network. */
  public Network network() {
    return network;
  }

  /**
   * Runs a chunk forward without dropout, as for predictions.
   *
   * @param carry the states before the chunk; fresh rows start from zeros nevertheless
   * @throws dev.carousel.error.CarouselException if the chunk or the states do not fit the network
   */
  public NetworkPass forward(Chunk chunk, Carry carry) {
    return new NetworkPass(this, chunk, entered(chunk, carry), PassMode.FORWARD, null);
  }

  /**
   * The same for outputs and losses alone: the values of the steps are not kept; see {@link
   * BoundLayer#infer}.
   */
  public NetworkPass infer(Chunk chunk, Carry carry) {
    return new NetworkPass(this, chunk, entered(chunk, carry), PassMode.INFER, null);
  }

  /**
   * Runs a chunk forward with dropout, as in training. The way back gives no gradient of the
   * network's inputs.
   *
   * @param seed of the run
   * @param update the index of the update, which together with the seed determines what is dropped
   * @throws dev.carousel.error.CarouselException if the chunk or the states do not fit the network
   */
  public NetworkPass forwardTraining(Chunk chunk, Carry carry, long seed, long update) {
    Dropout dropout = Dropout.of(network.spec(), seed, update);
    return new NetworkPass(this, chunk, entered(chunk, carry), PassMode.TRAIN, dropout);
  }

  /**
   * Predicts whole sequences, each from zero states, also with a bidirectional network. No targets
   * are needed.
   *
   * @param inputs what to read
   * @return a copy that belongs to the caller
   * @throws dev.carousel.error.CarouselException if the inputs do not fit the network
   */
  public Outputs predict(Inputs inputs) {
    return predict(inputs, null);
  }

  /**
   * Predicts whole sequences of which only some steps are real.
   *
   * @param mask {@code [T, B]}, true for a real step; null if all are real
   * @throws dev.carousel.error.CarouselException if the inputs do not fit the network, or a row
   *     without a real step is to be predicted at its end
   */
  public Outputs predict(Inputs inputs, boolean @Nullable [] mask) {
    Chunk chunk = new Chunk(inputs, anyTargets(inputs), mask, Chunk.allFresh(inputs.rows()));
    NetworkPass pass = infer(chunk, Carry.zero());
    try {
      return new Outputs(pass.outputs().copy());
    } finally {
      pass.release();
    }
  }

  /**
   * Placeholder targets: a pass without a loss never reads them, but they say when a prediction is
   * made.
   */
  private Targets anyTargets(Inputs inputs) {
    DataShape shape = network.spec().data();
    boolean isAtEnd = shape.moment() == Targets.Moment.END;
    int count = isAtEnd ? inputs.rows() : Sizes.product(inputs.steps(), inputs.rows());
    int size = shape.outputFeatures();
    return shape.symbolsOut()
        ? new Targets.Symbols(shape.moment(), size, new int[count])
        : new Targets.Values(shape.moment(), size, new float[Sizes.product(count, size)]);
  }

  /**
   * The states with which a chunk begins. Their number of rows may differ if all rows are fresh.
   */
  private Carry entered(Chunk chunk, Carry carry) {
    NetworkChecks.chunk(network, chunk);
    boolean isAllFresh = true;
    for (boolean fresh : chunk.fresh()) {
      isAllFresh &= fresh;
    }
    NetworkChecks.carry(network, carry, isAllFresh ? carry.rows() : chunk.rows());
    return carry.enter(chunk.fresh());
  }

  /** A stream of one sequence, from zero states; see {@link NetworkStream}. */
  public NetworkStream stream() {
    return stream(1);
  }

  /**
   * A stream of several sequences in parallel, from zero states.
   *
   * @throws dev.carousel.error.CarouselException if the network is bidirectional, or there is no
   *     row
   */
  public NetworkStream stream(int rows) {
    return new NetworkStream(this, rows);
  }

  /** Takes over changed elements of the parameters, from the next chunk on. */
  public void refresh() {
    if (tied != null) {
      tied.refresh();
    }
    layers.values().forEach(BoundLayer::refresh);
    training.values().forEach(BoundLayer::refresh);
  }

  BoundLayer layer(Layer layer) {
    return Objects.requireNonNull(layers.get(layer));
  }

  /** The layer as it is trained, with all of its weights. */
  BoundLayer training(Layer layer) {
    return Objects.requireNonNull(training.get(layer));
  }

  /** The memory of passes between their layers. */
  FreeBuffers buffers() {
    return buffers;
  }

  /** The recurrent layers without some of their weights, for one training pass. */
  DroppedWeights borrow() {
    DroppedWeights free;
    synchronized (dropped) {
      free = dropped.poll();
    }
    return free == null ? new DroppedWeights(network, parameters) : free;
  }

  /** Takes them back. */
  void giveBack(DroppedWeights free) {
    synchronized (dropped) {
      dropped.push(free);
    }
  }
}
