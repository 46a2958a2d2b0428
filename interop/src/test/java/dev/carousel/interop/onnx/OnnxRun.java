package dev.carousel.interop.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.carousel.data.Inputs;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A file in ONNX Runtime. */
final class OnnxRun implements AutoCloseable {
  private static final long STACK = 16L << 20;

  private final OrtEnvironment environment;
  private final OrtSession session;

  OnnxRun(byte[] file) throws OrtException {
    environment = environment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = environment.createSession(file, options);
    }
  }

  /** Version 1.29.0 needs more than a megabyte of stack to begin; else the JVM crashes. */
  static OrtEnvironment environment() {
    Thread first = new Thread(null, OrtEnvironment::getEnvironment, "onnxruntime", STACK);
    first.start();
    try {
      first.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return OrtEnvironment.getEnvironment();
  }

  OrtSession session() {
    return session;
  }

  /** An output: its elements and its shape. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Found(float[] values, long[] shape) {}

  /** One of what was found. */
  static Found of(Map<String, Found> found, String name) {
    return Objects.requireNonNull(found.get(name), name);
  }

  /** What a run reads, by name. */
  final class Feed implements AutoCloseable {
    private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();

    Feed floats(String name, float[] values, long... shape) throws OrtException {
      tensors.put(name, OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape));
      return this;
    }

    Feed symbols(String name, int[] ids, long... shape) throws OrtException {
      LongBuffer all = LongBuffer.wrap(Arrays.stream(ids).asLongStream().toArray());
      tensors.put(name, OnnxTensor.createTensor(environment, all, shape));
      return this;
    }

    Feed lengths(int... lengths) throws OrtException {
      tensors.put(
          "lengths",
          OnnxTensor.createTensor(
              environment, IntBuffer.wrap(lengths), new long[] {lengths.length}));
      return this;
    }

    Feed data(Inputs inputs) throws OrtException {
      long steps = inputs.steps();
      long rows = inputs.rows();
      if (inputs instanceof Inputs.Symbols symbols) {
        return symbols("input", symbols.ids(), steps, rows);
      }
      if (inputs instanceof Inputs.Values values) {
        return floats("input", values.values(), steps, rows, values.features());
      }
      Inputs.Mixed mixed = (Inputs.Mixed) inputs;
      if (mixed.numbers() != null) {
        data(mixed.numbers());
      }
      for (int k = 0; k < mixed.categories().size(); k++) {
        symbols("category" + k, mixed.categories().get(k).ids(), steps, rows);
      }
      return this;
    }

    /** The states before the first step; those that are missing are zeros. */
    Feed states(Map<String, Found> states, int rows) throws OrtException {
      for (var input : session.getInputInfo().entrySet()) {
        if (input.getKey().contains(".")) {
          long size = ((ai.onnxruntime.TensorInfo) input.getValue().getInfo()).getShape()[1];
          Found known = states.get(input.getKey() + ".next");
          float[] values = known == null ? new float[rows * (int) size] : known.values();
          floats(input.getKey(), values, rows, size);
        }
      }
      return this;
    }

    Map<String, Found> run() throws OrtException {
      Map<String, Found> found = new LinkedHashMap<>();
      try (OrtSession.Result result = session.run(tensors)) {
        for (var output : result) {
          OnnxTensor tensor = (OnnxTensor) output.getValue();
          FloatBuffer buffer = tensor.getFloatBuffer();
          float[] values = new float[buffer.remaining()];
          buffer.get(values);
          found.put(output.getKey(), new Found(values, tensor.getInfo().getShape()));
        }
      } finally {
        close();
      }
      return found;
    }

    @Override
    public void close() {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
