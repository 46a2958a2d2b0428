package dev.carousel.cli.tour;

import dev.carousel.cli.options.Session;
import dev.carousel.data.Chunk;
import dev.carousel.data.Dataset;
import dev.carousel.data.Inputs;
import dev.carousel.data.TaskProvider;
import dev.carousel.data.tasks.TaskDataset;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.SequenceContext;
import dev.carousel.flow.FlowSettings;
import dev.carousel.flow.GradientFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.Layer;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.Outputs;
import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Options;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import dev.carousel.train.Limit;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;

/**
 * Trains a small LSTM on the language a^n b^n and looks at its cell state (Gers and Schmidhuber,
 * 2001). Used by one thread.
 */
final class Counter {
  /** The longest run of a in training. */
  static final int N = 10;

  /** The longest run that is tried afterwards. */
  static final int MOST_TRIED = 20;

  static final int UNITS = 6;
  static final int UPDATES = 1500;
  private static final int SYMBOLS = 4;
  private static final int A = 1;
  private static final int B = 2;
  private static final int END = 3;

  private Counter() {}

  /**
   * What was trained and measured.
   *
   * @param updates of the training
   * @param finished whether it was trained to its end
   * @param rightInTraining how many n from 1 to {@value #N} have a right prediction at every b
   * @param furthest the largest n up to which all are right, at most {@value #MOST_TRIED}
   * @param unit the unit that follows the count most closely
   * @param correlation of its cell state with the count
   * @param cell its cell state on a^10 b^10, after the start and after each symbol
   * @param forget its forget gate at the same steps
   * @param gradient of c by lag, from the last b on, relative to lag 0
   * @param carousel the part of it that came without any matrix product, by the module flow
   * @param product the product of the forget gates, weighted by the error: the formula for it
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
  record Measured(
      long updates,
      boolean finished,
      int rightInTraining,
      int furthest,
      int unit,
      double correlation,
      double[] cell,
      double[] forget,
      double[] gradient,
      double[] carousel,
      double[] product) {
    /** Whether it predicts every string of its training. */
    boolean learned() {
      return rightInTraining == N;
    }

