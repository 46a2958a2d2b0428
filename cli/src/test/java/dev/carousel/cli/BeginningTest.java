package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.train.RunFolder;
import dev.carousel.train.run.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first moments of a run, and what comes of it if they were its last. */
class BeginningTest {
  @TempDir Path work;
  private String text = "";

  @BeforeEach
  void writeText() {
    text = Samples.text(work).toString();
  }

  private String run(String name) {
    return work.resolve(name).toString();
  }

  private Answer train(String run, String... more) {
    List<String> options = new ArrayList<>(List.of("--text", text));
    options.addAll(List.of(more));
    return Answer.to(Samples.train(work.resolve(run), options.toArray(new String[0])));
  }

  private byte[] model(String run) {
    return Samples.bytes(work.resolve(run).resolve("model.safetensors"));
  }

  /** A folder as a run leaves it that is killed when this much of it is on the disk. */
  private Path killed(String name, String... kept) throws IOException {
    Path folder = work.resolve(name);
    Files.createDirectories(folder.resolve("checkpoints"));
    for (String file : kept) {
      Files.copy(work.resolve("whole").resolve(file), folder.resolve(file));
    }
    return folder;
  }

  private static final String[] OPTIONS = {"--updates", "4", "--seed", "3", "--dropout", "0"};

  @Test
  void whereverItIsKilledTheSameCommandBeginsAnew() throws IOException {
    train("whole", OPTIONS).succeeded();
    killed("a");
    Files.writeString(work.resolve("a/.writable"), "");
    killed("b", ".run.lock");
    killed("c", ".run.lock", "run.json");
    for (String name : List.of("a", "b", "c")) {
      train(name, OPTIONS).succeeded();
      assertArrayEquals(model("whole"), model(name), name);
    }
  }

  @Test
  void resumedBeforeItsFirstCheckpointItKeepsItsOptions() throws IOException {
    train("whole", OPTIONS).succeeded();
    killed("run", ".run.lock", "run.json");
    Answer answer = Answer.to("train", "--out", run("run"), "--resume").succeeded();
    assertTrue(answer.err().contains("it starts from the beginning"), answer.err());
    assertArrayEquals(model("whole"), model("run"));
    killed("other", ".run.lock", "run.json");
    Answer.to("train", "--out", run("other"), "--resume", "--units", "9")
        .failed(2, "--units differs from the run's own", "--units 8");
    Answer.to("train", "--out", run("other"), "--resume", "--updates", "4").succeeded();
    assertArrayEquals(model("whole"), model("other"));
  }

  /** It never trains the bundled novel because it does not know better. */
  @Test
  void withoutARunFileNothingIsResumed() throws IOException {
    train("whole", OPTIONS).succeeded();
    killed("run", ".run.lock");
    Answer.to("train", "--out", run("run"), "--resume")
        .failed(1, "no run was started", "all options of the run", "leave out --resume");
    assertFalse(Files.exists(work.resolve("run/model.safetensors")));
  }

  @Test
  void theFolderSaysWhatTheRunWasBegunWith() {
    train("run", OPTIONS).succeeded();
    RunFile file = RunFile.read(RunFolder.open(work.resolve("run"))).orElseThrow();
    assertEquals("3", file.options().get("seed"));
    assertEquals("4", file.options().get("updates"));
    assertTrue(file.scheduleUpdates() == 4 && file.data().bytes() == 960, file.toString());
  }

  /** Checkpoints hold the options and the data's identity too. */
  @Test
  void aRunWithoutItsFileGoesOnWithWhatItsCheckpointSays() throws IOException {
    train("run", OPTIONS).succeeded();
    Files.delete(work.resolve("run/run.json"));
    Answer.to("train", "--out", run("run"), "--resume", "--updates", "5").succeeded();
    assertTrue(Files.exists(work.resolve("run/run.json")));
    Files.delete(work.resolve("run/run.json"));
    Samples.write(Path.of(text), "the cat sat on the hat.\n".repeat(40));
    Answer.to("train", "--out", run("run"), "--resume").failed(1, "The data has changed");
  }

