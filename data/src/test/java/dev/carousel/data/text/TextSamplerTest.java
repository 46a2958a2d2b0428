package dev.carousel.data.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** With a cell that hands on what it reads, the head alone decides what follows what. */
class TextSamplerTest {
  private static final Vocabulary ABC = Vocabulary.ofChars('a', 'b', 'c');
  private static final Cell IDENTITY =
      step -> {
        step.next("last", step.input().plus(step.state("last", 4).times(0)));
        step.output(step.input());
      };

  private static TextSampler sampler(double... follows) {
    Network network =
        Network.compile(
            Engines.reference(),
            NetworkSpec.of(new DataShape(true, 4, true, 4, Targets.Moment.EVERY_STEP), IDENTITY)
                .units(4));
    NamedTensors parameters = network.initialParameters(1);
    for (Tensor tensor : parameters.asMap().values()) {
      tensor.fill(0);
      for (int i = 0; i < follows.length && tensor.rank() == 2; i++) {
        tensor.set(i, follows[i]);
      }
    }
    return new TextSampler(network, parameters, ABC);
  }

  /** Row k, column j: the logit of symbol k after symbol j. The unknown one is the likeliest. */
  private static TextSampler cycle() {
    return sampler(0, 0, 9, 0, 9, 0, 0, 9, 0, 9, 0, 0, 99, 99, 99, 99);
  }

  private static SampleRequest request(int length, double temperature, String prompt, long seed) {
    return SampleRequest.of(length, Choices.at(temperature)).after(prompt).withSeed(seed);
  }

  private static String text(TextSampler sampler, SampleRequest request) {
    StringBuilder text = new StringBuilder();
    sampler.sample(request, text::append);
    return text.toString();
  }

  @Test
  void likeliestSymbolFollowsThePrompt() {
    assertEquals("cabca", text(cycle(), request(5, 0, "ab", 1)));
  }

  @Test
  void promptLongerThanOneChunkIsReadToItsEnd() {
    String prompt = "a".repeat(1000) + "c";
    assertEquals("abc", text(cycle(), request(3, 0, prompt, 1)));
  }

  @Test
  void unknownSymbolOfThePromptIsReadAndNeverDrawn() {
    String drawn = text(cycle(), request(200, 5, "?", 1));
    assertTrue(drawn.matches("[abc]{200}"), drawn);
  }

  @Test
  void sameRequestGivesTheSameText() {
    SampleRequest request = request(50, 9, "a", 7);
    assertEquals(text(cycle(), request), text(cycle(), request));
    assertNotEquals(text(cycle(), request), text(cycle(), request(50, 9, "a", 8)));
  }

  @Test
  void sharesFollowTheSoftmaxAtTheTemperature() {
    // after any symbol: logits ln 1, ln 2, ln 4; at temperature 0.5 the shares are 1, 4, 16 of 21
    double two = Math.log(2);
    TextSampler sampler =
        sampler(0, 0, 0, 0, two, two, two, two, 2 * two, 2 * two, 2 * two, 2 * two);
    String drawn = text(sampler, request(4000, 0.5, "", 1));
    assertEquals(4 / 21.0, drawn.chars().filter(c -> c == 'b').count() / 4000.0, 0.025);
    assertEquals(16 / 21.0, drawn.chars().filter(c -> c == 'c').count() / 4000.0, 0.025);
  }

  @Test
  void predictionThatIsNotFiniteIsRefused() {
    TextSampler sampler = sampler(Double.NaN);
    Refusal.of(() -> text(sampler, request(1, 1, "a", 1)), "not finite");
  }

  @Test
  void wrongNumbersAreRefused() {
    Refusal.of(() -> request(0, 1, "", 1));
    Refusal.of(() -> request(1, -1, "", 1));
    Refusal.of(() -> request(1, Double.NaN, "", 1));
  }
}