    double error() {
      return Say.largestError(carousel, product);
    }
  }

  static Measured measure(
      Session session, long seed, TrainingListener progress, Consumer<Runnable> stop) {
    Plugins plugins = session.plugins();
    Engine engine = session.engine(EngineSettings.threads(1));
    Dataset data = task(plugins, "anbn:n=" + N);
    NetworkSpec spec =
        NetworkSpec.of(data.shape(), PluginRef.parse("lstm")).units(UNITS).from(plugins);
    Network network = Network.compile(engine, spec);
    Trainer trainer =
        session
            .trainers()
            .builder(network, data)
            .optimizer(plugins.optimizer(PluginRef.parse("adam:lr=0.02")))
            .plan(TrainingPlan.of(Limit.ofUpdates(UPDATES)).seed(seed))
            .listener(progress)
            .build();
    stop.accept(trainer::stop);
    TrainingResult trained = trainer.run();
    return look(network, trained, task(plugins, "anbn:valid=1,n=" + N + ",min-n=" + N), seed);
  }

  private static Dataset task(Plugins plugins, String text) {
    PluginRef ref = PluginRef.parse(text);
    Plugin<?> plugin = plugins.get(PluginKind.TASK, ref.id());
    Options options = Options.of("task " + ref.id(), plugin.options(), ref.options());
    return TaskDataset.of((TaskProvider) plugin.provider(), options);
  }

  private static Measured look(
      Network network, TrainingResult trained, Dataset longest, long seed) {
    NamedTensors parameters = trained.parameters();
    BoundNetwork bound = network.bind(parameters);
    List<Boolean> right = new ArrayList<>();
    for (int n = 1; n <= MOST_TRIED; n++) {
      right.add(isRight(bound, n));
    }
    int furthest = right.contains(false) ? right.indexOf(false) : MOST_TRIED;
    Layer layer = network.recurrentLayers().get(0);
    ForwardPass pass =
        layer
            .program()
            .bind(layer.own(parameters))
            .forward(Inputs.ofSymbols(SYMBOLS, string(N)), SequenceContext.plain());
    int unit = counting(pass);
    StateFlow flow = flow(network, parameters, longest, seed);
    double[][] gates = all(pass.observed("forget"));
    return new Measured(
        trained.counters().updates(),
        trained.reason() == TrainingResult.Reason.LIMIT,
        Math.toIntExact(right.subList(0, N).stream().filter(r -> r).count()),
        furthest,
        unit,
        correlation(pass, unit),
        column(pass.states("c"), unit),
        column(pass.observed("forget"), unit),
        flow.gradient(),
        flow.carousel(),
        product(gates, lastError(bound, longest, seed)));
  }

  /** The start, n times a, n times b. */
  private static int[] string(int n) {
    int[] string = new int[2 * n + 1];
    for (int i = 1; i <= n; i++) {
      string[i] = A;
      string[n + i] = B;
    }
    return string;
  }

  /** Whether every symbol after a b is predicted: b as long as one is due, then the end. */
  private static boolean isRight(BoundNetwork network, int n) {
    Outputs outputs = network.predict(Inputs.ofSymbols(SYMBOLS, string(n)));
    for (int step = n + 1; step <= 2 * n; step++) {
      if (outputs.argmax(step, 0) != (step == 2 * n ? END : B)) {
        return false;
      }
    }
    return true;
  }

  private static int counting(ForwardPass pass) {
    int best = 0;
    for (int unit = 1; unit < UNITS; unit++) {
      if (Math.abs(correlation(pass, unit)) > Math.abs(correlation(pass, best))) {
        best = unit;
      }
    }
    return best;
  }

  /** Between a unit's cell state and the number of a without their b; 0 if it never moves. */
  private static double correlation(ForwardPass pass, int unit) {
    double r = new PearsonsCorrelation().correlation(column(pass.states("c"), unit), counts());
    return Double.isNaN(r) ? 0 : r;
  }

  /** After each symbol of a^10 b^10, the number of a without their b. */
  static double[] counts() {
    double[] counts = new double[2 * N + 1];
    for (int i = 1; i <= 2 * N; i++) {
      counts[i] = i <= N ? i : 2 * N - i;
    }
    return counts;
  }

  private static double[] column(Tensor values, int unit) {
    double[] column = new double[values.extent(0)];
    for (int step = 0; step < column.length; step++) {
      column[step] = values.get(step * UNITS + unit);
    }
    return column;
  }

  private static double[][] all(Tensor values) {
    double[][] steps = new double[values.extent(0)][UNITS];
    for (int i = 0; i < values.size(); i++) {
      steps[i / UNITS][i % UNITS] = values.get(i);
    }
    return steps;
  }

  private static StateFlow flow(
      Network network, NamedTensors parameters, Dataset longest, long seed) {
    FlowSettings settings = new FlowSettings(2 * N, 1, 1, seed, false);
    return GradientFlow.measure(network, parameters, longest.validation(), settings)
        .layers()
        .get(0)
        .states()
        .stream()
        .filter(state -> state.state().equals("c"))
        .findFirst()
        .orElseThrow();
  }

  /** The gradient of the last prediction's loss with respect to c after the last step. */
  private static double[] lastError(BoundNetwork network, Dataset longest, long seed) {
    Chunk chunk = longest.validation().epoch(1, 2 * N + 1, seed, 0).chunk(0);
    NetworkPass pass = network.forward(chunk, Carry.zero());
    Tensor errors = pass.lossGradients();
    for (int i = 0; i < errors.size() - SYMBOLS; i++) {
      errors.set(i, 0);
    }
    double[] last = new double[UNITS];
    pass.backward(
        errors,
        gradient -> {
          if (gradient.state().equals("c") && gradient.time() == 2 * N) {
            for (int unit = 0; unit < UNITS; unit++) {
              last[unit] = gradient.get(0, unit);
            }
          }
        });
    pass.release();
    return last;
  }

  /** By lag, the norm of the error times all forget gates on its way, relative to lag 0. */
  static double[] product(double[][] gates, double... error) {
    double[] left = error.clone();
    double[] product = new double[gates.length];
    for (int lag = 0; lag < product.length; lag++) {
      product[lag] = Say.norm(left) / Say.norm(error);
      for (int unit = 0; unit < left.length; unit++) {
        left[unit] *= gates[gates.length - 1 - lag][unit];
      }
    }
    return product;
  }
}
