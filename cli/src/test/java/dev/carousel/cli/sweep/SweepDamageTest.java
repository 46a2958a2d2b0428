package dev.carousel.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.cli.Main;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of trials that are damaged when a sweep goes on. */
class SweepDamageTest {
  private static final String SMALL =
      "--task adding:length=6 --units 3 --batch 4 --updates 8 --evaluate-every 2 --no-progress ";

  @TempDir private Path work = Path.of("");

  private record Ended(int code, JsonNode json, String err) {
    List<String> told() {
      List<String> all = new ArrayList<>();
      for (JsonNode one : json.get("trials")) {
        String loss = one.get("validLoss").asText();
        all.add(one.get("id") + " " + one.get("outcome") + " " + loss + " " + one.get("sha256"));
      }
      json.get("summary").forEach(row -> all.add(row.get("label") + " " + row.get("pausedAt")));
      return all;
    }
  }

  private Ended run(String line) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(new PrintWriter(out), new PrintWriter(err), Terminal.none(), Interrupts.none());
    int code = Main.run(console, line.replace("@", work.toString()).split(" +"));
    String json = out.toString().isEmpty() ? "{}" : out.toString();
    return new Ended(code, new ObjectMapper().readTree(json), err.toString());
  }

  private Ended resumed() throws IOException {
    return run("sweep --resume --no-progress --json - --out @/s");
  }

  private Path file(String name) {
    return work.resolve("s/trials").resolve(name);
  }

  @Test
  void aDamagedResultIsReadFromTheRunFolder() throws IOException {
    Ended whole = run("sweep " + SMALL + "--cell rnn,gru --seeds 2 --json - --out @/s");
    assertEquals(0, whole.code, whole.err);
    Files.writeString(file("c1-seed1/result.json"), "{\"trial\":");

    List<String> log = new ArrayList<>();
    Ended again;
    try (LogEars ears = LogEars.of(log)) {
      again = resumed();
    }
    assertEquals(0, again.code, again.err);
    assertEquals(whole.told(), again.told());
    List<String> told = log.stream().filter(line -> line.contains("damaged result")).toList();
    assertEquals(1, told.size(), log.toString());
    String expected = "WARN  The damaged result of a trial is set aside: ";
    assertTrue(told.get(0).startsWith(expected), told.get(0));
    assertTrue(told.get(0).contains("s/trials/c1-seed1/result.json"), told.get(0));
    assertEquals(1, told.get(0).strip().lines().count(), told.get(0));
  }

  /** Those that go on were trained further by then, and must be judged as they were. */
  @Test
  void aDamagedResultOfARungGivesTheSameHalving() throws IOException {
    String line = SMALL + "--cell rnn,gru,lstm,mgu --seeds 1 --halving 2 --json - --out @/s";
    Ended whole = run("sweep " + line);
    assertEquals(0, whole.code, whole.err);
    List<Path> rungs = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      rungs.add(file("c" + i + "-seed1/result-2.json"));
    }
    for (Path rung : rungs) {
      String good = Files.readString(rung);
      Files.writeString(rung, "");
      Ended again = resumed();
      assertEquals(0, again.code, again.err);
      assertEquals(whole.told(), again.told(), rung.toString());
      assertEquals(figures(good), figures(Files.readString(rung)), rung.toString());
      assertFalse(Files.exists(rung.resolveSibling("run-again")));
    }
  }

  /** But for its times. */
  private static String figures(String result) {
    return result.replaceAll("\"(s|cpuS)econds\" : [^,]*", "");
  }

  @Test
  void aDamagedRunFileIsOneTrialThatFailedUntilItIsMovedAway() throws IOException {
    Ended whole = run("sweep " + SMALL + "--cell rnn --seeds 2 --json - --out @/s");
    Files.delete(file("c1-seed1/result.json"));
    Files.writeString(file("c1-seed1/run/run.json"), "{}");

    Ended failed = resumed();
    assertEquals(1, failed.code, failed.err);
    assertEquals("failed", failed.json.at("/trials/0/outcome").asText(), "it did not diverge");
    assertEquals("finished", failed.json.at("/trials/1/outcome").asText());
    assertTrue(failed.err.contains("or move the file away"), failed.err);

    Files.delete(file("c1-seed1/run/run.json"));
    Ended mended = resumed();
    assertEquals(0, mended.code, mended.err);
    assertEquals(whole.told(), mended.told());
  }

  @Test
  void aTrainingThatWasNotFiniteOrDivergedIsReadAsSuchAgain() throws IOException {
    String line =
        SMALL.replace("--updates 8", "--updates 40")
            + "--optimizer sgd:lr=1e6;sgd:lr=100 --hook none;clip-norm:max=1 --cell rnn --seeds 1";
    Ended whole = run("sweep " + line + " --json - --out @/s");
    assertEquals(0, whole.code, whole.err);
    String outcomes = String.join(" ", whole.json.findValuesAsText("outcome"));
    assertTrue(outcomes.contains("not-finite") && outcomes.contains("diverged"), outcomes);
    for (String trial : List.of("c1-seed1", "c2-seed1", "c3-seed1", "c4-seed1")) {
      Files.writeString(file(trial + "/result.json"), "?");
    }
    Ended again = resumed();
    assertEquals(0, again.code, again.err);
    assertEquals(whole.told(), again.told());
  }
}
