package dev.carousel.nonfinite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Chunks;
import dev.carousel.fixture.LstmPlugin;
import dev.carousel.io.Safetensors;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.NetworkSpec;
import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailedUpdateFileTest {
  @TempDir Path folder;

  private Path path() {
    return folder.resolve("nonfinite-37.safetensors");
  }

  private static Spoiled spoiled() {
    Spoiled update = Spoiled.of(FirstCauseTest.DIVIDER, 20, 5);
    update.input(12, 3, -12);
    update.end(4, 15);
    return update;
  }

  private Path written() {
    Spoiled update = spoiled();
    new FailedUpdateFile(update.failed(Spoiled.UPDATE), update.search()).write(path());
    return path();
  }

  private Path with(String key, String value) {
    Path path = written();
    Safetensors.Contents contents = Safetensors.read(path);
    Map<String, String> metadata = new HashMap<>(contents.metadata());
    metadata.put(key, value);
    Safetensors.write(path, contents.tensors(), metadata);
    return path;
  }

  @Test
  void theFindingComesBackAndIsFoundAgain() {
    FailedUpdateFile read = FailedUpdateFile.read(written());
    FirstCause cause = read.cause().orElseThrow();
    assertEquals(List.of(12, 3), List.of(cause.time(), cause.row()));
    assertEquals(spoiled().search(), read.cause());
    assertEquals(read.cause(), read.failed().firstCause(spoiled().network()));
  }

  @Test
  void theSameUpdateGivesTheSameBytes() throws IOException {
    byte[] first = Files.readAllBytes(written());
    assertArrayEquals(first, Files.readAllBytes(written()));
    assertTrue(first.length < 8000, () -> first.length + " bytes");
  }

  @Test
  void noFindingAndNumbersThatAreNotFiniteComeBack() {
    FailedUpdate failed = spoiled().failed(3);
    FailedUpdate measured =
        new FailedUpdate(
            failed.network(),
            failed.parameters(),
            failed.chunk(),
            failed.carry(),
            -5,
            1L << 40,
            Double.NaN,
            Double.POSITIVE_INFINITY);
    new FailedUpdateFile(measured, Optional.empty()).write(path());
    FailedUpdateFile read = FailedUpdateFile.read(path());
    assertEquals(Optional.empty(), read.cause());
    assertEquals(Double.NaN, read.failed().loss());
    assertEquals(Double.POSITIVE_INFINITY, read.failed().gradientNorm());
    assertEquals(-5, read.failed().seed());
    assertEquals(1L << 40, read.failed().update());
  }

  /** Symbols and numbers, masked, with carried states: the same loss to the last bit. */
  @ParameterizedTest
  @EnumSource(Targets.Moment.class)
  void everyKindOfChunkComesBack(Targets.Moment moment) {
    for (DataShape shape :
        List.of(
            new DataShape(false, 5, false, 4, moment),
            new DataShape(true, 5, true, 4, moment),
            new DataShape(false, 5, true, 4, moment, List.of(3, 2)),
            new DataShape(false, 0, false, 4, moment, List.of(6)))) {
      NetworkSpec spec = NetworkSpec.of(shape, LstmPlugin.chosen()).units(3);
      Chunk chunk =
          Chunks.withFresh(Chunks.random(shape, new int[] {4, 1, 3}, 1, 2), true, false, false);
      try (Engine engine = Engines.scalar(1)) {
        Network network = Network.compile(engine, spec);
        NamedTensors parameters = network.initialParameters(1);
        Carry carry = network.bind(parameters).forward(chunk, Carry.zero()).carry();
        FailedUpdate failed = new FailedUpdate(spec, parameters, chunk, carry, 1, 2, 0, 0);
        new FailedUpdateFile(failed, Optional.empty()).write(path());
        FailedUpdate read = FailedUpdateFile.read(path()).failed();
        assertEquals(spec, read.network());
        assertEquals(norm(network, failed), norm(network, read));
        assertArrayEquals(chunk.fresh(), read.chunk().fresh());
        assertArrayEquals(chunk.mask(), read.chunk().mask());
        if (chunk.inputs() instanceof Inputs.Symbols symbols) {
          assertArrayEquals(symbols.ids(), ((Inputs.Symbols) read.chunk().inputs()).ids());
        }
        assertEquals(
            shape, DataShape.of(read.chunk().inputs(), read.chunk().targets()), "its shape");
      }
    }
  }

  private static double norm(Network network, FailedUpdate failed) {
    NetworkPass pass =
        network.bind(network.adopt(failed.parameters())).forward(failed.chunk(), failed.carry());
    return pass.backward(null).parameters().norm();
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(written());
    for (int length : new int[] {0, 7, bytes.length / 2, bytes.length - 1}) {
      Files.write(path(), Arrays.copyOf(bytes, length));
      Refusal.of(() -> FailedUpdateFile.read(path()), path().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "null", "[1]", "{\"network\":null}"})
  void aDamagedHeaderIsRefused(String json) {
    Path path = with("carousel.nonfinite", json);
    Refusal.of(() -> FailedUpdateFile.read(path), "damaged", "found:", path.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunk/inputs", "chunk/targets", "chunk/fresh"})
  void aMissingTensorIsRefused(String name) {
    Path path = written();
    Safetensors.Contents contents = Safetensors.read(path);
    var kept = new LinkedHashMap<>(contents.tensors().asMap());
    kept.remove(name);
    Safetensors.write(path, new NamedTensors(kept), contents.metadata());
    Refusal.of(() -> FailedUpdateFile.read(path), "damaged", "chunk", path.toString());
  }

  @Test
  void anotherFileOfCarouselIsRefused() {
    Safetensors.write(path(), spoiled().parameters, Map.of("carousel.format", "1"));
    Refusal.of(
        () -> FailedUpdateFile.read(path()),
        "no failed update",
        "nonfinite-UPDATE.safetensors",
        "no metadata named carousel.nonfinite.format",
        path().toString());
    Refusal.of(() -> FailedUpdateFile.read(folder.resolve("none")), "no such file");
  }

  @Test
  void aFileOfANewerVersionIsRefused() {
    Path path = with("carousel.nonfinite.format", "2");
    Refusal.of(() -> FailedUpdateFile.read(path), "newer version", "format 2", path.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunk/inputs", "chunk/targets", "chunk/fresh", "carry/layer0/h"})
  void aTensorOfAnotherShapeIsRefused(String name) {
    Path path = written();
    Safetensors.Contents contents = Safetensors.read(path);
    Map<String, Tensor> tensors = new LinkedHashMap<>(contents.tensors().asMap());
    tensors.put(name, new FloatTensor(2, 2, 7));
    Safetensors.write(path, new NamedTensors(tensors), contents.metadata());
    Refusal.of(
        () -> FailedUpdateFile.read(path), "damaged", "an inconsistent chunk: ", path.toString());
  }
}