  @Test
  void aFileOfAnotherRunIsNoticed() throws IOException {
    train("run", OPTIONS).succeeded();
    train("other", "--updates", "4", "--seed", "5").succeeded();
    Files.copy(
        work.resolve("other/run.json"),
        work.resolve("run/run.json"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Answer.to("train", "--out", run("run"), "--resume")
        .failed(1, "belong to different runs", "seed=3", "seed=5");
  }

  /** None of them leaves a folder, so that the corrected command finds none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--schedule cosine --minutes 1",
        "--schedule none",
        "--optimizer sgd:lr=-1",
        "--optimizer adan",
        "--hook none --hook clip-norm:max=1",
        "--hook clip-norm:max=-1",
        "--cell lstn",
        "--units 0",
        "--layers 0",
        "--dropout 1.5",
        "--bidirectional",
        "--batch 0",
        "--bptt 0",
        "--updates 0",
        "--minutes -1",
        "--epochs 0",
        "--evaluate-every 0",
        "--patience -1",
        "--checkpoint-every -1",
        "--checkpoint-minutes -1",
        "--checkpoint-apart -1",
        "--keep-checkpoints 0",
        "--threads 0",
        "--recompute -1",
        "--valid 1",
        "--valid 0.9999",
        "--embedding -1",
        "--target x",
        "--window 3",
        "--task adding",
        "--csv none.csv",
        "--json none/x.json",
        "--live 99999",
        "--schedule-end keep",
        "--changed-data allow"
      })
  void aRefusedCommandLeavesNoFolder(String options) {
    Answer refused = train("run", options.split(" "));
    assertTrue(refused.code() == 2 || refused.code() == 1, options + ": " + refused.code());
    assertTrue(refused.err().startsWith("carousel: "), refused.err());
    assertFalse(Files.exists(work.resolve("run")), options + ": " + refused.err());
  }

  @Test
  void aRefusedResumptionChangesNothing() throws IOException {
    train("run", OPTIONS).succeeded();
    byte[] file = Samples.bytes(work.resolve("run/run.json"));
    for (String options :
        List.of("--units 9", "--updates 0", "--schedule-end sometimes", "--text none.txt")) {
      List<String> line = new ArrayList<>(List.of("train", "--out", run("run"), "--resume"));
      line.addAll(Arrays.asList(options.split(" ")));
      Answer refused = Answer.to(line.toArray(new String[0]));
      assertTrue(refused.code() == 1 || refused.code() == 2, refused.err());
      assertArrayEquals(file, Samples.bytes(work.resolve("run/run.json")), options);
    }
    Answer.to("train", "--out", run("run"), "--resume", "--updates", "5").succeeded();
  }

  @Test
  void aScheduleKeepsItsLengthUnlessItIsAskedToRescale() throws IOException {
    String[] plan = {"--updates", "6", "--evaluate-every", "3", "--schedule", "cosine"};
    train("whole", plan).succeeded();
    String[] shorter = plan.clone();
    shorter[1] = "3";
    shorter[5] = "cosine:updates=6";
    train("short", shorter).succeeded();
    Answer.to("train", "--out", run("short"), "--resume", "--updates", "6").succeeded();
    assertEquals(history("whole"), history("short")); // a schedule with a length of its own
    train("ended", "--updates", "3", "--schedule", "cosine").succeeded();
    Answer.to("train", "--out", run("ended"), "--resume", "--updates", "6")
        .failed(
            2,
            "its step size is 0",
            "--schedule-end rescale",
            "--schedule-end keep",
            "updates 4 to 6");
    Answer kept =
        Answer.to(
                "train",
                "--out",
                run("ended"),
                "--resume",
                "--updates",
                "6",
                "--schedule-end",
                "keep")
            .succeeded();
    assertTrue(kept.err().contains("keeps the 3 updates planned at the start"), kept.err());
  }

  /** Ended half way, it is the same run on, with the same step sizes, if its schedule is kept. */
  @Test
  void aKeptScheduleGoesOnAsIfTheEndHadNotBeenMoved() throws IOException {
    String[] plan = {"--updates", "6", "--evaluate-every", "3", "--schedule", "cosine"};
    train("whole", plan).succeeded();
    String[] line = {"train", "--out", run("whole"), "--resume-at", "3", "--updates"};
    Answer moved = Answer.to(concat(line, "5")).succeeded();
    assertTrue(moved.err().contains("keeps the 6 updates planned at the start"), moved.err());
    Answer back = Answer.to("train", "--out", run("whole"), "--resume", "--updates", "6");
    assertFalse(back.succeeded().err().contains("--schedule-end"), back.err());
    train("undisturbed", plan).succeeded();
    assertEquals(lastLoss("undisturbed"), lastLoss("whole"));
  }

  private static String[] concat(String[] line, String... more) {
    String[] all = Arrays.copyOf(line, line.length + more.length);
    System.arraycopy(more, 0, all, line.length, more.length);
    return all;
  }

  private double lastLoss(String run) throws IOException {
    JsonNode history = history(run);
    return history.get(history.size() - 1).get("validLoss").doubleValue();
  }

  private JsonNode history(String run) throws IOException {
    return new ObjectMapper()
        .readTree(work.resolve(run).resolve("train.json").toFile())
        .get("history");
  }

  /** Before anything is trained, and not at the end. */
  @Test
  void namesOfOutputsMayBeAsLongAsTheFileSystemAllowsAndNotLonger() {
    String longest = work.resolve("j".repeat(255)).toString();
    train("run", "--updates", "1", "--json", longest).succeeded();
    assertTrue(Files.exists(Path.of(longest)));
    train("other", "--updates", "1", "--json", longest + "j").failed(2, "--json", "too long");
    assertFalse(Files.exists(work.resolve("other")));
    train("r".repeat(256), "--updates", "1").failed(2, "has an invalid name", "too long");
  }

  @Test
  void aRescaledScheduleSaysWhereItJumps() {
    train("run", "--updates", "4", "--schedule", "cosine:final=0.1").succeeded();
    Answer kept = Answer.to("train", "--out", run("run"), "--resume", "--updates", "6").succeeded();
    assertTrue(kept.err().contains("keeps the 4 updates"), kept.err());
    assertTrue(kept.err().contains("--schedule-end rescale"), kept.err());
    Answer rescaled =
        Answer.to(
                "train",
                "--out",
                run("run"),
                "--resume",
                "--updates",
                "12",
                "--schedule-end",
                "rescale")
            .succeeded();
    assertTrue(rescaled.err().contains("over 12 updates instead of 4"), rescaled.err());
    assertTrue(rescaled.err().contains("x 0.55"), rescaled.err()); // half way along the cosine
    Answer again = Answer.to("train", "--out", run("run"), "--resume").succeeded();
    assertFalse(again.err().contains("--schedule-end"), again.err());
  }
}
