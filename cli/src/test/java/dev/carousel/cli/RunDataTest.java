package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that changed, moved, or lies beside the run that reads it. */
class RunDataTest {
  private static final String CHANGED = "The data has changed";

  @TempDir Path work;
  private String run = "";

  @BeforeEach
  void nameTheRun() {
    run = work.resolve("run").toString();
  }

  private String path(String name) {
    return work.resolve(name).toString();
  }

  private Answer train(String... data) {
    List<String> options = new ArrayList<>(List.of(data));
    options.addAll(List.of("--updates", "3"));
    return Answer.to(Samples.train(Path.of(run), options.toArray(new String[0]))).succeeded();
  }

  private Answer resume(String... more) {
    List<String> line = new ArrayList<>(List.of("train", "--out", run, "--resume"));
    line.addAll(List.of(more));
    return Answer.to(line.toArray(new String[0]));
  }

  /** Refused by every command that reads the run's own data again. */
  private void assertRefused(String... told) {
    resume("--updates", "4").failed(1, told);
    Answer.to("evaluate", run).failed(1, told);
    Answer.to("evaluate", run, "--part", "all").failed(1, told);
    Answer.to("diagnose", run, "--lag", "4").failed(1, told);
  }

  @Test
  void aTextOfTheSameLengthIsNotTheSameText() throws IOException {
    Path text = Samples.text(work);
    train("--text", text.toString());
    String whole = Files.readString(text);
    Samples.write(text, whole.replaceFirst("cat sat", "sat cat"));
    assertRefused(
        CHANGED, "960 bytes, SHA-256 ", "same size, different content", "--changed-data allow");
    Samples.write(text, whole);
    Answer.to("evaluate", run).succeeded();
    resume("--updates", "4").succeeded();
  }

  @Test
  void anAppendedTextIsNoticedAndMayBeAllowedByName() {
    Path text = Samples.text(work);
    train("--text", text.toString());
    Samples.write(text, "the cat sat on the mat.\n".repeat(41));
    assertRefused(CHANGED, "24 bytes more", text.toString());
    String[] allow = {"--changed-data", "allow"};
    Answer.to("evaluate", run, allow[0], allow[1]).succeeded();
    Answer.to("diagnose", run, "--lag", "4", allow[0], allow[1]).succeeded();
    Answer allowed = resume("--updates", "4", allow[0], allow[1]).succeeded();
    assertTrue(allowed.err().contains("984") || allowed.err().contains("to train"), allowed.err());
    resume("--updates", "5").succeeded(); // from now on this is the run's data
    Answer.to("evaluate", run).succeeded();
  }

  /** Symbols that the run does not know would be read as others, or change the network's shape. */
  @Test
  void changedDataIsReadWithTheVocabularyOfTheRun() {
    Path text = Samples.text(work);
    train("--text", text.toString());
    Samples.write(text, "a dog! ".repeat(300));
    resume("--updates", "4").failed(1, CHANGED);
    resume("--updates", "4", "--changed-data", "allow").succeeded();
    Answer.to("evaluate", run).succeeded();
  }

  @Test
  void aTableThatChangedIsRefusedAndReadWithTheStatisticsOfTheRunIfAllowed() throws IOException {
    Path table = Samples.table(work);
    train("--csv", table.toString(), "--target", "wave");
    String whole = Files.readString(table);
    Samples.write(table, whole.replaceFirst("10\\.0", "11.0"));
    assertRefused(CHANGED, "same size, different content", "--csv " + table);
    Answer.to("evaluate", run, "--changed-data", "allow").succeeded();
    resume("--updates", "4", "--changed-data", "allow").succeeded();
  }

  @Test
  void aFileOfAFolderThatChangedIsNamed() throws IOException {
    Path texts = work.resolve("texts");
    Files.createDirectories(texts.resolve("below"));
    Samples.write(texts.resolve("a.txt"), "the cat sat on the mat.\n".repeat(20));
    Samples.write(texts.resolve("below/b.txt"), "the mat sat on the cat.\n".repeat(20));
    train("--text", texts.toString());
    Samples.write(texts.resolve("below/b.txt"), "the mat sat on the CAT.\n".repeat(20));
    Samples.write(texts.resolve("c.txt"), "new");
    assertRefused(CHANGED, "below/b.txt: same size, different content", "c.txt was added");
  }

