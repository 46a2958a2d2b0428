package dev.carousel.flow.study;

import dev.carousel.data.ChunkFit;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;
import dev.carousel.flow.FlowMeter;
import dev.carousel.flow.GradientFlow;
import dev.carousel.flow.clipping.ClipBooks;
import dev.carousel.flow.clipping.ClipComparison;
import dev.carousel.flow.clipping.ClipperTrials;
import dev.carousel.flow.context.Dependence;
import dev.carousel.flow.context.Need;
import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.diagnosis.LearningForecast;
import dev.carousel.flow.diagnosis.SeedForecasts;
import dev.carousel.flow.lab.LaboratoryMemory;
import dev.carousel.flow.measured.Forecasts;
import dev.carousel.flow.measured.LagChoice;
import dev.carousel.flow.measured.Recipe;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.measured.RunNames;
import dev.carousel.flow.measured.Subject;
import dev.carousel.flow.remedy.Catalogue;
import dev.carousel.flow.remedy.Cure;
import dev.carousel.flow.remedy.Prover;
import dev.carousel.flow.remedy.Remedies;
import dev.carousel.flow.remedy.Remedy;
import dev.carousel.flow.study.RecipeTraining.Ended;
import dev.carousel.model.HeadLoss;
import dev.carousel.model.Network;
import dev.carousel.plugin.PluginRef;
import dev.carousel.train.BlankPrediction;
import dev.carousel.train.ConstantPrediction;
import dev.carousel.train.Limit;
import dev.carousel.train.SteadyClock;
import dev.carousel.train.TrainerFactory;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.TrainingPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Trains networks on the same data with the same seeds, and measures them: measure, find,
 * prescribe, prove.
 *
 * <pre>{@code
 * Study study = Study.of(Conditions.of(data, plugins, networks).withLag(50));
 * Run run = study.train(recipe);                      // measured, and what is wrong: findings
 * Map<Finding, List<Remedy>> advice = study.prescribe(run);
 * List<Cure> cures = study.prove(List.of(run), List.of(1L, 2L, 3L));
 * }</pre>
 *
 * <p>The same conditions, recipe, updates and seed give the same figures. Used by one thread at a
 * time.
 */
public final class Study {
  private final Conditions conditions;
  private final FlowMeter meter;
  private final StudyListener listener;
  private final RecipeTraining training;
  private final Part part;
  private final LagChoice lag;
  private final Optional<Dependence> dependence;
  private final Map<Trained, Run> trained = new HashMap<>();

  /** The identity of a training in this study. */
  private record Trained(Recipe recipe, long updates, long seed) {}

  /**
   * A study with your own parts.
   *
   * @throws dev.carousel.error.CarouselException if the data is too short for any lag
   */
  public Study(
      Conditions conditions, FlowMeter meter, TrainerFactory trainers, StudyListener listener) {
    this.conditions = conditions;
    this.meter = meter;
    this.listener = listener;
    part = Subject.part(conditions.data());
    lag = LagChoice.of(part, conditions.lag(), conditions.plan().seed());
    dependence = Subject.dependence(conditions.data(), part, lag);
    training = new RecipeTraining(conditions, meter, trainers, part, lag);
  }

  /**
   * A study without a listener.
   *
   * @throws dev.carousel.error.CarouselException if the data is too short for any lag
   */
  public static Study of(Conditions conditions) {
    return new Study(
        conditions,
        GradientFlow::measure,
        new TrainerFactory(new SteadyClock()),
        StudyListener.none());
  }

  /** The lags at which the gradient is measured. */
  public LagChoice lag() {
    return lag;
  }

  /** The loss of outputs that are all zero; NaN if there is no validation part. */
  private double blankLoss(PluginRef cell) {
    return BlankPrediction.loss(conditions.data(), loss(cell));
  }

  /** What the network of a cell minimises. */
  public HeadLoss loss(PluginRef cell) {
    return conditions.networks().apply(cell).loss();
  }

  /** A sentence if the data is too short for the batch and the chunk length; otherwise empty. */
  public Optional<String> shortened() {
    TrainingPlan plan = conditions.plan();
    String note = ChunkFit.of(conditions.data().training(), plan.batch(), plan.bptt()).note();
    return Optional.ofNullable(note).map(what -> "Trained with " + what + ".");
  }

  /**
   * The network of a cell.
   *
   * @throws dev.carousel.error.CarouselException if there is no such cell, or not enough memory to
   *     measure it
   */
  public Network network(PluginRef cell) {
    Network network = conditions.networks().apply(cell);
    new LaboratoryMemory(network, lag.settings()).requireFits();
    return network;
  }

  /** Measures the untrained network of a cell. */
  public Run untrained(PluginRef cell) {
    return untrained(network(cell), conditions.plan().seed());
  }

  private Run untrained(Network network, long seed) {
    Subject start =
        new Subject(network, network.initialParameters(seed), 0, Double.NaN, null, null, 0);
    return start.measure(part, lag, meter, dependence);
  }

