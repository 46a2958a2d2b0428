package dev.carousel.spark.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.refusal.Refusal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The words of the program for {@code spark-submit}, and the plan that they make. */
class RoundsMainTest {
  @Test
  void wordsReplaceDefaults() {
    Map<String, String> words = RoundsMain.words("text=/data/novel.txt", "tasks=2", "folder=a=b");
    assertEquals("/data/novel.txt", words.get("text"));
    assertEquals("2", words.get("tasks"));
    assertEquals("a=b", words.get("folder"));
    assertEquals("sgd:lr=0.7,momentum=0.9,nesterov=true", words.get("outer"));
    assertEquals("adamw:lr=0.002", words.get("optimizer"));
    assertEquals("100", words.get("updates"));
  }

  @Test
  void wrongWordsAreRefused() {
    Refusal.of(
        () -> RoundsMain.words("text=a", "task=2"),
        "The word 'task=2' is unknown.",
        "expected: name=value, with one of text, valid, ",
        "did you mean 'tasks'?");
    Refusal.of(() -> RoundsMain.words("text"), "The word 'text' is unknown.");
    Refusal.of(
        () -> RoundsMain.words("tasks=2"),
        "There is no text to train on.",
        "expected: text=FILE, a path that every machine has");
  }

  @Test
  void wordsThatAreNoNumbersAreRefused() {
    Map<String, String> words = RoundsMain.words("text=a", "valid=a tenth", "units=1.5");
    Refusal.of(
        () -> RoundsMain.share(words, "valid"),
        "'valid' is malformed.",
        "expected: a number, such as 0.1",
        "found:    'a tenth'");
    Refusal.of(
        () -> RoundsMain.number(words, "units"),
        "'units' is malformed.",
        "expected: a whole number",
        "found:    '1.5'");
    assertEquals(0.1, RoundsMain.share(RoundsMain.words("text=a"), "valid"));
  }

  @Test
  void plansWithoutTasksRoundsOrUpdatesAreRefused() {
    Refusal.of(
        () -> new RoundsPlan(0, 1, 1), "The number of tasks is out of range.", "found:    0");
    Refusal.of(
        () -> new RoundsPlan(1, 0, 1),
        "The number of rounds, or of updates in one, is out of range.",
        "found:    1 rounds of 0 updates");
    Refusal.of(() -> new RoundsPlan(1, 1, 0), "found:    0 rounds of 1 updates");
  }
}
