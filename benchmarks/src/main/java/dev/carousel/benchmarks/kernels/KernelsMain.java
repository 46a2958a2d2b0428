package dev.carousel.benchmarks.kernels;

import dev.carousel.cli.console.Console;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Runs the JMH benchmarks of this package with JMH's own options, then tells each result as a share
 * of the peak.
 */
public final class KernelsMain {
  private KernelsMain() {}

  /** The program {@code benchmarks/kernels}. */
  public static void main(String[] args) throws Exception {
    Console console = Console.ofProcess();
    try {
      CommandLineOptions options = new CommandLineOptions(args);
      if (options.shouldHelp()) {
        options.showHelp();
        return;
      }
      Collection<RunResult> results = new Runner(options).run();
      console.out().println();
      report(results).lines().forEach(console.out()::println);
    } catch (CommandLineOptionException wrong) {
      console.err().println("kernels: " + wrong.getMessage() + "\n  try:      --help");
      System.exit(2);
    } catch (RunnerException failed) {
      console.err().println("kernels: the benchmarks could not be run: " + failed.getMessage());
      System.exit(1);
    }
  }

  private static KernelReport report(Collection<RunResult> results) {
    double peak = Double.NaN;
    List<KernelReport.Product> products = new ArrayList<>();
    List<KernelReport.Pointwise> operations = new ArrayList<>();
    for (RunResult result : results) {
      double nanos = result.getPrimaryResult().getScore();
      switch (result.getPrimaryResult().getLabel()) {
        case "peak" -> peak = nanos;
        case "product" ->
            products.add(
                new KernelReport.Product(
                    ProductShape.valueOf(result.getParams().getParam("shape")), nanos));
        default ->
            operations.add(new KernelReport.Pointwise(result.getParams().getParam("op"), nanos));
      }
    }
    return new KernelReport(peak, products, operations);
  }
}
