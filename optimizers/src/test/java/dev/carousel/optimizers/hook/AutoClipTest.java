package dev.carousel.optimizers.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.optimizers.Plugins;
import dev.carousel.random.RandomStreams;
import dev.carousel.spi.UpdateHook;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutoClipTest {
  @Test
  void firstNormIsItsOwnThreshold() {
    assertEquals(5, HookCalls.after(Plugins.hook("autoclip"), 5));
  }

  @Test
  void thresholdIsBetweenTwoNorms() {
    UpdateHook hook = Plugins.hook("autoclip:percentile=50");
    HookCalls.after(hook, 1);
    assertEquals(2, HookCalls.after(hook, 3), 1e-5);
    assertEquals(3, HookCalls.after(hook, 10), 1e-5);
    assertEquals(0.5, HookCalls.after(hook, 0.5), "below the threshold");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 10, 37.5, 100})
  void thresholdIsThePercentileOfAllNorms(double percentile) {
    UpdateHook hook = Plugins.hook("autoclip:percentile=" + percentile);
    Percentile oracle = new Percentile(percentile).withEstimationType(EstimationType.R_7);
    RandomGenerator random = RandomStreams.stream(1, "norms");
    double[] norms = new double[200];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = Math.exp(random.nextGaussian());
      double threshold = oracle.evaluate(norms, 0, i + 1);
      assertEquals(Math.min(norms[i], threshold), HookCalls.after(hook, norms[i]), 2e-6);
    }
  }

  @Test
  void normsThatAreNotFiniteDoNotCount() {
    UpdateHook hook = Plugins.hook("autoclip:percentile=50");
    HookCalls.after(hook, 1);
    assertEquals(Double.POSITIVE_INFINITY, HookCalls.after(hook, Double.POSITIVE_INFINITY));
    assertEquals(2, HookCalls.after(hook, 3), 1e-5);
  }
}
