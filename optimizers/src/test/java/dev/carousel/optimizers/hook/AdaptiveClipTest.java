package dev.carousel.optimizers.hook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.optimizers.Plugins;
import dev.carousel.spi.UpdateHook.Outcome;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import org.junit.jupiter.api.Test;

class AdaptiveClipTest {
  private static Outcome clip(String hook, String name, Tensor weights, Tensor gradient) {
    NamedTensors gradients = HookCalls.one(name, gradient);
    return HookCalls.update(Plugins.hook(hook), HookCalls.one(name, weights), gradients);
  }

  @Test
  void clipsEachUnitBesideItsWeights() {
    Tensor weights = HookCalls.matrix(2, 3, 4, 30, 40);
    Tensor gradient = HookCalls.matrix(2, 0.3, 0.4, 0.3, 0.4);
    assertEquals(Outcome.CLIPPED, clip("agc:max=0.01", "layer0/i.Wh", weights, gradient));
    assertArrayEquals(new double[] {0.03, 0.04, 0.3, 0.4}, gradient.toDoubles(), 1e-15);
  }

  @Test
  void vectorIsOneUnit() {
    Tensor gradient = HookCalls.row(3, 4);
    clip("agc:max=0.5", "layer0/i.b", HookCalls.row(0, 2), gradient);
    assertArrayEquals(new double[] {0.6, 0.8}, gradient.toDoubles(), 1e-15);
  }

  @Test
  void weightsCountForALeastNorm() {
    Tensor gradient = HookCalls.row(3, 4);
    clip("agc:max=0.01,eps=0.001", "layer0/i.b", HookCalls.row(0, 0), gradient);
    assertArrayEquals(new double[] {0.6e-5, 0.8e-5}, gradient.toDoubles(), 1e-18);
  }

  /** A norm of 1e-9 is allowed; 5e-7 counts as 1e-6, and so a thousandth of it is left. */
  @Test
  void gradientsCountForALeastNorm() {
    Tensor gradient = HookCalls.row(3e-7, 4e-7);
    clip("agc:max=0.01,eps=1e-7", "layer0/i.b", HookCalls.row(0, 0), gradient);
    assertArrayEquals(new double[] {3e-10, 4e-10}, gradient.toDoubles(), 1e-22);
  }

  @Test
  void matrixOfOneColumnHasAUnitInEachRow() {
    Tensor gradient = HookCalls.matrix(2, 1, 1);
    clip("agc:max=0.1", "layer0/i.Wx", HookCalls.matrix(2, 2, 20), gradient);
    assertArrayEquals(new double[] {0.2, 1}, gradient.toDoubles(), 1e-15);
  }

  /** Of these two, the second is below the least norm: there any factor would make it smaller. */
  @Test
  void normThatIsExactlyAllowedIsLeft() {
    for (double norm : new double[] {4, 0x1p-30}) {
      Tensor gradient = HookCalls.row(norm);
      Outcome outcome = clip("agc:max=1,eps=1e-12", "layer0/i.b", HookCalls.row(norm), gradient);
      assertEquals(Outcome.UNCHANGED, outcome);
      assertEquals(norm, gradient.get(0));
    }
  }

  @Test
  void headIsLeftOutUnlessAskedFor() {
    Tensor gradient = HookCalls.row(3, 4);
    Tensor weights = HookCalls.row(1, 0);
    assertEquals(Outcome.UNCHANGED, clip("agc", "head/head.b", weights, gradient));
    assertEquals(Outcome.CLIPPED, clip("agc:head=true", "head/head.b", weights, gradient));
  }

  @Test
  void rowsThatAreNotFiniteAreLeft() {
    Tensor gradient = HookCalls.matrix(2, Double.NaN, 4, 3, 4);
    clip("agc:max=1", "layer0/i.Wh", HookCalls.matrix(2, 1, 0, 1, 0), gradient);
    assertArrayEquals(new double[] {Double.NaN, 4, 0.6, 0.8}, gradient.toDoubles(), 1e-15);
  }
}
