package dev.carousel.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.error.CarouselException;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelProviderTest {
  /** Ends what a logger may write before the answer. */
  private static final String ANSWER = "answer: ";

  private static final String MODULE = "--add-modules=jdk.incubator.vector";

  /** Run in a JVM of its own: prints which kernels it got, or how it was refused. */
  public static final class Probe {
    private Probe() {}

    /** Prints the choice. */
    public static void main(String[] arguments) {
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      try {
        String name = KernelProvider.best().name();
        out.println(ANSWER + name + " " + KernelProvider.choice());
        out.println(KernelProvider.brief(999_999_999) == null ? "as ever" : "few: scalar");
        out.println(KernelProvider.brief(1_000_000_000) == null ? "as ever" : "many: scalar");
      } catch (CarouselException e) {
        out.println(ANSWER + e.getMessage());
      }
    }
  }

  @Test
  void withoutTheVectorModuleKernelsAreScalar() throws IOException, InterruptedException {
    String answer = probe();
    assertTrue(answer.startsWith("scalar "), answer);
    assertTrue(answer.contains("start java with --add-modules jdk.incubator.vector"), answer);
  }

  @Test
  void withTheVectorModuleKernelsAreVectors() throws IOException, InterruptedException {
    String answer = probe(MODULE);
    assertTrue(answer.startsWith("vector-"), answer);
    assertTrue(answer.contains("remedy=null"), answer);
  }

  @Test
  void fewMultiplicationsAreMadeByScalarKernels() throws IOException, InterruptedException {
    String answer = probe(MODULE);
    assertTrue(answer.startsWith("vector-"), answer);
    assertTrue(answer.endsWith("few: scalar" + System.lineSeparator() + "as ever"), answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void whoAsksForKernelsGetsThemForFewMultiplicationsToo(String kernels)
      throws IOException, InterruptedException {
    String answer = probe(MODULE, "-Dcarousel.kernels=" + kernels);
    assertTrue(answer.endsWith("as ever" + System.lineSeparator() + "as ever"), answer);
  }

  @ParameterizedTest
  @CsvSource({
    "-Xint, without -Xint",
    "-XX:TieredStopAtLevel=1, without its server compiler",
    "-Dcarousel.kernels=scalar, -Dcarousel.kernels=scalar asks for them"
  })
  void aJvmThatDoesNotCompileThemGetsScalarKernels(String flag, String words)
      throws IOException, InterruptedException {
    String answer = probe(MODULE, flag);
    assertTrue(answer.startsWith("scalar "), answer);
    assertTrue(answer.contains(words), answer);
  }

  @Test
  void whoAsksForVectorKernelsGetsThemOnAnyJvm() throws IOException, InterruptedException {
    String answer = probe(MODULE, "-XX:TieredStopAtLevel=1", "-Dcarousel.kernels=vector");
    assertTrue(answer.startsWith("vector-"), answer);
    assertTrue(answer.contains("isRequested=true"), answer);
  }

  @Test
  void vectorKernelsWithoutTheirModuleAreRefused() throws IOException, InterruptedException {
    String answer = probe("-Dcarousel.kernels=vector");
    assertTrue(answer.startsWith("carousel.kernels=vector needs the module"), answer);
    assertTrue(answer.contains("try:      start java with --add-modules"), answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Vector", "avx512", "scalar "})
  void otherWordsAreRefused(String value) {
    Refusal.of(
        () -> KernelRequest.of(value),
        "The system property carousel.kernels does not name kernels.",
        "expected: auto, scalar or vector",
        "found:    \"" + value + '"');
  }

  @Test
  void theWordsAreRead() {
    assertEquals(KernelRequest.AUTO, KernelRequest.of(null));
    assertEquals(KernelRequest.AUTO, KernelRequest.of("auto"));
    assertEquals(KernelRequest.SCALAR, KernelRequest.of("scalar"));
    assertEquals(KernelRequest.VECTOR, KernelRequest.of("vector"));
  }

  private static String probe(String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), answer);
    return answer.substring(answer.indexOf(ANSWER) + ANSWER.length()).strip();
  }
}
