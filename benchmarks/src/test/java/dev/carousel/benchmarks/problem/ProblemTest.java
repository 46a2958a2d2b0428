package dev.carousel.benchmarks.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.tensor.FloatTensor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemTest {
  @Test
  void fileHoldsTheProblem(@TempDir Path folder) {
    Problem problem = Problems.of(new Case(Kind.TRAIN, "gru", new Shape(2, 6, 3, 5)));
    problem.write(folder.resolve("p.safetensors"));
    Problem read = Problem.read(folder.resolve("p.safetensors"));
    assertEquals(problem.subject(), read.subject());
    assertEquals(problem.parameters().names(), read.parameters().names());
    assertArrayEquals(problem.parameter("nh.Wh"), read.parameter("nh.Wh"));
    assertArrayEquals(Problem.floats(problem.input()), Problem.floats(read.input()));
    assertArrayEquals(
        Problem.floats(problem.expectedOutputs()), Problem.floats(read.expectedOutputs()));
  }

  @Test
  void checkGradientEndsWithTheKnownSteps() {
    Problem problem = Problems.of(new Case(Kind.TRAIN, "rnn", new Shape(2, 6, 3, 5)));
    assertEquals(4, problem.expectedOutputs().extent(0));
    FloatTensor gradient = problem.checkGradient();
    int known = 4 * 2 * 5;
    assertEquals(problem.outputGradient().get(known - 1), gradient.get(known - 1));
    assertEquals(0, gradient.get(known));
    assertEquals(6 * 2 * 5, gradient.size());
  }

  @Test
  void gatesAreStackedInAnyOrder() {
    Problem problem = Problems.of(new Case(Kind.INFER, "lstm", new Shape(1, 1, 2, 3)));
    Gates gates = Gates.of(problem).inOrder(3, 0);
    assertEquals(2, gates.count());
    float[] weights = gates.inputWeights();
    assertEquals(2 * 3 * 2, weights.length);
    assertEquals(problem.parameter("o.Wx")[1], weights[1]);
    assertEquals(problem.parameter("i.Wx")[0], weights[6]);
    assertArrayEquals(new float[6], gates.recurrentBiases());
  }

  @Test
  void biasOfAMapOfTheStateAloneStaysThere() {
    Problem problem = Problems.of(new Case(Kind.INFER, "gru", new Shape(1, 1, 2, 3)));
    float[] biases = Gates.of(problem).recurrentBiases();
    assertEquals(0, biases[0]);
    assertEquals(problem.parameter("nh.b")[0], biases[6]);
    assertEquals(problem.parameter("nx.b")[2], Gates.of(problem).inputBiases()[8]);
  }

  @Test
  void transposeSwapsRowsAndColumns() {
    float[] transposed = Gates.transposed(new float[] {1, 2, 3, 4, 5, 6}, 2);
    assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, transposed);
  }
}
