package dev.carousel.flow.clipping;

import static java.util.stream.Collectors.joining;

import dev.carousel.error.CarouselException;
import dev.carousel.flow.measured.Recipe;
import dev.carousel.flow.remedy.Catalogue;
import dev.carousel.flow.training.ThresholdAdvice;
import dev.carousel.plugin.PluginRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tries clipping methods on one network, each alone, with the same budget. Used by one thread at a
 * time.
 */
public final class ClipperTrials {
  private static final ThresholdAdvice NO_PILOT =
      new ThresholdAdvice(
          Double.NaN,
          "No threshold is recommended: no training without one both learnt and kept every "
              + "gradient finite.");

  private final Clippers clippers;
  private final Recipe recipe;
  private final long updates;
  private final List<Long> seeds;
  private final ClipTrainer trainer;
  private final double blank;
  private final List<PluginRef> others;
  private final List<ClipWay> ways = new ArrayList<>();
  private @Nullable String pilot;
  private @Nullable ClipBooks pilotBooks;
  private ThresholdAdvice exploded = NO_PILOT;

  /** Trains a network with a listener. */
  public interface ClipTrainer {
    /** Trains a network for a number of updates, and records its norms, losses and clips. */
    void train(Recipe recipe, long updates, long seed, String name, ClipBooks books);
  }

  /**
   * Of a network.
   *
   * @param recipe the settings of its training; hooks that do not clip are kept
   * @param seeds with which each way is tried, at least one
   * @param blank the loss of outputs that are all zero; NaN if it is not known
   */
  public ClipperTrials(
      Catalogue catalogue,
      Recipe recipe,
      long updates,
      List<Long> seeds,
      ClipTrainer trainer,
      double blank) {
    this.blank = blank;
    this.recipe = recipe;
    this.updates = updates;
    this.seeds = List.copyOf(seeds);
    this.trainer = trainer;
    clippers = new Clippers(catalogue);
    others = recipe.hooks().stream().filter(hook -> !clippers.isClipping(hook)).toList();
  }

  /** Tries no clipping, the hooks as they are, and each clipping method. */
  public ClipComparison compare() {
    List<PluginRef> given = recipe.hooks().stream().filter(clippers::isClipping).toList();
    pilot(ClipWay.NONE, List.of());
    if (!given.isEmpty()) {
      pilot(name(given), given);
    }
    ClipBooks known = pilotBooks;
    ThresholdAdvice norm = known == null ? exploded : ThresholdAdvice.of(known.norms());
    ThresholdAdvice elements =
        known == null ? exploded : ThresholdAdvice.forElements(known.norms(), known.largest());
    for (PluginRef candidate : clippers.candidates(norm, elements)) {
      if (!given.equals(List.of(candidate))) {
        train(candidate.toString(), List.of(candidate));
      }
    }
    return new ClipComparison(
        recipe.cell().toString(),
        updates,
        given.isEmpty() ? null : name(given),
        pilot,
        norm,
        elements,
        blank,
        ways);
  }

  private static String name(List<PluginRef> hooks) {
    return hooks.stream().map(PluginRef::toString).collect(joining(" "));
  }

  /** The first training that went well is the pilot. */
  private void pilot(String name, List<PluginRef> clipping) {
    ClipBooks books = train(name, clipping);
    if (pilotBooks == null && books.isExploded()) {
      exploded = ThresholdAdvice.of(books.norms());
    }
    if (pilotBooks == null && books.wentWell()) {
      pilot = name;
      pilotBooks = books;
    }
  }

  /** With every seed; the books are those of the first. */
  private ClipBooks train(String name, List<PluginRef> clipping) {
    List<ClipBooks> books = new ArrayList<>();
    List<ClipTrial> trials = new ArrayList<>();
    for (long seed : seeds) {
      ClipBooks own = new ClipBooks();
      String which = name + " (seed " + (books.size() + 1) + " of " + seeds.size() + ")";
      trials.add(own.trial(name, train(clipping, seed, which, own)));
      books.add(own);
    }
    ways.add(new ClipWay(name, trials));
    return books.get(0);
  }

  /** Trains with one seed; returns why it stopped early, or null if it did not. */
  private @Nullable String train(
      List<PluginRef> clipping, long seed, String name, ClipBooks books) {
    Recipe with = recipe.withHooks(Stream.concat(others.stream(), clipping.stream()).toList());
    try {
      trainer.train(with, updates, seed, name, books);
      return null;
    } catch (CarouselException brokenOff) {
      return String.valueOf(brokenOff.getMessage()).lines().findFirst().orElse("");
    }
  }
}
