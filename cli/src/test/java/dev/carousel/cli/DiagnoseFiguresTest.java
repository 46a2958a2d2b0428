package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.refusal.OnSomeMachines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code diagnose --figures} writes. */
class DiagnoseFiguresTest {
  private static final String SMALL =
      "diagnose --task adding:length=12 --lag 11 --units 4 --batch 4 --updates 5 --no-progress ";

  @TempDir private Path work = Path.of("");

  private Answer answer(String line) {
    return Answer.to(line.replace("@", work.toString()).split(" +"));
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(work.resolve(name));
  }

  @Test
  void figuresHaveTheNumbersOfTheReport() throws IOException {
    Answer answer =
        answer(SMALL + "--cell rnn --cell lstm --figures @/f --json @/flow.json").succeeded();
    assertTrue(answer.out().contains("/f: gradients.svg, gates.svg, findings.tex"), answer.out());
    JsonNode report = new ObjectMapper().readTree(work.resolve("flow.json").toFile());

    List<String> gradients = lines("f/gradients.csv");
    assertEquals(1 + 3 * 12, gradients.size(), "three states, lags from 0 to 11");
    JsonNode cell = report.at("/runs/1/layers/0/states");
    int c = cell.get(0).get("state").asText().equals("c") ? 0 : 1;
    String wanted = "lstm c,7," + cell.get(c).get("gradient").get(7).asDouble() + ",,";
    assertTrue(gradients.contains(wanted), () -> wanted + " of " + gradients);

    List<String> gates = lines("f/gates.csv");
    JsonNode forget =
        StreamSupport.stream(report.at("/runs/1/layers/0/gates").spliterator(), false)
            .filter(gate -> gate.get("gate").asText().equals("forget"))
            .findFirst()
            .orElseThrow();
    assertTrue(
        gates.contains("\"lstm, forget\",unit 3," + forget.get("mean").get(3).asDouble() + ",,"),
        gates::toString);
    double mean =
        Stream.of(0, 1, 2, 3).mapToDouble(i -> forget.get("mean").get(i).asDouble()).sum() / 4;
    String ofMean =
        gates.stream()
            .filter(line -> line.startsWith("\"lstm, forget\",mean,"))
            .findFirst()
            .orElseThrow();
    assertEquals(mean, Double.parseDouble(ofMean.split(",")[3]), 1e-12);
    String svg = Files.readString(work.resolve("f/gates.svg"));
    assertFalse(svg.contains("interval"), "units are no sample of seeds");

    List<String> findings = lines("f/findings.tex");
    String first = report.at("/runs/0/findings/0/title").asText().replace("_", "\\_");
    assertTrue(
        findings.stream().anyMatch(line -> line.startsWith("rnn & ") && line.contains(first)),
        findings::toString);
  }

  @Test
  void layersOfAStackHaveTheirNames() throws IOException {
    Answer.to(
            ("train --task adding:length=12 --cell rnn --layers 2 --units 4 --batch 4 --updates 3"
                    + " --no-progress --out "
                    + work.resolve("run"))
                .split(" "))
        .succeeded();
    answer("diagnose @/run --lag 11 --figures @/f").succeeded();
    List<String> gradients = lines("f/gradients.csv");
    assertTrue(
        gradients.stream().anyMatch(line -> line.contains(" layer1 h,3,")), gradients::toString);
    assertFalse(Files.exists(work.resolve("f/gates.svg")), "an RNN has no gates");
  }

  @Test
  void aFolderThatCannotBeUsedIsRefusedBeforeAnythingIsTrained() throws IOException {
    Files.writeString(work.resolve("file"), "");
    answer(SMALL + "--figures @/file").failed(2, "The folder for figures cannot be used.", "file");
    Files.writeString(work.resolve("gates.csv"), "mine");
    answer(SMALL + "--figures @").failed(2, "A figure would replace another file.", "gates.csv");
  }

  @Test
  @OnSomeMachines
  void aFolderThatMayNotBeWrittenToIsRefused() throws IOException {
    Path closed = Files.createDirectory(work.resolve("closed"));
    assertTrue(closed.toFile().setWritable(false));
    assumeFalse(Files.isWritable(closed), "this user may write everywhere");
    for (String folder : List.of("closed", "closed/new/figures")) {
      answer(SMALL + "--figures @/" + folder)
          .failed(
              2, "The folder for figures cannot be used.", "no permission to write into " + closed);
    }
  }
}
