package dev.carousel.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.carousel.data.Inputs;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.Tensor;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** One run of a file, from zero states. For one thread. */
final class FileRun {
  private static final String INPUT = "input";
  private static final String OUTPUT = "output";

  private final Path file;
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final Map<String, OnnxTensor> fed = new LinkedHashMap<>();

  FileRun(Path file) {
    this.file = file;
  }

  /** The version of ONNX Runtime, which is started. */
  static String version() {
    return OrtEnvironment.getEnvironment().getVersion();
  }

  /** What the file computes. */
  Tensor outputs(Inputs inputs) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      try (OrtSession session = environment.createSession(file.toString(), options)) {
        feed(inputs);
        feedStates(session, inputs.rows());
        try (OrtSession.Result result = session.run(fed)) {
          return copy(result);
        }
      }
    } finally {
      fed.values().forEach(OnnxTensor::close);
    }
  }

  private static Tensor copy(OrtSession.Result result) throws OrtException {
    OnnxTensor output =
        (OnnxTensor)
            result
                .get(OUTPUT)
                .orElseThrow(() -> new OrtException("the file has no output '" + OUTPUT + "'"));
    FloatBuffer buffer = output.getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    int[] shape = Arrays.stream(output.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
    return FloatTensor.over(values, shape);
  }

  private void feed(Inputs inputs) throws OrtException {
    if (inputs instanceof Inputs.Symbols symbols) {
      symbols(INPUT, symbols);
    } else if (inputs instanceof Inputs.Values values) {
      floats(INPUT, values.values(), values.steps(), values.rows(), values.features());
    } else if (inputs instanceof Inputs.Mixed mixed) {
      Inputs.Values numbers = mixed.numbers();
      if (numbers != null) {
        feed(numbers);
      }
      for (int k = 0; k < mixed.categories().size(); k++) {
        symbols("category" + k, mixed.categories().get(k));
      }
    }
  }

  /** States are named after their layer, with a dot. */
  private void feedStates(OrtSession session, int rows) throws OrtException {
    for (var input : session.getInputInfo().entrySet()) {
      if (input.getKey().contains(".")) {
        int size = Math.toIntExact(((TensorInfo) input.getValue().getInfo()).getShape()[1]);
        floats(input.getKey(), new float[rows * size], rows, size);
      }
    }
  }

  private void floats(String name, float[] values, long... shape) throws OrtException {
    fed.put(name, OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape));
  }

  private void symbols(String name, Inputs.Symbols symbols) throws OrtException {
    LongBuffer ids = LongBuffer.wrap(Arrays.stream(symbols.ids()).asLongStream().toArray());
    fed.put(
        name,
        OnnxTensor.createTensor(environment, ids, new long[] {symbols.steps(), symbols.rows()}));
  }
}
