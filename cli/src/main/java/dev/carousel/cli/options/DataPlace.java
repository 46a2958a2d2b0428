package dev.carousel.cli.options;

import dev.carousel.cli.console.OutputFile;
import dev.carousel.data.text.Text;
import java.nio.file.Path;

/**
 * A file or folder of data.
 *
 * @param path of it
 */
public record DataPlace(Path path) {
  /** Whether a file there is read with the folder: it is below it, or in the target of a link. */
  public boolean isAround(OutputFile file) {
    return file.isIn(path) || Text.folders(path).stream().anyMatch(file::isIn);
  }
}
