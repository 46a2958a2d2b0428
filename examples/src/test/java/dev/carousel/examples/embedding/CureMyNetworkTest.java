package dev.carousel.examples.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Dataset;
import dev.carousel.data.tasks.AddingTaskProvider;
import dev.carousel.data.tasks.TaskDataset;
import dev.carousel.spi.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CureMyNetworkTest {
  private static final Path PROGRAM =
      Path.of("src/main/java/dev/carousel/examples/embedding/CureMyNetwork.java");

  private static Dataset adding() {
    AddingTaskProvider provider = new AddingTaskProvider();
    Map<String, String> small = Map.of("length", "40", "sequences", "3200", "valid", "256");
    return TaskDataset.of(provider, Options.of("task adding", provider.options(), small));
  }

  @Test
  void findsPrescribesAndProves() {
    List<String> lines = CureMyNetwork.on(adding(), 39, 20);
    assertTrue(lines.get(0).startsWith("found: "), lines::toString);
    List<String> prescribed = lines.stream().filter(line -> line.startsWith("try --cell")).toList();
    assertTrue(
        prescribed.get(0).startsWith("try --cell lstm or --cell gru: gates"), lines::toString);
    List<String> tried = lines.stream().filter(line -> line.startsWith("tried ")).toList();
    for (String change : List.of("--cell lstm", "--cell gru", "--cell rnn:init=orthogonal")) {
      assertTrue(
          tried.stream().anyMatch(line -> line.startsWith("tried " + change + ": ")),
          lines::toString);
    }
    assertTrue(tried.stream().noneMatch(line -> line.endsWith("NOT_JUDGED")), lines::toString);
  }

  @Test
  void isAProgramOfLessThan60LinesWithoutTheCommandLine() throws IOException {
    List<String> program = Files.readAllLines(PROGRAM);
    assertTrue(program.size() < 60, () -> program.size() + " lines");
    assertEquals(List.of(), program.stream().filter(line -> line.contains(".cli")).toList());
    assertThrows(
        ClassNotFoundException.class,
        () -> Class.forName("dev.carousel.cli.Main"),
        "the command line is not on the class path");
  }
}
