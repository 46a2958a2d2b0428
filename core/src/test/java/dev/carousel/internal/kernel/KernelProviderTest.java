package dev.carousel.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelProviderTest {
  private static final int SCALAR = 40;
  private static final int VECTOR = 41;

  /** Run in a JVM of its own: tells by its exit code which kernels it got. */
  public static final class Probe {
    private Probe() {}

    public static void main(String[] arguments) {
      System.exit(KernelProvider.best().name().equals("scalar") ? SCALAR : VECTOR);
    }
  }

  @Test
  void withoutTheVectorModuleKernelsAreScalar() throws IOException, InterruptedException {
    assertEquals(SCALAR, exitCodeOfProbe(List.of()));
  }

  @Test
  void withTheVectorModuleKernelsAreVectors() throws IOException, InterruptedException {
    assertEquals(VECTOR, exitCodeOfProbe(List.of("--add-modules", "jdk.incubator.vector")));
  }

  private static int exitCodeOfProbe(List<String> flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
