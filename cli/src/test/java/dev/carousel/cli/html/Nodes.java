package dev.carousel.cli.html;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Makes JSON of formulas. What is not finite becomes null. */
final class Nodes {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private Nodes() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** Numbers by index, from 0. */
  static ArrayNode numbers(int count, IntToDoubleFunction number) {
    ArrayNode array = JSON.createArrayNode();
    for (int i = 0; i < count; i++) {
      double value = number.applyAsDouble(i);
      if (Double.isFinite(value)) {
        array.add(value);
      } else {
        array.addNull();
      }
    }
    return array;
  }

  static ArrayNode integers(IntStream values) {
    ArrayNode array = JSON.createArrayNode();
    values.forEach(array::add);
    return array;
  }

  static ArrayNode words(String... words) {
    ArrayNode array = JSON.createArrayNode();
    List.of(words).forEach(array::add);
    return array;
  }

  static <T> ArrayNode objects(List<T> of, Function<T, ObjectNode> node) {
    ArrayNode array = JSON.createArrayNode();
    of.forEach(item -> array.add(node.apply(item)));
    return array;
  }

  static ArrayNode arrays(int count, IntFunction<ArrayNode> node) {
    ArrayNode array = JSON.createArrayNode();
    for (int i = 0; i < count; i++) {
      array.add(node.apply(i));
    }
    return array;
  }

  /** A number from -1 to 1 that looks random, and is the same every time. */
  static double noise(int... at) {
    long hash = 0;
    for (int index : at) {
      hash = (hash + index + 1) * 0x9E3779B97F4A7C15L;
      hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
      hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
      hash ^= hash >>> 31;
    }
    return (hash >>> 11) * 0x1p-52 - 1;
  }
}
