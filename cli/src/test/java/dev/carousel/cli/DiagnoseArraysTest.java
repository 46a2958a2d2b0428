package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.cli.NumpyArrays.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnoseArraysTest {
  @TempDir private Path folder = Path.of("");

  private Answer diagnose(String... more) {
    List<String> all =
        new ArrayList<>(List.of("diagnose", "--text", Samples.text(folder).toString()));
    all.addAll(List.of("--units", "6", "--lag", "20", "--cell", "gru"));
    all.addAll(List.of(more));
    return Answer.to(all.toArray(new String[0]));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void everyNumberOfTheJsonIsInAnArrayNamedByItsPlace() throws IOException {
    List<String> line = List.of("--cell", "lstm", "--updates", "12", "--batch", "4");
    List<String> all = new ArrayList<>(line);
    all.addAll(List.of("--bptt", "8", "--layers", "2"));
    all.addAll(List.of("--json", path("flow.json"), "--arrays", path("flow.npz")));
    Answer answer = diagnose(all.toArray(new String[0])).succeeded();
    assertTrue(answer.out().contains("Verdict"), answer.out());
    Map<String, Numbers> arrays = NumpyArrays.read(folder.resolve("flow.npz"));
    JsonNode report = new ObjectMapper().readTree(folder.resolve("flow.json").toFile());
    int found = compare(report, List.of(), arrays);
    assertEquals(arrays.values().stream().mapToInt(a -> a.elements().size()).sum(), found);
    assertTrue(found > 2000, found + " numbers");
    String state = "runs/1/layers/1/states/0/";
    assertEquals(new Numbers("<i8", List.of(), List.of(1L)), arrays.get("seed"));
    assertEquals("<i8", named(arrays, state + "lags").type());
    assertEquals(List.of(21), named(arrays, state + "gradient").shape());
    assertEquals("<f8", named(arrays, state + "growthPerStep").type());
    int updates = report.at("/runs/1/history/updates").size();
    assertEquals(
        List.of(updates, report.at("/runs/1/history/lags").size()),
        named(arrays, "runs/1/history/states/0/gradient").shape());
  }

  private static Numbers named(Map<String, Numbers> arrays, String name) {
    return Objects.requireNonNull(arrays.get(name), name);
  }

  /** How many numbers below this place have an element of an array. */
  private static int compare(JsonNode node, List<String> place, Map<String, Numbers> arrays) {
    if (!node.isContainerNode()) {
      return compareOne(node, place, arrays) ? 1 : 0;
    }
    int found = 0;
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    for (int i = 0; i < node.size(); i++) {
      String key = node.isObject() ? keys.get(i) : Integer.toString(i);
      List<String> below = new ArrayList<>(place);
      below.add(key);
      found += compare(node.isObject() ? node.get(key) : node.get(i), below, arrays);
    }
    return found;
  }

  private static boolean compareOne(
      JsonNode leaf, List<String> place, Map<String, Numbers> arrays) {
    int length = place.size();
    while (length > 0 && !arrays.containsKey(String.join("/", place.subList(0, length)))) {
      length--;
    }
    String where = String.join("/", place);
    if (length == 0) {
      assertFalse(leaf.isNumber(), () -> where + " is in no array");
      return false;
    }
    Numbers array = named(arrays, String.join("/", place.subList(0, length)));
    List<String> indices = place.subList(length, place.size());
    assertEquals(array.shape().size(), indices.size(), where);
    int at = 0;
    for (int i = 0; i < indices.size(); i++) {
      at = at * array.shape().get(i) + Integer.parseInt(indices.get(i));
    }
    Number expected = leaf.isNull() ? (Number) Double.NaN : leaf.doubleValue();
    if (leaf.isIntegralNumber() && array.isWhole()) {
      expected = leaf.longValue();
    }
    assertTrue(leaf.isNumber() || leaf.isNull(), where);
    assertTrue(leaf.isIntegralNumber() || !array.isWhole(), where);
    assertEquals(expected, array.elements().get(at), where);
    return true;
  }

  @Test
  void arraysChangeNothingOfTheReport() {
    String[] untrained = {"--untrained"};
    assertEquals(
        diagnose(untrained).succeeded().out(),
        diagnose("--untrained", "--arrays", path("flow.npz")).succeeded().out());
  }

  @Test
  void theSameReportGivesTheSameBytesBesideWhenItWasMade() throws IOException {
    for (String name : List.of("a.npz", "b.npz")) {
      diagnose("--untrained", "--arrays", path(name)).succeeded();
    }
    assertEquals(-1, Files.mismatch(folder.resolve("a.npz"), folder.resolve("b.npz")));
  }

  @Test
  void whatCannotBeWrittenIsRefusedBeforeAnythingIsMeasured() throws IOException {
    diagnose("--arrays", "-").failed(2, "--arrays writes arrays", ".npz", "- (standard output)");
    diagnose("--arrays", path("flow.npy"))
        .failed(2, "--arrays writes arrays", "a name that ends in .npz", "flow.npy");
    diagnose("--arrays", path("none/flow.npz"))
        .failed(2, "The NumPy file", "no folder " + folder.resolve("none"), "folder that exists");
    Files.createDirectory(folder.resolve("folder.npz"));
    diagnose("--arrays", path("folder.npz")).failed(2, "a folder of that name");
    Files.writeString(folder.resolve("data.npz"), "x");
    diagnose("--arrays", path("data.npz"))
        .failed(2, "The NumPy file would replace another file.", "a file of 1 byte", "data.npz");
    assertEquals("x", Files.readString(folder.resolve("data.npz")));
    String both = path("both.npz");
    diagnose("--arrays", both, "--json", both)
        .failed(2, "--arrays and --json name the same file.", both);
    diagnose("--arrays", both, "--html", both)
        .failed(2, "--html and --arrays name the same file.", both);
    assertFalse(Files.exists(Path.of(both)));
  }
}
