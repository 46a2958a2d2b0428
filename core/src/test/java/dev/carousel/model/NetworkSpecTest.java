package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Step;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Letters;
import dev.carousel.fixture.LstmPlugin;
import dev.carousel.io.internal.MetadataJson;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkSpecTest {
  private static final DataShape SHAPE = new DataShape(true, 3, true, 3, Moment.EVERY_STEP);
  private static final NetworkSpec LSTM =
      NetworkSpec.of(SHAPE, LstmPlugin.chosen().with("forget-bias", 3)).units(4);

  private record Leak(double rate) implements Cell {
    @Override
    public void step(Step s) {
      s.next("h", s.affine("in", s.input()).plus(s.state("h").times(rate)));
    }
  }

  @Test
  void aSettingChangesItselfAlone() {
    NetworkSpec spec = NetworkSpec.of(SHAPE, LstmPlugin.chosen());
    assertEquals("1 x lstm of 128 units; " + SHAPE, spec.toString());
    NetworkSpec other = spec.units(5).layers(2).dropout(0.25).bidirectional(true).embedding(7);
    assertEquals("2 x lstm of 5 units, bidirectional; " + SHAPE, other.toString());
    assertEquals(0.25, other.dropout());
    assertEquals(7, other.embedding());
    assertEquals(2, other.directions());
    assertEquals(spec, other.units(128).layers(1).dropout(0).bidirectional(false).embedding(0));
    for (NetworkSpec one :
        List.of(
            spec.units(5),
            spec.layers(2),
            spec.dropout(0.1),
            spec.bidirectional(true),
            spec.embedding(7),
            NetworkSpec.of(SHAPE, LstmPlugin.chosen().with("forget-bias", 2)),
            NetworkSpec.of(new DataShape(true, 3, true, 4, Moment.END), LstmPlugin.chosen()))) {
      assertNotEquals(spec, one);
    }
  }

  @Test
  void nameOptionsAndEquationsAreThoseOfOneCell() {
    try (Engine engine = Engines.reference()) {
      Network network = Network.compile(engine, LSTM);
      assertEquals("lstm:forget-bias=3", network.spec().cell());
      NamedTensors parameters = network.initialParameters(1);
      assertEquals(3, parameters.get("layer0/f.b").get(0));
    }
  }

  @Test
  void aCellThatIsOnlyNamedIsFoundAmongPlugins() {
    NetworkSpec named = NetworkSpec.of(SHAPE, PluginRef.parse("lstm:forget-bias=3")).units(4);
    try (Engine engine = Engines.reference()) {
      Refusal.of(
          () -> Network.compile(engine, named),
          "lstm:forget-bias=3 is known only by its name",
          "spec.from(plugins)");
      Network network = Network.compile(engine, named.from(LstmPlugin.catalogue()));
      assertEquals(LSTM, network.spec());
      assertEquals(3, network.initialParameters(1).get("layer0/f.b").get(0));
      Plugins none = new Plugins(List.of(), List.of());
      Refusal.of(() -> named.from(none), "There is no cell 'lstm'");
    }
  }

  @Test
  void aCellOfOnesOwnIsCalledAfterItsClass() {
    NetworkSpec own = NetworkSpec.of(SHAPE, new Leak(0.5)).units(4);
    assertEquals("NetworkSpecTest.Leak", own.cell());
    assertEquals("Cells.lambda", NetworkSpec.of(SHAPE, Cells.lstm()).cell());
    assertEquals(own, NetworkSpec.of(SHAPE, new Leak(0.5)).units(4));
    assertNotEquals(own, NetworkSpec.of(SHAPE, new Leak(0.25)).units(4));
    try (Engine engine = Engines.reference()) {
      assertEquals(own, Network.compile(engine, own).spec());
      assertEquals(6, Network.compile(engine, own).withUnits(6).spec().units());
    }
    assertEquals(own, own.from(LstmPlugin.catalogue()));
  }

  @Test
  void aModelOfACellOfOnesOwnIsNotSaved(@TempDir Path folder) {
    NetworkSpec own = NetworkSpec.of(SHAPE, new Leak(0.5)).units(4);
    Path file = folder.resolve("model.safetensors");
    try (Engine engine = Engines.reference()) {
      NamedTensors parameters = Network.compile(engine, own).initialParameters(1);
      SavedModel model = new SavedModel(own, Letters.of("ab"), Map.of(), parameters);
      Refusal.of(
          () -> model.write(file),
          "The network cannot be saved: no plugin provides its cell NetworkSpecTest.Leak",
          "write a CellProvider for it",
          "Chosen.of(PluginKind.CELL, new LeakProvider())");
    }
    assertFalse(Files.exists(file));
    Refusal.of(
        () -> NetworkSpec.of(SHAPE, Cells.lstm()).requireSavable(),
        "Cells.lambda",
        "new MyCellProvider()");
    assertDoesNotThrow(LSTM::requireSavable);
  }

  @Test
  void aSavedModelRunsAgain(@TempDir Path folder) {
    Path file = folder.resolve("model.safetensors");
    try (Engine engine = Engines.reference()) {
      NamedTensors parameters = Network.compile(engine, LSTM).initialParameters(1);
      new SavedModel(LSTM, Letters.of("ab"), Map.of(), parameters).write(file);
      BoundNetwork again = SavedModel.read(file).bind(engine, LstmPlugin.catalogue());
      assertEquals(LSTM, again.network().spec());
      Network network = Network.compile(engine, LSTM);
      NetworkStream expected = network.bind(network.adopt(parameters)).stream();
      assertEquals(expected.step(2).get(1), again.stream().step(2).get(1));
    }
  }

  @Test
  void noNumberThatCannotBeMeantIsTaken() {
    for (int wrong : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      Refusal.of(
          () -> LSTM.units(wrong), "The number of units is out of range.", "65536", "" + wrong);
      Refusal.of(
          () -> LSTM.layers(wrong), "The number of layers is out of range.", "1000", "" + wrong);
    }
    for (int wrong : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      Refusal.of(() -> LSTM.embedding(wrong), "features of the embedding", "" + wrong);
    }
    for (double wrong : new double[] {-1, -0.1, 1, Double.NaN, Double.POSITIVE_INFINITY}) {
      Refusal.of(() -> LSTM.dropout(wrong), "The dropout is out of range.", "" + wrong);
    }
  }

  /** Files that older versions wrote hold this line. */
  @Test
  void theJsonOfSavedModelsStays() throws Exception {
    String json =
        "{\"data\":{\"symbolsIn\":true,\"inputFeatures\":3,\"symbolsOut\":true,"
            + "\"outputFeatures\":3,\"moment\":\"EVERY_STEP\"},\"cell\":\"lstm:forget-bias=3\","
            + "\"units\":4,\"layers\":1,\"dropout\":0.0,\"bidirectional\":false,\"embedding\":0}";
    assertEquals(json, MetadataJson.write(LSTM, NetworkSpec.class));
    assertEquals(LSTM, MetadataJson.read(json, NetworkSpec.class));
  }

  @Test
  void aLossIsKeptInTheModelOnlyIfOneIsChosen() throws Exception {
    NetworkSpec chosen = LSTM.loss(PluginRef.parse("mine:by=2"));
    String json = MetadataJson.write(chosen, NetworkSpec.class);
    assertTrue(json.endsWith("\"embedding\":0,\"loss\":\"mine:by=2\"}"), json);
    assertEquals(chosen, MetadataJson.read(json, NetworkSpec.class));
    assertNotEquals(LSTM, chosen);
    try (Engine engine = Engines.reference()) {
      Refusal.of(
          () -> Network.compile(engine, chosen),
          "The loss mine:by=2 is known only by its name",
          "spec.from(plugins)");
    }
    Refusal.of(() -> chosen.from(LstmPlugin.catalogue()), "There is no loss 'mine'");
  }

  @Test
  void aLossOfNumbersIsRefusedForClasses() {
    NetworkSpec wrong = LSTM.loss(NaturalLoss.squaredError());
    try (Engine engine = Engines.reference()) {
      Refusal.of(
          () -> Network.compile(engine, wrong),
          "The loss does not fit what is predicted.",
          "a loss of classes",
          "squared error");
    }
    Refusal.of(wrong::requireSavable, "no plugin provides its loss", "write a LossProvider for it");
  }
}
