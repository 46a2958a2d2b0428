package dev.carousel.model;

import dev.carousel.data.Inputs;
import dev.carousel.data.Sizes;
import dev.carousel.data.Targets;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.StateSpec;
import dev.carousel.error.CarouselException;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads sequences that arrive one or several steps at a time. It keeps the states from one {@link
 * #read} to the next, so steps read one by one give the same bits as steps read at once.
 *
 * <p>Any number of streams can run over one {@link BoundNetwork} at once; their results do not
 * depend on each other. Only one thread may use a stream at a time; a second thread is refused. A
 * read that fails leaves the states unchanged. A stream holds no thread and no memory of the
 * engine, and need not be closed.
 */
public final class NetworkStream {
  private final BoundNetwork bound;
  private final int rows;
  private final List<Stage> stages = new ArrayList<>();
  private final ForwardPass[] passes;
  private final AtomicBoolean isBusy = new AtomicBoolean();
  private @Nullable Tensor lastStep;
  private @Nullable Tensor outputs;

  /**
   * A layer.
   *
   * @param states after the steps read so far; null if it has none
   * @param context that starts with them
   */
  private record Stage(
      String name, BoundLayer layer, @Nullable NamedTensors states, SequenceContext context) {
    static Stage of(String name, BoundLayer layer, @Nullable NamedTensors states) {
      return new Stage(name, layer, states, new SequenceContext(states, null, false));
    }
  }

  NetworkStream(BoundNetwork bound, int rows) {
    this.bound = bound;
    this.rows = rows;
    Network network = bound.network();
    if (network.spec().bidirectional()) {
      throw CarouselException.failure("A bidirectional network cannot be streamed.")
          .expected("layers that only read forwards")
          .found(network)
          .mend("read whole sequences with BoundNetwork.predict")
          .build();
    }
    if (rows < 1) {
      throw CarouselException.usage("The number of rows of a stream is out of range.")
          .expected("at least 1")
          .found(rows)
          .build();
    }
    for (Layer layer : network.allLayers()) {
      if (network.layers().categories().contains(layer)) {
        continue; // they run side by side
      }
      stages.add(Stage.of(layer.name(), bound.layer(layer), zeroStates(layer)));
    }
    passes = new ForwardPass[stages.size()];
  }

  private @Nullable NamedTensors zeroStates(Layer layer) {
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    for (StateSpec state : layer.program().states()) {
      zeros.put(state.name(), bound.network().engine().precision().zeros(rows, state.size()));
    }
    return zeros.isEmpty() ? null : new NamedTensors(zeros);
  }

  /** The number of sequences that it reads in parallel, B. */
  public int rows() {
    return rows;
  }

  /**
   * Reads one step of numbers.
   *
   * @param values {@code [B, I]}; not kept
   * @return as {@link #read}
   */
  public Tensor step(float... values) {
    return read(new Inputs.Values(1, rows, inputFeatures(), values));
  }

  /**
   * Reads one step of symbols.
   *
   * @param ids {@code [B]}; not kept
   * @return as {@link #read}
   */
  public Tensor step(int... ids) {
    return read(new Inputs.Symbols(1, rows, inputFeatures(), ids));
  }

  /**
   * Reads one step of numbers and categories.
   *
   * @param numbers {@code [B, I]}, empty if there are none; not kept
   * @param categories {@code [B, C]}, one index for each category; not kept
   * @return as {@link #read}
   */
  public Tensor step(float[] numbers, int[] categories) {
    List<Integer> vocabularies = bound.network().spec().data().categories();
    int count = vocabularies.size();
    Sizes.require("categories", categories.length, rows * count);
    List<Inputs.Symbols> all = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      int[] ids = new int[rows];
      for (int row = 0; row < rows; row++) {
        ids[row] = categories[row * count + k];
      }
      all.add(new Inputs.Symbols(1, rows, vocabularies.get(k), ids));
    }
    return read(
        new Inputs.Mixed(
            numbers.length == 0 ? null : new Inputs.Values(1, rows, inputFeatures(), numbers),
            all));
  }

  private int inputFeatures() {
    return bound.network().spec().data().inputFeatures();
  }

  /**
   * Reads the next steps.
   *
   * @param inputs {@code [T, B]} or {@code [T, B, I]}; not kept
   * @return the head's outputs, logits or numbers: {@code [T, B, K]}; for a network that predicts
   *     at the end {@code [1, B, K]}, as if the sequences ended here. Owned by the stream and valid
   *     until the next read.
   * @throws CarouselException if the inputs do not fit the network or are not finite, or another
   *     thread is reading; the states are unchanged
   */
  public Tensor read(Inputs inputs) {
    return alone(
        () -> {
          requireFits(inputs);
          Inputs own = bound.network().adopt(inputs);
          requireFinite(own);
          return run(own);
        });
  }

  /** Runs an action that only one thread may run at a time. */
  private <T> T alone(Supplier<T> action) {
    if (!isBusy.compareAndSet(false, true)) {
      throw CarouselException.failure("Two threads use one stream at the same time.")
          .expected("a stream for each thread")
          .mend("BoundNetwork.stream() gives each its own, over the same parameters")
          .build();
    }
    try {
      return action.get();
    } finally {
      isBusy.set(false);
    }
  }

  /** Values that are not finite would stay in the states for ever. */
  private void requireFinite(Inputs inputs) {
    Inputs.Values values = numbersOf(inputs);
    if (values == null) {
      return;
    }
    OptionalInt bad = values.tensor().firstNonFinite();
    if (bad.isPresent()) {
      int place = bad.getAsInt() / values.features();
      throw CarouselException.failure("The input of a stream is not finite.")
          .expected("finite numbers: anything else would stay in the states until a reset")
          .found(values.tensor().get(bad.getAsInt()))
          .where(
              "step %d, row %d, number %d"
                  .formatted(place / rows, place % rows, bad.getAsInt() % values.features()))
          .mend("leave the step out, or replace the value")
          .build();
    }
  }

  private static Inputs.@Nullable Values numbersOf(Inputs inputs) {
    if (inputs instanceof Inputs.Mixed mixed) {
      return mixed.numbers();
    }
    return inputs instanceof Inputs.Values values ? values : null;
  }

  private void requireFits(Inputs inputs) {
    if (!NetworkChecks.isRead(bound.network().spec().data(), inputs) || inputs.rows() != rows) {
      throw CarouselException.failure("The input does not fit the stream.")
          .expected(rows + " rows; " + bound.network().spec().data())
          .found(inputs.rows() + " rows of " + words(inputs))
          .build();
    }
  }

  private static String words(Inputs inputs) {
    if (inputs instanceof Inputs.Mixed mixed) {
      return mixed.numberFeatures() + " numbers and categories of " + mixed.vocabularies();
    }
    return inputs.features() + (inputs instanceof Inputs.Symbols ? " symbols" : " numbers");
  }

  private Tensor run(Inputs inputs) {
    if (!(inputs instanceof Inputs.Mixed)) {
      return runStages(inputs);
    }
    PassBuffers buffers = bound.buffers().borrow(inputs.steps(), inputs.rows());
    InputStage bottom = new InputStage(bound, inputs, PassMode.INFER, buffers);
    try {
      return runStages(bottom.outputs());
    } finally {
      bottom.release();
      bound.buffers().giveBack(buffers);
    }
  }

  private Tensor runStages(Inputs inputs) {
    int run = 0;
    try {
      Inputs next = inputs;
      while (run < stages.size()) {
        boolean isHead = run == stages.size() - 1;
        Stage stage = stages.get(run);
        passes[run] = stage.layer().infer(isHead ? headInput(next) : next, stage.context());
        next = new Inputs.Values(passes[run].outputs());
        run++;
      }
      Tensor found = passes[run - 1].outputs();
      Tensor copy = sized(outputs, found.extent(0), found.extent(2));
      outputs = copy;
      copy.assign(found);
      advance();
      return copy;
    } finally {
      for (int i = 0; i < run; i++) {
        passes[i].release();
      }
    }
  }

  /** Takes over the states after the steps, only once all layers have run. */
  private void advance() {
    for (int i = 0; i < passes.length; i++) {
      NamedTensors states = stages.get(i).states();
      if (states != null) {
        states.assign(passes[i].finalStates());
      }
    }
  }

  /** The head's input: the top layer's outputs, or the last of them. */
  private Inputs headInput(Inputs above) {
    boolean isAtEnd = bound.network().spec().data().moment() == Targets.Moment.END;
    if (!isAtEnd || above.steps() == 1) {
      return above;
    }
    Tensor all = ((Inputs.Values) above).tensor();
    Tensor last = sized(lastStep, 1, above.features());
    lastStep = last;
    int from = all.size() - last.size();
    for (int i = 0; i < last.size(); i++) {
      last.set(i, all.get(from + i));
    }
    return new Inputs.Values(last);
  }

  /** A tensor {@code [T, B, size]}: the known one if the number of steps is the same. */
  private Tensor sized(@Nullable Tensor known, int steps, int size) {
    return known != null && known.extent(0) == steps
        ? known
        : bound.network().engine().precision().zeros(steps, rows, size);
  }

  /**
   * Starts new sequences in all rows: sets the states to zeros.
   *
   * @throws CarouselException if another thread is reading
   */
  public void reset() {
    resume(Carry.zero());
  }

  /**
   * A copy of the states after the steps read so far.
   *
   * @throws CarouselException if another thread is reading
   */
  public Carry carry() {
    return alone(this::copied);
  }

  private Carry copied() {
    Map<String, NamedTensors> states = new LinkedHashMap<>();
    for (Stage stage : stages) {
      if (stage.states() != null) {
        states.put(stage.name(), stage.states().copy());
      }
    }
    return new Carry(states);
  }

  /**
   * Continues from other states, such as another stream's {@link #carry()}; they are copied.
   *
   * @param carry the states of every layer; {@link Carry#zero()} for zeros
   * @throws CarouselException if they do not fit this network or the number of rows, are not
   *     finite, or another thread is reading; the states are then unchanged
   */
  public void resume(Carry carry) {
    NetworkChecks.carry(bound.network(), carry, rows);
    carry.flat().forEach(NetworkStream::requireFinite);
    alone(
        () -> {
          stages.forEach(stage -> assign(stage.states(), carry.of(stage.name())));
          return this;
        });
  }

  private static void assign(@Nullable NamedTensors states, @Nullable NamedTensors from) {
    if (states != null && from != null) {
      states.assign(from);
    } else if (states != null) {
      states.forEach((name, tensor) -> tensor.fill(0));
    }
  }

  private static void requireFinite(String state, Tensor tensor) {
    for (int i = 0; i < tensor.size(); i++) {
      if (!Double.isFinite(tensor.get(i))) {
        throw CarouselException.failure("The states to continue from are not finite.")
            .expected("finite numbers")
            .found(tensor.get(i))
            .where(state + ", element " + i)
            .mend("reset(), or earlier states")
            .build();
      }
    }
  }
}
