package dev.carousel.testkit;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientPath;
import dev.carousel.spi.HookMemory;
import dev.carousel.spi.StepHook;
import dev.carousel.spi.UpdateHook;
import dev.carousel.spi.UpdateHook.Outcome;
import dev.carousel.spi.UpdateHook.Update;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Passes gradients to a hook as a training run does, and records the results. */
final class HookRun {
  private static final int ROWS = 6;
  private static final int SHARD = 2;
  private static final int TIMES = 5;

  /** In the order in which the gradient reaches them. */
  private static final List<State> STATES =
      List.of(
          new State("layer1", "h", 3),
          new State("layer0", "c", 4),
          new State("layer0", "h", 4),
          new State("layer0-reverse", "h", 1));

  /** In the order in which they come within a step. */
  private static final List<GradientPath> PATHS =
      List.of(GradientPath.RECURRENT, GradientPath.TOTAL, GradientPath.PRODUCTS);

  private record State(String layer, String name, int size) {}

  /** The order in which the shards of the batch are passed. */
  enum Order {
    FORWARD,
    BACKWARD,
    CONCURRENT
  }

  /** The kind of gradients. */
  enum Flavour {
    /** Of size 1e-3, 1 or 1e3, in turn. */
    ORDINARY,
    ZERO,
    /** With a NaN and infinities in a few places; the loss is NaN at every other update. */
    NON_FINITE
  }

  /**
   * The record of one update.
   *
   * @param stepsBefore the state gradients before the hook, one array for each watched state, time
   *     and path
   * @param steps the same after the hook
   * @param before the inputs of {@code update}, copied before the call
   * @param after the same after it
   * @param outcome null if the hook stopped the run
   */
  record Seen(
      List<double[]> stepsBefore,
      List<double[]> steps,
      Update before,
      Update after,
      @Nullable Outcome outcome) {}

  private final GradientHook hook;
  private final Order order;

  HookRun(GradientHook hook, Order order) {
    this.hook = hook;
    this.order = order;
  }

  GradientHook hook() {
    return hook;
  }

  /** Runs the updates {@code from} to {@code to - 1} of that flavour. */
  List<Seen> updates(int from, int to, Flavour flavour) throws Exception {
    List<Seen> seen = new ArrayList<>();
    for (int index = from; index < to; index++) {
      seen.add(update(index, flavour));
    }
    return seen;
  }

  private Seen update(int index, Flavour flavour) throws Exception {
    List<ArrayStateGradient> views = new ArrayList<>();
    List<double[]> steps = new ArrayList<>();
    for (State state : STATES) {
      for (int time = TIMES - 1; time >= 0; time--) {
        for (GradientPath path : PATHS.stream().filter(this::isWatched).toList()) {
          double[] values = stepValues(index, flavour, steps.size(), ROWS * state.size());
          steps.add(values);
          views.add(
              new ArrayStateGradient(state.layer(), state.name(), time, state.size(), values)
                  .along(path));
        }
      }
    }
    List<double[]> stepsBefore = steps.stream().map(double[]::clone).toList();
    backward(views);
    Update update = inputs(index, flavour);
    Outcome outcome = null;
    try {
      outcome = hook instanceof UpdateHook moment ? moment.update(update) : Outcome.UNCHANGED;
    } catch (CarouselException stop) {
      // The contract of update(): this is how a hook stops a run.
    }
    return new Seen(stepsBefore, steps, inputs(index, flavour), update, outcome);
  }

  /** The state of a hook; empty if it has no memory. */
  static Map<String, double[]> memory(GradientHook hook) {
    return hook instanceof HookMemory remembering ? remembering.memory() : Map.of();
  }

  static void remember(GradientHook hook, Map<String, double[]> memory) {
    if (hook instanceof HookMemory remembering) {
      remembering.remember(memory);
    }
  }

  static boolean changesSteps(GradientHook hook) {
    return hook instanceof StepHook moment && moment.changesSteps();
  }

  static boolean changesUpdates(GradientHook hook) {
    return hook instanceof UpdateHook moment && moment.changesUpdates();
  }

  private boolean isWatched(GradientPath path) {
    return hook instanceof StepHook moment && moment.paths().contains(path);
  }

  private void backward(List<ArrayStateGradient> views) throws Exception {
    List<Integer> shards = new ArrayList<>(List.of(0, SHARD, 2 * SHARD));
    if (order == Order.BACKWARD) {
      Collections.reverse(shards);
    }
    if (order == Order.CONCURRENT) {
      atOnce(shards.stream().map(row -> (Runnable) () -> backward(views, row)).toList());
    } else {
      shards.forEach(row -> backward(views, row));
    }
  }

  private void backward(List<ArrayStateGradient> views, int firstRow) {
    if (hook instanceof StepHook moment) {
      for (ArrayStateGradient whole : views) {
        ArrayStateGradient view = whole.rows(firstRow, SHARD);
        view = moment.changesSteps() ? view : view.readOnly();
        moment.step(view);
        view.expire();
      }
    }
  }

  private static void atOnce(List<Runnable> tasks) throws Exception {
    CyclicBarrier start = new CyclicBarrier(tasks.size());
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<Callable<Void>> calls = new ArrayList<>();
      for (Runnable task : tasks) {
        calls.add(
            () -> {
              start.await();
              task.run();
              return null;
            });
      }
      for (Future<Void> result : threads.invokeAll(calls)) {
        result.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("the hook failed in a concurrent step", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static double scale(int index, Flavour flavour) {
    return flavour == Flavour.ZERO ? 0 : Math.pow(10, 3 * (index % 3 - 1));
  }

  private static double[] stepValues(int index, Flavour flavour, int which, int length) {
    SplittableRandom random = new SplittableRandom(1000L * index + which);
    double scale = scale(index, flavour);
    double[] values = random.doubles(length, -1, 1).map(value -> scale * value).toArray();
    if (flavour == Flavour.NON_FINITE && which % 4 == 1) {
      values[0] = Double.NaN;
      values[length - 1] = Double.POSITIVE_INFINITY;
    }
    return values;
  }

  private static Update inputs(int index, Flavour flavour) {
    NamedTensors gradients = Samples.network(Precision.FLOAT32, 100 + index, scale(index, flavour));
    double loss = 3.0 / (1 + index);
    if (flavour == Flavour.NON_FINITE) {
      gradients.get("layer1/i.Wh").set(7, Double.NaN);
      gradients.get("readout/W").set(0, Double.NEGATIVE_INFINITY);
      loss = index % 2 == 0 ? Double.NaN : loss;
    }
    return new Update(index, loss, Samples.network(Precision.FLOAT32, 1, 1), gradients);
  }
}
