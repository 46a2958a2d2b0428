package dev.carousel.internal.engine.fused;

import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.data.Inputs;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.engine.WeightFormat;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a small cell in the background, once per JVM, while the program still reads its data. So the
 * planner's classes are loaded and the kernels compiled before the first layer runs. Without it,
 * the first cell of a JVM took 75 to 140 ms to prepare and 0.8 s for its first forward pass, since
 * vectors are objects until the JIT has compiled the kernels. With a second between engine and
 * layer, they took 10 ms and 30 ms.
 */
public final class Rehearsal implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  /** Enough for the JIT to compile the kernels: a second of a thread of the lowest priority. */
  private static final int PASSES = 400;

  private static final int UNITS = 64;
  private static final int STEPS = 4;
  private static final int CONVERTED = 128;
  private static final int SUMS = 16;

  /** A row alone has kernels of its own; twelve rows take the tall and the low ones. */
  private static final int[] ROWS = {12, 1};

  private static final AtomicBoolean hasBegun = new AtomicBoolean();

  private final Kernels kernels;
  private final WeightFormat weights;

  Rehearsal(Kernels kernels, WeightFormat weights) {
    this.kernels = kernels;
    this.weights = weights;
  }

  /** Begins, unless an earlier call did. */
  public static void begin(Kernels kernels, WeightFormat weights) {
    if (hasBegun.compareAndSet(false, true)) {
      Thread thread = new Thread(new Rehearsal(kernels, weights), "carousel-rehearsal");
      thread.setDaemon(true);
      thread.setPriority(Thread.MIN_PRIORITY);
      try {
        thread.start();
      } catch (OutOfMemoryError noThread) {
        LOG.debug("No rehearsal: its thread could not be started.", noThread);
      }
    }
  }

  @Override
  public void run() {
    try {
      if (weights != WeightFormat.FLOAT32) {
        rehearse(EngineSettings.threads(1).with(weights), Rehearsal::predict);
      }
      rehearse(EngineSettings.threads(1), this::train);
    } catch (Throwable fault) {
      // It only saves time: who needs that memory, or meets that fault, is told where it matters.
      LOG.debug("The rehearsal ended early.", fault);
    }
  }

  private void rehearse(EngineSettings settings, BiConsumer<BoundLayer, Tensor> pass) {
    try (Engine engine = new FusedEngine(kernels, settings)) {
      LayerProgram layer = engine.compile("rehearsal", Rehearsal::step, UNITS, UNITS);
      BoundLayer bound = layer.bind(zeros(layer));
      for (int i = 0; i < PASSES; i++) {
        for (int rows : ROWS) {
          pass.accept(bound, Precision.FLOAT32.zeros(STEPS, rows, UNITS));
        }
      }
    }
  }

  private static void predict(BoundLayer layer, Tensor sequence) {
    layer.infer(new Inputs.Values(sequence), SequenceContext.plain()).release();
  }

  private void train(BoundLayer layer, Tensor sequence) {
    layer.refresh();
    ForwardPass pass = layer.forward(new Inputs.Values(sequence), SequenceContext.plain());
    pass.backward(sequence, null, null);
    pass.release();
    convert();
  }

  /** What optimizers, norms and gradients of few columns need. */
  private void convert() {
    float[] single = new float[CONVERTED];
    double[] twice = new double[CONVERTED];
    kernels.widen(CONVERTED, single, 0, twice);
    kernels.narrow(CONVERTED, twice, single, 0);
    kernels.addSquares(CONVERTED, single, 0, new double[SUMS]);
    kernels.addOuterProducts(
        STEPS,
        single,
        0,
        1,
        1,
        single,
        0,
        Kernels.PANEL,
        Kernels.PANEL,
        new float[Kernels.PANEL],
        0,
        Kernels.PANEL);
  }

  /** An LSTM: it has whatever most cells have. */
  private static void step(Step s) {
    Expr x = s.input();
    Expr h = s.state("h");
    Expr c = s.state("c");
    Expr keep = sigmoid(s.affine("f", x, h)).times(c);
    Expr next = keep.plus(sigmoid(s.affine("i", x, h)).times(tanh(s.affine("g", x, h))));
    s.next("c", next);
    s.next("h", sigmoid(s.affine("o", x, h)).times(tanh(next)));
  }

  private static NamedTensors zeros(LayerProgram layer) {
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    for (ParameterSpec parameter : layer.parameters()) {
      zeros.put(parameter.name(), parameter.zeros(Precision.FLOAT32));
    }
    return new NamedTensors(zeros);
  }
}
