package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a network can be expected to learn, told before it is trained. */
class ForecastTest {
  private static List<String> adding(String... more) {
    List<String> all = new ArrayList<>(List.of("diagnose", "--forecast", "--no-progress"));
    all.addAll(List.of("--task", "adding:length=40,sequences=64,valid=64", "--lag", "39"));
    all.addAll(List.of("--units", "8", "--batch", "32", "--updates", "2"));
    all.addAll(List.of(more));
    return all;
  }

  private static Answer answer(List<String> words) {
    return Answer.to(words.toArray(new String[0])).succeeded();
  }

  /** Two updates teach nothing: neither has learnt, whatever was foretold. */
  @Test
  void isToldBeforeTrainingAndJudgedAfterIt() {
    String told =
        answer(adding("--cell", "rnn:init=orthogonal,gain=0.3", "--cell", "lstm:chrono=40")).out();
    for (String part :
        List.of(
            "Forecast, before any training",
            "left at lag 39",
            "on carousel",
            "calibration",
            "unlikely     19 of 64\n",
            " likely       68 of 94\n",
            "not a",
            "Forecast and outcome",
            "not learnt",
            "right",
            "wrong",
            "Learnt: less than a quarter of the loss of the best constant")) {
      assertTrue(told.contains(part), () -> part + " is not in\n" + told);
    }
    assertFalse(told.contains("will not"), told);
    assertTrue(told.indexOf("before any training") < told.indexOf("Gradient flow through time"));
  }

  @Test
  void standsInTheReport() {
    JsonNode report =
        answer(adding("--cell", "rnn:init=orthogonal,gain=0.3", "--json", "-")).json();
    JsonNode forecast = report.at("/runs/0/forecast");
    assertEquals("unlikely", forecast.at("/outlook").textValue());
    assertEquals(64, forecast.at("/calibration/runs").intValue());
    assertEquals(19, forecast.at("/calibration/learnt").intValue());
    assertEquals(0, forecast.at("/carouselShare").doubleValue());
    assertEquals(39, forecast.at("/lag").intValue());
    assertTrue(forecast.at("/arriving").doubleValue() < 1e-10);
    assertEquals(0, forecast.at("/timeScale").doubleValue());
    assertEquals(1.0 / 6, forecast.at("/constantLoss").doubleValue(), 0.06);
    assertTrue(!forecast.at("/learnt").booleanValue());
    assertTrue(forecast.at("/right").booleanValue());
    assertEquals(2, report.at("/runs/0/updates").intValue());
  }

  /** Each start by itself, as a forecast with that seed alone has it. */
  @Test
  void isMadeWithSeveralSeeds() {
    Answer answer = answerOf("--cell", "lstm", "--seeds", "4", "--seed", "5", "--json", "-");
    JsonNode forecast = answer.json().at("/runs/0/forecast");
    assertEquals("[5,6,7,8]", forecast.at("/seeds").toString());
    double sum = 0;
    double squares = 0;
    int unlikely = 0;
    for (int seed = 5; seed <= 8; seed++) {
      JsonNode one =
          answerOf("--cell", "lstm", "--seeds", "1", "--seed", "" + seed, "--json", "-")
              .json()
              .at("/runs/0/forecast");
      sum += one.at("/arriving").doubleValue();
      squares += Math.pow(one.at("/arriving").doubleValue(), 2);
      unlikely += one.at("/outlook").textValue().equals("unlikely") ? 1 : 0;
      assertTrue(one.at("/arrivingOverSeeds/deviation").isNull());
    }
    JsonNode spread = forecast.at("/arrivingOverSeeds");
    assertEquals(sum / 4, spread.at("/mean").doubleValue(), 1e-9 * sum);
    double deviation = Math.sqrt((squares - sum * sum / 4) / 3);
    assertTrue(deviation > 0);
    assertEquals(deviation, spread.at("/deviation").doubleValue(), 1e-6 * deviation);
    assertEquals(unlikely, forecast.at("/unlikelySeeds").intValue());
    String told = answerOf("--cell", "lstm", "--seeds", "4", "--seed", "5").out();
    assertTrue(
        told.replaceAll("\\s+", " ")
            .contains("lstm, over 4 seeds (5 to 8): unlikely with " + unlikely + "; left "),
        told);
  }

  private static Answer answerOf(String... more) {
    List<String> words = adding(more);
    words.addAll(List.of("--untrained"));
    words.removeAll(List.of("--updates", "2", "--batch", "32"));
    return answer(words);
  }

  @Test
  void ofNetworksThatAreNotTrainedNothingIsJudged() {
    List<String> words = adding("--cell", "lstm", "--untrained", "--json", "-");
    words.removeAll(List.of("--updates", "2", "--batch", "32"));
    JsonNode forecast = answer(words).json().at("/runs/0/forecast");
    assertTrue(forecast.at("/learnt").isNull());
    assertTrue(forecast.at("/right").isNull());
    assertTrue(forecast.at("/timeScale").doubleValue() > 1);
  }

  @Test
  void ofATrainedNetworkThereIsNothingToForetell() {
    Answer.to("diagnose", "run", "--forecast")
        .failed(2, "The network in RUN-DIR is already trained.", "--forecast");
  }
}
