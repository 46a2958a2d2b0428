package dev.carousel.refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BadInputsPageTest {
  private static final String CLI = "dev.carousel.cli.TrainTest";
  private static final Note LAYERS =
      new Note(CLI, "layers", "USAGE", "train --layers 0", "No layers.\n  found:    0");
  private static final Note TABLE =
      new Note(
          "dev.carousel.data.table.TableTest", "aBlankLine", "FAILURE", "", "It is `a|b`\u0007.");

  private static List<String> rows(Note... notes) {
    return BadInputsPage.of(List.of(notes))
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| input"))
        .toList();
  }

  @Test
  void anInputStandsBesideItsMessageAndItsTest() {
    assertEquals(
        List.of(
            "| `train --layers 0` | 2 | `No layers.`<br>`found:    0` | `TrainTest.layers` |",
            "| a blank line | 1 | `` It is `a\\|b`\\u0007. `` | `TableTest.aBlankLine` |"),
        rows(LAYERS, TABLE));
  }

  @Test
  void theOrderOfTheTestsDoesNotShow() {
    assertEquals(
        BadInputsPage.of(List.of(LAYERS, TABLE, TABLE)), BadInputsPage.of(List.of(TABLE, LAYERS)));
  }

  @Test
  void whatIsToldTheSameStandsInOneRow() {
    Note other = new Note(CLI, "depth", "USAGE", "train --layers -1", LAYERS.message());
    assertEquals(
        List.of(
            "| `train --layers -1`<br>`train --layers 0` | 2 | `No layers.`<br>`found:    0`"
                + " | `TrainTest.depth`<br>`TrainTest.layers` |"),
        rows(LAYERS, other));
  }

  @Test
  void manyRowsThatDifferInNumbersAloneAreOne() {
    Note[] notes =
        IntStream.range(0, 9)
            .mapToObj(i -> new Note(CLI, "cut", "FAILURE", "", "Cut.\n  found:    " + i + " bytes"))
            .toArray(Note[]::new);
    assertEquals(4, rows(Arrays.copyOf(notes, 4)).size());
    assertEquals(
        List.of(
            "| cut | 1 | `Cut.`<br>`found:    0 bytes`<br>and 8 more, with other numbers"
                + " | `TrainTest.cut` |"),
        rows(notes));
  }

  @Test
  void inputsHaveTheAreaOfTheirTest() {
    assertEquals(Area.FILES, Area.of("dev.carousel.model.SavedModelTest"));
    assertEquals(Area.NETWORKS, Area.of("dev.carousel.model.NetworkTest"));
    assertEquals(Area.FOREIGN, Area.of("dev.carousel.interop.pytorch.PyTorchFileTest"));
    assertEquals(Area.OTHER, Area.of("org.example.ElsewhereTest"));
    assertTrue(BadInputsPage.of(List.of(TABLE)).contains("\n## Texts, tables and tasks\n"));
  }
}
