package dev.carousel.flow.remedy;

import static dev.carousel.plugin.PluginKind.HOOK;
import static dev.carousel.plugin.PluginKind.OPTIMIZER;
import static dev.carousel.spi.OptionRole.LEARNING_RATE;
import static dev.carousel.spi.OptionRole.NORM_PERCENTILE;
import static dev.carousel.spi.OptionRole.NORM_THRESHOLD;

import dev.carousel.flow.measured.Goal;
import dev.carousel.flow.measured.Recipe;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.remedy.Change.OfChunks;
import dev.carousel.flow.remedy.Change.OfHook;
import dev.carousel.flow.remedy.Change.OfOptimizer;
import dev.carousel.flow.steps.Truncation;
import dev.carousel.flow.training.ThresholdAdvice;
import dev.carousel.plugin.PluginRef;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.PluginRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;

/** Remedies that change the training: hooks, the optimizer's step size, the length of chunks. */
final class TrainingRemedies {
  /** The threshold for norms if nothing is known about them. */
  private static final double USUAL_NORM = 1;

  private static final double RARE = 90;

  /** The factor from a step size that is too large to the next smaller one. */
  private static final double SMALLER = 0.25;

  /** The factor over the optimizer's default above which a step size is a plain mistake. */
  private static final double FAR_TOO_LARGE = 1000;

  /** How many times the median norm the largest must be. */
  private static final double EXPLODED = 100;

  private final Catalogue catalogue;

