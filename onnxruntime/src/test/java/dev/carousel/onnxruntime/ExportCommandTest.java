package dev.carousel.onnxruntime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.Main;
import dev.carousel.cli.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command export, where ONNX Runtime is at hand. */
class ExportCommandTest {
  private static final Pattern VERIFIED =
      Pattern.compile(
          "verified in ONNX Runtime [\\d.]+: outputs differ by at most (\\S+) of the largest one,"
              + " on (.*)");

  @TempDir private Path work = Path.of("");

  private String run(String... words) {
    StringWriter told = new StringWriter();
    PrintWriter both = new PrintWriter(told);
    int code = Main.run(Console.of(both, both), words);
    both.flush();
    assertEquals(0, code, told.toString());
    return told.toString();
  }

  private String export(String... options) {
    String trained = work.resolve("run").toString();
    List<String> words = new ArrayList<>(List.of("train", "--out", trained, "--updates", "3"));
    words.addAll(List.of(options));
    run(words.toArray(String[]::new));
    return run("export", trained, "--to", work.resolve("model.onnx").toString());
  }

  private static void verified(String told, String sample) {
    Matcher said = VERIFIED.matcher(told);
    assertTrue(said.find(), told);
    assertTrue(Double.parseDouble(said.group(1)) <= 1e-5, told);
    assertEquals(sample, said.group(2));
  }

  private String text() throws Exception {
    Path text = work.resolve("text.txt");
    return Files.writeString(text, "the cat sat on the mat.\n".repeat(400)).toString();
  }

  /** An operator of ONNX, one with a tied head, and cells that become a Scan. */
  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru", "mgu", "greff-lstm", "mlstm:heads=1"})
  void everyCellIsVerifiedOnTheUsersData(String cell) throws Exception {
    String told = export("--text", text(), "--cell", cell, "--units", "6", "--layers", "2");
    verified(told, "4 sequences of 32 steps of the validation data");
  }

  @Test
  void stacksAndTiedHeadsAreVerified() throws Exception {
    verified(
        export("--text", text(), "--embedding", "6", "--tie", "--units", "6"),
        "4 sequences of 32 steps of the validation data");
  }

  @Test
  void categoriesAreVerified() throws Exception {
    StringBuilder table = new StringBuilder("day,shop,load\n");
    for (int row = 0; row < 120; row++) {
      table.append(row % 7).append(",s").append(row % 3).append(',').append(row % 11).append('\n');
    }
    Path csv = Files.writeString(work.resolve("table.csv"), table);
    String told =
        export(
            "--csv",
            csv.toString(),
            "--target",
            "load",
            "--input",
            "load",
            "--category",
            "shop",
            "--units",
            "4",
            "--cell",
            "mgu");
    assertTrue(VERIFIED.matcher(told).find(), told);
  }

  @Test
  void theDocumentSaysWhatVerified() throws Exception {
    String trained = work.resolve("run").toString();
    run("train", "--text", text(), "--out", trained, "--units", "4", "--updates", "1");
    String told =
        run(
            "export",
            trained,
            "--to",
            work.resolve("model.onnx").toString(),
            "--json",
            work.resolve("told.json").toString());
    verified(told, "4 sequences of 32 steps of the validation data");
    String json = Files.readString(work.resolve("told.json")).replaceAll("\\s", "");
    assertTrue(json.contains("\"verifier\":\"ONNXRuntime1."), json);
    assertTrue(json.contains("\"sample\":\"validation\""), json);
  }
}
