package dev.carousel.nonfinite;

import dev.carousel.engine.ClassSums;
import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.internal.engine.reference.InterpretedProgram;
import dev.carousel.internal.engine.reference.ReferenceEngine;
import dev.carousel.internal.engine.reference.ReferencePass;
import dev.carousel.internal.engine.reference.Rows;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.trace.Trace;
import dev.carousel.nonfinite.FirstCause.Operand;
import dev.carousel.nonfinite.FirstCause.Pass;
import dev.carousel.spi.Cell;
import dev.carousel.spi.SoftmaxTerms;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.List;
import java.util.Set;

/**
 * An engine that runs an update of a network value by value, and ends with {@link NonFiniteFound}
 * at the first value that is not finite. The order of layers, dropout and the loss are those of any
 * other run.
 *
 * @param update its index, for the finding
 * @param precision of the engine that made the update. In float32, every operation is rounded,
 *     because overflow and cancellation to a zero divisor depend on the precision
 * @param bottom the layers below which nothing uses a gradient
 */
record GuardedEngine(long update, Precision precision, Set<String> bottom) implements Engine {
  @Override
  public String kernels() {
    return "guarded";
  }

  @Override
  public int threads() {
    return 1;
  }

  @Override
  public LayerProgram compile(String name, Cell cell, int inputSize, int units) {
    CompiledCell compiled = CompiledCell.of(name, Trace.of(name, cell, inputSize, units));
    return new InterpretedProgram(
        compiled,
        (own, parameters, input, context) ->
            ReferencePass.observed(
                own,
                parameters,
                input,
                context,
                precision,
                new LayerGuard(update, own, parameters, precision, bottom.contains(name))));
  }

  @Override
  public ClassSums softmaxCrossEntropy(
      Tensor logits, int[] targets, SoftmaxTerms terms, double weight) {
    int classes = logits.extent(2);
    ClassSums sums = ClassSums.none();
    try (ReferenceEngine reference = new ReferenceEngine()) {
      for (int place = 0; place < targets.length; place++) {
        Tensor row = precision.zeros(1, 1, classes);
        double[] before = Rows.read(logits, place, classes);
        Rows.write(row, 0, before);
        ClassSums own =
            reference.softmaxCrossEntropy(row, new int[] {targets[place]}, terms, weight);
        if (!Double.isFinite(own.loss())) {
          throw new NonFiniteFound(
              cause(place, logits.extent(1), targets[place], before, own.loss()));
        }
        sums = sums.plus(own);
        Rows.write(logits, place, row.toDoubles());
      }
    }
    return sums;
  }

  private FirstCause cause(int place, int rows, int target, double[] logits, double loss) {
    return new FirstCause(
        update,
        Wording.LOSS,
        Pass.FORWARD,
        place / rows,
        place % rows,
        Wording.LOSS,
        Wording.CROSS_ENTROPY,
        target,
        List.of(new Operand(Wording.RIGHT_LOGIT, logits[target])),
        loss);
  }

  @Override
  public void close() {}
}
