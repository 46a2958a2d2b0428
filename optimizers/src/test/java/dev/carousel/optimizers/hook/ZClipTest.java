package dev.carousel.optimizers.hook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.optimizers.Plugins;
import dev.carousel.spi.HookMemory;
import dev.carousel.spi.UpdateHook;
import java.util.Objects;
import org.junit.jupiter.api.Test;

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

  private static double[] moments(UpdateHook hook) {
    return Objects.requireNonNull(((HookMemory) hook).memory().get("moments"));
  }
}
