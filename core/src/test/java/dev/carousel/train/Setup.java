package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.data.Dataset;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Descent;
import dev.carousel.fixture.LongSequence;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.random.RandomStreams;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.Schedule;
import dev.carousel.tensor.NamedTensors;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * A run to be varied: two small layers with dropout on a text of 4 chunks an epoch, in 40 rows, so
 * that the batch has three shards and its rows are not all of one length.
 */
record Setup(
    Engine engine,
    Dataset data,
    Optimizer optimizer,
    Schedule schedule,
    List<NamedHook> hooks,
    TrainingPlan plan,
    TrainingListener listener,
    Clock clock) {

  static final int CHUNKS = 4;
  static final Clock STILL = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final Schedule USUAL = (update, planned) -> 1 / (1 + 0.01 * update);
  private static final int ROWS = 40;
  private static final int STEPS = 10;

  static Setup of(Limit limit) {
    return new Setup(
        Engines.fused(1),
        text(2000, 0.2),
        new Descent(2),
        USUAL,
        List.of(),
        plan(limit),
        quiet(),
        STILL);
  }

  static Setup ofUpdates(long updates) {
    return of(Limit.ofUpdates(updates));
  }

  private static TrainingPlan plan(Limit limit) {
    return TrainingPlan.of(limit).batch(ROWS).bptt(STEPS).evaluateEvery(3).seed(7);
  }

  private static TrainingListener quiet() {
    return TrainingListener.none();
  }

  /** Letters that mostly follow each other in the order of the alphabet. */
  static Dataset text(int symbols, double valid) {
    RandomGenerator random = RandomStreams.stream(1, "test text");
    StringBuilder text = new StringBuilder("abcde");
    while (text.length() < symbols) {
      int next = random.nextInt(4) == 0 ? random.nextInt(5) : text.length() % 5;
      text.append((char) ('a' + next));
    }
    return LongSequence.ofLetters(text.toString(), valid);
  }

  Setup with(Engine other) {
    return new Setup(other, data, optimizer, schedule, hooks, plan, listener, clock);
  }

  Setup with(Dataset other) {
    return new Setup(engine, other, optimizer, schedule, hooks, plan, listener, clock);
  }

  Setup withRate(double other) {
    return with(new Descent(other));
  }

  Setup with(Optimizer other) {
    return new Setup(engine, data, other, schedule, hooks, plan, listener, clock);
  }

  Setup with(Schedule other) {
    return new Setup(engine, data, optimizer, other, hooks, plan, listener, clock);
  }

  Setup with(TrainingPlan other) {
    return new Setup(engine, data, optimizer, schedule, hooks, other, listener, clock);
  }

  Setup with(NamedHook... others) {
    return new Setup(engine, data, optimizer, schedule, List.of(others), plan, listener, clock);
  }

  Setup with(TrainingListener other) {
    return new Setup(engine, data, optimizer, schedule, hooks, plan, other, clock);
  }

  Setup with(Clock other) {
    return new Setup(engine, data, optimizer, schedule, hooks, plan, listener, other);
  }

  Setup withPatience(int patience) {
    TrainingPlan patient =
        TrainingPlan.of(plan.limit())
            .batch(ROWS)
            .bptt(STEPS)
            .evaluateEvery(plan.evaluateEvery())
            .patience(patience)
            .seed(7);
    return new Setup(engine, data, optimizer, schedule, hooks, patient, listener, clock);
  }

  Network network() {
    NetworkSpec spec = NetworkSpec.of(data.shape(), Cells.lstm()).units(5).layers(2).dropout(0.3);
    return Network.compile(engine, spec);
  }

  Trainer trainer() {
    return new TrainerFactory(clock)
        .builder(network(), data)
        .optimizer(optimizer)
        .schedule(schedule)
        .hooks(hooks)
        .plan(plan)
        .listener(listener)
        .build();
  }

  /** Trains to the end; closes the engine. */
  TrainingResult run() {
    try (engine) {
      return trainer().run();
    }
  }

  static void assertSameBits(NamedTensors expected, NamedTensors found) {
    assertEquals(List.copyOf(expected.names()), List.copyOf(found.names()));
    expected.forEach(
        (name, tensor) -> assertArrayEquals(tensor.toDoubles(), found.get(name).toDoubles(), name));
  }
}
