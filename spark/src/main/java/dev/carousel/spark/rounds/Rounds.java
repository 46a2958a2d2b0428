package dev.carousel.spark.rounds;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * Trains one network on many machines that meet seldom. In a round, each of W tasks trains for H
 * updates on its own range of the data, from common parameters w on, with an optimizer of its own
 * whose state it keeps. Then an outer optimizer takes a step along the mean change:
 *
 * <pre>
 *   d = (1 / W) * sum over tasks i of (w - w_i)
 *   w = outer step from w, with d as its gradient
 * </pre>
 *
 * <p>With AdamW inside and SGD with Nesterov momentum 0.9 and step 0.7 outside this is DiLoCo
 * (Douillard et al., 2023); with plain SGD of step 1 outside it is local SGD, or parameter
 * averaging. In H updates it moves the parameters there and back once, and so the tasks' states.
 *
 * <p>The changes are added in the order of the tasks, and everything follows from the setup, the
 * plan and the number of the round. So a task that is lost and made again gives the same
 * parameters, and rounds that go on from their folder end with the same bits. Used by one thread.
 */
public final class Rounds {
  private static final double NANOS = 1e9;

  private final JavaSparkContext context;
  private final Broadcast<Workplace> workplace;
  private final RoundsPlan plan;
  private final Optimizer outer;
  private final @Nullable RoundsFolder folder;
  private RoundsState state;

  private Rounds(
      JavaSparkContext context,
      TrainingSetup setup,
      RoundsPlan plan,
      Optimizer outer,
      @Nullable RoundsFolder folder,
      RoundsState state) {
    this.context = context;
    this.plan = plan;
    this.outer = outer;
    this.folder = folder;
    this.state = state;
    workplace = context.broadcast(new Workplace(setup));
  }

  /**
   * Runs the rounds, or those that are left.
   *
   * @param initial the parameters before the first round: those of the setup's network and seed
   * @param outer the optimizer of the driver, new
   * @param folder to keep the state in after each round, and to go on from; null for none
   * @param listener receives each round with the parameters after it, which are live
   * @return the parameters after the last round
   * @throws dev.carousel.error.CarouselException if the folder holds rounds of another plan, or a
   *     task cannot train
   */
  public static NamedTensors run(
      JavaSparkContext context,
      TrainingSetup setup,
      NamedTensors initial,
      RoundsPlan plan,
      Optimizer outer,
      @Nullable Path folder,
      BiConsumer<Round, NamedTensors> listener) {
    RoundsFolder kept = folder == null ? null : new RoundsFolder(folder);
    RoundsState begun =
        new RoundsState(
            0, initial.copy(), outer.init(initial), Collections.nCopies(plan.tasks(), new byte[0]));
    RoundsState state = kept == null ? begun : kept.read(plan, initial).orElse(begun);
    Rounds rounds = new Rounds(context, setup, plan, outer, kept, state);
    try {
      while (rounds.state.done() < plan.rounds()) {
        Round made = rounds.make();
        listener.accept(made, rounds.state.parameters());
      }
      return rounds.state.parameters();
    } finally {
      rounds.workplace.destroy();
    }
  }

  private Round make() {
    long began = System.nanoTime();
    Parcel parcel = Parcel.of(state.parameters());
    List<RoundWork.Ended> ended = ended(parcel);
    List<byte[]> states = ended.stream().map(RoundWork.Ended::state).toList();
    NamedTensors change = meanChange(ended);
    NamedTensors next = state.parameters().copy();
    OptimizerState memory = state.outer().copy();
    outer.update(memory, next, change, 1);
    long moved = moved(parcel, ended);
    state = new RoundsState(state.done() + 1, next, memory, states);
    if (folder != null) {
      folder.write(state, plan);
    }
    double loss = ended.stream().mapToDouble(RoundWork.Ended::loss).sum();
    return new Round(
        state.done(),
        loss / (plan.tasks() * plan.updates()),
        change.norm(),
        (System.nanoTime() - began) / NANOS,
        moved);
  }

  private List<RoundWork.Ended> ended(Parcel parcel) {
    Broadcast<Parcel> parameters = context.broadcast(parcel);
    List<RoundWork.Begun> begun = new ArrayList<>();
    IntStream.range(0, plan.tasks())
        .forEach(i -> begun.add(new RoundWork.Begun(i, state.tasks().get(i))));
    long until = plan.updates() * (state.done() + 1L);
    try {
      return context
          .parallelize(begun, plan.tasks())
          .map(new RoundWork(workplace, parameters, plan.tasks(), until))
          .collect();
    } catch (Exception e) { // Scala declares nothing, and throws SparkException
      throw TaskFault.of(e);
    } finally {
      parameters.destroy();
    }
  }

  private NamedTensors meanChange(List<RoundWork.Ended> ended) {
    NamedTensors sum = state.parameters().like();
    for (RoundWork.Ended task : ended) {
      sum.addScaled(1, state.parameters());
      sum.addScaled(-1, task.parameters().unpack());
    }
    sum.scale(1.0 / ended.size());
    return sum;
  }

  /** The bytes of a round, to the tasks and back. */
  private long moved(Parcel parcel, List<RoundWork.Ended> ended) {
    long there = plan.tasks() * parcel.bytes();
    for (byte[] task : state.tasks()) {
      there += task.length;
    }
    return there + ended.stream().mapToLong(RoundWork.Ended::bytes).sum();
  }
}
