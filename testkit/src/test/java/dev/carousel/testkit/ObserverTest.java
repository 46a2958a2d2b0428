package dev.carousel.testkit;

import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientPath;
import dev.carousel.spi.HookMemory;
import dev.carousel.spi.StateGradient;
import dev.carousel.spi.StepHook;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A right hook passes the whole contract: one that counts the steps that it sees. */
class ObserverTest extends GradientHookContract {
  @Override
  protected GradientHook hook() {
    return new Counting();
  }

  private static final class Counting implements StepHook, HookMemory {
    private final AtomicInteger steps = new AtomicInteger();

    @Override
    public Set<GradientPath> paths() {
      return EnumSet.allOf(GradientPath.class);
    }

    @Override
    public void step(StateGradient gradient) {
      steps.addAndGet(gradient.rows());
    }

    @Override
    public Map<String, double[]> memory() {
      return Map.of("steps", new double[] {steps.get()});
    }

    @Override
    public void remember(Map<String, double[]> memory) {
      steps.set((int) memory.getOrDefault("steps", new double[1])[0]);
    }
  }
}
