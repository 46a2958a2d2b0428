package dev.carousel.optimizers.hook;

import dev.carousel.random.RandomStreams;
import dev.carousel.spi.GradientPath;
import dev.carousel.spi.HookMemory;
import dev.carousel.spi.StateGradient;
import dev.carousel.spi.StepHook;
import dev.carousel.spi.UpdateHook;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.math3.random.RandomGenerator;

/** Drops the gradient through products at some steps; the rule is in {@link HDetachProvider}. */
final class HDetachHook implements StepHook, UpdateHook, HookMemory {
  private static final String NEXT_UPDATE = "next-update";

  private final double probability;
  private final int seed;

  /** The draws of the present update; written between backward passes. */
  private volatile Draws draws;

  /** Whether anything was dropped since the last update, whatever the order of rows. */
  private final AtomicBoolean dropped = new AtomicBoolean();

  HDetachHook(double probability, int seed) {
    this.probability = probability;
    this.seed = seed;
    draws = drawsOf(0);
  }

  @Override
  public Set<GradientPath> paths() {
    return Set.of(GradientPath.PRODUCTS);
  }

  @Override
  public boolean changesSteps() {
    return true;
  }

  @Override
  public void step(StateGradient gradient) {
    if (draws.isDropped(gradient.time())) {
      gradient.clear();
      dropped.set(true);
    }
  }

  @Override
  public Outcome update(Update update) {
    draws = drawsOf(update.index() + 1);
    return dropped.getAndSet(false) ? Outcome.CHANGED : Outcome.UNCHANGED;
  }

  @Override
  public Map<String, double[]> memory() {
    return Map.of(NEXT_UPDATE, new double[] {draws.update});
  }

  @Override
  public void remember(Map<String, double[]> memory) {
    draws = drawsOf((long) memory.getOrDefault(NEXT_UPDATE, new double[1])[0]);
  }

  private Draws drawsOf(long update) {
    RandomGenerator random = RandomStreams.stream(seed, "h-detach", update);
    return new Draws(update, random, probability);
  }

  /** The draws of one update: that of step t is number t of the update's own stream. */
  private static final class Draws {
    private final long update;
    private final RandomGenerator random;
    private final double probability;
    private final BitSet dropped = new BitSet();
    private int drawn;

    Draws(long update, RandomGenerator random, double probability) {
      this.update = update;
      this.random = random;
      this.probability = probability;
    }

    synchronized boolean isDropped(int time) {
      for (; drawn <= time; drawn++) {
        dropped.set(drawn, random.nextDouble() < probability);
      }
      return dropped.get(time);
    }
  }
}
