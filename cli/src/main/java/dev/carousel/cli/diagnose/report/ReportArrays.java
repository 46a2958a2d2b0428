package dev.carousel.cli.diagnose.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carousel.data.source.npy.NpzWriter;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.io.IOException;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The numbers of a document as arrays for NumPy. Each is named by its place in the JSON, as in
 * {@code runs/0/layers/0/states/1/gradient}: keys, and indices of lists from 0.
 *
 * <p>A number is an array without extents, a list of numbers one with one extent, and a list of
 * lists of numbers of the same length a matrix. Whole numbers are {@code <i8}, all others {@code
 * <f8}; what the JSON writes as null among numbers is NaN. Text, true and false, empty lists and
 * keys without a value are left out.
 */
final class ReportArrays {
  private final NpzWriter writer;

  private ReportArrays(NpzWriter writer) {
    this.writer = writer;
  }

  /**
   * Writes the arrays of a document.
   *
   * @param document of which numbers that are not finite are still numbers, not null
   */
  static void write(JsonNode document, NpzWriter writer) throws IOException {
    new ReportArrays(writer).object("", document);
  }

  private void object(String prefix, JsonNode object) throws IOException {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      value(prefix + field.getKey(), field.getValue());
    }
  }

  private void value(String name, JsonNode value) throws IOException {
    if (value.isObject()) {
      object(name + "/", value);
    } else if (value.isArray()) {
      list(name, value);
    } else if (value.isIntegralNumber()) {
      writer.whole(name, value.longValue());
    } else if (value.isNumber()) {
      writer.tensor(name, tensor(Stream.of(value)));
    }
  }

  private void list(String name, JsonNode list) throws IOException {
    if (areNumbers(list)) {
      numbers(name, list);
    } else if (isMatrix(list)) {
      int[] shape = {list.size(), list.get(0).size()};
      writer.tensor(name, tensor(each(list).flatMap(ReportArrays::each), shape));
    } else {
      for (int i = 0; i < list.size(); i++) {
        value(name + "/" + i, list.get(i));
      }
    }
  }

  private void numbers(String name, JsonNode list) throws IOException {
    if (all(list, JsonNode::isIntegralNumber)) {
      writer.wholes(name, each(list).mapToLong(JsonNode::longValue).toArray());
    } else {
      writer.numbers(name, each(list).mapToDouble(ReportArrays::number).toArray());
    }
  }

  private static boolean areNumbers(JsonNode list) {
    return all(list, value -> value.isNumber() || value.isNull()) && !all(list, JsonNode::isNull);
  }

  private static boolean isMatrix(JsonNode list) {
    return all(list, JsonNode::isArray)
        && all(list, row -> row.size() == list.get(0).size() && areNumbers(row))
        && !list.isEmpty();
  }

  private static boolean all(JsonNode list, Predicate<JsonNode> are) {
    return each(list).allMatch(are);
  }

  private static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static double number(JsonNode value) {
    return value.isNumber() && Double.isFinite(value.doubleValue())
        ? value.doubleValue()
        : Double.NaN;
  }

  private static Tensor tensor(Stream<JsonNode> values, int... shape) {
    double[] numbers = values.mapToDouble(ReportArrays::number).toArray();
    Tensor tensor = Precision.FLOAT64.zeros(shape);
    for (int i = 0; i < numbers.length; i++) {
      tensor.set(i, numbers[i]);
    }
    return tensor;
  }
}
