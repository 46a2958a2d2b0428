package dev.carousel.optimizers.hook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.optimizers.Plugins;
import dev.carousel.spi.HookMemory;
import dev.carousel.spi.UpdateHook;
import dev.carousel.spi.UpdateHook.Outcome;
import dev.carousel.tensor.NamedTensors;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZClipTest {
  /** Mean 2 and deviation 1. */
  private static UpdateHook warm(String options) {
    UpdateHook hook = Plugins.hook("zclip:warmup=2," + options);
    HookCalls.after(hook, 1);
    HookCalls.after(hook, 3);
    return hook;
  }

  @Test
  void onlyTheMaximumClipsWhileWarmingUp() {
    UpdateHook hook = Plugins.hook("zclip:warmup=2,max=2");
    assertEquals(1, HookCalls.after(hook, 1));
    assertEquals(2, HookCalls.after(hook, 3), 1e-5);
  }

  @Test
  void leavesWhatIsWithinTheDeviations() {
    assertEquals(4.4, HookCalls.after(warm("max=100"), 4.4), 1e-12);
  }

  /** The mean is 2 and the deviation 1, so that z of 5 is 3 / (1 + 1e-6). */
  @ParameterizedTest
  @CsvSource({"5, UNCHANGED", "5.000001, CLIPPED"})
  void leavesWhatIsExactlyAsFarOutAsIsAllowed(double norm, Outcome expected) {
    UpdateHook hook = Plugins.hook("zclip:warmup=2,max=100,z-max=" + 3 / (1 + 1e-6));
    HookCalls.update(hook, single(1));
    HookCalls.update(hook, single(3));
    assertEquals(expected, HookCalls.update(hook, single(norm)));
  }

  /** The deviation is 0, and 1e-6 in the divisor of z. */
  @Test
  void anyNormAboveEqualOnesIsFarOut() {
    UpdateHook hook = Plugins.hook("zclip:warmup=2,max=100");
    HookCalls.after(hook, 2);
    HookCalls.after(hook, 2);
    assertEquals(2, HookCalls.after(hook, 10), 1e-5);
  }

  /** z = 8: 2 + 2.5 / (8 / 2.5). */
  @Test
  void leavesLessOfWhatIsFurtherOut() {
    assertEquals(2.78125, HookCalls.after(warm("max=100"), 10), 1e-5);
    assertEquals(2 + 6.25 / 18, HookCalls.after(warm("max=100"), 20), 1e-5);
  }

  /** With alpha 0.5 the moments become 2.390625 and 0.5 + 0.5 * 0.390625^2. */
  @Test
  void whatIsLeftGoesIntoTheMoments() {
    UpdateHook hook = warm("max=100,alpha=0.5");
    HookCalls.after(hook, 10);
    double deviation = Math.sqrt(0.5 + 0.5 * 0.390625 * 0.390625);
    double z = (7 - 2.390625) / deviation;
    assertEquals(2.390625 + 6.25 * deviation / z, HookCalls.after(hook, 7), 1e-4);
  }

  /** Of 1 and 5 the mean is 3 and the variance 4; 6 is 1.5 deviations out, and is left. */
  @Test
  void momentsFollowTheNormsThatAreLeft() {
    UpdateHook hook = Plugins.hook("zclip:warmup=2,max=100,alpha=0.75");
    for (double norm : new double[] {1, 5, 6}) {
      HookCalls.update(hook, single(norm));
    }
    assertArrayEquals(new double[] {2, 3.75, 3 + 0.25 * 2.25 * 2.25}, moments(hook), 1e-14);
  }

  @Test
  void maximumHoldsAtAllTimes() {
    assertEquals(1, HookCalls.after(warm("max=1"), 3), 1e-5);
    assertEquals(1, HookCalls.after(warm("max=1"), 20), 1e-5);
  }

  /** What the maximum takes off is not taken off the moments: 0.97 * 2 + 0.03 * 2.78125. */
  @Test
  void maximumIsNotInTheMoments() {
    UpdateHook hook = warm("max=1");
    HookCalls.after(hook, 10);
    double[] moments = moments(hook);
    double mean = 2 + 0.03 * 0.78125;
    double distance = 2.78125 - mean;
    assertEquals(mean, moments[1], 1e-5);
    assertEquals(0.97 + 0.03 * distance * distance, moments[2], 1e-5);
  }

  @Test
  void momentsStartFromAllNormsOfTheWarmUp() {
    UpdateHook hook = Plugins.hook("zclip:warmup=4");
    for (double norm : new double[] {1, 2, 4, 9}) {
      HookCalls.after(hook, norm);
    }
    assertArrayEquals(new double[] {4, 4, (9 + 4 + 0 + 25) / 4.0}, moments(hook), 1e-12);
  }

  @Test
  void normsThatAreNotFiniteDoNotCount() {
    UpdateHook hook = warm("max=100");
    assertEquals(Double.POSITIVE_INFINITY, HookCalls.after(hook, Double.POSITIVE_INFINITY));
    assertEquals(2.78125, HookCalls.after(hook, 10), 1e-5);
  }

  /** A gradient of one element, which is its norm to the last bit. */
  private static NamedTensors single(double norm) {
    return HookCalls.one("layer0/w", HookCalls.row(norm));
  }

  private static double[] moments(UpdateHook hook) {
    return Objects.requireNonNull(((HookMemory) hook).memory().get("moments"));
  }
}
