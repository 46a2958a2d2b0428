package dev.carousel.train;

import static dev.carousel.train.Setup.assertSameBits;

import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint goes on with the slots that its optimizer makes, and with no others. */
class OptimizerSlotsTest {
  private static final String BIAS = "layer0/i.b";

  /** Has the slot for matrices only; is not run. */
  private record OfMatrices() implements Optimizer {
    @Override
    public OptimizerState init(NamedTensors parameters) {
      Set<String> matrices = new LinkedHashSet<>(parameters.names());
      matrices.removeIf(name -> parameters.get(name).rank() < 2);
      return OptimizerState.zeros(parameters.only(matrices), "velocity");
    }

    @Override
    public void update(
        OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
      throw new AssertionError("not run");
    }
  }

  @TempDir Path folder;
  private Checkpoint whole;

  @BeforeEach
  void train() {
    Keeper keeper = new Keeper(folder.resolve("checkpoint"), 0);
    Setup.ofUpdates(4).with(keeper).trainer().run();
    whole = keeper.checkpoint();
  }

  private static Checkpoint with(
      Checkpoint from, Map<String, NamedTensors> slots, @Nullable Checkpoint good) {
    return new Checkpoint(
        from.counters(),
        from.parameters(),
        new OptimizerState(from.optimizer().updates(), slots),
        from.carry(),
        from.hooks(),
        from.best(),
        from.history(),
        good);
  }

  private void assertRefused(Map<String, NamedTensors> slots, String expected, String found) {
    Path file = folder.resolve("update-4.safetensors");
    Trainer trainer = Setup.ofUpdates(6).trainer();
    Checkpoint other = with(whole, slots, null);
    Refusal.of(
        () -> trainer.resumeFrom(other, file.toString()),
        "The checkpoint has other slots than the optimizer.",
        "expected: " + expected,
        "found:    " + found,
        "where:    " + file,
        "train again into a new folder");
    Refusal.of(() -> trainer.resumeFrom(other), "found:    " + found, "where:    update 4");
    Refusal.of(
        () -> trainer.resumeFrom(with(whole, whole.optimizer().slots(), other)),
        "found:    " + found);
  }

  private NamedTensors velocity() {
    return whole.optimizer().slot("velocity");
  }

  private NamedTensors withoutBias() {
    Set<String> names = new LinkedHashSet<>(velocity().names());
    names.remove(BIAS);
    return velocity().only(names);
  }

  @Test
  void aSlotOfAnotherNameIsRefused() {
    assertRefused(Map.of("mean", velocity()), "slots velocity", "slots mean");
    assertRefused(Map.of(), "slots velocity", "no slots");
    Map<String, NamedTensors> more = new LinkedHashMap<>(whole.optimizer().slots());
    more.put("a second", velocity());
    assertRefused(more, "slots velocity", "slots a second, velocity");
  }

  @Test
  void aSlotWithoutAParameterIsRefused() {
    assertRefused(
        Map.of("velocity", withoutBias()), "slot velocity of ", "slot velocity without " + BIAS);
  }

  /** An optimizer may have a slot for some parameters; then it must not be there for the others. */
  @Test
  void aSlotOfAParameterThatHasNoneIsRefused() {
    Setup setup = Setup.ofUpdates(6).with(new OfMatrices());
    Trainer trainer = setup.trainer();
    Refusal.of(
        () -> trainer.resumeFrom(whole),
        "has other slots",
        "expected: slot velocity of head/head.Wx",
        "found:    slot velocity also of head/head.b");
  }

  @Test
  void theSameSlotsGoOn() {
    Checkpoint copy = with(whole, whole.optimizer().copy().slots(), null);
    NamedTensors expected = Setup.ofUpdates(6).trainer().run().parameters();
    assertSameBits(
        expected, Setup.ofUpdates(6).trainer().resumeFrom(copy, "a file").run().parameters());
  }
}
