package dev.carousel.train;

import static dev.carousel.train.Setup.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Version;
import dev.carousel.io.Safetensors;
import dev.carousel.model.Carry;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import dev.carousel.train.Checkpoint.Counters;
import dev.carousel.train.Checkpoint.ValidationPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFileTest {
  private static final Counters COUNTERS =
      new Counters(9, 2, 3, 4, 1, 5_000_000_000L, 1 / 3.0, 0.1, 7, new Recovery(3, 2, 1, 0.25));

  @TempDir Path folder;

  private static NamedTensors tensors(double value) {
    Tensor tensor = new FloatTensor(2);
    tensor.fill(value);
    return new NamedTensors(Map.of("layer0/h.b", tensor));
  }

  private static CheckpointFile file() {
    Map<String, NamedTensors> slots = new LinkedHashMap<>();
    slots.put("v", tensors(2));
    slots.put("m", tensors(3));
    slots.put("of none", new NamedTensors(Map.of()));
    Checkpoint checkpoint =
        new Checkpoint(
            COUNTERS,
            tensors(1),
            new OptimizerState(8, slots, Map.of("a/sum", 1 / 3.0, "b", -0.0)),
            new Carry(Map.of("layer0", new NamedTensors(Map.of("h", new FloatTensor(3, 2))))),
            List.of(Map.of(), Map.of("norms", new double[] {0.1, Double.POSITIVE_INFINITY})),
            tensors(4),
            List.of(new ValidationPoint(4, 0.3, Double.NaN), new ValidationPoint(8, 0.2, 0.1)),
            null);
    return new CheckpointFile(checkpoint, Map.of("seed", "7"));
  }

  private Path written() {
    Path path = folder.resolve("checkpoint.safetensors");
    file().write(path);
    return path;
  }

  private Path withMetadata(String key, String value) {
    Path path = written();
    Safetensors.Contents contents = Safetensors.read(path);
    Map<String, String> metadata = new HashMap<>(contents.metadata());
    metadata.put(key, value);
    Safetensors.write(path, contents.tensors(), metadata);
    return path;
  }

  @Test
  void everythingComesBack() {
    Checkpoint expected = file().checkpoint();
    CheckpointFile read = CheckpointFile.read(written());
    Checkpoint found = read.checkpoint();
    assertEquals(Map.of("seed", "7"), read.settings());
    assertEquals(expected.counters(), found.counters());
    assertEquals(expected.history(), found.history());
    assertSameBits(expected.parameters(), found.parameters());
    assertSameBits(Objects.requireNonNull(expected.best()), Objects.requireNonNull(found.best()));
    assertSameBits(expected.carry().flat(), found.carry().flat());
    assertEquals(8, found.optimizer().updates());
    assertEquals(Map.of("a/sum", 1 / 3.0, "b", -0.0), found.optimizer().numbers());
    assertEquals(List.of("v", "m", "of none"), List.copyOf(found.optimizer().slots().keySet()));
    assertSameBits(expected.optimizer().slot("m"), found.optimizer().slot("m"));
    assertEquals(2, found.hooks().size());
    assertArrayEquals(expected.hooks().get(1).get("norms"), found.hooks().get(1).get("norms"));
  }

  @Test
  void withoutValidationThereIsNoBest() {
    Checkpoint full = file().checkpoint();
    Checkpoint early =
        new Checkpoint(
            COUNTERS,
            full.parameters(),
            full.optimizer(),
            Carry.zero(),
            List.of(),
            null,
            List.of(),
            null);
    Path path = folder.resolve("early");
    new CheckpointFile(early, Map.of()).write(path);
    assertNull(CheckpointFile.read(path).checkpoint().best());
    assertEquals(Map.of(), CheckpointFile.read(path).checkpoint().carry().states());
  }

  private Path withoutParameters() {
    Checkpoint full = file().checkpoint();
    Checkpoint bare =
        new Checkpoint(
            full.counters(),
            new NamedTensors(Map.of()),
            full.optimizer(),
            full.carry(),
            full.hooks(),
            null,
            List.of(),
            null);
    Path path = folder.resolve("bare");
    new CheckpointFile(bare, Map.of()).write(path);
    return path;
  }

  @Test
  void aFileGoesOnFromOtherParameters() {
    NamedTensors others = tensors(5);
    for (Path path : List.of(written(), withoutParameters())) {
      Checkpoint found = CheckpointFile.read(path, others).checkpoint();
      assertSameBits(others, found.parameters());
      assertEquals(COUNTERS, found.counters());
      assertSameBits(file().checkpoint().optimizer().slot("m"), found.optimizer().slot("m"));
    }
  }

  @Test
  void parametersOfAnotherNetworkAreRefused() {
    NamedTensors others = new NamedTensors(Map.of("layer0/h.b", new FloatTensor(3)));
    Path path = withoutParameters();
    Refusal.of(
        () -> CheckpointFile.read(path, others),
        "The checkpoint is damaged.",
        "found:    optimizer slot v of other names or shapes than the parameters");
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    Path path = written();
    byte[] bytes = Files.readAllBytes(path);
    for (int length : new int[] {0, 7, bytes.length / 2, bytes.length - 1}) {
      Files.write(path, Arrays.copyOf(bytes, length));
      Refusal.of(() -> CheckpointFile.read(path), path.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "null",
        "[1]",
        "{\"counters\":null,\"optimizerUpdates\":1,\"slots\":[],\"hooks\":[]}"
      })
  void aDamagedHeaderIsRefused(String json) {
    Path path = withMetadata("carousel.checkpoint", json);
    Refusal.of(() -> CheckpointFile.read(path), "damaged", path.toString(), "earlier checkpoint");
  }

  @Test
  void moreSlotsThanAnyOptimizerHasAreRefused() {
    String whole =
        String.valueOf(Safetensors.read(written()).metadata().get("carousel.checkpoint"));
    String slots = "\"m\",".repeat(100) + "\"m\"";
    String json = whole.replace("[\"v\",\"m\",\"of none\"]", "[" + slots + "]");
    Path path = withMetadata("carousel.checkpoint", json);
    Refusal.of(() -> CheckpointFile.read(path), "damaged", "101 slots of the optimizer", "try:");
  }

  @Test
  void aModelIsNoCheckpoint() {
    Path path = folder.resolve("model");
    Safetensors.write(path, tensors(1), Map.of("carousel.format", "1"));
    Refusal.of(() -> CheckpointFile.read(path), "carousel.checkpoint.format", path.toString());
  }

  @Test
  void aFileOfANewerVersionIsRefused() {
    Path path = withMetadata("carousel.checkpoint.format", "2");
    withVersion(path, "9.9.9");
    Refusal.of(
        () -> CheckpointFile.read(path),
        "newer version",
        "format 1 or older",
        "format 2, written by Carousel 9.9.9",
        path.toString());
  }

  @Test
  void theVersionIsWrittenDown() {
    String version = Safetensors.read(written()).metadata().get("carousel.version");
    assertEquals(Version.current(), version);
  }

  private static void withVersion(Path path, String version) {
    Safetensors.Contents contents = Safetensors.read(path);
    Map<String, String> metadata = new HashMap<>(contents.metadata());
    metadata.put("carousel.version", version);
    Safetensors.write(path, contents.tensors(), metadata);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"updates\":-9",
        "\"epoch\":-1",
        "\"chunk\":-3",
        "\"clipped\":10",
        "\"seconds\":-1.0"
      })
  void countersThatNoRunCanHaveAreRefused(String counter) {
    String whole =
        String.valueOf(Safetensors.read(written()).metadata().get("carousel.checkpoint"));
    String name = counter.substring(0, counter.indexOf(':'));
    String json = whole.replaceFirst(name + ":[^,}]+", counter);
    Path path = withMetadata("carousel.checkpoint", json);
    Refusal.of(() -> CheckpointFile.read(path), "damaged", "counters that no run can have", "try:");
  }

  @Test
  void tensorsThatDoNotGoWithTheParametersAreRefused() {
    Path path = written();
    Safetensors.Contents contents = Safetensors.read(path);
    for (String name : List.of("optimizer:m/layer0/h.b", "best/layer0/h.b")) {
      Map<String, Tensor> tensors = new LinkedHashMap<>(contents.tensors().asMap());
      tensors.put(name, new FloatTensor(3));
      Safetensors.write(path, new NamedTensors(tensors), contents.metadata());
      Refusal.of(
          () -> CheckpointFile.read(path), "damaged", "other names or shapes", path.toString());
    }
  }

  /** As JSON they would outgrow the header that a reader takes. */
  @Test
  void whatGrowsWithARunLeavesTheHeaderSmall() {
    Checkpoint some = file().checkpoint();
    List<ValidationPoint> history =
        LongStream.range(0, 200_000).mapToObj(u -> new ValidationPoint(u, 0.5, 1.0 / u)).toList();
    double[] norms = IntStream.range(0, 3_000_000).mapToDouble(i -> 1.0 / (i + 1)).toArray();
    Checkpoint late =
        new Checkpoint(
            COUNTERS,
            some.parameters(),
            some.optimizer(),
            some.carry(),
            List.of(Map.of("norms", norms)),
            null,
            history,
            null);
    Path path = folder.resolve("late");
    new CheckpointFile(late, Map.of()).write(path);
    Checkpoint found = CheckpointFile.read(path).checkpoint();
    assertEquals(history, found.history());
    assertArrayEquals(norms, found.hooks().get(0).get("norms"));
    assertTrue(Safetensors.read(path).metadata().toString().length() < 2000);
  }

  @ParameterizedTest
  @MethodSource("wrongSeries")
  void seriesThatNoRunCanHaveAreRefused(String name, Tensor tensor, String found) {
    Path path = written();
    Safetensors.Contents contents = Safetensors.read(path);
    Map<String, Tensor> tensors = new LinkedHashMap<>(contents.tensors().asMap());
    tensors.put(name, tensor);
    Safetensors.write(path, new NamedTensors(tensors), contents.metadata());
    Refusal.of(() -> CheckpointFile.read(path), "damaged", found, path.toString(), "try:");
  }

  private static Stream<Arguments> wrongSeries() {
    Tensor broken = new DoubleTensor(1, 3);
    broken.set(0, 0.5);
    Tensor negative = new DoubleTensor(1, 3);
    negative.set(0, -1);
    String history = "validations that no run can have";
    return Stream.of(
        Arguments.of("history", new DoubleTensor(3), history),
        Arguments.of("history", new DoubleTensor(1, 4), history),
        Arguments.of("history", new FloatTensor(1, 3), history),
        Arguments.of("history", broken, history),
        Arguments.of("history", negative, history),
        Arguments.of("hooks/1/norms", new DoubleTensor(2, 1), "memories of hooks"),
        Arguments.of("hooks/1/norms", new FloatTensor(2), "memories of hooks"));
  }

  @Test
  void aMemoryThatIsMissingIsRefused() {
    Path path = written();
    Safetensors.Contents contents = Safetensors.read(path);
    Map<String, Tensor> tensors = new LinkedHashMap<>(contents.tensors().asMap());
    tensors.remove("hooks/1/norms");
    Safetensors.write(path, new NamedTensors(tensors), contents.metadata());
    Refusal.of(() -> CheckpointFile.read(path), "damaged", "memories of hooks", path.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"carry/layer0", "carry/layer0/c"})
  void aCarriedStateOfAnotherShapeIsRefused(String name) {
    Path path = written();
    Safetensors.Contents contents = Safetensors.read(path);
    Map<String, Tensor> tensors = new LinkedHashMap<>(contents.tensors().asMap());
    tensors.put(name, new FloatTensor(3));
    Safetensors.write(path, new NamedTensors(tensors), contents.metadata());
    Refusal.of(() -> CheckpointFile.read(path), "damaged", "carried states", path.toString());
  }
}
