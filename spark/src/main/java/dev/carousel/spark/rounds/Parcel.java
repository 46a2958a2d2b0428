package dev.carousel.spark.rounds;

import dev.carousel.data.FileSum;
import dev.carousel.error.CarouselException;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Tensors on their way between machines.
 *
 * @param values by name; live, as they are read at once or sent
 * @param shapes by name
 * @param sha256 of names and values
 */
record Parcel(
    LinkedHashMap<String, float[]> values, LinkedHashMap<String, int[]> shapes, String sha256)
    implements Serializable {
  private static final int FLOATS = 1 << 14;

  /** Float32 tensors, packed. */
  static Parcel of(NamedTensors tensors) {
    LinkedHashMap<String, float[]> values = new LinkedHashMap<>();
    LinkedHashMap<String, int[]> shapes = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          values.put(name, ((FloatTensor) tensor).array());
          shapes.put(name, tensor.shape());
        });
    return new Parcel(values, shapes, sum(values));
  }

  private static String sum(Map<String, float[]> values) {
    MessageDigest digest = FileSum.newDigest();
    ByteBuffer buffer = ByteBuffer.allocate(FLOATS * Float.BYTES);
    values.forEach(
        (name, floats) -> {
          digest.update(name.getBytes(StandardCharsets.UTF_8));
          for (int at = 0; at < floats.length; at += FLOATS) {
            int count = Math.min(FLOATS, floats.length - at);
            buffer.clear().asFloatBuffer().put(floats, at, count);
            digest.update(buffer.limit(count * Float.BYTES));
          }
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * The tensors.
   *
   * @throws CarouselException if they are not those that were packed
   */
  NamedTensors unpack() {
    String found = sum(values);
    if (!found.equals(sha256)) {
      throw CarouselException.failure("The parameters changed on their way between machines.")
          .expected("SHA-256 " + sha256)
          .found("SHA-256 " + found)
          .build();
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    values.forEach(
        (name, floats) ->
            tensors.put(name, FloatTensor.over(floats, Objects.requireNonNull(shapes.get(name)))));
    return new NamedTensors(tensors);
  }

  /** What it takes on the wire, names aside. */
  long bytes() {
    return values.values().stream().mapToLong(floats -> (long) Float.BYTES * floats.length).sum();
  }
}
