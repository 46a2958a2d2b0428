package dev.carousel.train;

import static dev.carousel.train.Setup.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerProvider;
import dev.carousel.spi.OptimizerState;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups of parameters, and the moving average. */
class OptimizationTest {
  @TempDir Path folder;

  /** Descent with decay, which has momentum only where it is asked for, and counts in a number. */
  private record Decaying(double rate, double decay, boolean momentum) implements Optimizer {
    @Override
    public OptimizerState init(NamedTensors parameters) {
      OptimizerState state =
          momentum
              ? OptimizerState.zeros(parameters, "velocity")
              : OptimizerState.zeros(parameters);
      state.keep("first", parameters.names().size());
      return state;
    }

    @Override
    public void update(
        OptimizerState state, NamedTensors parameters, NamedTensors gradients, double rateFactor) {
      state.keep("count", state.number("count", 0) + 1);
      assertEquals(state.advance(), state.number("count", 0));
      assertEquals(parameters.names().size(), state.number("first", -1), "kept by init");
      parameters.forEach(
          (name, w) -> {
            w.scale(1 - rate * rateFactor * decay);
            Tensor step = gradients.get(name);
            if (momentum) {
              Tensor velocity = state.slot("velocity").get(name);
              velocity.scale(0.5);
              velocity.addScaled(1, step);
              step = velocity;
            }
            w.addScaled(-rate * rateFactor, step);
          });
    }
  }

  /** Makes it. */
  public static final class Provider implements OptimizerProvider {
    @Override
    public String id() {
      return "decaying";
    }

    @Override
    public String description() {
      return "Descent with decay";
    }

    @Override
    public List<OptionSpec> options() {
      return List.of(
          OptionSpec.real("rate", 2, 0, 10, "Step size"),
          OptionSpec.real("weight-decay", 0.01, 0, 1, "Decay"),
          OptionSpec.toggle("momentum", false, "Whether there is momentum"));
    }

    @Override
    public Optimizer create(Options options) {
      return new Decaying(
          options.real("rate"), options.real("weight-decay"), options.toggle("momentum"));
    }
  }

  private static final Chosen<Optimizer> DECAYING = Chosen.of(PluginKind.OPTIMIZER, new Provider());

  private static Optimization groups(String... groups) {
    Optimization all = Optimization.PLAIN;
    for (String group : groups) {
      all = all.withGroup(ParameterGroup.parse(group));
    }
    return all;
  }

