package dev.carousel.cli.console;

import dev.carousel.error.CarouselException;
import dev.carousel.io.AtomicFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files that a command writes in the end, looked at before its work begins. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Fails if the file could not be written.
   *
   * @param what it is to hold: {@code HTML}
   * @param option that named it: {@code --html}
   * @param target what was given
   * @param expected what would be right
   * @throws CarouselException if it is a folder, or its folder is missing or cannot be written to
   */
  public static void requireWritable(String what, String option, String target, String expected) {
    String fault = fault(Path.of(target));
    if (fault != null) {
      throw CarouselException.usage("The file for " + what + " cannot be written.")
          .expected(expected)
          .found(fault)
          .where(option + " " + target)
          .build();
    }
  }

  private static @Nullable String fault(Path target) {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(target)) {
      return "a folder of that name";
    }
    if (!Files.isDirectory(folder)) {
      return Files.exists(folder) ? folder + " is a file" : "no folder " + folder;
    }
    Optional<String> name = AtomicFiles.nameFault(target);
    if (name.isPresent()) {
      return name.get();
    }
    boolean isPipe = Files.exists(target) && !Files.isRegularFile(target);
    return isPipe || Files.isWritable(folder) ? null : "no permission to write into " + folder;
  }
}
