package dev.carousel.benchmarks.peers.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.carousel.benchmarks.problem.Problem;
import dev.carousel.benchmarks.worker.Answer;
import dev.carousel.benchmarks.worker.Assignment;
import dev.carousel.benchmarks.worker.WorkSession;
import dev.carousel.tensor.Tensor;

/**
 * A DJL layer on a problem. Gradients are of the sum of the outputs times the output gradient, as
 * DJL's collector starts from a loss. What a run makes is freed at its end.
 */
record DjlSession(
    NDManager manager,
    DjlLayer layer,
    NDArray input,
    NDArray outputGradient,
    NDArray checkGradient,
    boolean isTraining)
    implements WorkSession {
  private static final String ENGINE = "PyTorch";

  /** Makes a layer with a problem's weights. */
  interface LayerMaker {
    /** A layer whose arrays belong to the manager. */
    DjlLayer make(NDManager manager, Problem problem);
  }

  static DjlSession open(Assignment assignment, LayerMaker maker) {
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(assignment.threads()));
    // All that it needs is on the class path.
    System.setProperty("ai.djl.offline", "true");
    Problem problem = assignment.problem();
    NDManager manager = NDManager.newBaseManager(null, ENGINE);
    DjlSession session =
        new DjlSession(
            manager,
            maker.make(manager, problem),
            array(manager, problem.input()),
            array(manager, problem.outputGradient()),
            array(manager, problem.checkGradient()),
            assignment.isTraining());
    if (session.isTraining) {
      session.input.setRequiresGradient(true);
      session.layer.weights().forEach(weight -> weight.setRequiresGradient(true));
    }
    return session;
  }

  private static NDArray array(NDManager manager, Tensor tensor) {
    Shape shape = new Shape(tensor.extent(0), tensor.extent(1), tensor.extent(2));
    return manager.create(Problem.floats(tensor), shape);
  }

  @Override
  public String version() {
    return "PyTorch " + Engine.getEngine(ENGINE).getVersion() + ", DJL " + Engine.getDjlVersion();
  }

  @Override
  public Answer answer() {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      float[] outputs = compute(checkGradient).toFloatArray();
      return new Answer(outputs, isTraining ? input.getGradient().toFloatArray() : null);
    }
  }

  @Override
  public void run() {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      compute(outputGradient);
    }
  }

  private NDArray compute(NDArray gradient) {
    if (!isTraining) {
      return layer.outputs(input, false);
    }
    try (GradientCollector collector = Engine.getEngine(ENGINE).newGradientCollector()) {
      NDArray outputs = layer.outputs(input, true);
      collector.backward(outputs.mul(gradient).sum());
      return outputs;
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
