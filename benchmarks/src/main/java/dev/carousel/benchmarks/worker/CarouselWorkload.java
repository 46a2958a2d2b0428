package dev.carousel.benchmarks.worker;

import dev.carousel.Engines;
import dev.carousel.bench.LayerWork;
import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.Problem;
import dev.carousel.benchmarks.problem.Shape;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Carousel itself, on any cell that is found. */
public final class CarouselWorkload implements Workload {
  /** What it is called. */
  public static final String ID = "carousel";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public Optional<String> refusal(Case subject) {
    return Optional.empty();
  }

  @Override
  public WorkSession open(Assignment assignment) {
    Engine engine = Engines.fused(assignment.threads());
    PluginDiscovery discovery = PluginDiscovery.in(assignment.plugins());
    Plugins plugins = Plugins.of(discovery);
    Case subject = assignment.problem().subject();
    Shape shape = subject.shape();
    long before = System.nanoTime();
    LayerProgram layer =
        engine.compile(
            subject.cell(),
            plugins.cell(PluginRef.parse(subject.cell())),
            shape.input(),
            shape.units());
    LayerWork work =
        Session.work(layer, assignment.problem(), assignment.problem().outputGradient());
    double compileSeconds = (System.nanoTime() - before) / 1e9;
    return new Session(discovery, engine, layer, assignment, compileSeconds, work);
  }

  /** What runs, with its kernels and its Java. */
  static String version(Engine engine) {
    return "carousel, " + engine.kernels() + ", Java " + Runtime.version().feature();
  }

  private record Session(
      PluginDiscovery discovery,
      Engine engine,
      LayerProgram layer,
      Assignment assignment,
      double compileSeconds,
      LayerWork work)
      implements WorkSession {
    private static LayerWork work(LayerProgram layer, Problem problem, Tensor outputGradient) {
      Map<String, Tensor> zeros = new LinkedHashMap<>();
      int rows = problem.subject().shape().batch();
      layer
          .states()
          .forEach(state -> zeros.put(state.name(), Precision.FLOAT32.zeros(rows, state.size())));
      NamedTensors states = new NamedTensors(zeros);
      return LayerWork.of(
          layer,
          new LayerProblem(
              problem.parameters(), problem.input(), states, outputGradient, states, null, false));
    }

    @Override
    public String version() {
      return CarouselWorkload.version(engine);
    }

    @Override
    public Answer answer() {
      Problem problem = assignment.problem();
      LayerProblem checked = work(layer, problem, problem.checkGradient()).problem();
      ForwardPass pass = checked.forward(layer);
      float[] outputs = Problem.floats(pass.outputs()).clone();
      if (!assignment.isTraining()) {
        pass.release();
        return new Answer(outputs, null);
      }
      Tensor gradient =
          pass.backward(checked.outputWeights(), checked.finalWeights(), null).input();
      pass.release();
      return new Answer(outputs, Problem.floats(Objects.requireNonNull(gradient)));
    }

    @Override
    public void run() {
      if (assignment.isTraining()) {
        work.train();
      } else {
        work.infer();
      }
    }

    @Override
    public void close() {
      engine.close();
      discovery.close();
    }
  }
}
