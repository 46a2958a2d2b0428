package dev.carousel.spark.rounds;

import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.CheckpointFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/**
 * The state of a task's training between two rounds, as the bytes of a checkpoint. Its parameters
 * go their own way: each round begins from those that all tasks have in common.
 */
final class TaskState {
  private TaskState() {}

  /**
   * All that the next round needs beside its parameters: without those that were trained, the best
   * ones, validations and the state to roll back to, because only the validations of the rounds
   * count.
   */
  static byte[] pack(Checkpoint checkpoint) {
    Checkpoint needed =
        new Checkpoint(
            checkpoint.counters(),
            new NamedTensors(Map.of()),
            checkpoint.optimizer(),
            checkpoint.carry(),
            checkpoint.hooks(),
            null,
            List.of(),
            null);
    return inFolder(
        file -> {
          new CheckpointFile(needed, Map.of()).write(file);
          return Files.readAllBytes(file);
        });
  }

  /**
   * The training, to go on from some parameters.
   *
   * @throws dev.carousel.error.CarouselException if it is that of another network
   */
  static Checkpoint unpack(byte[] bytes, NamedTensors parameters) {
    return inFolder(
        file -> {
          Files.write(file, bytes);
          return CheckpointFile.read(file, parameters).checkpoint();
        });
  }

  private interface Use<T> {
    T of(Path file) throws IOException;
  }

  private static <T> T inFolder(Use<T> use) {
    try {
      Path folder = Files.createTempDirectory("carousel-round");
      try {
        return use.of(folder.resolve("state.safetensors"));
      } finally {
        FileUtils.deleteDirectory(folder.toFile());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
