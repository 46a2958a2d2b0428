package dev.carousel.cli.reproduce;

import dev.carousel.error.CarouselException;
import dev.carousel.experiments.published.DataFiles;
import dev.carousel.interop.FileSha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Files that someone else published, checked and turned into what {@code carousel train} reads: the
 * images and labels of a part, compressed IDX files, become {@code PART.npz}. Immutable.
 *
 * @param needed which files
 * @param folder in which they are
 */
record PreparedData(DataFiles needed, Path folder) {
  private static final String IMAGES = "-images-idx3-ubyte.gz";
  private static final String LABELS = "-labels-idx1-ubyte.gz";

  /**
   * Checks all files.
   *
   * @throws CarouselException if one is missing, or is not the one that was published
   */
  void check() {
    if (!Files.isDirectory(folder)) {
      throw CarouselException.usage("The folder with the data does not exist.")
          .expected("a folder with the files of " + needed.name())
          .found(Files.exists(folder) ? "a file" : "nothing of that name")
          .where("--data " + folder)
          .build();
    }
    needed.sha256().forEach(this::check);
  }

  /** Makes what is not there yet, of files that were checked. */
  void into(Path prepared) {
    try {
      Files.createDirectories(prepared);
      for (String file : needed.sha256().keySet()) {
        if (file.endsWith(IMAGES)) {
          convert(file.substring(0, file.length() - IMAGES.length()), prepared);
        }
      }
    } catch (IOException e) {
      throw CarouselException.failure("The data cannot be prepared.")
          .found(e)
          .where(prepared)
          .mend("free some space, or choose another --out")
          .cause(e)
          .build();
    }
  }

  private void convert(String part, Path prepared) throws IOException {
    Path made = prepared.resolve(part + ".npz");
    if (!Files.exists(made)) {
      Path arriving = prepared.resolve(part + ".arriving");
      LabelledImages.convert(
          folder.resolve(part + IMAGES), folder.resolve(part + LABELS), arriving);
      Files.move(arriving, made, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private void check(String name, String expected) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw CarouselException.usage("A file of the data is missing.")
          .expected(name + " of " + needed.name())
          .where("--data " + folder)
          .mend("get it from " + needed.from())
          .build();
    }
    String found = FileSha256.of(file);
    if (!found.equals(expected)) {
      throw CarouselException.usage("A file of the data is not the one that was published.")
          .expected("SHA-256 " + expected)
          .found("SHA-256 " + found)
          .where(file)
          .mend("get it again from " + needed.from())
          .build();
    }
  }
}