  /**
   * Trains a network to the end of the plan, and measures it.
   *
   * @return the measurements and findings; a training that exploded or diverged is measured too,
   *     and marked: see {@link Run#hasFailed}
   * @throws dev.carousel.error.CarouselException if a plugin is missing, or training fails for
   *     another reason
   */
  public Run train(Recipe recipe) {
    TrainingPlan plan = conditions.plan().bptt(recipe.bptt());
    Run run =
        train(
            recipe,
            plan,
            recipe.cell().toString(),
            subject -> subject.measure(part, lag, meter, dependence));
    if (plan.patience() == 0 && plan.limit().minutes() == 0) {
      trained.put(new Trained(recipe, run.updates(), plan.seed()), run);
    }
    return run;
  }

  /** Trains a network, unless the same training was done before. */
  private Run train(Recipe recipe, long updates, long seed, String purpose) {
    Run known = trained.get(new Trained(recipe, updates, seed));
    return known != null
        ? known
        : train(
            recipe,
            plan(recipe, updates, seed),
            recipe.cell() + " (" + purpose + ")",
            subject -> subject.measure(part, lag, meter, Need.assumed(lag.settings().lag())));
  }

  private Run train(
      Recipe recipe, TrainingPlan plan, String what, Function<Subject, Run> measuring) {
    Network network = network(recipe.cell());
    Ended ended;
    try {
      ended = training.train(network, recipe, plan, listener.training(what));
    } finally {
      listener.ended();
    }
    listener.measuring(what);
    try {
      Run run = measuring.apply(ended.subject());
      Finding failure = ended.failure();
      return failure == null
          ? run.checkedFor(conditions.data(), network.loss())
              .checkedForUse(conditions.data(), network.loss())
          : run.failedBy(failure);
    } finally {
      listener.ended();
    }
  }

  /** The plan of a compared training, with the same number of updates for all. */
  private TrainingPlan plan(Recipe recipe, long updates, long seed) {
    return conditions
        .plan()
        .bptt(recipe.bptt())
        .limit(Limit.ofUpdates(updates))
        .patience(0)
        .seed(seed);
  }

  /** The remedies for each finding of a network, without contradictions. */
  public Map<Finding, List<Remedy>> prescribe(Run run) {
    return new Remedies(conditions.plugins()).of(run);
  }

  /**
   * Tries every prescribed change for networks that were trained here, each alone with each seed,
   * and judges it against the unchanged network.
   *
   * @param seeds at least one; with fewer than {@link
   *     dev.carousel.experiments.statistics.PairedRules#FEWEST_SEEDS} there is no judgement
   * @return by network in order, the best first for each; empty if nothing is prescribed
   */
  public List<Cure> prove(List<Run> runs, List<Long> seeds) {
    if (runs.isEmpty()) {
      return List.of();
    }
    double blank = blankLoss(PluginRef.parse(runs.get(0).cell()));
    return new Prover(new Remedies(conditions.plugins()), this::train, seeds, blank).prove(runs);
  }

  /**
   * Tries clipping methods on a network that was trained here, with the same number of updates.
   *
   * @param seeds at least one
   * @return empty if the settings of its training are unknown
   */
  public Optional<ClipComparison> compareClipping(Run run, List<Long> seeds) {
    Recipe recipe = run.recipe();
    if (recipe == null) {
      return Optional.empty();
    }
    Catalogue catalogue = new Catalogue(conditions.plugins());
    double blank = blankLoss(recipe.cell());
    return Optional.of(
        new ClipperTrials(catalogue, recipe, run.updates(), seeds, this::clip, blank).compare());
  }

  private void clip(Recipe recipe, long updates, long seed, String way, ClipBooks books) {
    Network network = network(recipe.cell());
    TrainingListener progress = listener.training(recipe.cell() + " with " + way);
    TrainingListener all = TrainingListener.of(List.of(books, progress));
    try {
      training.trainer(network, recipe, plan(recipe, updates, seed), all).run();
    } finally {
      listener.ended();
    }
  }

  /** Forecasts for the networks of these cells with these seeds. */
  public Forecasts forecast(List<PluginRef> cells, List<Long> seeds) {
    List<Run> starts = new ArrayList<>();
    List<SeedForecasts> bySeed = new ArrayList<>();
    for (PluginRef cell : cells) {
      Network network = network(cell);
      List<Run> own = seeds.stream().map(seed -> untrained(network, seed)).toList();
      starts.add(own.get(0));
      bySeed.add(
          new SeedForecasts(
              seeds, own.stream().map(run -> LearningForecast.of(run.report())).toList()));
    }
    return Forecasts.of(
        RunNames.of(starts),
        bySeed,
        ConstantPrediction.loss(conditions.data().validation(), loss(cells.get(0))),
        conditions.data().shape().moment() == Targets.Moment.END);
  }
}
