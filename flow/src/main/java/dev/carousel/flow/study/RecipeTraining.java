package dev.carousel.flow.study;

import dev.carousel.data.Part;
import dev.carousel.error.CarouselException;
import dev.carousel.flow.FlowMeter;
import dev.carousel.flow.diagnosis.BrokenTraining;
import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.measured.LagChoice;
import dev.carousel.flow.measured.Recipe;
import dev.carousel.flow.measured.Subject;
import dev.carousel.flow.training.LastFinite;
import dev.carousel.flow.training.TrainingWatch;
import dev.carousel.model.Network;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.spi.Optimizer;
import dev.carousel.train.NamedHook;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainerFactory;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.TrainingResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trains networks by recipes under a watch, to states that can be measured. */
final class RecipeTraining {
  private final Conditions conditions;
  private final FlowMeter meter;
  private final TrainerFactory trainers;
  private final Part part;
  private final LagChoice lag;

  RecipeTraining(
      Conditions conditions, FlowMeter meter, TrainerFactory trainers, Part part, LagChoice lag) {
    this.conditions = conditions;
    this.meter = meter;
    this.trainers = trainers;
    this.part = part;
    this.lag = lag;
  }

  /**
   * A training that has ended.
   *
   * @param subject the network at the end, ready to be measured
   * @param failure the finding if it ended early because it was not finite; null if it did not
   */
  record Ended(Subject subject, @Nullable Finding failure) {}

  /**
   * Trains a network; one that is not finite is left at its last finite state.
   *
   * @throws CarouselException if training fails for another reason
   */
  Ended train(Network network, Recipe recipe, TrainingPlan plan, TrainingListener progress) {
    TrainingWatch watch = TrainingWatch.of(network, part, lag.settings(), meter);
    LastFinite seen = new LastFinite();
    TrainingListener all = TrainingListener.of(List.of(watch.listener(), seen, progress));
    try {
      TrainingResult result = trainer(network, recipe, plan, all).run();
      Subject left =
          new Subject(
              network,
              result.parameters(),
              result.counters().updates(),
              result.validLoss(),
              recipe,
              watch.report(),
              Subject.truncation(part, plan.bptt()));
      return new Ended(left, null);
    } catch (CarouselException failure) {
      if (!seen.explains(failure)) {
        throw failure;
      }
      String end = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
      return new Ended(
          whereItWasFinite(network, recipe, plan, watch, seen),
          BrokenTraining.of(seen, end).finding());
    }
  }

  private Subject whereItWasFinite(
      Network network, Recipe recipe, TrainingPlan plan, TrainingWatch watch, LastFinite seen) {
    return new Subject(
        network,
        seen.parameters().orElseGet(() -> network.initialParameters(plan.seed())),
        seen.planned(),
        Double.POSITIVE_INFINITY,
        recipe,
        watch.report(),
        Subject.truncation(part, plan.bptt()));
  }

  /**
   * A trainer for a training that only a listener observes.
   *
   * @throws CarouselException if a plugin is missing, or there is not enough memory
   */
  Trainer trainer(Network network, Recipe recipe, TrainingPlan plan, TrainingListener listener) {
    Optimizer optimizer =
        conditions
            .optimization()
            .around(conditions.plugins().choose(PluginKind.OPTIMIZER, recipe.optimizer()));
    List<NamedHook> hooks = recipe.hooks().stream().map(this::hook).toList();
    return trainers
        .builder(network, conditions.data())
        .optimizer(optimizer)
        .schedule(conditions.schedule())
        .hooks(hooks)
        .plan(plan)
        .listener(listener)
        .requireFits()
        .build();
  }

  private NamedHook hook(PluginRef ref) {
    return new NamedHook(ref.toString(), conditions.plugins().hook(ref));
  }
}
