package dev.carousel.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carousel.error.CarouselException;
import dev.carousel.io.internal.BoundedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parses a header and checks all its entries against the size of the file's data. */
final class SafetensorsHeader {
  /**
   * The maximum size of a header in bytes. The format's own implementation allows 100 million.
   * Carousel writes far less, and must fit a header into memory beside the numbers.
   */
  static final int LONGEST = 1 << 26;

  /**
   * The maximum number of tokens: names, values, beginnings and ends. Each takes memory, and a
   * tensor has about fifteen.
   */
  static final long MOST_TOKENS = 1L << 21;

  private static final int DEEPEST = 4;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
  private static final Set<String> FIELDS =
      Set.of(TensorEntry.DTYPE, TensorEntry.SHAPE, TensorEntry.OFFSETS);
  private static final JsonMapper JSON =
      JsonMapper.builder(
              BoundedJson.factory(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(DEEPEST)
                      .maxTokenCount(MOST_TOKENS)
                      .maxStringLength(LONGEST)
                      .maxNameLength(1 << 16)
                      .maxNumberLength(20)
                      .build()))
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String where;
  private final long dataBytes;
  private final Set<DType> readable;
  private final List<TensorEntry> entries = new ArrayList<>();
  private final Map<String, String> metadata = new TreeMap<>();

  private SafetensorsHeader(String where, long dataBytes, Set<DType> readable) {
    this.where = where;
    this.dataBytes = dataBytes;
    this.readable = readable;
  }

  /**
   * Parses and checks.
   *
   * @param where the file, for errors
   * @param json the header, UTF-8
   * @param dataBytes the bytes of the file after the header
   * @param readable the types of elements that are not refused
   */
  static SafetensorsHeader parse(String where, byte[] json, long dataBytes, Set<DType> readable) {
    SafetensorsHeader header = new SafetensorsHeader(where, dataBytes, readable);
    JsonNode root;
    try {
      root = JSON.readTree(BoundedJson.utf8(json));
    } catch (JsonProcessingException e) {
      throw header.damaged("JSON with unique names", BoundedJson.fault(e), e);
    } catch (CharacterCodingException e) {
      throw header.damaged("JSON in UTF-8", "bytes that are not UTF-8", e);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    header.require(root.isObject(), "a JSON object", root::getNodeType);
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (field.getKey().equals(TensorEntry.METADATA)) {
        header.readMetadata(field.getValue());
      } else {
        header.entries.add(header.entry(field.getKey(), field.getValue()));
      }
    }
    header.requireSeamless();
    return header;
  }

  List<TensorEntry> entries() {
    return entries;
  }

  Map<String, String> metadata() {
    return metadata;
  }

  private void readMetadata(JsonNode node) {
    require(node.isObject(), "metadata as a JSON object", node::getNodeType);
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      require(
          entry.getValue().isTextual(),
          "metadata of strings",
          () -> shown(entry.getKey(), entry.getValue()));
      metadata.put(entry.getKey(), entry.getValue().textValue());
    }
  }

  private TensorEntry entry(String name, JsonNode node) {
    require(
        node.isObject() && Set.copyOf(fieldNames(node)).equals(FIELDS),
        "dtype, shape and data_offsets for each tensor",
        () -> shown(name, node));
    DType dtype = dtype(name, node.get(TensorEntry.DTYPE));
    int[] shape = shape(name, node.get(TensorEntry.SHAPE));
    JsonNode offsets = node.get(TensorEntry.OFFSETS);
    require(
        offsets.isArray()
            && offsets.size() == 2
            && isWholeLong(offsets.get(0))
            && isWholeLong(offsets.get(1)),
        "two whole numbers as data_offsets",
        () -> shown(name, node));
    TensorEntry entry =
        new TensorEntry(name, dtype, shape, offsets.get(0).longValue(), offsets.get(1).longValue());
    checkSpan(entry);
    return entry;
  }

  private static boolean isWholeLong(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong();
  }

  private static List<String> fieldNames(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }

  private DType dtype(String name, JsonNode node) {
    for (DType dtype : readable) {
      if (dtype.name().equals(node.textValue())) {
        return dtype;
      }
    }
    throw CarouselException.failure("The file has a tensor of a type that Carousel does not read.")
        .expected(readable.stream().map(DType::name).collect(Collectors.joining(" or ")))
        .found(shown(name, node))
        .where(where)
        .mend("convert the tensor to F32 first")
        .build();
  }

  private int[] shape(String name, JsonNode node) {
    require(node.isArray(), "a list of extents as shape", () -> shown(name, node));
    int[] shape = new int[node.size()];
    long elements = 1;
    for (int axis = 0; axis < shape.length; axis++) {
      JsonNode extent = node.get(axis);
      require(
          extent.isIntegralNumber() && extent.canConvertToInt() && extent.intValue() >= 0,
          "whole extents of at least 0 in each shape",
          () -> shown(name, node));
      shape[axis] = extent.intValue();
      elements *= shape[axis];
      require(
          elements <= LARGEST_ARRAY, "tensors that fit into a Java array", () -> shown(name, node));
    }
    return shape;
  }

  private void checkSpan(TensorEntry entry) {
    require(
        entry.begin() >= 0 && entry.begin() <= entry.end() && entry.end() <= dataBytes,
        "offsets within the " + dataBytes + " bytes of data",
        () -> entry);
    long bytes = entry.dtype().bytes();
    for (int extent : entry.shape()) {
      bytes *= extent;
    }
    require(
        entry.end() - entry.begin() == bytes,
        "a span of " + bytes + " bytes, as the shape says",
        () -> entry);
  }

  private void requireSeamless() {
    long covered = 0;
    List<TensorEntry> inOrder =
        entries.stream()
            .sorted(Comparator.comparingLong(TensorEntry::begin).thenComparing(TensorEntry::end))
            .toList();
    for (TensorEntry entry : inOrder) {
      require(
          entry.begin() == covered,
          "tensors without gap or overlap: the next one at " + covered,
          () -> entry);
      covered = entry.end();
    }
    long sum = covered;
    require(
        sum == dataBytes,
        "tensors that cover the " + dataBytes + " bytes of data",
        () -> sum + " bytes covered");
  }

  private static String shown(String name, JsonNode node) {
    String json = node.toString();
    return "'" + name + "': " + (json.length() > 200 ? json.substring(0, 200) + "..." : json);
  }

  /** Describes what was found only for an error, because the description may be long. */
  private void require(boolean condition, String expected, Supplier<Object> found) {
    if (!condition) {
      throw damaged(expected, found.get(), null);
    }
  }

  private CarouselException damaged(String expected, Object found, @Nullable Throwable cause) {
    return CarouselException.failure("The header of the file is damaged.")
        .expected(expected)
        .found(found)
        .where(where)
        .mend("use another copy of the file")
        .cause(cause)
        .build();
  }
}
