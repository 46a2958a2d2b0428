package dev.carousel.benchmarks.runs;

import dev.carousel.Engines;
import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.Kind;
import dev.carousel.data.Chunk;
import dev.carousel.data.Epoch;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.engine.Engine;
import dev.carousel.plugin.Plugins;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.train.Limit;
import dev.carousel.train.TrainingPlan;
import java.nio.file.Path;

/**
 * Makes what contenders in a run get. The losses are those of Carousel: a peer with the same losses
 * does the same job.
 *
 * @param folder for tables
 */
public record RunMaker(Plugins plugins, Path folder, int threads) {
  /** Enough for a wrong batch, clip or step size to show. */
  private static final int CHECKED = 20;

  private static final long SEED = TrainingPlan.SEED;

  /** The numbers of a run. */
  public RunProblem make(Case subject) {
    RunRecipe recipe = new RunRecipe(subject, table(subject));
    try (Engine engine = Engines.fused(threads)) {
      RunRecipe.Parts parts = recipe.parts(plugins, engine);
      UpdateWatch watch = new UpdateWatch(CHECKED, 0, 0);
      watch.run(parts.trainer(watch));
      return new RunProblem(
          recipe,
          parts.network().initialParameters(SEED),
          subject.kind() == Kind.TABLE ? order(parts) : symbols(parts),
          floats(watch.losses()));
    }
  }

  private String table(Case subject) {
    if (subject.kind() != Kind.TABLE) {
      return "";
    }
    Path file = folder.resolve("table.csv").toAbsolutePath();
    SeriesTable.write(file, subject.shape().input());
    return file.toString();
  }

  /**
   * The windows in the order of the first epoch: in one series, a window is numbered by its row.
   */
  private static FloatTensor order(RunRecipe.Parts parts) {
    TrainingPlan plan = parts.options().train().plan(Limit.USUAL);
    Epoch epoch = parts.data().training().epoch(plan.batch(), plan.bptt(), SEED, 0);
    FloatTensor order = new FloatTensor(Math.toIntExact(parts.data().training().symbols()));
    int place = 0;
    for (int chunk = 0; chunk < epoch.size(); chunk++) {
      for (int row = 0; row < epoch.rows(chunk); row++) {
        order.set(place++, epoch.sequence(chunk, row));
      }
    }
    return order;
  }

  /** All symbols, the last of them only predicted. */
  private static FloatTensor symbols(RunRecipe.Parts parts) {
    int length = Math.toIntExact(parts.data().training().symbols());
    Chunk whole = parts.data().training().epoch(1, length, SEED, 0).chunk(0);
    FloatTensor symbols = new FloatTensor(length + 1);
    int[] read = ((Inputs.Symbols) whole.inputs()).ids();
    for (int i = 0; i < length; i++) {
      symbols.set(i, read[i]);
    }
    symbols.set(length, ((Targets.Symbols) whole.targets()).ids()[length - 1]);
    return symbols;
  }

  private static FloatTensor floats(double... values) {
    FloatTensor floats = new FloatTensor(values.length);
    for (int i = 0; i < values.length; i++) {
      floats.set(i, values[i]);
    }
    return floats;
  }
}
