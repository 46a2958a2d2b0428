package dev.carousel.benchmarks.peers.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.Gates;
import dev.carousel.benchmarks.problem.Kind;
import dev.carousel.benchmarks.problem.Problem;
import dev.carousel.benchmarks.problem.Shape;
import dev.carousel.benchmarks.worker.Answer;
import dev.carousel.benchmarks.worker.Assignment;
import dev.carousel.benchmarks.worker.WorkSession;
import dev.carousel.benchmarks.worker.Workload;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** ONNX Runtime on its CPU provider. */
public final class OnnxRuntimeWorkload implements Workload {
  @Override
  public String id() {
    return "onnxruntime";
  }

  @Override
  public int rank() {
    return 40;
  }

  @Override
  public Optional<String> refusal(Case subject) {
    if (!Gates.has(subject.cell())) {
      return Optional.of("no such cell");
    }
    return subject.kind() == Kind.TRAIN ? Optional.of("inference only") : Optional.empty();
  }

  @Override
  public WorkSession open(Assignment assignment) {
    try {
      return Session.open(assignment);
    } catch (OrtException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private record Session(
      OrtEnvironment environment, OrtSession session, Map<String, OnnxTensor> inputs)
      implements WorkSession {
    static Session open(Assignment assignment) throws OrtException {
      Problem problem = assignment.problem();
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(assignment.threads());
        OrtSession session = environment.createSession(OnnxModel.bytes(problem), options);
        return new Session(environment, session, inputs(environment, problem));
      }
    }

    private static Map<String, OnnxTensor> inputs(OrtEnvironment environment, Problem problem)
        throws OrtException {
      Shape shape = problem.subject().shape();
      Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
      FloatBuffer input = FloatBuffer.wrap(Problem.floats(problem.input()));
      long[] inputShape = {shape.steps(), shape.batch(), shape.input()};
      inputs.put("X", OnnxTensor.createTensor(environment, input, inputShape));
      long[] stateShape = {1, shape.batch(), shape.units()};
      for (String state : OnnxModel.states(problem.subject().cell())) {
        FloatBuffer zeros = FloatBuffer.allocate(shape.batch() * shape.units());
        inputs.put(state, OnnxTensor.createTensor(environment, zeros, stateShape));
      }
      return inputs;
    }

    @Override
    public String version() {
      return "ONNX Runtime " + environment.getVersion();
    }

    @Override
    public Answer answer() {
      try (OrtSession.Result result = session.run(inputs)) {
        FloatBuffer outputs = ((OnnxTensor) result.get(0)).getFloatBuffer();
        float[] values = new float[outputs.remaining()];
        outputs.get(values);
        return new Answer(values, null);
      } catch (OrtException failed) {
        throw new IllegalStateException(failed);
      }
    }

    @Override
    public void run() {
      try {
        session.run(inputs).close();
      } catch (OrtException failed) {
        throw new IllegalStateException(failed);
      }
    }

    @Override
    public void close() {
      inputs.values().forEach(OnnxTensor::close);
      try {
        session.close();
      } catch (OrtException failed) {
        throw new IllegalStateException(failed);
      }
    }
  }
}
