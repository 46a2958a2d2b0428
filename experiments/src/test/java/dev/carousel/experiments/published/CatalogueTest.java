package dev.carousel.experiments.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.experiments.statistics.Aim;
import dev.carousel.refusal.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final Catalogue CATALOGUE = Catalogue.read();

  @Test
  void thereAreAtLeastEightResults() {
    assertTrue(CATALOGUE.results().size() >= 8);
    assertFalse(CATALOGUE.quick().isEmpty());
    assertTrue(CATALOGUE.quick().size() < CATALOGUE.results().size());
    CATALOGUE.quick().forEach(one -> assertTrue(one.budget().seconds() <= Catalogue.QUICK));
  }

  /** Three minutes on two cores. */
  @Test
  void eachIsShortAndHasWordsForEverything() {
    for (PublishedResult result : CATALOGUE.results()) {
      assertTrue(result.name().matches("[a-z0-9-]+"), result.name());
      assertTrue(result.budget().seconds() <= 180, result.name());
      for (String words :
          List.of(
              result.title(),
              result.source().cited(),
              result.source().paper(),
              result.source().place(),
              result.published().words(),
              result.ours())) {
        assertFalse(words.isBlank(), result.name());
      }
      assertEquals(
          result.published().number() == null, result.published().unit().isEmpty(), result.name());
    }
  }

  /** Only what differs on purpose may differ: data and budget are those of the result. */
  @Test
  void armsShareDataAndBudget() {
    for (PublishedResult result : CATALOGUE.results()) {
      for (Arm arm : result.arms()) {
        for (String shared : List.of("task", "batch", "updates", "evaluate-every", "seed")) {
          assertFalse(arm.settings().containsKey(shared), result.name() + " " + shared);
        }
        assertTrue(
            arm.settings().containsKey("cell") != arm.settings().containsKey("stack"),
            result.name());
        assertTrue(arm.settings().containsKey("optimizer"), result.name());
      }
    }
  }

  @Test
  void anUnknownNameIsRefusedWithTheNearest() {
    assertEquals("trigger", CATALOGUE.get("trigger").name());
    Refusal.of(
        () -> CATALOGUE.get("tringer"),
        "There is no published result 'tringer'.",
        "did you mean 'trigger'?");
  }

  @Test
  void settingsAreThoseOfTheArmWithDataAndBudget() {
    PublishedResult result = Examples.result(Claim.SOLVES, Claim.FAILS);
    assertEquals(
        Map.of(
            "task", "some-task:length=100,sequences=3200,valid=200",
            "cell", "other-cell",
            "hook", "none",
            "batch", "32",
            "updates", "100",
            "evaluate-every", "14"),
        result.settings(result.arms().get(1)));
  }

  @Test
  void dataInFilesAreReadFromTheirFolder() {
    PublishedResult result = CATALOGUE.get("fashion-rows");
    Arm gru = result.arms().get(0);
    assertEquals("DATA/train.npz", result.settings(gru).get("npz"));
    Map<String, String> placed = result.in("some/folder").settings(gru);
    assertEquals("some/folder/train.npz", placed.get("npz"));
    assertEquals("some/folder/t10k.npz", placed.get("valid-file"));
    assertEquals("true", placed.get("classes"));
    assertEquals("gru", placed.get("cell"));
    assertFalse(placed.containsKey("task"));
    assertFalse(CATALOGUE.quick().contains(result), "it needs files");
    PublishedResult generated = CATALOGUE.get("trigger");
    assertEquals(generated, generated.in("some/folder"));
  }

  @Test
  void aResultHasOneKindOfData() {
    PublishedResult files = CATALOGUE.get("fashion-rows");
    for (String task : List.of("", "adding")) {
      DataFiles data = task.isEmpty() ? null : files.files();
      IllegalArgumentException fault =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  new PublishedResult(
                      "wrong",
                      "",
                      files.source(),
                      files.published(),
                      "",
                      task,
                      data,
                      files.arms(),
                      files.criterion(),
                      files.orderings(),
                      files.budget()));
      assertEquals("wrong has no data, or two kinds of them", fault.getMessage());
    }
  }

  @Test
  void seedsBeginWhereTheSearchForSettingsEnded() {
    PublishedResult result = Examples.result(Claim.SOLVES, Claim.FAILS);
    assertEquals(List.of(11L, 12L, 13L, 14L, 15L), result.seeds());
    PublishedResult more = result.seeds(10);
    assertEquals(10, more.seeds().size());
    assertEquals(120, more.budget().seconds());
    assertEquals(new HashSet<>(result.arms()), new HashSet<>(more.arms()));
    assertThrows(IllegalArgumentException.class, () -> result.seeds(2));
  }

  @Test
  void orderingsAreBetweenArms() {
    Ordering wrong = new Ordering("a", "c", Ordering.Figure.METRIC);
    IllegalArgumentException fault =
        assertThrows(
            IllegalArgumentException.class,
            () -> Examples.result(Claim.SOLVES, Claim.FAILS, wrong));
    assertTrue(String.valueOf(fault.getMessage()).contains("no arm"), fault.getMessage());
  }

  @Test
  void aCriterionIsMetAtItsBound() {
    Criterion accuracy = new Criterion("accuracy", Aim.LARGER, 0.99, 0.05);
    assertTrue(accuracy.isMet(0.99));
    assertFalse(accuracy.isMet(0.98999));
    assertFalse(accuracy.isMet(Double.NaN));
    assertFalse(accuracy.isMet(Double.POSITIVE_INFINITY)); // diverged
    Criterion loss = new Criterion(Criterion.LOSS, Aim.SMALLER, 0.05, 0.05);
    assertFalse(loss.isMet(0.05));
    assertTrue(loss.isMet(0.0499));
    assertEquals("accuracy >= 0.99", accuracy.toString());
    assertEquals("loss < 0.05", loss.toString());
  }
}
