package dev.carousel.fuzz;

import dev.carousel.interop.ImportSettings;
import dev.carousel.interop.Imported;
import dev.carousel.interop.pytorch.PyTorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Any bytes as a file of PyTorch: an archive, a bare pickle, or safetensors. */
public final class StateDictFuzz {
  private StateDictFuzz() {}

  /** Called by Jazzer, before time counts. */
  public static void fuzzerInitialize() {
    Hostile.warmUp(StateDictFuzz::fuzzerTestOneInput);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var unused = load(input);
  }

  /** Why the input was refused; empty if it was loaded. Whatever is thrown is a finding. */
  public static Optional<String> load(byte[] input) {
    return Hostile.file("model.pt", input, StateDictFuzz::check);
  }

  /** No more numbers come out of a file than are in it, but for the identity of a missing head. */
  static void check(Path file) throws IOException {
    Imported read = PyTorch.read(file, ImportSettings.USUAL);
    Hostile.require(read.parameters().isFinite(), "parameters that are not finite");
    Hostile.require(
        read.parameters().elements() <= 2 * Files.size(file),
        read.parameters().elements() + " parameters from " + Files.size(file) + " bytes");
  }
}
