package dev.carousel.examples.lstm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.Options;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a user writes is not a second-rate cell: it gives what the built-in one gives, to the bit.
 */
class MyLstmEqualsBuiltInTest {
  private static final int INPUTS = 13;
  private static final int UNITS = 25;

  static Stream<Named<Supplier<Engine>>> engines() {
    return Stream.of(
        Named.of("reference", Engines::reference),
        Named.of("fused", () -> Engines.fused(2)),
        Named.of("scalar", () -> Engines.scalar(2)));
  }

  private static Cell cell(String id) {
    CellProvider provider =
        ServiceLoader.load(CellProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.id().equals(id))
            .findFirst()
            .orElseThrow();
    return provider.create(Options.defaults(provider.options()));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void outputsStatesAndGradientsHaveTheSameBits(Supplier<Engine> engines) {
    try (Engine engine = engines.get()) {
      LayerProgram builtIn = engine.compile("layer", cell("lstm"), INPUTS, UNITS);
      LayerProgram mine = engine.compile("layer", cell("my-lstm"), INPUTS, UNITS);
      LayerProblem problem = LayerProblem.random(builtIn, INPUTS, 7, 40, 1).in(engine.precision());
      assertSameBits(results(builtIn, problem), results(mine, problem));
    }
  }

  private static NamedTensors results(LayerProgram layer, LayerProblem problem) {
    ForwardPass pass = problem.forward(layer);
    Map<String, Tensor> results = new LinkedHashMap<>();
    results.put("outputs", pass.outputs());
    pass.finalStates().forEach((name, tensor) -> results.put("final state " + name, tensor));
    for (String name : new String[] {"forget", "input", "output"}) {
      results.put("observed " + name, pass.observed(name));
    }
    LayerProblem.named(problem.gradients(layer))
        .forEach((name, tensor) -> results.put("gradient of " + name, tensor));
    return new NamedTensors(results);
  }

  @Test
  void networksStartFromTheSameParameters() {
    assertSameBits(start("lstm"), start("my-lstm"));
  }

  private static NamedTensors start(String id) {
    DataShape data = new DataShape(true, INPUTS, true, INPUTS, Targets.Moment.EVERY_STEP);
    try (Engine engine = Engines.fused(1)) {
      return Network.compile(engine, NetworkSpec.of(data, cell(id)).units(UNITS))
          .initialParameters(1);
    }
  }

  private static void assertSameBits(NamedTensors expected, NamedTensors actual) {
    assertEquals(expected.names(), actual.names());
    expected.forEach(
        (name, tensor) ->
            assertArrayEquals(tensor.toDoubles(), actual.get(name).toDoubles(), name));
  }
}
