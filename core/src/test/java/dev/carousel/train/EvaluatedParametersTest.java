package dev.carousel.train;

import static dev.carousel.train.Setup.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.fixture.Descent;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An optimizer that recommends other parameters than those that it trains. */
class EvaluatedParametersTest {
  @TempDir Path folder;

  /** Descent, and the mean of its past; it counts with a number of its own. */
  private record Averaging(Descent inner) implements Optimizer {
    @Override
    public OptimizerState init(NamedTensors parameters) {
      Map<String, NamedTensors> slots = new LinkedHashMap<>(inner.init(parameters).slots());
      slots.put("mean", parameters.copy());
      return new OptimizerState(0, slots);
    }

    @Override
    public void update(
        OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
      inner.update(state, parameters, gradients, rateFactor);
      double weight = state.number("weight", 0.75) + 0.5;
      state.keep("weight", weight);
      state
          .slot("mean")
          .forEach(
              (name, mean) -> {
                mean.scale(1 - 1 / weight);
                mean.addScaled(1 / weight, parameters.get(name));
              });
    }

    @Override
    public NamedTensors evaluated(OptimizerState state, NamedTensors parameters) {
      return state.slot("mean");
    }
  }

  private static Setup setup(long updates) {
    return Setup.ofUpdates(updates).with(new Averaging(new Descent(2)));
  }

  private Keeper keeper(String name, long stopAfter) {
    return new Keeper(folder.resolve(name), stopAfter);
  }

  private static double loss(Setup setup, NamedTensors parameters) {
    try (var engine = Engines.fused(1)) {
      return Evaluation.of(setup.with(engine).network().bind(parameters), setup.data().validation())
          .mean();
    }
  }

  @Test
  void areValidatedAndAreTheResult() {
    Keeper keeper = keeper("run", 0);
    Setup setup = setup(9);
    TrainingResult result = keeper.run(setup);
    Checkpoint last = keeper.checkpoint();
    NamedTensors mean = last.optimizer().slot("mean");
    double validated = keeper.validations.get(keeper.validations.size() - 1).validLoss();
    assertEquals(loss(setup, mean), validated);
    assertNotEquals(loss(setup, last.parameters()), validated);
    assertEquals(validated, result.validLoss(), "the last is the best");
    assertSameBits(mean, result.parameters());
    assertSameBits(mean, Objects.requireNonNull(last.best()));
  }

  @Test
  void areTheResultWithoutValidationToo() {
    Keeper keeper = keeper("run", 0);
    TrainingResult result = keeper.run(setup(5).with(Setup.text(2000, 0)));
    assertSameBits(keeper.checkpoint().optimizer().slot("mean"), result.parameters());
  }

  @Test
  void areTheResultOfARunThatIsStoppedBeforeItsFirstValidation() {
    Keeper keeper = keeper("run", 2);
    TrainingResult result = keeper.run(setup(9));
    assertSameBits(keeper.checkpoint().optimizer().slot("mean"), result.parameters());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 5, 8})
  void areResumedBitForBit(long stop) {
    Keeper whole = keeper("whole", 0);
    TrainingResult expected = whole.run(setup(11));
    Keeper halves = keeper("halves", stop);
    halves.run(setup(11));
    TrainingResult found = halves.resume(setup(11));
    assertSameBits(expected.parameters(), found.parameters());
    assertSameBits(whole.checkpoint().parameters(), halves.checkpoint().parameters());
    assertEquals(5.5 + 0.75, found(halves).number("weight", 0));
    assertEquals(found(whole).numbers(), found(halves).numbers());
    assertEquals(expected.validLoss(), found.validLoss());
  }

  private static OptimizerState found(Keeper keeper) {
    return keeper.checkpoint().optimizer();
  }

  /** The network is prepared a second time for them, which needs memory. */
  @Test
  void areCountedAsMemory() {
    Setup setup = setup(1);
    try (var engine = setup.engine()) {
      MemoryEstimate with = estimate(setup);
      MemoryEstimate without = estimate(setup.with(new Descent(2)));
      long one = without.optimizer();
      assertEquals(2 * one, with.optimizer());
      assertTrue(with.parameters() > without.parameters());
    }
  }

  private static MemoryEstimate estimate(Setup setup) {
    return new TrainingMemory(
            setup.network(), setup.data(), setup.optimizer(), List.of(), setup.plan())
        .estimate();
  }
}
