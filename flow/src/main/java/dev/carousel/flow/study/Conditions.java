package dev.carousel.flow.study;

import dev.carousel.data.Dataset;
import dev.carousel.engine.Engine;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Schedule;
import dev.carousel.train.Limit;
import dev.carousel.train.TrainingPlan;
import java.util.function.Function;

/**
 * What all networks of a {@link Study} share.
 *
 * @param data what they are trained and measured on
 * @param plugins where cells, optimizers and hooks come from, those that are prescribed too
 * @param networks makes the network around a cell: its engine, units and layers
 * @param plan how they are trained; a {@link dev.carousel.flow.measured.Recipe} has precedence for
 *     the steps of a chunk
 * @param schedule of the step size
 * @param lag the longest lag to measure the gradient over, in steps; less where the data's
 *     sequences are shorter
 */
public record Conditions(
    Dataset data,
    Plugins plugins,
    Function<PluginRef, Network> networks,
    TrainingPlan plan,
    Schedule schedule,
    int lag) {
  /** How many updates are made where nothing else is said. */
  public static final long UPDATES = 200;

  private static final int LAG = 100;

  /** 200 updates of batches of 32, a step size that stays, lags up to 100 steps, seed 1. */
  public static Conditions of(
      Dataset data, Plugins plugins, Function<PluginRef, Network> networks) {
    return new Conditions(
        data,
        plugins,
        networks,
        TrainingPlan.of(Limit.ofUpdates(UPDATES)),
        Schedule.constant(),
        LAG);
  }

  /**
   * The same with networks of one layer.
   *
   * @param engine that they run on; it has to stay open for as long as the study
   * @param units of the layer
   */
  public static Conditions of(Dataset data, Plugins plugins, Engine engine, int units) {
    return of(
        data,
        plugins,
        cell ->
            Network.compile(engine, NetworkSpec.of(data.shape(), cell).units(units).from(plugins)));
  }

  /** The same, trained for so many updates. */
  public Conditions withUpdates(long updates) {
    return withPlan(plan.limit(Limit.ofUpdates(updates)));
  }

  /** The same, trained in another way. */
  public Conditions withPlan(TrainingPlan other) {
    return new Conditions(data, plugins, networks, other, schedule, lag);
  }

  /** The same, with another schedule of the step size. */
  public Conditions withSchedule(Schedule other) {
    return new Conditions(data, plugins, networks, plan, other, lag);
  }

  /** The same, measured over other lags. */
  public Conditions withLag(int steps) {
    return new Conditions(data, plugins, networks, plan, schedule, steps);
  }
}
