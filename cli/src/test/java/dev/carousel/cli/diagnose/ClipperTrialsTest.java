package dev.carousel.cli.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.diagnose.text.ClipperText;
import dev.carousel.cli.text.Look;
import dev.carousel.error.CarouselException;
import dev.carousel.flow.clipping.ClipBooks;
import dev.carousel.flow.clipping.ClipComparison;
import dev.carousel.flow.clipping.ClipWay;
import dev.carousel.flow.clipping.ClipperTrials;
import dev.carousel.flow.fixture.Flows;
import dev.carousel.flow.remedy.Catalogue;
import dev.carousel.flow.trial.TrialVerdict;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Checkpoint.ValidationPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which ways to clip are tried, with which thresholds, and which one is said to be best. */
class ClipperTrialsTest {
  private static final Catalogue CATALOGUE =
      new Catalogue(Plugins.of(PluginDiscovery.onClassPath()));

  /** Norms from 1 to 2 recommend three times their median: 4.5. */
  private static final int UPDATES = 101;

  private final List<List<String>> tried = new ArrayList<>();
  private List<Long> seeds = List.of(1L);
  private double blank = Double.NaN;

  /** Gradients of norms from 1 on, in two elements; hooks halve each of them. */
  private static void learn(ClipBooks books, int updates, double validLoss) {
    for (int i = 0; i < updates; i++) {
      update(books, i, 1 + i / 100.0, 3 - (double) i / updates);
    }
    books.validated(new ValidationPoint(updates, 2, validLoss), true);
  }

  private static void update(ClipBooks books, int index, double norm, double loss) {
    FloatTensor tensor = new FloatTensor(2);
    tensor.set(0, 0.6 * norm);
    tensor.set(1, 0.8 * norm);
    NamedTensors gradients = new NamedTensors(Map.of("w", tensor));
    UpdateHook.Update update = new UpdateHook.Update(index, loss, gradients, gradients);
    books.gradients(update);
    if (Double.isFinite(norm)) {
      gradients.scale(0.5);
      books.hooked(update);
    }
  }

  private ClipComparison compare(ClipperTrials.ClipTrainer trainer, String... hooks) {
    return compare(CATALOGUE, trainer, hooks);
  }

  private ClipComparison compare(
      Catalogue catalogue, ClipperTrials.ClipTrainer trainer, String... hooks) {
    ClipperTrials.ClipTrainer noted =
        (recipe, updates, seed, name, books) -> {
          tried.add(recipe.hooks().stream().map(Object::toString).toList());
          trainer.train(recipe, updates, seed, name, books);
        };
    return new ClipperTrials(catalogue, Flows.recipe("lstm", hooks), UPDATES, seeds, noted, blank)
        .compare();
  }

