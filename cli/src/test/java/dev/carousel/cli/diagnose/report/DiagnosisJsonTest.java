package dev.carousel.cli.diagnose.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.cli.console.JsonText;
import dev.carousel.flow.Growth;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.fixture.Flows;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.remedy.Remedies;
import dev.carousel.flow.report.Diagnosis;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisJsonTest {
  private static final Remedies REMEDIES = new Remedies(Plugins.of(PluginDiscovery.onClassPath()));

  private static JsonNode json(Run run) {
    try {
      Diagnosis diagnosis = Flows.diagnosis(run);
      return new ObjectMapper().readTree(JsonText.toJson(DiagnosisJson.of(diagnosis, REMEDIES)));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void keysAndValuesAreThoseOfTheContract() {
    JsonNode json =
        json(Flows.run("lstm:forget-bias=1", Flows.layer(0, 1.5, Flows.vanishing("c", -0.05))));
    assertEquals(
        List.of(
            "carousel",
            "command",
            "commandLine",
            "date",
            "settings",
            "dataset",
            "seed",
            "data",
            "lag",
            "lossUnit",
            "rewards",
            "comparison",
            "notes",
            "runs"),
        keys(json));
    assertEquals("1970-01-01T00:00:00Z", json.at("/date").textValue());
    assertEquals(32, json.at("/settings/units").intValue());
    assertEquals("non-finite", json.at("/settings/hook/0").textValue());
    assertEquals("diagnose", json.at("/command").textValue());
    assertEquals(7, json.at("/seed").longValue());
    JsonNode run = json.at("/runs/0");
    assertEquals(
        List.of(
            "name",
            "cell",
            "parameters",
            "trained",
            "updates",
            "validLoss",
            "verdict",
            "need",
            "contexts",
            "layers",
            "steps",
            "attribution",
            "truncation",
            "findings"),
        keys(run));
    assertEquals("lstm:forget-bias=1", run.at("/cell").textValue());
    assertTrue(run.at("/trained").booleanValue());
    assertEquals(200, run.at("/updates").longValue());
    assertEquals(2.5, run.at("/validLoss").doubleValue());
    JsonNode layer = run.at("/layers/0");
    assertEquals(0, layer.at("/layer").intValue());
    assertEquals(1.5, layer.at("/recurrentLargestSingularValue").doubleValue());
    assertEquals(0.75, layer.at("/spectralRadius").doubleValue());
    assertEquals("h.Wh", layer.at("/recurrentMatrices/0/name").textValue());
    JsonNode state = layer.at("/states/0");
    assertEquals("c", state.at("/state").textValue());
    assertEquals(101, state.at("/lags").size());
    assertEquals(100, state.at("/lags/100").intValue());
    assertEquals(Math.exp(-5), state.at("/gradient/100").doubleValue(), 1e-12);
    assertEquals(-0.05, state.at("/growthPerStep").doubleValue());
    assertEquals(-0.051, state.at("/growthCi95/0").doubleValue(), 1e-12);
    assertEquals(-0.049, state.at("/growthCi95/1").doubleValue(), 1e-12);
    assertEquals(20, state.at("/horizon").doubleValue(), 1e-12);
    assertEquals(93, state.at("/horizonOnePercent").intValue(), "exp(-0.05 k) < 0.01 from 92.1 on");
    assertEquals(18.853, state.at("/meanLag").doubleValue(), 0.001);
    assertEquals("vanishing", state.at("/verdict").textValue());
    assertEquals("vanishing", state.at("/grade").textValue());
    assertEquals(100, state.at("/gradeLag").intValue());
    assertEquals(Math.exp(-5), state.at("/left").doubleValue(), 1e-12);
    assertEquals(101, run.at("/need/context").intValue());
    assertTrue(!run.at("/need/measured").booleanValue());
    assertTrue(run.at("/contexts").isNull());
    assertTrue(json.at("/rewards").isNull());
  }

  /** At lag 19, exp(-0.95) is left: no longer what the verdict over all lags says. */
  @Test
  void whatTheDataRewardsIsThereWithTheNetworksOwnUse() {
    Run run = Flows.run("lstm", Flows.layer(0, 1, Flows.vanishing("c", -0.05)));
    JsonNode skilless = json(Flows.needing(run, Flows.rewarding(20, 30, 2.4)));
    assertTrue(skilless.at("/runs/0/need/networkContext").isNull(), skilless::toString);
    assertFalse(skilless.at("/runs/0/need/met").asBoolean());
    JsonNode json = json(Flows.needing(run, Flows.rewarding(20, 5)));
    assertEquals(20, json.at("/rewards/rewardedContext").intValue());
    assertEquals(Flows.LAG, json.at("/rewards/contexts").size());
    assertEquals(0.3, json.at("/rewards/information/19").doubleValue());
    assertEquals(0.01, json.at("/rewards/threshold").doubleValue());
    assertEquals(20, json.at("/rewards/peaks/0/lag").intValue());
    assertEquals(0.25, json.at("/rewards/peaks/0/explained").doubleValue());
    JsonNode first = json.at("/runs/0");
    assertEquals(20, first.at("/need/context").intValue());
    assertEquals(5, first.at("/contexts/rewardedContext").intValue());
    assertEquals(2.5, first.at("/contexts/losses/1").doubleValue());
    assertEquals(0.05, first.at("/contexts/excessErrors/0").doubleValue());
    JsonNode state = first.at("/layers/0/states/0");
    assertEquals("vanishing", state.at("/verdict").textValue());
    assertEquals("steady", state.at("/grade").textValue());
    assertEquals(19, state.at("/gradeLag").intValue());
    assertEquals(0, first.at("/findings").size());
  }

  @Test
  void whatWasNotMeasuredIsNull() {
    JsonNode run =
        json(Flows.untrained("rnn", Flows.layer(0, 1, Flows.unmeasured("h")))).at("/runs/0");
    assertTrue(!run.at("/trained").booleanValue());
    assertEquals(0, run.at("/updates").longValue());
    assertTrue(run.at("/validLoss").isNull());
    JsonNode state = run.at("/layers/0/states/0");
    assertTrue(state.at("/gradient/1").isNull());
    assertTrue(state.at("/growthPerStep").isNull());
    assertTrue(state.at("/growthCi95").isNull());
    assertTrue(state.at("/horizon").isNull());
    assertTrue(state.at("/horizonOnePercent").isNull());
    assertTrue(state.at("/meanLag").isNull());
    assertEquals("unmeasured", state.at("/verdict").textValue());
  }

  @Test
  void gradientThatDoesNotFallHasNoHorizon() {
    JsonNode json =
        json(Flows.run("rnn", Flows.layer(0, 1, Flows.state("h", 0.1, Verdict.EXPLODING))));
    assertTrue(json.at("/runs/0/layers/0/states/0/horizon").isNull());
  }

  /** Weights from elsewhere are not what a network starts from. */
  @Test
  void weightsWhoseTrainingIsNotNotedAreNotUntrained() {
    Run known = Flows.run("lstm", Flows.layer(0, 1.5, Flows.vanishing("c", -0.05)));
    Run given =
        new Run(
            "lstm",
            known.parameters(),
            Run.UNKNOWN,
            Double.NaN,
            known.report(),
            null,
            null,
            List.of());
    JsonNode run = json(given).at("/runs/0");
    assertTrue(run.get("trained").booleanValue());
    assertTrue(run.get("updates").isNull());
  }

  @Test
  void theIntervalOverDataAndTheMisfitOfTheLineAreApart() {
    Growth growth = new Growth(-0.05, -0.06, -0.04, 101, 16, new Growth.Misfit(-0.051, -0.049));
    double[] gradient = {1, 0.95, 0.9};
    StateFlow c = new StateFlow("c", gradient, gradient, 64, growth, Verdict.VANISHING);
    JsonNode state =
        json(Flows.run("lstm", Flows.layer(0, 1.5, c))).at("/runs/0/layers/0/states/0");
    assertEquals(-0.06, state.at("/growthCi95/0").doubleValue());
    assertEquals(16, state.get("growthPieces").intValue());
    assertEquals(-0.049, state.at("/growthMisfit95/1").doubleValue());
  }
}
