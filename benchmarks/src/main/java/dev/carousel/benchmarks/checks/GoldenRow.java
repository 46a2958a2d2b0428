package dev.carousel.benchmarks.checks;

import dev.carousel.engine.Engine;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.testkit.golden.Golden;
import dev.carousel.testkit.golden.GoldenComparison;
import dev.carousel.testkit.golden.GoldenContract;

/**
 * A cell against the golden values of one file.
 *
 * @param file its name without the ending
 * @param cell with its options
 * @param script what made the file
 * @param version of PyTorch
 * @param reference what computed the values
 * @param float64 the largest difference of the reference engine, relative to the golden element
 * @param float32 the same of the fused engine, relative to the largest element of the tensor
 */
record GoldenRow(
    String file,
    PluginRef cell,
    String script,
    String version,
    String reference,
    double float64,
    double float32) {

  /** Compares on both engines. */
  static GoldenRow of(String file, Golden golden, Plugins plugins, Engine reference, Engine fused) {
    PluginRef ref = PluginRef.parse(golden.meta("cell"));
    return new GoldenRow(
        file,
        ref,
        golden.meta("script"),
        golden.meta("torch"),
        golden.meta("reference"),
        GoldenComparison.worst(reference, golden, plugins.cell(ref)).relative(),
        GoldenComparison.worst(fused, golden, plugins.cell(ref)).relative());
  }

  boolean passed() {
    return float64 <= GoldenContract.FLOAT64_TOLERANCE
        && float32 <= GoldenContract.FLOAT32_TOLERANCE;
  }
}
