package dev.carousel.benchmarks.peers.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.recurrent.RNN;
import dev.carousel.benchmarks.problem.Gates;
import dev.carousel.benchmarks.problem.Problem;

/**
 * PyTorch's own layer.
 *
 * @param state the initial hidden state, zero, {@code [1, B, H]}; the LSTM's cell state too
 */
record FusedLayer(String cell, NDArray state, NDList weights) implements DjlLayer {
  private static final boolean HAS_BIASES = true;
  private static final int LAYERS = 1;
  private static final double DROPOUT = 0;
  private static final boolean IS_BIDIRECTIONAL = false;
  private static final boolean IS_BATCH_FIRST = false;

  FusedLayer(NDManager manager, Problem problem) {
    this(
        problem.subject().cell(),
        manager.zeros(
            new Shape(1, problem.subject().shape().batch(), problem.subject().shape().units())),
        weights(manager, problem));
  }

  private static NDList weights(NDManager manager, Problem problem) {
    Gates gates = Gates.of(problem);
    int inputs = problem.subject().shape().input();
    int units = problem.subject().shape().units();
    int rows = gates.count() * units;
    return new NDList(
        manager.create(gates.inputWeights(), new Shape(rows, inputs)),
        manager.create(gates.recurrentWeights(), new Shape(rows, units)),
        manager.create(gates.inputBiases()),
        manager.create(gates.recurrentBiases()));
  }

  @Override
  public NDArray outputs(NDArray input, boolean isTraining) {
    NDArrayEx ops = input.getNDArrayInternal();
    NDList results =
        switch (cell) {
          case "lstm" ->
              ops.lstm(
                  input,
                  new NDList(state, state),
                  weights,
                  HAS_BIASES,
                  LAYERS,
                  DROPOUT,
                  isTraining,
                  IS_BIDIRECTIONAL,
                  IS_BATCH_FIRST);
          case "gru" ->
              ops.gru(
                  input,
                  state,
                  weights,
                  HAS_BIASES,
                  LAYERS,
                  DROPOUT,
                  isTraining,
                  IS_BIDIRECTIONAL,
                  IS_BATCH_FIRST);
          default ->
              ops.rnn(
                  input,
                  state,
                  weights,
                  HAS_BIASES,
                  LAYERS,
                  RNN.Activation.TANH,
                  DROPOUT,
                  isTraining,
                  IS_BIDIRECTIONAL,
                  IS_BATCH_FIRST);
        };
    return results.get(0);
  }
}
