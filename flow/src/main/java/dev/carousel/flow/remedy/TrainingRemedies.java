package dev.carousel.flow.remedy;

import static dev.carousel.plugin.PluginKind.HOOK;
import static dev.carousel.plugin.PluginKind.OPTIMIZER;

import dev.carousel.flow.measured.Measure;
import dev.carousel.flow.measured.Recipe;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.remedy.Change.OfChunks;
import dev.carousel.flow.remedy.Change.OfHook;
import dev.carousel.flow.remedy.Change.OfOptimizer;
import dev.carousel.flow.steps.Truncation;
import dev.carousel.flow.training.ThresholdAdvice;
import dev.carousel.plugin.PluginRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What to try that is about training: hooks, the optimizer's step, the length of chunks. */
final class TrainingRemedies {
  private static final PluginRef CLIP = PluginRef.parse("clip-norm:max=1");
  private static final PluginRef PRESERVATION = PluginRef.parse("preserve-norm");
  private static final String MAX = "max";
  private static final String RATE = "lr";

  /** Hooks whose option {@value #MAX} bounds the norm over all parameters. */
  private static final List<String> BY_NORM = List.of(CLIP.id(), "zclip");

  private static final String AUTO = "autoclip";
  private static final String PERCENTILE = "percentile";
  private static final double RARE = 90;

  /** What a smaller step is of the one that was too large. */
  private static final double SMALLER = 0.25;

  /** A step of so many times the optimizer's default is no matter of tuning. */
  private static final double FAR_TOO_LARGE = 1000;

  private final Catalogue catalogue;