  TrainingRemedies(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Clipping of the norm, if such a hook exists and is not set already. */
  Optional<Remedy> clip(Run run, Goal promise, String why) {
    return isClippedByNorm(run)
        ? Optional.empty()
        : clipTo(run, USUAL_NORM).map(clip -> Remedy.of(new OfHook(clip), promise, why));
  }

  /**
   * For a training that is not finite or diverged: smaller steps and clipping. The threshold comes
   * from the norms before the explosion, and replaces one that lets too much through. A clipped
   * gradient is still multiplied by the step size, so clipping does not help if that is far too
   * large.
   */
  List<Remedy> failed(Run run) {
    return bounded(run, !isFarTooLarge(run));
  }

  /**
   * For a training that left the network worse than a constant: smaller steps, and clipping first
   * if some gradient exploded, whatever the step size. If the norms are unknown, clipping is left
   * out for a step size that is far too large, and where norms are clipped already.
   */
  List<Remedy> useless(Run run) {
    boolean exploded =
        run.clipping()
            .map(r -> Arrays.stream(r.normsBefore()).filter(Double::isFinite).toArray())
            .map(norms -> StatUtils.max(norms) > EXPLODED * StatUtils.percentile(norms, 50))
            .orElse(!isFarTooLarge(run) && !isClippedByNorm(run));
    return bounded(run, exploded);
  }

  private List<Remedy> bounded(Run run, boolean clips) {
    List<Remedy> remedies = new ArrayList<>();
    if (clips) {
      clipOfNorms(run)
          .map(
              clip ->
                  Remedy.of(
                      clip,
                      Goal.LARGEST_UPDATE,
                      "bounds every update, so that none makes the weights overflow"))
          .ifPresent(remedies::add);
    }
    smallerStep(run, Goal.LARGEST_UPDATE, "makes each update smaller").ifPresent(remedies::add);
    return remedies;
  }

  /** Further changes that bound each update of a failed training; may be empty. */
  List<Change> bounds(Run run) {
    List<Change> bounds = new ArrayList<>();
    clipOfNorms(run).ifPresent(bounds::add);
    if (isFarTooLarge(run)) {
      smaller(run).ifPresent(bounds::add);
    }
    return bounds;
  }

  /** Clipping with a threshold from the norms before an explosion; empty if it is set already. */
  private Optional<Change> clipOfNorms(Run run) {
    double threshold =
        run.clipping().map(r -> ThresholdAdvice.of(r.normsBefore()).threshold()).orElse(USUAL_NORM);
    List<PluginRef> now = hooks(run);
    return clipTo(run, threshold > 0 ? threshold : USUAL_NORM)
        .filter(clip -> !now.contains(clip))
        .map(OfHook::new);
  }

  /**
   * A hook that clips the norm to a given threshold: the present one, or otherwise the first
   * available.
   */
  private Optional<PluginRef> clipTo(Run run, double threshold) {
    Stream<PluginRef> inForce = hooks(run).stream().filter(this::clipsNorm);
    Stream<PluginRef> others =
        catalogue.list(HOOK, PluginRole.PROPOSED, PluginRole.CLIPPING).stream()
            .filter(this::clipsNorm);
    return Stream.concat(inForce, others)
        .flatMap(
            hook -> catalogue.with(HOOK, hook, NORM_THRESHOLD, Catalogue.plain(threshold)).stream())
        .findFirst();
  }

  private boolean isClippedByNorm(Run run) {
    return hooks(run).stream().anyMatch(this::clipsNorm);
  }

  private boolean clipsNorm(PluginRef hook) {
    return catalogue.has(HOOK, hook, NORM_THRESHOLD)
        && !catalogue.is(HOOK, hook, PluginRole.SELF_TUNING);
  }

  private static List<PluginRef> hooks(Run run) {
    Recipe recipe = run.recipe();
    return recipe == null ? List.of() : recipe.hooks();
  }

  /** Whether the step size is so far above the optimizer's default that it alone is the fault. */
  private boolean isFarTooLarge(Run run) {
    Recipe recipe = run.recipe();
    return recipe != null
        && catalogue.has(OPTIMIZER, recipe.optimizer(), LEARNING_RATE)
        && rate(recipe.optimizer()) >= FAR_TOO_LARGE * usualRate(recipe.optimizer());
  }

  private double rate(PluginRef optimizer) {
    return catalogue.number(OPTIMIZER, optimizer, LEARNING_RATE);
  }

  private double usualRate(PluginRef optimizer) {
    return rate(catalogue.without(OPTIMIZER, optimizer, LEARNING_RATE));
  }

  /** The regularizer that keeps the norms of errors, if there is one and it is not set already. */
  Optional<Remedy> preservation(Run run, Goal promise, String why) {
    boolean isInForce =
        hooks(run).stream().anyMatch(hook -> catalogue.is(HOOK, hook, PluginRole.NORM_PRESERVING));
    return isInForce
        ? Optional.empty()
        : catalogue.list(HOOK, PluginRole.PROPOSED, PluginRole.NORM_PRESERVING).stream()
            .findFirst()
            .map(hook -> Remedy.of(new OfHook(hook), promise, why));
  }

  /** A smaller step size, if the optimizer is known. */
  Optional<Remedy> smallerStep(Run run, Goal promise, String why) {
    return smaller(run).map(change -> Remedy.of(change, promise, why));
  }

  /** A quarter of the optimizer's step size; or its default, if the step size is far above it. */
  private Optional<Change> smaller(Run run) {
    Recipe recipe = run.recipe();
    if (recipe == null || !catalogue.has(OPTIMIZER, recipe.optimizer(), LEARNING_RATE)) {
      return Optional.empty();
    }
    PluginRef optimizer = recipe.optimizer();
    double rate = isFarTooLarge(run) ? usualRate(optimizer) : SMALLER * rate(optimizer);
    return rate > 0
        ? catalogue
            .with(OPTIMIZER, optimizer, LEARNING_RATE, Catalogue.plain(rate))
            .map(OfOptimizer::new)
        : Optional.empty();
  }

  /** For a threshold that sets the size of the steps. */
  List<Remedy> clippingAsLearningRate(Run run) {
    Recipe recipe = run.recipe();
    if (recipe == null) {
      return List.of();
    }
    List<Remedy> remedies = new ArrayList<>();
    run.clipping()
        .map(report -> ThresholdAdvice.of(report.normsBefore()))
        .ifPresent(advice -> higher(recipe, advice.threshold(), remedies));
    smallerStep(run, Goal.CLIPPED, "makes steps small by the step size, not by the threshold")
        .ifPresent(remedies::add);
    return remedies;
  }

  private void higher(Recipe recipe, double threshold, List<Remedy> remedies) {
    for (PluginRef hook : recipe.hooks()) {
      raise(hook, NORM_THRESHOLD, threshold)
          .map(h -> inPlaceOf(hook, h, "the threshold that the norms of this training recommend"))
          .ifPresent(remedies::add);
      raise(hook, NORM_PERCENTILE, RARE)
          .map(h -> inPlaceOf(hook, h, "clips one update in ten"))
          .ifPresent(remedies::add);
    }
  }

  /** The hook with a higher threshold; empty if it has none, or one at least as high already. */
  private Optional<PluginRef> raise(PluginRef hook, OptionRole role, double least) {
    return catalogue.has(HOOK, hook, role) && catalogue.number(HOOK, hook, role) < least
        ? catalogue.with(HOOK, hook, role, Catalogue.plain(least))
        : Optional.empty();
  }

  private static Remedy inPlaceOf(PluginRef old, PluginRef hook, String why) {
    return Remedy.of(new OfHook(hook), Goal.CLIPPED, "in place of " + old + ": " + why);
  }

  /** For chunks that are too short: the shortest sufficient ones, or all measured steps. */
  List<Remedy> shortTruncation(Run run) {
    Truncation truncation = run.report().truncation();
    int enough = truncation.shortest().orElse(truncation.steps());
    Recipe recipe = run.recipe();
    if (recipe != null && recipe.bptt() >= enough) {
      return List.of();
    }
    String why =
        truncation.shortest().isPresent()
            ? "the shortest chunks tried with a cosine of at least " + Truncation.LEAST_COSINE
            : "no shorter chunks tried have a cosine of at least " + Truncation.LEAST_COSINE;
    return List.of(Remedy.of(new OfChunks(enough), Goal.TRUNCATED, why));
  }
}
