package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.expr.Functions;
import dev.carousel.expr.Initializers;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.fixture.Letters;
import dev.carousel.fixture.LstmPlugin;
import dev.carousel.io.Safetensors;
import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.Plugins;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {
  private static final DataShape SHAPE = new DataShape(true, 3, true, 3, Moment.EVERY_STEP);
  private static final Plugins PLUGINS = LstmPlugin.catalogue();
  private static final String TEXT =
      "lstm:units=4 > lstm:forget-bias=2,units=4,pre-norm=rms,map=glu,map-width=1.5,residual=true";

  @Test
  void theTextOfAStackIsReadAgain() {
    Stack stack = Stack.parse(TEXT);
    assertEquals(TEXT, stack.toString());
    assertEquals(stack, Stack.parse(stack.toString()));
    LayerSpec top = stack.layers().get(1);
    assertEquals("lstm:forget-bias=2", top.cell());
    assertEquals(4, top.units());
    assertEquals(LayerSpec.Norm.RMS, top.preNorm());
    assertEquals(LayerSpec.StepMap.GLU, top.map());
    assertEquals(1.5, top.mapWidth());
    assertTrue(top.residual());
    assertEquals("lstm:units=128", Stack.parse(" lstm ").toString());
    assertEquals(
        "lstm:units=8",
        Stack.parse("lstm:residual=false,map=none,units=8,pre-norm=none").toString());
  }

  @Test
  void javaAndTextGiveTheSameLayers() {
    Chosen<Cell> lstm = LstmPlugin.chosen();
    Stack built =
        Stack.of(
            LayerSpec.of(lstm).units(4),
            LayerSpec.of(lstm.with("forget-bias", 2))
                .units(4)
                .residual(true)
                .preNorm(LayerSpec.Norm.RMS)
                .map(LayerSpec.StepMap.GLU)
                .mapWidth(1.5));
    assertEquals(TEXT, built.toString());
    assertEquals(built, Stack.parse(TEXT).from(PLUGINS));
    assertEquals(NetworkSpec.of(SHAPE, built), NetworkSpec.of(SHAPE, Stack.parse(TEXT)));
    assertNotEquals(built, Stack.of(LayerSpec.of(lstm).units(4)));
  }

  @Test
  void layersThatAreAlikeAreTheNetworkOfOneCell() {
    NetworkSpec one = NetworkSpec.of(SHAPE, LstmPlugin.chosen()).units(4).layers(2);
    NetworkSpec stack = NetworkSpec.of(SHAPE, Stack.parse("lstm:units=4>lstm:units=4"));
    assertEquals(one, stack);
    assertEquals(one.toString(), stack.toString());
    assertEquals("lstm", stack.cell());
    assertEquals(TEXT + "; " + SHAPE, NetworkSpec.of(SHAPE, Stack.parse(TEXT)).toString());
  }

  @Test
  void aMalformedStackIsRefused() {
    Refusal.of(() -> Stack.parse("lstm > > lstm"), "A layer of the stack is empty", "layer 1");
    Refusal.of(() -> Stack.parse(""), "A layer of the stack is empty", "mingru:units=64");
    Refusal.of(
        () -> Stack.parse("gru > lstm, gru:units=8"),
        "Two layers of the stack are not set apart.",
        "found:    'lstm, gru:units=8'",
        "try:      write > between two layers");
    Refusal.of(() -> Stack.parse("lstm:units"), "'lstm:units' is malformed", "without '='");
    Refusal.of(
        () -> Stack.parse("lstm:units=0"),
        "'units' of the layer of lstm",
        "from 1 to 65536",
        "'0'");
    Refusal.of(() -> Stack.parse("lstm:pre-norm=layr"), "none, layer, rms", "did you mean 'layer'");
    Refusal.of(() -> Stack.parse("lstm:residual=yes"), "'residual'", "true or false", "'yes'");
    Refusal.of(() -> Stack.parse("lstm:map-width=2"), "has no map", "map-width=2", "add map=glu");
    Refusal.of(() -> Stack.parse("lstm:map=glu,map-width=99"), "from 0.015625 to 64", "'99'");
  }

  @Test
  void anUnknownWordIsComparedWithWordsAndOptions() {
    Refusal.of(
        () -> Stack.parse("lstm:unit=4").from(PLUGINS),
        "Neither the cell lstm nor a layer has an option 'unit'",
        "words of a layer: map, map-width, pre-norm, residual, units",
        "forget-bias",
        "did you mean 'units'");
    Refusal.of(() -> Stack.parse("lstm:forget-bas=4").from(PLUGINS), "did you mean 'forget-bias'");
    Refusal.of(() -> Stack.parse("lstn:units=4").from(PLUGINS), "lstn", "lstm");
    Refusal.of(() -> Stack.parse("lstm:forget-bias=much").from(PLUGINS), "'forget-bias'", "'much'");
  }

  /** A cell whose option has the name of a word of layers. */
  private static final class Clashing implements CellProvider {
    @Override
    public String id() {
      return "clashing";
    }

    @Override
    public String description() {
      return "a cell for this test";
    }

    @Override
    public List<OptionSpec> options() {
      return List.of(OptionSpec.integer("units", 1, 1, 9, "a number"));
    }

    @Override
    public Cell create(Options options) {
      return Cells.lstm();
    }
  }

  @Test
  void anOptionWithTheNameOfAWordIsRefused() {
    Chosen<Cell> clashing = Chosen.of(PluginKind.CELL, new Clashing());
    Refusal.of(
        () -> Stack.of(LayerSpec.of(clashing)),
        "The word 'units' has two meanings",
        "'units' of the layer, and the option 'units' of the cell clashing");
  }

  @Test
  void aSumOfDifferentSizesIsRefused() {
    try (Engine engine = Engines.reference()) {
      NetworkSpec spec = NetworkSpec.of(SHAPE, Stack.parse("lstm:units=4,residual=true"));
      Refusal.of(
          () -> Network.compile(engine, spec.from(PLUGINS)),
          "A residual connection joins two vectors of different size",
          "reads 3, hands up 4",
          "the layer lstm:units=4,residual=true",
          "an embedding of that size");
      Network.compile(engine, spec.embedding(4).from(PLUGINS));
    }
  }

  @Test
  void theNumberOfLayersCannotBeSetBesideAStack() {
    NetworkSpec spec = NetworkSpec.of(SHAPE, Stack.parse(TEXT));
    Refusal.of(() -> spec.layers(2), "The layers of a stack are given one by one");
    assertEquals(2, spec.layers());
    assertEquals(7, spec.units(7).stack().layers().get(1).units());
  }

  /** By hand, from the numbers of the step alone: {@code (V n + c) sigmoid(W n + b) + x}. */
  @Test
  void aLayerIsItsEquations() {
    DataShape numbers = new DataShape(false, 3, false, 1, Moment.EVERY_STEP);
    Cell same = s -> s.output(s.input().times(2));
    LayerSpec layer =
        LayerSpec.of(same)
            .units(3)
            .preNorm(LayerSpec.Norm.LAYER)
            .map(LayerSpec.StepMap.GLU)
            .residual(true);
    try (Engine engine = Engines.reference()) {
      Network network = Network.compile(engine, NetworkSpec.of(numbers, Stack.of(layer)));
      NamedTensors parameters = network.initialParameters(3);
      double[] x = {1, -0.5, 2};
      NetworkPass pass =
          network
              .bind(parameters)
              .forward(Chunks.random(numbers, new String[] {"x"}, 1, 1), Carry.zero());
      Tensor read = ((Inputs.Values) pass.layerInput(0)).tensor();
      x = read.toDoubles();
      double mean = (x[0] + x[1] + x[2]) / 3;
      double variance = 0;
      for (double one : x) {
        variance += (one - mean) * (one - mean) / 3;
      }
      double[] y = new double[3];
      for (int k = 0; k < 3; k++) {
        double normed = (x[k] - mean) / Math.sqrt(variance + 1e-5);
        y[k] =
            2
                * (parameters.get("layer0/norm.gain").get(k) * normed
                    + parameters.get("layer0/norm.b").get(k));
      }
      double[] expected = new double[3];
      for (int j = 0; j < 3; j++) {
        double value = parameters.get("layer0/map.value.b").get(j);
        double gate = parameters.get("layer0/map.gate.b").get(j);
        for (int k = 0; k < 3; k++) {
          value += parameters.get("layer0/map.value.W").get(j * 3 + k) * y[k];
          gate += parameters.get("layer0/map.gate.W").get(j * 3 + k) * y[k];
        }
        expected[j] = value / (1 + Math.exp(-gate)) + x[j];
      }
      assertArrayEquals(expected, pass.layer(0).outputs().toDoubles(), 1e-12);
    }
  }

  /** A norm must not change how the matrices start that multiply what the cell reads. */
  @Test
  void matricesOfTheCellStartAsWithoutANorm() {
    Cell apart =
        s -> {
          s.initialize(
              Initializers.constant(0.5), Initializers.constant(2), Initializers.constant(3));
          s.next("h", s.affine("h", s.input(), s.state("h")));
          s.output(s.affine("up", Functions.blockDiagonal(s.input(), 1), s.state("h")));
        };
    LayerSpec plain = LayerSpec.of(apart).units(4);
    try (Engine engine = Engines.reference()) {
      NamedTensors expected =
          Network.compile(engine, NetworkSpec.of(SHAPE, Stack.of(plain))).initialParameters(1);
      for (LayerSpec.Norm norm : LayerSpec.Norm.values()) {
        NetworkSpec normed = NetworkSpec.of(SHAPE, Stack.of(plain.preNorm(norm)));
        NamedTensors found = Network.compile(engine, normed).initialParameters(1);
        expected.forEach(
            (name, tensor) ->
                assertArrayEquals(tensor.toDoubles(), found.get(name).toDoubles(), name));
      }
    }
  }

  /** The map follows the recurrence: it is not a way from a state to the next one. */
  @Test
  void theMatricesOfAMapAreNotRecurrent() {
    try (Engine engine = Engines.reference()) {
      Network network =
          Network.compile(
              engine,
              NetworkSpec.of(SHAPE, Stack.parse("lstm:units=4,map=glu,map-width=2")).from(PLUGINS));
      List<String> names =
          network.recurrentLayers().get(0).program().recurrentMatrices().stream()
              .map(ParameterSpec::name)
              .toList();
      assertEquals(4, names.size(), names::toString);
      assertTrue(names.stream().noneMatch(name -> name.startsWith("map")), names::toString);
    }
  }

  @Test
  void aSavedModelDescribesItsStack(@TempDir Path folder) {
    Path file = folder.resolve("model.safetensors");
    NetworkSpec spec = NetworkSpec.of(SHAPE, Stack.parse(TEXT)).from(PLUGINS);
    try (Engine engine = Engines.reference()) {
      NamedTensors parameters = Network.compile(engine, spec).initialParameters(1);
      new SavedModel(spec, Letters.of("ab"), Map.of(), parameters).write(file);
      Map<String, String> metadata = Safetensors.read(file).metadata();
      String written = String.valueOf(metadata.get("carousel.network"));
      assertTrue(written.contains("\"stack\":\"" + TEXT + "\""), written);
      assertFalse(written.contains("\"cell\""), written);
      assertEquals("2", metadata.get("carousel.format"), "readers of the first format refuse it");
      SavedModel read = SavedModel.read(file);
      assertEquals(spec, read.network());
      assertEquals(spec, read.bind(engine, PLUGINS).network().spec());
    }
  }
}
