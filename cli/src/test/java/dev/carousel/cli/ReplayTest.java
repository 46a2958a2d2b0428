package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carousel.data.Chunk;
import dev.carousel.data.Dataset;
import dev.carousel.data.Inputs;
import dev.carousel.data.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cell that divides by a state that is zero after one symbol of a text, and is replayed. */
class ReplayTest {
  private static final int UPDATE = 37;
  private static final int TIME = 12;
  private static final int ROW = 3;
  private static final int BATCH = 4;
  private static final int STEPS = 16;
  private static final int ROW_LENGTH = 50 * STEPS;
  private static final String FILE = "nonfinite-37.safetensors";

  @TempDir Path work;

  /** Letters a and b, and one z where row 3 reads it at step 12 of update 37. */
  private Path text() {
    char[] letters = ("ab".repeat(BATCH * ROW_LENGTH / 2) + "a").toCharArray();
    letters[ROW * ROW_LENGTH + UPDATE * STEPS + TIME] = 'z';
    return Samples.write(work.resolve("planted.txt"), new String(letters));
  }

  /** {@code d' = 1 - [x is the symbol]}, {@code h' = (Wx x + Wh h + b) / d'}. */
  private String plugin(String folder, int symbol) throws IOException {
    Path plugins = Files.createDirectory(work.resolve(folder));
    PluginJars.cell(
        plugins.resolve("divider.jar"),
        "Divider",
        "divider",
        "",
        """
        dev.carousel.expr.Expr x = s.input();
        dev.carousel.expr.Expr h = s.state("h");
        s.state("d", 1);
        dev.carousel.expr.Expr d = s.constant(1, 1).minus(x.slice(%d, %d));
        s.next("d", d);
        s.next("h", s.affine("a", x, h).dividedBy(d));
        """
            .formatted(symbol, symbol + 1));
    return plugins.toString();
  }

  private Answer train(String plugins, String... more) {
    String[] plan = {
      "--text",
      text().toString(),
      "--cell",
      "divider",
      "--plugins",
      plugins,
      "--updates",
      "40",
      "--batch",
      "4",
      "--bptt",
      "16",
      "--valid",
      "0"
    };
    String[] all = Arrays.copyOf(plan, plan.length + more.length);
    System.arraycopy(more, 0, all, plan.length, more.length);
    return Answer.to(Samples.train(work.resolve("run"), all));
  }

  private String file() {
    return work.resolve("run").resolve(FILE).toString();
  }

  @Test
  void theTextIsPlantedWhereItIsSaidToBe() {
    Dataset data = Text.read(text()).split(0);
    Chunk chunk = data.training().epoch(BATCH, STEPS, 1, 0).chunk(UPDATE);
    int[] ids = ((Inputs.Symbols) chunk.inputs()).ids();
    assertEquals(1, Arrays.stream(ids).filter(id -> id == 2).count());
    assertEquals(2, ids[TIME * BATCH + ROW]);
  }

  @Test
  void trainingTellsWhereItBeganAndReplayFindsTheSame() throws IOException {
    String plugins = plugin("plugins", 2);
    Answer trained = train(plugins, "--json", "-").succeeded();
    String place = "Update 37 first meets ";
    assertTrue(trained.err().contains(place), trained.err());
    assertTrue(trained.err().contains("in layer0, step 12, row 3: the division in equation \"h\""));
    assertTrue(trained.err().contains("d = 0.0"), trained.err());
    assertTrue(
        trained.err().contains("carousel replay " + file() + " --plugins " + plugins),
        trained.err());
    assertEquals(1, trained.json().get("nonFinite").intValue());
    assertTrue(Files.size(Path.of(file())) < 10_000);
    Answer replayed = Answer.to("replay", file(), "--plugins", plugins).succeeded();
    assertTrue(replayed.out().contains(place), replayed.out());
    assertTrue(replayed.out().lines().anyMatch(l -> l.matches("  d +0\\.0")), replayed.out());
    assertTrue(replayed.out().contains("Reproduced"), replayed.out());
    assertTrue(replayed.out().lines().allMatch(l -> l.length() <= 80), replayed.out());
  }

  @Test
  void theGuardStaysWithoutOtherHooksAndOneFailedUpdateIsKept() throws IOException {
    Answer trained = train(plugin("plugins", 2), "--hook", "none", "--json", "-").succeeded();
    assertEquals(1, trained.json().get("nonFinite").intValue());
    assertEquals(1, trained.err().lines().filter(l -> l.contains("first meets")).count());
    assertFalse(Files.exists(work.resolve("run").resolve("nonfinite-38.safetensors")));
  }

