package dev.carousel.cli.foreign;

import dev.carousel.interop.ImportSettings;
import dev.carousel.interop.Imported;
import dev.carousel.interop.pytorch.PyTorch;
import java.nio.file.Path;
import java.util.function.BiFunction;

/** The frameworks whose files are read, as {@code --as} names them. */
enum Framework {
  PYTORCH(PyTorch::read);

  private final BiFunction<Path, ImportSettings, Imported> reader;

  Framework(BiFunction<Path, ImportSettings, Imported> reader) {
    this.reader = reader;
  }

  Imported read(Path file, ImportSettings settings) {
    return reader.apply(file, settings);
  }
}