  private static NamedTensors tensors(double scale) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : List.of("layer0/i.Wh", "layer0/i.b", "layer1/i.Wh", "head/head.b")) {
      Tensor tensor = Precision.FLOAT32.zeros(3);
      for (int i = 0; i < 3; i++) {
        tensor.set(i, scale * (1 + 0.3 * i + 0.01 * name.length()));
      }
      tensors.put(name, tensor);
    }
    return new NamedTensors(tensors);
  }

  private static NamedTensors after(Optimizer optimizer, int updates) {
    NamedTensors parameters = tensors(1);
    OptimizerState state = optimizer.init(parameters);
    for (int i = 0; i < updates; i++) {
      optimizer.update(state, parameters, tensors(0.1 * (i + 1)), 0.5);
    }
    return parameters;
  }

  @ParameterizedTest
  @CsvSource({
    "*,            layer0/i.b,  true",
    "*.b,          layer0/i.b,  true",
    "*.b,          layer0/i.Wh, false",
    "*.b,          layer0/i.bb, false",
    "layer0/*,     layer0/i.b,  true",
    "layer0/*,     layer01/i.b, false",
    "*/i.*,        layer0/i.b,  true",
    "*0*i*b*,      layer0/i.b,  true",
    "layer0/i.b,   layer0/i.b,  true",
    "layer0/i.b,   layer0/i.b2, false",
    "layer0/i.b**, layer0/i.b,  true",
    "l*a*b,        lab/ab.ab,   true",
    "layer0/i?b,   layer0/i.b,  false"
  })
  void aStarStandsForAnyCharacters(String pattern, String name, boolean matches) {
    assertEquals(matches, ParameterGroup.parse(pattern + ":a=1").matches(name));
  }

  @Test
  void aGroupIsReadAndWritten() {
    ParameterGroup group = ParameterGroup.parse("*.b:weight-decay=0,lr-factor=0.5");
    assertEquals("*.b", group.pattern());
    assertEquals(Map.of("weight-decay", "0", "lr-factor", "0.5"), group.options());
    assertEquals(group, ParameterGroup.parse(group.toString()));
  }

  @ParameterizedTest
  @CsvSource({
    "*.b,            no options",
    "'',             no options",
    ":a=1,           no pattern",
    "*.b:,           an empty option",
    "'*.b:a=1,',     an empty option",
    "*.b:a,          a",
    "*.b:=1,         =1",
    "'*.b:a=1,a=2',  a more than once",
    "'*. b:a=1',     a space"
  })
  void aMalformedGroupIsRefused(String text, String found) {
    Refusal refusal =
        Refusal.of(
            () -> ParameterGroup.parse(text),
            "The group '" + text + "' is malformed.",
            "pattern:key=value,key=value",
            "found:    " + found,
            "--parameter-group");
    assertEquals(Refusal.Kind.USAGE, refusal.kind());
  }

  @Test
  void anOptionThatTheOptimizerDoesNotHaveIsRefusedWithTheNearest() {
    Refusal.of(
        () -> groups("*.b:weight-decai=0").around(DECAYING),
        "no option 'weight-decai' for a group",
        "group *.b:weight-decai=0",
        "weight-decay");
    Refusal.of(() -> groups("*.b:lr-faktor=0").around(DECAYING), "lr-factor");
  }

  @ParameterizedTest
  @CsvSource({
    "weight-decay=2, a number from 0 to 1, '2'",
    "lr-factor=-1, a number from 0 to, '-1'",
    "momentum=yes, true or false, 'yes'",
    "lr-factor=, a number from 0 to, nothing"
  })
  void aValueOutOfBoundsIsRefused(String option, String expected, String found) {
    String name = option.substring(0, option.indexOf('='));
    Refusal.of(
        () -> groups("*.b:" + option).around(DECAYING),
        "Option '" + name + "' of a group has an invalid value.",
        expected,
        found,
        "group *.b:" + option);
  }

  @ParameterizedTest
  @CsvSource({
    "*.B, *.b",
    "layer2/*, layer0/*",
    "layer0/i.Wg, layer0/i.Wh",
  })
  void aPatternOfNoParameterIsRefusedWithTheNearest(String pattern, String nearest) {
    Optimizer optimizer = groups(pattern + ":lr-factor=0").around(DECAYING);
    Refusal refusal =
        Refusal.of(
            () -> optimizer.init(tensors(1)),
            "A group of parameters is empty.",
            "'" + pattern + "'",
            "group " + pattern + ":lr-factor=0",
            nearest);
    assertEquals(Refusal.Kind.USAGE, refusal.kind());
  }

  @Test
  void aGroupOfWhichNothingIsLeftIsRefused() {
    Optimizer optimizer = groups("*:lr-factor=1", "*.b:lr-factor=0").around(DECAYING);
    Refusal.of(
        () -> optimizer.init(tensors(1)),
        "has none left",
        "no earlier group",
        "group *.b:lr-factor=0",
        "before the others");
  }

  /** To the bit what an optimizer of these options does with these parameters; the first counts. */
  @Test
  void eachGroupIsOptimizedByItsOwnOptions() {
    NamedTensors found =
        after(
            groups(
                    "*.b:weight-decay=0,momentum=true",
                    "layer1/*:lr-factor=0",
                    "layer*:lr-factor=0.25")
                .around(DECAYING),
            4);
    NamedTensors biases = after(DECAYING.with("weight-decay", 0).with("momentum", true).make(), 4);
    NamedTensors quarter = after(DECAYING.with("rate", 0.5).make(), 4);
    Map<String, Tensor> expected = new LinkedHashMap<>();
    expected.put("layer0/i.Wh", quarter.get("layer0/i.Wh"));
    expected.put("layer0/i.b", biases.get("layer0/i.b"));
    expected.put("layer1/i.Wh", tensors(1).get("layer1/i.Wh"));
    expected.put("head/head.b", biases.get("head/head.b"));
    assertSameBits(new NamedTensors(expected), found);
  }

  @Test
  void slotsAreOfTheGroupsThatHaveThem() {
    Optimizer optimizer = groups("*.b:momentum=true").around(DECAYING);
    NamedTensors parameters = tensors(1);
    OptimizerState state = optimizer.init(parameters);
    assertEquals(Set.of("layer0/i.b", "head/head.b"), state.slot("velocity").names());
    optimizer.update(state, parameters, tensors(0.1), 1);
    assertEquals(
        Map.of("group0/first", 2.0, "rest/first", 2.0, "group0/count", 1.0, "rest/count", 1.0),
        state.numbers());
    assertEquals(1, state.updates());
    assertTrue(parameters == optimizer.evaluated(state, parameters), "no copy without need");
  }

  @Test
  void anAverageFollowsTheParametersByItsFormula() {
    Optimizer optimizer = Optimization.PLAIN.withEma(0.75).around(DECAYING);
    NamedTensors parameters = tensors(1);
    OptimizerState state = optimizer.init(parameters);
    double expected = parameters.get("layer0/i.b").get(1);
    for (int t = 1; t <= 60; t++) {
      optimizer.update(state, parameters, tensors(Math.sin(t)), 0.1);
      double kept = Math.min(0.75, (1.0 + t) / (10 + t)); // from t = 26 on, 0.75
      expected = kept * expected + (1 - kept) * parameters.get("layer0/i.b").get(1);
      double found = optimizer.evaluated(state, parameters).get("layer0/i.b").get(1);
      assertEquals(expected, found, 1e-5 * Math.abs(expected), "update " + t);
    }
  }

  @Test
  void anAverageOfWhatDoesNotMoveIsThatToTheBit() {
    Optimizer optimizer = groups("*:lr-factor=0").withEma(0.999).around(DECAYING);
    NamedTensors parameters = tensors(1).copyAs(Precision.FLOAT64);
    parameters.scale(1 / 3.0);
    NamedTensors before = parameters.copy();
    OptimizerState state = optimizer.init(parameters);
    for (int t = 0; t < 50; t++) {
      optimizer.update(state, parameters, parameters.like(), 1);
    }
    assertSameBits(before, optimizer.evaluated(state, parameters));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 2, Double.NaN})
  void anAverageOutOfRangeIsRefused(double ema) {
    Refusal.of(() -> Optimization.PLAIN.withEma(ema), "moving average", "below 1", "--ema 0.999");
  }

  private static Setup setup(long updates) {
    Optimizer optimizer =
        groups("*.b:momentum=true,lr-factor=0.5", "head/*:weight-decay=0")
            .withEma(0.9)
            .around(DECAYING);
    return Setup.ofUpdates(updates).with(optimizer);
  }

  /** In the network, with validations, stopped within an epoch and at its end. */
  @ParameterizedTest
  @ValueSource(longs = {1, 3, 4, 8})
  void groupsAndAverageAreResumedBitForBit(long stop) {
    Keeper whole = new Keeper(folder.resolve("whole"), 0);
    TrainingResult expected = whole.run(setup(11));
    Keeper halves = new Keeper(folder.resolve("halves"), stop);
    halves.run(setup(11));
    TrainingResult found = halves.resume(setup(11));
    Checkpoint last = whole.checkpoint();
    assertSameBits(expected.parameters(), found.parameters());
    assertSameBits(last.parameters(), halves.checkpoint().parameters());
    assertEquals(expected.validLoss(), found.validLoss());
    assertSameBits(last.optimizer().slot("ema"), expected.parameters());
    assertNotEquals(
        last.parameters().get("head/head.b").get(0),
        expected.parameters().get("head/head.b").get(0));
  }

  @Test
  void anAverageNeedsTheMemoryOfTheParameters() {
    Setup setup = Setup.ofUpdates(1);
    try (var engine = setup.engine()) {
      MemoryEstimate without = estimate(setup.with(Optimization.PLAIN.around(DECAYING)));
      MemoryEstimate with = estimate(setup.with(Optimization.PLAIN.withEma(0.9).around(DECAYING)));
      assertEquals(0, without.optimizer());
      assertEquals(Float.BYTES * setup.network().initialParameters(1).elements(), with.optimizer());
    }
  }

  private static MemoryEstimate estimate(Setup setup) {
    return new TrainingMemory(
            setup.network(), setup.data(), setup.optimizer(), List.of(), setup.plan())
        .estimate();
  }
}
