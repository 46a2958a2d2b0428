package dev.carousel.testkit.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoldenTest {
  private static final String META = "\"meta\": {\"format\": 1, \"command\": \"python make.py\"}";

  private final Golden small = Golden.load(GoldenTest.class, "/golden/small.json");

  @Test
  void tensorsKeepEveryBitAndTheirShape() {
    Tensor matrix = small.tensor("parameters/h.Wx");
    assertEquals(Precision.FLOAT64, matrix.precision());
    assertArrayEquals(new int[] {3, 2}, matrix.shape());
    assertArrayEquals(new double[] {0.1, -2.5e-17, 3, 0.1 + 0.2, 5, 6}, matrix.toDoubles(), 0.0);
  }

  @Test
  void aGroupIsReadInTheOrderOfTheFile() {
    NamedTensors parameters = small.tensors("parameters");
    assertEquals(List.of("h.Wx", "h.b", "a.p"), List.copyOf(parameters.names()));
    assertEquals(List.of("h.Wx", "h.b", "a.p"), List.copyOf(small.names("parameters")));
    assertEquals(2, parameters.get("h.b").get(1));
  }

  @Test
  void numbersSizesAndProvenanceAreRead() {
    assertEquals(-0.46718700000000003, small.number("loss"), 0.0);
    assertEquals(3, small.size("H"));
    assertEquals("9.9", small.meta("torch"));
    assertEquals("7", small.meta("seed"));
    assertEquals("[\"h' = x\"]", small.meta("equations"));
  }

  @Test
  void eachTensorHandedOutIsANewOne() {
    small.tensor("parameters/h.b").fill(9);
    assertEquals(1, small.tensor("parameters/h.b").get(0));
    assertNotSame(small.tensor("parameters/h.b"), small.tensor("parameters/h.b"));
  }

  @Test
  void whatIsOptionalCanBeAskedFor() {
    assertTrue(small.has("parameters/h.b"));
    assertFalse(small.has("lengths"));
    assertFalse(small.has("lengths/deeper"));
  }

  @Test
  void aMissingFileSaysHowToGenerateIt() {
    Refusal.of(
        () -> Golden.load(GoldenTest.class, "/golden/none.json"),
        "/golden/none.json",
        "generate it again",
        "src/test/golden/README.md");
  }

  @Test
  void aMissingNameGivesTheNearestAndTheCommand() {
    Refusal.of(
        () -> small.tensor("parameters/h.c"),
        "a part named 'h.c'",
        "/golden/small.json at parameters/h.c",
        "did you mean 'h.b'?",
        "generate it again: python make.py");
  }

  @Test
  void anotherFormatIsStale() {
    Refusal.of(
        () -> parse("{\"meta\": {\"format\": 2, \"command\": \"python make.py\"}}"),
        "expected: format 1",
        "found:    format 2",
        "generate it again: python make.py");
    Refusal.of(() -> parse("{}"), "found:    no format", "README.md");
    Refusal.of(() -> parse(""), "found:    no format", "README.md");
  }

  @Test
  void whatIsNotJsonIsRefused() {
    Refusal.of(() -> parse("{\"meta\": "), "cannot be read as JSON", "small", "README.md");
  }

  @Test
  void valuesThatDoNotFillTheShapeAreRefused() {
    Golden golden = parse("{" + META + ", \"x\": {\"shape\": [2, 2], \"values\": [1, 2, 3]}}");
    Refusal.of(
        () -> golden.tensor("x"), "4 values for FLOAT64[2, 2]", "3 values", "python make.py");
  }

  @Test
  void valuesThatAreNoNumbersAreRefused() {
    Golden golden = parse("{" + META + ", \"x\": {\"shape\": [2], \"values\": [1, \"NaN\"]}}");
    Refusal.of(() -> golden.tensor("x"), "expected: numbers", "\"NaN\" at index 1");
  }

  @Test
  void aPathToAnotherKindOfThingIsRefused() {
    Refusal.of(() -> small.tensor("loss"), "a tensor: shape and values", "-0.467");
    Refusal.of(() -> small.number("parameters"), "a number", "a group of [h.Wx, h.b, a.p]");
    Refusal.of(() -> small.names("parameters/h.b"), "a group of names", "a tensor");
  }

  private static Golden parse(String json) {
    return Golden.parse("small", json.getBytes(StandardCharsets.UTF_8));
  }
}
