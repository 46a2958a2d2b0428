package dev.carousel.fuzz;

import dev.carousel.interop.internal.onnx.read.OnnxModelReader;
import dev.carousel.interop.internal.onnx.read.OnnxNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Any bytes as an ONNX model. */
public final class OnnxFuzz {
  /** A head that stands for none has as many weights as the units of both directions squared. */
  private static final int MOST_TIMES = 8;

  private OnnxFuzz() {}

  /** Called by Jazzer, before time counts. */
  public static void fuzzerInitialize() {
    Hostile.warmUp(OnnxFuzz::fuzzerTestOneInput);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var unused = load(input);
  }

  /** Why the input was refused; empty if it was loaded. Whatever is thrown is a finding. */
  public static Optional<String> load(byte[] input) {
    return Hostile.file("any.onnx", input, OnnxFuzz::check);
  }

  private static void check(Path file) throws IOException {
    OnnxNetwork read = OnnxModelReader.read(file, null);
    long elements = read.parameters().elements();
    Hostile.require(elements <= MOST_TIMES * Files.size(file), elements + " parameters");
    Hostile.require(read.parameters().isFinite(), read);
  }
}
