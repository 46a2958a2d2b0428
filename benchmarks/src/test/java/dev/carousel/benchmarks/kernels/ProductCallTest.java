package dev.carousel.benchmarks.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.internal.kernel.KernelProvider;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.ScalarKernels;
import dev.carousel.random.RandomStreams;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProductCallTest {
  @ParameterizedTest
  @EnumSource(names = {"FORWARD_64", "WEIGHTS_64", "ONE_ROW_128"})
  void allKernelsGiveTheSameProduct(ProductShape shape) {
    assertArrayEquals(product(new ScalarKernels(), shape), product(KernelProvider.best(), shape));
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLeftOutOfTheOperationsThatCount(ProductShape shape) {
    assertEquals(shape.rows() * shape.columns(), product(KernelProvider.best(), shape).length);
    assertEquals(
        2.0 * shape.rows() * shape.columns() * shape.depth(), shape.operations(), shape.extents());
  }

  private static float[] product(Kernels kernels, ProductShape shape) {
    return new ProductCall(kernels, shape, RandomStreams.stream(1, "test")).run();
  }
}
