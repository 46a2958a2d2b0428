package dev.carousel.benchmarks.peers.dl4j;

import dev.carousel.benchmarks.problem.Gates;
import dev.carousel.benchmarks.problem.Problem;
import dev.carousel.benchmarks.problem.Shape;
import dev.carousel.benchmarks.worker.Answer;
import dev.carousel.benchmarks.worker.Assignment;
import dev.carousel.benchmarks.worker.WorkSession;
import dev.carousel.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network of one recurrent layer; the error at its outputs comes from outside.
 *
 * @param input {@code [B, I, T]}, as Deeplearning4j has it
 * @param outputGradient {@code [B, H, T]}
 * @param checkGradient {@code [B, H, T]}
 */
record Dl4jSession(
    MultiLayerNetwork network,
    INDArray input,
    INDArray outputGradient,
    INDArray checkGradient,
    boolean isTraining)
    implements WorkSession {
  private static final String POM =
      "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";

  static Dl4jSession open(Assignment assignment) {
    Problem problem = assignment.problem();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder().list().layer(layer(problem)).build());
    network.init();
    setWeights(network, problem);
    return new Dl4jSession(
        network,
        timeLast(problem.input()),
        timeLast(problem.outputGradient()),
        timeLast(problem.checkGradient()),
        assignment.isTraining());
  }

  private static Layer layer(Problem problem) {
    Shape shape = problem.subject().shape();
    if (problem.subject().cell().equals("rnn")) {
      return new SimpleRnn.Builder()
          .nIn(shape.input())
          .nOut(shape.units())
          .activation(Activation.TANH)
          .build();
    }
    return new LSTM.Builder()
        .nIn(shape.input())
        .nOut(shape.units())
        .activation(Activation.TANH)
        .gateActivationFunction(Activation.SIGMOID)
        .build();
  }

  /** Its matrices stand by columns; its LSTM's gates are candidate, forget, output, input. */
  private static void setWeights(MultiLayerNetwork network, Problem problem) {
    boolean isLstm = problem.subject().cell().equals("lstm");
    Gates gates = isLstm ? Gates.of(problem).inOrder(2, 1, 3, 0) : Gates.of(problem);
    Shape shape = problem.subject().shape();
    int columns = gates.count() * shape.units();
    network.setParam("0_W", matrix(gates.inputWeights(), columns, shape.input()));
    network.setParam("0_RW", matrix(gates.recurrentWeights(), columns, shape.units()));
    network.setParam("0_b", Nd4j.create(gates.inputBiases(), new long[] {1, columns}, 'c'));
  }

  private static INDArray matrix(float[] rowByRow, int rows, int columns) {
    return Nd4j.create(rowByRow, new long[] {rows, columns}, 'c').transpose();
  }

  private static INDArray timeLast(Tensor tensor) {
    long[] shape = {tensor.extent(0), tensor.extent(1), tensor.extent(2)};
    return Nd4j.create(Problem.floats(tensor), shape, 'c').permute(1, 2, 0).dup('f');
  }

  private static float[] timeFirst(INDArray array) {
    return array.permute(2, 0, 1).dup('c').data().asFloat();
  }

  @Override
  public String version() {
    try (InputStream file = MultiLayerNetwork.class.getResourceAsStream(POM)) {
      Properties pom = new Properties();
      pom.load(Objects.requireNonNull(file));
      return "Deeplearning4j " + pom.getProperty("version");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public Answer answer() {
    if (!isTraining) {
      return new Answer(timeFirst(network.output(input, false)), null);
    }
    List<INDArray> activations = forward();
    float[] outputs = timeFirst(activations.get(activations.size() - 1));
    return new Answer(outputs, timeFirst(backward(checkGradient)));
  }

  @Override
  public void run() {
    if (isTraining) {
      forward();
      backward(outputGradient);
    } else {
      network.output(input, false);
    }
  }

  private List<INDArray> forward() {
    network.setInput(input);
    return network.feedForward(true, false);
  }

  private INDArray backward(INDArray gradient) {
    return network.backpropGradient(gradient, null).getSecond();
  }

  @Override
  public void close() {
    network.close();
  }
}
