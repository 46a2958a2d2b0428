package dev.carousel.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files in the safetensors format from an input that is easy to mutate: a line of JSON, then bytes.
 *
 * <pre>
 * {"__metadata__": {"carousel.format": "1", "carousel.network": {..}}, "head/b": [3], "x": [2, "F64"]}
 * </pre>
 *
 * <p>Metadata that is no string becomes one. The bytes after the line become the tensors' numbers,
 * and zeros follow where they do not suffice. The file is made by the writer itself, so that
 * lengths, offsets and what else seals a file are right, and loaders are reached that come after
 * those checks. What is no such line becomes a header as it stands.
 */
public final class SafetensorsBytes {
  private static final int MOST_ELEMENTS = 1 << 14;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SafetensorsBytes() {}

  /** The file that an input stands for. */
  public static byte[] of(byte[] input) {
    int end = 0;
    while (end < input.length && input[end] != '\n') {
      end++;
    }
    byte[] line = Arrays.copyOf(input, end);
    byte[] data = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);
    return contents(line, data).map(SafetensorsBytes::written).orElseGet(() -> raw(line, data));
  }

  private static byte[] written(Safetensors.Contents contents) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new SafetensorsWriter(contents).writeTo(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static byte[] raw(byte[] header, byte[] data) {
    return ByteBuffer.allocate(Long.BYTES + header.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .put(data)
        .array();
  }

  private static Optional<Safetensors.Contents> contents(byte[] line, byte[] data) {
    JsonNode root;
    try {
      root = JSON.readTree(new String(line, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    ByteBuffer numbers = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (field.getKey().equals(TensorEntry.METADATA)) {
        field.getValue().properties().forEach(e -> metadata.put(e.getKey(), text(e.getValue())));
      } else {
        tensors.put(field.getKey(), tensor(field.getValue(), numbers));
      }
    }
    return root.isObject()
        ? Optional.of(new Safetensors.Contents(new NamedTensors(tensors), metadata))
        : Optional.empty();
  }

  private static String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : node.toString();
  }

  private static Tensor tensor(JsonNode shape, ByteBuffer numbers) {
    boolean isDouble = shape.isArray() && shape.path(shape.size() - 1).asText().equals("F64");
    int[] extents = new int[shape.size() - (isDouble ? 1 : 0)];
    long elements = 1;
    for (int i = 0; i < extents.length; i++) {
      extents[i] = Math.max(0, shape.path(i).asInt());
      elements *= extents[i];
      if (elements > MOST_ELEMENTS) {
        elements = extents[i] = 0;
      }
    }
    Tensor tensor = (isDouble ? Precision.FLOAT64 : Precision.FLOAT32).zeros(extents);
    int bytes = isDouble ? Double.BYTES : Float.BYTES;
    for (int i = 0; i < tensor.size() && numbers.remaining() >= bytes; i++) {
      tensor.set(i, isDouble ? numbers.getDouble() : numbers.getFloat());
    }
    return tensor;
  }
}
