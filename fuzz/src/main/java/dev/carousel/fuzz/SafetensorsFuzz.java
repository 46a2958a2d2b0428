package dev.carousel.fuzz;

import dev.carousel.io.Safetensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Any bytes as a safetensors file. An input that begins with a brace is a header and data: it gets
 * the header's length before it.
 */
public final class SafetensorsFuzz {
  private SafetensorsFuzz() {}

  /** Called by Jazzer, before time counts. */
  public static void fuzzerInitialize() {
    Hostile.warmUp(SafetensorsFuzz::fuzzerTestOneInput);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var unused = load(input);
  }

  /** Why the input was refused; empty if it was loaded. Whatever is thrown is a finding. */
  public static Optional<String> load(byte[] input) {
    return Hostile.file(
        "any.safetensors",
        input.length > 0 && input[0] == '{' ? withLength(input) : input,
        SafetensorsFuzz::check);
  }

  private static byte[] withLength(byte[] input) {
    int header = 0;
    for (int depth = 0; header < input.length; header++) {
      depth += input[header] == '{' ? 1 : input[header] == '}' ? -1 : 0;
      if (depth == 0) {
        header++;
        break;
      }
    }
    return ByteBuffer.allocate(Long.BYTES + input.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header)
        .put(input)
        .array();
  }

  private static void check(Path file) throws IOException {
    Safetensors.Contents read = Safetensors.read(file);
    long bytes = 0;
    for (Tensor tensor : read.tensors().asMap().values()) {
      bytes +=
          tensor.size()
              * (long) (tensor.precision() == Precision.FLOAT32 ? Float.BYTES : Double.BYTES);
    }
    Hostile.require(bytes <= Files.size(file), bytes + " bytes of numbers");
    if (Hostile.isThorough()) {
      requireSame(read, file);
    }
  }

  private static void requireSame(Safetensors.Contents read, Path file) throws IOException {
    Path copy = file.resolveSibling("copy.safetensors");
    Safetensors.write(copy, read.tensors(), read.metadata());
    Safetensors.Contents again = Safetensors.read(copy);
    Hostile.require(again.metadata().equals(read.metadata()), again.metadata());
    requireSame(read, again);
  }

  private static void requireSame(Safetensors.Contents one, Safetensors.Contents other) {
    Hostile.require(one.tensors().names().equals(other.tensors().names()), other);
    one.tensors()
        .forEach(
            (name, tensor) -> {
              Tensor same = other.tensors().get(name);
              Hostile.require(Arrays.equals(tensor.shape(), same.shape()), name);
              Hostile.require(tensor.precision() == same.precision(), name);
              for (int i = 0; i < tensor.size(); i++) {
                Hostile.require(Double.compare(tensor.get(i), same.get(i)) == 0, name);
              }
            });
  }
}
