package dev.carousel.flow.remedy;

import dev.carousel.experiments.statistics.PairedDifference;
import dev.carousel.experiments.statistics.PairedRules;
import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.measured.Goal;
import dev.carousel.flow.measured.Recipe;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.trial.Judge;
import dev.carousel.flow.trial.JudgedTrial;
import dev.carousel.flow.trial.Promise;
import dev.carousel.flow.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Tries every prescribed change alone, with some seeds, and judges it against the same network with
 * the same seeds. A change for several findings is tried and judged once. Used by one thread at a
 * time.
 */
public final class Prover {
  private final Remedies remedies;
  private final RecipeTrainer trainer;
  private final List<Long> seeds;
  private final double blank;
  private final Map<Training, Run> trained = new HashMap<>();

  /** Trains and measures networks. */
  public interface RecipeTrainer {
    /**
     * Trains a network for a number of updates and measures it.
     *
     * @param seed of weights, order and generated data
     * @param name what is being tried, for progress
     */
    Run train(Recipe recipe, long updates, long seed, String name);
  }

  private record Training(Recipe recipe, long updates, long seed) {}

  /** The findings that a change addresses, with its promises. */
  private record Prescribed(Change change, Map<Finding, Set<Goal>> promises) {}

  /** A change before the judgement, which needs those of all networks. */
  private record Tried(Run run, Prescribed prescribed, Trial trial) {}

  /**
   * A prover with these seeds.
   *
   * @param seeds at least one; with fewer than {@link PairedRules#FEWEST_SEEDS} there is no
   *     judgement
   * @param blank the loss of outputs that are all zero; NaN if it is unknown
   */
  public Prover(Remedies remedies, RecipeTrainer trainer, List<Long> seeds, double blank) {
    this.blank = blank;
    this.remedies = remedies;
    this.trainer = trainer;
    this.seeds = List.copyOf(seeds);
  }

  /**
   * Tries the prescriptions of each network, once for equal networks. Networks with unknown
   * training settings are left out.
   *
   * @return by network in order, the best first for each
   */
  public List<Cure> prove(List<Run> runs) {
    Map<Recipe, Run> distinct = new LinkedHashMap<>();
    for (Run run : runs) {
      Recipe recipe = run.recipe();
      if (recipe != null) {
        distinct.putIfAbsent(recipe, run);
      }
    }
    List<Tried> tried = new ArrayList<>();
    distinct.forEach((recipe, run) -> tried.addAll(tried(run, recipe)));
    List<JudgedTrial> judged = Judge.judge(tried.stream().map(Tried::trial).toList());
    List<Cure> cures = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      Tried one = tried.get(i);
      List<Rule> rules =
          one.prescribed().promises().keySet().stream().map(Finding::rule).distinct().toList();
      cures.add(new Cure(one.run().cell(), one.prescribed().change(), rules, judged.get(i)));
    }
    return ranked(distinct.values().stream().map(Run::cell).distinct().toList(), cures);
  }

  private static List<Cure> ranked(List<String> cells, List<Cure> cures) {
    return cures.stream()
        .sorted(
            Comparator.<Cure>comparingInt(cure -> cells.indexOf(cure.cell()))
                .thenComparing(Cure::judged, JudgedTrial.bestFirst()))
        .toList();
  }

  private List<Tried> tried(Run run, Recipe recipe) {
    List<Prescribed> all = prescribed(run);
    List<Tried> tried = new ArrayList<>();
    if (all.isEmpty()) {
      return tried;
    }
    List<Run> before = train(run, recipe, "as it is");
    for (Prescribed one : all) {
      String name = "cure " + (tried.size() + 1) + " of " + all.size();
      List<Run> after = train(run, one.change().applyTo(recipe), name);
      List<Promise> promises = new ArrayList<>();
      one.promises()
          .forEach(
              (finding, goals) ->
                  goals.forEach(m -> promises.add(promise(m, finding, before, after))));
      PairedDifference loss =
          new PairedDifference(figures(before, Run::validLoss), figures(after, Run::validLoss));
      tried.add(new Tried(run, one, new Trial(loss, blank, promises.stream().distinct().toList())));
    }
    return tried;
  }

  /** By change, in the order in which they are prescribed. */
  private List<Prescribed> prescribed(Run run) {
    Map<Change, Prescribed> all = new LinkedHashMap<>();
    remedies
        .of(run)
        .forEach(
            (finding, prescribed) -> {
              for (Remedy remedy : prescribed) {
                Goal promise = remedy.promise();
                if (promise != null) {
                  for (Change change : remedy.changes()) {
                    all.computeIfAbsent(change, c -> new Prescribed(c, new LinkedHashMap<>()))
                        .promises()
                        .computeIfAbsent(finding, f -> new LinkedHashSet<>())
                        .add(promise);
                  }
                }
              }
            });
    return List.copyOf(all.values());
  }

  /** Trains with each seed; the runs are judged with the need of the original network. */
  private List<Run> train(Run run, Recipe recipe, String name) {
    List<Run> all = new ArrayList<>();
    for (int i = 0; i < seeds.size(); i++) {
      String what = name + ", seed " + (i + 1) + " of " + seeds.size();
      Run one =
          trained.computeIfAbsent(
              new Training(recipe, run.updates(), seeds.get(i)),
              t -> trainer.train(t.recipe(), t.updates(), t.seed(), what));
      all.add(one.needing(run.need()));
    }
    return all;
  }

  private static Promise promise(Goal goal, Finding finding, List<Run> before, List<Run> after) {
    double unmeasurable = goal == Goal.FADING ? Double.NEGATIVE_INFINITY : Double.NaN;
    List<Double> with = figures(after, run -> goal.of(run, finding));
    List<Double> without =
        figures(
            before,
            run -> {
              double figure = goal.of(run, finding);
              return Double.isNaN(figure) ? unmeasurable : figure;
            });
    return new Promise(
        goal.words(),
        goal.unit(),
        goal.isMoreBetter(),
        goal.isRatio(),
        new PairedDifference(without, with));
  }

  private static List<Double> figures(List<Run> runs, ToDoubleFunction<Run> figure) {
    return runs.stream().map(run -> figure.applyAsDouble(run)).toList();
  }
}
