package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.engine.KernelChoice;
import dev.carousel.spi.Cell;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class VectorKernelsRequiredTest {
  /** How often the contract compares scalar kernels with vector kernels. */
  private static final int COMPARISONS = 6;

  /** The contract of a cell that is right; run by {@link Probe} alone. */
  static final class RightCellContract extends CellContract {
    @Override
    protected Cell cell() {
      return s -> s.next("h", s.affine("h", s.input(), s.state("h")));
    }
  }

  /** Runs the contract in a JVM of its own, and prints its counts and its failures. */
  public static final class Probe {
    private Probe() {}

    /** Runs it. */
    public static void main(String[] arguments) {
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(DiscoverySelectors.selectClass(RightCellContract.class))
              .build();
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      LauncherFactory.create().execute(request, listener);
      TestExecutionSummary summary = listener.getSummary();
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      summary.getFailures().forEach(failure -> out.println(failure.getException().getMessage()));
      out.printf(
          "ran %d, failed %d, aborted %d%n",
          summary.getTestsSucceededCount() + summary.getTestsFailedCount(),
          summary.getTestsFailedCount(),
          summary.getTestsAbortedCount());
    }
  }

  @Test
  void vectorKernelsPass() {
    assertDoesNotThrow(() -> check(new KernelChoice("vector-256", false, "They are fast.", null)));
  }

  @Test
  void scalarKernelsPassIfTheyAreAskedFor() {
    assertDoesNotThrow(() -> check(new KernelChoice("scalar", true, "They are asked for.", null)));
  }

  @Test
  void scalarKernelsFailAndTheMessageSaysWhatToAdd() {
    KernelChoice scalar = new KernelChoice("scalar", false, "No module.", "Add the module.");
    AssertionError error = assertThrows(AssertionError.class, () -> check(scalar));
    String message = String.valueOf(error.getMessage());
    for (String part :
        List.of(
            "found:    scalar kernels. No module.",
            "try:      Add the module.",
            "<argLine>--add-modules jdk.incubator.vector</argLine>",
            "-Dcarousel.kernels=scalar")) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void aContractWithoutTheVectorModuleFailsOnce() throws IOException, InterruptedException {
    String answer = probe(List.of());
    assertTrue(answer.contains("failed 1, aborted " + COMPARISONS), answer);
    assertTrue(answer.contains("<argLine>--add-modules jdk.incubator.vector</argLine>"), answer);
  }

  @Test
  void aContractOnScalarKernelsThatAreAskedForComparesNothingWithItself()
      throws IOException, InterruptedException {
    String answer = probe(List.of("-Dcarousel.kernels=scalar", "-XX:TieredStopAtLevel=1"));
    assertTrue(answer.contains("failed 0, aborted " + COMPARISONS), answer);
    assertTrue(answer.contains("RightCellContract runs on kernels: scalar"), answer);
  }

  @Test
  void aContractWithTheVectorModuleNamesItsKernels() throws IOException, InterruptedException {
    String answer = probe(List.of("--add-modules", "jdk.incubator.vector"));
    assertTrue(answer.contains("failed 0, aborted 0"), answer);
    assertTrue(answer.contains("RightCellContract runs on kernels: vector-"), answer);
  }

  private static void check(KernelChoice choice) {
    VectorKernelsRequired.check(VectorKernelsRequiredTest.class, choice);
  }

  private static String probe(List<String> flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), answer);
    return answer;
  }
}
