package dev.carousel.interop.internal;

import dev.carousel.interop.FileSha256;
import dev.carousel.interop.ForeignFile;
import dev.carousel.io.DType;
import dev.carousel.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRefusalsTest {
  @TempDir private Path folder = Path.of("");

  private Path file() throws IOException {
    return Files.writeString(folder.resolve("model.pt"), "ten bytes.");
  }

  @Test
  void whatCannotBeReadIsRefused() throws IOException {
    Path file = file();
    Path within = file.resolve("below/model.pt");
    String[] told = {
      "There is no such file.",
      "found:    " + file + " is a file, not a folder",
      "where:    " + within,
      "name that file"
    };
    Refusal.of("a file below a file", () -> FileBytes.open(within), told);
    Refusal.of("the checksum of a file below a file", () -> FileSha256.of(within), told);
    try (FileBytes open = FileBytes.open(file)) {
      open.close();
      Refusal.of(
          "a file that is closed", () -> open.at(0, 1), "The file cannot be read.", "model.pt");
    }
  }

  /** As when another program cuts it. */
  @Test
  void aFileThatEndsEarlyIsRefused() throws IOException {
    try (FileBytes file = FileBytes.open(file())) {
      Refusal.of(
          "a file that became shorter",
          () -> file.at(8, 4),
          "The file is truncated.",
          "at least 12 bytes",
          "found:    10 bytes");
    }
  }

  @Test
  void twoTensorsOfOneNameAreRefused() throws IOException {
    try (FileBytes file = FileBytes.open(file())) {
      StoredTensor tensor = new StoredTensor("fc.weight", DType.F32, new int[] {1}, file, 0);
      Refusal.of(
          "two tensors fc.weight",
          () -> new ForeignFile(file.path(), "a format", List.of(tensor, tensor), Map.of(), file),
          "two tensors of the same name",
          "'fc.weight' twice");
    }
  }
}
