package dev.carousel.benchmarks.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelReportTest {
  private static final double OPERATIONS = FmaChains.operations(PeakBenchmark.ROUNDS);

  @Test
  void productIsToldAsShareOfThePeak() {
    ProductShape shape = ProductShape.FORWARD_64;
    // The peak is 100 operations per nanosecond; the product reaches 25.
    var product = new KernelReport.Product(shape, 2.0 * 32 * 64 * 256 / 25);
    var report = new KernelReport(OPERATIONS / 100, List.of(product), List.of());
    assertEquals(25, product.gflops(), 1e-9);
    assertEquals(0.25, report.shareOfPeak(product), 1e-9);
    assertTrue(
        report.lines().contains("  FORWARD_64  41.94     25.0         25  32 x 64 x 256"),
        report.lines()::toString);
    assertTrue(report.lines().get(0).contains("100.0 GFLOP/s"), report.lines()::toString);
  }

  @Test
  void withoutPeakTheShareIsLeftOpen() {
    var product = new KernelReport.Product(ProductShape.FORWARD_64, 1000);
    var report = new KernelReport(Double.NaN, List.of(product), List.of());
    assertTrue(report.lines().get(3).contains("  -  "), report.lines()::toString);
  }

  @Test
  void pointwiseOperationIsToldPerElement() {
    var pointwise = new KernelReport.Pointwise("TANH", 512);
    var report = new KernelReport(Double.NaN, List.of(), List.of(pointwise));
    assertEquals(0.25, pointwise.nanosPerElement(), 1e-12);
    assertTrue(report.lines().stream().anyMatch(l -> l.matches(" +TANH +0\\.250")));
  }
}
