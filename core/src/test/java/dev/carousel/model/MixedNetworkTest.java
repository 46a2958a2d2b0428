package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.data.Targets.Moment;
import dev.carousel.data.arrays.ArraysCodec;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.fixture.LstmPlugin;
import dev.carousel.io.Safetensors;
import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that read numbers and categories together. */
class MixedNetworkTest {
  private static final DataShape SHAPE =
      new DataShape(false, 2, false, 3, Moment.EVERY_STEP, List.of(3, 7));
  private static final DataShape CATEGORIES_ALONE =
      new DataShape(false, 0, true, 4, Moment.END, List.of(5));

  @TempDir Path folder;

  @Test
  void embeddingsHaveHalfOfTheirVocabularyByDefault() {
    assertEquals(List.of(2, 4), NetworkSpec.of(SHAPE, Cells.lstm()).embeddings());
    assertEquals(1, NetworkSpec.usualEmbedding(1));
    assertEquals(1, NetworkSpec.usualEmbedding(2));
    assertEquals(50, NetworkSpec.usualEmbedding(100));
    assertEquals(50, NetworkSpec.usualEmbedding(Integer.MAX_VALUE));
    assertEquals(List.of(9, 9), NetworkSpec.of(SHAPE, Cells.lstm()).embedding(9).embeddings());
    assertEquals(0, NetworkSpec.of(SHAPE, Cells.lstm()).embedding(9).embedding());
  }

  @Test
  void theParametersOfEachEmbeddingHaveItsName() {
    try (Engine engine = Engines.scalar(1)) {
      NetworkSpec spec = NetworkSpec.of(SHAPE, Cells.lstm()).units(4);
      NamedTensors parameters = Network.compile(engine, spec).initialParameters(1);
      assertArrayEquals(new int[] {2, 3}, parameters.get("embedding0/embedding.Wx").shape());
      assertArrayEquals(new int[] {4, 7}, parameters.get("embedding1/embedding.Wx").shape());
      assertEquals(2 + 2 + 4, parameters.get("layer0/i.Wx").extent(1));
      NetworkSpec some = spec.embeddings(List.of(0, 4));
      NamedTensors others = Network.compile(engine, some).initialParameters(1);
      assertFalse(others.names().contains("embedding0/embedding.Wx"));
      assertEquals(2 + 3 + 4, others.get("layer0/i.Wx").extent(1));
    }
  }

  /** Without embeddings it is a network of numbers that reads each category as a vector. */
  @Test
  void oneHotCategoriesAreVectorsBesideTheNumbers() {
    for (DataShape shape : List.of(SHAPE, CATEGORIES_ALONE)) {
      int width =
          shape.inputFeatures() + shape.categories().stream().mapToInt(Integer::intValue).sum();
      DataShape plain =
          new DataShape(false, width, shape.symbolsOut(), shape.outputFeatures(), shape.moment());
      Chunk chunk = Chunks.random(shape, new int[] {4, 2, 3}, 1, 2);
      Chunk vectors = chunk.withInputs(((Inputs.Mixed) chunk.inputs()).vectors());
      try (Engine engine = Engines.scalar(1)) {
        Network mixed =
            Network.compile(engine, NetworkSpec.of(shape, Cells.lstm()).units(5).embedding(0));
        Network same = Network.compile(engine, NetworkSpec.of(plain, Cells.lstm()).units(5));
        NamedTensors parameters = mixed.initialParameters(4);
        NetworkPass found = mixed.bind(parameters).forward(chunk, Carry.zero());
        NetworkPass expected = same.bind(parameters).forward(vectors, Carry.zero());
        assertArrayEquals(expected.outputs().toDoubles(), found.outputs().toDoubles());
        NamedTensors gradients = found.backward(null).parameters();
        expected
            .backward(null)
            .parameters()
            .forEach(
                (name, tensor) ->
                    assertArrayEquals(tensor.toDoubles(), gradients.get(name).toDoubles(), name));
      }
    }
  }

