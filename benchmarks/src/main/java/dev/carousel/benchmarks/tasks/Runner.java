package dev.carousel.benchmarks.tasks;

import dev.carousel.benchmarks.tasks.Criterion.Measure;
import dev.carousel.benchmarks.tasks.Exercise.Method;
import dev.carousel.benchmarks.tasks.Outcome.Effort;
import dev.carousel.benchmarks.tasks.Outcome.Program;
import dev.carousel.benchmarks.tasks.Outcome.Shape;
import dev.carousel.cli.options.Session;
import dev.carousel.data.Dataset;
import dev.carousel.data.text.Text;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.error.CarouselException;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.Stack;
import dev.carousel.plugin.PluginRef;
import dev.carousel.train.Checkpoint.ValidationPoint;
import dev.carousel.train.Limit;
import dev.carousel.train.NamedHook;
import dev.carousel.train.Progress;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.TrainingResult;
import dev.carousel.train.UsualTraining;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trains the networks of exercises on one thread, and examines them. Used by one thread. */
final class Runner {
  private static final double HELD_OUT = 0.1;
  private static final String NOVEL = "dickens.txt";

  private final Session session;
  private final Engine engine;
  private final Exam exam;
  private final Program program;

  /**
   * A runner.
   *
   * @param commit of the sources, to be noted in outcomes
   */
  Runner(Session session, String commit) {
    this.session = session;
    program = new Program(commit, System.getProperty("java.version", "unknown"));
    engine = session.engine(EngineSettings.threads(1));
    exam = new Exam(session.plugins());
  }

  /** The data of an exercise. */
  Dataset data(Exercise exercise) {
    return exercise.isText()
        ? Text.resource(Session.class.getClassLoader(), NOVEL).split(HELD_OUT)
        : exam.data(exercise.taskRef());
  }

  /** The network of an exercise, untrained. */
  Network network(Exercise exercise, Dataset data) {
    if (Stack.isText(exercise.cell())) {
      return compiled(NetworkSpec.of(data.shape(), Stack.parse(exercise.cell())), exercise);
    }
    NetworkSpec spec = NetworkSpec.of(data.shape(), PluginRef.parse(exercise.cell()));
    return exercise.size().of(compiled(spec.units(1), exercise));
  }

  private Network compiled(NetworkSpec spec, Exercise exercise) {
    String loss = exercise.method().loss();
    NetworkSpec complete = loss.isEmpty() ? spec : spec.loss(PluginRef.parse(loss));
    return Network.compile(engine, complete.from(session.plugins()));
  }

  /** Runs one. A training that fails, such as one that diverges, has no score. */
  Outcome run(Exercise exercise, Dataset data, Network network, long seed) {
    Shape shape = new Shape(network.spec().units(), Size.parameters(network));
    Watch watch = new Watch(exercise.criterion());
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    double score = Double.NaN;
    double horizon = Double.NaN;
    double valid = Double.NaN;
    double seconds;
    try {
      TrainingResult result = trained(exercise, data, network, seed, watch);
      seconds = secondsSince(before);
      valid = result.validLoss();
      if (exercise.criterion().measure() == Measure.BITS) {
        score = valid / Math.log(2);
        horizon = Exam.horizon(session.flow(), network, result.parameters(), data);
      } else {
        score = exam.score(exercise, network.bind(result.parameters()));
      }
    } catch (CarouselException failed) {
      if (failed.kind() != CarouselException.Kind.FAILURE) {
        throw failed;
      }
      seconds = secondsSince(before);
    }
    return new Outcome(
        exercise, seed, shape, new Effort(watch.updates, seconds, valid), score, horizon, program);
  }

  private static double secondsSince(long before) {
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
  }

  private TrainingResult trained(
      Exercise exercise, Dataset data, Network network, long seed, Watch watch) {
    Method method = exercise.method();
    TrainingPlan plan =
        TrainingPlan.of(Limit.ofUpdates(exercise.budget().updates()))
            .batch(exercise.budget().batch())
            .evaluateEvery(exercise.look())
            .seed(seed);
    Trainer trainer =
        session
            .trainers()
            .builder(network, data)
            .optimizer(session.plugins().optimizer(PluginRef.parse(method.optimizer())))
            .schedule(session.plugins().schedule(PluginRef.parse(method.schedule())))
            .hooks(hooks(method.hook()))
            .plan(plan)
            .listener(watch)
            .build();
    watch.trainer = trainer;
    return trainer.run();
  }

  /** As the command line has them: the guard after those that are named. */
  private List<NamedHook> hooks(String named) {
    return Stream.of(named, UsualTraining.GUARD)
        .map(PluginRef::parse)
        .map(ref -> new NamedHook(ref.toString(), session.plugins().hook(ref)))
        .toList();
  }

  /** Counts updates, and stops a run whose validation loss is low enough. */
  private static final class Watch implements TrainingListener {
    private final Criterion criterion;
    private @Nullable Trainer trainer;
    private long updates;

    Watch(Criterion criterion) {
      this.criterion = criterion;
    }

    @Override
    public void updated(Progress progress) {
      updates = progress.updates();
    }

    @Override
    public void validated(ValidationPoint point, boolean isBest) {
      if (criterion.isEnd(point.validLoss()) && trainer != null) {
        trainer.stop();
      }
    }
  }
}
