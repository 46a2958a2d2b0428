package dev.carousel.benchmarks.kernels;

import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.flow.words.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run of the kernel benchmarks found: every product as a share of the peak that the same run
 * measured.
 *
 * @param peakNanos the time of one {@link PeakBenchmark} invocation; NaN if it was not run
 * @param products in the order to be told
 * @param operations in the order to be told
 */
record KernelReport(double peakNanos, List<Product> products, List<Pointwise> operations) {
  /** The time of one product. */
  record Product(ProductShape shape, double nanos) {
    /** Billions of operations in a second. */
    double gflops() {
      return shape.operations() / nanos;
    }
  }

  /** The time of one operation over {@link PointwiseBenchmark#ELEMENTS} elements. */
  record Pointwise(String operation, double nanos) {
    /** Nanoseconds for one element. */
    double nanosPerElement() {
      return nanos / PointwiseBenchmark.ELEMENTS;
    }
  }

  /** Billions of operations in a second, in registers alone. */
  double peakGflops() {
    return FmaChains.operations(PeakBenchmark.ROUNDS) / peakNanos;
  }

  /** The part of the peak that a product reaches; NaN without a peak. */
  double shareOfPeak(Product product) {
    return product.gflops() / peakGflops();
  }

  /** As lines for a person; all of one thread. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Measured peak of one thread: " + Numbers.decimals(peakGflops(), 1) + " GFLOP/s");
    if (!products.isEmpty()) {
      lines.add("");
      lines.addAll(productTable().lines());
    }
    if (!operations.isEmpty()) {
      lines.add("");
      lines.addAll(pointwiseTable().lines());
    }
    return lines;
  }

  private TextTable productTable() {
    TextTable table =
        new TextTable(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.LEFT)
            .row("product", "us", "GFLOP/s", "% of peak", "rows x depth x columns");
    for (Product product : products) {
      table.row(
          product.shape().name(),
          Numbers.decimals(product.nanos() / 1e3, 2),
          Numbers.decimals(product.gflops(), 1),
          Numbers.decimals(100 * shareOfPeak(product), 0),
          product.shape().extents());
    }
    return table;
  }

  private TextTable pointwiseTable() {
    TextTable table = new TextTable(Align.LEFT, Align.RIGHT).row("operation", "ns per element");
    for (Pointwise pointwise : operations) {
      table.row(pointwise.operation(), Numbers.decimals(pointwise.nanosPerElement(), 3));
    }
    return table;
  }
}
