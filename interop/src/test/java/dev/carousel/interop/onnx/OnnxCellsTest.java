package dev.carousel.interop.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.engine.Engine;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell that is found, exported and run in ONNX Runtime, against the reference engine. */
class OnnxCellsTest {
  private static final Plugins PLUGINS = Plugins.of(PluginDiscovery.onClassPath());
  private static final int STEPS = 7;
  private static final int ROWS = 3;

  static List<String> cells() {
    Stream<String> ids = PLUGINS.list(PluginKind.CELL).stream().map(Plugin::id);
    Stream<String> variants =
        Stream.of(
            "lstm:peepholes=true",
            "lstm:coupled=true",
            "lstm:coupled=true,peepholes=true",
            "rnn:activation=relu",
            "rnn:activation=identity");
    return Stream.concat(ids, variants).toList();
  }

  @ParameterizedTest
  @MethodSource("cells")
  void oneLayerOfNumbers(String cell) throws Exception {
    DataShape shape = new DataShape(false, 5, false, 3, Targets.Moment.EVERY_STEP);
    check(NetworkSpec.of(shape, PluginRef.parse(cell)).units(8));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void threeLayersOfSymbols(String cell) throws Exception {
    DataShape shape = new DataShape(true, 6, true, 6, Targets.Moment.EVERY_STEP);
    check(NetworkSpec.of(shape, PluginRef.parse(cell)).units(12).layers(3));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void bothDirections(String cell) throws Exception {
    DataShape shape = new DataShape(false, 2, true, 4, Targets.Moment.END);
    check(NetworkSpec.of(shape, PluginRef.parse(cell)).units(4).layers(2).bidirectional(true));
  }

  static void check(NetworkSpec named) throws Exception {
    NetworkSpec spec = named.from(PLUGINS);
    try (Engine engine = Engines.reference()) {
      Network network = Network.compile(engine, spec);
      NamedTensors parameters = parameters(network);
      BoundNetwork bound = network.bind(parameters);
      byte[] file = OnnxExport.bytes(spec, parameters, OnnxSettings.usual());
      Inputs inputs = inputs(spec.data(), STEPS, ROWS);
      try (OnnxRun run = new OnnxRun(file)) {
        OnnxRun.Found whole =
            OnnxRun.of(run.new Feed().data(inputs).states(Map.of(), ROWS).run(), "output");
        Tensor expected = bound.predict(inputs).values();
        close(expected.toDoubles(), whole.values());
        if (!spec.bidirectional()) {
          stepByStep(run, bound, inputs);
        }
      }
    }
  }

  private static void stepByStep(OnnxRun run, BoundNetwork bound, Inputs inputs) throws Exception {
    var stream = bound.stream(ROWS);
    Map<String, OnnxRun.Found> states = Map.of();
    for (int t = 0; t < inputs.steps(); t++) {
      Inputs one = inputs.part(t, 1, ROWS, row -> row);
      states = run.new Feed().data(one).states(states, ROWS).run();
      close(stream.read(one).toDoubles(), OnnxRun.of(states, "output").values());
    }
    Map<String, OnnxRun.Found> last = states;
    stream
        .carry()
        .flat()
        .forEach(
            (name, tensor) ->
                close(
                    tensor.toDoubles(),
                    OnnxRun.of(last, name.replace('/', '.') + ".next").values()));
  }

  /** Initial values, all moved, so that no zeros hide a fault. */
  static NamedTensors parameters(Network network) {
    NamedTensors parameters = network.initialParameters(3);
    Random random = new Random(17);
    parameters.forEach(
        (name, tensor) -> {
          for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, (float) (tensor.get(i) + 0.1 * random.nextGaussian()));
          }
        });
    return parameters;
  }

  static Inputs inputs(DataShape shape, int steps, int rows) {
    Random random = new Random(5);
    if (shape.symbolsIn()) {
      return symbols(random, shape.inputFeatures(), steps, rows);
    }
    float[] values = new float[steps * rows * shape.inputFeatures()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    Inputs.Values numbers =
        values.length == 0 ? null : new Inputs.Values(steps, rows, shape.inputFeatures(), values);
    if (shape.categories().isEmpty()) {
      return Objects.requireNonNull(numbers);
    }
    return new Inputs.Mixed(
        numbers, shape.categories().stream().map(n -> symbols(random, n, steps, rows)).toList());
  }

  private static Inputs.Symbols symbols(Random random, int vocabulary, int steps, int rows) {
    int[] ids = random.ints((long) steps * rows, 0, vocabulary).toArray();
    return new Inputs.Symbols(steps, rows, vocabulary, ids);
  }

  static void close(double[] expected, float[] found) {
    assertEquals(expected.length, found.length);
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs(expected[i] - found[i]) / Math.max(1, Math.abs(expected[i]));
      int at = i;
      assertTrue(difference < 1e-5, () -> at + ": " + expected[at] + ", found " + found[at]);
    }
  }
}
