package dev.carousel.interop.pytorch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.StringJoiner;

/** A file of safetensors with tensors of zeros, in the order in which they are added. */
final class Tensors {
  private final StringJoiner header = new StringJoiner(",", "{", "}");
  private int bytes;

  /** A recurrent module of one layer, of 2 units that read 3 numbers, without biases. */
  static Tensors rnn(int gates) {
    return new Tensors()
        .add("rnn.weight_ih_l0", 2 * gates, 3)
        .add("rnn.weight_hh_l0", 2 * gates, 2);
  }

  Tensors add(String name, int... shape) {
    return add(name, "F32", Float.BYTES, shape);
  }

  Tensors add(String name, String type, int size, int... shape) {
    int begin = bytes;
    bytes += size * Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    header.add(
        "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
            .formatted(name, type, Arrays.toString(shape), begin, bytes));
    return this;
  }

  Path write(Path file) throws IOException {
    byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer all =
        ByteBuffer.allocate(Long.BYTES + text.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
    return Files.write(file, all.putLong(text.length).put(text).array());
  }
}
