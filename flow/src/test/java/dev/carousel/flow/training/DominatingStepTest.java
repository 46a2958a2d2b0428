package dev.carousel.flow.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.Dataset;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Initializers;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Descent;
import dev.carousel.flow.fixture.Sequences;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.spi.Cell;
import dev.carousel.spi.GradientHook;
import dev.carousel.spi.StateGradient;
import dev.carousel.spi.StepHook;
import dev.carousel.train.Limit;
import dev.carousel.train.NamedHook;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.TrainingPlan;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;

/** The time step that dominates an update, and what is said of clipping. */
class DominatingStepTest {
  /**
   * A loss at the end of 12 steps of a linear network with a scaled rotation: a state k steps
   * earlier has a gradient of gain^k times the last one's, so that the shares are known.
   */
  @ParameterizedTest
  @CsvSource({"0.5, 11", "2, 0"})
  void theDominatingStepIsTakenDown(double gain, int step) {
    for (int threads = 1; threads <= 3; threads++) {
      try (Engine engine = Engines.fused(threads)) {
        List<ClipReport.StepShare> steps = dominating(engine, gain);
        assertEquals(
            List.of(0L, 10L, 20L), steps.stream().map(ClipReport.StepShare::update).toList());
        double squares = IntStream.rangeClosed(0, 11).mapToDouble(k -> Math.pow(gain, 2 * k)).sum();
        double share = Math.pow(gain, 2 * (11 - step)) / squares;
        for (ClipReport.StepShare found : steps) {
          assertEquals(step, found.step());
          assertEquals(12, found.of());
          assertEquals(share, found.share(), 1e-5);
        }
      }
    }
  }

  private static List<ClipReport.StepShare> dominating(Engine engine, double gain) {
    Dataset data = Sequences.of(12).data();
    Cell cell = Cells.linear(Initializers.orthogonal(gain));
    Network network = Network.compile(engine, NetworkSpec.of(data.shape(), cell).units(6));
    ClipLedger ledger = new ClipLedger(10);
    Trainer.builder(network, data)
        .optimizer(new Descent(0))
        .hooks(List.of())
        .plan(TrainingPlan.of(Limit.ofUpdates(21)))
        .listener(ledger)
        .clock(Clock.systemUTC())
        .build()
        .run();
    return ledger.report().steps();
  }

  /** Of 50, 9 are at step 1, and 16 + 9 + 16 at step 0. */
  @Test
  void squaresAreAddedOverRowsStatesAndLayers() {
    StepSquares squares = new StepSquares(2, 3);
    squares.accept(gradient("layer1", "h", 1, 0, 3, 0));
    squares.accept(gradient("layer1", "h", 0, 1, 0, 4));
    squares.accept(gradient("layer1", "c", 0, 1, 3));
    squares.accept(gradient("layer0", "h", 0, 2, 4));
    ClipReport.StepShare largest = Objects.requireNonNull(squares.largest(7));
    assertEquals(7, largest.update());
    assertEquals(0, largest.step());
    assertEquals(2, largest.of());
    assertEquals(41.0 / 50, largest.share(), 1e-12);
    assertNull(new StepSquares(2, 3).largest(7), "no gradient");
    squares.accept(gradient("layer0", "h", 1, 0, Double.NaN));
    assertNull(squares.largest(7), "not finite");
  }

  /** Rows of one unit each. */
  private static StateGradient gradient(
      String layer, String state, int time, int firstRow, double... values) {
    StateGradient gradient = Mockito.mock(StateGradient.class, Mockito.CALLS_REAL_METHODS);
    Mockito.doReturn(layer).when(gradient).layer();
    Mockito.doReturn(state).when(gradient).state();
    Mockito.doReturn(time).when(gradient).time();
    Mockito.doReturn(firstRow).when(gradient).firstRow();
    Mockito.doReturn(values.length).when(gradient).rows();
    Mockito.doReturn(1).when(gradient).size();
    for (int row = 0; row < values.length; row++) {
      Mockito.doReturn(values[row]).when(gradient).get(row, 0);
    }
    return gradient;
  }

  @Test
  void updatesThatAreNotLookedAtAreNotWatched() {
    Dataset data = Sequences.of(12).data();
    Chunk chunk = data.training().epoch(4, 12, 1, 0).chunk(0);
    TrainingListener ledgers =
        TrainingListener.of(
            List.of(TrainingListener.none(), new ClipLedger(10), new UpdateRatios(10)));
    assertNotNull(ledgers.stateGradients(0, chunk));
    assertNull(ledgers.stateGradients(1, chunk));
    assertNotNull(ledgers.stateGradients(10, chunk));
  }

  @Test
  void aListenerIsShownWhatComesBeforeAnyHookAndMayNotChangeIt() {
    List<Double> seen = new ArrayList<>();
    TrainingListener nosy =
        new TrainingListener() {
          @Override
          public @Nullable Consumer<StateGradient> stateGradients(long update, Chunk chunk) {
            return gradient -> {
              seen.add(gradient.get(0, 0));
              assertThrows(IllegalStateException.class, () -> gradient.set(0, 0, 1));
            };
          }
        };
    GradientHook clearing =
        new StepHook() {
          @Override
          public boolean changesSteps() {
            return true;
          }

          @Override
          public void step(StateGradient gradient) {
            gradient.clear();
          }
        };
    try (Engine engine = Engines.fused(1)) {
      TrainingWatchTest.train(
          engine, List.of(new NamedHook("clearing", clearing)), network -> nosy);
    }
    assertTrue(seen.stream().anyMatch(value -> value != 0), "before the hook");
  }

  @Test
  void clippingThatHasBecomeTheLearningRateIsWarnedOf() {
    List<ClipReport.Entry> entries =
        IntStream.range(0, 20)
            .mapToObj(i -> new ClipReport.Entry(i, 2, 1, Double.NaN, i < 12))
            .toList();
    assertEquals(
        "60 % of 20 updates were clipped: the threshold sets the size of the steps, whatever the "
            + "size of the gradient.",
        new ClipReport(entries, List.of()).warning());
    assertNull(new ClipReport(entries.subList(0, 19), List.of()).warning(), "too few to say");
    List<ClipReport.StepShare> steps =
        List.of(
            new ClipReport.StepShare(0, 3, 8, 0.5),
            new ClipReport.StepShare(10, 7, 8, 0.25),
            new ClipReport.StepShare(20, 4, 8, 0.75));
    ClipReport report = new ClipReport(entries, List.of(), steps);
    assertEquals(4, report.medianStep());
    assertEquals(0.5, report.medianShare());
  }
}
