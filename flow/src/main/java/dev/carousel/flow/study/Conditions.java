package dev.carousel.flow.study;

import dev.carousel.data.Dataset;
import dev.carousel.engine.Engine;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Schedule;
import dev.carousel.train.Limit;
import dev.carousel.train.Optimization;
import dev.carousel.train.TrainingPlan;
import java.util.function.Function;

/**
 * The settings that all networks of a {@link Study} share.
 *
 * @param data for training and measuring
 * @param plugins the source of cells, optimizers and hooks, including prescribed ones
 * @param networks creates the network of a cell: its engine, units and layers
 * @param plan of the trainings; a {@link dev.carousel.flow.measured.Recipe} has precedence for the
 *     steps of a chunk
 * @param schedule of the step size
 * @param optimization the groups and the average around the optimizer of a recipe
 * @param lag the longest lag of the gradient measurement, in steps; less if the data's sequences
 *     are shorter
 */
public record Conditions(
    Dataset data,
    Plugins plugins,
    Function<PluginRef, Network> networks,
    TrainingPlan plan,
    Schedule schedule,
    Optimization optimization,
    int lag) {
  /** The default number of updates. */
  public static final long UPDATES = 200;

  private static final int LAG = 100;

  /**
   * The defaults: 200 updates of batches of 32, a constant step size, lags up to 100 steps, seed 1.
   */
  public static Conditions of(
      Dataset data, Plugins plugins, Function<PluginRef, Network> networks) {
    return new Conditions(
        data,
        plugins,
        networks,
        TrainingPlan.of(Limit.ofUpdates(UPDATES)),
        Schedule.constant(),
        Optimization.PLAIN,
        LAG);
  }

  /**
   * The defaults, with networks of one layer.
   *
   * @param engine of the networks; it must stay open as long as the study
   * @param units of the layer
   */
  public static Conditions of(Dataset data, Plugins plugins, Engine engine, int units) {
    return of(
        data,
        plugins,
        cell ->
            Network.compile(engine, NetworkSpec.of(data.shape(), cell).units(units).from(plugins)));
  }

  /** The same conditions with this number of updates. */
  public Conditions withUpdates(long updates) {
    return withPlan(plan.limit(Limit.ofUpdates(updates)));
  }

  /** The same conditions with another plan. */
  public Conditions withPlan(TrainingPlan other) {
    return new Conditions(data, plugins, networks, other, schedule, optimization, lag);
  }

  /** The same conditions with another schedule of the step size. */
  public Conditions withSchedule(Schedule other) {
    return new Conditions(data, plugins, networks, plan, other, optimization, lag);
  }

  /** The same conditions with other groups or another average around the optimizer. */
  public Conditions withOptimization(Optimization other) {
    return new Conditions(data, plugins, networks, plan, schedule, other, lag);
  }

  /** The same conditions with another longest lag. */
  public Conditions withLag(int steps) {
    return new Conditions(data, plugins, networks, plan, schedule, optimization, steps);
  }
}