  private static ClipWay trial(ClipComparison comparison, String clipper) {
    return comparison.ways().stream()
        .filter(trial -> trial.clipper().equals(clipper))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void eachWayIsTriedAloneBesideTheOtherHooks() {
    ClipComparison found =
        compare(
            (recipe, updates, seed, name, books) ->
                learn(books, (int) updates, name.startsWith("agc") ? 1.5 : 2),
            "non-finite",
            "clip-norm:max=1",
            "gradient-noise");
    assertEquals(
        List.of(
            List.of("non-finite", "gradient-noise"),
            List.of("non-finite", "gradient-noise", "clip-norm:max=1"),
            List.of("non-finite", "gradient-noise", "clip-norm:max=4.5"),
            List.of("non-finite", "gradient-noise", "clip-value:max=3.6"),
            List.of("non-finite", "gradient-noise", "autoclip"),
            List.of("non-finite", "gradient-noise", "agc"),
            List.of("non-finite", "gradient-noise", "adagc"),
            List.of("non-finite", "gradient-noise", "zclip")),
        tried);
    assertEquals("none", found.pilot());
    assertTrue(found.best().isEmpty(), "one seed says nothing");
    assertEquals(
        "Not judged, one seed (3 are needed): the smallest validation loss is that of agc, 1.5000,"
            + " which may be chance.",
        found.summary());
  }

  /** Loss by way and seed: what the seed does is the same for all, and a little is chance. */
  private ClipComparison over3Seeds(Map<String, Double> losses, String... hooks) {
    seeds = List.of(1L, 2L, 3L);
    return compare(
        (recipe, updates, seed, name, books) -> {
          double loss = losses.getOrDefault(name.substring(0, name.indexOf(' ')), 2.0);
          if (Double.isInfinite(loss) && seed > 1) {
            update(books, 0, 9, 3);
            throw CarouselException.failure("Too many updates.").found("NaN").build();
          }
          double chance = 0.01 * ((seed * name.length()) % 3);
          learn(books, (int) updates, Double.isInfinite(loss) ? 2 : loss + 0.2 * seed + chance);
        },
        hooks);
  }

  @Test
  void whatEndedBestIsSaidOnlyWherePairsTellIt() {
    ClipComparison found = over3Seeds(Map.of("agc", 1.5));
    assertEquals("agc", found.best().orElseThrow().clipper());
    assertTrue(
        found
            .summary()
            .startsWith(
                "agc ended best, with a mean validation loss of 1.9100 against 2.4000 with no"
                    + " clipping: -20 % ["),
        found::summary);
    assertFalse(found.summary().contains("Not significantly different"), found::summary);
    ClipComparison same = over3Seeds(Map.of("agc", 1.985));
    assertTrue(same.best().isEmpty(), same::summary);
    assertTrue(
        same.summary().startsWith("No clipping method is significantly better than no clipping"),
        same::summary);
    assertEquals(Optional.empty(), same.judged().get(0), "the reference itself");
  }

  @Test
  void waysThatAreAsGoodAreNamed() {
    ClipComparison found = over3Seeds(Map.of("agc", 1.5, "zclip", 1.501));
    assertTrue(
        found.summary().contains(" Not significantly different from it: ")
            && found.summary().contains("zclip."),
        found::summary);
  }

  @Test
  void noClippingMayBeBest() {
    ClipComparison found = over3Seeds(Map.of("none", 1.0));
    assertEquals(
        "No clipping method ended with a smaller mean validation loss than no clipping, 1.4000.",
        found.summary());
  }

  /** Two of three seeds explode without clipping: it is the worst, and what is given stands in. */
  @Test
  void whatExplodesIsTheWorstAndNamed() {
    ClipComparison given = over3Seeds(Map.of("none", Double.POSITIVE_INFINITY), "clip-norm:max=1");
    assertEquals("clip-norm:max=1", given.reference().clipper());
    assertEquals(
        "worse: 2 of 3 trainings not finite, 0 of 3 without it",
        given.judged().get(0).orElseThrow().summary());
    assertTrue(
        given.summary().endsWith("Did not end with a finite loss: no clipping (2 of 3)."),
        given::summary);
    ClipComparison alone = over3Seeds(Map.of("none", Double.POSITIVE_INFINITY, "agc", 1.0));
    assertEquals("none", alone.reference().clipper());
    assertEquals("agc", alone.best().orElseThrow().clipper());
    assertTrue(
        alone.summary().startsWith("agc ended best, with a mean validation loss of 1.4"),
        alone::summary);
  }

  /** Finite is not enough: outputs that are all zero would do better than any of them. */
  @Test
  void noWayIsCalledBestThatIsWorseThanNoNetwork() {
    blank = 0.1;
    ClipComparison found =
        over3Seeds(Map.of("none", Double.POSITIVE_INFINITY, "agc", 1.0, "zclip", 3e6));
    assertTrue(found.best().isEmpty(), found::summary);
    assertTrue(
        found
            .summary()
            .startsWith(
                "None reached a useful loss: the smallest mean validation loss is that of agc, "
                    + "1.4100,"
                    + " which is 14.1 times that of outputs that are all zero, 0.1000."),
        found::summary);
    int agc = found.ways().indexOf(trial(found, "agc"));
    assertEquals(TrialVerdict.NOT_ENOUGH, found.judged().get(agc).orElseThrow().verdict());
  }

  @Test
  void booksTellOfEveryUpdate() {
    ClipWay trial =
        trial(
            compare(
                (recipe, updates, seed, name, books) -> {
                  learn(books, 100, 2);
                  update(books, 100, Double.POSITIVE_INFINITY, Double.NaN);
                }),
            "none");
    assertEquals(1, trial.clippedShare());
    assertEquals(1, trial.cosine(), 1e-9, "the direction was kept");
    assertEquals(1.99 / 2, trial.largest(), 1e-6, "after the hooks");
    assertEquals(1, trial.skipped());
    assertEquals(1, trial.nonFinite());
    assertEquals(2, trial.validLoss());
  }

  @Test
  void trainingLossIsThatOfTheLastTenth() {
    ClipWay trial =
        trial(compare((recipe, updates, seed, name, books) -> learn(books, 100, 2)), "none");
    assertEquals(3 - 0.945, trial.trainLoss(), 1e-9);
  }

  /** What a run without clipping makes of its norms once it has diverged says nothing. */
  @Test
  void thresholdsComeFromTheHooksAsGivenWhereNoClippingDiverges() {
    ClipComparison found =
        compare(
            (recipe, updates, seed, name, books) -> {
              if (name.startsWith("none")) {
                update(books, 0, 9, 3);
                throw CarouselException.failure("Too many updates.").found("NaN").build();
              }
              learn(books, (int) updates, 2);
            },
            "clip-norm:max=1");
    assertEquals("clip-norm:max=1", found.pilot());
    ClipWay none = trial(found, "none");
    assertEquals("Too many updates.", none.stopped());
    assertFalse(none.isFinite());
    assertEquals(4.5, found.norm().threshold(), 1e-6);
    assertEquals("clip-norm:max=1", found.reference().clipper());
    assertTrue(
        found.summary().endsWith(" Did not end with a finite loss: no clipping (1 of 1)."),
        found::summary);
  }

  @Test
  void withoutAPilotThereIsNoThresholdAndNoClipByIt() {
    ClipComparison found =
        compare(
            (recipe, updates, seed, name, books) -> {
              for (int i = 0; i < UPDATES; i++) {
                update(books, i, 1, 3 + i);
              }
            });
    assertEquals(
        List.of(List.of(), List.of("autoclip"), List.of("agc"), List.of("adagc"), List.of("zclip")),
        tried);
    assertTrue(Double.isNaN(found.norm().threshold()));
    assertTrue(
        found.norm().reason().startsWith("No threshold is recommended"), found.norm()::reason);
  }

  @Test
  void fewUpdatesRecommendNothing() {
    ClipComparison found = compare((recipe, updates, seed, name, books) -> learn(books, 40, 2));
    assertEquals("none", found.pilot());
    assertTrue(found.elements().reason().startsWith("40 updates are too few"));
    assertEquals(5, found.ways().size());
  }

  @Test
  void whatIsInForceIsNotTriedTwiceAndWhatIsNotThereNotAtAll() {
    compare((recipe, updates, seed, name, books) -> learn(books, UPDATES, 2), "agc");
    assertEquals(1, tried.stream().filter(hooks -> hooks.contains("agc")).count());
    tried.clear();
    Catalogue none = new Catalogue(new Plugins(List.of(), List.of()));
    compare(none, (recipe, updates, seed, name, books) -> learn(books, UPDATES, 2));
    assertEquals(List.of(List.of()), tried);
  }

  @Test
  void withoutValidationTheTrainingLossDecides() {
    ClipComparison found =
        compare((recipe, updates, seed, name, books) -> learn(books, UPDATES, Double.NaN));
    assertTrue(
        found.summary().contains("the smallest training loss is that of no clipping, 2.0545"),
        found::summary);
  }

  @Test
  void theTableTellsTheSameAndFitsInto80Columns() {
    ClipComparison found =
        compare(
            (recipe, updates, seed, name, books) -> {
              if (name.startsWith("zclip")) {
                update(books, 0, Double.NaN, Double.NaN);
                throw CarouselException.failure("Too many updates.").found("NaN").build();
              }
              learn(books, (int) updates, 2);
            },
            "clip-norm:max=1");
    List<String> lines = ClipperText.of(List.of(found), Look.plain());
    assertEquals(
        List.of(
            "  hook                 train   valid  clipped  cosine  largest",
            "  none                2.0545  2.0000    100 %   1.000        1",
            "  clip-norm:max=1     2.0545  2.0000    100 %   1.000        1"),
        lines.subList(1, 4));
    assertEquals(
        "  zclip: 1 update not finite, 1 update skipped, stopped early: Too many updates.",
        lines.get(10));
    lines.forEach(line -> assertTrue(line.length() <= 80, line));
  }
}
