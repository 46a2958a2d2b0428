package dev.carousel.internal.engine.reference;

import dev.carousel.data.Inputs;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.SequenceContext;
import dev.carousel.internal.engine.LayerChecks;
import dev.carousel.internal.engine.LifeSpan;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.trace.Trace;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;

/** The float64 engine: one plain loop per operation, on the caller's thread. */
public final class ReferenceEngine implements Engine {
  private final LifeSpan life = new LifeSpan();

  @Override
  public Precision precision() {
    return Precision.FLOAT64;
  }

  @Override
  public String kernels() {
    return "reference";
  }

  @Override
  public int threads() {
    return 1;
  }

  @Override
  public LayerProgram compile(String name, Cell cell, int inputSize, int units) {
    life.requireOpen();
    return new InterpretedProgram(
        CompiledCell.of(name, Trace.of(name, cell, inputSize, units)), this::run);
  }

  private ForwardPass run(
      CompiledCell cell, NamedTensors parameters, Inputs input, SequenceContext context) {
    life.requireOpen();
    return ReferencePass.of(cell, parameters, input, context);
  }

  @Override
  public double softmaxCrossEntropy(Tensor logits, int[] targets, double weight) {
    life.requireOpen();
    int classes = logits.extent(logits.rank() - 1);
    LayerChecks.targets(logits, classes, targets);
    double loss = 0;
    for (int row = 0; row < targets.length; row++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < classes; k++) {
        largest = Math.max(largest, logits.get(row * classes + k));
      }
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        sum += Math.exp(logits.get(row * classes + k) - largest);
      }
      boolean counts = targets[row] >= 0;
      if (counts) {
        loss += Math.log(sum) + largest - logits.get(row * classes + targets[row]);
      }
      for (int k = 0; k < classes; k++) {
        double probability = Math.exp(logits.get(row * classes + k) - largest) / sum;
        double gradient = probability - (k == targets[row] ? 1 : 0);
        logits.set(row * classes + k, counts ? weight * gradient : 0);
      }
    }
    return loss;
  }

  @Override
  public void close() {
    life.end();
  }
}
