package dev.carousel.cli.diagnose.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.cli.NumpyArrays;
import dev.carousel.cli.NumpyArrays.Numbers;
import dev.carousel.cli.console.JsonText;
import dev.carousel.data.source.npy.NpzWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportArraysTest {
  @TempDir private Path folder = Path.of("");

  private Map<String, Numbers> arrays(Object document) throws IOException {
    Path file = folder.resolve("a.npz");
    try (NpzWriter writer = new NpzWriter(Files.newOutputStream(file))) {
      ReportArrays.write(JsonText.toTree(document), writer);
    }
    return NumpyArrays.read(file);
  }

  private static Numbers numbers(List<Integer> shape, Double... elements) {
    return new Numbers("<f8", shape, List.of(elements));
  }

  private static Numbers wholes(List<Integer> shape, Long... elements) {
    return new Numbers("<i8", shape, List.of(elements));
  }

  @Test
  void numbersListsAndMatricesKeepTheirShapesAndTypes() throws IOException {
    double nan = Double.NaN;
    Map<String, Object> document =
        Map.of(
            "one",
            2.0,
            "whole",
            3,
            "list",
            new double[] {1, nan, Double.POSITIVE_INFINITY},
            "wholes",
            new long[] {1, Long.MAX_VALUE},
            "matrix",
            new double[][] {{1, 2, 3}, {4, nan, 6}},
            "deep",
            Map.of("a", List.of(Map.of("b", 5), Map.of("b", 6.5))));
    assertEquals(
        Map.of(
            "one", numbers(List.of(), 2.0),
            "whole", wholes(List.of(), 3L),
            "list", numbers(List.of(3), 1.0, nan, nan),
            "wholes", wholes(List.of(2), 1L, Long.MAX_VALUE),
            "matrix", numbers(List.of(2, 3), 1.0, 2.0, 3.0, 4.0, nan, 6.0),
            "deep/a/0/b", wholes(List.of(), 5L),
            "deep/a/1/b", numbers(List.of(), 6.5)),
        arrays(document));
  }

  @Test
  void whatIsNotMeasuredIsNotANumberAmongNumbers() throws IOException {
    Map<String, Object> document =
        Map.of(
            "unknown", Double.NaN,
            "some", Arrays.asList(1, null, 3),
            "uneven", List.of(new double[] {1, 2}, new double[] {3}));
    assertEquals(
        Map.of(
            "unknown", numbers(List.of(), Double.NaN),
            "some", numbers(List.of(3), 1.0, Double.NaN, 3.0),
            "uneven/0", numbers(List.of(2), 1.0, 2.0),
            "uneven/1", numbers(List.of(1), 3.0)),
        arrays(document));
  }

  @Test
  void whatIsNoNumberIsLeftOut() throws IOException {
    Map<String, Object> document =
        Map.of(
            "text", "1.5",
            "yes", true,
            "words", List.of("1", "2"),
            "none", List.of(),
            "nothing", Arrays.asList(null, null),
            "rows", List.of(List.of(), List.of()));
    assertEquals(Map.of(), arrays(document));
  }
}
