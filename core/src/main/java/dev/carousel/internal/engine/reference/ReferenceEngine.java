package dev.carousel.internal.engine.reference;

import dev.carousel.data.Inputs;
import dev.carousel.engine.ClassSums;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.SequenceContext;
import dev.carousel.internal.engine.LayerChecks;
import dev.carousel.internal.engine.LifeSpan;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.trace.Trace;
import dev.carousel.spi.Cell;
import dev.carousel.spi.SoftmaxTerms;
import dev.carousel.tensor.Largest;
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
  public ClassSums softmaxCrossEntropy(
      Tensor logits, int[] targets, SoftmaxTerms terms, double weight) {
    life.requireOpen();
    int classes = logits.extent(logits.rank() - 1);
    LayerChecks.targets(logits, classes, targets);
    terms.requireFor(classes);
    ClassSums sums = ClassSums.none();
    for (int row = 0; row < targets.length; row++) {
      double[] own = Rows.read(logits, row, classes);
      double[] gradient = new double[classes];
      if (targets[row] >= 0) {
        double loss = row(own, targets[row], terms, gradient);
        sums = sums.plus(new ClassSums(loss, Largest.of(own) == targets[row] ? 1 : 0));
      }
      for (int k = 0; k < classes; k++) {
        logits.set(row * classes + k, weight * gradient[k]);
      }
    }
    return sums;
  }

  /** The loss of one row, and its gradient. */
  private static double row(double[] logits, int target, SoftmaxTerms terms, double[] gradient) {
    double largest = logits[Largest.of(logits)];
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - largest);
    }
    double total = terms.total(target, logits.length);
    double loss = total * (Math.log(sum) + largest);
    for (int k = 0; k < logits.length; k++) {
      double share = terms.everywhere(k, logits.length) + (k == target ? terms.ofTarget(k) : 0);
      loss -= share == 0 ? 0 : share * logits[k];
      gradient[k] = total * (Math.exp(logits[k] - largest) / sum) - share;
    }
    return loss;
  }

  @Override
  public void close() {
    life.end();
  }
}
