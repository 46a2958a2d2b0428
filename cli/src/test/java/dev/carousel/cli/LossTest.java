package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training with another loss, and what the model keeps of it. */
class LossTest {
  @TempDir Path folder;

  private Path table;
  private Path text;

  @BeforeEach
  void write() throws IOException {
    StringBuilder rows = new StringBuilder("x\n");
    for (int i = 0; i < 200; i++) {
      rows.append(10 + Math.sin(i / 3.0) + i % 7 / 10.0).append('\n');
    }
    table = Files.writeString(folder.resolve("t.csv"), rows);
    text = Files.writeString(folder.resolve("t.txt"), "aab".repeat(300));
  }

  private Answer train(String run, String... more) {
    return train(run, new String[] {"--csv", table.toString(), "--target", "x"}, more);
  }

  private Answer train(String run, String[] data, String... more) {
    String[] rest = {"--units", "4", "--batch", "4", "--bptt", "10", "--out", run(run)};
    String[] all =
        Arrays.copyOf(new String[] {"train"}, 1 + data.length + rest.length + more.length);
    System.arraycopy(data, 0, all, 1, data.length);
    System.arraycopy(rest, 0, all, 1 + data.length, rest.length);
    System.arraycopy(more, 0, all, 1 + data.length + rest.length, more.length);
    return Answer.to(all);
  }

  private String run(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void aModelKeepsItsLossAndItsHead() throws IOException {
    Answer trained = train("a", "--updates", "6", "--loss", "gaussian");
    assertEquals(0, trained.code(), trained::toString);
    Answer evaluated = Answer.to("evaluate", run("a"));
    assertTrue(evaluated.out().contains("(mean negative log-likelihood)"), evaluated::toString);
    assertTrue(evaluated.out().contains("Error     mse "), evaluated::toString);
  }

  @Test
  void aResumedRunMinimisesTheSameLoss() throws IOException {
    String[] loss = {"--loss", "quantile:levels=0.2/0.8", "--updates"};
    train("whole", loss[0], loss[1], loss[2], "8");
    train("parts", loss[0], loss[1], loss[2], "4");
    Answer resumed = Answer.to("train", "--resume", "--updates", "8", "--out", run("parts"));
    assertEquals(0, resumed.code(), resumed::toString);
    byte[] whole = Files.readAllBytes(folder.resolve("whole/model.safetensors"));
    assertArrayEquals(whole, Files.readAllBytes(folder.resolve("parts/model.safetensors")));
    Answer other =
        Answer.to("train", "--resume", "--updates", "9", "--loss", "mae", "--out", run("parts"));
    assertTrue(other.err().contains("--loss differs from the run's own."), other::toString);
  }

  @Test
  void weightsAreThoseOfTheNamesOfClasses() {
    String[] data = {"--text", text.toString()};
    Answer named = train("n", data, "--updates", "2", "--weights", "b:3");
    assertTrue(named.err().contains("loss cross-entropy:weights=1/3/1"), named::toString);
    Answer balanced = train("w", data, "--updates", "2", "--weights", "balanced");
    assertTrue(balanced.err().contains("loss cross-entropy:weights=0.7"), balanced::toString);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    String[] data = {"--text", text.toString()};
    assertSays(train("1", data, "--loss", "hubber"), "There is no loss 'hubber'", "huber");
    assertSays(train("2", data, "--loss", "huber"), "The loss does not fit what is predicted.");
    assertSays(train("3", data, "--weights", "z:2"), "A weight is given for a class");
    assertSays(train("4", data, "--weights", "a=2"), "--weights is malformed.", "'a=2'");
    assertSays(train("5", "--loss", "quantile:levels=0.5/0.1"), "are not in order", "0.1 after");
    assertSays(train("6", "--loss", "mae", "--weights", "a:1"), "--weights does not go with");
    assertSays(train("7", "--weights", "balanced"), "Weights are of classes");
  }

  @Test
  void lossesOfCountsAndEventsAreRefusedForOtherNumbersBeforeTraining() {
    train("1", "--loss", "binary")
        .failed(
            2, "The loss binary is of numbers that are not scaled.", "--scale none", "standard");
    train("2", "--loss", "negative-binomial", "--scale", "robust")
        .failed(2, "The loss negative-binomial is of", "a count: 0, 1, 2, ..", "--scale robust");
    train("3", "--loss", "negative-binomial", "--scale", "none")
        .failed(1, "Column 'x' does not suit the loss negative-binomial.", "a count", "row 2");
    assertFalse(Files.exists(folder.resolve("1")), "nothing is written");
    String[] counts = {"--csv", counts().toString(), "--target", "n", "--scale", "none"};
    train("4", counts, "--loss", "negative-binomial", "--updates", "2").succeeded();
    train("5", counts, "--loss", "binary", "--updates", "2")
        .failed(1, "Column 'n' does not suit the loss binary.", "1 or 0", "found:    2", "row 3");
  }

  private Path counts() {
    StringBuilder rows = new StringBuilder("n\n");
    for (int i = 0; i < 100; i++) {
      rows.append(i % 3).append('\n');
    }
    return Samples.write(folder.resolve("counts.csv"), rows.toString());
  }

  @Test
  void weightsAreGivenByTheNamesOfATablesClasses() {
    StringBuilder rows = new StringBuilder("x,sky\n");
    for (int i = 0; i < 100; i++) {
      rows.append(i).append(i % 3 == 0 ? ",rain\n" : ",sun\n");
    }
    String[] data = {"--csv", "", "--target", "sky"};
    data[1] = Samples.write(folder.resolve("sky.csv"), rows.toString()).toString();
    Answer named = train("1", data, "--updates", "2", "--weights", "sun:3").succeeded();
    assertTrue(named.err().contains("loss cross-entropy:weights=1/3"), named::toString);
    train("2", data, "--weights", "sunn:3")
        .failed(2, "a class that does not exist", "'sunn'", "did you mean 'sun'?");
  }

  private static void assertSays(Answer answer, String... parts) {
    assertTrue(answer.code() != 0, answer::toString);
    for (String part : parts) {
      assertTrue(answer.err().contains(part), answer::toString);
    }
  }
}
