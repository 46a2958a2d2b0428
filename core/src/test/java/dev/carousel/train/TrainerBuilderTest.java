package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.data.Dataset;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Descent;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.UpdateHook;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainerBuilderTest {
  private static final TrainingPlan PLAN =
      TrainingPlan.of(Limit.ofUpdates(3)).batch(4).bptt(8).seed(7);

  private final Dataset data = Setup.text(300, 0.1);

  private Network network(Engine engine) {
    return Network.compile(engine, NetworkSpec.of(data.shape(), Cells.lstm()).units(5));
  }

  @Test
  void thePlanChangesInOneRespectAtATime() {
    TrainingPlan plan = TrainingPlan.of(Limit.ofUpdates(3));
    assertEquals(
        new TrainingPlan(32, 64, 1, Limit.ofUpdates(3), 1000, 0, CheckpointInterval.USUAL, 1),
        plan);
    CheckpointInterval often = new CheckpointInterval(1, 0);
    assertEquals(
        new TrainingPlan(2, 3, 1, Limit.ofEpochs(4), 5, 6, often, 7),
        plan.batch(2)
            .bptt(3)
            .limit(Limit.ofEpochs(4))
            .evaluateEvery(5)
            .patience(6)
            .checkpoints(often)
            .seed(7));
  }

  @Test
  void theBuilderHandsOnAllThatItIsGiven() {
    List<String> order = new ArrayList<>();
    UpdateHook first = note(order, "first");
    UpdateHook second = note(order, "second");
    List<Double> factors = new ArrayList<>();
    try (Engine engine = Engines.scalar(1)) {
      TrainingResult result =
          Trainer.builder(network(engine), data)
              .optimizer(new Descent(0.5))
              .schedule(
                  (update, planned) -> {
                    factors.add((double) planned);
                    return 1;
                  })
              .hook(new NamedHook("first", first))
              .hook(new NamedHook("second", second))
              .plan(PLAN)
              .clock(Setup.STILL)
              .requireFits()
              .run();
      assertEquals(3, result.counters().updates());
    }
    assertEquals(List.of("first", "second", "first", "second", "first", "second"), order);
    assertEquals(List.of(3.0, 3.0, 3.0), factors);
  }

  private static UpdateHook note(List<String> order, String name) {
    return new Hooks.AtUpdate(
        update -> {
          order.add(name);
          return UpdateHook.Outcome.UNCHANGED;
        });
  }

  /** Here nothing but core is on the class path. */
  @Test
  void withoutTheModuleOfOptimizersOneIsAskedFor() {
    try (Engine engine = Engines.scalar(1)) {
      TrainerBuilder builder = Trainer.builder(network(engine), data).plan(PLAN);
      Refusal.of(builder::build, "There is no optimizer 'adam'", "a plugin jar with optimizers");
      builder.optimizer(new Descent(0.5));
      Refusal.of(builder::build, "There is no hook 'non-finite'", "a plugin jar with hooks");
      builder.hooks(List.of()).build();
    }
  }
}
