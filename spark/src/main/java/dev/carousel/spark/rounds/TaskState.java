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

/** The state of a task's training between two rounds, as the bytes of a checkpoint. */
final class TaskState {
  private TaskState() {}

  /**
   * All that the next round needs: without the best parameters, validations and the state to roll
   * back to, because only the validations of the rounds count.
   */
  static byte[] pack(Checkpoint checkpoint) {
    Checkpoint needed = with(checkpoint, checkpoint.parameters());
    return inFolder(
        file -> {
          new CheckpointFile(needed, Map.of()).write(file);
          return Files.readAllBytes(file);
        });
  }

  static Checkpoint unpack(byte[] bytes) {
    return inFolder(
        file -> {
          Files.write(file, bytes);
          return CheckpointFile.read(file).checkpoint();
        });
  }

  /** The same training with other parameters. */
  static Checkpoint with(Checkpoint state, NamedTensors parameters) {
    return new Checkpoint(
        state.counters(),
        parameters,
        state.optimizer(),
        state.carry(),
        state.hooks(),
        null,
        List.of(),
        null);
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
