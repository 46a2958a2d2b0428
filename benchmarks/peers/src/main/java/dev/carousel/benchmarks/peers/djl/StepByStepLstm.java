package dev.carousel.benchmarks.peers.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import dev.carousel.benchmarks.problem.Gates;
import dev.carousel.benchmarks.problem.Problem;

/**
 * The equations of the LSTM, one DJL operation after the other; the gates' matrices are one.
 *
 * @param state zero, {@code [B, H]}
 * @param weights input matrix {@code [I, 4H]}, recurrent matrix {@code [H, 4H]}, bias {@code [4H]}
 */
record StepByStepLstm(NDArray state, NDList weights) implements DjlLayer {
  private static final int GATES = 4;

  StepByStepLstm(NDManager manager, Problem problem) {
    this(
        manager.zeros(
            new Shape(problem.subject().shape().batch(), problem.subject().shape().units())),
        weights(manager, problem));
  }

  private static NDList weights(NDManager manager, Problem problem) {
    Gates gates = Gates.of(problem);
    int inputs = problem.subject().shape().input();
    int units = problem.subject().shape().units();
    int columns = GATES * units;
    return new NDList(
        manager.create(Gates.transposed(gates.inputWeights(), columns), new Shape(inputs, columns)),
        manager.create(
            Gates.transposed(gates.recurrentWeights(), columns), new Shape(units, columns)),
        manager.create(gates.inputBiases()));
  }

  @Override
  public NDArray outputs(NDArray input, boolean isTraining) {
    NDArray h = state;
    NDArray c = state;
    NDList outputs = new NDList();
    for (long t = 0; t < input.getShape().get(0); t++) {
      NDArray sums =
          input.get(t).matMul(weights.get(0)).add(h.matMul(weights.get(1))).add(weights.get(2));
      NDList gates = sums.split(GATES, 1);
      NDArray i = Activation.sigmoid(gates.get(0));
      NDArray f = Activation.sigmoid(gates.get(1));
      NDArray g = gates.get(2).tanh();
      NDArray o = Activation.sigmoid(gates.get(3));
      c = f.mul(c).add(i.mul(g));
      h = o.mul(c.tanh());
      outputs.add(h);
    }
    return NDArrays.stack(outputs);
  }
}
