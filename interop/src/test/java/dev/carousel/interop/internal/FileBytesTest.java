package dev.carousel.interop.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBytesTest {
  @TempDir private Path folder = Path.of("");

  private Path file() throws IOException {
    return Files.writeString(folder.resolve("model.pt"), "ten bytes.");
  }

  @Test
  void aFileStaysOpenForAReaderThatSucceeds() throws IOException {
    try (FileBytes file = FileBytes.open(file(), opened -> opened)) {
      assertEquals('t', file.at(0, 1).get());
    }
  }

  @Test
  void aFileIsClosedIfItsReaderFails() throws IOException {
    Path path = file();
    List<FileBytes> seen = new ArrayList<>();
    IllegalStateException fault = new IllegalStateException();
    assertSame(
        fault,
        assertThrows(
            IllegalStateException.class,
            () ->
                FileBytes.open(
                    path,
                    file -> {
                      seen.add(file);
                      throw fault;
                    })));
    assertThrows(CarouselException.class, () -> seen.get(0).at(0, 1));
  }
}