  TrainingRemedies(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** A clip of the norm, if there is one and it is not in force. */
  Optional<Remedy> clip(Run run, Measure promise, String why) {
    return hook(run, CLIP, promise, why);
  }

  /**
   * Against a training that is not finite or diverged: smaller steps, and a clip, of which the
   * threshold is from the norms before it exploded, in place of one that lets too much through.
   * What is clipped is still multiplied by the step, so where that is far too large no clip helps.
   */
  List<Remedy> failed(Run run) {
    List<Remedy> remedies = new ArrayList<>();
    if (!isFarTooLarge(run)) {
      clipOfNorms(run)
          .map(
              clip ->
                  Remedy.of(
                      clip,
                      Measure.LARGEST_UPDATE,
                      "bounds every update, so that no single one makes the weights overflow"))
          .ifPresent(remedies::add);
    }
    smallerStep(run, Measure.LARGEST_UPDATE, "makes each update smaller").ifPresent(remedies::add);
    return remedies;
  }

  /** What else a training that failed needs, that each update is bounded; it may be nothing. */
  List<Change> bounds(Run run) {
    List<Change> bounds = new ArrayList<>();
    clipOfNorms(run).ifPresent(bounds::add);
    if (isFarTooLarge(run)) {
      smaller(run).ifPresent(bounds::add);
    }
    return bounds;
  }

  /** A clip with a threshold from the norms before an explosion; empty if it is in force. */
  private Optional<Change> clipOfNorms(Run run) {
    Recipe recipe = run.recipe();
    double threshold =
        run.clipping().map(r -> ThresholdAdvice.of(r.normsBefore()).threshold()).orElse(1.0);
    PluginRef clip = Catalogue.with(CLIP, MAX, Catalogue.plain(threshold > 0 ? threshold : 1));
    PluginRef old = recipe == null ? null : recipe.hook(CLIP.id());
    return catalogue.isKnown(HOOK, clip.id()) && (old == null || !old.equals(clip))
        ? Optional.of(new OfHook(clip))
        : Optional.empty();
  }

  /** Whether the step is so much more than the optimizer's default that it alone is the fault. */
  private boolean isFarTooLarge(Run run) {
    Recipe recipe = run.recipe();
    return recipe != null
        && catalogue.has(OPTIMIZER, recipe.optimizer(), RATE)
        && rate(recipe.optimizer()) >= FAR_TOO_LARGE * usualRate(recipe.optimizer());
  }

  private double rate(PluginRef optimizer) {
    return catalogue.number(OPTIMIZER, optimizer, RATE);
  }

  private double usualRate(PluginRef optimizer) {
    return rate(Catalogue.without(optimizer, RATE));
  }

  /** The regularizer that holds the norms of errors, if there is one and it is not in force. */
  Optional<Remedy> preservation(Run run, Measure promise, String why) {
    return hook(run, PRESERVATION, promise, why);
  }

  private Optional<Remedy> hook(Run run, PluginRef hook, Measure promise, String why) {
    Recipe recipe = run.recipe();
    boolean isInForce = recipe != null && recipe.hook(hook.id()) != null;
    return catalogue.isKnown(HOOK, hook.id()) && !isInForce
        ? Optional.of(Remedy.of(new OfHook(hook), promise, why))
        : Optional.empty();
  }

  /** A smaller step, of a run of which the optimizer is known. */
  Optional<Remedy> smallerStep(Run run, Measure promise, String why) {
    return smaller(run).map(change -> Remedy.of(change, promise, why));
  }

  /** A quarter of the optimizer's step; its default, if the step is far more than that. */
  private Optional<Change> smaller(Run run) {
    Recipe recipe = run.recipe();
    if (recipe == null || !catalogue.has(OPTIMIZER, recipe.optimizer(), RATE)) {
      return Optional.empty();
    }
    PluginRef optimizer = recipe.optimizer();
    double rate = isFarTooLarge(run) ? usualRate(optimizer) : SMALLER * rate(optimizer);
    return rate > 0
        ? Optional.of(new OfOptimizer(Catalogue.with(optimizer, RATE, Catalogue.plain(rate))))
        : Optional.empty();
  }

  /** Against a threshold that sets the size of the steps. */
  List<Remedy> clippingAsLearningRate(Run run) {
    Recipe recipe = run.recipe();
    if (recipe == null) {
      return List.of();
    }
    List<Remedy> remedies = new ArrayList<>();
    run.clipping()
        .map(report -> ThresholdAdvice.of(report.normsBefore()))
        .ifPresent(advice -> higher(recipe, advice.threshold(), remedies));
    smallerStep(run, Measure.CLIPPED, "steps made small on purpose, not by the threshold")
        .ifPresent(remedies::add);
    return remedies;
  }

  private void higher(Recipe recipe, double threshold, List<Remedy> remedies) {
    for (PluginRef hook : recipe.hooks()) {
      boolean isByNorm = BY_NORM.contains(hook.id()) && catalogue.has(HOOK, hook, MAX);
      if (isByNorm && catalogue.number(HOOK, hook, MAX) < threshold) {
        remedies.add(
            inPlaceOf(
                hook,
                Catalogue.with(hook, MAX, Catalogue.plain(threshold)),
                "the threshold that the norms of this training recommend"));
      }
      boolean isByPercentile = hook.id().equals(AUTO) && catalogue.has(HOOK, hook, PERCENTILE);
      if (isByPercentile && catalogue.number(HOOK, hook, PERCENTILE) < RARE) {
        remedies.add(
            inPlaceOf(
                hook,
                Catalogue.with(hook, PERCENTILE, Catalogue.plain(RARE)),
                "clips one update in ten"));
      }
    }
  }

  private static Remedy inPlaceOf(PluginRef old, PluginRef hook, String why) {
    return Remedy.of(new OfHook(hook), Measure.CLIPPED, "in place of " + old + ": " + why);
  }

  /** Against chunks that are too short: the shortest that will do, or all that was measured. */
  List<Remedy> shortTruncation(Run run) {
    Truncation truncation = run.report().truncation();
    int enough = truncation.shortest().orElse(truncation.steps());
    Recipe recipe = run.recipe();
    if (recipe != null && recipe.bptt() >= enough) {
      return List.of();
    }
    String why =
        truncation.shortest().isPresent()
            ? "the shortest chunks tried that keep a cosine of " + Truncation.LEAST_COSINE
            : "no shorter chunks that were tried keep a cosine of " + Truncation.LEAST_COSINE;
    return List.of(Remedy.of(new OfChunks(enough), Measure.TRUNCATED, why));
  }
}
