package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.fixture.Letters;
import dev.carousel.fixture.LstmPlugin;
import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TiedHeadTest {
  private static final DataShape SHAPE = new DataShape(true, 3, true, 3, Moment.EVERY_STEP);
  private static final NetworkSpec TIED =
      NetworkSpec.of(SHAPE, LstmPlugin.chosen()).units(4).embedding(4).tied(true);

  /** The same figures as a network with a matrix of its own that is the embedding's transposed. */
  @Test
  void theHeadMultipliesByTheEmbedding() {
    try (Engine engine = Engines.reference()) {
      Network tied = Network.compile(engine, TIED);
      Network free = Network.compile(engine, TIED.tied(false));
      NamedTensors parameters = tied.initialParameters(1);
      NamedTensors same = free.initialParameters(1);
      parameters.forEach((name, tensor) -> same.get(name).assign(tensor));
      Tensor embedding = parameters.get("embedding/embedding.Wx");
      Tensor matrix = same.get("head/head.Wx");
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 3; j++) {
          matrix.set(j * 4 + i, embedding.get(i * 3 + j));
        }
      }
      Chunk chunk = Chunks.random(SHAPE, new String[] {"xxx", "x.x"}, 3, 1);
      NetworkPass one = tied.bind(parameters).forward(chunk, Carry.zero());
      NetworkPass two = free.bind(same).forward(chunk, Carry.zero());
      assertArrayEquals(two.outputs().toDoubles(), one.outputs().toDoubles());
      NamedTensors shared = one.backward(null).parameters();
      NamedTensors apart = two.backward(null).parameters();
      assertEquals(parameters.names(), shared.names());
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 3; j++) {
          double sum =
              apart.get("embedding/embedding.Wx").get(i * 3 + j)
                  + apart.get("head/head.Wx").get(j * 4 + i);
          assertEquals(sum, shared.get("embedding/embedding.Wx").get(i * 3 + j), 1e-15);
        }
      }
    }
  }

  @Test
  void theGradientOfTheSharedMatrixEqualsFiniteDifferences() {
    try (Engine engine = Engines.reference()) {
      Network network = Network.compile(engine, TIED.dropout(0.3));
      NamedTensors parameters = network.initialParameters(1);
      BoundNetwork bound = network.bind(parameters);
      Chunk chunk = Chunks.random(SHAPE, new String[] {"xxx", "x.x"}, 3, 1);
      Tensor found =
          bound
              .forwardTraining(chunk, Carry.zero(), 1, 1)
              .backward(null)
              .parameters()
              .get("embedding/embedding.Wx");
      Tensor matrix = parameters.get("embedding/embedding.Wx");
      for (int i = 0; i < matrix.size(); i++) {
        double value = matrix.get(i);
        double[] losses = new double[2];
        for (int side = 0; side < 2; side++) {
          matrix.set(i, value + (side == 0 ? -1e-5 : 1e-5));
          bound.refresh();
          losses[side] = bound.forwardTraining(chunk, Carry.zero(), 1, 1).loss().mean();
        }
        matrix.set(i, value);
        bound.refresh();
        assertEquals((losses[1] - losses[0]) / 2e-5, found.get(i), 1e-9);
      }
    }
  }

  @Test
  void theFileHasTheMatrixOnce(@TempDir Path folder) {
    Path file = folder.resolve("model.safetensors");
    try (Engine engine = Engines.fused(1)) {
      NamedTensors parameters = Network.compile(engine, TIED).initialParameters(1);
      new SavedModel(TIED, Letters.of("ab"), Map.of(), parameters).write(file);
      SavedModel read = SavedModel.read(file);
      assertEquals(TIED, read.network());
      assertTrue(read.parameters().names().containsAll(List.of("head/head.b")));
      assertTrue(!read.parameters().names().contains("head/head.Wx"));
      BoundNetwork bound = read.bind(engine, LstmPlugin.catalogue());
      NetworkStream stream = bound.stream();
      assertEquals(3, stream.step(1).size());
    }
  }

  @Test
  void whatCannotBeTiedIsRefused() {
    try (Engine engine = Engines.reference()) {
      Refusal.of(
          () -> Network.compile(engine, TIED.embedding(3)),
          "--tie needs an embedding of the size that the head reads",
          "an embedding of 4",
          "an embedding of 3",
          "--embedding 4");
      Refusal.of(() -> Network.compile(engine, TIED.embedding(0)), "no embedding");
    }
    DataShape numbers = new DataShape(false, 3, true, 3, Moment.EVERY_STEP);
    Refusal.of(
        () -> NetworkSpec.of(numbers, Cells.lstm()).tied(true), "--tie needs a text", "leave out");
  }
}