  @Test
  void dataThatMovedIsTheSameData() throws IOException {
    Path text = Samples.text(work);
    train("--text", text.toString());
    Path moved = Files.move(text, work.resolve("moved.txt"));
    resume("--updates", "4")
        .failed(1, "no longer where it was", text.toString(), "--text PATH", "the same content");
    Answer.to("evaluate", run).failed(1, "no longer where it was", "--text PATH --part valid");
    assertTrue(
        Answer.to("evaluate", run, "--text", moved.toString(), "--part", "valid")
            .succeeded()
            .out()
            .contains("Part      valid, 96 predictions"));
    resume("--updates", "4", "--text", moved.toString()).succeeded();
    Answer.to("evaluate", run).succeeded(); // the run knows where it is now
    resume("--updates", "5").succeeded();
    Path other = Samples.write(work.resolve("other.txt"), "the cat and the mat. ".repeat(40));
    resume("--updates", "6", "--text", other.toString()).failed(1, CHANGED, "other.txt");
    resume("--updates", "6", "--csv", path("t.csv")).failed(2, "--csv differs from the run's own");
  }

  @Test
  void aTableThatMovedIsTheSameTable() throws IOException {
    Path table = Samples.table(work);
    train("--csv", table.toString(), "--target", "wave");
    Path moved = Files.move(table, work.resolve("moved.csv"));
    resume("--updates", "4").failed(1, "no longer where it was", "--csv PATH");
    resume("--updates", "4", "--csv", moved.toString(), "--target", "wave").succeeded();
    resume("--updates", "5", "--target", "time")
        .failed(2, "--target differs from the run's own", "wave");
  }

  /** A folder with one sequence a file is a table too: what it holds is compared, not its name. */
  @Test
  void aFolderInThePlaceOfATableIsReadAsOne() throws IOException {
    Path table = Samples.table(work);
    train("--csv", table.toString(), "--target", "wave");
    Path moved = Files.move(table, work.resolve("moved.csv"));
    Files.move(moved, Files.createDirectory(table).resolve("table.csv"));
    resume("--updates", "4").succeeded();
    Samples.write(table.resolve("more.csv"), "time,wave\n" + "1,2\n".repeat(30));
    resume("--updates", "5").failed(1, "changed", "more.csv");
  }

  @Test
  void aRenamedFileOfAFolderIsNamedAsSuch() throws IOException {
    Path texts = Files.createDirectories(work.resolve("texts"));
    Samples.write(texts.resolve("a.txt"), "the cat sat on the mat.\n".repeat(20));
    Samples.write(texts.resolve("b.txt"), "the mat sat on the cat.\n".repeat(20));
    train("--text", texts.toString());
    Files.move(texts.resolve("a.txt"), texts.resolve("z.txt"));
    assertRefused(CHANGED, "read in a different order", "a.txt was renamed to z.txt");
  }

  @Test
  void theSameFileMayBeNamedInAnotherWay() {
    Path text = Samples.text(work);
    train("--text", text.toString());
    String roundabout = work.resolve("none/../text.txt").toString();
    resume("--updates", "4", "--text", roundabout).succeeded();
    Path relative = Path.of("").toAbsolutePath().relativize(text.toAbsolutePath());
    resume("--updates", "5", "--text", relative.toString()).succeeded();
  }

  /** The option is about the run's own data, and says so where it would be ignored. */
  @Test
  void changedDataIsRefusedWhereNothingIsCompared() {
    Path text = Samples.text(work);
    String[] allow = {"--changed-data", "allow"};
    Answer.to(Samples.train(Path.of(run), "--text", text.toString(), allow[0], allow[1]))
        .failed(2, "--changed-data", "a new run");
    assertFalse(Files.exists(Path.of(run)));
    train("--text", text.toString());
    Answer.to("evaluate", run, "--text", text.toString(), allow[0], allow[1])
        .failed(2, "--changed-data", "other data");
    Answer.to("diagnose", allow[0], allow[1]).failed(2, "--changed-data", "no RUN-DIR");
    resume("--changed-data", "perhaps").failed(2, "perhaps", "refuse, allow");
  }

  @Test
  void changedDataIsRefusedForDataThatIsGenerated() {
    train("--task", "adding:length=5,sequences=20,valid=10");
    String[] allow = {"--changed-data", "allow"};
    String[] told = {
      "--changed-data", "a task, which generates the same data every time", "leave it out"
    };
    resume("--updates", "4", allow[0], allow[1]).failed(2, told);
    Answer.to("evaluate", run, allow[0], allow[1]).failed(2, told);
    Answer.to("diagnose", run, "--lag", "4", allow[0], allow[1]).failed(2, told);
  }

  @Test
  void theRunFolderIsNoPartOfTheTextItLiesIn() throws IOException {
    Samples.text(work);
    train("--text", work.toString());
    byte[] model = Samples.bytes(work.resolve("run/model.safetensors"));
    Answer evaluated = Answer.to("evaluate", run).succeeded();
    assertEquals(
        "", evaluated.err().lines().filter(line -> line.contains("run.json")).findAny().orElse(""));
    resume().succeeded();
    assertArrayEquals(model, Samples.bytes(work.resolve("run/model.safetensors")));
    run = path("second");
    train("--text", work.toString());
    assertArrayEquals(model, Samples.bytes(work.resolve("second/model.safetensors")));
  }
}
