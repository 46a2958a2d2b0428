package dev.carousel.train;

import dev.carousel.data.Dataset;
import dev.carousel.model.Network;
import dev.carousel.plugin.Chosen;
import dev.carousel.spi.GradientHook;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.Schedule;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the settings of a training, and creates the {@link Trainer}.
 *
 * <pre>{@code
 * TrainingResult trained =
 *     Trainer.builder(network, data)
 *         .optimizer(Adam.withStep(0.01))
 *         .hook(ClipNorm.at(1))
 *         .plan(TrainingPlan.of(Limit.ofEpochs(2)))
 *         .run();
 * }</pre>
 *
 * <p>The defaults are those of the command line: the optimizer and the hooks of {@link
 * UsualTraining}, a constant step size, and {@link TrainingPlan#of} 10 epochs. There is one
 * difference: the command line adds the guard against updates that are not finite to the named
 * hooks. The builder uses only the hooks that it is given. Create a new builder for each run, since
 * hooks keep state. Used by one thread.
 */
public final class TrainerBuilder {
  private final Network network;
  private final Dataset data;
  private @Nullable Optimizer optimizer;
  private Schedule schedule = Schedule.constant();
  private @Nullable List<NamedHook> hooks;
  private TrainingPlan plan = TrainingPlan.of(Limit.USUAL);
  private TrainingListener listener = TrainingListener.none();
  private @Nullable UpdateParts parts;
  private Clock clock;

  TrainerBuilder(Network network, Dataset data, Clock clock) {
    this.network = network;
    this.data = data;
    this.clock = clock;
  }

  /** Takes this optimizer in place of the usual one. */
  public TrainerBuilder optimizer(Chosen<Optimizer> chosen) {
    return optimizer(chosen.make());
  }

  /** Takes this optimizer in place of the usual one. */
  public TrainerBuilder optimizer(Optimizer optimizer) {
    this.optimizer = optimizer;
    return this;
  }

  /** Multiplies the step size by this schedule's factors. */
  public TrainerBuilder schedule(Chosen<Schedule> chosen) {
    return schedule(chosen.make());
  }

  /** Multiplies the step size by this schedule's factors. */
  public TrainerBuilder schedule(Schedule schedule) {
    this.schedule = schedule;
    return this;
  }

  /** Adds a hook after those that were given; the first one replaces the usual hooks. */
  public TrainerBuilder hook(Chosen<GradientHook> chosen) {
    return hook(NamedHook.of(chosen));
  }

  /** Adds your own hook after those that were given, as {@link #hook(Chosen)} does. */
  public TrainerBuilder hook(NamedHook hook) {
    List<NamedHook> all = new ArrayList<>(hooks == null ? List.of() : hooks);
    all.add(hook);
    return hooks(all);
  }

  /** Replaces all hooks by these, in this order; an empty list removes all. */
  public TrainerBuilder hooks(List<NamedHook> hooks) {
    this.hooks = List.copyOf(hooks);
    return this;
  }

  /** Trains by this plan. */
  public TrainerBuilder plan(TrainingPlan plan) {
    this.plan = plan;
    return this;
  }

  /** Notifies this listener; {@link TrainingListeners} notifies several. */
  public TrainerBuilder listener(TrainingListener listener) {
    this.listener = listener;
    return this;
  }

  /**
   * Has the chunks of each update computed elsewhere. {@link #build} then refuses hooks that watch
   * the gradients of states.
   */
  public TrainerBuilder parts(UpdateParts parts) {
    this.parts = parts;
    return this;
  }

  /** Measures the run's time by this clock. */
  public TrainerBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /**
   * Refuses a run that does not fit into memory.
   *
   * @throws dev.carousel.error.CarouselException if it does not; the message says what would fit
   */
  public TrainerBuilder requireFits() {
    new TrainingMemory(network, data, settledOptimizer(), settledHooks(), plan).requireFits();
    return this;
  }

  /**
   * The trainer.
   *
   * @throws dev.carousel.error.CarouselException if there is nothing to train on, or the usual
   *     optimizer or hooks are needed and {@code carousel-optimizers} is not on the class path
   */
  public Trainer build() {
    return new Trainer(
        network, data, settledOptimizer(), schedule, settledHooks(), plan, listener, clock, parts);
  }

  /** Runs a new trainer; see {@link Trainer#run}. */
  public TrainingResult run() {
    return build().run();
  }

  private Optimizer settledOptimizer() {
    Optimizer known = optimizer;
    if (known == null) {
      known = UsualTraining.optimizerOnClassPath();
      optimizer = known;
    }
    return known;
  }

  private List<NamedHook> settledHooks() {
    List<NamedHook> known = hooks;
    if (known == null) {
      known = UsualTraining.hooksOnClassPath();
      hooks = known;
    }
    return known;
  }
}
