package dev.carousel.benchmarks.tasks;

import static dev.carousel.expr.Functions.noBias;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.benchmarks.tasks.Exercise.Budget;
import dev.carousel.benchmarks.tasks.Exercise.Method;
import dev.carousel.data.Dataset;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import dev.carousel.train.Evaluation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExamTest {
  private static PluginDiscovery found;
  private static Engine engine;

  @BeforeAll
  static void open() {
    found = PluginDiscovery.onClassPath();
    engine = Engines.fused(1);
  }

  @AfterAll
  static void close() {
    engine.close();
    found.close();
  }

  private static Exercise exercise(String task, String criterion) {
    return new Exercise(
        task,
        "rnn",
        Size.parse("2"),
        new Budget(4, 1, 1),
        new Method("sgd", "constant", "none", ""),
        Criterion.parse(criterion),
        true);
  }

  /**
   * Counts in its first unit, one up for a and one down for b, up to a most; the second tells b.
   */
  private record Counter(int most) implements Cell {
    @Override
    public void step(Step s) {
      Expr kept = s.vector("keep", 2, Initializers.zeros()).times(s.state("c"));
      Expr sum = kept.plus(s.affine("read", s.input(), noBias()));
      Expr counted = sum.min(s.constant(most, 2));
      s.next("c", counted);
      s.output(counted.min(s.constant(1, 2)));
    }
  }

  /** May follow: a unless a b was read; b while the count is not 0; the end at 0 after a b. */
  private static NamedTensors weights(Network network) {
    NamedTensors weights = network.initialParameters(1);
    fill(weights.get("layer0/keep"), 1, 0);
    fill(weights.get("layer0/read.Wx"), 0, 1, -1, 0, 0, 0, 1, 0);
    fill(weights.get("head/head.Wx"), 0, 0, 0, -1, 1, 0, -1, 1);
    fill(weights.get("head/head.b"), 0, 1, 0, 0);
    return weights;
  }

  private static void fill(Tensor tensor, double... values) {
    assertEquals(values.length, tensor.size());
    for (int i = 0; i < values.length; i++) {
      tensor.set(i, values[i]);
    }
  }

  private static double counts(int most) {
    Exam exam = new Exam(Plugins.of(found));
    Exercise exercise = exercise("anbn:n=3,targets=legal", "counts>=2");
    Dataset data = exam.data(exercise.taskRef());
    Network network =
        Network.compile(engine, NetworkSpec.of(data.shape(), new Counter(most)).units(2));
    return exam.score(exercise, network.bind(weights(network)));
  }

  /** Tried up to ten times the bound of 2. */
  @Test
  void stringsAreRightAsFarAsTheNetworkCounts() {
    assertEquals(7, counts(7));
    assertEquals(12, counts(12));
    assertEquals(20, counts(100));
  }

  /** A network whose output is 1, whatever it reads: E (1 - x - y)^2 = 1/6, 1000 draws. */
  @Test
  void theLossIsThatOfFreshSequences() {
    Exam exam = new Exam(Plugins.of(found));
    Exercise exercise = exercise("adding:length=4", "loss<0.05");
    Dataset data = exam.data(exercise.taskRef());
    Network network =
        Network.compile(
            engine, NetworkSpec.of(data.shape(), Plugins.of(found).cell(PluginRef.parse("rnn"))));
    NamedTensors weights = network.initialParameters(1);
    fill(weights.get("head/head.b"), 1);
    weights.get("head/head.Wx").fill(0);
    double loss = exam.score(exercise, network.bind(weights));
    assertEquals(1.0 / 6, loss, 0.02);
    double valid = Evaluation.of(network.bind(weights), data.validation()).mean();
    assertTrue(loss != valid, () -> loss + " is that of the validation set");
  }

  /** Always the first of four classes. */
  @Test
  void theAccuracyIsAShareOfFreshSequences() {
    Exam exam = new Exam(Plugins.of(found));
    Exercise exercise = exercise("temporal-order:length=10", "accuracy>=0.99");
    Dataset data = exam.data(exercise.taskRef());
    Network network =
        Network.compile(
            engine, NetworkSpec.of(data.shape(), Plugins.of(found).cell(PluginRef.parse("rnn"))));
    NamedTensors weights = network.initialParameters(1);
    fill(weights.get("head/head.b"), 1, 0, 0, 0);
    weights.get("head/head.Wx").fill(0);
    assertEquals(0.25, exam.score(exercise, network.bind(weights)), 0.05);
  }
}
