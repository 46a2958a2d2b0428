package dev.carousel.model;

import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.engine.StateSpec;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.random.RandomStreams;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.math3.random.RandomGenerator;

/** A network and how it is fed: everything that can change the way a gradient takes. */
record NetworkCase(NetworkSpec spec, Padding padding) {
  private static final int ROWS = 3;

  /** Where masked steps stand. */
  enum Padding {
    NONE("xxxx", "xxxx", "xxxx"),
    RIGHT("xxxx", "x...", "xxx."),
    LEFT("xxxx", "...x", ".xxx"),
    HOLES("x.xx", ".x..", "x..x"),
    /** A row without a step has no end to predict, and only its states go on. */
    EMPTY_ROW("xx.x", "....", "..xx");

    private final String[] steps;

    Padding(String... steps) {
      this.steps = steps;
    }
  }

  private static final long SEED = 5;
  private static final long UPDATE = 9;

  /** Every structure with every kind of data, padded in every way. */
  static Stream<NetworkCase> all() {
    List<NetworkCase> cases = new ArrayList<>();
    for (DataShape shape : shapes()) {
      cases.add(new NetworkCase(NetworkSpec.of(shape, blocks()).dropout(0.4), Padding.HOLES));
      for (Pool pool : shape.moment() == Moment.END ? Pool.values() : new Pool[0]) {
        NetworkSpec pooled = NetworkSpec.of(shape, Cells.lstm()).units(2).pool(pool);
        cases.add(new NetworkCase(pooled.dropout(0.4), Padding.LEFT));
        cases.add(new NetworkCase(pooled.bidirectional(true), Padding.HOLES));
      }
      for (NetworkSpec spec : structures(shape)) {
        for (Padding padding : Padding.values()) {
          if (padding != Padding.EMPTY_ROW || shape.moment() == Moment.EVERY_STEP) {
            cases.add(new NetworkCase(spec, padding));
          }
        }
      }
    }
    return cases.stream();
  }

  private static List<DataShape> shapes() {
    List<DataShape> shapes = new ArrayList<>();
    for (Moment moment : Moment.values()) {
      for (boolean in : new boolean[] {false, true}) {
        for (boolean out : new boolean[] {false, true}) {
          shapes.add(new DataShape(in, in ? 4 : 2, out, 3, moment));
        }
      }
    }
    shapes.add(new DataShape(false, 2, false, 3, Moment.END, List.of(3, 4)));
    shapes.add(new DataShape(false, 1, true, 3, Moment.EVERY_STEP, List.of(5, 2)));
    shapes.add(new DataShape(false, 0, false, 2, Moment.EVERY_STEP, List.of(4)));
    return shapes;
  }

  private static final DropoutKinds EVERY_STEP =
      DropoutKinds.NONE.input(0.2).recurrent(0.2).candidate(0.2).zoneout(0.2).weights(0.2);

  private static List<NetworkSpec> structures(DataShape shape) {
    int embedding = shape.symbolsIn() ? 2 : 0;
    return List.of(
        NetworkSpec.of(shape, Cells.lstm()).units(3),
        NetworkSpec.of(shape, Cells.lstm()).units(3).dropout(0.4),
        NetworkSpec.of(shape, Cells.lstm()).units(2).layers(2).dropout(0.4).embedding(embedding),
        NetworkSpec.of(shape, Cells.projected()).units(3).bidirectional(true).embedding(embedding),
        NetworkSpec.of(shape, Cells.lstm()).units(2).layers(2).dropout(0.4).bidirectional(true),
        NetworkSpec.of(shape, Cells.projected()).units(2).layers(2),
        NetworkSpec.of(shape, Cells.lstm()).units(2).dropouts(EVERY_STEP),
        NetworkSpec.of(shape, Cells.chained())
            .units(4)
            .bidirectional(true)
            .embedding(embedding)
            .dropout(0.2)
            .dropouts(EVERY_STEP.variational(true)));
  }

  /** Layers that differ, with all that may stand around a cell. */
  private static Stack blocks() {
    LayerSpec lstm = LayerSpec.of(Cells.lstm()).units(3);
    return Stack.of(
        lstm.preNorm(LayerSpec.Norm.LAYER).map(LayerSpec.StepMap.GLU),
        lstm.preNorm(LayerSpec.Norm.RMS).map(LayerSpec.StepMap.GLU).mapWidth(2).residual(true),
        LayerSpec.of(Cells.tanhRnn()).units(2));
  }

  Network compile(Engine engine) {
    return Network.compile(engine, spec);
  }

  /** A chunk; what stands at masked steps follows from {@code hidden}. */
  Chunk chunk(long hidden) {
    Chunk random = Chunks.random(spec.data(), padding.steps, 3, hidden);
    return Chunks.withFresh(random, false, true, false);
  }

  /** States that are not zero. */
  Carry carry(Network network, Precision precision) {
    RandomGenerator random = RandomStreams.stream(7, "test carry");
    Map<String, NamedTensors> states = new LinkedHashMap<>();
    for (Layer layer : network.layers().carrying()) {
      Map<String, Tensor> own = new LinkedHashMap<>();
      for (StateSpec state : layer.program().states()) {
        Tensor tensor = precision.zeros(ROWS, state.size());
        for (int i = 0; i < tensor.size(); i++) {
          boolean isFree = layer != network.pool();
          boolean isCount = state.name().equals("begun") || state.name().equals("weights");
          double ofPool = isCount ? 1 : -0.5; // not any number can be there
          tensor.set(i, (float) (isFree ? random.nextGaussian() : ofPool));
        }
        own.put(state.name(), tensor);
      }
      states.put(layer.name(), new NamedTensors(own));
    }
    return new Carry(states);
  }

  /** A training pass: with dropout. */
  NetworkPass run(Network network, NamedTensors parameters, long hidden) {
    Carry carry = carry(network, network.engine().precision());
    return run(network, parameters, chunk(hidden), carry);
  }

  /** The same of a chunk and states that are given. */
  NetworkPass run(Network network, NamedTensors parameters, Chunk chunk, Carry carry) {
    return network.bind(parameters).forwardTraining(chunk, carry, SEED, UPDATE);
  }

  @Override
  public String toString() {
    return padding
        + " padding, "
        + (spec.bidirectional() ? "two-way " : "")
        + (spec.embedding() > 0 ? "embedded " : "")
        + (spec.embeddings().isEmpty() ? "" : "embedded in " + spec.embeddings() + " ")
        + spec.layers()
        + " x "
        + spec.cell()
        + (spec.pool() == Pool.LAST ? "" : " " + spec.pool())
        + ", "
        + spec.data();
  }
}
