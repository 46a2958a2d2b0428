package dev.carousel.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.carousel.cli.compare.ReportFuzz;
import dev.carousel.data.table.CsvFuzz;
import dev.carousel.data.text.TextFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every input that ever was a finding, and some valid ones: what fuzz/run starts from. A name says
 * what must become of the input: {@code loads-} or {@code refused-}, and why.
 */
class KnownInputsTest {
  private static final Path INPUTS = Path.of("src/test/resources/inputs");

  private static final Map<String, Function<byte[], Optional<String>>> LOADERS =
      Map.ofEntries(
          Map.entry("safetensors", SafetensorsFuzz::load),
          Map.entry("saved-model", SavedModelFuzz::load),
          Map.entry("checkpoint", CheckpointFuzz::load),
          Map.entry("failed-update", FailedUpdateFuzz::load),
          Map.entry("report", ReportFuzz::load),
          Map.entry("watch-file", WatchFileFuzz::load),
          Map.entry("csv", CsvFuzz::load),
          Map.entry("frame", FrameFuzz::load),
          Map.entry("jsonl", JsonlFuzz::load),
          Map.entry("npy", NpyFuzz::load),
          Map.entry("npz", NpzFuzz::load),
          Map.entry("keras", KerasFuzz::load),
          Map.entry("onnx", OnnxFuzz::load),
          Map.entry("ts", TsFuzz::load),
          Map.entry("rows", RowsFuzz::load),
          Map.entry("gzip", GzipFuzz::load),
          Map.entry("text", TextFuzz::load),
          Map.entry("state-dict", StateDictFuzz::load),
          Map.entry("pickle", PickleFuzz::load),
          Map.entry("plugin-descriptor", PluginDescriptorFuzz::load),
          Map.entry("plugin-ref", PluginRefFuzz::load));

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  @TestFactory
  Stream<DynamicNode> areLoadedOrRefused() {
    return new TreeMap<>(LOADERS)
        .entrySet().stream().map(loader -> inputsOf(loader.getKey(), loader.getValue()));
  }

  private static DynamicNode inputsOf(String name, Function<byte[], Optional<String>> loader) {
    try {
      List<Path> inputs = in(INPUTS.resolve(name));
      assertTrue(inputs.size() > 1, name);
      return dynamicContainer(
          name,
          inputs.stream()
              .map(input -> dynamicTest(input.getFileName().toString(), () -> run(input, loader))));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void run(Path input, Function<byte[], Optional<String>> loader)
      throws IOException {
    String name = input.getFileName().toString();
    Optional<String> refusal = loader.apply(Files.readAllBytes(input));
    assertEquals(name.startsWith("loads-"), refusal.isEmpty(), refusal.orElse("not refused"));
    assertTrue(name.matches("(loads|refused)-.+"), name);
  }

  @Test
  void belongToALoader() throws IOException {
    assertEquals(
        new TreeSet<>(LOADERS.keySet()),
        new TreeSet<>(in(INPUTS).stream().map(path -> path.getFileName().toString()).toList()));
  }
}
