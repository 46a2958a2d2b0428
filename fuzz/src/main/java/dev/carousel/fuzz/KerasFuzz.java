package dev.carousel.fuzz;

import dev.carousel.interop.ImportSettings;
import dev.carousel.interop.Imported;
import dev.carousel.interop.keras.Keras;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Any bytes as a file of Keras: an archive, or HDF5. */
public final class KerasFuzz {
  /** A head that stands for none has as many weights as the units of both directions squared. */
  private static final int MOST_TIMES = 8;

  private KerasFuzz() {}

  /** Called by Jazzer, before time counts. */
  public static void fuzzerInitialize() {
    Hostile.warmUp(KerasFuzz::fuzzerTestOneInput);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var unused = load(input);
  }

  /** Why the input was refused; empty if it was loaded. Whatever is thrown is a finding. */
  public static Optional<String> load(byte[] input) {
    return Hostile.file("any.keras", input, KerasFuzz::check);
  }

  private static void check(Path file) throws IOException {
    Imported read = Keras.read(file, ImportSettings.USUAL);
    long elements = read.parameters().elements();
    Hostile.require(elements <= MOST_TIMES * Files.size(file), elements + " parameters");
    Hostile.require(read.parameters().isFinite(), "parameters that are not finite");
  }
}