  @Test
  void withoutTheGuardTheRunFailsAndTheFirstCauseIsKept() throws IOException {
    Answer trained = train(plugin("plugins", 2), "--hook", "non-finite:policy=off");
    assertEquals(1, trained.code());
    assertTrue(trained.err().contains("nonfinite-37.safetensors"), trained.err());
    assertEquals(1, trained.err().lines().filter(l -> l.contains("first meets")).count());
    assertFalse(Files.exists(work.resolve("run").resolve("nonfinite-38.safetensors")));
  }

  @Test
  void jsonHasTheKeysOfTheContract() throws IOException {
    String plugins = plugin("plugins", 2);
    train(plugins).succeeded();
    JsonNode json =
        Answer.to("replay", file(), "--plugins", plugins, "--json", "-").succeeded().json();
    assertEquals("replay", json.get("command").textValue());
    assertTrue(json.get("reproduced").booleanValue());
    JsonNode finding = json.get("finding");
    assertEquals(json.get("recorded"), finding);
    assertEquals(
        List.of("37", "layer0", "forward", "12", "3", "h", "divide", "0"),
        List.of("update", "layer", "pass", "time", "row", "equation", "operation", "element")
            .stream()
            .map(key -> finding.get(key).asText())
            .toList());
    assertTrue(finding.get("value").isNull());
    assertTrue(finding.get("found").textValue().endsWith("Infinity"));
    assertEquals("a", finding.at("/operands/0/name").textValue());
    assertTrue(finding.at("/operands/0/value").isNumber());
    assertEquals("d", finding.at("/operands/1/name").textValue());
    assertEquals(0, finding.at("/operands/1/value").doubleValue());
  }

  @Test
  void aChangedCellIsNotReproduced() throws IOException {
    train(plugin("plugins", 2)).succeeded();
    String changed = plugin("changed", 3);
    Answer answer = Answer.to("replay", file(), "--plugins", changed);
    assertEquals(1, answer.code(), answer.err());
    assertTrue(
        answer.out().replace("\n", " ").contains("repeated value by value, it"), answer.out());
    assertTrue(answer.out().contains("NOT reproduced. The file records:"), answer.out());
    assertTrue(answer.out().contains("first meets"), answer.out());
    JsonNode json = Answer.to("replay", file(), "--plugins", changed, "--json", "-").json();
    assertFalse(json.get("reproduced").booleanValue());
    assertTrue(json.get("finding").isNull());
    assertEquals(37, json.at("/recorded/update").intValue());
  }

  @Test
  void aMissingPluginIsToldWithWhatIsNeeded() throws IOException {
    train(plugin("plugins", 2)).succeeded();
    Answer.to("replay", file())
        .failed(1, "the cell divider", "no cell 'divider'", file(), "--plugins DIR");
  }

  @Test
  void aFileThatIsNoneIsRefused() throws IOException {
    Answer.to("replay").failed(2, "FILE");
    Answer.to("replay", work.resolve("none").toString()).failed(1, "no such file", "none");
    Answer.to("replay", work.toString()).failed(1, "folder", work.toString());
    Path run = work.resolve("run");
    train(plugin("plugins", 2)).succeeded();
    Answer.to("replay", run.resolve("model.safetensors").toString())
        .failed(1, "no failed update", "nonfinite-UPDATE.safetensors", "model.safetensors");
    byte[] whole = Samples.bytes(run.resolve(FILE));
    Files.write(run.resolve(FILE), Arrays.copyOf(whole, whole.length - 10));
    Answer.to("replay", file()).failed(1, FILE);
    Files.write(run.resolve(FILE), Arrays.copyOf(whole, 5));
    Answer.to("replay", file()).failed(1, "truncated", FILE);
    Files.write(run.resolve(FILE), whole);
    Samples.withMetadata(run.resolve(FILE), "carousel.nonfinite.format", "9");
    Answer.to("replay", file()).failed(1, "newer version", "format 9", FILE);
  }

  @Test
  void helpHasExamplesAndExitCodes() {
    String help = Answer.to("replay", "--help").succeeded().out();
    assertTrue(help.contains("Examples:"), help);
    assertTrue(help.contains("carousel replay run/nonfinite-37.safetensors"), help);
    assertTrue(help.contains("The exit code is 0 if"), help);
    assertTrue(help.lines().allMatch(line -> line.length() <= 100), help);
    assertTrue(Answer.to().err().contains("replay"));
  }
}