  /** An embedding is a matrix times a one-hot vector: looking up is only a quicker way. */
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "4, 6, 13", "25, 13, 6", "207, 25, 4", "6, 207, 25"})
  void fusedEngineEqualsTheReferenceAtAwkwardSizes(int vocabulary, int features, int units) {
    DataShape shape =
        new DataShape(
            false, features, false, 2, Moment.EVERY_STEP, List.of(vocabulary, 3, vocabulary));
    NetworkSpec spec =
        NetworkSpec.of(shape, Cells.lstm())
            .units(units)
            .embeddings(List.of(features, 0, 5))
            .bidirectional(units % 2 == 0);
    Chunk chunk = Chunks.random(shape, new int[] {7, 1, 4, 6, 7}, 3, 4);
    try (Engine reference = Engines.reference();
        Engine fused = Engines.fused(3)) {
      Network truth = Network.compile(reference, spec);
      NamedTensors parameters = truth.initialParameters(1).copyAs(Precision.FLOAT32);
      NetworkPass expected =
          truth.bind(parameters.copyAs(Precision.FLOAT64)).forward(chunk, Carry.zero());
      NetworkPass found = truth.on(fused).bind(parameters).forward(chunk, Carry.zero());
      assertClose(expected.predictions().outputs(), found.predictions().outputs(), "outputs");
      NamedTensors gradients = found.backward(null).parameters();
      expected
          .backward(null)
          .parameters()
          .forEach((name, tensor) -> assertClose(tensor, gradients.get(name), name));
    }
  }

  private static void assertClose(Tensor expected, Tensor found, String name) {
    double size = Math.max(1, Arrays.stream(expected.toDoubles()).map(Math::abs).max().orElse(0));
    assertArrayEquals(expected.toDoubles(), found.toDoubles(), 1e-5 * size, name);
  }

  /** Values at masked steps reach no embedding, and categories that do not occur none either. */
  @Test
  void onlyCategoriesThatOccurHaveAGradient() {
    DataShape shape = new DataShape(false, 0, false, 1, Moment.EVERY_STEP, List.of(4));
    Inputs inputs = new Inputs.Mixed(null, List.of(Inputs.ofSymbols(4, 2, 0, 3)));
    Chunk chunk =
        new Chunk(inputs, new Targets.Values(Moment.EVERY_STEP, 1, new float[3]), Chunk.allFresh(1))
            .masked(new boolean[] {true, true, false});
    try (Engine engine = Engines.scalar(1)) {
      Network network = Network.compile(engine, NetworkSpec.of(shape, Cells.lstm()).units(3));
      NetworkPass pass = network.bind(network.initialParameters(1)).forward(chunk, Carry.zero());
      Tensor gradient = pass.backward(null).parameters().get("embedding0/embedding.Wx");
      for (int symbol = 0; symbol < 4; symbol++) {
        boolean isRead = symbol == 0 || symbol == 2;
        assertEquals(isRead, gradient.get(symbol) != 0 || gradient.get(4 + symbol) != 0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void streamsReadStepByStep(boolean isOneHot) {
    NetworkSpec spec = NetworkSpec.of(SHAPE, Cells.lstm()).units(6).layers(2);
    try (Engine engine = Engines.fused(2)) {
      Network network = Network.compile(engine, isOneHot ? spec.embedding(0) : spec);
      BoundNetwork bound = network.bind(network.initialParameters(2));
      Chunk chunk = Chunks.random(SHAPE, 5, 3, 8);
      Inputs.Mixed inputs = (Inputs.Mixed) chunk.inputs();
      double[] expected = bound.forward(chunk, Carry.zero()).outputs().toDoubles();
      assertArrayEquals(expected, bound.predict(inputs).values().toDoubles());
      NetworkStream stream = bound.stream(3);
      for (int t = 0; t < 5; t++) {
        Inputs.Mixed step = (Inputs.Mixed) inputs.part(t, 1, 3, row -> row);
        int[] categories = new int[6];
        for (int row = 0; row < 3; row++) {
          categories[2 * row] = step.categories().get(0).ids()[row];
          categories[2 * row + 1] = step.categories().get(1).ids()[row];
        }
        float[] numbers = step.numbers() == null ? new float[0] : step.numbers().values();
        double[] found = stream.step(numbers, categories).toDoubles();
        assertArrayEquals(Arrays.copyOfRange(expected, 9 * t, 9 * t + 9), found);
      }
    }
  }

  @Test
  void streamsReadCategoriesAlone() {
    try (Engine engine = Engines.scalar(1)) {
      Network network =
          Network.compile(engine, NetworkSpec.of(CATEGORIES_ALONE, Cells.lstm()).units(3));
      BoundNetwork bound = network.bind(network.initialParameters(2));
      Inputs inputs = new Inputs.Mixed(null, List.of(Inputs.ofSymbols(5, 4)));
      assertArrayEquals(
          bound.predict(inputs).values().toDoubles(),
          bound.stream().step(new float[0], new int[] {4}).toDoubles());
    }
  }

  @Test
  void inputsThatDoNotFitAreRefused() {
    try (Engine engine = Engines.scalar(1)) {
      Network network = Network.compile(engine, NetworkSpec.of(SHAPE, Cells.lstm()).units(3));
      BoundNetwork bound = network.bind(network.initialParameters(1));
      Inputs.Values numbers = new Inputs.Values(1, 1, 2, new float[2]);
      for (Inputs wrong :
          List.of(
              numbers,
              Inputs.ofSymbols(12, 3),
              new Inputs.Values(1, 1, 12, new float[12]),
              new Inputs.Mixed(numbers, List.of(Inputs.ofSymbols(3, 0))),
              new Inputs.Mixed(numbers, List.of(Inputs.ofSymbols(7, 0), Inputs.ofSymbols(3, 0))))) {
        Refusal.of(
            () -> bound.predict(wrong),
            "The data do not fit the network.",
            "2 numbers and 2 categories (of 3, 7) in");
        Refusal.of(() -> bound.stream().read(wrong), "The input does not fit the stream.");
      }
      for (Network other : List.of(network, Network.compile(engine, network.spec().embedding(0)))) {
        BoundNetwork own = other.bind(other.initialParameters(1));
        Inputs outside =
            new Inputs.Mixed(numbers, List.of(Inputs.ofSymbols(3, 0), Inputs.ofSymbols(7, 7)));
        Refusal.of(() -> own.predict(outside), "A symbol is out of range.", "from 0 to 6", "7");
      }
      Inputs.Values bad = new Inputs.Values(1, 1, 2, new float[] {1, Float.NaN});
      Refusal.of(
          () ->
              bound.stream()
                  .read(
                      new Inputs.Mixed(
                          bad, List.of(Inputs.ofSymbols(3, 0), Inputs.ofSymbols(7, 0)))),
          "The input of a stream is not finite.",
          "number 1");
    }
  }

  @Test
  void impossibleShapesAndSizesAreRefused() {
    NetworkSpec spec = NetworkSpec.of(SHAPE, Cells.lstm());
    Refusal.of(
        () -> spec.embeddings(List.of(4)),
        "The sizes of the embeddings do not fit the categories.",
        "2 categories",
        "[4]");
    Refusal.of(() -> spec.embeddings(List.of(4, -1)), "a category's embedding", "-1");
    Refusal.of(
        () -> new DataShape(true, 3, false, 1, Moment.END, List.of(2)),
        "Symbols cannot be read together with categories.");
    Refusal.of(
        () -> new DataShape(false, 3, false, 1, Moment.END, List.of(0)),
        "The vocabulary of a category is too small.");
    Refusal.of(
        () -> new Inputs.Mixed(null, List.of()), "Mixed inputs have no category.", "at least one");
  }

  @Test
  void aModelComesBackFromItsFile() {
    Path file = folder.resolve("model.safetensors");
    NetworkSpec spec =
        NetworkSpec.of(SHAPE, LstmPlugin.chosen()).units(3).embeddings(List.of(2, 0));
    try (Engine engine = Engines.scalar(1)) {
      NamedTensors parameters = Network.compile(engine, spec).initialParameters(1);
      new SavedModel(spec, new ArraysCodec(SHAPE), Map.of(), parameters).write(file);
      SavedModel read = SavedModel.read(file);
      assertEquals(spec, read.network());
      assertEquals(List.of(2, 0), read.network().embeddings());
      parameters.forEach(
          (name, tensor) ->
              assertArrayEquals(tensor.toDoubles(), read.parameters().get(name).toDoubles(), name));
    }
    String json = Safetensors.readSealed(file).metadata().get("carousel.network");
    assertTrue(String.valueOf(json).contains("\"categories\":[3,7]"), json);
    assertTrue(String.valueOf(json).contains("\"embeddings\":[2,0]"), json);
  }

  /** Models without categories are written as ever, and those of before are read. */
  @Test
  void aModelWithoutCategoriesNamesNone() {
    Path file = folder.resolve("model.safetensors");
    DataShape shape = new DataShape(false, 2, false, 3, Moment.END);
    NetworkSpec spec = NetworkSpec.of(shape, LstmPlugin.chosen()).units(3);
    try (Engine engine = Engines.scalar(1)) {
      NamedTensors parameters = Network.compile(engine, spec).initialParameters(1);
      new SavedModel(spec, new ArraysCodec(shape), Map.of(), parameters).write(file);
    }
    String json = String.valueOf(Safetensors.readSealed(file).metadata().get("carousel.network"));
    assertFalse(json.contains("categories"), json);
    assertFalse(json.contains("embeddings"), json);
    assertEquals(spec, SavedModel.read(file).network());
  }
}
