package dev.carousel.cli;

import dev.carousel.io.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Small data, and the options of short runs. */
final class Samples {
  private Samples() {}

  static Path text(Path folder) {
    return write(folder.resolve("text.txt"), "the cat sat on the mat.\n".repeat(40));
  }

  static Path table(Path folder) {
    StringBuilder csv = new StringBuilder("time,wave\n");
    for (int row = 0; row < 200; row++) {
      csv.append(row).append(',').append(10 + 5 * Math.sin(row / 3.0)).append('\n');
    }
    return write(folder.resolve("table.csv"), csv.toString());
  }

  static Path write(Path file, String content) {
    try {
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command line that trains a small network for a few updates. */
  static String[] train(Path out, String... more) {
    List<String> all = new ArrayList<>(List.of("train", "--out", out.toString()));
    List<String> given = List.of(more);
    all.addAll(given);
    for (List<String> small :
        List.of(List.of("--units", "8"), List.of("--batch", "4"), List.of("--bptt", "8"))) {
      boolean isIdle =
          (small.contains("--bptt") && (given.contains("--task") || given.contains("--window")))
              || (small.contains("--units") && given.contains("--stack"));
      if (!given.contains(small.get(0)) && !isIdle) {
        all.addAll(small);
      }
    }
    return all.toArray(new String[0]);
  }

  /** Changes a string of a file of tensors, which is sealed again. */
  static void withMetadata(Path file, String key, String value) {
    Safetensors.Contents contents = Safetensors.read(file);
    Map<String, String> metadata = new HashMap<>(contents.metadata());
    metadata.put(key, value);
    Safetensors.write(file, contents.tensors(), metadata);
  }
}
