package dev.carousel.cli.train;

import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that a command made for itself. */
public final class Folders {
  private Folders() {}

  /**
   * Removes a folder with all that is in it; one that is not there needs no removal.
   *
   * @throws CarouselException if it cannot be removed
   */
  public static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path one : deepestFirst) {
        Files.deleteIfExists(one);
      }
    } catch (IOException e) {
      throw CarouselException.failure("A temporary folder cannot be removed.")
          .found(e)
          .where(folder)
          .mend("correct its permissions, or remove it")
          .cause(e)
          .build();
    }
  }
}
