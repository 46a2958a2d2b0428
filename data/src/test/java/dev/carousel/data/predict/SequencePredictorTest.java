package dev.carousel.data.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.carousel.Engines;
import dev.carousel.data.DataCodec;
import dev.carousel.data.Dataset;
import dev.carousel.data.arrays.Sequences;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.refusal.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SequencePredictorTest {
  private final Engine engine = Engines.fused(1);

  @AfterEach
  void close() {
    engine.close();
  }

  /** Sequences of 3 to 42 steps of two numbers. */
  private static float[][][] recordings() {
    float[][][] all = new float[40][][];
    for (int n = 0; n < all.length; n++) {
      all[n] = new float[3 + n * 7 % 40][2];
      for (int t = 0; t < all[n].length; t++) {
        all[n][t][0] = (float) Math.sin(t * (1 + n % 2) / 3.0);
        all[n][t][1] = n / 40f;
      }
    }
    return all;
  }

  private static int[] labels() {
    int[] labels = new int[40];
    for (int n = 0; n < labels.length; n++) {
      labels[n] = n % 2;
    }
    return labels;
  }

  private SequencePredictor predictor(Dataset data, boolean isBothWays) {
    NetworkSpec spec =
        NetworkSpec.of(data.shape(), Cells.lstm()).units(5).bidirectional(isBothWays);
    Network network = Network.compile(engine, spec);
    BoundNetwork bound = network.bind(network.initialParameters(3));
    // As a saved model keeps it.
    String json = Objects.requireNonNull(data.codec()).toJson();
    return SequencePredictor.of(bound, DataCodec.fromJson(json));
  }

  @Test
  void classesHaveTheirNamesAndManyAtOnceTheBitsOfEachAlone() {
    Dataset data =
        Sequences.of(recordings())
            .labelled(labels())
            .withInputs("angle", "share")
            .withClasses("slow", "fast")
            .split(0.1);
    SequencePredictor predictor = predictor(data, true);
    assertEquals(List.of("angle", "share"), predictor.inputs());
    assertEquals(List.of("slow", "fast"), predictor.classes());
    List<List<StepPrediction>> all = predictor.predict(recordings());
    assertEquals(40, all.size());
    for (int n = 0; n < 40; n++) {
      float[][][] alone = {recordings()[n]};
      assertEquals(predictor.predict(alone).get(0), all.get(n));
      StepPrediction one = all.get(n).get(0);
      assertEquals(1, one.probabilities().get(0) + one.probabilities().get(1), 1e-12);
      assertEquals(predictor.classes().get(one.likeliest()), one.name());
    }
  }

  @Test
  void numbersArePredictedAfterEachStep() {
    float[][][] recordings = recordings();
    Dataset data = Sequences.of(recordings).targetsOfSteps(recordings).split(0);
    SequencePredictor predictor = predictor(data, false);
    List<List<StepPrediction>> all = predictor.predict(recordings);
    for (int n = 0; n < 40; n++) {
      assertEquals(recordings[n].length, all.get(n).size());
      assertEquals(2, all.get(n).get(0).values().size());
      assertNull(all.get(n).get(0).name());
    }
    float[][][] half = {Arrays.copyOf(recordings[5], 3)};
    assertEquals(all.get(5).subList(0, 3), predictor.predict(half).get(0));
  }

  @Test
  void wrongArraysAreRefused() {
    Dataset data =
        Sequences.of(recordings()).labelled(labels()).withInputs("angle", "share").split(0);
    SequencePredictor predictor = predictor(data, false);
    Refusal.of(
        () -> predictor.predict(new float[][][] {{{1, 2, 3}}}),
        "another number of inputs than in training",
        "2: angle, share",
        "found:    3");
    Refusal.of(() -> predictor.predict(new float[][][] {{{1, Float.NaN}}}), "is not finite");
    Refusal.of(() -> predictor.predict(new float[0][][]), "There are no sequences.");
    Refusal.of(
        () -> Sequences.of(recordings()).labelled(labels()).withClasses("a", "b", "c"),
        "not as many names of classes as classes",
        "expected: 2",
        "3: a, b, c");
  }
}
